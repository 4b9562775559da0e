import EventLog
import Foundation
import GRDB
import Milepost

/// Replays the log into fresh tables beside the live ones and swaps them in the transaction that
/// folds the last batch.
///
/// Batches give the writer's lock back in between.
struct SQLiteReplay {
    private let queue: DatabaseQueue

    /// Says which rebuild the tables beside the live ones are of.
    static let tokenTable = "CREATE TABLE rebuild (token TEXT NOT NULL) STRICT"

    init(_ queue: DatabaseQueue) {
        self.queue = queue
    }

    /// - Returns: the number of events folded.
    @discardableResult
    func run(progress: (Position, Position) -> Void = { _, _ in }) throws -> Position {
        let token = UUID().uuidString
        try queue.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                try Tables.next.drop(in: database)
                try database.execute(sql: "DROP TABLE IF EXISTS rebuild")
                try Tables.next.create(in: database)
                try database.execute(sql: Self.tokenTable)
                try database.execute(
                    sql: "INSERT INTO rebuild (token) VALUES (?)",
                    arguments: [token]
                )
                return .commit
            }
        }
        var replay: Replay<SQLiteLog>?
        var folded: Position = 0
        var pace = ReplayPace()
        var done = false
        while !done {
            if folded > 0 { pace.pause() }
            try queue.writeWithoutTransaction { database in
                // Tables that are not live yet may be lost; the batch that swaps them in may not.
                let rest = try SQLiteLog(database).size() - folded
                let batch = pace.batch(leaving: rest)
                let sync = rest > batch ? "NORMAL" : "FULL"
                try database.execute(sql: "PRAGMA synchronous = \(sync)")
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 25000")
                try database.inTransaction(.immediate) {
                    guard try Self.token(in: database) == token else {
                        throw StoreError.rebuildOvertaken
                    }
                    let started = ContinuousClock.now
                    let log = SQLiteLog(database, tables: .next)
                    let size = try log.size()
                    let last = min(size, folded + batch) - 1
                    var current = replay ?? Replay(into: log)
                    if last >= folded { try current.fold(from: folded, through: last, of: log) }
                    replay = current
                    pace.folded(last + 1 - folded, in: ContinuousClock.now - started)
                    folded = last + 1
                    progress(folded, size)
                    if folded == size {
                        try swap(in: database, size: size)
                        done = true
                    }
                    return .commit
                }
            }
        }
        return folded
    }

    private static func token(in database: Database) throws -> String? {
        guard try database.tableExists("rebuild") else { return nil }
        return try String.fetchOne(database, sql: "SELECT token FROM rebuild")
    }

    private func swap(in database: Database, size: Position) throws {
        try Tables.live.drop(in: database)
        for (table, _) in Tables.all {
            try database.execute(
                sql: "ALTER TABLE \(Tables.next.name(table)) RENAME TO \(table)"
            )
        }
        try database.execute(sql: "DROP TABLE rebuild")
        try database.execute(
            sql: """
                INSERT INTO projection (name, version, position) VALUES (?1, ?2, ?3)
                ON CONFLICT (name) DO UPDATE SET version = ?2, position = ?3
                """,
            arguments: [Tables.projection, Tables.version, size - 1]
        )
    }

    /// Replays into temporary tables of the connection, inside the caller's transaction.
    static func temporary(
        in database: Database,
        through last: Position?,
        progress: (Position, Position) -> Void
    ) throws -> SQLiteLog {
        try Tables.temporary.drop(in: database)
        try Tables.temporary.create(in: database)
        let log = SQLiteLog(database, tables: .temporary)
        let size = try last.map { $0 + 1 } ?? log.size()
        var replay = Replay(into: log)
        var folded: Position = 0
        while folded < size {
            let end = min(size, folded + ReplayPace.most) - 1
            try replay.fold(from: folded, through: end, of: log)
            folded = end + 1
            progress(folded, size)
        }
        return log
    }

    /// Makes the temporary tables that a reader uses in place of outdated ones.
    static func rebuildTemporary(in database: Database) throws {
        try database.inTransaction(.deferred) {
            _ = try temporary(in: database, through: nil, progress: { _, _ in })
            return .commit
        }
    }
}

/// How much a batch of a replay folds before it yields the writer's lock, and for how long.
struct ReplayPace {
    static let most: Position = 50_000
    private static let least: Position = 200
    /// How long a writer may be kept waiting by one batch.
    private static let time = Duration.milliseconds(300)

    /// As many as fit the time; the first batch finds out.
    private var fitting: Position = 1_000
    private var factor: Position = 1
    private var rest = Position.max
    private var left = Position.max
    private var isShared = false

    /// The size of the next batch.
    ///
    /// Writers who append faster than batches fold would be chased for ever: while not less is left,
    /// batches grow.
    mutating func batch(leaving rest: Position) -> Position {
        if rest >= self.rest { factor *= 2 }
        if rest > left { isShared = true }
        self.rest = rest
        return fitting * factor
    }

    mutating func folded(_ events: Position, in elapsed: Duration) {
        left = max(0, rest - events)
        guard events > 0 else { return }
        let each = max(elapsed, .microseconds(1)) / Double(events)
        fitting = min(Self.most, max(Self.least, Position(Self.time / each)))
    }

    /// A lock that is taken again at once is never seen free by those who try now and then: the pause
    /// is longer than they sleep, and longer still once somebody is known to write.
    func pause() { usleep(isShared ? 30_000 : 5_000) }
}
