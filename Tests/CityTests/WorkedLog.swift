import EventLog
import Milepost
import MilepostReports
import Testing

/// A log in memory to which reports, corrections and plans go through the decider.
struct WorkedLog {
    let store = MemoryStore()
    private let today: CalendarDate

    /// What became of one entry.
    struct Entry {
        var id: EventID
        var position: Position
        var warnings: [EntryWarning]
    }

    init(today: String) throws {
        self.today = try #require(CalendarDate(iso: today))
    }

    func take(_ lines: [[UInt8]]) throws {
        try store.write { log in
            for (position, line) in lines.enumerated() {
                try log.append(line: line, EventText.read(line), at: Position(position))
            }
        }
    }

    func decide(_ body: (Decider<MemoryLog>) throws -> Decision) throws -> Decision {
        try store.write { log in
            let size = log.size()
            let decision = try body(
                Decider(
                    catalogue: try Catalogue(log, knownAt: size - 1),
                    store: log,
                    today: today,
                    head: size - 1
                )
            )
            let events = decision.events.enumerated().map { offset, event in
                NewEvent(id: Self.id(size + Position(offset)), event: event)
            }
            let now = Moment(milliseconds: Int64(today.day) * 86_400_000)
            _ = try log.append(events, actor: "zhou", now: now, clockReason: "a clock for tests")
            return decision
        }
    }

    /// The id that the event at a position is given.
    static func id(_ position: Position) -> EventID {
        EventID(high: 0x0193_0000_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(position))
    }

    private func entry(_ decision: Decision) throws -> Entry {
        let position = try store.read { $0.size() } - 1
        return Entry(id: Self.id(position), position: position, warnings: decision.warnings)
    }

    @discardableResult
    func report(
        _ measure: String,
        _ amount: String,
        _ asOf: String,
        at stage: Stage? = nil,
        _ change: (inout ReportDraft) -> Void = { _ in }
    ) throws -> Entry {
        let amount = try AmountText(amount)
        let day = try #require(CalendarDate(iso: asOf))
        return try entry(
            try decide { decider in
                var draft = ReportDraft(
                    measure: try decider.catalogue.measure(named: measure),
                    amount: amount,
                    asOf: day,
                    received: today
                )
                draft.stage = stage
                change(&draft)
                return try decider.report(try decider.formed(draft))
            }
        )
    }

    @discardableResult
    func target(
        _ measure: String,
        _ amount: String,
        due: String,
        _ change: (inout TargetSet) -> Void = { _ in }
    ) throws -> Entry {
        let stated = try AmountText(amount).stated(bound: nil)
        let due = try #require(CalendarDate(iso: due))
        return try entry(
            try decide { decider in
                var target = TargetSet(
                    measure: try decider.catalogue.measure(named: measure),
                    amount: stated,
                    due: due
                )
                change(&target)
                return try decider.target(target)
            }
        )
    }

    @discardableResult
    func correct(_ entry: Entry, _ amount: String, _ reason: String = "counted again") throws
        -> Entry
    {
        let amount = try AmountText(amount)
        return try self.entry(
            try decide {
                try $0.correct(
                    entry.position,
                    amount: amount,
                    bound: nil,
                    reason: reason,
                    note: nil
                )
            }
        )
    }

    @discardableResult
    func withdraw(_ entry: Entry, _ reason: String = "entered twice") throws -> Entry {
        try self.entry(
            try decide { try $0.withdraw(entry.position, reason: reason, note: nil) }
        )
    }

    var head: Position {
        get throws { try store.read { $0.size() } - 1 }
    }

    func status(
        _ asOf: String,
        knownAt: Position? = nil,
        place: String? = nil
    ) throws -> StatusReport {
        let day = try #require(CalendarDate(iso: asOf))
        return try store.read {
            try StatusReport($0, query: StatusQuery(asOf: day, knownAt: knownAt, place: place))
        }
    }

    /// The value of a measure on a day as a plain decimal; nil where nothing is known.
    func value(
        _ measure: String,
        _ asOf: String,
        at stage: Stage? = nil,
        nowAt: Bool = false,
        baseline: String? = nil,
        knownAt: Position? = nil,
        place: String? = nil
    ) throws -> String? {
        try status(asOf, knownAt: knownAt, place: place)
            .row(measure, at: stage, nowAt: nowAt, baseline: baseline)?.amount
    }

    func catalogue() throws -> Catalogue {
        try store.read { try Catalogue($0, knownAt: $0.size() - 1) }
    }

    func measure(_ name: String) throws -> MeasureDefined {
        let catalogue = try catalogue()
        return try #require(catalogue.measures[try catalogue.measure(named: name)])
    }

    /// The reports of a measure, oldest first.
    func reports(_ name: String) throws -> [ProgressReported] {
        let key = try measure(name).key
        return try store.read { log in
            try (0..<log.size()).compactMap { position in
                guard case .progressReported(let report)? = try log.event(at: position),
                    report.measure == key
                else { return nil }
                return report
            }
        }
    }
}

extension StatusReport {
    /// The figure of a measure, named `project/measure`; of the highest stage unless said.
    func row(
        _ name: String,
        at stage: Stage? = nil,
        nowAt: Bool = false,
        facets: String = "",
        baseline: String? = nil,
        mode: Mode? = nil
    ) -> Row? {
        projects.flatMap(\.figures).last { row in
            let figure = row.figure
            return "\(figure.measure.project)/\(figure.measure.measure)" == name
                && (stage == nil || figure.stage == stage) && figure.nowAt == nowAt
                && figure.facets.description == facets && figure.mode == mode
                && (baseline.map { $0 == figure.baseline?.text }
                    ?? (figure.baseline == nil || figure.baseline == row.measure.baseline))
        }
    }

    /// Every figure of a measure that has a value.
    func rows(_ name: String) -> [Row] {
        projects.flatMap(\.figures).filter {
            "\($0.figure.measure.project)/\($0.figure.measure.measure)" == name
                && $0.figure.value != nil
        }
    }

    func project(_ code: String) -> Project? {
        projects.first { $0.definition.project.project == code }
    }
}

extension StatusReport.Row {
    var amount: String? { figure.value?.quantity.value.description }

    var asOf: String? { figure.value?.asOf.description }

    /// Half of the unit of the last written digit.
    var precision: String? { figure.value.map { AmountFormat.precision($0.quantity) } }

    var bound: Bound? { figure.value?.quantity.bound }

    var reportedOfExpected: [Int]? {
        figure.children.map { [$0.reported, $0.expected] }
    }

    var share: String? { figure.target?.share.map(AmountFormat.share) }
}
