import Crypto
import EventLog
import Milepost
import Testing

/// What a log's own lines say of its keys and signatures.
struct CustodyRulesTests {
    private let origin = "chengde.example/log"
    private let first = Curve25519.Signing.PrivateKey()
    private let second = Curve25519.Signing.PrivateKey()

    private func verifier(_ key: Curve25519.Signing.PrivateKey) throws -> VerifierKey {
        try VerifierKey(name: origin, key: key.publicKey)
    }

    private func note(
        _ size: Int64,
        _ root: [UInt8] = MerkleTree.emptyRoot,
        by key: Curve25519.Signing.PrivateKey
    ) throws -> SignedCheckpoint {
        try SignedCheckpoint(
            signing: Checkpoint(origin: origin, size: size, root: root),
            with: key
        )
    }

    private func opened() throws -> LogOpened {
        LogOpened(
            origin: origin,
            timeZone: "Asia/Shanghai",
            key: try verifier(first).description,
            testClock: false
        )
    }

    @Test func `a key that was replaced vouches for no line after its replacement`() throws {
        var custody = try Custody(opened())
        #expect(try custody.checkpoint(of: note(100, by: first)).size == 100)
        let changed = KeyChanged(key: try verifier(second).description, reason: "sold")
        try custody.take(.keyChanged(changed), at: 10)
        #expect(try custody.checkpoint(of: note(10, by: first)).size == 10)
        #expect(throws: ProofError.self) { try custody.checkpoint(of: note(11, by: first)) }
        #expect(try custody.checkpoint(of: note(11, by: second)).size == 11)
    }

    @Test func `a signature over another root than that of the lines is found`() throws {
        var log = MemoryLog()
        let now = Moment(milliseconds: 0)
        func id(_ number: UInt64) -> EventID { EventID(high: 0x7000, low: 1 << 63 | number) }
        _ = try log.append(
            [NewEvent(id: id(1), event: .logOpened(opened()))],
            actor: "tester",
            now: now
        )
        let honest = try note(1, MerkleTree.root(size: 1, over: log), by: first)
        let forged = try note(2, by: first)
        for (number, note) in [honest, forged].enumerated() {
            let signed = CheckpointSigned(checkpoint: note.description)
            let event = NewEvent(id: id(UInt64(number) + 2), event: .checkpointSigned(signed))
            _ = try log.append([event], actor: "tester", now: now)
        }
        var verifier = LogVerifier()
        for position in 0..<log.size() {
            let line = try #require(log.line(at: position))
            _ = try verifier.take(
                StoredRow(
                    position: position,
                    id: id(UInt64(position) + 1).bytes,
                    line: line,
                    leaf: LeafHash.of(line)
                )
            )
        }
        #expect(verifier.findings.listed.map(\.position) == [2])
        let problem = verifier.findings.listed.first?.problem
        if case .signature(.rootDiffers(2, _, _))? = problem { return }
        Issue.record("\(verifier.findings.listed)")
    }
}
