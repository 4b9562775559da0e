import Crypto
import EventLog

/// A name and its key.
struct Signer {
    let name: String
    let key: Curve25519.Signing.PrivateKey

    /// A key of 32 equal bytes: the same in every run.
    init(_ name: String, _ seed: UInt8) throws {
        self.name = name
        key = try Curve25519.Signing.PrivateKey(
            rawRepresentation: [UInt8](repeating: seed, count: 32)
        )
    }

    var verifier: VerifierKey {
        get throws { try VerifierKey(name: name, key: key.publicKey) }
    }

    func note(_ text: String) throws -> SignedNote {
        try SignedNote(signing: text, name: name, with: key)
    }

    /// The signature line alone, with its line feed.
    func line(over text: String) throws -> String {
        String(try note(text).description.dropFirst(text.count + 1))
    }

    static var log: Signer {
        get throws { try Signer("chengde.example/minsheng-2024", 1) }
    }

    static var witness: Signer {
        get throws { try Signer("witness.example", 2) }
    }
}

/// A signed log of numbered leaves with its proofs.
struct ProvedLog {
    let nodes: KeptNodes

    init(_ size: Int) throws { nodes = try KeptNodes(KeptNodes.numbered(size)) }

    func checkpoint(_ size: Int64) throws -> SignedCheckpoint {
        let signer = try Signer.log
        let root = try MerkleTree.root(size: size, over: nodes)
        let checkpoint = try Checkpoint(origin: signer.name, size: size, root: root)
        return try SignedCheckpoint(signing: checkpoint, with: signer.key)
    }

    func proof(of index: Int64, size: Int64) throws -> InclusionProof {
        InclusionProof(
            line: nodes.leaves[Int(index)],
            index: index,
            path: try MerkleTree.inclusionProof(index: index, size: size, over: nodes),
            checkpoint: try checkpoint(size)
        )
    }

    func consistency(_ older: Int64, _ newer: Int64) throws -> ConsistencyProof {
        ConsistencyProof(
            path: try MerkleTree.consistencyProof(from: older, to: newer, over: nodes),
            older: try checkpoint(older),
            newer: try checkpoint(newer)
        )
    }
}

extension String {
    /// Each text that differs in one bit, with the byte's offset.
    var flips: some Sequence<(Int, [UInt8])> {
        let bytes = Array(utf8)
        return bytes.indices.lazy.flatMap { offset in
            (0..<8).lazy.map { bit in
                var flipped = bytes
                flipped[offset] ^= 1 << UInt8(bit)
                return (offset, flipped)
            }
        }
    }

    /// The text with one line, counted from 1, in place of another.
    func replacingLine(_ number: Int, with line: String) -> String {
        var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[number - 1] = line
        return lines.joined(separator: "\n")
    }
}
