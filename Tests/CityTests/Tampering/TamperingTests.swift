import EventLog
import EventLogSQLite
import Foundation
import GRDB
import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

/// Whatever is altered in the file alone is found by the file alone, with its position.
struct TamperingTests {
    @Test func `the log that is altered here holds`() throws {
        let city = try SignedCity.made.get()
        let store = try TamperedStore()
        try store.put(city.bytes)
        try store.alter { _ in }
        let found = try store.verify(against: city.signed.map(city.given))
        #expect(found.findings.listed == [])
        #expect(found.size == city.size && found.vouched == city.sizes.last)
    }

    @Test(arguments: RowAlteration.allCases)
    func `every altered row is found, with its position`(_ kind: RowAlteration) throws {
        let city = try SignedCity.made.get()
        let store = try TamperedStore()
        for seed in 0..<Rounds.of(1_000) {
            var dice = Dice(seed)
            try store.put(city.bytes)
            let expected = try store.alter { try kind.apply(&dice, $0) }
            let listed = try store.verify().findings.listed
            #expect(expected.isMet(by: listed), "\(kind), seed \(seed): \(expected), \(listed)")
        }
    }

    /// As of one who alters a checkpoint in the log and makes hashes, nodes and root anew.
    @Test func `every altered checkpoint in the log is found at its line`() throws {
        let city = try SignedCity.made.get()
        let store = try TamperedStore()
        let positions = city.custody.signed.map(\.position)
        for seed in 0..<Rounds.of(1_000) {
            var dice = Dice(seed)
            try store.put(city.bytes)
            let number = dice.below(positions.count)
            var event = try EventText.read(city.lines[Int(positions[number])])
            let altered = CheckpointText(city, number).altered(&dice)
            guard let text = String(validating: altered, as: UTF8.self) else { continue }
            event.event = .checkpointSigned(CheckpointSigned(checkpoint: text))
            let line = EventText.line(event)
            try store.alter { database in
                try database.execute(
                    sql: "UPDATE event SET line = CAST(? AS TEXT), leaf = ? WHERE position = ?",
                    arguments: [Data(line), Data(LeafHash.of(line)), positions[number]]
                )
                try Forger.settleTree(database)
            }
            let first = try store.verify().findings.listed.first
            #expect(first?.position == positions[number], "seed \(seed): \(text)")
        }
    }

    @Test(arguments: [LogFinding.Checkpointed.kept, .given])
    func `every altered checkpoint outside is refused`(_ from: LogFinding.Checkpointed) throws {
        let city = try SignedCity.made.get()
        let store = try TamperedStore()
        try store.put(city.bytes)
        let custodian = Custodian(store: store.path, language: .en)
        var outside: [OutsideCheckpoint] = []
        let rounds = Rounds.of(1_000)
        for seed in 0..<rounds {
            var dice = Dice(seed)
            let number = from == .kept ? city.signed.count - 1 : dice.below(city.signed.count)
            let altered = CheckpointText(city, number).altered(&dice)
            // One that can't be read is a finding of the command.
            do {
                if from == .kept {
                    let file = URL(filePath: store.path + ".checkpoint")
                    try Data(altered).write(to: file)
                    outside.append(try #require(try custodian.kept()))
                } else {
                    outside.append(city.given(try SignedCheckpoint(altered)))
                }
            } catch is ProofError {}
        }
        #expect(outside.count > rounds / 10)
        for start in stride(from: 0, to: outside.count, by: 100) {
            let some = Array(outside[start..<min(start + 100, outside.count)])
            let found = try store.verify(against: some)
            #expect(found.findings.count == some.count)
            #expect(found.vouched == nil)
        }
    }

    @Test(arguments: [
        "PRAGMA user_version = 1", "PRAGMA user_version = 0", "DROP TRIGGER event_no_update",
        "DROP TABLE chain", "CREATE TRIGGER chain_next AFTER INSERT ON event BEGIN SELECT 1; END",
        "CREATE INDEX cell_next ON event (line)", "DROP TABLE tree",
        "CREATE VIEW rebuild AS SELECT 1",
        "ALTER TABLE citation RENAME TO c; CREATE TABLE citation AS SELECT * FROM c; DROP TABLE c",
    ])
    func `what protects the log is missed where it was taken away`(_ change: String) throws {
        let store = try TamperedStore()
        try store.put(SignedCity.made.get().bytes)
        let queue = try DatabaseQueue(path: store.path)
        try queue.writeWithoutTransaction { try $0.execute(sql: change) }
        try queue.close()
        let listed = try store.verify().findings.listed
        #expect(listed.contains { $0.code == "schemaDiffers" || $0.code == "fileDamaged" })
    }

    @Test func `a rebuild that was made, or left half done, is nothing altered`() throws {
        let store = try TamperedStore()
        try store.put(SignedCity.made.get().bytes)
        _ = try SQLiteStore(path: store.path, for: .writing).rebuild()
        #expect(try store.verify().findings.listed == [])
        try store.alter { database in
            for table in ["chain", "definition", "series", "cell", "amendment", "citation"] {
                let made = "SELECT sql FROM sqlite_master WHERE name = '\(table)'"
                let sql = try #require(try String.fetchOne(database, sql: made))
                let name = "TABLE \"\(table)\""
                try database.execute(sql: sql.replacing(name, with: "TABLE main.\(table)_next"))
            }
            try database.execute(sql: "CREATE TABLE rebuild (token TEXT NOT NULL) STRICT")
        }
        #expect(try store.verify().findings.listed == [])
    }
}

/// How many random cases: all with `LONG_TESTS=1`, else one in 25, as a debug build reads only some
/// thousand lines a second.
enum Rounds {
    static let isLong = ProcessInfo.processInfo.environment["LONG_TESTS"] == "1"

    static func of(_ all: Int) -> Int { isLong ? all : all / 25 }
}
