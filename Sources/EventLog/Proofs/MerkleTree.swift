import Crypto

/// The hashes of complete subtrees, as kept beside a log.
package protocol MerkleNodes {
    /// The hash over the leaves `index << level ..< (index + 1) << level`; level 0 is the leaf hashes.
    ///
    /// Nil where it isn't kept; above level 0 it is then computed from the level below.
    func hash(level: Int, index: Int64) throws -> [UInt8]?
}

/// A complete subtree of more than one leaf.
package struct MerkleNode: Sendable, Hashable {
    package var level: Int
    package var index: Int64
    package var hash: [UInt8]
}

/// The tree of RFC 6962 §2.1: its hashes and proofs.
package enum MerkleTree {
    /// SHA-256 of nothing: the root of no leaves.
    package static let emptyRoot = LeafHash.sha256([])

    /// SHA-256(0x01 ‖ left ‖ right).
    package static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [1]
        bytes.reserveCapacity(65)
        bytes.append(contentsOf: left)
        bytes.append(contentsOf: right)
        return Array(SHA256.hash(data: bytes))
    }

    /// The subtrees that a leaf completes, smallest first: on average one.
    package static func completed(
        by leafHash: [UInt8],
        at index: Int64,
        over nodes: some MerkleNodes
    ) throws -> [MerkleNode] {
        var completed: [MerkleNode] = []
        var hash = leafHash
        var level = 0
        while (index >> level) & 1 == 1 {
            hash = node(try subtree(level, (index >> level) - 1, nodes), hash)
            level += 1
            completed.append(MerkleNode(level: level, index: index >> level, hash: hash))
        }
        return completed
    }

    /// The root of the first leaves, so many.
    package static func root(size: Int64, over nodes: some MerkleNodes) throws -> [UInt8] {
        guard size >= 0 else { throw ProofError.indexBeyond(0, size: size) }
        return size == 0 ? emptyRoot : try hash(of: 0..<size, nodes)
    }

    /// The path of RFC 6962 §2.1.1, from the leaf's sibling upward.
    package static func inclusionProof(
        index: Int64,
        size: Int64,
        over nodes: some MerkleNodes
    ) throws -> [[UInt8]] {
        guard index >= 0, index < size else { throw ProofError.indexBeyond(index, size: size) }
        return try path(to: index, in: 0..<size, nodes)
    }

    /// The path of RFC 6962 §2.1.2; empty where the sizes are the same.
    package static func consistencyProof(
        from older: Int64,
        to newer: Int64,
        over nodes: some MerkleNodes
    ) throws -> [[UInt8]] {
        guard older > 0, older <= newer else { throw ProofError.sizes(from: older, to: newer) }
        return try path(from: older, in: 0..<newer, olderIsRoot: true, nodes)
    }

    // MARK: Subtrees

    /// The largest power of two smaller than the count, counted from the start.
    private static func middle(_ leaves: Range<Int64>) -> Int64 {
        let count = leaves.upperBound - leaves.lowerBound
        return leaves.lowerBound + 1 << (63 - (count - 1).leadingZeroBitCount)
    }

    fileprivate static func subtree(
        _ level: Int,
        _ index: Int64,
        _ nodes: some MerkleNodes
    ) throws -> [UInt8] {
        if let hash = try nodes.hash(level: level, index: index) { return hash }
        guard level > 0 else { throw ProofError.leafMissing(index) }
        return node(
            try subtree(level - 1, index * 2, nodes),
            try subtree(level - 1, index * 2 + 1, nodes)
        )
    }

    /// The hash of a range that a split of the tree yields; only its last part is incomplete.
    private static func hash(of leaves: Range<Int64>, _ nodes: some MerkleNodes) throws -> [UInt8] {
        let count = leaves.upperBound - leaves.lowerBound
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try subtree(level, leaves.lowerBound >> level, nodes)
        }
        let middle = middle(leaves)
        return node(
            try hash(of: leaves.lowerBound..<middle, nodes),
            try hash(of: middle..<leaves.upperBound, nodes)
        )
    }

    // MARK: Paths

    private static func path(
        to index: Int64,
        in leaves: Range<Int64>,
        _ nodes: some MerkleNodes
    ) throws -> [[UInt8]] {
        guard leaves.upperBound - leaves.lowerBound > 1 else { return [] }
        let middle = middle(leaves)
        let (left, right) = (leaves.lowerBound..<middle, middle..<leaves.upperBound)
        return index < middle
            ? try path(to: index, in: left, nodes) + [hash(of: right, nodes)]
            : try path(to: index, in: right, nodes) + [hash(of: left, nodes)]
    }

    private static func path(
        from older: Int64,
        in leaves: Range<Int64>,
        olderIsRoot: Bool,
        _ nodes: some MerkleNodes
    ) throws -> [[UInt8]] {
        guard older < leaves.upperBound else {
            return olderIsRoot ? [] : [try hash(of: leaves, nodes)]
        }
        let middle = middle(leaves)
        let (left, right) = (leaves.lowerBound..<middle, middle..<leaves.upperBound)
        return older <= middle
            ? try path(from: older, in: left, olderIsRoot: olderIsRoot, nodes)
                + [hash(of: right, nodes)]
            : try path(from: older, in: right, olderIsRoot: false, nodes) + [hash(of: left, nodes)]
    }
}

/// The complete subtrees along the right side of a tree, for appending many leaves without reading.
package struct MerkleEdge: MerkleNodes, Sendable {
    package private(set) var size: Int64
    /// By level; in use where the size has that bit.
    private var hashes: [[UInt8]]

    /// The edge of a tree without leaves.
    package init() {
        size = 0
        hashes = []
    }

    /// The edge of a tree as kept: one read for each bit of its size.
    package init(size: Int64, over nodes: some MerkleNodes) throws {
        guard size >= 0 else { throw ProofError.indexBeyond(0, size: size) }
        self.size = size
        hashes = []
        for level in 0..<(64 - size.leadingZeroBitCount) {
            let isUsed = (size >> level) & 1 == 1
            hashes.append(
                isUsed ? try MerkleTree.subtree(level, (size >> level) - 1, nodes) : []
            )
        }
    }

    /// Appends a leaf; returns the subtrees that it completes, smallest first.
    package mutating func append(_ leafHash: [UInt8]) throws -> [MerkleNode] {
        let completed = try MerkleTree.completed(by: leafHash, at: size, over: self)
        if completed.count == hashes.count { hashes.append([]) }
        hashes[completed.count] = completed.last?.hash ?? leafHash
        size += 1
        return completed
    }

    package func hash(level: Int, index: Int64) -> [UInt8]? {
        hashes.indices.contains(level) && (size >> level) & 1 == 1 && index == (size >> level) - 1
            ? hashes[level] : nil
    }

    /// The root of all leaves so far.
    package func root() throws -> [UInt8] { try MerkleTree.root(size: size, over: self) }
}
