import EventLog
import Milepost
import MilepostReports
import Testing

struct HistoryTests {
    private func history(
        _ log: ExplainedLog, _ filter: History.Filter = .init(), knownAt: Position? = nil
    ) throws -> History {
        try log.read { view, catalogue, head in
            try History(view, catalogue: catalogue, filter: filter, knownAt: knownAt ?? head)
        }
    }

    @Test func `the whole log is told in order`() throws {
        let log = try ExplainedLog.small()
        let entries = try history(log).entries
        #expect(entries.map(\.position) == Array(0...9))
        #expect(try history(log, knownAt: 5).entries.count == 6)
    }

    @Test func `a project has its own chain and those of its measures`() throws {
        var log = try ExplainedLog.small()
        var statement = StatusDeclared(
            project: log.key.projectKey, status: .onTrack,
            asOf: try #require(CalendarDate(iso: "2024-10-31")))
        try log.add(.statusDeclared(statement))
        statement.measure = log.key.measure
        try log.add(.statusDeclared(statement))
        let project = try history(log, .init(project: log.key.projectKey))
        #expect(project.entries.map(\.position) == [2, 3, 5, 6, 7, 8, 9, 10, 11])
        let measure = try history(log, .init(project: log.key.projectKey, measure: log.key))
        #expect(measure.entries.map(\.position) == [3, 5, 6, 7, 8, 9, 11])
    }

    @Test func `who recorded it and since when narrow a history`() throws {
        let log = try ExplainedLog.small()
        let moment = try #require(Moment("2024-11-01T00:07:30Z"))
        let late = try history(log, .init(actor: "zhang", since: moment)).entries
        #expect(late.map(\.position) == [7, 8, 9])
        #expect(try history(log, .init(actor: "zha")).entries.isEmpty)
        let ofMeasure = History.Filter(measure: log.key, since: moment)
        #expect(try history(log, ofMeasure).entries.map(\.position) == [7, 8, 9])
    }

    @Test func `a correction tells the old amount and the new`() throws {
        var log = try ExplainedLog()
        let report = try log.report("+5", "2024-10-31")
        let correction = try log.correct(report, "6", "a slip of the pen")
        let withdrawal = try log.withdraw(correction, "it was right")
        let entries = try history(log, .init(measure: log.key)).entries
        #expect(entries.map(\.asOf?.description) == [nil, "2024-10-31", "2024-10-31", "2024-10-31"])
        #expect(entries[2].root?.before.amount?.value.description == "5")
        #expect(entries[2].root?.after.amount?.value.description == "6")
        #expect(entries[3].root?.after.amount?.value.description == "5")
        #expect(entries[3].recorded.id == withdrawal)
        let lines = try log.read { _, catalogue, _ in
            entries.map { $0.summary(.en, catalogue) }
        }
        #expect(lines.joined(separator: "\n") == "")
        let page = try #require(
            try log.read { view, _, _ in try EventPage(view, at: entries[1].position) })
        #expect(page.amendments.map(\.entry.recorded.id) == [correction, withdrawal])
        #expect(page.amendments.map(\.isWithdrawn) == [true, false])
    }

    @Test func `a history reads in both languages`() throws {
        let log = try ExplainedLog.small()
        let text = try log.read { view, catalogue, head in
            let filter = History.Filter(measure: log.key)
            let history = try History(
                view, catalogue: catalogue, filter: filter, knownAt: head)
            return history.text(.en, catalogue) + history.text(.zh, catalogue)
        }
        #expect(text == "")
    }

    @Test func `the form for programs has the keys of the contract`() throws {
        let log = try ExplainedLog.small()
        let json = try history(log, .init(measure: log.key), knownAt: 5).json.text
        #expect(json == "")
    }

    @Test func `the page of an event shows what it changed`() throws {
        let log = try ExplainedLog.small()
        let page = try #require(try log.read { view, _, _ in try EventPage(view, at: 6) })
        #expect(page.change?.before?.value?.quantity.value.description == "24")
        #expect(page.change?.after?.value?.quantity.value.description == "29")
        let withdrawal = try #require(try log.read { view, _, _ in try EventPage(view, at: 9) })
        #expect(withdrawal.change?.before?.value?.quantity.value.description == "34")
        #expect(withdrawal.change?.after?.value?.quantity.value.description == "29")
        #expect(try page.text(.en) + page.text(.zh) == "")
        #expect(try page.json.text.hasPrefix(#"{"position":6,"id":"#))
        #expect(try log.read { view, _, _ in try EventPage(view, at: 99) } == nil)
    }
}
