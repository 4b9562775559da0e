import EventLog
import Milepost
import MilepostReports
import Testing

/// What a city and its counties make of one another's reports.
struct PlaceHistoriesTests {
    private let log: WorkedLog
    private let lamps = "works/lamps"

    init() throws {
        log = try WorkedLog.town(places: ["990101", "990102"])
        try log.plan("lamps", "盏") { $0.reportedBy = ["children"] }
    }

    @discardableResult
    private func report(_ amount: String, _ asOf: String, at place: String? = nil) throws
        -> WorkedLog.Entry
    {
        try log.report(lamps, amount, asOf) { $0.place = place }
    }

    private func value(
        _ asOf: String,
        at place: String? = nil,
        knownAt: WorkedLog.Entry? = nil
    ) throws -> String? {
        try log.value(lamps, asOf, knownAt: knownAt?.position, place: place)
    }

    private func row(_ asOf: String) throws -> StatusReport.Row {
        try #require(try log.status(asOf).row(lamps))
    }

    @Test func `counties alone: their sum, with how many have reported`() throws {
        let first = try report("+30", "2024-05-31", at: "990101")
        let half = try row("2024-05-31")
        #expect((half.amount, half.figure.value?.derived) == ("30", true))
        #expect(half.reportedOfExpected == [1, 2])
        #expect(half.figure.warnings == [.childrenMissing])
        try report("+20", "2024-05-31", at: "990102")
        let whole = try row("2024-05-31")
        #expect(whole.amount == "50")
        #expect(whole.reportedOfExpected == [2, 2])
        #expect(whole.figure.warnings.isEmpty)
        #expect(try value("2024-05-31", knownAt: first) == "30")
        #expect(try value("2024-05-31", at: "990102", knownAt: first) == nil)
    }

    @Test func `a city's own total and its counties' growth since`() throws {
        try report("+30", "2024-05-31", at: "990101")
        let before = try report("+20", "2024-05-31", at: "990102")
        let total = try report("=100", "2024-06-30")
        let grown = try report("+5", "2024-07-31", at: "990101")
        // 28 to date, of which 20 were there when the city counted 100.
        try report("=28", "2024-07-31", at: "990102")
        #expect(try value("2024-05-31") == "50")
        #expect(try value("2024-06-29") == "50")
        #expect(try value("2024-06-30") == "100")
        #expect(try value("2024-07-30") == "100")
        #expect(try value("2024-07-31") == "113")
        #expect(try value("2024-07-31", at: "990101") == "35")
        #expect(try value("2024-07-31", at: "990102") == "28")
        #expect(try value("2024-07-31", knownAt: before) == "50")
        #expect(try value("2024-07-31", knownAt: total) == "100")
        #expect(try value("2024-07-31", knownAt: grown) == "105")
    }

    @Test func `of a city's total what the counties had not reported is not broken down`() throws {
        try report("+30", "2024-05-31", at: "990101")
        try report("+20", "2024-05-31", at: "990102")
        try report("=100", "2024-06-30")
        let day = try #require(CalendarDate(iso: "2024-06-30"))
        let row = try row("2024-06-30")
        try log.store.read { view in
            let explanation = try Explanation(
                view: view,
                catalogue: try Catalogue(view, knownAt: view.size() - 1),
                measure: row.measure,
                figure: row.figure,
                asOf: day,
                knownAt: view.size() - 1,
                all: false
            )
            #expect(explanation.notBrokenDown?.value == Decimal(plain: "50"))
            #expect(explanation.sum?.value == Decimal(plain: "100"))
        }
    }

    @Test func `a county whose last total is old is carried forward, with a warning`() throws {
        try report("=20", "2024-03-31", at: "990102")
        try report("=100", "2024-06-30")
        try report("=28", "2024-07-31", at: "990102")
        let july = try row("2024-07-31")
        #expect(july.amount == "108")
        #expect(july.figure.warnings.contains(.carriedForward))
        #expect(try value("2024-06-30") == "100")
        #expect(try value("2024-03-31") == "20")
    }

    @Test func `a county that had nothing when the city counted adds its increments only`() throws {
        try report("=100", "2024-06-30")
        try report("=28", "2024-07-31", at: "990102")
        #expect(try value("2024-07-31") == "100", "its 28 may be among the 100")
        try report("+3", "2024-08-31", at: "990102")
        #expect(try value("2024-08-31") == "103")
        #expect(try value("2024-08-31", at: "990102") == "31")
    }

    @Test func `a bureau's own work at the city stands beside its counties'`() throws {
        let own = try report("+10", "2024-04-30")
        try report("+3", "2024-04-30", at: "990101")
        let counties = try report("+4", "2024-04-30", at: "990102")
        #expect(try value("2024-04-30") == "17")
        #expect(try value("2024-04-30", at: "990101") == "3")
        #expect(try value("2024-04-30", knownAt: own) == "10")
        let total = try report("=20", "2024-06-30")
        #expect(try value("2024-06-30") == "20")
        try report("+2", "2024-07-31")
        try report("+1", "2024-07-31", at: "990101")
        #expect(try value("2024-07-31") == "23")
        #expect(try value("2024-07-31", knownAt: counties) == "17")
        #expect(try value("2024-07-31", knownAt: total) == "20")
        let april = try row("2024-04-30")
        #expect(april.reportedOfExpected == [2, 2])
    }

    @Test func `a stock is the city's own until every county has a newer one`() throws {
        try log.plan("insured", "人", .stock) { $0.reportedBy = ["children"] }
        func report(_ amount: String, _ asOf: String, at place: String? = nil) throws {
            try log.report("works/insured", amount, asOf) { $0.place = place }
        }
        func value(_ asOf: String) throws -> String? { try log.value("works/insured", asOf) }
        try report("500", "2024-03-31")
        try report("200", "2024-06-30", at: "990101")
        #expect(try value("2024-06-30") == "500")
        try report("280", "2024-06-30", at: "990102")
        #expect(try value("2024-06-30") == "480")
        #expect(try value("2024-06-29") == "500")
        #expect(try log.value("works/insured", "2024-06-30", knownAt: log.head - 1) == "500")
        try report("470", "2024-09-30")
        #expect(try value("2024-09-30") == "470")
    }

    @Test func `a rate of the counties is never summed`() throws {
        try log.plan("lit", "%", .rate)
        try log.report("works/lit", "90%", "2024-06-30") { $0.place = "990101" }
        try log.report("works/lit", "96%", "2024-06-30") { $0.place = "990102" }
        #expect(try log.value("works/lit", "2024-06-30") == nil)
        #expect(try log.value("works/lit", "2024-06-30", place: "990102") == "96")
    }
}
