import EventLog
import Milepost
import MilepostReports
import Testing

struct ExplanationTests {
    @Test func `a total and what was added after it make the figure`() throws {
        var log = try ExplainedLog()
        let total = try log.report("=24", "2024-09-30")
        let added = try log.report("+5", "2024-10-31")
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "29")
        #expect(explanation.terms.map(\.event) == [added, total])
        #expect(explanation.terms.map(\.because) == [.added, .total])
        #expect(explanation.months.isEmpty && explanation.parts.isEmpty)
    }

    @Test func `an increment under a total changes nothing and says so`() throws {
        var log = try ExplainedLog()
        let total = try log.report("=24", "2024-09-30")
        try log.report("+3", "2024-08-31")
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "24")
        let day = try #require(CalendarDate(iso: "2024-09-30"))
        #expect(explanation.terms.map(\.because) == [.total, .superseded(by: total, on: day)])
        #expect(explanation.terms.map(\.counts) == [true, false])
        let stretch = try #require(explanation.stretches.first)
        #expect(stretch.increments?.value.description == "3")
        #expect(stretch.unreconciled?.value.description == "21")
    }

    @Test func `an older total is superseded, a second one for the day replaced`() throws {
        var log = try ExplainedLog()
        try log.report("=20", "2024-06-30")
        try log.report("=23", "2024-09-30")
        let last = try log.report("=24", "2024-09-30")
        let day = try #require(CalendarDate(iso: "2024-09-30"))
        #expect(
            try log.explain("2024-10-31").terms.map(\.because)
                == [.total, .sameDayReplaced(by: last), .superseded(by: last, on: day)])
    }

    @Test func `what is withdrawn does not count, and what is corrected counts anew`() throws {
        var log = try ExplainedLog()
        let first = try log.report("+5", "2024-09-30")
        let second = try log.report("+7", "2024-10-31")
        let withdrawal = try log.withdraw(first, "counted twice")
        let correction = try log.correct(second, "8", "a slip of the pen")
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "8")
        #expect(
            explanation.terms.map(\.because)
                == [.added, .withdrawn(by: withdrawal, reason: "counted twice")])
        #expect(explanation.terms[0].correction?.by == correction)
        #expect(explanation.terms[0].correction?.original.value.description == "7")
        // Before either was known the figure was another.
        let before = try log.explain("2024-10-31", knownAt: log.position(of: second))
        #expect(before.sum?.value.description == "12")
        #expect(before.terms.map(\.because) == [.added, .added])
    }

    @Test func `later days and later knowledge are told apart`() throws {
        var log = try ExplainedLog()
        let known = try log.report("+5", "2024-09-30")
        try log.report("+6", "2024-11-30")
        let position = try log.position(of: known) + 1
        try log.report("+7", "2024-08-31")
        let explanation = try log.explain("2024-10-31", knownAt: position)
        #expect(explanation.sum?.value.description == "5")
        #expect(explanation.terms.map(\.because) == [.afterAsOf, .added, .notYetKnown])
    }

    @Test func `a headline restates and counts for nothing`() throws {
        var log = try ExplainedLog()
        let document = String(repeating: "ab", count: 32)
        try log.add(
            .sourceRegistered(
                SourceRegistered(document: document, title: "October bulletin", scalars: 900)))
        let first = try log.report("=24", "2024-09-30") {
            $0.source = SourceRange(document: document, range: 120..<128)
        }
        try log.report("=24", "2024-09-30") {
            $0.source = SourceRange(document: document, range: 10..<18)
        }
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.terms.map(\.because) == [.restatement(of: first), .total])
        #expect(explanation.terms[1].source?.name == "abababababab")
        #expect(explanation.terms[1].source?.title == "October bulletin")
        #expect(explanation.sourced.terms == 1 && explanation.sourced.of == 1)
        #expect(explanation.sourced.amount.description == "24")
    }

    @Test func `totals from another baseline and amounts left are other figures`() throws {
        var log = try ExplainedLog()
        try log.report("=61", "2024-09-30") { $0.baseline = .inception }
        try log.report("+51", "2024-09-30")
        try log.report("2", "2024-09-30") { $0.mode = .remaining }
        try log.report("+4", "2023-12-31")
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "51")
        let start = try #require(CalendarDate(iso: "2024-01-01"))
        #expect(
            explanation.terms.map(\.because) == [
                .otherMode(.remaining), .added, .otherBaseline(.inception), .beforeBaseline(start),
            ])
        let since = try log.explain("2024-10-31", baseline: .inception)
        #expect(since.sum?.value.description == "61")
        #expect(since.figure.opening?.value.description == "6")
        #expect(since.stretches.first?.opening?.value.description == "6")
    }

    @Test func `an amount left gives way to a newer report`() throws {
        var log = try ExplainedLog()
        try log.report("5", "2024-08-31") { $0.mode = .remaining }
        let left = try log.report("3", "2024-09-30") { $0.mode = .remaining }
        let day = try #require(CalendarDate(iso: "2024-09-30"))
        #expect(
            try log.explain("2024-10-31", mode: .remaining).terms.map(\.because)
                == [.newest, .superseded(by: left, on: day)])
        let newer = try log.report("+5", "2024-10-31")
        let hidden = try log.explain("2024-10-31", mode: .remaining)
        #expect(hidden.sum == nil)
        let month = try #require(CalendarDate(iso: "2024-10-31"))
        #expect(
            hidden.terms.map(\.because) == [
                .otherMode(.increment), .overtaken(by: newer, on: month),
                .superseded(by: left, on: day),
            ])
    }

    @Test func `months before the newest two hundred terms are summed`() throws {
        var log = try ExplainedLog()
        let first = try #require(CalendarDate(iso: "2024-01-01"))
        for day in 0..<300 { try log.report("+2", first.adding(days: day).description) }
        let explanation = try log.explain("2024-12-31")
        #expect(explanation.sum?.value.description == "600")
        #expect(explanation.terms.count == 200)
        #expect(explanation.months.map(\.first.month) == [4, 3, 2, 1])
        #expect(explanation.months.map(\.events) == [9, 31, 29, 31])
        let listed = explanation.terms.reduce(0) { $0 + $1.amount.value.tenThousandths }
        let summed = explanation.months.reduce(0) { $0 + $1.amount.value.tenThousandths }
        #expect(listed + summed == 6_000_000)
        let all = try log.explain("2024-12-31", all: true)
        #expect(all.terms.count == 300 && all.months.isEmpty)
    }

    @Test func `an early day of a long history still names its own terms`() throws {
        var log = try ExplainedLog()
        let first = try #require(CalendarDate(iso: "2024-01-01"))
        for day in 0..<300 { try log.report("+2", first.adding(days: day).description) }
        let explanation = try log.explain("2024-01-10")
        #expect(explanation.sum?.value.description == "20")
        #expect(explanation.counted.count == 10 && explanation.months.isEmpty)
        #expect(explanation.unlisted.afterAsOf == 270)
        #expect(explanation.terms.count == 30)
    }

    @Test func `places and facets bring in what they add`() throws {
        var log = try ExplainedLog(
            places: ["130802", "130803"],
            facets: [FacetDeclaration(name: "tier", values: ["county", "city"], addsUp: true)])
        try log.report("=10", "2024-06-30")
        try log.report("+1", "2024-05-31") { $0.place = "130802" }
        try log.report("+4", "2024-07-31") { $0.place = "130802" }
        try log.report("+3", "2024-07-31") { $0.place = "130803" }
        try log.report("+2", "2024-08-31") { $0.facets = .none.setting("tier", to: "city") }
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "19")
        #expect(explanation.parts.map(\.amount.value.description) == ["2", "4", "3"])
        #expect(explanation.parts.map { $0.whole?.value.description } == ["2", "5", "3"])
        #expect(explanation.parts.map(\.place) == ["130800", "130802", "130803"])
        #expect(explanation.notBrokenDown?.value.description == "9")
    }

    @Test func `a level gives way to newer levels of all that report`() throws {
        var log = try ExplainedLog(kind: .stock, places: ["130802", "130803"]) {
            $0.reportedBy = ["children"]
        }
        try log.report("100", "2024-06-30")
        try log.report("60", "2024-09-30") { $0.place = "130802" }
        #expect(try log.explain("2024-10-31").terms.map(\.because) == [.newest])
        #expect(try log.explain("2024-10-31").parts.isEmpty)
        try log.report("45", "2024-09-30") { $0.place = "130803" }
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "105")
        #expect(explanation.terms.map(\.because) == [.newerParts])
        #expect(explanation.parts.map(\.amount.value.description) == ["60", "45"])
    }

    @Test func `a small figure is explained in both languages`() throws {
        let explanation = try ExplainedLog.small().explain("2024-10-31")
        #expect(
            explanation.text(.en) == """
                """)
        #expect(
            explanation.text(.zh) == """
                """)
    }

    @Test func `the form for programs has the keys of the contract`() throws {
        var log = try ExplainedLog()
        try log.report("=24", "2024-09-30")
        #expect(try log.explain("2024-09-30").json.text == "")
    }
}
