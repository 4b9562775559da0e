import EventLog
import Testing

struct CheckpointTests {
    private static let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    private let good = "a.example/log\n12\n\(root)\n"

    @Test func `a checkpoint is written as it was read`() throws {
        let checkpoint = try Checkpoint(text: good)
        #expect(checkpoint.origin == "a.example/log")
        #expect(checkpoint.size == 12)
        #expect(checkpoint.root == MerkleTree.emptyRoot)
        #expect(checkpoint.text == good)
        let other = try Checkpoint(origin: "a.example/log", size: 12, root: checkpoint.root)
        #expect(other == checkpoint)
    }

    @Test func `further lines are passed on`() throws {
        let checkpoint = try Checkpoint(text: good + "more\neven more\n")
        #expect(checkpoint.extensions == ["more", "even more"])
        #expect(checkpoint.text == good + "more\neven more\n")
    }

    @Test(arguments: [
        ("", ProofError.unreadable(.origin, line: 1)),
        ("a\n", .unreadable(.size, line: 2)),
        ("a\n12\n", .unreadable(.root, line: 3)),
        ("\n12\n\(root)\n", .unreadable(.origin, line: 1)),
        ("a\n012\n\(root)\n", .unreadable(.size, line: 2)),
        ("a\n+12\n\(root)\n", .unreadable(.size, line: 2)),
        ("a\n-1\n\(root)\n", .unreadable(.size, line: 2)),
        ("a\n-0\n\(root)\n", .unreadable(.size, line: 2)),
        ("a\n1２\n\(root)\n", .unreadable(.size, line: 2)),
        ("a\n 12\n\(root)\n", .unreadable(.size, line: 2)),
        ("a\n9223372036854775808\n\(root)\n", .unreadable(.size, line: 2)),
        ("a\n12\n\(root.dropLast())\n", .unreadable(.root, line: 3)),
        ("a\n12\n\(root) \n", .unreadable(.root, line: 3)),
        ("a\n12\nAAAA\n", .unreadable(.root, line: 3)),
        ("a\n12\n\(root)\n\n", .unreadable(.extensionLine, line: 4)),
        ("a\n12\n\(root)\n\nmore\n", .unreadable(.extensionLine, line: 4)),
        ("a\n12\n\(root)", .unreadable(.lineFeed, line: 3)),
        ("a\u{7}\n12\n\(root)\n", .controlCharacter(line: 1)),
    ])
    func `what is no checkpoint is refused with its line`(text: String, error: ProofError) {
        #expect(throws: error) { try Checkpoint(text: text) }
    }

    @Test func `the last bits of a root are its own`() {
        // U and V differ in a bit that stands for no byte.
        let other = Self.root.dropLast(2) + "V="
        #expect(throws: ProofError.unreadable(.root, line: 3)) {
            try Checkpoint(text: "a\n12\n\(other)\n")
        }
    }

    @Test func `no checkpoint is made that no key could sign`() {
        #expect(throws: ProofError.keyName("two words")) {
            try Checkpoint(origin: "two words", size: 1, root: MerkleTree.emptyRoot)
        }
        #expect(throws: ProofError.hashLength(3)) {
            try Checkpoint(origin: "a.example", size: 1, root: [1, 2, 3])
        }
    }

    @Test func `a signed checkpoint is read back and believed`() throws {
        let signed = try ProvedLog(9).checkpoint(9)
        let read = try SignedCheckpoint(signed.description.utf8)
        #expect(read == signed)
        let checkpoint = try read.verified(by: [Signer.log.verifier, Signer.witness.verifier])
        #expect(checkpoint.size == 9)
        #expect(checkpoint.root == NaiveTree.root(KeptNodes.numbered(9)[...]))
    }

    @Test func `a witness alone doesn't speak for the log`() throws {
        let (log, witness) = (try Signer.log, try Signer.witness)
        let text = good.replacing("a.example/log", with: log.name)
        let note = try text + "\n" + log.line(over: text) + witness.line(over: text)
        let signed = try SignedCheckpoint(note.utf8)
        let refusal = ProofError.notSignedByLog(origin: log.name, signers: [try witness.verifier])
        #expect(throws: refusal) { try signed.verified(by: [witness.verifier]) }
        let both = [try witness.verifier, try log.verifier]
        #expect(try signed.verified(by: both).size == 12)
    }

    @Test func `a note with an empty line in its text is no checkpoint`() throws {
        let note = try Signer.log.note(good + "\nmore\n")
        #expect(throws: ProofError.unreadable(.extensionLine, line: 4)) {
            try SignedCheckpoint(note.description.utf8)
        }
    }

    @Test func `no bit of a signed checkpoint can be turned`() throws {
        let keys = [try Signer.log.verifier]
        let text = try ProvedLog(9).checkpoint(9).description
        for (offset, flipped) in text.flips {
            #expect(throws: ProofError.self, "byte \(offset)") {
                try SignedCheckpoint(flipped).verified(by: keys)
            }
        }
    }
}
