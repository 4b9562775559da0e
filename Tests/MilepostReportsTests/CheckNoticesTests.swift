import Milepost
import MilepostReports
import Testing

/// What nothing need be wrong with, but somebody should look at.
struct CheckNoticesTests {
    @Test func `more than the target`() throws {
        var log = try LampLog.works()
        try log.measure("lamps")
        try log.target("lamps", "12")
        try log.works("lamps", "=12")
        #expect(try log.found() == [])
        try log.works("lamps", "+1", on: "2024-10-01")
        #expect(try log.found(as: "2024-10-01") == ["aboveTarget lamps"])
    }

    @Test func `two measures of one act that are not equally far`() throws {
        var log = try LampLog.works()
        try log.measure("schools")
        try log.measure("area", "平方米") { $0.relations.pairedWith = "schools" }
        try log.target("schools", "15")
        try log.target("area", "9.9万")
        try log.works("schools", "=12")
        try log.works("area", "=7.9万")
        #expect(try log.found() == [], "79.80, and 80 within its rounding")
        try log.works("area", "=7.3万", on: "2024-10-01")
        #expect(try log.found(as: "2024-10-01") == ["totalFalls area", "pairedSharesDiffer area"])
    }

    @Test func `what should have been reported by now and was not`() throws {
        var log = try LampLog.works(reportsDue: 8)
        try log.measure("lamps") { $0.frequency = .quarterly }
        try log.measure("roads") { $0.frequency = .monthly }
        try log.measure("parks")
        for month in ["01", "02", "03"] {
            let day = "2024-\(month)-20"
            try log.works("roads", "+0", on: day) { $0.received = $0.asOf }
        }
        #expect(try log.found(as: "2024-04-08") == [], "due on the 8th")
        #expect(try log.found(as: "2024-04-09") == ["notReported lamps"])
        #expect(try log.found(as: "2024-05-09") == ["notReported lamps", "notReported roads"])
        try log.works("lamps", "+0", on: "2024-03-31") { $0.received = $0.asOf }
        #expect(try log.found(as: "2024-05-09") == ["notReported roads"])
        #expect(try log.found(as: "2024-05-09", place: "990101") == [])
    }

    @Test func `a rate above all of it`() throws {
        var log = try LampLog.works()
        try log.measure("rate", "%", .rate)
        try log.works("rate", "100%")
        #expect(try log.found() == [])
        try log.works("rate", "101%", on: "2024-10-01")
        #expect(try log.found(as: "2024-10-01") == ["rateAbove100 rate"])
    }

    @Test func `met, though no target is known`() throws {
        var log = try LampLog.works()
        try log.measure("lamps")
        try log.works("lamps", "=12")
        try log.declare("works", .met, on: "2024-09-30")
        #expect(try log.found() == ["metWithoutTarget project"])
        try log.target("lamps", "12")
        #expect(try log.found() == [])
    }

    @Test func `a forecast whose day has passed without a word`() throws {
        var log = try LampLog.works()
        try log.measure("lamps")
        try log.works("lamps", "=24", on: "2024-08-31")
        try log.works("lamps", "5", on: "2024-08-31") {
            $0.mode = .remaining
            $0.due = CalendarDate(iso: "2024-09-15")
        }
        try log.declare("works", .forecast, on: "2024-08-31") {
            $0.measure = "lamps"
            $0.expect = CalendarDate(iso: "2024-09-15")
        }
        #expect(try log.found(as: "2024-09-15") == [])
        #expect(try log.found() == ["duePassed lamps", "duePassed lamps"])
        try log.works("lamps", "=29", on: "2024-09-20")
        #expect(try log.found() == [])
    }

    @Test func `a report after its deadline`() throws {
        var log = try LampLog.works(reportsDue: 7)
        try log.measure("lamps") { $0.frequency = .monthly }
        let received = try #require(CalendarDate(iso: "2024-10-07"))
        try log.works("lamps", "+1") { $0.received = received }
        func late() throws -> [String] { try log.found().filter { $0.hasPrefix("late") } }
        #expect(try late() == [])
        try log.works("lamps", "+1")
        #expect(try late() == ["late lamps"])
    }

    @Test func `what no report could contradict is listed and never found`() throws {
        var log = try LampLog.works()
        try log.measure("schools") { $0.stages = [.built] }
        try log.measure("kindergartens") { $0.stages = [.built] }
        try log.measure("files", "份")
        try log.measure("pupils", "人") { $0.relations.overlapUnknown = "files" }
        for (code, amount) in [
            ("schools", "=48"), ("kindergartens", "=32"), ("files", "=43万"), ("pupils", "=43万"),
        ] { try log.works(code, amount) }
        #expect(try log.found() == [])
        let open = try log.check(all: true).checks.filter { $0.verdict == .undecided }
        #expect(open.map(\.code) == [.overlapUnknown, .possibleSum, .sameAmount])
    }
}
