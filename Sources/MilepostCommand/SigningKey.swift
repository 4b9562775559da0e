import Crypto
import EventLog
import Foundation
import MilepostReports

/// The log's Ed25519 key: a file beside the store that only its owner reads.
enum SigningKey {
    static func path(besideStore path: String) -> String { path + ".key" }

    /// `milepost.invalid/` and the first 16 hex digits of SHA-256(public key).
    static func defaultOrigin(_ key: Curve25519.Signing.PublicKey) -> String {
        "milepost.invalid/" + String(LeafHash.sha256(key.rawRepresentation).hex.prefix(16))
    }

    /// `<name>+<key id in hex>+<base64(0x01 ‖ public key)>`, as c2sp.org/signed-note says.
    static func verifierKey(_ key: Curve25519.Signing.PublicKey, name: String) -> String {
        let typed: [UInt8] = [1] + key.rawRepresentation
        let id = LeafHash.sha256(Array(name.utf8) + [0x0A] + typed).prefix(4).hex
        return "\(name)+\(id)+\(Data(typed).base64EncodedString())"
    }

    /// Writes the private key, base64, readable by its owner alone from the first byte on.
    static func write(_ key: Curve25519.Signing.PrivateKey, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure.unusable("\(path): \(String(cString: strerror(errno)))")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: Data((key.rawRepresentation.base64EncodedString() + "\n").utf8))
        try file.synchronize()
    }
}
