import EventLog
import Testing

struct VerifierKeyTests {
    /// The key of `EventLog/chengde-2024.jsonl`.
    private let text =
        "chengde.example/minsheng-2024+be29f41e+AUMc2VBiUYoQJOxqu8vM2XpB714WwFnMu70SrW5GH4Cf"

    @Test func `a key is written as it was read`() throws {
        let key = try VerifierKey(text)
        #expect(key.name == "chengde.example/minsheng-2024")
        #expect(key.id.hex == "be29f41e")
        #expect(key.description == text)
    }

    @Test func `a key is written with the name's own bytes`() throws {
        let composed = try Signer("caf\u{E9}.example", 1).verifier
        let decomposed = try Signer("cafe\u{301}.example", 1).verifier
        #expect(composed != decomposed)
        #expect(composed.id != decomposed.id)
        #expect(try VerifierKey(decomposed.description) == decomposed)
    }

    @Test func `base64 with a plus is read`() throws {
        let keys = try (0...255).map { try Signer("a.example", UInt8($0)).verifier }
        #expect(keys.contains { $0.description.split(separator: "+").count > 3 })
        for key in keys { #expect(try VerifierKey(key.description) == key) }
    }

    @Test func `no key that differs in one bit is the same, and none bears its name`() {
        for (_, flipped) in text.flips {
            guard let other = String(validating: flipped, as: UTF8.self) else { continue }
            #expect(throws: ProofError.self) { try VerifierKey(other) }
        }
    }

    @Test func `another id is refused with the one that follows`() {
        let other = text.replacing("+be29f41e+", with: "+BE29F41E+")
        #expect(throws: ProofError.keyID(found: "BE29F41E", expected: "be29f41e")) {
            try VerifierKey(other)
        }
    }

    @Test(arguments: [
        "", "+", "++", "a+be29f41e", " \n",
        "a+be29f41e+AUMc2VBiUYoQJOxqu8vM2XpB714WwFnMu70SrW5GH4",
        "a+be29f41e+AkMc2VBiUYoQJOxqu8vM2XpB714WwFnMu70SrW5GH4Cf",
        "a+be29f41e+AUMc2VBiUYoQJOxqu8vM2XpB714WwFnMu70SrW5GH4Cf\n",
        "a+be29f41e+AUMc2VBiUYoQJOxqu8vM2XpB714WwFnMu70SrW5GH4CfAA==",
    ])
    func `what is no Ed25519 key is refused`(text: String) {
        #expect(throws: ProofError.unreadable(.verifierKey, line: 1)) { try VerifierKey(text) }
    }

    @Test func `a name is needed`() {
        #expect(throws: ProofError.keyName("")) {
            try VerifierKey("+be29f41e+AUMc2VBiUYoQJOxqu8vM2XpB714WwFnMu70SrW5GH4Cf")
        }
    }
}
