/// One of the texts that prove something, by its form; nothing is believed before it is verified.
package enum Proof: Sendable {
    case inclusion(InclusionProof)
    case consistency(ConsistencyProof)
    case number(NumberProof)
    case checkpoint(SignedCheckpoint)

    /// Reads it by its first line; what has no form of its own is a checkpoint.
    package init(_ bytes: [UInt8]) throws(ProofError) {
        let first = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
        switch first {
        case InclusionProof.form: self = .inclusion(try InclusionProof(bytes))
        case ConsistencyProof.form: self = .consistency(try ConsistencyProof(bytes))
        case NumberProof.form: self = .number(try NumberProof(bytes))
        default: self = .checkpoint(try SignedCheckpoint(bytes))
        }
    }
}
