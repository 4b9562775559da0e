import EventLog
import Milepost
import MilepostReports
import Testing

/// What a closed month takes, and what it does not.
struct ClosedMonthsTests {
    private let log: WorkedLog
    private let city = "990100"
    private let county = "990101"
    private let township = "990101001"
    private let other = "990102"

    init() throws {
        log = try .town(places: [county, other])
        var plan = Plan()
        plan.places = [
            PlaceDefined(
                city: city,
                place: township,
                parent: county,
                name: try #require(Name(zh: "城关镇", en: nil))
            )
        ]
        let log = log
        _ = try log.decide { try $0.plan(plan) }
        try log.plan("lamps")
    }

    // MARK: What is given and when

    @discardableResult
    private func close(_ month: String, at place: String? = nil, hard: Bool = false) throws
        -> Decision
    {
        var closing = MonthClosed(
            city: city,
            place: place,
            month: try #require(Month(iso: month))
        )
        closing.hard = hard
        return try log.decide { try $0.close(closing) }
    }

    private func reopening(_ month: String, at place: String? = nil) throws -> MonthReopened {
        MonthReopened(
            city: city,
            place: place,
            month: try #require(Month(iso: month)),
            reason: "two townships were late"
        )
    }

    @discardableResult
    private func reopen(_ month: String, at place: String? = nil) throws -> Decision {
        let reopening = try reopening(month, at: place)
        return try log.decide { try $0.reopen(reopening) }
    }

    /// Why something is refused; nil where it is not.
    private func refusal(_ body: () throws -> Void) throws -> Refusal? {
        do { try body() } catch let refusal as Refusal { return refusal }
        return nil
    }

    /// The place and the last day that keep a report out; nil where it is taken.
    private func held(_ day: String, at place: String) throws -> String? {
        let refusal = try refusal {
            try log.report("works/lamps", "+1", day) { $0.place = place }
        }
        guard let refusal else { return nil }
        guard case .monthClosed(_, let closed, amending: false) = refusal else {
            return "\(refusal)"
        }
        return "\(closed.place.code) through \(closed.through)"
    }

    private func closed(_ place: String, _ through: String, by position: Position) throws
        -> Refusal.Closed
    {
        let catalogue = try log.catalogue()
        let closing = try #require(catalogue.closings.holding(at: place, in: catalogue.places))
        #expect(closing.place == place)
        #expect(closing.through.description == through)
        #expect(closing.event == position)
        return Refusal.Closed(
            closing,
            Recording(
                id: WorkedLog.id(position),
                actor: "zhou",
                recordedAt: try #require(Moment("2025-06-30T00:00:00Z"))
            ),
            in: catalogue
        )
    }

    // MARK: Closing

    @Test func `a closed place and all below it take nothing through the month's end`() throws {
        try close("2024-09", at: county)
        #expect(try held("2024-09-30", at: county) == "990101 through 2024-09-30")
        #expect(try held("2024-01-31", at: county) == "990101 through 2024-09-30")
        #expect(try held("2024-09-01", at: township) == "990101 through 2024-09-30")
        #expect(try held("2024-10-01", at: county) == nil)
        #expect(try held("2024-10-01", at: township) == nil)
        #expect(try held("2024-09-30", at: other) == nil)
        #expect(try held("2024-09-30", at: city) == nil)
    }

    @Test func `the later of a place's own closing and of those above it holds`() throws {
        try close("2024-08")
        try close("2024-10", at: county)
        #expect(try held("2024-10-31", at: county) == "990101 through 2024-10-31")
        #expect(try held("2024-10-31", at: township) == "990101 through 2024-10-31")
        #expect(try held("2024-08-31", at: other) == "990100 through 2024-08-31")
        #expect(try held("2024-09-01", at: other) == nil)
        try close("2024-11")
        #expect(try held("2024-10-31", at: county) == "990100 through 2024-11-30")
        #expect(try held("2024-12-01", at: township) == nil)
    }

    @Test func `reports, statements and targets are refused, with who closed the day and when`()
        throws
    {
        try close("2024-09")
        let day = try #require(CalendarDate(iso: "2024-09-30"))
        let refused = Refusal.monthClosed(
            day,
            try closed(city, "2024-09-30", by: try log.head),
            amending: false
        )
        #expect(try refusal { try log.report("works/lamps", "=5", "2024-09-30") } == refused)
        #expect(
            try refusal {
                try log.target("works/lamps", "5", due: "2024-12-31") { $0.from = day }
            } == refused
        )
        let statement = StatusDeclared(
            project: ProjectKey(city: city, year: 2024, project: "works"),
            status: .onTrack,
            asOf: day
        )
        #expect(try refusal { _ = try log.decide { try $0.declare(statement) } } == refused)
        #expect(
            refused.message(.en) == """
                2024-09-30 is closed: Qingyang (990100) through 2024-09-30, by zhou on \
                2025-06-30 00:00 UTC (event …00000006). To change an amount that was reported, \
                correct it (`milepost correct EVENT AMOUNT --reason TEXT`); to report anew, have \
                the month reopened (`milepost reopen 2024-09 --place 990100 --reason TEXT`) or \
                report as of a later day.
                """
        )
        #expect(
            refused.message(.zh) == """
                2024-09-30已关账：青杨市（990100）关至2024-09-30，由zhou于2025-06-30 00:00 UTC关账\
                （事件…00000006）。如需改动已上报的数值，请更正（`milepost correct 事件 数值 --reason 理由`）；\
                如需补报，请先重新开放（`milepost reopen 2024-09 --place 990100 --reason 理由`），\
                或以其后的日期上报。
                """
        )
    }

    @Test func `what was closed is closed once, and a month that is not over can't be`() throws {
        try close("2024-09")
        let closing = WorkedLog.id(try log.head)
        #expect(try close("2024-09").unchanged == closing)
        #expect(try close("2024-08").unchanged == closing)
        #expect(try close("2024-09", at: township).unchanged == closing)
        #expect(try close("2024-09", hard: true).unchanged == nil)
        let hard = WorkedLog.id(try log.head)
        #expect(try close("2024-09", hard: true).unchanged == hard)
        #expect(try close("2024-09").unchanged == closing)
        let (june, july) = (
            try #require(Month(iso: "2025-06")), try #require(Month(iso: "2025-07"))
        )
        #expect(try refusal { try close("2025-07") } == .monthNotOver(july))
        #expect(try close(june.description).events.count == 1, "it is the month's last day")
    }

    @Test func `a target of which nothing is said holds from the day after the closing`() throws {
        let first = try log.target("works/lamps", "400", due: "2024-12-31")
        try close("2024-09")
        let second = try log.target("works/lamps", "300", due: "2025-06-30") { $0.place = county }
        try close("2024-11", at: township)
        let third = try log.target("works/lamps", "30", due: "2025-06-30") { $0.place = township }
        let from = try [first, second, third].map { entry in
            try log.store.read { try $0.event(at: entry.position)?.dated?.day.description }
        }
        #expect(from == ["2024-01-01", "2024-10-01", "2024-12-01"])
    }

    // MARK: Correcting after close

    @Test func `corrections and withdrawals are taken and marked as after close`() throws {
        let report = try log.report("works/lamps", "=24", "2024-09-30")
        let target = try log.target("works/lamps", "400", due: "2024-12-31")
        let early = try log.correct(report, "25")
        try close("2024-09")
        let through = try #require(CalendarDate(iso: "2024-09-30"))
        let marked = [EntryWarning.afterClose(through: through)]
        let correction = try log.correct(report, "26")
        let entries = [
            correction, try log.correct(early, "27"), try log.withdraw(correction),
            try log.withdraw(report), try log.withdraw(target),
        ]
        #expect(entries.map(\.warnings) == Array(repeating: marked, count: 5))
        #expect(early.warnings == [])
        let catalogue = try log.catalogue()
        try log.store.read { view in
            for entry in entries + [early, report] {
                let recorded = try #require(try view.recorded(at: entry.position))
                let told = try HistoryEntry(recorded, at: entry.position, in: view)
                let isAfter = entry.position > early.position + 1
                #expect(
                    told.summary(.en, catalogue).hasSuffix(" [after close through 2024-09-30]")
                        == isAfter
                )
                #expect(told.summary(.zh, catalogue).hasSuffix("【2024-09-30关账后】") == isAfter)
                #expect(
                    try told.json(catalogue).text.contains(#""afterClose":"2024-09-30""#) == isAfter
                )
            }
        }
    }

    @Test func `a hard closing refuses corrections and withdrawals too`() throws {
        let report = try log.report("works/lamps", "=24", "2024-09-30")
        let later = try log.report("works/lamps", "=30", "2024-10-31")
        try close("2024-09", hard: true)
        let refused = Refusal.monthClosed(
            try #require(CalendarDate(iso: "2024-09-30")),
            try closed(city, "2024-09-30", by: try log.head),
            amending: true
        )
        try close("2024-10")
        #expect(try refusal { try log.correct(report, "25") } == refused)
        #expect(try refusal { try log.withdraw(report) } == refused)
        #expect(try refusal { try replace(report, on: "2024-09-30") } == refused)
        #expect(try log.correct(later, "31").warnings.count == 1, "October is closed, not hard")
    }

    private func replace(_ entry: WorkedLog.Entry, on day: String) throws {
        let measure = try log.measure("works/lamps").key
        let draft = ReportDraft(
            measure: measure,
            amount: try AmountText("=26"),
            asOf: try #require(CalendarDate(iso: day)),
            received: try #require(CalendarDate(iso: "2025-06-30"))
        )
        let newID = WorkedLog.id(try log.head + 2)
        _ = try log.decide {
            try $0.replace(entry.position, with: draft, newID: newID, reason: "another stage")
        }
    }

    @Test func `to replace a closed report is to correct it, as long as its day stays`() throws {
        let report = try log.report("works/lamps", "=24", "2024-09-30")
        let open = try log.report("works/lamps", "=30", "2024-10-31")
        try close("2024-09")
        #expect(try held("2024-09-30", at: city) != nil)
        #expect(try refusal { try replace(report, on: "2024-08-31") } != nil)
        #expect(try refusal { try replace(open, on: "2024-09-30") } != nil)
        #expect(try refusal { try replace(report, on: "2024-09-30") } == nil)
        #expect(try log.value("works/lamps", "2024-09-30") == "26")
        let head = try log.head
        let catalogue = try log.catalogue()
        let told = try log.store.read { view in
            let recorded = try #require(try view.recorded(at: head))
            return try HistoryEntry(recorded, at: head, in: view).summary(.en, catalogue)
        }
        #expect(
            told == """
                works/lamps 26 个 to date as of 2024-09-30; replaces …00000006 \
                [after close through 2024-09-30]
                """
        )
    }

    // MARK: Reopening

    @Test func `reopening moves both dates of the place and of all below`() throws {
        try close("2024-10", hard: true)
        try close("2024-11", at: county)
        try close("2024-12", at: township)
        let report = try refusal { try log.report("works/lamps", "=24", "2024-09-30") }
        #expect(report != nil)
        let later = try log.decide { decider in
            let months = decider.alsoReopened(by: try reopening("2024-09"))
            #expect(months.map(\.description) == ["2024-10", "2024-11", "2024-12"])
            return Decision()
        }
        #expect(later.events.isEmpty)
        try reopen("2024-09")
        for place in [city, county, township, other] {
            #expect(try held("2024-09-01", at: place) == nil)
            #expect(try held("2024-08-31", at: place) == "990100 through 2024-08-31")
        }
        // The hard date has moved too.
        let september = try log.report("works/lamps", "=24", "2024-09-30")
        #expect(try log.correct(september, "25").warnings == [])
    }

    @Test func `a month that a place above holds is not reopened below it`() throws {
        try close("2024-09")
        let position = try log.head
        try close("2024-10", at: county)
        #expect(
            try refusal { try reopen("2024-09", at: county) }
                == .heldAbove(
                    try #require(Month(iso: "2024-09")),
                    at: Refusal.Place(county, in: try log.catalogue()),
                    by: try closed(city, "2024-09-30", by: position)
                )
        )
        #expect(try reopen("2024-10", at: county).events.count == 1)
        #expect(try held("2024-10-31", at: county) == nil)
        #expect(try held("2024-09-30", at: county) == "990100 through 2024-09-30")
    }

    @Test func `what is open can't be reopened, but what is closed below can from above`() throws {
        let month = try #require(Month(iso: "2024-09"))
        let place = Refusal.Place(city, in: try log.catalogue())
        #expect(
            try refusal { try reopen("2024-09") } == .monthNotClosed(month, at: place, through: nil)
        )
        try close("2024-08")
        #expect(
            try refusal { try reopen("2024-09") }
                == .monthNotClosed(month, at: place, through: CalendarDate(iso: "2024-08-31"))
        )
        try close("2024-09", at: township)
        #expect(try reopen("2024-09").events.count == 1)
        #expect(try held("2024-09-30", at: township) == nil)
    }

    @Test func `what was closed later was open as known before`() throws {
        let before = try log.head
        try close("2024-09")
        let closing = try log.head
        try reopen("2024-09")
        let catalogue = try log.catalogue()
        let day = try #require(CalendarDate(iso: "2024-09-30"))
        let known = [before, closing, try log.head].map { position in
            catalogue.closing(of: day, at: township, knownAt: position)?.event
        }
        #expect(known == [nil, closing, nil])
    }
}
