import Crypto
import EventLog

/// RFC 6962 §2.1 word for word over the leaves' data, sharing nothing with `MerkleTree`.
enum NaiveTree {
    static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard leaves.count > 1 else {
            return leaves.first.map { sha256([0] + $0) } ?? sha256([])
        }
        let left = leaves.prefix(largestPowerOfTwo(below: leaves.count))
        return sha256([1] + root(left) + root(leaves.dropFirst(left.count)))
    }

    private static func largestPowerOfTwo(below count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}

/// Nodes in a dictionary, as a store would keep them, with a count of reads.
final class KeptNodes: MerkleNodes {
    private struct Place: Hashable {
        var level: Int
        var index: Int64
    }

    private var hashes: [Place: [UInt8]] = [:]
    private(set) var leaves: [[UInt8]] = []
    var reads = 0

    /// Appends leaves one by one; keeps the levels that divide by a number, and the leaf hashes.
    init(_ leaves: [[UInt8]], keepingEach level: Int = 1) throws {
        for leaf in leaves {
            let hash = LeafHash.of(leaf)
            let index = Int64(self.leaves.count)
            for node in try MerkleTree.completed(by: hash, at: index, over: self)
            where node.level.isMultiple(of: level) {
                hashes[Place(level: node.level, index: node.index)] = node.hash
            }
            hashes[Place(level: 0, index: index)] = hash
            self.leaves.append(leaf)
        }
    }

    func hash(level: Int, index: Int64) -> [UInt8]? {
        reads += 1
        return hashes[Place(level: level, index: index)]
    }

    /// Leaves with no byte in common, so many.
    static func numbered(_ count: Int) -> [[UInt8]] { (0..<count).map { Array("leaf \($0)".utf8) } }
}
