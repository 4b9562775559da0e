package import Crypto

/// What a log signs: its name, its size and the root of its tree (c2sp.org/tlog-checkpoint).
package struct Checkpoint: Sendable, Hashable {
    package let origin: String
    package let size: Int64
    package let root: [UInt8]
    /// Further lines: of the note of a snapshot its digest; others are passed on as they are.
    package let extensions: [String]

    /// A checkpoint of a log whose name can also name its key.
    package init(
        origin: String,
        size: Int64,
        root: [UInt8],
        extensions: [String] = []
    ) throws(ProofError) {
        guard VerifierKey.isName(origin) else { throw .keyName(origin) }
        guard size >= 0 else { throw .unreadable(.size, line: 2) }
        guard root.count == 32 else { throw .hashLength(root.count) }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text that is signed; a signature says whether it is to be believed.
    package init(text: String) throws(ProofError) {
        try self.init(lines: ProofText.lines(text.utf8)[...])
    }

    init(lines: ArraySlice<String>) throws(ProofError) {
        let start = lines.startIndex
        guard let origin = lines.line(start), !origin.isEmpty else {
            throw .unreadable(.origin, line: start + 1)
        }
        guard let size = lines.line(start + 1).flatMap({ ProofText.count($0) }) else {
            throw .unreadable(.size, line: start + 2)
        }
        guard let root = lines.line(start + 2).flatMap({ ProofText.hash(base64: $0) }) else {
            throw .unreadable(.root, line: start + 3)
        }
        if let empty = lines.dropFirst(3).firstIndex(of: "") {
            throw .unreadable(.extensionLine, line: empty + 1)
        }
        self.origin = origin
        self.size = size
        self.root = root
        extensions = Array(lines.dropFirst(3))
    }

    /// The lines that are signed, each with its line feed.
    package var text: String {
        ([origin, String(size), ProofText.base64(root)] + extensions).map { $0 + "\n" }.joined()
    }
}

/// A checkpoint with its signatures, as it is printed, kept and sent.
///
/// It is read before it is believed: only `verified` gives the checkpoint out.
package struct SignedCheckpoint: Sendable, Hashable, CustomStringConvertible {
    /// What the note says, whoever signed it.
    let claimed: Checkpoint
    package let note: SignedNote

    /// Reads a checkpoint's bytes.
    package init(_ bytes: some Sequence<UInt8>) throws(ProofError) {
        try self.init(lines: ProofText.lines(bytes)[...])
    }

    /// Reads it from lines of a larger text; errors name the lines of the whole.
    init(lines: ArraySlice<String>) throws(ProofError) {
        note = try SignedNote(lines: lines)
        // Without empty lines of its own, as a checkpoint's text is, it ends at the first.
        claimed = try Checkpoint(lines: lines.prefix { !$0.isEmpty })
        guard claimed.text.isSame(as: note.text) else {
            let empty = lines.firstIndex(of: "") ?? lines.startIndex
            throw .unreadable(.extensionLine, line: empty + 1)
        }
    }

    /// Signs a checkpoint with the log's key, whose name is the log's.
    package init(
        signing checkpoint: Checkpoint,
        with key: Curve25519.Signing.PrivateKey
    ) throws {
        claimed = checkpoint
        note = try SignedNote(signing: checkpoint.text, name: checkpoint.origin, with: key)
    }

    /// The checkpoint, if one of the keys signed it as the log that it names.
    package func verified(by keys: [VerifierKey]) throws(ProofError) -> Checkpoint {
        let signers = try note.signers(among: keys)
        guard signers.contains(where: { $0.name.isSame(as: claimed.origin) }) else {
            throw .notSignedByLog(origin: claimed.origin, signers: signers)
        }
        return claimed
    }

    package var description: String { note.description }
}
