/// A proof that a log at one size is the beginning of the same log at another.
package struct ConsistencyProof: Sendable, Hashable, CustomStringConvertible {
    /// What a checked proof says: nothing of the older was changed, nor taken out.
    package struct Proven: Sendable, Hashable {
        package let older: Checkpoint
        package let newer: Checkpoint
    }

    private let path: [[UInt8]]
    private let older: SignedCheckpoint
    private let newer: SignedCheckpoint

    static let form = "milepost-consistency/v1"

    package init(path: [[UInt8]], older: SignedCheckpoint, newer: SignedCheckpoint) {
        self.path = path
        self.older = older
        self.newer = newer
    }

    /// Reads a proof's bytes.
    ///
    /// A checkpoint holds just one empty line, between its text and its signatures, so four part
    /// the whole: the first ends the path, the third the older checkpoint.
    package init(_ bytes: some Sequence<UInt8>) throws(ProofError) {
        let lines = try ProofText.lines(bytes)[...]
        guard lines.first?.isSame(as: Self.form) == true else { throw .unreadable(.form, line: 1) }
        guard let number = ProofText.value(of: "from", in: lines.line(1)),
            let from = ProofText.count(number)
        else { throw .unreadable(.from, line: 2) }
        guard let number = ProofText.value(of: "to", in: lines.line(2)),
            let to = ProofText.count(number)
        else { throw .unreadable(.to, line: 3) }
        let empty = lines.indices.filter { lines[$0].isEmpty }
        guard empty.count == 4 else {
            throw .unreadable(.emptyLine, line: (empty.count < 4 ? lines.endIndex : empty[4]) + 1)
        }
        path = try ProofText.path(lines[3..<empty[0]])
        older = try SignedCheckpoint(lines: lines[(empty[0] + 1)..<empty[2]])
        newer = try SignedCheckpoint(lines: lines[(empty[2] + 1)...])
        for (named, checkpoint) in [(from, older.claimed), (to, newer.claimed)]
        where named != checkpoint.size {
            throw .sizeDiffers(named: named, checkpoint: checkpoint.size)
        }
    }

    /// Both checkpoints, if each is signed by the log and the newer extends the older.
    package func verified(by keys: [VerifierKey]) throws(ProofError) -> Proven {
        let older = try older.verified(by: keys)
        let newer = try newer.verified(by: keys)
        guard older.origin.isSame(as: newer.origin) else {
            throw .originsDiffer(older: older.origin, newer: newer.origin)
        }
        try MerkleTree.verifyConsistency(
            from: older.size,
            root: older.root,
            to: newer.size,
            root: newer.root,
            path: path
        )
        return Proven(older: older, newer: newer)
    }

    /// The proof as it is written, byte for byte as it was read.
    package var description: String {
        var lines = [Self.form, "from \(older.claimed.size)", "to \(newer.claimed.size)"]
        lines += path.map(ProofText.base64)
        return lines.map { $0 + "\n" }.joined() + "\n\(older)\n\(newer)"
    }
}
