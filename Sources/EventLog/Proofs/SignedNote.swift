package import Crypto

/// A text and its signatures (c2sp.org/signed-note), worth nothing before `signers` is asked.
package struct SignedNote: Sendable, Hashable, CustomStringConvertible {
    /// One signature line; a key that isn't known may be of any kind.
    package struct Signature: Sendable, Hashable {
        package let keyName: String
        /// 4 bytes.
        package let keyID: [UInt8]
        package let bytes: [UInt8]
    }

    /// What is signed: lines, each with its line feed.
    package let text: String
    package let signatures: [Signature]

    /// An honest note has the log's signature and its witnesses'.
    package static let mostSignatures = 100

    /// Reads a note's bytes.
    package init(_ bytes: some Sequence<UInt8>) throws(ProofError) {
        try self.init(lines: ProofText.lines(bytes)[...])
    }

    /// Reads a note from lines of a larger text; errors name the lines of the whole.
    init(lines: ArraySlice<String>) throws(ProofError) {
        // A text may hold empty lines, so the last one ends it.
        guard let end = lines.lastIndex(of: ""), end > lines.startIndex else {
            throw .unreadable(.emptyLine, line: lines.endIndex + 1)
        }
        guard end + 1 < lines.endIndex else { throw .unreadable(.signature, line: end + 2) }
        guard lines.endIndex - end - 1 <= Self.mostSignatures else {
            throw .unreadable(.signatureCount, line: end + 2 + Self.mostSignatures)
        }
        text = lines[..<end].map { $0 + "\n" }.joined()
        var signatures: [Signature] = []
        for (number, line) in zip(lines.indices, lines).dropFirst(end + 1 - lines.startIndex) {
            guard let signature = Signature(line: line) else {
                throw .unreadable(.signature, line: number + 1)
            }
            signatures.append(signature)
        }
        self.signatures = signatures
    }

    /// Signs a text of whole lines under a key name.
    package init(
        signing text: String,
        name: String,
        with key: Curve25519.Signing.PrivateKey
    ) throws {
        let lines = try ProofText.lines(text.utf8)
        guard !lines.isEmpty else { throw ProofError.unreadable(.lineFeed, line: 1) }
        let verifier = try VerifierKey(name: name, key: key.publicKey)
        let signature = try key.signature(for: Array(text.utf8))
        self.text = text
        signatures = [
            Signature(keyName: name, keyID: verifier.id, bytes: Array(signature))
        ]
    }

    /// The known keys that signed, at least one; refused whole if a known key's signature is bad.
    package func signers(among keys: [VerifierKey]) throws(ProofError) -> [VerifierKey] {
        var signers: [VerifierKey] = []
        for signature in signatures {
            let named = keys.filter {
                $0.name.isSame(as: signature.keyName) && $0.id == signature.keyID
            }
            guard let first = named.first else { continue }
            guard let signer = named.first(where: { $0.isValid(signature.bytes, for: text) })
            else { throw .badSignature(first) }
            if !signers.contains(signer) { signers.append(signer) }
        }
        guard !signers.isEmpty else { throw .unsigned(known: keys) }
        return signers
    }

    /// The note as it is written, byte for byte as it was read.
    package var description: String {
        text + "\n" + signatures.map(\.line).joined()
    }
}

extension SignedNote.Signature {
    /// U+2014 and a space, not a hyphen.
    private static let dash = "\u{2014} "

    fileprivate var line: String {
        "\(Self.dash)\(keyName) \(ProofText.base64(keyID + bytes))\n"
    }

    fileprivate init?(line: String) {
        guard line.utf8.starts(with: Self.dash.utf8) else { return nil }
        let parts = line.unicodeScalars.dropFirst(2)
            .split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, VerifierKey.isName(String(parts[0])),
            let bytes = ProofText.bytes(base64: Substring(parts[1])), bytes.count > 4
        else { return nil }
        keyName = String(parts[0])
        keyID = Array(bytes.prefix(4))
        self.bytes = Array(bytes.dropFirst(4))
    }
}
