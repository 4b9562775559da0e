import EventLog
import Milepost
import MilepostReports
import Testing

/// A log in memory in Shanghai's time, whose clock the test sets; ids are counted.
struct DatedLog {
    let store = MemoryStore()
    var now: Moment

    var today: CalendarDate { (LogZone("Asia/Shanghai") ?? .utc).day(of: now) }

    var head: Position {
        get throws { try store.read { $0.size() } - 1 }
    }

    init() throws {
        now = try #require(Moment("2024-09-02T01:00:00Z"))
        let opened = LogOpened(
            origin: "town.example/log",
            timeZone: "Asia/Shanghai",
            key: nil,
            testClock: true
        )
        try decide { _ in Decision(events: [.logOpened(opened)]) }
    }

    /// The position of the last event that the decision led to.
    @discardableResult
    mutating func decide(_ body: (Decider<MemoryLog>) throws -> Decision) throws -> Position {
        let (now, today) = (now, today)
        return try store.write { log in
            let size = log.size()
            let decider = Decider(
                catalogue: try Catalogue(log, knownAt: size - 1),
                store: log,
                today: today,
                head: size - 1
            )
            let events = try body(decider).events.enumerated().map { offset, event in
                NewEvent(id: EventID(high: 0, low: UInt64(size) + UInt64(offset)), event: event)
            }
            _ = try log.append(events, actor: "wang", now: now, clockReason: "a clock for tests")
            return log.size() - 1
        }
    }

    @discardableResult
    mutating func report(
        _ measure: String,
        _ amount: String,
        _ stage: Stage?,
        at place: String,
        on day: String,
        _ change: (inout ReportDraft) -> Void = { _ in }
    ) throws -> Position {
        let today = today
        return try decide { decider in
            let key = try #require(
                decider.catalogue.measures.keys.first { $0.measure == measure }
            )
            var draft = ReportDraft(
                measure: key,
                amount: try AmountText(amount),
                asOf: try #require(CalendarDate(iso: day)),
                received: today
            )
            draft.place = place
            draft.stage = stage
            change(&draft)
            return try decider.report(try decider.formed(draft))
        }
    }

    @discardableResult
    mutating func withdraw(_ position: Position) throws -> Position {
        try decide { try $0.withdraw(position, reason: "entered twice", note: nil) }
    }

    func id(_ position: Position) throws -> EventID {
        try #require(try store.read { try $0.id(at: position) })
    }

    /// The last position recorded on a day, found by looking at every event.
    func lastPosition(on day: CalendarDate) throws -> Position {
        let zone = LogZone("Asia/Shanghai") ?? .utc
        return try store.read { view in
            try (0..<view.size()).last { position in
                try view.recorded(at: position).map { zone.day(of: $0.recordedAt) <= day } == true
            } ?? -1
        }
    }

    func gaps(
        _ month: String,
        on day: String? = nil,
        filter: Gaps.Filter = .init(),
        knownAt: Position? = nil
    ) throws -> Gaps {
        let today = try day.map { try #require(CalendarDate(iso: $0)) } ?? today
        let month = try #require(Month(iso: month))
        return try store.read { view in
            let position = knownAt ?? view.size() - 1
            return try Gaps(
                view,
                catalogue: try Catalogue(view, knownAt: position),
                month: month,
                filter: filter,
                today: today,
                knownAt: position
            )
        }
    }
}
