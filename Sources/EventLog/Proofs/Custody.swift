package import Milepost

/// What a log says of its own keys and signatures.
package struct Custody: Sendable {
    /// A checkpoint that was signed, and the line that says so.
    package struct Signed: Sendable {
        package let position: Position
        package let note: SignedCheckpoint
        package let checkpoint: Checkpoint
        /// The line issues a snapshot, whose digest the note signs too.
        package let isOfSnapshot: Bool
    }

    package let origin: String
    /// Every key that the log was to be signed with, oldest first; the last is in force.
    package var keys: [VerifierKey] { changes.map(\.key) }
    /// The keys with the lines that brought them.
    private var changes: [(position: Position, key: VerifierKey)] = []
    /// Every checkpoint that was signed, oldest first.
    package private(set) var signed: [Signed] = []

    /// The custody of a log that begins like this.
    package init(_ opened: LogOpened) throws(ProofError) {
        origin = opened.origin
        if let key = opened.key { try change(to: key, at: 0) }
    }

    /// Reads what a log holds; its roots and the digests of its snapshots are not compared again.
    package init(_ view: some LogView) throws {
        guard case .logOpened(let opened)? = try view.event(at: 0) else {
            throw ProofError.leafMissing(0)
        }
        try self.init(opened)
        for position in try view.definitions(in: Event.custody, knownAt: .max) {
            guard let line = try view.line(at: position) else { continue }
            if let note = SnapshotIssued.note(in: line) {
                try take(note, at: position, isOfSnapshot: true)
            } else if let event = try view.event(at: position) {
                try take(event, at: position)
            }
        }
    }

    /// The checkpoint that covers most.
    package var newest: Signed? { signed.max { $0.checkpoint.size < $1.checkpoint.size } }

    /// Takes a line's event, and refuses a key of another log or a note that no key of it signed.
    package mutating func take(_ event: Event, at position: Position) throws(ProofError) {
        switch event {
        case .keyChanged(let changed): try change(to: changed.key, at: position)
        case .checkpointSigned(let line):
            try take(line.checkpoint, at: position, isOfSnapshot: false)
        case .snapshotIssued(let issued):
            try take(issued.checkpoint, at: position, isOfSnapshot: true)
            let digest = issued.digestLine
            guard signed.last?.checkpoint.extensions == [digest] else {
                throw .snapshotDigest(expected: digest)
            }
        default: return
        }
    }

    private mutating func take(
        _ text: String,
        at position: Position,
        isOfSnapshot: Bool
    ) throws(ProofError) {
        let note = try SignedCheckpoint(text.utf8)
        let checkpoint = try checkpoint(of: note)
        guard 1...max(1, position) ~= checkpoint.size else {
            throw .indexBeyond(checkpoint.size, size: position)
        }
        signed.append(
            Signed(
                position: position,
                note: note,
                checkpoint: checkpoint,
                isOfSnapshot: isOfSnapshot
            )
        )
    }

    /// What a note says of this log, if a key of it signed it that could.
    ///
    /// A key that was replaced signs nothing more, so it vouches for no line after its replacement:
    /// whoever got hold of it can't speak for the log as it is now.
    package func checkpoint(
        of note: SignedCheckpoint,
        trusting others: [VerifierKey] = []
    ) throws(ProofError) -> Checkpoint {
        let ends = changes.dropFirst().map(\.position) + [.max]
        let valid = zip(keys, ends).filter { note.claimed.size <= $0.1 }.map(\.0)
        let checkpoint = try note.verified(by: valid + others)
        guard checkpoint.origin.isSame(as: origin) else {
            throw .originsDiffer(older: origin, newer: checkpoint.origin)
        }
        return checkpoint
    }

    private mutating func change(
        to text: String,
        at position: Position
    ) throws(ProofError) {
        let key = try VerifierKey(text)
        guard key.name.isSame(as: origin) else {
            throw .originsDiffer(older: origin, newer: key.name)
        }
        changes.append((position, key))
    }
}

extension SnapshotIssued {
    /// The line of its note that binds the sealed text.
    package var digestLine: String { Self.digestLine(of: sealed) }

    package static func digestLine(of sealed: String) -> String { "snapshot \(digest(of: sealed))" }

    /// The digest of the sealed text.
    package var digest: String { Self.digest(of: sealed) }

    private static func digest(of sealed: String) -> String {
        "sha256:" + LeafHash.sha256(sealed.utf8).hex
    }

    /// The note in a line that issues a snapshot; nil of any other line.
    ///
    /// The sealed text, which may be megabytes, is not read for it: the note stands before it.
    fileprivate static func note(in line: [UInt8]) -> String? {
        let key = Array(#","checkpoint":"#.utf8)
        // Within a string a quotation mark is escaped, so that this can be nothing but the key.
        guard line.suffix(60).contains(Array(#","type":"SnapshotIssued","#.utf8)),
            let before = line.firstRange(of: key)
        else { return nil }
        var end = before.upperBound + 1
        while end < line.count, line[end] != UInt8(ascii: "\"") {
            end += line[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < line.count else { return nil }
        do throws(NotCanonical) {
            guard case .string(let note) = try JSON(canonical: line[before.upperBound...end])
            else { return nil }
            return note
        } catch { return nil }
    }
}

extension Checkpoint {
    /// Refuses a log that does not extend this: one that is shorter, or that begins otherwise.
    package func check(extendedBy size: Position, over nodes: some MerkleNodes) throws {
        guard self.size <= size else {
            throw ProofError.indexBeyond(self.size, size: size)
        }
        let computed = try MerkleTree.root(size: self.size, over: nodes)
        guard computed == root else {
            throw ProofError.rootDiffers(size: self.size, computed: computed, given: root)
        }
    }
}
