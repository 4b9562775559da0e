package import Crypto

/// The public Ed25519 key that a note is checked with, under its name.
package struct VerifierKey: Sendable, Hashable, CustomStringConvertible {
    package let name: String
    private let key: Curve25519.Signing.PublicKey

    /// A key under a name that signature lines can hold.
    package init(name: String, key: Curve25519.Signing.PublicKey) throws(ProofError) {
        guard Self.isName(name) else { throw .keyName(name) }
        self.name = name
        self.key = key
    }

    /// Reads `<name>+<key id in hex>+<base64(0x01 ‖ public key)>`.
    package init(_ text: String) throws(ProofError) {
        // Base64 may hold a plus, a name and an id can't.
        let parts = text.unicodeScalars
            .split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
            .map { String($0) }
        guard parts.count == 3, let typed = ProofText.bytes(base64: parts[2]),
            typed.first == Self.ed25519
        else { throw .unreadable(.verifierKey, line: 1) }
        do {
            let key = try Curve25519.Signing.PublicKey(rawRepresentation: typed.dropFirst())
            try self.init(name: parts[0], key: key)
        } catch let error as ProofError {
            throw error
        } catch {
            throw .unreadable(.verifierKey, line: 1)
        }
        guard parts[1].isSame(as: id.hex) else {
            throw .keyID(found: parts[1], expected: id.hex)
        }
    }

    /// The signature type of c2sp.org/signed-note.
    private static let ed25519: UInt8 = 0x01

    private var typed: [UInt8] { [Self.ed25519] + key.rawRepresentation }

    /// The first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
    package var id: [UInt8] {
        Array(LeafHash.sha256(Array(name.utf8) + [0x0A] + typed).prefix(4))
    }

    package var description: String { "\(name)+\(id.hex)+\(ProofText.base64(typed))" }

    package static func == (one: VerifierKey, other: VerifierKey) -> Bool {
        one.name.isSame(as: other.name) && one.typed == other.typed
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(typed) }

    /// Whether the key made the signature over the text.
    func isValid(_ signature: [UInt8], for text: String) -> Bool {
        key.isValidSignature(signature, for: Array(text.utf8))
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasControlCharacter
            && !name.unicodeScalars.contains { $0 == "+" || $0.properties.isWhitespace }
    }
}
