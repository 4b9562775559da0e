/// Why a proof, a checkpoint or a verifier key is refused; lines count from 1.
package enum ProofError: Error, Sendable, Hashable {
    /// The store lacks the leaf hash of a position that is within the tree.
    case leafMissing(Int64)
    /// No tree of this size has a leaf at this index; none at all where the size is 0.
    case indexBeyond(Int64, size: Int64)
    /// Consistency is defined from a size of at least 1 to one that is not smaller.
    case sizes(from: Int64, to: Int64)
    /// The path ends before the root; it has so many hashes.
    case pathTooShort(Int)
    /// Hashes follow after the root is reached; the path has so many.
    case pathTooLong(Int)
    /// A hash is not 32 bytes but so many.
    case hashLength(Int)
    /// The tree of this size has another root than was given.
    case rootDiffers(size: Int64, computed: [UInt8], given: [UInt8])
    case notUTF8(line: Int)
    case controlCharacter(line: Int)
    /// A line is not what has to stand there; the line may lie past the end.
    case unreadable(ProofPart, line: Int)
    /// A key's name is empty or has white space, a control character or a plus.
    case keyName(String)
    /// A verifier key names another id than follows from its name and bytes.
    case keyID(found: String, expected: String)
    /// A known key's signature doesn't fit the text.
    case badSignature(VerifierKey)
    /// None of the known keys signed.
    case unsigned(known: [VerifierKey])
    /// Known keys signed, but none that is named as the log.
    case notSignedByLog(origin: String, signers: [VerifierKey])
    case originsDiffer(older: String, newer: String)
    /// A consistency proof's first lines name another size than its checkpoint.
    case sizeDiffers(named: Int64, checkpoint: Int64)
    /// The note of a snapshot must end in the line of its text's digest, and in no other.
    case snapshotDigest(expected: String)
    /// A sealed text speaks of another log, or of another tree, than the note that signs it.
    case sealedDiffers(size: Int64)
    /// A line of a proof of one number is no event.
    case unreadableLine(Int64)
    /// A line that belongs to none of the chains, or stands twice or not in the log's order.
    case strayLine(Int64)
    /// The line before a line of a chain is left out, or one is there that must not be.
    case chainGap(String, before: Int64, prev: Int64?)
    /// A chain does not end where the sealed text says.
    case chainEnd(String, found: Int64?, sealed: Int64?)
    /// A sealed figure is not the one that follows from the lines; nil where none can be reckoned.
    case doesNotFollow(figure: String?)
    /// Figures that follow from rules which this program does not know.
    case otherRules(Int64)
}

/// A part of the texts that proofs are written in.
package enum ProofPart: Sendable, Hashable, CaseIterable {
    case form
    case extra
    case index
    case from
    case to
    case hash
    case emptyLine
    case measure
    case sealed
    case line
    case origin
    case size
    case root
    case extensionLine
    case signature
    /// More signatures than are read.
    case signatureCount
    case lineFeed
    case verifierKey
}
