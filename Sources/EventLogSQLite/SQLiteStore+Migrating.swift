import EventLog
import GRDB
import Milepost

/// Tables of an earlier version become today's; no line is touched, and the root stays what it was.
extension SQLiteStore {
    /// What leads from each version to the next, oldest first; never edited once it was shipped.
    private static let steps: [@Sendable (Database) throws -> Void] = [{ try keepTree($0) }]

    /// The tables that each step adds.
    static let added = [["node", "tree"]]

    /// A store that may only be read stays as it is: what it lacks is computed when it is asked for.
    static func migrate(_ database: Database, for access: Access) throws {
        guard try version(of: database) < schemaVersion else { return }
        guard access == .writing else { return try standIn(in: database) }
        try database.inTransaction(.immediate) {
            // Another process may have been first.
            for step in steps.dropFirst(try version(of: database) - 1) { try step(database) }
            try database.execute(sql: "PRAGMA user_version = \(schemaVersion)")
            return .commit
        }
    }

    static func version(of database: Database) throws -> Int {
        // A smaller number than the first was never written.
        max(1, try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0)
    }

    /// From version 1: the inner nodes of the tree, and its root.
    private static func keepTree(_ database: Database) throws {
        try database.execute(sql: String(decoding: PackageResources.node_sql, as: UTF8.self))
        try database.execute(sql: String(decoding: PackageResources.tree_sql, as: UTF8.self))
        let log = SQLiteLog(database)
        let leaves = try Prepared(database, "SELECT leaf FROM event ORDER BY position")
        leaves.bind()
        var position: Position = 0
        while try leaves.step() {
            try log.grow(by: Array(leaves.bytes(0)), at: position)
            position += 1
        }
        try log.keepRoot()
    }

    /// Empty tables of the connection, in place of those that the file does not have.
    private static func standIn(in database: Database) throws {
        for sql in [PackageResources.node_sql, PackageResources.tree_sql] {
            let text = String(decoding: sql, as: UTF8.self)
            try database.execute(sql: text.replacing("CREATE TABLE", with: "CREATE TEMP TABLE"))
        }
    }
}
