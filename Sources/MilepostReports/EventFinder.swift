import EventLog
import Milepost

/// Finds the events that make a figure differ between two points.
///
/// The end of the chain tells most of what is asked. Where it does not, the versions of the figure's
/// cells do: what lies after the later point, or is of other figures, costs nothing there.
struct EventFinder<View: LogView> {
    let view: View
    let span: PointSpan
    let catalogues: (earlier: Catalogue, later: Catalogue)
    let all: Bool
    let chains: ChainEnd<View>

    func event(at position: Position) throws -> HistoryEntry? {
        try view.recorded(at: position).map { try HistoryEntry($0, at: position, in: view) }
    }

    /// What was last done to a report, target or statement between the points.
    func lastEvent(on root: Position) throws -> Position? {
        try view.amendments(of: root).map(\.position).filter(span.knows).max()
    }

    func explain(_ change: inout Difference.Change) throws {
        guard let row = change.row else { return }
        var found = NewestPositions(all: all)
        if change.isReportedOtherwise { try addReports(of: change, row, to: &found) }
        if change.isHeldAgainstAnother {
            try addTargets(of: change, row, to: &found)
        }
        if found.isEmpty { try addDefinitions(of: row, to: &found) }
        change.events = try found.positions.compactMap(event)
        change.unlisted = found.unlisted
    }

    // MARK: Reports

    private func addReports(
        of change: Difference.Change,
        _ row: StatusReport.Row,
        to found: inout NewestPositions
    ) throws {
        let figure = row.figure
        let numbers = try view.series(of: figure.measure)
        let lanes = Self.lanes(of: figure, row.measure)
        // Of all but a sum nothing counts before the older of the two days shown.
        let isSum = lanes.contains(.increments)
        let days = [change.old, change.new].compactMap { $0?.figure.value?.asOf.day }
        let start = isSum || days.count < 2 ? .min : days.min() ?? .min
        let own = figure.seriesKey(of: row.measure)
        let ownStart =
            isSum && change.isReconciledAlike
            ? try numbers[own].map { try self.start(of: $0, lanes) } ?? start : start
        var groups = [(series: numbers.filter { $0.key == own }, start: ownStart)]
        if figure.mode == nil, row.measure.kind.addsOverPlaces {
            let parts = numbers.filter { key, _ in
                key != own && figure.isMade(of: key, row.measure, catalogues.later.places)
            }
            groups.append((parts, start))
        }
        var moved: [(series: [SeriesKey: Int64], positions: NewestPositions)] = []
        for (series, start) in groups where !series.isEmpty {
            let positions = try positions(in: series, lanes, from: start)
            if !positions.isEmpty { moved.append((series, positions)) }
        }
        let making = try moved.filter {
            try moved.count == 1
                || makesDifference(Set($0.series.values), figure, row.measure)
        }
        // Where either would do without the other, both are told.
        for (_, positions) in making.isEmpty ? moved : making { found.take(positions) }
        guard found.isEmpty, let mode = figure.mode, mode != .change, let shown = days.first
        else { return }
        // What is left or done of a task is hidden by a newer report of another mode.
        for (key, number) in numbers
        where catalogues.later.places.isAt(key.place, orBelow: figure.place) {
            let others = try view.lanes(of: number).filter { !lanes.contains($0) && $0 != .change }
            try add(number, others, from: shown + 1, to: &found)
        }
    }

    private func positions(
        in series: [SeriesKey: Int64],
        _ lanes: [Lane],
        from start: Int32
    ) throws -> NewestPositions {
        var positions = NewestPositions(all: all)
        if !all, let measure = series.keys.first?.measure {
            let end = try chains.end(of: measure)
            for act in end.acts
            where act.day.day >= start && lanes.contains(act.lane) && series[act.series] != nil
                && span.separates(act.position, from: act.day)
            {
                positions.take(act.position)
            }
            // What is further back in the chain is seen by both points or by none.
            if end.next.map({ $0 <= span.beginning }) ?? true { return positions }
            if positions.isOverfull {
                positions.cut()
                return positions
            }
            positions = NewestPositions(all: all)
        }
        for number in series.values { try add(number, lanes, from: start, to: &positions) }
        return positions
    }

    /// The first day that counts in the sum of a series at both points: that of its last total.
    private func start(of number: Int64, _ lanes: [Lane]) throws -> Int32 {
        try lanes.filter { $0 != .increments }.flatMap { lane in
            try [span.first, span.last].map { point in
                try view.newest(
                    in: lane,
                    of: number,
                    through: point.asOf.day,
                    knownAt: point.knownAt
                )?.day ?? .min
            }
        }.min() ?? .min
    }

    private static func lanes(of figure: Figure, _ measure: MeasureDefined) -> [Lane] {
        if let mode = figure.mode { return [Lane.of(mode, baseline: nil)] }
        guard measure.kind.accumulates, !figure.nowAt else { return [.level] }
        let baseline = figure.baseline == measure.baseline ? nil : figure.baseline
        return [.increments, .total(baseline)]
    }

    private func add(
        _ number: Int64,
        _ lanes: [Lane],
        from start: Int32,
        to found: inout NewestPositions
    ) throws {
        for region in span.regions {
            for lane in lanes {
                try view.versions(
                    in: lane,
                    of: number,
                    from: max(start, region.days.lowerBound),
                    through: region.days.upperBound,
                    after: region.after,
                    knownAt: region.through
                ) { _, version in found.take(version.position) }
            }
        }
    }

    /// Whether the figure would be another if nothing of these series lay between the points.
    private func makesDifference(
        _ series: Set<Int64>,
        _ figure: Figure,
        _ measure: MeasureDefined
    ) throws -> Bool {
        func reckoned(without frozen: Set<Int64>) throws -> Figure {
            let figures = try Figures(
                SeriesAsBefore(base: view, frozen: frozen, point: span.first),
                measure: measure,
                catalogue: catalogues.later,
                knownAt: span.last.knownAt
            )
            return try figures.figure(
                FigureCombination(
                    facets: figure.facets,
                    stage: figure.stage,
                    nowAt: figure.nowAt
                ),
                at: figure.place,
                baseline: figure.baseline,
                through: span.last.asOf
            )
        }
        return try reckoned(without: series) != reckoned(without: [])
    }

    // MARK: Targets and definitions

    private func addTargets(
        of change: Difference.Change,
        _ row: StatusReport.Row,
        to found: inout NewestPositions
    ) throws {
        let known = [catalogues.earlier, catalogues.later].flatMap {
            $0.targets[row.measure.key] ?? []
        }
        let used = [change.old, change.new].compactMap { $0?.figure.target }
        // A sum is made of many targets, and a milestone that was missed is not the one in use.
        let isOne = !used.contains(where: \.derived) && change.isHeldAgainstAnotherInUse
        var positions: Set<Position> = []
        for standing in known where !isOne || used.contains(where: { $0.event == standing.id }) {
            let target = standing.target
            let place = target.place ?? target.measure.city
            guard target.facets == row.figure.facets,
                catalogues.later.places.isAt(place, orBelow: row.figure.place)
            else { continue }
            let newYear = CalendarDate(year: target.measure.year, month: 1, day: 1)
            let begins = target.from ?? newYear ?? target.due
            if span.separates(standing.position, from: begins) {
                positions.insert(standing.position)
            }
            if let last = try lastEvent(on: standing.position) { positions.insert(last) }
        }
        let next = change.new?.figure.target?.event
        if positions.isEmpty, let next, next != change.old?.figure.target?.event,
            let position = try view.position(of: next)
        {
            // Another milestone is the next one.
            positions.insert(position)
        }
        for position in positions { found.take(position) }
    }

    /// Where no report and no target tells why: a measure, its project or places defined anew.
    private func addDefinitions(
        of row: StatusReport.Row,
        to found: inout NewestPositions
    ) throws {
        let (after, through) = span.known
        guard after < through else { return }
        let city = row.figure.measure.city
        for position in try view.definitions(in: city, knownAt: through) where position > after {
            switch try view.event(at: position) {
            case .measureDefined(let measure) where measure.key == row.measure.key:
                found.take(position)
            case .projectDefined(let project)
            where project.project == row.figure.measure.projectKey:
                found.take(position)
            case .placeDefined: found.take(position)
            default: continue
            }
        }
    }
}

extension Difference.Change {
    /// Whether what was reported makes the figure another, whatever it is held against.
    fileprivate var isReportedOtherwise: Bool {
        guard let old, let new else { return true }
        return old.figure.reported != new.figure.reported || old.report != new.report
    }

    /// Whether what is told of the days before a total is the same.
    fileprivate var isReconciledAlike: Bool {
        old?.figure.unreconciled == new?.figure.unreconciled
            && old?.figure.opening == new?.figure.opening
    }

    /// Whether the targets are others, however the figure stands to them.
    fileprivate var isHeldAgainstAnother: Bool {
        isHeldAgainstAnotherInUse
            || !isReportedOtherwise && old?.figure.warnings != new?.figure.warnings
    }

    fileprivate var isHeldAgainstAnotherInUse: Bool {
        // A figure that is new is not held against a new target.
        guard kind == .revised || old != nil && new != nil else { return false }
        let (old, new) = (old?.figure.target, new?.figure.target)
        return old?.event != new?.event || old?.amount != new?.amount || old?.due != new?.due
            || old?.bound != new?.bound
    }
}

extension Figure {
    /// The figure without its targets.
    fileprivate var reported: Figure {
        var figure = self
        figure.target = nil
        figure.warnings.removeAll { $0 == .milestoneMissed }
        return figure
    }

    /// Whether reports of a series may be part of the figure, a sum over facets and places.
    fileprivate func isMade(of key: SeriesKey, _ measure: MeasureDefined, _ places: PlaceTree)
        -> Bool
    {
        let whole = seriesKey(of: measure)
        return key.stage == whole.stage && key.nowAt == nowAt && key.facets.refine(facets)
            && places.isAt(key.place, orBelow: place)
            && key.facets.pairs.allSatisfy { pair in
                facets[pair.name] != nil
                    || measure.facets.contains { $0.name == pair.name && $0.addsUp }
            }
    }
}

/// Some series of a measure as one point sees them, whatever is asked.
private struct SeriesAsBefore<Base: FigureReading>: FigureReading {
    let base: Base
    let frozen: Set<Int64>
    let point: DifferenceQuery.Point

    func series(of measure: MeasureKey) throws -> [SeriesKey: Int64] {
        try base.series(of: measure)
    }

    func lanes(of series: Int64) throws -> [Lane] { try base.lanes(of: series) }

    func newest(
        in lane: Lane,
        of series: Int64,
        through day: Int32,
        knownAt: Position
    ) throws -> (day: Int32, cell: Cell)? {
        let isFrozen = frozen.contains(series)
        return try base.newest(
            in: lane,
            of: series,
            through: isFrozen ? min(day, point.asOf.day) : day,
            knownAt: isFrozen ? point.knownAt : knownAt
        )
    }

    func days(
        in lane: Lane,
        of series: Int64,
        from first: Int32,
        through last: Int32,
        knownAt: Position,
        _ body: (Int32, Cell) throws -> Void
    ) throws {
        let isFrozen = frozen.contains(series)
        try base.days(
            in: lane,
            of: series,
            from: first,
            through: isFrozen ? min(last, point.asOf.day) : last,
            knownAt: isFrozen ? point.knownAt : knownAt,
            body
        )
    }
}
