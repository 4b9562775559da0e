import EventLog
import Milepost
import MilepostReports
import Testing

/// A log in memory that decides before it appends; ids are counted.
struct LampLog {
    let store = MemoryStore()
    private let today = CalendarDate(iso: "2024-10-08") ?? .latest
    private let now = Moment("2024-10-08T01:00:00Z") ?? Moment(milliseconds: 0)

    mutating func decide(_ body: (Decider<MemoryLog>) throws -> Decision) throws {
        try store.write { log in
            let size = log.size()
            let decider = Decider(
                catalogue: try Catalogue(log, knownAt: size - 1),
                store: log,
                today: today,
                head: size - 1
            )
            let events = try body(decider).events.enumerated().map { offset, event in
                NewEvent(
                    id: EventID(high: 0, low: UInt64(size) + UInt64(offset)),
                    event: event
                )
            }
            _ = try log.append(events, actor: "wang", now: now)
        }
    }

    mutating func report(
        _ measure: MeasureKey,
        _ amount: String,
        _ stage: Stage? = nil,
        on day: String,
        _ change: (inout ReportDraft) -> Void = { _ in }
    ) throws {
        var draft = ReportDraft(
            measure: measure,
            amount: try AmountText(amount),
            asOf: try #require(CalendarDate(iso: day)),
            received: today
        )
        draft.stage = stage
        change(&draft)
        try decide { try $0.report(try $0.formed(draft)) }
    }

    mutating func declare(
        _ project: String,
        _ status: Status,
        on day: String,
        _ change: (inout StatusDeclared) -> Void = { _ in }
    ) throws {
        var statement = StatusDeclared(
            project: ProjectKey(city: "990100", year: 2024, project: project),
            status: status,
            asOf: try #require(CalendarDate(iso: day))
        )
        change(&statement)
        try decide { try $0.declare(statement) }
    }

    mutating func correct(_ id: EventID, _ amount: String, because reason: String) throws {
        let position = try #require(try store.read { $0.position(of: id) })
        try decide {
            try $0.correct(
                position,
                amount: try AmountText(amount),
                bound: nil,
                reason: reason,
                note: nil
            )
        }
    }

    /// Withdraws the event that stands so far from the end: 1 is the last.
    mutating func withdraw(last: Position, because reason: String) throws {
        let position = try store.read { $0.size() - last }
        try decide { try $0.withdraw(position, reason: reason, note: nil) }
    }

    func status(
        as day: String,
        knownAt: Position? = nil,
        _ change: (inout StatusQuery) -> Void = { _ in }
    ) throws -> StatusReport {
        var query = StatusQuery(
            asOf: try #require(CalendarDate(iso: day)),
            knownAt: knownAt
        )
        change(&query)
        return try store.read { try StatusReport($0, query: query) }
    }
}

extension LampLog {
    /// Two projects of an invented town: lamps with a target, benches of which nothing is known.
    static func planned() throws -> LampLog {
        var log = LampLog()
        let city = "990100"
        let lamps = ProjectKey(city: city, year: 2024, project: "street-lamps")
        let benches = ProjectKey(city: city, year: 2024, project: "benches")
        var plan = Plan()
        plan.places = [
            PlaceDefined(city: city, name: try #require(Name(zh: "青杨市", en: "Qingyang"))),
            PlaceDefined(
                city: city,
                place: "990101",
                name: try #require(Name(zh: "东街区", en: "Eastgate"))
            ),
            PlaceDefined(
                city: city,
                place: "990102",
                name: try #require(Name(zh: "西街区", en: "Westgate"))
            ),
        ]
        plan.projects = [
            ProjectDefined(
                project: lamps,
                name: try #require(Name(zh: "背街小巷路灯", en: "Back-street lamps")),
                theme: "housing",
                lead: Name(zh: "市住建局", en: "Housing bureau")
            ),
            ProjectDefined(
                project: benches,
                name: try #require(Name(zh: "公园座椅", en: "Park benches")),
                theme: "parks"
            ),
        ]
        var installed = MeasureDefined(
            key: .lamps,
            name: try #require(Name(zh: "安装路灯", en: "lamps installed")),
            unit: "盏",
            kind: .flow
        )
        installed.stages = [.started, .completed]
        installed.reportedBy = ["children"]
        plan.measures = [
            installed,
            MeasureDefined(
                key: .subsidy,
                name: try #require(Name(zh: "照明用电补贴", en: "electricity subsidy")),
                unit: "元/盏",
                kind: .standard
            ),
            MeasureDefined(
                key: .lit,
                name: try #require(Name(zh: "亮灯率", en: "share of lamps lit")),
                unit: "%",
                kind: .rate
            ),
            MeasureDefined(
                key: .benches,
                name: try #require(Name(zh: "更换座椅", en: "benches replaced")),
                unit: "张",
                kind: .flow
            ),
        ]
        plan.targets = [
            TargetSet(
                measure: .lamps,
                amount: StatedAmount(value: try #require(Decimal(plain: "400"))),
                due: try #require(CalendarDate(iso: "2024-12-31"))
            )
        ]
        try log.decide { try $0.plan(plan) }
        return log
    }

    /// Reports and statements of the town through September.
    static func reported() throws -> LampLog {
        var log = try planned()
        try log.report(.lamps, "=200", .completed, on: "2024-08-31")
        try log.report(.lamps, "5", .completed, on: "2024-08-31") {
            $0.mode = .remaining
            $0.due = CalendarDate(iso: "2024-10-31")
        }
        try log.report(.lamps, "=380", .started, on: "2024-09-30")
        try log.report(.lamps, "=240", .completed, on: "2024-09-30")
        try log.report(.subsidy, "580", on: "2024-06-30") { $0.was = Decimal(plain: "550") }
        try log.report(.lit, "+3pp", on: "2024-09-30")
        try log.declare("street-lamps", .underWay, on: "2024-09-30")
        try log.declare("benches", .forecast, on: "2024-09-30") {
            $0.measure = "benches"
            $0.expect = CalendarDate(iso: "2024-11-30")
        }
        return log
    }
}

extension MeasureKey {
    static let lamps = lampMeasure("lamps")
    static let subsidy = lampMeasure("subsidy")
    static let lit = lampMeasure("lit")
    static let benches = MeasureKey(
        city: "990100",
        year: 2024,
        project: "benches",
        measure: "benches"
    )

    private static func lampMeasure(_ code: String) -> MeasureKey {
        MeasureKey(city: "990100", year: 2024, project: "street-lamps", measure: code)
    }
}
