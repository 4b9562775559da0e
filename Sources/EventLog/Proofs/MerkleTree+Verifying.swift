extension MerkleTree {
    /// Checks a leaf's path after RFC 9162 §2.1.3.2.
    package static func verifyInclusion(
        leafHash: [UInt8],
        index: Int64,
        size: Int64,
        path: [[UInt8]],
        root: [UInt8]
    ) throws(ProofError) {
        guard index >= 0, index < size else { throw .indexBeyond(index, size: size) }
        try checkLengths([leafHash, root] + path)
        var (first, last) = (index, size - 1)
        var hash = leafHash
        for sibling in path {
            guard last != 0 else { throw .pathTooLong(path.count) }
            if first & 1 == 1 || first == last {
                hash = node(sibling, hash)
                climb(&first, &last)
            } else {
                hash = node(hash, sibling)
            }
            first >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .pathTooShort(path.count) }
        guard hash == root else { throw .rootDiffers(size: size, computed: hash, given: root) }
    }

    /// Checks after RFC 9162 §2.1.4.2 that a tree is the beginning of another.
    package static func verifyConsistency(
        from older: Int64,
        root olderRoot: [UInt8],
        to newer: Int64,
        root newerRoot: [UInt8],
        path: [[UInt8]]
    ) throws(ProofError) {
        guard older > 0, older <= newer else { throw .sizes(from: older, to: newer) }
        try checkLengths([olderRoot, newerRoot] + path)
        guard older < newer else {
            guard path.isEmpty else { throw .pathTooLong(path.count) }
            guard olderRoot == newerRoot else {
                throw .rootDiffers(size: newer, computed: olderRoot, given: newerRoot)
            }
            return
        }
        // The older tree is itself a subtree of the newer: its root isn't repeated in the path.
        let olderIsComplete = older & (older - 1) == 0
        var rest = path[...]
        guard let start = olderIsComplete ? olderRoot : rest.popFirst() else {
            throw .pathTooShort(path.count)
        }
        var (first, last) = (older - 1, newer - 1)
        let trailing = (~first).trailingZeroBitCount
        first >>= trailing
        last >>= trailing
        var (olderHash, newerHash) = (start, start)
        for sibling in rest {
            guard last != 0 else { throw .pathTooLong(path.count) }
            if first & 1 == 1 || first == last {
                olderHash = node(sibling, olderHash)
                newerHash = node(sibling, newerHash)
                climb(&first, &last)
            } else {
                newerHash = node(newerHash, sibling)
            }
            first >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .pathTooShort(path.count) }
        guard olderHash == olderRoot else {
            throw .rootDiffers(size: older, computed: olderHash, given: olderRoot)
        }
        guard newerHash == newerRoot else {
            throw .rootDiffers(size: newer, computed: newerHash, given: newerRoot)
        }
    }

    /// Passes over the levels where the last node has no sibling.
    private static func climb(_ first: inout Int64, _ last: inout Int64) {
        while first & 1 == 0, first != 0 {
            first >>= 1
            last >>= 1
        }
    }

    private static func checkLengths(_ hashes: [[UInt8]]) throws(ProofError) {
        for hash in hashes where hash.count != 32 { throw .hashLength(hash.count) }
    }
}
