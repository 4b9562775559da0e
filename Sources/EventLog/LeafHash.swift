import Crypto

/// Hashes of RFC 6962 §2.1 and of documents, as bytes.
package enum LeafHash {
    /// SHA-256(0x00 ‖ line).
    package static func of(_ line: some Sequence<UInt8>) -> [UInt8] {
        var hasher = SHA256()
        let prefixed: [UInt8] = [0] + line
        hasher.update(data: prefixed)
        return Array(hasher.finalize())
    }

    /// SHA-256 of any bytes.
    package static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        Array(SHA256.hash(data: Array(bytes)))
    }
}

extension Sequence<UInt8> {
    /// Lower-case hexadecimal.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
