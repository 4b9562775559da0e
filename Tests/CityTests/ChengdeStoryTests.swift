import EventLog
import EventLogSQLite
import GRDB
import Milepost
import MilepostReports
import Testing

/// Five old communities more, from the report to the replay.
struct ChengdeStoryTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    private let name = "old-communities/communities"

    init() throws {
        folder = try TemporaryFolder()
        store = try City.chengde.imported(to: folder.path("log.sqlite"))
    }

    private func status(_ asOf: String) throws -> StatusReport {
        let day = try #require(CalendarDate(iso: asOf))
        return try store.read { try StatusReport($0, query: StatusQuery(asOf: day)) }
    }

    /// Records `+5` completed through the end of October, as somebody does on 8 November.
    private func recordFive() throws -> Position {
        let today = try #require(CalendarDate(iso: "2024-11-08"))
        let now = try #require(Moment("2024-11-08T02:30:00.000Z"))
        let asOf = try #require(CalendarDate(iso: "2024-10-31"))
        let amount = try AmountText("+5")
        return try store.write { log in
            let head = try log.size() - 1
            let decider = Decider(
                catalogue: try Catalogue(log, knownAt: head),
                store: log,
                today: today,
                head: head
            )
            var draft = ReportDraft(
                measure: try decider.catalogue.measure(named: "城镇老旧小区改造/老旧小区改造"),
                amount: amount,
                asOf: asOf,
                received: today
            )
            draft.stage = .completed
            draft.periodStart = asOf.startOfMonth
            let decision = try decider.report(try decider.formed(draft))
            #expect(decision.warnings.isEmpty)
            let events = decision.events.map { NewEvent(id: WorkedLog.id(head + 1), event: $0) }
            return try #require(try log.append(events, actor: "zhou", now: now).first).position
        }
    }

    /// Every projection's rows in the order of their keys, as text.
    private func dump(_ path: String) throws -> [String] {
        let keys = [
            "chain": "name", "definition": "city, position", "series": "id",
            "slot": "series, lane, day", "cell": "series, lane, day, first",
            "amendment": "root, position",
            "citation": "document, series, position", "projection": "name",
        ]
        return try DatabaseQueue(path: path).read { database in
            try keys.sorted { $0.key < $1.key }.flatMap { table, key in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY \(key)")
                    .map { "\(table) \($0)" }
            }
        }
    }

    @Test func `24 are completed as of September, 5 are left and forecast for October`() throws {
        let report = try status("2024-09-30")
        let completed = try #require(report.row(name, at: .completed))
        #expect(completed.amount == "24")
        #expect(completed.asOf == "2024-09-30")
        #expect(completed.figure.target == nil)
        let left = try #require(report.row(name, at: .completed, mode: .remaining))
        #expect(left.amount == "5")
        #expect(left.report?.due == CalendarDate(iso: "2024-10-31"))
        let statement = try #require(report.project("old-communities")?.statements.first)
        #expect(statement.statement.status == .forecast)
        #expect(statement.statement.expect == CalendarDate(iso: "2024-10-31"))
        #expect(report.rows(name).map(\.amount) == ["24", "5"], "and no 29 anywhere")
    }

    @Test func `five more completed in October make 29 and nothing is left`() throws {
        let position = try recordFive()
        #expect(position == 196)
        let october = try status("2024-10-31")
        let completed = try #require(october.row(name, at: .completed))
        #expect(completed.amount == "29")
        #expect(completed.asOf == "2024-10-31")
        #expect(completed.figure.value?.events == 2)
        #expect(october.row(name, at: .completed, mode: .remaining) == nil)
        // The September figure is what it was.
        let september = try status("2024-09-30")
        #expect(september.row(name, at: .completed)?.amount == "24")
        #expect(september.row(name, at: .completed, mode: .remaining)?.amount == "5")
    }

    @Test func `nothing else moves when five are recorded`() throws {
        func others() throws -> [StatedFigure] {
            try status("2024-10-31").projects.flatMap(\.figures)
                .filter { $0.figure.measure.project != "old-communities" }
                .compactMap { StatedFigure($0) }
        }
        let before = try others()
        _ = try recordFive()
        #expect(try others() == before)
        #expect(before.count == 75)
    }

    @Test func `a replay equals what was folded event by event`() throws {
        _ = try recordFive()
        let differs = try store.replaying(through: nil) { replayed, live in
            try live.firstDifference(from: replayed) != nil
        }
        #expect(!differs)
    }

    @Test func `projections that are dropped come back the same to the byte`() throws {
        _ = try recordFive()
        let copy = folder.path("copy.sqlite")
        try DatabaseQueue(path: store.path).writeWithoutTransaction {
            try $0.execute(sql: "VACUUM INTO ?", arguments: [copy])
        }
        let before = try dump(copy)
        #expect(before.count > 300)
        try DatabaseQueue(path: copy).write { database in
            for table in ["chain", "definition", "series", "slot", "cell", "amendment", "citation"]
            {
                try database.execute(sql: "DROP TABLE \(table)")
            }
        }
        // Opened for writing, a store without its projections replays the log.
        let rebuilt = try SQLiteStore(path: copy, for: .writing)
        #expect(try dump(copy) == before)
        #expect(try dump(store.path) == before)
        #expect(try rebuilt.rebuild() == 197)
        #expect(try dump(copy) == before)
        let day = try #require(CalendarDate(iso: "2024-10-31"))
        let report = try rebuilt.read { try StatusReport($0, query: StatusQuery(asOf: day)) }
        #expect(report.row(name, at: .completed)?.amount == "29")
    }

    @Test func `a replay up to the event before shows the old status and changes nothing`() throws {
        let old = try status("2024-10-31").json.text
        let position = try recordFive()
        let before = try dump(store.path)
        let day = try #require(CalendarDate(iso: "2024-10-31"))
        let then = try store.replaying(through: position - 1) { replayed, _ in
            try StatusReport(replayed, query: StatusQuery(asOf: day, knownAt: position - 1))
        }
        #expect(then.row(name, at: .completed)?.amount == "24")
        #expect(then.row(name, at: .completed, mode: .remaining)?.amount == "5")
        #expect(then.json.text == old)
        let known = try store.read {
            try StatusReport($0, query: StatusQuery(asOf: day, knownAt: position - 1))
        }
        #expect(known.json.text == old)
        #expect(try dump(store.path) == before)
        #expect(try status("2024-10-31").row(name, at: .completed)?.amount == "29")
    }
}
