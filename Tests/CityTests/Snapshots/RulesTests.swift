import Crypto
import EventLog
import Milepost
import MilepostReports
import Testing

/// A figure that other rules gave is no event that somebody changed.
struct RulesTests {
    /// Chengde's log, with a snapshot whose first figure says something else than follows from it.
    private func verdict(sealedBy rules: Int64) throws -> PageVerdict {
        let key = Curve25519.Signing.PrivateKey()
        let log = try City.chengde.log()
        let origin = "chengde.example/minsheng-2024"
        let verifier = try VerifierKey(name: origin, key: key.publicKey)
        return try log.store.write { view in
            func append(_ event: Event) throws {
                let id = WorkedLog.id(view.size())
                let now = Moment(milliseconds: 1_731_000_000_000)
                _ = try view.append(
                    [NewEvent(id: id, event: event)],
                    actor: "zhou",
                    now: now,
                    clockReason: "a clock for tests"
                )
            }
            try append(.keyChanged(KeyChanged(key: verifier.description, reason: "tests")))
            let quarter = try #require(Quarter("2024Q3"))
            var snapshot = try Snapshot(
                view,
                SnapshotQuery(city: "130800", quarter: quarter, size: view.size())
            )
            snapshot.rules = rules
            snapshot.issuedBy = "zhou"
            snapshot.projects[0].figures[0].row.figure.value?.quantity.value = Decimal(
                tenThousandths: 80_000
            )
            var issued = SnapshotIssued(
                city: "130800",
                quarter: quarter,
                sealed: snapshot.sealed,
                checkpoint: ""
            )
            issued.checkpoint = try SignedCheckpoint(
                signing: Checkpoint(
                    origin: origin,
                    size: snapshot.size,
                    root: snapshot.root,
                    extensions: [issued.digestLine]
                ),
                with: key
            ).description
            try append(.snapshotIssued(issued))
            let page = try #require(try IssuedSnapshots(view).pages.last)
            var pages = PageVerifier(view) { $0.description }
            let bytes = Array((page.json + "\n").utf8)
            return try pages.verify(bytes, read: ReadPage(bytes))
        }
    }

    @Test func `other rules are told from other events`() throws {
        let old = try verdict(sealedBy: Snapshot.rules + 1)
        #expect(old.findings.map(\.code) == ["rulesChanged"])
        #expect(old.findings.first?.figure == "shantytowns/housing-projects built")
        let same = try verdict(sealedBy: Snapshot.rules)
        #expect(same.findings.map(\.code) == ["reckonedOtherwise"])
        #expect(same.findings.first?.position != nil)
    }
}
