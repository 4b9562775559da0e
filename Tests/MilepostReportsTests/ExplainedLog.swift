import EventLog
import Milepost
import MilepostReports
import Testing

/// A log of one measure, filled through the decider.
struct ExplainedLog {
    private let store = MemoryStore()
    private var last: UInt64 = 0
    let key = MeasureKey(
        city: "130800",
        year: 2024,
        project: "old-communities",
        measure: "renovated"
    )

    init(
        kind: Kind = .flow,
        places: [String] = [],
        facets: [FacetDeclaration] = [],
        _ change: (inout MeasureDefined) -> Void = { _ in }
    ) throws {
        try add(
            .logOpened(
                LogOpened(
                    origin: "milepost.invalid/test",
                    timeZone: "Asia/Shanghai",
                    key: nil,
                    testClock: true
                )
            )
        )
        try add(.placeDefined(PlaceDefined(city: "130800", name: try name("承德市", "Chengde"))))
        for place in places {
            try add(
                .placeDefined(
                    PlaceDefined(
                        city: "130800",
                        place: place,
                        name: try name("\(place)区", "District \(place)")
                    )
                )
            )
        }
        try add(
            .projectDefined(
                ProjectDefined(
                    project: key.projectKey,
                    name: try name("老旧小区改造", "Old communities")
                )
            )
        )
        var measure = MeasureDefined(
            key: key,
            name: try name("改造小区", "communities renovated"),
            unit: "个",
            kind: kind
        )
        measure.facets = facets
        change(&measure)
        try add(.measureDefined(measure))
    }

    /// A total, an increment, one under the total, and one withdrawn.
    static func small() throws -> ExplainedLog {
        var log = try ExplainedLog()
        let document = String(repeating: "c4", count: 32)
        try log.add(
            .sourceRegistered(SourceRegistered(document: document, title: "十月公报", scalars: 900))
        )
        try log.report("=24", "2024-09-30") {
            $0.source = SourceRange(document: document, range: 120..<128)
        }
        let twice = try log.report("+5", "2024-10-31")
        try log.report("+5", "2024-10-31")
        try log.report("+20", "2024-08-31")
        try log.withdraw(twice, "entered twice")
        return log
    }

    @discardableResult
    mutating func add(_ event: Event) throws -> EventID {
        last += 1
        let id = EventID(high: 0x0192_E000_0000_7000, low: 0x8000_0000_0000_0000 | last)
        let start = try #require(Moment("2024-11-01T00:00:00Z"))
        let now = Moment(milliseconds: start.milliseconds + Int64(last) * 60_000)
        try store.write { transaction in
            _ = try transaction.append(
                [NewEvent(id: id, event: event)],
                actor: "zhang",
                now: now
            )
        }
        return id
    }

    private mutating func decide(
        _ decide: (Decider<MemoryLog>) throws -> Decision
    ) throws -> EventID {
        let today = try #require(CalendarDate(iso: "2024-12-31"))
        let decision = try store.read { view in
            let head = view.size() - 1
            return try decide(
                Decider(
                    catalogue: try Catalogue(view, knownAt: head),
                    store: view,
                    today: today,
                    head: head
                )
            )
        }
        return try add(try #require(decision.events.first))
    }

    @discardableResult
    mutating func report(
        _ amount: String,
        _ asOf: String,
        _ change: (inout ReportDraft) -> Void = { _ in }
    ) throws -> EventID {
        var draft = ReportDraft(
            measure: key,
            amount: try AmountText(amount),
            asOf: try #require(CalendarDate(iso: asOf)),
            received: try #require(CalendarDate(iso: "2024-12-31"))
        )
        change(&draft)
        return try decide { try $0.report(try $0.formed(draft)) }
    }

    @discardableResult
    mutating func correct(_ id: EventID, _ amount: String, _ reason: String) throws -> EventID {
        let position = try position(of: id)
        let amount = try AmountText(amount)
        return try decide {
            try $0.correct(position, amount: amount, bound: nil, reason: reason, note: nil)
        }
    }

    @discardableResult
    mutating func withdraw(_ id: EventID, _ reason: String) throws -> EventID {
        let position = try position(of: id)
        return try decide { try $0.withdraw(position, reason: reason, note: nil) }
    }

    func position(of id: EventID) throws -> Position {
        try #require(try store.read { $0.position(of: id) })
    }

    func read<Result>(_ body: (MemoryLog, Catalogue, Position) throws -> Result) throws -> Result {
        try store.read { view in
            let head = view.size() - 1
            return try body(view, try Catalogue(view, knownAt: head), head)
        }
    }

    func explain(
        _ asOf: String,
        knownAt: Position? = nil,
        baseline: Baseline? = nil,
        mode: Mode? = nil,
        all: Bool = false
    ) throws -> Explanation {
        let day = try #require(CalendarDate(iso: asOf))
        return try read { view, catalogue, head in
            let known = knownAt ?? head
            let measure = try #require(catalogue.measures[key])
            let figures = try Figures(view, measure: measure, catalogue: catalogue, knownAt: known)
            let whole = Figures<MemoryLog>.Combination(
                facets: .none,
                stage: measure.stages[0],
                nowAt: false
            )
            // The measure's own baseline goes without a name.
            let named = baseline == measure.baseline ? nil : baseline
            var figure = try figures.figure(whole, at: key.city, baseline: named, through: day)
            if let mode {
                let shown = try figures.standingAlone(whole, at: key.city, through: day)
                figure.value = shown.first { $0.mode == mode }?.value
                figure.mode = mode
            }
            return try Explanation(
                view: view,
                catalogue: catalogue,
                measure: measure,
                figure: figure,
                asOf: day,
                knownAt: known,
                all: all
            )
        }
    }

    private func name(_ zh: String, _ en: String) throws -> Name {
        try #require(Name(zh: zh, en: en))
    }
}
