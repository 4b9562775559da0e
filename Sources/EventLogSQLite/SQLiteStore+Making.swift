import EventLog
import Foundation
import GRDB

/// A new store is made whole under a name beside its own and only then appears: who is killed on
/// the way leaves nothing that looks like a log.
extension SQLiteStore {
    /// Where a store is while it is being made.
    package static func making(_ path: String) -> String { path + ".making" }

    /// The folder of a path.
    ///
    /// Foundation's own way ends the program on a path of one character.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes a new store; refuses where something is already.
    ///
    /// `fill` appends what the log begins with. `beforeItAppears` runs when that is on the disk, and
    /// while nobody else can be making the same store.
    @discardableResult
    package static func create(
        path: String,
        filling fill: (SQLiteStore) throws -> Void = { _ in },
        beforeItAppears: () throws -> Void = {}
    ) throws -> SQLiteStore {
        // A write-ahead file that is left of another store would be read as this one's.
        for path in [path, path + "-wal"] where isThere(path) {
            throw StoreError.exists(path: path)
        }
        let folder = try makeFolder(of: path)
        do {
            let lock = try MakingLock(making(path), of: path)
            // Closing any descriptor of a file ends SQLite's own locks on it: not while it is open.
            defer { lock.release() }
            try make(at: lock.file, named: path, filling: fill)
            try beforeItAppears()
            try lock.rename(to: path)
            try sync(folder)
        } catch { throw error is DatabaseError ? StoreError(error, path: path) : error }
        return try SQLiteStore(path: path, for: .writing)
    }

    private static func make(
        at file: String,
        named path: String,
        filling fill: (SQLiteStore) throws -> Void
    ) throws {
        let queue = try DatabaseQueue(path: file, configuration: configuration(.writing))
        // Kept in the file; a file that is not ours is never switched to it.
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try createSchema(in: database)
        }
        try queue.close()
        let store = try SQLiteStore(opening: file, named: path, for: .writing)
        try fill(store)
        try store.close()
    }

    static func isThere(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func makeFolder(of path: String) throws -> String {
        let folder = Self.folder(of: path)
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        } catch {
            throw StoreError.cannotOpen(path: folder, reason: "\(error.localizedDescription)")
        }
        return folder
    }

    /// Without this a power cut could take the new names away.
    static func sync(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { Foundation.close(descriptor) }
        // Some file systems sync no folders; then there is nothing more to be done.
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw StoreError.cannotOpen(path: folder, reason: String(cString: strerror(errno)))
        }
    }

    /// The name and the statement of each table and trigger, as a new store has them.
    static func schema() throws -> [String: String] {
        let queue = try DatabaseQueue()
        return try queue.writeWithoutTransaction { database in
            try createSchema(in: database)
            return try objects(in: database)
        }
    }

    /// The name and the statement of each table and trigger.
    static func objects(in database: Database) throws -> [String: String] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        )
        return Dictionary(
            rows.map { ($0["name"], $0["sql"] ?? "") },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private static func createSchema(in database: Database) throws {
        try database.inTransaction(.immediate) {
            for sql in [
                PackageResources.event_sql, PackageResources.event_gapless_sql,
                PackageResources.event_no_update_sql, PackageResources.event_no_delete_sql,
                PackageResources.node_sql, PackageResources.tree_sql,
                PackageResources.projection_sql,
            ] {
                try database.execute(sql: String(decoding: sql, as: UTF8.self))
            }
            try Tables.live.create(in: database)
            try database.execute(
                sql: "INSERT INTO projection (name, version, position) VALUES (?, ?, -1)",
                arguments: [Tables.projection, Tables.version]
            )
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: "PRAGMA user_version = \(schemaVersion)")
            return .commit
        }
    }
}
