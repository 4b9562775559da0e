import EventLog
import Milepost
import MilepostReports
import Testing

/// Targets, bounds, precision, rates and now-at stages over a year.
struct LevelHistoriesTests {
    private let log: WorkedLog

    init() throws {
        log = try WorkedLog.town()
    }

    @Test func `a target revised in November holds from its own day on`() throws {
        try log.plan("lamps", "盏")
        let first = try log.target("works/lamps", "400", due: "2024-12-31")
        try log.report("works/lamps", "=240", "2024-10-31")
        let reported = try log.head
        try log.target("works/lamps", "360", due: "2024-12-31") {
            $0.from = CalendarDate(iso: "2024-11-15")
            $0.replaces = first.id
            $0.reason = "two streets are rebuilt next year"
        }
        func target(_ asOf: String, knownAt: Position? = nil) throws -> [String?] {
            let row = try log.status(asOf, knownAt: knownAt).row("works/lamps")
            return [
                row?.figure.target?.amount.value.description, row?.share,
                row?.figure.target?.remaining?.value.description,
                row?.figure.target?.pace?.rawValue,
            ]
        }
        // 305 of 366 days are 83.33 percent, 335 are 91.53: still counted from 1 January.
        #expect(try target("2024-10-31") == ["400", "60.00", "160", "behind"])
        #expect(try target("2024-11-14") == ["400", "60.00", "160", "behind"])
        #expect(try target("2024-11-15") == ["360", "66.67", "120", "behind"])
        #expect(try target("2024-11-30") == ["360", "66.67", "120", "behind"])
        #expect(try target("2024-11-30", knownAt: reported) == ["400", "60.00", "160", "behind"])
        #expect(try target("2025-01-01") == ["360", "66.67", "120", "overdue"])
        try log.report("works/lamps", "=372", "2024-12-31")
        #expect(try target("2024-12-31") == ["360", "103.33", "-12", "met"])
    }

    @Test func `the same target again is refused, a second milestone is not`() throws {
        try log.plan("lamps", "盏")
        let first = try log.target("works/lamps", "400", due: "2024-12-31")
        #expect(throws: Refusal.targetExists(first.id)) {
            try log.target("works/lamps", "360", due: "2024-12-31")
        }
        #expect(throws: Refusal.reasonMissing) {
            try log.target("works/lamps", "360", due: "2024-12-31") { $0.replaces = first.id }
        }
        try log.target("works/lamps", "150", due: "2024-06-30")
        try log.report("works/lamps", "=100", "2024-05-31")
        let may = try #require(try log.status("2024-05-31").row("works/lamps"))
        #expect(may.figure.target?.amount.value.description == "150")
        #expect(may.share == "66.67")
        let july = try #require(try log.status("2024-07-01").row("works/lamps"))
        #expect(july.figure.target?.amount.value.description == "400")
        #expect(july.figure.warnings == [.milestoneMissed])
    }

    @Test func `bounds: a sum may be what any of its parts may be`() throws {
        try log.plan("trained", "人次")
        try log.report("works/trained", "+1万余", "2024-01-31")
        let first = try log.head
        try log.report("works/trained", "+近3000", "2024-02-29")
        try log.report("works/trained", "+200", "2024-03-31")
        func row(_ asOf: String, knownAt: Position? = nil) throws -> StatusReport.Row {
            try #require(try log.status(asOf, knownAt: knownAt).row("works/trained"))
        }
        #expect(try (row("2024-01-31").amount, row("2024-01-31").bound) == ("10000", .atLeast))
        #expect(try (row("2024-02-29").amount, row("2024-02-29").bound) == ("13000", .about))
        #expect(try (row("2024-03-31").amount, row("2024-03-31").bound) == ("13200", .about))
        let known = try row("2024-03-31", knownAt: first)
        #expect((known.amount, known.bound) == ("10000", .atLeast))
        #expect(try row("2024-03-31").precision == "0", "a bounded part has no half digit")
        try log.target("works/trained", "1.4万", due: "2024-12-31")
        let left = try #require(try row("2024-03-31").figure.target?.remaining)
        #expect((left.value.description, left.bound) == ("800", .about))
        try log.report("works/trained", "=14000", "2024-06-30")
        #expect(try (row("2024-06-30").amount, row("2024-06-30").bound) == ("14000", .exact))
    }

    @Test func `bounds: what is at least 10000 leaves at most 2000 to do`() throws {
        try log.plan("trained", "人次")
        try log.target("works/trained", "12000", due: "2024-12-31")
        try log.report("works/trained", "=1万余", "2024-09-30")
        let row = try #require(try log.status("2024-09-30").row("works/trained"))
        let left = try #require(row.figure.target?.remaining)
        #expect((left.value.description, left.bound) == ("2000", .atMost))
        #expect(row.share == "83.33")
        #expect(row.bound == .atLeast)
    }

    @Test func `precision: halves of the last digits add, and hide what is smaller`() throws {
        try log.plan("area", "平方米")
        try log.report("works/area", "+9.9万", "2024-01-31")
        let first = try log.head
        try log.report("works/area", "+0.94万", "2024-02-29")
        func row(_ asOf: String, knownAt: Position? = nil) throws -> StatusReport.Row {
            try #require(try log.status(asOf, knownAt: knownAt).row("works/area"))
        }
        #expect(try (row("2024-01-31").amount, row("2024-01-31").precision) == ("99000", "500"))
        #expect(try (row("2024-02-29").amount, row("2024-02-29").precision) == ("108400", "550"))
        let known = try row("2024-02-29", knownAt: first)
        #expect((known.amount, known.precision) == ("99000", "500"))
        // 400 less, where 1050 either way would be the writing's.
        let total = try log.report("works/area", "=10.8万", "2024-03-31")
        #expect(try (row("2024-03-31").amount, row("2024-03-31").precision) == ("108000", "500"))
        #expect(try row("2024-03-31").figure.unreconciled == nil)
        try log.correct(total, "=10.7万")
        #expect(
            try row("2024-03-31").figure.unreconciled?.value.description == "-1400",
            "1400 less is more than the writing's 1050"
        )
        try log.report("works/area", "+20", "2024-04-30")
        #expect(try (row("2024-04-30").amount, row("2024-04-30").precision) == ("107020", "500"))
    }

    @Test func `a falling rate is the newest, and the earlier days keep theirs`() throws {
        try log.plan("enrolled", "%", .rate)
        let june = try log.report("works/enrolled", "96.02%", "2024-06-30")
        let september = try log.report("works/enrolled", "95.5%", "2024-09-30")
        #expect(september.warnings.isEmpty, "a fall is legal")
        try log.report("works/enrolled", "94%", "2024-03-31")
        #expect(try log.value("works/enrolled", "2024-03-30") == nil)
        #expect(try log.value("works/enrolled", "2024-03-31") == "94")
        #expect(try log.value("works/enrolled", "2024-06-30") == "96.02")
        #expect(try log.value("works/enrolled", "2024-09-30") == "95.5")
        let known = june.position
        #expect(try log.value("works/enrolled", "2024-09-30", knownAt: known) == "96.02")
        #expect(try log.value("works/enrolled", "2024-03-31", knownAt: known) == nil)
        let row = try #require(try log.status("2024-06-30").row("works/enrolled"))
        #expect(row.precision == "0.005")
        #expect(row.figure.baseline == nil)
    }

    @Test func `a now-at stage empties to 0, which is not to say nothing`() throws {
        try log.plan("schools") { $0.stages = [.started, .structureComplete, .completed] }
        func structure(_ amount: String, _ asOf: String) throws -> WorkedLog.Entry {
            try log.report("works/schools", amount, asOf, at: .structureComplete) {
                $0.nowAt = true
            }
        }
        func now(_ asOf: String, knownAt: WorkedLog.Entry? = nil) throws -> String? {
            try log.value(
                "works/schools",
                asOf,
                at: .structureComplete,
                nowAt: true,
                knownAt: knownAt?.position
            )
        }
        try log.report("works/schools", "=12", "2024-09-30", at: .completed)
        let september = try structure("2", "2024-09-30")
        try log.report("works/schools", "+2", "2024-12-31", at: .completed)
        let empty = try structure("0", "2024-12-31")
        #expect(empty.warnings.isEmpty)
        #expect(try now("2024-09-29") == nil)
        #expect(try now("2024-09-30") == "2")
        #expect(try now("2024-12-30") == "2")
        #expect(try now("2024-12-31") == "0")
        #expect(try now("2024-12-31", knownAt: september) == "2")
        #expect(try log.value("works/schools", "2024-12-31", at: .completed) == "14")
        #expect(try log.value("works/schools", "2024-12-31", at: .structureComplete) == nil)
        #expect(throws: Refusal.self) { try structure("+1", "2025-01-31") }
        let row = try #require(
            try log.status("2024-12-31").row("works/schools", at: .structureComplete, nowAt: true)
        )
        #expect(row.figure.baseline == nil)
        #expect(row.figure.target == nil)
    }
}
