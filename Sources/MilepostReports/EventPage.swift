package import EventLog
package import Milepost

/// One event from all sides: the line, what it says, what was done to it, what it changed.
package struct EventPage: Sendable {
    package let entry: HistoryEntry
    /// The bytes of the line, without its line feed.
    package let line: [UInt8]
    package let leafHash: [UInt8]
    package let catalogue: Catalogue
    /// What acted on it later, oldest first.
    package let amendments: [Amended]
    /// How the figure stood just before and just after, as of the event's day.
    package let change: Change?

    /// A correction or a withdrawal of the event, or of what was done to it.
    package struct Amended: Sendable, Hashable {
        package var entry: HistoryEntry
        /// It was itself withdrawn.
        package var isWithdrawn: Bool
    }

    /// A figure on both sides of an event.
    package struct Change: Sendable {
        package var asOf: CalendarDate
        /// Nil where there was no such figure.
        package var before: StatusReport.Row?
        package var after: StatusReport.Row?
    }

    /// Nil past the end of the log.
    package init?(_ view: some LogView, at position: Position) throws {
        guard let recorded = try view.recorded(at: position),
            let line = try view.line(at: position), let leafHash = try view.leafHash(at: position)
        else { return nil }
        let entry = try HistoryEntry(recorded, at: position, in: view)
        self.entry = entry
        self.line = line
        self.leafHash = leafHash
        // A definition is named by itself.
        let catalogue = try Catalogue(view, knownAt: position, mentioning: entry.cities)
        self.catalogue = catalogue
        amendments = try Self.amendments(of: entry, in: view)
        let event = (entry.root?.recorded ?? recorded).event
        change = try Self.change(by: event, of: entry, catalogue, in: view)
    }

    private static func amendments(
        of entry: HistoryEntry,
        in view: some LogView
    ) throws -> [Amended] {
        let tree = try view.amendments(of: entry.root?.position ?? entry.position)
        let acting = tree.filter { amendment in
            amendment.position > entry.position
                && (entry.root == nil || Self.acts(amendment, on: entry.position, tree))
        }
        return try acting.compactMap { amendment in
            guard let recorded = try view.recorded(at: amendment.position) else { return nil }
            return Amended(
                entry: try HistoryEntry(recorded, at: amendment.position, in: view),
                isWithdrawn: Standing.isWithdrawn(amendment.position, amendments: tree)
            )
        }
    }

    /// Whether an amendment is of the event, directly or through others.
    private static func acts(
        _ amendment: Amendment,
        on position: Position,
        _ tree: [Amendment]
    ) -> Bool {
        var next: Amendment? = amendment
        while let step = next, step.target >= position {
            if step.target == position { return true }
            next = tree.first { $0.position == step.target }
        }
        return false
    }

    private static func change(
        by event: Event,
        of entry: HistoryEntry,
        _ catalogue: Catalogue,
        in view: some LogView
    ) throws -> Change? {
        let asked: Asked
        switch event {
        case .progressReported(let report): asked = Asked(report)
        case .targetSet(let target):
            guard let measure = catalogue.measures[target.measure] else { return nil }
            asked = Asked(target, of: measure)
        default: return nil
        }
        guard let measure = catalogue.measures[asked.measure] else { return nil }
        let position = entry.position
        let known = try Catalogue(view, knownAt: position - 1, mentioning: entry.cities)
        return Change(
            asOf: asked.asOf,
            before: known.measures[asked.measure] == nil
                ? nil : try asked.row(measure, known, knownAt: position - 1, in: view),
            after: try asked.row(measure, catalogue, knownAt: position, in: view)
        )
    }
}

extension HistoryEntry {
    /// The city that the event is of, which its chain begins with; none of an event without one.
    fileprivate var cities: [String] {
        let city = recorded.event.chain?.split(separator: "/").first
        return city.map { [String($0)] } ?? []
    }
}

/// The figure that a report or a target speaks of.
private struct Asked {
    var measure: MeasureKey
    var place: String
    var facets: Facets
    var stage: Stage?
    var nowAt: Bool
    var mode: Mode?
    var baseline: Baseline?
    var asOf: CalendarDate

    init(_ report: ProgressReported) {
        measure = report.measure
        place = report.series.place
        facets = report.facets
        stage = report.stage
        nowAt = report.nowAt
        mode = report.mode.standsAlone ? report.mode : nil
        baseline = report.baseline
        asOf = report.asOf
    }

    init(_ target: TargetSet, of definition: MeasureDefined) {
        measure = target.measure
        place = target.place ?? target.measure.city
        facets = target.facets
        stage = target.stage ?? definition.stages.last
        nowAt = false
        let newYear = CalendarDate(year: target.measure.year, month: 1, day: 1)
        asOf = target.from ?? newYear ?? target.due
    }

    func row(
        _ definition: MeasureDefined,
        _ catalogue: Catalogue,
        knownAt: Position,
        in view: some LogView
    ) throws -> StatusReport.Row? {
        try figure(definition, catalogue, knownAt: knownAt, in: view).map { figure in
            try StatusReport.Row(
                figure,
                definition,
                catalogue: catalogue,
                in: view,
                knownAt: knownAt
            )
        }
    }

    /// Nil where a mode that stands alone is not shown.
    private func figure(
        _ definition: MeasureDefined,
        _ catalogue: Catalogue,
        knownAt: Position,
        in view: some LogView
    ) throws -> Figure? {
        let figures = try Figures(
            view,
            measure: definition,
            catalogue: catalogue,
            knownAt: knownAt
        )
        let stage = stage ?? figures.index.resolvedStage(nil)
        if let mode {
            let alone = try figures.standingAlone(
                .init(facets: facets, stage: stage, nowAt: nowAt),
                at: place,
                through: asOf
            )
            return alone.first { $0.mode == mode }
        }
        return try figures.figure(
            .init(facets: facets, stage: stage, nowAt: nowAt),
            at: place,
            baseline: baseline,
            through: asOf
        )
    }
}
