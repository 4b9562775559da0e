import EventLog
import Testing

struct InclusionProofTests {
    private let log: ProvedLog
    private let keys: [VerifierKey]
    /// Leaf 4 of 11: four hashes, on the lines 4 to 7, and the checkpoint from line 9 on.
    private let text: String

    init() throws {
        log = try ProvedLog(20)
        keys = [try Signer.log.verifier]
        text = try log.proof(of: 4, size: 11).description
    }

    private func check(_ text: String) throws(ProofError) -> InclusionProof.Proven {
        try InclusionProof(text.utf8).verified(by: keys)
    }

    @Test func `a proof is written in the public form`() throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.prefix(3) == ["c2sp.org/tlog-proof@v1", "extra bGVhZiA0", "index 4"])
        #expect(lines[7].isEmpty)
        #expect(lines[8...].joined(separator: "\n") == (try log.checkpoint(11).description))
    }

    @Test func `a proof gives the line, and is read back byte for byte`() throws {
        for size: Int64 in 1...20 {
            for index in 0..<size {
                let written = try log.proof(of: index, size: size)
                let read = try InclusionProof(written.description.utf8)
                #expect(read == written)
                let proven = try read.verified(by: keys)
                #expect(proven.line == Array("leaf \(index)".utf8))
                #expect(proven.index == index)
                #expect(proven.checkpoint.size == size)
            }
        }
    }

    @Test func `no bit of a proof can be turned`() {
        for (offset, flipped) in text.flips {
            #expect(throws: ProofError.self, "byte \(offset)") {
                try InclusionProof(flipped).verified(by: keys)
            }
        }
    }

    @Test func `no byte of a proof can be left out, and none added at the end`() {
        let bytes = Array(text.utf8)
        for offset in bytes.indices {
            var shorter = bytes
            shorter.remove(at: offset)
            #expect(throws: ProofError.self, "byte \(offset)") {
                try InclusionProof(shorter).verified(by: keys)
            }
            #expect(throws: ProofError.self) { try InclusionProof(bytes.prefix(offset)) }
        }
        for more in ["\n", " ", "x", "\n\n", "AAAA\n", "— a\n"] {
            #expect(throws: ProofError.self) { try check(text + more) }
        }
    }

    @Test(arguments: [
        (1, "c2sp.org/tlog-proof@v2", ProofError.unreadable(.form, line: 1)),
        (2, "index 4", .unreadable(.extra, line: 2)),
        (2, "extra bGVhZiA1IA", .unreadable(.extra, line: 2)),
        (2, "extra  bGVhZiA0", .unreadable(.extra, line: 2)),
        (3, "index 04", .unreadable(.index, line: 3)),
        (3, "index -4", .unreadable(.index, line: 3)),
        (3, "Index 4", .unreadable(.index, line: 3)),
        (3, "index 11", .indexBeyond(11, size: 11)),
        (3, "index 9223372036854775807", .indexBeyond(.max, size: 11)),
        (3, "index 10", .pathTooLong(4)),
        (5, "AAAA", .unreadable(.hash, line: 5)),
        (5, "\t", .controlCharacter(line: 5)),
        (5, "", .unreadable(.size, line: 7)),
        (8, "x", .unreadable(.hash, line: 8)),
        (10, "012", .unreadable(.size, line: 10)),
        (13, "x", .unreadable(.signature, line: 13)),
    ])
    func `a line that doesn't fit is named`(number: Int, line: String, error: ProofError) {
        #expect(throws: error) { try check(text.replacingLine(number, with: line)) }
    }

    @Test func `a path of another length is refused`() {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let sibling = lines.remove(at: 3)
        #expect(throws: ProofError.pathTooShort(3)) { try check(lines.joined(separator: "\n")) }
        lines.insert(contentsOf: [sibling, sibling], at: 3)
        #expect(throws: ProofError.pathTooLong(5)) { try check(lines.joined(separator: "\n")) }
    }

    @Test func `another line is refused with the root that it would have`() throws {
        let other = text.replacingLine(2, with: "extra bGVhZiA1")
        let error = #expect(throws: ProofError.self) { try check(other) }
        guard case .rootDiffers(size: 11, _, let given) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(given == NaiveTree.root(KeptNodes.numbered(11)[...]))
    }

    @Test func `an empty log proves nothing`() throws {
        let empty = InclusionProof(
            line: [],
            index: 0,
            path: [],
            checkpoint: try log.checkpoint(0)
        )
        #expect(throws: ProofError.indexBeyond(0, size: 0)) { try empty.verified(by: keys) }
    }

    @Test func `a proof is worth as much as its key`() throws {
        let other = try Signer(Signer.log.name, 3).verifier
        #expect(throws: ProofError.unsigned(known: [other])) {
            try InclusionProof(text.utf8).verified(by: [other])
        }
    }
}
