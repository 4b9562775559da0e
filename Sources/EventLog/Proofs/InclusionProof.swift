/// A proof that a line is in a log, to be checked offline: c2sp.org/tlog-proof@v1.
package struct InclusionProof: Sendable, Hashable, CustomStringConvertible {
    /// What a checked proof says.
    package struct Proven: Sendable, Hashable {
        /// The line's bytes, without its line feed.
        package let line: [UInt8]
        package let index: Int64
        package let checkpoint: Checkpoint
    }

    private let line: [UInt8]
    private let index: Int64
    private let path: [[UInt8]]
    private let checkpoint: SignedCheckpoint

    static let form = "c2sp.org/tlog-proof@v1"

    package init(line: [UInt8], index: Int64, path: [[UInt8]], checkpoint: SignedCheckpoint) {
        self.line = line
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
    }

    /// Reads a proof's bytes; the first empty line ends the path.
    package init(_ bytes: some Sequence<UInt8>) throws(ProofError) {
        let lines = try ProofText.lines(bytes)[...]
        guard lines.first?.isSame(as: Self.form) == true else { throw .unreadable(.form, line: 1) }
        guard let extra = ProofText.value(of: "extra", in: lines.line(1)),
            let line = ProofText.bytes(base64: extra)
        else { throw .unreadable(.extra, line: 2) }
        guard let number = ProofText.value(of: "index", in: lines.line(2)),
            let index = ProofText.count(number)
        else { throw .unreadable(.index, line: 3) }
        guard let end = lines.firstIndex(of: "") else {
            throw .unreadable(.emptyLine, line: lines.endIndex + 1)
        }
        self.line = line
        self.index = index
        path = try ProofText.path(lines[3..<end])
        checkpoint = try SignedCheckpoint(lines: lines[(end + 1)...])
    }

    /// The line, if it is in the tree of a checkpoint that one of the keys signed as its log.
    package func verified(by keys: [VerifierKey]) throws(ProofError) -> Proven {
        let checkpoint = try checkpoint.verified(by: keys)
        try MerkleTree.verifyInclusion(
            leafHash: LeafHash.of(line),
            index: index,
            size: checkpoint.size,
            path: path,
            root: checkpoint.root
        )
        return Proven(line: line, index: index, checkpoint: checkpoint)
    }

    /// The proof as it is written, byte for byte as it was read.
    package var description: String {
        var lines = [Self.form, "extra \(ProofText.base64(line))", "index \(index)"]
        lines += path.map(ProofText.base64)
        return lines.map { $0 + "\n" }.joined() + "\n" + checkpoint.description
    }
}
