import Crypto
import EventLog
import Testing

struct SignedNoteTests {
    private let text = "One line.\n\nAnother, 承德.\n"

    private func read(_ note: String) throws(ProofError) -> SignedNote {
        try SignedNote(note.utf8)
    }

    /// From the documentation of golang.org/x/mod/sumdb/note.
    @Test func `a note signed by Go is verified`() throws {
        let key = try VerifierKey(
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        )
        let note = try read(
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvq\
            fqdngotpRZb6KE6RyyBwJnAM=

            """
        )
        #expect(try note.signers(among: [key]) == [key])
    }

    @Test func `a note signed here is read back byte for byte`() throws {
        let log = try Signer.log
        let written = try log.note(text)
        let note = try read(written.description)
        #expect(note == written)
        #expect(note.text == text)
        #expect(note.description == written.description)
        #expect(try note.signers(among: [log.verifier]) == [log.verifier])
    }

    @Test func `signatures of unknown keys are passed over`() throws {
        let (log, witness) = (try Signer.log, try Signer.witness)
        let unknownKind = "— other.example AAAAAAA=\n"
        let lines = try unknownKind + witness.line(over: "other\n") + log.line(over: text)
        let note = try read(text + "\n" + lines)
        #expect(note.signatures.count == 3)
        #expect(try note.signers(among: [log.verifier]) == [log.verifier])
        #expect(note.description == text + "\n" + lines)
    }

    @Test func `a known key's bad signature rejects the whole`() throws {
        let (log, witness) = (try Signer.log, try Signer.witness)
        let lines = try log.line(over: text) + witness.line(over: "other\n")
        let note = try read(text + "\n" + lines)
        let bad = ProofError.badSignature(try witness.verifier)
        #expect(throws: bad) { try note.signers(among: [log.verifier, witness.verifier]) }
        let twice = try read(text + "\n" + log.line(over: text) + log.line(over: "other\n"))
        #expect(throws: ProofError.badSignature(try log.verifier)) {
            try twice.signers(among: [log.verifier])
        }
    }

    @Test func `a note that no known key signed is refused`() throws {
        let note = try Signer.log.note(text)
        let known = [try Signer.witness.verifier, try Signer("chengde.example", 1).verifier]
        #expect(throws: ProofError.unsigned(known: known)) { try note.signers(among: known) }
        #expect(throws: ProofError.unsigned(known: [])) { try note.signers(among: []) }
    }

    @Test func `the same key under another name is another key`() throws {
        let other = try Signer("other.example", 1)
        #expect(try other.verifier.id != Signer.log.verifier.id)
    }

    @Test(arguments: [
        ("", ProofError.unreadable(.emptyLine, line: 1)),
        ("text", .unreadable(.lineFeed, line: 1)),
        ("text\n", .unreadable(.emptyLine, line: 2)),
        ("text\n\n", .unreadable(.signature, line: 3)),
        ("\n— a AAAAAAA=\n", .unreadable(.emptyLine, line: 3)),
        ("text\n\n- a AAAAAAA=\n", .unreadable(.signature, line: 3)),
        ("text\n\n– a AAAAAAA=\n", .unreadable(.signature, line: 3)),
        ("text\n\n—a AAAAAAA=\n", .unreadable(.signature, line: 3)),
        ("text\n\n— a  AAAAAAA=\n", .unreadable(.signature, line: 3)),
        ("text\n\n— a AAAAAAA= \n", .unreadable(.signature, line: 3)),
        ("text\n\n—  AAAAAAA=\n", .unreadable(.signature, line: 3)),
        ("text\n\n— a+b AAAAAAA=\n", .unreadable(.signature, line: 3)),
        ("text\n\n— a\u{3000}b AAAAAAA=\n", .unreadable(.signature, line: 3)),
        ("text\n\n— a AAAAAAA\n", .unreadable(.signature, line: 3)),
        ("text\n\n— a AAAAAAB=\n", .unreadable(.signature, line: 3)),
        ("text\n\n— a AAAA\n", .unreadable(.signature, line: 3)),
        ("text\n\n— a AAAAA-A=\n", .unreadable(.signature, line: 3)),
        ("text\n\n— a AAAAAAA=\nmore\n", .unreadable(.signature, line: 4)),
        ("text\n\n— a AAAAAAA=", .unreadable(.lineFeed, line: 3)),
        ("text\r\n\n— a AAAAAAA=\n", .controlCharacter(line: 1)),
        ("te\txt\n\n— a AAAAAAA=\n", .controlCharacter(line: 1)),
        ("text\n\n— a\u{7F} AAAAAAA=\n", .controlCharacter(line: 3)),
        ("text\n\u{9B}31m\n\n— a AAAAAAA=\n", .controlCharacter(line: 2)),
        ("text\n\0\n— a AAAAAAA=\n", .controlCharacter(line: 2)),
    ])
    func `what is no note is refused with its line`(note: String, error: ProofError) {
        #expect(throws: error) { try read(note) }
    }

    @Test func `a hundred signatures are read, no more`() throws {
        let line = "— a AAAAAAA=\n"
        let most = SignedNote.mostSignatures
        let hundred = "text\n\n" + String(repeating: line, count: most)
        #expect(try read(hundred).signatures.count == 100)
        #expect(throws: ProofError.unreadable(.signatureCount, line: 103)) {
            try read(hundred + line)
        }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: ProofError.notUTF8(line: 2)) {
            try SignedNote(Array("text\n".utf8) + [0xC3, 0x28] + Array("\n\n".utf8))
        }
    }

    @Test(arguments: ["", "text", "te\txt\n"])
    func `no text is signed that could not be read`(text: String) throws {
        let log = try Signer.log
        #expect(throws: ProofError.self) { try log.note(text) }
    }

    @Test(arguments: ["", "two words", "a+b", "a\u{A0}b", "a\u{1}"])
    func `no key bears a name that a signature line can't hold`(name: String) throws {
        let key = try Signer.log.key
        #expect(throws: ProofError.keyName(name)) {
            try VerifierKey(name: name, key: key.publicKey)
        }
    }
}
