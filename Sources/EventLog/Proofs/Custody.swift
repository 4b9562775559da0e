package import Milepost

/// What a log says of its own keys and signatures.
package struct Custody: Sendable {
    /// A checkpoint that was signed, and the line that says so.
    package struct Signed: Sendable {
        package let position: Position
        package let note: SignedCheckpoint
        package let checkpoint: Checkpoint
    }

    package let origin: String
    /// Every key that the log was to be signed with, oldest first; the last is in force.
    package private(set) var keys: [VerifierKey] = []
    /// Every checkpoint that was signed, oldest first.
    package private(set) var signed: [Signed] = []

    /// The custody of a log that begins like this.
    package init(_ opened: LogOpened) throws(ProofError) {
        origin = opened.origin
        if let key = opened.key { try change(to: key) }
    }

    /// Reads what a log holds; its roots are not compared again.
    package init(_ view: some LogView) throws {
        guard case .logOpened(let opened)? = try view.event(at: 0) else {
            throw ProofError.leafMissing(0)
        }
        try self.init(opened)
        for position in try view.definitions(in: Event.custody, knownAt: .max) {
            guard let event = try view.event(at: position) else { continue }
            try take(event, at: position)
        }
    }

    /// The checkpoint that covers most.
    package var newest: Signed? { signed.max { $0.checkpoint.size < $1.checkpoint.size } }

    /// Takes a line's event, and refuses a key of another log or a note that no key of it signed.
    package mutating func take(_ event: Event, at position: Position) throws(ProofError) {
        switch event {
        case .keyChanged(let changed): try change(to: changed.key)
        case .checkpointSigned(let line):
            let note = try SignedCheckpoint(line.checkpoint.utf8)
            let checkpoint = try checkpoint(of: note)
            guard 1...max(1, position) ~= checkpoint.size else {
                throw .indexBeyond(checkpoint.size, size: position)
            }
            signed.append(Signed(position: position, note: note, checkpoint: checkpoint))
        default: return
        }
    }

    /// What a note says of this log, if one of its keys signed it.
    package func checkpoint(of note: SignedCheckpoint) throws(ProofError) -> Checkpoint {
        let checkpoint = try note.verified(by: keys)
        guard checkpoint.origin.isSame(as: origin) else {
            throw .originsDiffer(older: origin, newer: checkpoint.origin)
        }
        return checkpoint
    }

    private mutating func change(to text: String) throws(ProofError) {
        let key = try VerifierKey(text)
        guard key.name.isSame(as: origin) else {
            throw .originsDiffer(older: origin, newer: key.name)
        }
        keys.append(key)
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
