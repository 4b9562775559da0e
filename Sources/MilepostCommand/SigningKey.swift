import Crypto
import EventLog
import EventLogSQLite
import Foundation
import MilepostReports

/// The log's Ed25519 key: a file beside the store that only its owner reads.
enum SigningKey {
    static func path(besideStore path: String) -> String { path + ".key" }

    /// `milepost.invalid/` and the first 16 hex digits of SHA-256(public key).
    static func defaultOrigin(_ key: Curve25519.Signing.PublicKey) -> String {
        "milepost.invalid/" + String(LeafHash.sha256(key.rawRepresentation).hex.prefix(16))
    }

    /// The key that others check signatures with; its name is the log's.
    static func verifier(
        of key: Curve25519.Signing.PrivateKey,
        origin: String
    ) throws -> VerifierKey {
        try VerifierKey(name: origin, key: key.publicKey)
    }

    /// Puts a new key beside a store that is about to appear.
    ///
    /// Until the store has appeared the key has two names. So the key that a killed `init` left
    /// without a store is known as such, and no other is ever removed.
    static func place(
        _ key: Curve25519.Signing.PrivateKey,
        besideStore path: String,
        language: Language
    ) throws {
        let (file, making) = names(path)
        takeBack(besideStore: path)
        guard POSIXFile.status(file, followingLinks: false) == nil else {
            throw StoreError.exists(path: file)
        }
        try write(key, to: making, language: language)
        if link(making, file) == 0 { return }
        // A file system without links: the two names follow one another.
        guard errno != EEXIST, rename(making, file) == 0 else {
            let code = errno
            unlink(making)
            throw code == EEXIST
                ? StoreError.exists(path: file) : failure(file, code, language)
        }
    }

    /// The store has appeared: the key keeps its one name.
    static func settle(besideStore path: String) { unlink(names(path).making) }

    /// Removes the key of a store that did not appear.
    static func takeBack(besideStore path: String) {
        let (file, making) = names(path)
        guard let left = POSIXFile.status(making, followingLinks: false) else { return }
        if let key = POSIXFile.status(file, followingLinks: false), key.st_ino == left.st_ino,
            key.st_dev == left.st_dev
        {
            unlink(file)
        }
        unlink(making)
    }

    private static func names(_ path: String) -> (file: String, making: String) {
        (self.path(besideStore: path), self.path(besideStore: SQLiteStore.making(path)))
    }

    /// The key in a file; nil where there is none.
    static func read(
        _ path: String,
        language: Language
    ) throws -> Curve25519.Signing.PrivateKey? {
        guard POSIXFile.status(path) != nil else { return nil }
        let bytes: [UInt8]
        do throws(TextFileProblem) {
            bytes = try TextFile.bytes(of: path)
        } catch { throw Failure.unusable(error.message(language)) }
        let text = String(decoding: bytes, as: UTF8.self).trimmed
        guard let data = Data(base64Encoded: text),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data)
        else {
            throw Failure.unusable(
                language(
                    "\(path) holds no Ed25519 key. Put the log's key back from its copy.",
                    "\(path) 中没有 Ed25519 密钥。请从副本恢复该日志的密钥。"
                )
            )
        }
        return key
    }

    /// Writes the private key, base64, readable by its owner alone from the first byte on.
    static func write(
        _ key: Curve25519.Signing.PrivateKey,
        to path: String,
        language: Language
    ) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path, errno, language) }
        defer { close(descriptor) }
        let text = Array((key.rawRepresentation.base64EncodedString() + "\n").utf8)
        var code = text.withUnsafeBytes { POSIXFile.write($0, to: descriptor) }
        if code == 0, fsync(descriptor) != 0 { code = errno }
        if code != 0 {
            unlink(path)
            throw failure(path, code, language)
        }
    }

    static func failure(_ path: String, _ code: Int32, _ language: Language) -> Failure {
        let reason = POSIXFile.words(code, language)
        return .unusable(
            language("\(path) can't be written: \(reason).", "无法写入 \(path)：\(reason)。")
        )
    }
}
