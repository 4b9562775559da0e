import EventLog
import EventLogSQLite
import Foundation
import GRDB
import Milepost

/// A copy of a store in the hands of one who knows SQLite.
struct TamperedStore {
    private let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("log.sqlite")
    }

    /// Puts a store's file back as it was, with nothing beside it.
    func put(_ bytes: Data) throws {
        for suffix in ["", "-wal", "-shm", ".key", ".checkpoint"] { unlink(path + suffix) }
        try bytes.write(to: URL(filePath: path))
    }

    /// Drops what protects the log, alters it, and puts the protection back as it was.
    func alter<Result>(_ body: (Database) throws -> Result) throws -> Result {
        let queue = try DatabaseQueue(path: path)
        let result = try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = OFF")
            let triggers = try Row.fetchAll(
                database,
                sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            )
            var result: Result?
            try database.inTransaction(.immediate) {
                for trigger in triggers {
                    let name: String = trigger["name"]
                    try database.execute(sql: "DROP TRIGGER \(name)")
                }
                result = try body(database)
                for trigger in triggers { try database.execute(sql: trigger["sql"]) }
                return .commit
            }
            return result
        }
        try queue.close()
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return result
    }

    func verify(against checkpoints: [OutsideCheckpoint] = []) throws -> StoreVerification {
        try SQLiteStore(path: path, for: .verifying).verify(against: checkpoints)
    }
}
