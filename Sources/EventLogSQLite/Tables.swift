import GRDB

/// The projections' tables in one place: the live ones, the next ones beside them while they are
/// rebuilt, or temporary ones.
struct Tables {
    var schema = "main"
    var suffix = ""

    static let live = Tables()
    static let next = Tables(suffix: "_next")
    static let temporary = Tables(schema: "temp")

    /// The rules by which the tables follow the log.
    ///
    /// Raised when a fold changes.
    static let version: Int64 = 2
    static let projection = "figures"

    /// The tables of the projections, with the statement that makes each.
    static let all: [(name: String, sql: [UInt8])] = [
        ("chain", PackageResources.chain_sql),
        ("definition", PackageResources.definition_sql),
        ("series", PackageResources.series_sql),
        ("slot", PackageResources.slot_sql),
        ("cell", PackageResources.cell_sql),
        ("amendment", PackageResources.amendment_sql),
        ("citation", PackageResources.citation_sql),
    ]

    func name(_ table: String) -> String { "\(schema).\(suffixed(table))" }

    func suffixed(_ table: String) -> String { table + suffix }

    func create(in database: Database) throws {
        for (table, sql) in Self.all {
            let text = String(decoding: sql, as: UTF8.self)
            try database.execute(
                sql: text.replacing(
                    "CREATE TABLE \(table) (",
                    with: "CREATE TABLE \(name(table)) ("
                )
            )
        }
    }

    func drop(in database: Database) throws {
        for (table, _) in Self.all {
            try database.execute(sql: "DROP TABLE IF EXISTS \(name(table))")
        }
    }
}
