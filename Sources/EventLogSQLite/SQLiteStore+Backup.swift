import EventLog
import Foundation
import GRDB
package import Milepost

extension SQLiteStore {
    /// Copies one consistent state into a new file, which appears only when it is whole.
    ///
    /// Gives the number of events; others may write meanwhile. A folder that is missing is more likely
    /// a disk that is not there than one to be made.
    package func backup(to target: String, makingFolder: Bool = false) throws -> Position {
        for path in [target, target + "-wal"] where Self.isThere(path) {
            throw StoreError.exists(path: path)
        }
        let folder = Self.folder(of: target)
        if makingFolder { _ = try Self.makeFolder(of: target) }
        guard Self.isThere(folder) else {
            throw StoreError.cannotOpen(path: folder, reason: String(cString: strerror(ENOENT)))
        }
        let lock = try MakingLock(Self.making(target), of: target)
        defer { lock.release() }
        do {
            // SQLite makes the copy itself, in one read transaction; the file must be empty.
            try vacuum(into: lock.file)
            let size = try Self.settle(lock.file)
            try lock.rename(to: target)
            try Self.sync(folder)
            return size
        } catch { throw error is DatabaseError ? StoreError(error, path: target) : error }
    }

    /// A copy is no WAL database yet; after this it is one, without files beside it.
    private static func settle(_ file: String) throws -> Position {
        let queue = try DatabaseQueue(path: file, configuration: configuration(.writing))
        let size = try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            return try SQLiteLog(database).size()
        }
        try queue.close()
        return size
    }
}
