import EventLog
import Foundation
import GRDB
package import Milepost

/// A log in a SQLite file: WAL, every commit synced, one writer at a time, any number of readers,
/// several processes at once.
package final class SQLiteStore: EventStore {
    package let path: String
    package let access: Access
    private let queue: DatabaseQueue
    /// The live tables, or temporary ones where the file's are older than the program and the file
    /// may not be written.
    package let usesTemporaryTables: Bool

    package enum Access: Sendable {
        case reading, writing
        /// Reading whatever the file holds: the projections are not believed, nor made anew.
        case verifying
    }

    /// `Mile` in ASCII: a database without it is not ours.
    static let applicationID = 0x4D69_6C65
    /// The version of the tables of the log itself.
    static let schemaVersion = 2

    /// Opens a store that exists.
    package convenience init(path: String, for access: Access) throws {
        try self.init(opening: path, named: path, for: access)
    }

    /// `path` is what messages call the store, and where it will be when it is made.
    init(opening file: String, named path: String, for access: Access) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
            throw StoreError.missing(path: path)
        }
        guard !isFolder.boolValue else { throw StoreError.isFolder(path: path) }
        self.path = path
        self.access = access
        do {
            queue = try Self.open(file, for: access)
            try queue.writeWithoutTransaction { database in
                try Self.check(database, path: path)
                try Self.migrate(database, for: access)
            }
            let follows =
                try access == .verifying
                || queue.writeWithoutTransaction { try Self.follows($0, path: path) }
            usesTemporaryTables = !follows && access == .reading
            if usesTemporaryTables {
                try queue.writeWithoutTransaction { try SQLiteReplay.rebuildTemporary(in: $0) }
            }
            if !follows && access == .writing { try SQLiteReplay(queue).run() }
        } catch { throw Self.failure(error, opening: file, named: path, for: access) }
    }

    /// SQLite says no more than that it can't open a file; in a folder that can't be written it is
    /// known why.
    private static func failure(
        _ error: any Error,
        opening file: String,
        named path: String,
        for access: Access
    ) -> StoreError {
        let failure = StoreError(error, path: path)
        guard case .cannotOpen = failure,
            !FileManager.default.isWritableFile(atPath: folder(of: file))
        else { return failure }
        if access == .writing { return .readOnly(path: path) }
        return isEmpty(file + "-wal") ? failure : .notClosed(path: path)
    }

    private static func open(_ path: String, for access: Access) throws -> DatabaseQueue {
        guard access != .writing else {
            return try DatabaseQueue(path: path, configuration: configuration(.writing))
        }
        // Reading a WAL database writes to its -shm file. Where the folder is read-only and the
        // write-ahead file is empty, nobody else writes either, and SQLite can be told so. What an
        // interrupted writer left in the write-ahead file counts: it was acknowledged.
        let canWrite = FileManager.default.isWritableFile(atPath: folder(of: path))
        if canWrite || !isEmpty(path + "-wal") {
            do {
                let queue = try DatabaseQueue(path: path, configuration: configuration(.reading))
                _ = try queue.writeWithoutTransaction { try version(of: $0) }
                return queue
            } catch let error as DatabaseError
                where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE && isEmpty(path + "-wal")
            {
                // The disk is full: nobody has a -shm file, nor can they write.
            }
        }
        let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
        return try DatabaseQueue(
            path: "file:\(escaped)?immutable=1",
            configuration: configuration(.reading)
        )
    }

    /// Whether a file holds nothing or is not there.
    private static func isEmpty(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) != 0 || status.st_size == 0
    }

    static func configuration(_ access: Access) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = access != .writing
        // SQLite's own handler sleeps up to 100 ms at a time, and under several writers some starve.
        configuration.busyMode = .callback { tries in
            usleep(UInt32.random(in: 500...3_000))
            return tries < 15_000
        }
        if access == .writing {
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // A replay goes through more pages than SQLite's 2 MB hold.
                try database.execute(sql: "PRAGMA cache_size = -65536")
            }
        }
        return configuration
    }

    private static func check(_ database: Database, path: String) throws {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id")
        guard id == applicationID else { throw StoreError.notALog(path: path) }
        let version = try version(of: database)
        guard version <= schemaVersion else {
            throw StoreError.newer(path: path, found: version, known: schemaVersion)
        }
    }

    /// Whether the projections were made by these rules; throws where by newer ones.
    private static func follows(_ database: Database, path: String) throws -> Bool {
        let version = try Int64.fetchOne(
            database,
            sql: "SELECT version FROM projection WHERE name = ?",
            arguments: [Tables.projection]
        )
        guard let version else { return false }
        guard version <= Tables.version else {
            throw StoreError.newer(path: path, found: Int(version), known: Int(Tables.version))
        }
        guard version == Tables.version else { return false }
        return try Tables.all.allSatisfy { table in try database.tableExists(table.name) }
    }

    package func read<Result>(_ body: (SQLiteLog) throws -> Result) throws -> Result {
        try inReading { database in
            try body(SQLiteLog(database, tables: usesTemporaryTables ? .temporary : .live))
        }
    }

    /// Runs the body on one consistent state of the file.
    func inReading<Result>(_ body: (Database) throws -> Result) throws -> Result {
        do {
            return try queue.writeWithoutTransaction { database in
                var result: Result?
                try database.inTransaction(.deferred) {
                    result = try body(database)
                    return .commit
                }
                guard let result else { throw StoreError.busy(path: path) }
                return result
            }
        } catch { throw Self.translated(error, path) }
    }

    package func write<Result>(_ body: (inout SQLiteLog) throws -> Result) throws -> Result {
        guard access == .writing else { throw StoreError.readOnly(path: path) }
        do {
            return try queue.writeWithoutTransaction { database in
                var result: Result?
                try database.inTransaction(.immediate) {
                    var log = SQLiteLog(database)
                    result = try body(&log)
                    return .commit
                }
                guard let result else { throw StoreError.busy(path: path) }
                return result
            }
        } catch { throw Self.translated(error, path) }
    }

    /// Rebuilds every projection beside the live ones and swaps.
    ///
    /// `progress` is called after each batch with the events folded and the log's size.
    package func rebuild(progress: (Position, Position) -> Void = { _, _ in }) throws -> Position {
        guard access == .writing else { throw StoreError.readOnly(path: path) }
        do {
            return try SQLiteReplay(queue).run(progress: progress)
        } catch { throw Self.translated(error, path) }
    }

    /// Replays into temporary tables; the body reads them beside the live ones' view.
    package func replaying<Result>(
        through last: Position?,
        progress: (Position, Position) -> Void = { _, _ in },
        _ body: (_ replayed: SQLiteLog, _ live: SQLiteLog) throws -> Result
    ) throws -> Result {
        do {
            return try queue.writeWithoutTransaction { database in
                var result: Result?
                try database.inTransaction(.deferred) {
                    let replayed = try SQLiteReplay.temporary(
                        in: database,
                        through: last,
                        progress: progress
                    )
                    result = try body(replayed, SQLiteLog(database))
                    return .commit
                }
                try Tables.temporary.drop(in: database)
                guard let result else { throw StoreError.busy(path: path) }
                return result
            }
        } catch { throw Self.translated(error, path) }
    }

    /// Copies one consistent state into an empty or new file.
    func vacuum(into file: String) throws {
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "VACUUM INTO ?", arguments: [file])
        }
    }

    /// Brings everything into the one file and closes it.
    func close() throws {
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try queue.close()
    }

    private static func translated(_ error: any Error, _ path: String) -> any Error {
        error is DatabaseError ? StoreError(error, path: path) : error
    }
}

extension StoreError {
    /// What SQLite or the file system said, as one of ours; ours stay as they are.
    init(_ error: any Error, path: String) {
        if let error = error as? StoreError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self = .failed(path: path, code: -1, reason: "\(error)")
            return
        }
        let reason = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .cannotOpen(path: path, reason: reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
        // A shared-memory file that can't grow: the only sign of a full disk that has another code.
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
            self = .diskFull(path: path)
        case .SQLITE_IOERR:
            self = .diskFailed(path: path, code: Int(error.extendedResultCode.rawValue))
        default:
            self = .failed(
                path: path,
                code: Int(error.extendedResultCode.rawValue),
                reason: reason
            )
        }
    }
}
