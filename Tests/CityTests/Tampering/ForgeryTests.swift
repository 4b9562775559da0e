import EventLog
import EventLogSQLite
import Foundation
import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

/// Whoever makes a log anew can't be found by its file; what was signed and kept elsewhere finds him.
struct ForgeryTests {
    private let city: SignedCity
    private let folder: TemporaryFolder

    init() throws {
        city = try SignedCity.made.get()
        folder = try TemporaryFolder()
    }

    /// What holds of a forged store: alone it says nothing but what can't be known, everything that
    /// covers what was forged finds it, and nothing is signed.
    private func expectFound(
        _ path: String,
        from first: Position,
        _ dice: inout Dice,
        _ label: String
    ) throws {
        let store = try SQLiteStore(path: path, for: .verifying)
        let alone = try store.verify(against: [])
        #expect(alone.findings.listed == [], "\(label)")
        let answer = VerifyAnswer(
            findings: alone.findings,
            size: alone.size,
            root: alone.root,
            vouched: alone.vouched,
            unsigned: alone.unsigned,
            isHeld: false
        )
        #expect(answer.isClean && answer.text(.en).contains("So this can't be known"), "\(label)")
        try city.putKey(beside: path)
        let custodian = Custodian(store: path, language: .en)
        let kept = try #require(try custodian.kept())
        let number = dice.below(city.signed.count)
        let given = city.given(city.signed[number])
        let found = try store.verify(against: [kept, given]).findings.listed
        let covers = city.sizes[number] > first
        #expect(found.count == (covers ? 2 : 1), "\(label): \(found)")
        let codes = ["olderThanSigned", "differsFromSigned", "checkpointRefused"]
        #expect(found.allSatisfy { codes.contains($0.code) }, "\(label)")
        for sign in [{ try $0.sign() }, { try $0.close("2024-10") }]
            as [(SigningOffice) throws -> SignedCheckpoint?]
        {
            let failure = try #require(
                throws: Failure.self,
                "\(label)",
                performing: { _ = try sign(SigningOffice(opening: path)) }
            )
            #expect(failure.status == 1, "\(label)")
            #expect(failure.message.contains("nothing is signed"), "\(label)")
        }
        #expect(try store.verify(against: []).size == alone.size, "\(label)")
    }

    @Test(arguments: Forger.Attack.allCases)
    func `a log that was made anew is found by what was signed`(_ attack: Forger.Attack) throws {
        for seed in 0..<Rounds.of(400) {
            var dice = Dice(seed)
            let path = folder.path("\(attack)-\(seed).sqlite")
            let first = try Forger(city: city).attack(attack, &dice, at: path)
            try expectFound(path, from: first, &dice, "\(attack), seed \(seed)")
        }
    }

    @Test func `an old backup that is put back is found`() throws {
        for (size, bytes) in city.backups where size < city.sizes[city.sizes.count - 1] {
            for seed in 0..<3 {
                var dice = Dice(seed)
                let store = try TamperedStore()
                try store.put(bytes)
                try expectFound(store.path, from: size, &dice, "backup of \(size), seed \(seed)")
            }
        }
    }

    @Test func `a write-ahead file that was deleted is found`() throws {
        for seed in 0..<Rounds.of(400) {
            var dice = Dice(seed)
            let (store, copy) = (try TamperedStore(), try TamperedStore())
            try store.put(city.bytes)
            try city.putKey(beside: store.path)
            var office = try SigningOffice(opening: store.path)
            try office.report(1 + dice.below(4))
            let signed = try office.sign()
            if dice.chance(50) { try office.report(1) }
            // While the office has it open, nothing of this is in the file itself.
            try copy.put(try Data(contentsOf: URL(filePath: store.path)))
            let alone = try copy.verify()
            #expect(alone.findings.listed == [] && alone.size == city.size, "seed \(seed)")
            for outside in [OutsideCheckpoint(signed, from: .kept), city.given(signed)] {
                let found = try copy.verify(against: [outside]).findings.listed
                #expect(found.map(\.code) == ["olderThanSigned"], "seed \(seed)")
                #expect(found.first?.position == city.size, "seed \(seed)")
            }
        }
    }

    @Test func `a forger signs nothing that the real key stands for`() throws {
        var dice = Dice(1)
        let path = folder.path("log.sqlite")
        _ = try Forger(city: city).attack(.ownKey, &dice, at: path)
        let store = try SQLiteStore(path: path, for: .verifying)
        let forged = try #require(try Custodian(store: path, language: .en).kept())
        #expect(try store.verify(against: [forged]).findings.listed == [])
        // The real log refuses the forger's checkpoint as well.
        let real = try TamperedStore()
        try real.put(city.bytes)
        let found = try real.verify(against: [forged]).findings.listed
        #expect(found.map(\.code) == ["checkpointRefused"])
    }
}
