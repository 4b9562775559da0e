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
            result.findings.add(.damaged(StoreVerifier.words(error)))
        }
    }

    private static func words(_ error: any Error) -> String {
        (error as? DatabaseError)?.message ?? "\(error)"
    }

    private mutating func checkPages() throws {
        let answers = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
        for answer in answers where answer != "ok" { result.findings.add(.damaged(answer)) }
    }

    /// Whether the log's own tables, and the triggers that keep them, are as this program makes them.
    private mutating func checkSchema() throws {
        let expected = try SQLiteStore.schema()
        let found = try SQLiteStore.objects(in: database)
        let projections = Tables.all.map(\.name)
        let isOlder = try SQLiteStore.version(of: database) < SQLiteStore.schemaVersion
        for (name, sql) in expected where !projections.contains(name) && found[name] != sql {
            if isOlder && found[name] == nil { continue }
            result.findings.add(.schema(object: name))
        }
        let known = projections + projections.map(Tables.next.suffixed) + ["rebuild"]
        for name in found.keys.sorted() where expected[name] == nil && !known.contains(name) {
            result.findings.add(.schema(object: name))
        }
    }

    private mutating func checkLines(_ progress: (Position, Position) -> Void) throws {
        var verifier = LogVerifier()
        let size = try log.size()
        let rows = try Prepared(
            database,
            "SELECT position, id, line, leaf FROM event ORDER BY position"
        )
        let hasNodes = try SQLiteStore.version(of: database) >= 2
        var differing: [LogFinding.Problem: Position] = [:]
        var nodes: Int64 = 0
        rows.bind()
        while try rows.step() {
            let row = StoredRow(
                position: rows.integer(0),
                id: Array(rows.bytes(1)),
                line: Array(rows.bytes(2)),
                leaf: Array(rows.bytes(3))
            )
            for node in try verifier.take(row)
            where hasNodes && verifier.isWhole && SQLiteLog.keeps(level: node.level) {
                nodes += 1
                guard try log.hash(level: node.level, index: node.index) != node.hash else {
                    continue
                }
                let first = node.index << node.level
                // A larger subtree differs with the smaller one in it, which says more.
                guard !differing.values.contains(where: { first...row.position ~= $0 }) else {
                    continue
                }
                differing[.nodeDiffers(through: row.position)] = first
            }
            if row.position % 1000 == 0 { progress(row.position, size) }
        }
        result.findings = verifier.findings
        for (problem, position) in differing.sorted(by: { $0.value < $1.value }) {
            result.findings.add(problem, at: position)
        }
        result.size = verifier.size
        result.root = verifier.isWhole ? try verifier.root() : nil
        result.custody = verifier.custody
        let kept = try Int64.fetchOne(database, sql: "SELECT count(*) FROM node") ?? 0
        if hasNodes, verifier.isWhole, kept != nodes {
            result.findings.add(.nodeDiffers(through: max(0, verifier.size - 1)), at: 0)
        }
    }

    /// Whether the lines make the tree that the last transaction left.
    private mutating func checkTree() throws {
        guard try SQLiteStore.version(of: database) >= 2 else { return }
        let kept = try Prepared(database, "SELECT size, root FROM tree")
        kept.bind()
        let (size, root) = try kept.first { ($0.integer(0), Array($0.bytes(1))) } ?? (0, [])
        if size > result.size {
            result.findings.add(.missing(through: size - 1), at: result.size)
        } else if size < result.size {
            result.findings.add(.rootDiffers(size: size), at: size)
        } else if let found = result.root, found != root, size > 0 {
            // Of the lines after the last complete subtree that is kept nothing more is known.
            result.findings.add(.rootDiffers(size: size), at: (size - 1) & ~15)
        }
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
            let keys = outside.keys + (result.custody?.keys ?? [])
            let checkpoint = try outside.note.verified(by: keys)
            if let origin = result.custody?.origin, origin != checkpoint.origin {
                throw ProofError.originsDiffer(older: origin, newer: checkpoint.origin)
            }
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
        let row = try Row.fetchOne(
            database,
            sql: "SELECT version, position FROM projection WHERE name = ?",
            arguments: [Tables.projection]
        )
        let version = row?["version"] as Int64? ?? 0
        let position = row?["position"] as Position? ?? -1
        // Those of an older program are rebuilt on the next write: nothing to compare with.
        guard version >= Tables.version else { return }
        guard version == Tables.version, position == result.size - 1 else {
            return result.findings.add(.followsOtherwise(position), at: position)
        }
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
}
