import EventLog
import Milepost
import MilepostReports
import Testing

/// What totals and increments of one figure make on every day that matters, as known at every point
/// that matters.
struct TotalHistoriesTests {
    private let log: WorkedLog
    private let lamps = "works/lamps"

    init() throws {
        log = try WorkedLog.town()
        try log.plan("lamps", "盏")
    }

    private func value(_ asOf: String, knownAt: WorkedLog.Entry? = nil) throws -> String? {
        try log.value(lamps, asOf, baseline: "year", knownAt: knownAt?.position)
    }

    private func unreconciled(_ asOf: String) throws -> String? {
        try log.status(asOf).row(lamps, baseline: "year")?.figure.unreconciled?.value.description
    }

    @Test func `only totals: each holds from its day to the next`() throws {
        try log.report(lamps, "=10", "2024-03-31")
        let second = try log.report(lamps, "=24", "2024-06-30")
        try log.report(lamps, "=31", "2024-09-30")
        #expect(try value("2024-03-30") == nil)
        #expect(try value("2024-03-31") == "10")
        #expect(try value("2024-06-29") == "10")
        #expect(try value("2024-06-30") == "24")
        #expect(try value("2024-09-30") == "31")
        #expect(try value("2024-12-31") == "31")
        #expect(try value("2024-12-31", knownAt: second) == "24")
        #expect(try unreconciled("2024-09-30") == nil, "no increment, nothing to reconcile")
    }

    @Test func `increments under a total: it takes their place and says 8 more`() throws {
        try log.report(lamps, "+5", "2024-01-31")
        let second = try log.report(lamps, "+7", "2024-02-29")
        let total = try log.report(lamps, "=20", "2024-03-31")
        try log.report(lamps, "+3", "2024-04-30")
        #expect(try value("2024-01-30") == nil)
        #expect(try value("2024-01-31") == "5")
        #expect(try value("2024-02-29") == "12")
        #expect(try value("2024-03-31") == "20")
        #expect(try value("2024-04-29") == "20")
        #expect(try value("2024-04-30") == "23")
        #expect(try unreconciled("2024-02-29") == nil)
        #expect(try unreconciled("2024-03-31") == "8")
        #expect(try unreconciled("2024-04-30") == "8")
        #expect(try value("2024-04-30", knownAt: second) == "12")
        #expect(try value("2024-04-30", knownAt: total) == "20")
    }

    @Test func `a total of what the increments make has nothing unreconciled`() throws {
        try log.report(lamps, "+5", "2024-01-31")
        try log.report(lamps, "+7", "2024-02-29")
        try log.report(lamps, "=12", "2024-03-31")
        #expect(try unreconciled("2024-03-31") == nil)
        try log.report(lamps, "+4", "2024-04-30")
        try log.report(lamps, "=15", "2024-06-30")
        #expect(try unreconciled("2024-06-30") == "-1", "one fewer than 12 and 4")
        #expect(try value("2024-06-30") == "15")
    }

    @Test func `a late increment under a total leaves the total, and says so`() throws {
        let total = try log.report(lamps, "=20", "2024-03-31")
        #expect(try unreconciled("2024-03-31") == nil)
        let late = try log.report(lamps, "+4", "2024-02-29")
        let day = try #require(CalendarDate(iso: "2024-03-31"))
        #expect(late.warnings == [.underTotal(day)])
        #expect(try value("2024-02-29") == "4")
        #expect(try value("2024-03-30") == "4")
        #expect(try value("2024-03-31") == "20")
        #expect(try unreconciled("2024-03-31") == "16")
        #expect(try value("2024-02-29", knownAt: total) == nil)
        #expect(try value("2024-03-31", knownAt: total) == "20")
        // Of the day of the total itself it is under it too.
        let same = try log.report(lamps, "+2", "2024-03-31")
        #expect(same.warnings == [.underTotal(day)])
        #expect(try value("2024-03-31") == "20")
    }

    @Test func `the next January still counts for the promise and is marked`() throws {
        try log.report(lamps, "+3", "2023-12-31")
        #expect(try value("2023-12-31") == nil)
        #expect(try value("2024-01-31") == nil, "what ended before the year is not of it")
        let december = try log.report(lamps, "=29", "2024-12-31")
        try log.report(lamps, "+2", "2025-01-31")
        #expect(try value("2024-12-31") == "29")
        #expect(try value("2025-01-30") == "29")
        #expect(try value("2025-01-31") == "31")
        #expect(try value("2025-01-31", knownAt: december) == "29")
        #expect(try log.status("2024-12-31").row(lamps)?.figure.afterYear == false)
        #expect(try log.status("2025-01-31").row(lamps)?.figure.afterYear == true)
    }

    @Test func `a withdrawn total brings the increments back, and returns itself`() throws {
        try log.report(lamps, "+5", "2024-01-31")
        try log.report(lamps, "+7", "2024-02-29")
        let total = try log.report(lamps, "=20", "2024-03-31")
        let withdrawn = try log.withdraw(total, "of another project")
        #expect(try value("2024-03-31") == "12")
        #expect(try value("2024-03-31", knownAt: total) == "20")
        #expect(try unreconciled("2024-03-31") == nil)
        #expect(throws: Refusal.alreadyWithdrawn(total.id, by: withdrawn.id)) {
            try log.withdraw(total)
        }
        #expect(throws: Refusal.alreadyWithdrawn(total.id, by: nil)) {
            try log.correct(total, "=21")
        }
        let back = try log.withdraw(withdrawn, "it was right")
        #expect(try value("2024-03-31") == "20")
        #expect(try value("2024-03-31", knownAt: withdrawn) == "12")
        #expect(try value("2024-03-31", knownAt: back) == "20")
        #expect(try unreconciled("2024-03-31") == "8")
    }

    @Test func `of two totals of a day the later recorded one counts`() throws {
        let first = try log.report(lamps, "=20", "2024-03-31")
        let second = try log.report(lamps, "=22", "2024-03-31")
        let day = try #require(CalendarDate(iso: "2024-03-31"))
        #expect(second.warnings == [.secondForDay(.total, first.id, day)])
        #expect(try value("2024-03-31") == "22")
        #expect(try value("2024-03-31", knownAt: first) == "20")
        let corrected = try log.correct(first, "=21")
        #expect(try value("2024-03-31") == "22", "a correction keeps the report's place")
        let withdrawn = try log.withdraw(second)
        #expect(try value("2024-03-31") == "21")
        #expect(try value("2024-03-31", knownAt: corrected) == "22")
        #expect(try value("2024-03-31", knownAt: withdrawn) == "21")
    }

    @Test func `a corrected increment and a correction taken back`() throws {
        let increment = try log.report(lamps, "+5", "2024-01-31")
        try log.report(lamps, "+7", "2024-02-29")
        let first = try log.correct(increment, "+6")
        let second = try log.correct(first, "8", "counted once more")
        let taken = try log.withdraw(second)
        #expect(try value("2024-02-29", knownAt: first) == "13")
        #expect(try value("2024-02-29", knownAt: second) == "15")
        #expect(try value("2024-02-29", knownAt: taken) == "13")
        #expect(try value("2024-02-29") == "13")
        try log.withdraw(first)
        #expect(try value("2024-02-29") == "12")
    }

    @Test func `a quarter over its months counts double, and entry says so`() throws {
        let january = try #require(CalendarDate(iso: "2024-01-01"))
        try log.report(lamps, "+2", "2024-01-31") { $0.periodStart = january }
        try log.report(lamps, "+3", "2024-02-29") {
            $0.periodStart = CalendarDate(iso: "2024-02-01")
        }
        let march = try log.report(lamps, "+4", "2024-03-31") {
            $0.periodStart = CalendarDate(iso: "2024-03-01")
        }
        #expect(march.warnings.isEmpty, "months do not overlap")
        let quarter = try log.report(lamps, "+9", "2024-03-31") { $0.periodStart = january }
        #expect(quarter.warnings.count == 1)
        #expect(
            quarter.warnings.contains {
                if case .overlappingIncrement = $0 { true } else { false }
            }
        )
        #expect(try value("2024-03-31") == "18")
        #expect(try value("2024-02-29") == "5")
        #expect(try value("2024-03-31", knownAt: march) == "9")
        let withdrawn = try log.withdraw(quarter, "the months are there already")
        #expect(try value("2024-03-31") == "9")
        #expect(try value("2024-03-31", knownAt: quarter) == "18")
        #expect(try value("2024-03-31", knownAt: withdrawn) == "9")
    }

    @Test func `a period that reaches back over a total counts whole and overlaps it`() throws {
        let total = try log.report(lamps, "=20", "2024-03-31")
        let across = try log.report(lamps, "+6", "2024-04-30") {
            $0.periodStart = CalendarDate(iso: "2024-03-31")
        }
        let day = try #require(CalendarDate(iso: "2024-03-31"))
        #expect(across.warnings == [.overlappingIncrement(total.id, day)])
        #expect(try value("2024-04-30") == "26")
        let after = try log.report(lamps, "+1", "2024-05-31") {
            $0.periodStart = CalendarDate(iso: "2024-05-01")
        }
        #expect(after.warnings.isEmpty)
        #expect(try value("2024-05-31") == "27")
    }

    @Test func `a total from the beginning, later increments count for both baselines`() throws {
        let increment = try log.report(lamps, "+51", "2024-06-30")
        try log.report(lamps, "=61", "2024-06-30") { $0.baseline = .inception }
        let total = try log.head
        try log.report(lamps, "+4", "2024-09-30")
        func inception(_ asOf: String, knownAt: Position? = nil) throws -> String? {
            try log.value(lamps, asOf, baseline: "inception", knownAt: knownAt)
        }
        #expect(try value("2024-06-30") == "51")
        #expect(try value("2024-09-30") == "55")
        #expect(try inception("2024-06-29") == nil)
        #expect(try inception("2024-06-30") == "61")
        #expect(try inception("2024-09-30") == "65")
        #expect(try inception("2024-09-30", knownAt: increment.position) == nil)
        #expect(try inception("2024-09-30", knownAt: total) == "61")
        let row = try log.status("2024-09-30").row(lamps, baseline: "inception")
        #expect(row?.figure.opening?.value.description == "10")
        #expect(row?.figure.unreconciled == nil)
        #expect(row?.figure.target == nil)
    }

    @Test func `nothing happened is a report, nothing reported is none`() throws {
        #expect(try value("2024-01-31") == nil)
        let nought = try log.report(lamps, "+0", "2024-01-31")
        let row = try #require(try log.status("2024-01-31").row(lamps))
        #expect((row.amount, row.figure.value?.events) == ("0", 1))
        try log.report(lamps, "=24", "2024-09-30")
        try log.report(lamps, "+0", "2024-10-31")
        let october = try #require(try log.status("2024-10-31").row(lamps))
        #expect((october.amount, october.asOf) == ("24", "2024-10-31"))
        #expect(october.figure.value?.events == 2)
        #expect(try log.status("2024-10-30").row(lamps)?.asOf == "2024-09-30")
        #expect(try value("2024-10-31", knownAt: nought) == "0")
    }

    @Test func `the same increment again is warned of, and counts until it is withdrawn`() throws {
        let day = try #require(CalendarDate(iso: "2024-03-31"))
        let first = try log.report(lamps, "+5", "2024-03-31")
        #expect(first.warnings == [])
        let second = try log.report(lamps, "+5", "2024-03-31")
        #expect(second.warnings == [.sameIncrement(first.id, day)])
        #expect(try value("2024-03-31") == "10")
        // What was withdrawn, or corrected to another amount, is not the same any more.
        try log.withdraw(second)
        try log.correct(first, "+6")
        #expect(try log.report(lamps, "+5", "2024-03-31").warnings == [])
        #expect(
            try log.report(lamps, "+6", "2024-03-31").warnings == [.sameIncrement(first.id, day)]
        )
    }

    @Test func `of increments that differ, or are said to be two, there is no warning`() throws {
        try log.report(lamps, "+5", "2024-03-31")
        #expect(try log.report(lamps, "+6", "2024-03-31").warnings == [])
        #expect(try log.report(lamps, "+5", "2024-03-30").warnings == [])
        #expect(try log.report(lamps, "+5", "2024-03-31") { $0.separate = true }.warnings == [])
        for _ in 0..<2 { #expect(try log.report(lamps, "+0", "2024-04-30").warnings == []) }
        // Stated periods tell by themselves that they overlap.
        let start = try #require(CalendarDate(iso: "2024-05-01"))
        let may = try log.report(lamps, "+5", "2024-05-31") { $0.periodStart = start }
        let again = try log.report(lamps, "+5", "2024-05-31") { $0.periodStart = start }
        let end = try #require(CalendarDate(iso: "2024-05-31"))
        #expect(again.warnings == [.overlappingIncrement(may.id, end)])
    }
}
