import EventLog
import GRDB
package import Milepost

extension SQLiteLog {
    /// Compares these projections with another state's, row by row.
    ///
    /// - Returns: the first event where they part, with the table; nil where they are equal.
    package func firstDifference(
        from other: SQLiteLog
    ) throws -> (position: Position?, table: String)? {
        var first: (position: Position?, table: String)?
        for (table, _) in Tables.all {
            let (mine, theirs) = (tables.name(table), other.tables.name(table))
            let position =
                ["series": "NULL", "slot": "min(since)", "cell": "min(first)"][table]
                ?? "min(position)"
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*) AS differing, \(position) AS position FROM (
                        SELECT * FROM (SELECT * FROM \(mine) EXCEPT SELECT * FROM \(theirs))
                        UNION ALL
                        SELECT * FROM (SELECT * FROM \(theirs) EXCEPT SELECT * FROM \(mine))
                    )
                    """
            )
            guard let row, (row["differing"] as Int?) ?? 0 > 0 else { continue }
            let found: Position? = row["position"]
            if let known = first?.position, found.map({ $0 >= known }) ?? true { continue }
            first = (found, table)
        }
        return first
    }
}
