import EventLog
import EventLogSQLite
import GRDB
import Milepost
import Testing

/// What every store promises of the text in its lines, and SQLite of its table.
struct StoreTextTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: LogKind.allCases)
    func `long and unusual text comes back as it was`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        let notes = [
            String(repeating: "背街小巷路灯。", count: 4000),
            "𠮷野家 👩‍👩‍👧‍👦 🇨🇳 \u{10FFFF} ﷽", "\u{1}\u{7F}\u{85}\u{2028}\t\r\n\"\\/",
            "a\u{0}b", "'; DROP TABLE event; --", "社區(qū) \u{FEFF}",
        ]
        try store.append(Sample.founding())
        let reports = try notes.map { note in
            try Sample.report(.increment, "1", "2024-01-31") { $0.note = note }
        }
        try store.append(Sample.numbered(reports, from: 4), actor: "赵 “老师”")
        for (recorded, note) in zip(try store.recorded().dropFirst(4), notes) {
            guard case .progressReported(let report) = recorded.event else {
                Issue.record("no report")
                continue
            }
            #expect(report.note.map { Array($0.utf8) } == Array(note.utf8))
            #expect(recorded.actor == "赵 “老师”")
        }
    }

    @Test(arguments: LogKind.allCases)
    func `text that is typed decomposed is stored composed, and is the same content`(
        _ kind: LogKind
    ) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        let (decomposed, composed) = ("Cafe\u{301} が\u{3099}", "Caf\u{E9} が\u{3099}")
        func report(_ note: String) throws -> [NewEvent] {
            Sample.numbered(
                [try Sample.report(.increment, "1", "2024-01-31") { $0.note = note }],
                from: 4
            )
        }
        try store.append(report(decomposed), actor: decomposed)
        let line = try #require(try store.lines().last)
        let text = String(decoding: line, as: UTF8.self)
        #expect(text.utf8.contains(0xC3), "é is C3 A9")
        #expect(!text.unicodeScalars.contains("\u{301}"))
        let again = try store.append(report(composed), actor: composed)
        #expect(again == [Appended(position: 4, id: Sample.id(4), added: false)])
    }

    @Test(arguments: LogKind.allCases)
    func `a code that is typed decomposed is the same code`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        var (composed, decomposed) = (Sample.measure, Sample.measure)
        composed.measure = "caf\u{E9}s"
        decomposed.measure = "cafe\u{301}s"
        try store.append(
            Sample.numbered(
                [
                    Sample.opened(), try Sample.place(), try Sample.projectDefined(),
                    try Sample.measureDefined(composed),
                    try Sample.report(.increment, "5", "2024-01-31", of: decomposed),
                    try Sample.report(.increment, "7", "2024-02-29", of: composed),
                ])
        )
        #expect(try store.recorded().map(\.prev) == [nil, nil, nil, nil, 3, 4])
        try store.inspect { view throws in
            #expect(try view.series(of: composed) == view.series(of: decomposed))
            #expect(try view.series(of: composed).count == 1)
            #expect(try view.head(ofChain: composed.chain) == 5)
        }
    }

    @Test func `a replay is equal although a facet was typed decomposed`() throws {
        let store = try SQLiteStore.create(path: folder.path("log.sqlite"))
        let facets = try #require(Facets([("kind", "cafe\u{301}")]))
        try store.append(Sample.founding())
        let report = try Sample.report(.increment, "5", "2024-01-31") { $0.facets = facets }
        try store.append(Sample.numbered([report], from: 4))
        let difference = try store.replaying(through: nil) { replayed, live in
            try live.firstDifference(from: replayed)?.table
        }
        #expect(difference == nil)
    }

    @Test(arguments: LogKind.allCases)
    func `the name of a log's origin is stored so that it can be read`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        let opened = LogOpened(
            origin: "cafe\u{301}.example",
            timeZone: "Asia/Shanghai",
            key: nil,
            testClock: false
        )
        try store.append(Sample.numbered([.logOpened(opened)]))
        #expect(try store.recorded().count == 1)
    }

    @Test(arguments: LogKind.allCases)
    func `exported lines make the same log in a fresh store`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(
            Sample.founding()
                + Sample.numbered(
                    [
                        Sample.report(.total, "24", "2024-09-30"), Sample.target("40"),
                        Sample.report(.increment, "5", "2024-10-31"), Sample.statement("placed"),
                        Sample.correction(of: 4, "26"), Sample.withdrawal(of: 6),
                        Sample.source("a"),
                    ],
                    from: 4
                )
        )
        let lines = try store.lines()
        for other in LogKind.allCases {
            let copy = try other.makeStore(in: folder, name: "copy-\(other).sqlite")
            try copy.take(lines)
            #expect(try copy.lines() == lines)
            for position in 0..<Position(lines.count) {
                #expect(
                    try copy.inspect { try $0.leafHash(at: position) }
                        == store.inspect { try $0.leafHash(at: position) }
                )
                #expect(
                    try copy.value(asOf: "2024-12-31", knownAt: max(3, position))
                        == store.value(asOf: "2024-12-31", knownAt: max(3, position))
                )
            }
            let next = Sample.numbered([try Sample.report(.increment, "3", "2024-11-30")], from: 11)
            try copy.append(next)
            #expect(try copy.recorded().last?.prev == 9)
        }
    }

    @Test(arguments: [
        ("UPDATE event SET line = '{}' WHERE position = 1", "events are never changed"),
        ("UPDATE event SET position = position + 10", "events are never changed"),
        ("DELETE FROM event WHERE position = 3", "events are never deleted"),
        ("DELETE FROM event", "events are never deleted"),
        (
            "INSERT INTO event VALUES (5, randomblob(16), '{}', randomblob(32))",
            "positions are gapless"
        ),
        (
            "INSERT INTO event VALUES (2, randomblob(16), '{}', randomblob(32))",
            "positions are gapless"
        ),
        (
            "INSERT OR REPLACE INTO event VALUES (3, randomblob(16), '{}', randomblob(32))",
            "positions are gapless"
        ),
    ])
    func `the table of events itself refuses a change, a deletion and a gap`(
        _ sql: String,
        _ reason: String
    ) throws {
        let path = folder.path("log.sqlite")
        let store = try SQLiteStore.create(path: path)
        try store.append(Sample.founding())
        let before = try store.lines()
        let queue = try DatabaseQueue(path: path)
        let error = #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: sql) }
        }
        #expect(error?.message == reason)
        #expect(try store.lines() == before)
    }

    @Test(arguments: [
        "INSERT INTO event VALUES (4, randomblob(15), '{}', randomblob(32))",
        "INSERT INTO event VALUES (4, randomblob(16), '{}', randomblob(31))",
        "INSERT INTO event VALUES (4, (SELECT id FROM event LIMIT 1), '{}', randomblob(32))",
        "INSERT INTO event VALUES (4, randomblob(16), NULL, randomblob(32))",
        "INSERT INTO event VALUES (4, randomblob(16), x'7B7D', randomblob(32))",
    ])
    func `the table of events takes no row that is none`(_ sql: String) throws {
        let path = folder.path("log.sqlite")
        let store = try SQLiteStore.create(path: path)
        try store.append(Sample.founding())
        let queue = try DatabaseQueue(path: path)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        #expect(try store.size() == 4)
    }
}
