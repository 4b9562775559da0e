import EventLog
import Testing

struct ConsistencyProofTests {
    private let log: ProvedLog
    private let keys: [VerifierKey]
    /// From 6 to 11: four hashes on the lines 4 to 7, the older checkpoint from line 9 on, the
    /// newer from line 15 on.
    private let text: String

    init() throws {
        log = try ProvedLog(20)
        keys = [try Signer.log.verifier]
        text = try log.consistency(6, 11).description
    }

    private func check(_ text: String) throws(ProofError) -> ConsistencyProof.Proven {
        try ConsistencyProof(text.utf8).verified(by: keys)
    }

    @Test func `a proof is written in the form of EventLog's README`() throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.prefix(3) == ["milepost-consistency/v1", "from 6", "to 11"])
        let path = try MerkleTree.consistencyProof(from: 6, to: 11, over: log.nodes)
        #expect(lines[3..<7].count == path.count)
        let rest = lines[7...].joined(separator: "\n")
        #expect(rest == (try "\n\(log.checkpoint(6))\n\(log.checkpoint(11))"))
    }

    @Test func `a proof gives both checkpoints, and is read back byte for byte`() throws {
        for newer: Int64 in 1...20 {
            for older in 1...newer {
                let written = try log.consistency(older, newer)
                let read = try ConsistencyProof(written.description.utf8)
                #expect(read == written)
                let proven = try read.verified(by: keys)
                #expect(proven.older.size == older)
                #expect(proven.newer.size == newer)
            }
        }
    }

    @Test func `no bit of a proof can be turned`() {
        for (offset, flipped) in text.flips {
            #expect(throws: ProofError.self, "byte \(offset)") {
                try ConsistencyProof(flipped).verified(by: keys)
            }
        }
    }

    @Test func `no byte of a proof can be left out, and none added at the end`() {
        let bytes = Array(text.utf8)
        for offset in bytes.indices {
            var shorter = bytes
            shorter.remove(at: offset)
            #expect(throws: ProofError.self, "byte \(offset)") {
                try ConsistencyProof(shorter).verified(by: keys)
            }
        }
        for more in ["\n", " ", "x", "\n\n", "AAAA\n", "— a\n"] {
            #expect(throws: ProofError.self) { try check(text + more) }
        }
    }

    @Test(arguments: [
        (1, "milepost-consistency/v2", ProofError.unreadable(.form, line: 1)),
        (2, "from 06", .unreadable(.from, line: 2)),
        (2, "from 7", .sizeDiffers(named: 7, checkpoint: 6)),
        (3, "to 12", .sizeDiffers(named: 12, checkpoint: 11)),
        (3, "from 6", .unreadable(.to, line: 3)),
        (4, "AAAA", .unreadable(.hash, line: 4)),
        (6, "", .unreadable(.emptyLine, line: 18)),
        (8, "x", .unreadable(.emptyLine, line: 20)),
        (10, "six", .unreadable(.size, line: 10)),
        (11, "AAAA", .unreadable(.root, line: 11)),
        (16, "011", .unreadable(.size, line: 16)),
        (19, "x", .unreadable(.signature, line: 19)),
    ])
    func `a line that doesn't fit is named`(number: Int, line: String, error: ProofError) {
        #expect(throws: error) { try check(text.replacingLine(number, with: line)) }
    }

    @Test func `the checkpoints can't change places`() throws {
        let swapped = ConsistencyProof(
            path: try MerkleTree.consistencyProof(from: 6, to: 11, over: log.nodes),
            older: try log.checkpoint(11),
            newer: try log.checkpoint(6)
        )
        #expect(throws: ProofError.sizes(from: 11, to: 6)) { try swapped.verified(by: keys) }
        #expect(throws: ProofError.sizes(from: 11, to: 6)) { try check(swapped.description) }
    }

    @Test func `two roots of one size are no consistent log`() throws {
        let signer = try Signer.log
        let forked = try SignedCheckpoint(
            signing: Checkpoint(origin: signer.name, size: 6, root: MerkleTree.emptyRoot),
            with: signer.key
        )
        let fork = ConsistencyProof(path: [], older: try log.checkpoint(6), newer: forked)
        let error = #expect(throws: ProofError.self) { try fork.verified(by: keys) }
        guard case .rootDiffers(size: 6, _, MerkleTree.emptyRoot) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `two logs of one operator are not one log`() throws {
        let other = try Signer("chengde.example/minsheng-2025", 1)
        let root = try MerkleTree.root(size: 11, over: log.nodes)
        let newer = try SignedCheckpoint(
            signing: Checkpoint(origin: other.name, size: 11, root: root),
            with: other.key
        )
        let proof = ConsistencyProof(
            path: try MerkleTree.consistencyProof(from: 6, to: 11, over: log.nodes),
            older: try log.checkpoint(6),
            newer: newer
        )
        let keys = try keys + [other.verifier]
        let origin = try Signer.log.name
        #expect(throws: ProofError.originsDiffer(older: origin, newer: other.name)) {
            try proof.verified(by: keys)
        }
    }

    @Test func `nothing is consistent with an empty log`() throws {
        let proof = ConsistencyProof(
            path: [],
            older: try log.checkpoint(0),
            newer: try log.checkpoint(11)
        )
        #expect(throws: ProofError.sizes(from: 0, to: 11)) { try proof.verified(by: keys) }
    }
}
