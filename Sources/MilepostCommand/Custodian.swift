import Crypto
import EventLog
import EventLogSQLite
import Foundation
import Milepost
import MilepostReports

/// Keeps what a log is signed with beside its store: the key, and the last checkpoint that was
/// signed.
struct Custodian {
    let store: String
    let language: Language

    /// The last signed checkpoint: outside the store, so that it tells when the store was put back.
    private var keptPath: String { store + ".checkpoint" }

    private var keyPath: String { SigningKey.path(besideStore: store) }

    /// Where a new key waits until the log says that it is the log's.
    private var nextPath: String { keyPath + ".new" }

    // MARK: The checkpoint beside the key

    /// The checkpoint kept beside the key; nil where there is none.
    func kept() throws -> OutsideCheckpoint? {
        guard POSIXFile.status(keptPath) != nil else { return nil }
        let bytes: [UInt8]
        do throws(TextFileProblem) {
            bytes = try TextFile.bytes(of: keptPath)
        } catch { throw Failure.unusable(error.message(language)) }
        return OutsideCheckpoint(try SignedCheckpoint(bytes), from: .kept)
    }

    /// Runs a transaction that may sign, and puts what it signed beside the key.
    ///
    /// The file is on the disk before the transaction is committed, so that a disk that is full
    /// undoes both, and has its name only after it.
    func keeping<Result>(
        _ session: WritingSession,
        dryRun: Bool = false,
        _ body: (inout SQLiteLog, inout Appender) throws -> (Result, SignedCheckpoint?)
    ) throws -> Result {
        var sink: LineSink?
        do {
            let result = try session.write(dryRun: dryRun) { log, appender in
                let (result, note) = try body(&log, &appender)
                if let note, !dryRun, try kept()?.note != note {
                    let file = try LineSink(.file(keptPath), language: language)
                    sink = file
                    try file.write(text: note.description)
                    try file.settle()
                }
                return result
            }
            try sink?.appear()
            return result
        } catch {
            sink?.abandon()
            throw error
        }
    }

    // MARK: Signing

    /// The private key that is in force in the log; nil where it is not at hand.
    func key(in custody: Custody) throws -> Curve25519.Signing.PrivateKey? {
        for path in [keyPath, nextPath] {
            guard let key = try SigningKey.read(path, language: language) else { continue }
            if try SigningKey.verifier(of: key, origin: custody.origin) == custody.keys.last {
                return key
            }
        }
        return nil
    }

    /// Signs the log as it stands, or as it was at a size; or gives the checkpoint that says so
    /// already.
    ///
    /// What is signed is an event of the log: it counts once the transaction is committed, and only
    /// then may it be shown.
    func sign(
        _ log: inout SQLiteLog,
        _ appender: inout Appender,
        size asked: Position? = nil
    ) throws -> SignedCheckpoint {
        let (custody, now) = (try custody(of: log), try log.size())
        let size = asked ?? now
        if let same = asked.map(custody.note(of:)) ?? custody.last(before: now) { return same }
        let key = try neededKey(in: custody)
        let checkpoint = try Checkpoint(
            origin: custody.origin,
            size: size,
            root: MerkleTree.root(size: size, over: log)
        )
        let note = try SignedCheckpoint(signing: checkpoint, with: key)
        try appender.append(
            [.checkpointSigned(CheckpointSigned(checkpoint: note.description))],
            to: &log
        )
        return note
    }

    /// Derives a snapshot from the log as it stands, and signs it together with the log's tree.
    func issue(
        _ query: SnapshotQuery,
        _ log: inout SQLiteLog,
        _ appender: inout Appender
    ) throws -> (SnapshotPage, SignedCheckpoint) {
        let custody = try custody(of: log)
        let key = try neededKey(in: custody)
        let snapshot = try Snapshot(log, query)
        var issued = SnapshotIssued(
            city: query.city,
            place: query.place,
            quarter: query.quarter,
            sealed: snapshot.sealed,
            checkpoint: ""
        )
        let checkpoint = try Checkpoint(
            origin: custody.origin,
            size: snapshot.size,
            root: snapshot.root,
            extensions: [issued.digestLine]
        )
        let note = try SignedCheckpoint(signing: checkpoint, with: key)
        issued.checkpoint = note.description
        let appended = try appender.append([.snapshotIssued(issued)], to: &log)
        let seal = appended.first.map {
            SnapshotPage.Seal(event: $0.id, position: $0.position, note: issued.checkpoint)
        }
        return (try SnapshotPage(sealed: issued.sealed, seal: seal), note)
    }

    /// The private key that is in force in the log; without it nothing can be signed.
    private func neededKey(in custody: Custody) throws -> Curve25519.Signing.PrivateKey {
        guard let key = try key(in: custody) else {
            throw Failure.wrongInput(
                language(
                    """
                    The key of this log is not at \(keyPath), so nothing can be signed. Put it back, or \
                    give the log a new one: milepost key --new --reason TEXT
                    """,
                    "\(keyPath) 处没有该日志的密钥，无法签署。请恢复密钥，或更换新密钥：milepost key --new --reason 理由"
                )
            )
        }
        return key
    }

    /// Signs where the log's key is at hand; a log that may not be signed is refused even so.
    func signIfAtHand(
        _ log: inout SQLiteLog,
        _ appender: inout Appender
    ) throws -> SignedCheckpoint? {
        guard try key(in: custody(of: log)) != nil else { return nil }
        return try sign(&log, &appender)
    }

    /// What the log says of its keys; refuses a log that does not extend what was signed before.
    private func custody(of log: SQLiteLog) throws -> Custody {
        do {
            let (custody, size) = (try Custody(log), try log.size())
            try custody.newest?.checkpoint.check(extendedBy: size, over: log)
            if let kept = try kept() {
                try custody.checkpoint(of: kept.note).check(extendedBy: size, over: log)
            }
            return custody
        } catch let error as ProofError {
            let isKept = POSIXFile.status(keptPath) != nil
            let before = isKept ? keptPath : language("in the log itself", "日志自身的检查点")
            // An old backup may be all that is left: its office has to be able to go on.
            let accepted =
                isKept
                ? language(
                    " If lines were lost for good and that is known, move \(keptPath) away; whoever "
                        + "kept a later checkpoint will still see it.",
                    "如确有行永久丢失且已报备，可移走 \(keptPath)；留存有更晚检查点的人仍会看到。"
                ) : ""
            throw Failure(
                status: 1,
                message: language(
                    """
                    This log is older than, or differs from, what was signed before (\(before)); \
                    nothing is signed. \(error.message(language)) milepost verify tells more.
                    """,
                    """
                    本日志早于或不同于此前签署的内容（\(before)），不予签署。\(error.message(language))\
                    可用 milepost verify 查看详情。
                    """
                ) + accepted
            )
        }
    }

    // MARK: Changing the key

    /// Makes a new key, which waits until the log says that it is the log's.
    func makeNext(after custody: Custody) throws -> VerifierKey {
        let origin = custody.origin
        // Of one who was killed on the way: the log's own key, or one that nobody knows of.
        if let waiting = try SigningKey.read(nextPath, language: language),
            try SigningKey.verifier(of: waiting, origin: origin) == custody.keys.last
        {
            try settleNext(origin: origin)
        }
        unlink(nextPath)
        let key = Curve25519.Signing.PrivateKey()
        try SigningKey.write(key, to: nextPath, language: language)
        return try SigningKey.verifier(of: key, origin: origin)
    }

    /// The log says so: the new key takes its place, and the old one, if any, a name with its id.
    func settleNext(origin: String) throws {
        guard POSIXFile.status(nextPath) != nil else { return }
        if let old = try SigningKey.read(keyPath, language: language) {
            let id = try SigningKey.verifier(of: old, origin: origin).id.hex
            guard rename(keyPath, "\(keyPath).\(id)") == 0 else {
                throw SigningKey.failure(keyPath, errno, language)
            }
        }
        guard rename(nextPath, keyPath) == 0 else {
            throw SigningKey.failure(keyPath, errno, language)
        }
    }
}

extension Custody {
    /// The checkpoint of a size that the key in force signed.
    func note(of size: Position) -> SignedCheckpoint? {
        signed.last {
            !$0.isOfSnapshot && $0.checkpoint.size == size && isInForce($0)
        }?.note
    }

    /// The checkpoint of everything that stands before the checkpoints at the log's end; nil where
    /// the log does not end with such.
    func last(before size: Position) -> SignedCheckpoint? {
        let positions = Set(signed.filter { !$0.isOfSnapshot }.map(\.position))
        var first = size
        while positions.contains(first - 1) { first -= 1 }
        return first == size ? nil : note(of: first)
    }

    private func isInForce(_ signed: Signed) -> Bool {
        guard let key = keys.last else { return false }
        do throws(ProofError) {
            return try signed.note.verified(by: [key]) == signed.checkpoint
        } catch { return false }
    }
}
