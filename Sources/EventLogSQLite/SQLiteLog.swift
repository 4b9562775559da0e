import EventLog
import GRDB
package import Milepost

/// One consistent state of a log in SQLite, inside a transaction of the store.
package final class SQLiteLog {
    let database: Database
    let tables: Tables
    private var prepared: [String: Prepared] = [:]
    /// Of a transaction that appends: the right side of the tree, so that each line reads none.
    var edge: MerkleEdge?

    init(_ database: Database, tables: Tables = .live) {
        self.database = database
        self.tables = tables
    }

    /// A statement, prepared once for this state.
    func statement(_ name: String, _ sql: @autoclosure () -> String) throws -> Prepared {
        if let statement = prepared[name] { return statement }
        let statement = try Prepared(database, sql())
        prepared[name] = statement
        return statement
    }
}

extension SQLiteLog: LogView {
    /// Of the tree's levels every fourth is kept: a fifteenth of the rows for at most eight reads.
    static func keeps(level: Int) -> Bool { level % 4 == 0 }

    package func size() throws -> Position {
        let query = try statement("size", "SELECT coalesce(max(position) + 1, 0) FROM event")
        query.bind()
        return try query.first { $0.integer(0) } ?? 0
    }

    package func line(at position: Position) throws -> [UInt8]? {
        let query = try statement("line", "SELECT line FROM event WHERE position = ?")
        query.bind(position)
        return try query.first { Array($0.bytes(0)) }
    }

    package func leafHash(at position: Position) throws -> [UInt8]? {
        let query = try statement("leaf", "SELECT leaf FROM event WHERE position = ?")
        query.bind(position)
        return try query.first { Array($0.bytes(0)) }
    }

    package func hash(level: Int, index: Int64) throws -> [UInt8]? {
        guard level > 0 else { return try leafHash(at: index) }
        guard Self.keeps(level: level) else { return nil }
        let query = try statement("node", "SELECT hash FROM node WHERE level = ? AND idx = ?")
        query.bind(Int64(level), index)
        return try query.first { Array($0.bytes(0)) }
    }

    package func position(of id: EventID) throws -> Position? {
        let query = try statement("id", "SELECT position FROM event WHERE id = ?")
        query.reset()
        query.bind(id.bytes, at: 1)
        return try query.first { $0.integer(0) }
    }

    package func positions(ofIDsEndingIn tail: String) throws -> [Position] {
        let query = try statement(
            "tail",
            "SELECT position FROM event WHERE hex(id) LIKE '%' || ? ORDER BY position DESC LIMIT 9"
        )
        query.reset()
        query.bind(tail, at: 1)
        var positions: [Position] = []
        while try query.step() { positions.append(query.integer(0)) }
        return positions
    }

    package func lines(
        from first: Position,
        through last: Position,
        _ body: (Position, UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws {
        // Not shared: the body may ask for lines itself.
        let query = try Prepared(
            database,
            "SELECT position, line FROM event WHERE position BETWEEN ? AND ? ORDER BY position"
        )
        query.bind(first, last)
        defer { query.reset() }
        while try query.step() {
            guard try body(query.integer(0), query.bytes(1)) else { return }
        }
    }
}
