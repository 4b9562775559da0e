import EventLog
import Testing

struct MerklePathTests {
    private let leaves = KeptNodes.numbered(131)
    private let nodes: KeptNodes
    private let roots: [[UInt8]]

    init() throws {
        nodes = try KeptNodes(leaves)
        var roots: [[UInt8]] = []
        for size in 0...131 { roots.append(NaiveTree.root(leaves.prefix(size))) }
        self.roots = roots
    }

    private func includes(_ index: Int64, _ size: Int64, _ path: [[UInt8]]) throws(ProofError) {
        try MerkleTree.verifyInclusion(
            leafHash: LeafHash.of(leaves[Int(index)]),
            index: index,
            size: size,
            path: path,
            root: roots[Int(size)]
        )
    }

    private func extends(_ older: Int64, _ newer: Int64, _ path: [[UInt8]]) throws(ProofError) {
        try MerkleTree.verifyConsistency(
            from: older,
            root: roots[Int(older)],
            to: newer,
            root: roots[Int(newer)],
            path: path
        )
    }

    @Test func `every leaf of every tree is proven, and no altered path is taken for it`() throws {
        for size: Int64 in 1...130 {
            for index in 0..<size {
                let path = try MerkleTree.inclusionProof(index: index, size: size, over: nodes)
                try includes(index, size, path)
                guard size <= 40 else { continue }
                #expect(throws: ProofError.pathTooLong(path.count + 1)) {
                    try includes(index, size, path + [roots[1]])
                }
                if !path.isEmpty {
                    #expect(throws: ProofError.pathTooShort(path.count - 1)) {
                        try includes(index, size, path.dropLast())
                    }
                }
                for position in path.indices {
                    var altered = path
                    altered[position][Int(index) % 32] ^= 1 << UInt8(size % 8)
                    #expect(throws: ProofError.self) { try includes(index, size, altered) }
                }
            }
        }
    }

    @Test func `a path is good for one index and one size`() throws {
        let leaf = LeafHash.of(leaves[37])
        let path = try MerkleTree.inclusionProof(index: 37, size: 100, over: nodes)
        for size: Int64 in 0...131 {
            for index: Int64 in 0...131 where (index, size) != (37, 100) {
                #expect(throws: ProofError.self) {
                    try MerkleTree.verifyInclusion(
                        leafHash: leaf,
                        index: index,
                        size: size,
                        path: path,
                        root: roots[Int(size)]
                    )
                }
            }
        }
    }

    @Test func `every tree is proven the beginning of every larger one`() throws {
        for newer: Int64 in 1...130 {
            for older in 1...newer {
                let path = try MerkleTree.consistencyProof(from: older, to: newer, over: nodes)
                try extends(older, newer, path)
                guard newer <= 40 else { continue }
                #expect(throws: ProofError.pathTooLong(path.count + 1)) {
                    try extends(older, newer, path + [roots[1]])
                }
                if !path.isEmpty {
                    #expect(throws: ProofError.pathTooShort(path.count - 1)) {
                        try extends(older, newer, path.dropLast())
                    }
                }
                for position in path.indices {
                    var altered = path
                    altered[position][Int(older) % 32] ^= 1 << UInt8(newer % 8)
                    #expect(throws: ProofError.self) { try extends(older, newer, altered) }
                }
            }
        }
    }

    @Test func `a rewritten log is no extension of what it was`() throws {
        var rewritten = leaves
        rewritten[3] = Array("another leaf 3".utf8)
        let other = try KeptNodes(rewritten)
        for older: Int64 in 4...64 {
            let path = try MerkleTree.consistencyProof(from: older, to: 100, over: other)
            #expect(throws: ProofError.self) {
                try MerkleTree.verifyConsistency(
                    from: older,
                    root: roots[Int(older)],
                    to: 100,
                    root: NaiveTree.root(rewritten.prefix(100)),
                    path: path
                )
            }
        }
    }

    @Test func `an index outside the tree, and a tree of no leaves, are refused`() {
        for (index, size) in [(5, 5), (6, 5), (-1, 5), (0, 0), (0, -1)] as [(Int64, Int64)] {
            #expect(throws: ProofError.indexBeyond(index, size: size)) {
                try MerkleTree.verifyInclusion(
                    leafHash: roots[1],
                    index: index,
                    size: size,
                    path: [],
                    root: roots[5]
                )
            }
        }
        for (older, newer) in [(0, 0), (0, 5), (6, 5), (-1, 5)] as [(Int64, Int64)] {
            #expect(throws: ProofError.sizes(from: older, to: newer)) {
                try MerkleTree.verifyConsistency(
                    from: older,
                    root: roots[0],
                    to: newer,
                    root: roots[5],
                    path: []
                )
            }
        }
    }

    @Test func `a node is no leaf, and a hash has 32 bytes`() throws {
        let path = try MerkleTree.inclusionProof(index: 0, size: 4, over: nodes)
        let inner = [LeafHash.of(leaves[0]), path[0]].flatMap(\.self)
        #expect(throws: ProofError.self) {
            try MerkleTree.verifyInclusion(
                leafHash: LeafHash.of(inner),
                index: 0,
                size: 2,
                path: [path[1]],
                root: roots[4]
            )
        }
        #expect(throws: ProofError.hashLength(31)) {
            try includes(0, 4, [path[0], Array(path[1].dropLast())])
        }
        #expect(throws: ProofError.hashLength(33)) { try extends(3, 4, [path[0] + [0]]) }
    }

    @Test func `a wrong root is named with the one that follows`() throws {
        let path = try MerkleTree.inclusionProof(index: 2, size: 7, over: nodes)
        #expect(
            throws: ProofError.rootDiffers(size: 7, computed: roots[7], given: roots[8])
        ) {
            try MerkleTree.verifyInclusion(
                leafHash: LeafHash.of(leaves[2]),
                index: 2,
                size: 7,
                path: path,
                root: roots[8]
            )
        }
        #expect(
            throws: ProofError.rootDiffers(size: 9, computed: roots[9], given: roots[8])
        ) {
            try MerkleTree.verifyConsistency(
                from: 9,
                root: roots[9],
                to: 9,
                root: roots[8],
                path: []
            )
        }
    }
}
