package import EventLog
import GRDB
package import Milepost

/// What `verify` found in a store.
package struct StoreVerification: Sendable {
    package var findings = LogFindings()
    /// How many lines there are.
    package var size: Position = 0
    /// The root of the lines as they are; nil where lines are missing.
    package var root: [UInt8]?
    /// Nil where the first line can't be read.
    package var custody: Custody?
    /// The largest size that a checkpoint from outside vouches for.
    package var vouched: Position?

    /// How many lines no such checkpoint vouches for, checkpoints apart.
    package var unsigned: Position {
        let vouched = vouched ?? 0
        let signed = custody?.signed.count { $0.position >= vouched } ?? 0
        return size - vouched - Position(signed)
    }
}

/// A checkpoint from outside the store.
package struct OutsideCheckpoint: Sendable {
    package var from: LogFinding.Checkpointed
    package var note: SignedCheckpoint
    /// Keys that are trusted beside the log's own.
    package var keys: [VerifierKey]

    package init(
        _ note: SignedCheckpoint,
        from: LogFinding.Checkpointed,
        keys: [VerifierKey] = []
    ) {
        self.note = note
        self.from = from
        self.keys = keys
    }
}

extension SQLiteStore {
    /// Verifies a file, which may be too damaged to become a store.
    package static func verify(
        _ path: String,
        against checkpoints: [OutsideCheckpoint],
        progress: (Position, Position) -> Void = { _, _ in }
    ) throws -> StoreVerification {
        let spoiled = try WriteAheadFile.spoiledByte(of: path + "-wal")
        var result = StoreVerification()
        do {
            let store = try SQLiteStore(path: path, for: .verifying)
            result = try store.verify(against: checkpoints, progress: progress)
        } catch StoreError.damaged(_, let reason) { result.findings.add(.damaged(reason)) }
        if let spoiled {
            result.findings.add(.damaged("commits are lost from byte \(spoiled) of \(path)-wal on"))
        }
        return result
    }

    /// Goes through everything that the file holds, and holds it against checkpoints from outside.
    ///
    /// As long as the file opens at all, what is wrong with it is a finding and not an error.
    package func verify(
        against checkpoints: [OutsideCheckpoint],
        progress: (Position, Position) -> Void = { _, _ in }
    ) throws -> StoreVerification {
        try inReading { database in
            var verifier = StoreVerifier(database)
            verifier.run(against: checkpoints, progress: progress)
            return verifier.result
        }
    }
}

/// The way through a file: its pages, its schema, its lines with the tree, its projections.
private struct StoreVerifier {
    private let database: Database
    private let log: SQLiteLog
    var result = StoreVerification()
    /// The tree as the last transaction left it; nil in a store that does not keep it yet.
    private var tree: (size: Position, root: [UInt8])?
    /// The root of as many lines as the tree was kept for.
    private var rootThen: [UInt8]?
    /// How many lines were read; nil before the first.
    private var reached: Position?

    init(_ database: Database) {
        self.database = database
        log = SQLiteLog(database)
    }

    mutating func run(
        against checkpoints: [OutsideCheckpoint],
        progress: (Position, Position) -> Void
    ) {
        do {
            try checkPages()
            try checkSchema()
            try checkLines(progress)
            try checkTree()
            checkSignatures()
            for checkpoint in checkpoints { hold(against: checkpoint) }
            try checkProjections(progress)
        } catch {
            result.findings.add(.damaged(StoreVerifier.words(error)), at: reached)
        }
    }

    private static func words(_ error: any Error) -> String {
        (error as? DatabaseError)?.message ?? "\(error)"
    }

    private mutating func checkPages() throws {
        let answers = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
        for answer in answers where answer != "ok" { result.findings.add(.damaged(answer)) }
    }

    /// Whether the tables, and the triggers that keep the log's, are as this program makes them.
    private mutating func checkSchema() throws {
        var expected = try SQLiteStore.schema()
        let version = try SQLiteStore.version(of: database)
        for name in SQLiteStore.added.dropFirst(version - 1).joined() { expected[name] = nil }
        // A rebuild that was interrupted leaves its tables, and the next one takes them away.
        var passing = ["rebuild": SQLiteReplay.tokenTable]
        let projections = try projectionVersion()
        for (table, _) in Tables.all {
            let next = Tables.next.suffixed(table)
            passing[next] = expected[table]?.replacing("TABLE \(table) ", with: "TABLE \(next) ")
            // Older projections are made anew on the next write, whatever they are.
            if 1..<Tables.version ~= projections { expected[table] = nil }
        }
        // A table that was renamed has its name in quotation marks.
        let found = try SQLiteStore.objects(in: database).map { name, sql in
            (name, sql.replacing("CREATE TABLE \"\(name)\"", with: "CREATE TABLE \(name)"))
        }
        for (name, sql) in found where sql != expected[name] && sql != passing[name] {
            result.findings.add(.schema(object: name))
        }
        let names = Set(found.map(\.0))
        for name in expected.keys.sorted() where !names.contains(name) {
            result.findings.add(.schema(object: name))
        }
    }

    private mutating func checkLines(_ progress: (Position, Position) -> Void) throws {
        tree = try keptTree()
        reached = 0
        var verifier = LogVerifier()
        let size = try log.size()
        let rows = try Prepared(
            database,
            "SELECT position, id, line, leaf FROM event ORDER BY position"
        )
        var differing = LogFindings()
        rows.bind()
        while try rows.step() {
            let row = StoredRow(
                position: rows.integer(0),
                id: Array(rows.bytes(1)),
                line: Array(rows.bytes(2)),
                leaf: Array(rows.bytes(3))
            )
            for node in try verifier.take(row)
            where tree != nil && verifier.isWhole && SQLiteLog.keeps(level: node.level) {
                let first = node.index << node.level
                // A larger subtree differs with the smaller one in it, which says more.
                guard try log.hash(level: node.level, index: node.index) != node.hash,
                    differing.last?.position ?? -1 < first
                else { continue }
                differing.add(.nodeDiffers(through: row.position), at: first)
            }
            if verifier.isWhole, verifier.size == tree?.size { rootThen = try verifier.root() }
            reached = verifier.size
            if row.position % 1000 == 0 { progress(row.position, size) }
        }
        result.findings = result.findings.adding(verifier.findings).adding(differing)
        result.size = verifier.size
        result.root = verifier.isWhole ? try verifier.root() : nil
        result.custody = verifier.custody
    }

    private func keptTree() throws -> (size: Position, root: [UInt8])? {
        guard try SQLiteStore.version(of: database) >= 2 else { return nil }
        let kept = try Prepared(database, "SELECT size, root FROM main.tree")
        kept.bind()
        return try kept.first { ($0.integer(0), Array($0.bytes(1))) } ?? (0, [])
    }

    /// Whether the lines make the tree that the last transaction left.
    private mutating func checkTree() throws {
        // Where lines are missing in between, that was said, and no tree can be compared.
        guard let tree, result.root != nil else { return }
        if tree.size > result.size {
            // Which line of those since the last complete subtree, can't be told.
            result.findings.add(.rootDiffers(size: tree.size), at: result.size & ~15)
        } else if tree.size > 0, rootThen != tree.root {
            result.findings.add(.rootDiffers(size: tree.size), at: (tree.size - 1) & ~15)
        } else if tree.size < result.size {
            result.findings.add(.rootDiffers(size: tree.size), at: tree.size)
        }
        // Nodes over more lines than there are.
        let beyond = try Prepared(
            database,
            """
            SELECT level, idx FROM main.node
            WHERE idx + 1 > (? >> level) ORDER BY level, idx LIMIT 1
            """
        )
        beyond.bind(result.size)
        guard let (level, index) = try beyond.first({ ($0.integer(0), $0.integer(1)) }) else {
            return
        }
        let first = level < 62 && index < Int64.max >> (level + 1) ? index << level : .max
        result.findings.add(.nodeDiffers(through: first), at: first)
    }

    /// Checkpoints over fewer lines than stood before them; the others were compared on the way.
    private mutating func checkSignatures() {
        for signed in result.custody?.signed ?? []
        where signed.checkpoint.size != signed.position && result.root != nil {
            do {
                try signed.checkpoint.check(extendedBy: result.size, over: log)
            } catch let error as ProofError {
                result.findings.add(.signature(error), at: signed.position)
            } catch { result.findings.add(.damaged(Self.words(error))) }
        }
    }

    private mutating func hold(against outside: OutsideCheckpoint) {
        do {
            let checkpoint =
                try result.custody?.checkpoint(of: outside.note, trusting: outside.keys)
                ?? outside.note.verified(by: outside.keys)
            guard checkpoint.size <= result.size else {
                let problem = LogFinding.Problem.shorter(than: checkpoint.size, outside.from)
                return result.findings.add(problem, at: result.size)
            }
            do {
                try checkpoint.check(extendedBy: result.size, over: log)
                result.vouched = max(result.vouched ?? 0, checkpoint.size)
            } catch {
                result.findings.add(.otherThanSigned(size: checkpoint.size, outside.from))
            }
        } catch let error as ProofError {
            result.findings.add(.againstUnreadable(error, outside.from))
        } catch { result.findings.add(.damaged(Self.words(error))) }
    }

    private mutating func checkProjections(_ progress: (Position, Position) -> Void) throws {
        let rows = try Row.fetchAll(database, sql: "SELECT name, version, position FROM projection")
        let version = try projectionVersion()
        let position = rows.first?["position"] as Position? ?? -1
        guard rows.count == 1, 1...Tables.version ~= version, position == result.size - 1 else {
            let last = max(0, min(position, result.size - 1))
            return result.findings.add(.followsOtherwise(position), at: last)
        }
        // Those of an older program are rebuilt on the next write: nothing to compare with.
        guard version == Tables.version else { return }
        // From lines that can't be believed nothing follows.
        guard result.findings.count == 0 else { return }
        let replayed: SQLiteLog
        do {
            replayed = try SQLiteReplay.temporary(in: database, through: nil, progress: progress)
        } catch let error as DatabaseError {
            throw error
        } catch { return result.findings.add(.damaged("\(error)")) }
        if let difference = try log.firstDifference(from: replayed) {
            result.findings.add(.projection(table: difference.table), at: difference.position)
        }
    }

    /// By which rules the projections were made; 0 where nothing says so.
    private func projectionVersion() throws -> Int64 {
        try Int64.fetchOne(
            database,
            sql: "SELECT version FROM projection WHERE name = ?",
            arguments: [Tables.projection]
        ) ?? 0
    }
}
