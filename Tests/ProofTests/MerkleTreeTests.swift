import EventLog
import Testing

struct MerkleTreeTests {
    /// The leaves of the tests of Certificate Transparency, and the roots of the first 0 to 8.
    private static let known: [(leaf: String, root: String)] = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (
            "606162636465666768696a6b6c6d6e6f",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        ),
    ]

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap { $0.hexDigitValue.map(UInt8.init) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    @Test func `the published roots of the first eight leaves are found`() throws {
        let nodes = try KeptNodes(Self.known.map { Self.bytes($0.leaf) })
        for (position, known) in Self.known.enumerated() {
            let root = try MerkleTree.root(size: Int64(position + 1), over: nodes)
            #expect(root.hex == known.root)
        }
    }

    @Test func `the published path of the sixth of eight leaves is found`() throws {
        let nodes = try KeptNodes(Self.known.map { Self.bytes($0.leaf) })
        let path = try MerkleTree.inclusionProof(index: 5, size: 8, over: nodes)
        #expect(
            path.map(\.hex) == [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        )
    }

    @Test func `no leaves have the hash of nothing as root`() throws {
        let root = try MerkleTree.root(size: 0, over: try KeptNodes([]))
        #expect(root.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `the root of every size is that of the definition`() throws {
        let leaves = KeptNodes.numbered(1025)
        let nodes = try KeptNodes(leaves)
        let edges = [255, 256, 257, 511, 512, 513, 1023, 1024, 1025]
        for size in Array(0...130) + edges {
            let root = try MerkleTree.root(size: Int64(size), over: nodes)
            #expect(root == NaiveTree.root(leaves.prefix(size)))
        }
    }

    @Test func `a leaf completes one subtree for each one that ends its index in binary`() throws {
        let nodes = try KeptNodes(KeptNodes.numbered(128))
        for index: Int64 in 0..<128 {
            let completed = try MerkleTree.completed(
                by: LeafHash.of(nodes.leaves[Int(index)]),
                at: index,
                over: nodes
            )
            #expect(completed.count == (~index).trailingZeroBitCount)
            for node in completed {
                let first = Int(node.index) << node.level
                let under = nodes.leaves[first..<(first + 1 << node.level)]
                #expect(under.endIndex == index + 1)
                #expect(node.hash == NaiveTree.root(under))
            }
        }
    }

    @Test func `a million leaves are proven with few reads`() throws {
        let size: Int64 = 1_000_003
        let nodes = EqualLeaves(size: size)
        for index in [0, 1, 524_287, 524_288, 999_999, 1_000_002] as [Int64] {
            nodes.reads = 0
            let path = try MerkleTree.inclusionProof(index: index, size: size, over: nodes)
            #expect(nodes.reads <= 2 * 20)
            let root = try MerkleTree.root(size: size, over: nodes)
            try MerkleTree.verifyInclusion(
                leafHash: nodes.levels[0],
                index: index,
                size: size,
                path: path,
                root: root
            )
        }
        nodes.reads = 0
        _ = try MerkleTree.consistencyProof(from: 765_431, to: size, over: nodes)
        #expect(nodes.reads <= 2 * 20)
    }

    @Test(arguments: [1, 3, 4])
    func `a store may leave levels out`(keepingEach level: Int) throws {
        let all = try KeptNodes(KeptNodes.numbered(100))
        let some = try KeptNodes(all.leaves, keepingEach: level)
        #expect(try MerkleTree.root(size: 100, over: some) == MerkleTree.root(size: 100, over: all))
        #expect(
            try MerkleTree.inclusionProof(index: 67, size: 99, over: some)
                == MerkleTree.inclusionProof(index: 67, size: 99, over: all)
        )
        #expect(
            try MerkleTree.consistencyProof(from: 50, to: 99, over: some)
                == MerkleTree.consistencyProof(from: 50, to: 99, over: all)
        )
    }

    @Test func `the edge appends like the whole tree, without reading it`() throws {
        let nodes = try KeptNodes(KeptNodes.numbered(130))
        for start: Int64 in 0...70 {
            var edge = try MerkleEdge(size: start, over: nodes)
            nodes.reads = 0
            for index in start..<130 {
                let hash = LeafHash.of(nodes.leaves[Int(index)])
                let completed = try edge.append(hash)
                #expect(completed == (try MerkleTree.completed(by: hash, at: index, over: nodes)))
            }
            #expect(edge.size == 130)
            #expect(try edge.root() == MerkleTree.root(size: 130, over: nodes))
        }
    }

    @Test func `a leaf that the store lacks is named`() throws {
        let nodes = try KeptNodes(KeptNodes.numbered(5))
        #expect(throws: ProofError.leafMissing(5)) {
            try MerkleTree.root(size: 7, over: nodes)
        }
        #expect(throws: ProofError.indexBeyond(5, size: 5)) {
            try MerkleTree.inclusionProof(index: 5, size: 5, over: nodes)
        }
        #expect(throws: ProofError.indexBeyond(0, size: 0)) {
            try MerkleTree.inclusionProof(index: 0, size: 0, over: nodes)
        }
        #expect(throws: ProofError.sizes(from: 0, to: 5)) {
            try MerkleTree.consistencyProof(from: 0, to: 5, over: nodes)
        }
        #expect(throws: ProofError.sizes(from: 5, to: 4)) {
            try MerkleTree.consistencyProof(from: 5, to: 4, over: nodes)
        }
    }
}

/// A tree of equal leaves: one hash a level, however many leaves there are.
private final class EqualLeaves: MerkleNodes {
    let levels: [[UInt8]]
    private let size: Int64
    var reads = 0

    init(size: Int64) {
        self.size = size
        var levels = [LeafHash.of("same".utf8)]
        for level in 0..<20 { levels.append(MerkleTree.node(levels[level], levels[level])) }
        self.levels = levels
    }

    func hash(level: Int, index: Int64) -> [UInt8]? {
        reads += 1
        return (index + 1) << level <= size ? levels[level] : nil
    }
}
