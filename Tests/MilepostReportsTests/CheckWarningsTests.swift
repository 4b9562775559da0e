import Milepost
import MilepostReports
import Testing

/// What is most likely a mistake, or counted twice.
struct CheckWarningsTests {
    private func flow(_ code: String = "lamps") throws -> LampLog {
        var log = try LampLog.works()
        try log.measure(code)
        return log
    }

    @Test func `every stretch between two totals, not only the last`() throws {
        var log = try flow()
        try log.works("lamps", "+3", on: "2024-01-31")
        try log.works("lamps", "=5", on: "2024-03-31")
        try log.works("lamps", "+4", on: "2024-04-30")
        try log.works("lamps", "=9", on: "2024-06-30")
        #expect(try log.found() == ["unreconciled lamps"])
        let checks = try log.check(all: true).checks.filter { $0.code == .unreconciled }
        #expect(checks.map(\.verdict) == [.holds, .fails])
        #expect(try checks[1].outcomes.map { $0.estimate.value } == [Ratio(2)])
        #expect(try checks[1].events == [log.last - 2])
    }

    @Test func `the quarter over its months`() throws {
        var log = try flow()
        for (day, start) in [
            ("2024-01-31", "2024-01-01"), ("2024-02-29", "2024-02-01"),
            ("2024-03-31", "2024-03-01"),
        ] { try log.works("lamps", "+3", on: day) { $0.periodStart = CalendarDate(iso: start) } }
        #expect(try log.found() == [])
        try log.works("lamps", "+9", on: "2024-03-31") {
            $0.periodStart = CalendarDate(iso: "2024-01-01")
        }
        #expect(try log.found() == ["overlappingIncrement lamps"])
        let finding = try #require(try log.check().findings.first)
        let last = try log.last
        #expect(finding.events == [last - 3, last - 2, last - 1, last])
        try log.withdraw(last: 1, because: "it holds the months")
        #expect(try log.found() == [])
    }

    @Test func `an increment that begins under a total`() throws {
        var log = try flow()
        try log.works("lamps", "=20", on: "2024-06-30")
        try log.works("lamps", "+9", on: "2024-09-30") {
            $0.periodStart = CalendarDate(iso: "2024-07-01")
        }
        #expect(try log.found() == [])
        try log.works("lamps", "+2", on: "2024-08-31") {
            $0.periodStart = CalendarDate(iso: "2024-06-30")
        }
        // It also shares days with the third quarter.
        #expect(try log.found() == ["overlappingIncrement lamps", "overlappingIncrement lamps"])
    }

    @Test func `two increments without a stated start never overlap`() throws {
        var log = try flow()
        try log.works("lamps", "+2", on: "2024-08-31")
        try log.works("lamps", "+2", on: "2024-08-31")
        #expect(try log.found() == [])
    }

    @Test func `a total that falls by more than rounding`() throws {
        var log = try flow()
        try log.works("lamps", "=9.9万", on: "2024-06-30")
        try log.works("lamps", "=98600", on: "2024-07-31")
        #expect(try log.found() == [])
        try log.works("lamps", "=9万余", on: "2024-08-31")
        #expect(try log.found() == [], "over 90,000 may be more")
        try log.works("lamps", "=8.9万", on: "2024-09-30")
        #expect(try log.found() == ["totalFalls lamps"])
    }

    @Test func `done and left against the target`() throws {
        var log = try flow()
        try log.works("lamps", "=24")
        try log.works("lamps", "5") { $0.mode = .remaining }
        #expect(try log.found() == [])
        try log.target("lamps", "30")
        #expect(try log.found() == ["remainingDiffers lamps"])
    }

    @Test func `a level before that was not reported`() throws {
        var log = try LampLog.works()
        try log.measure("subsidy", "元", .standard)
        try log.works("subsidy", "550", on: "2023-12-31")
        try log.works("subsidy", "580") { $0.was = Decimal(plain: "550") }
        #expect(try log.found() == [])
        try log.works("subsidy", "600", on: "2024-10-01") { $0.was = Decimal(plain: "590") }
        #expect(try log.found(as: "2024-10-01") == ["wasDiffers subsidy"])
    }

    @Test func `a share that no whole number makes`() throws {
        var log = try flow()
        try log.works("lamps", "=3")
        try log.works("lamps", "42.86%") { $0.mode = .share }
        #expect(try log.found() == [], "3 of 7")
        try log.works("lamps", "=3", on: "2024-10-01")
        try log.works("lamps", "41.00%", on: "2024-10-01") { $0.mode = .share }
        #expect(try log.found(as: "2024-10-01") == ["noWholeNumber lamps"])
    }

    @Test func `places below that report more than the total of all`() throws {
        var log = try flow()
        try log.works("lamps", "=30", on: "2024-09-30")
        try log.works("lamps", "=18", on: "2024-09-30") { $0.place = "990101" }
        try log.works("lamps", "=12", on: "2024-09-30") { $0.place = "990102" }
        #expect(try log.found() == [])
        try log.works("lamps", "=13", on: "2024-09-30") { $0.place = "990102" }
        #expect(try log.found() == ["placesAboveTotal lamps", "secondForDay lamps"])
        #expect(try log.found(place: "990101") == [])
        #expect(try log.found(place: "990102") == ["secondForDay lamps"])
    }

    @Test func `money for nobody`() throws {
        var log = try flow("people")
        try log.measure("paid", "元") { $0.relations.pairedWith = "people" }
        try log.works("people", "=0")
        try log.works("paid", "=0")
        #expect(try log.found() == [])
        try log.works("paid", "=100", on: "2024-10-01")
        #expect(try log.found(as: "2024-10-01") == ["pairedWithNothing paid"])
    }

    @Test func `a day after the day of recording, whenever it is asked`() throws {
        var log = try flow()
        try log.works("lamps", "+1", on: "2042-09-30")
        #expect(try log.found(as: "2024-09-30") == ["future lamps"])
        try log.withdraw(last: 1, because: "the year was mistyped")
        #expect(try log.found(as: "2024-09-30") == [])
    }

    @Test func `met before anything was reported of the target`() throws {
        var log = try flow()
        try log.target("lamps", "12")
        try log.declare("works", .met, on: "2024-09-30")
        #expect(try log.found() == ["declaredDiffers project"])
    }

    @Test(arguments: [
        (Status.met, "=12", true), (.met, "=11", false), (.doneInFull, "=11", false),
        (.onTrack, "=11", true), (.onTrack, "=1", false), (.delayed, "=1", true),
        (.delayed, "=12", false), (.notStarted, "=12", false), (.underWay, "=1", true),
    ])
    func `declared against derived`(_ status: Status, _ amount: String, _ agrees: Bool) throws {
        var log = try flow()
        try log.target("lamps", "12")
        try log.works("lamps", amount)
        try log.declare("works", status, on: "2024-09-30")
        #expect(try log.found() == (agrees ? [] : ["declaredDiffers project"]))
    }
}
