import EventLog
import Milepost

/// The series of one measure: every running total, increment, share and remaining amount through
/// the as-of day, where it was reported.
struct MeasureChecks<View: LogView> {
    let project: CheckedProject<View>
    let measure: MeasureDefined
    let figures: Figures<View>
    /// In a settled order: places, facets, stages.
    let series: [SeriesKey]

    init(project: CheckedProject<View>, measure: MeasureDefined, top: String) throws {
        self.project = project
        self.measure = measure
        figures = try Figures(
            project.view,
            measure: measure,
            catalogue: project.catalogue,
            knownAt: project.knownAt
        )
        func order(_ key: SeriesKey) -> (Int, Int, Int, String) {
            let stage = key.stage.flatMap(measure.stages.firstIndex) ?? 0
            let depth = project.catalogue.places.children(of: key.place).isEmpty ? 1 : 0
            return (depth, stage, key.nowAt ? 1 : 0, key.place + " " + key.facets.description)
        }
        series = figures.index.numbers.keys
            .filter { project.catalogue.places.isAt($0.place, orBelow: top) }
            .sorted { order($0) < order($1) }
    }

    func read(into list: inout CheckList) throws {
        for key in series {
            guard let number = figures.index.numbers[key] else { continue }
            try lanes(of: key, number, into: &list)
            if measure.kind.accumulates, !key.nowAt {
                for baseline in try baselines(of: number) {
                    let series = try figureSeries(of: key, baseline)
                    try TotalChecks(self, series).read(into: &list)
                }
                try OverlapChecks(self, figureSeries(of: key, nil), number).read(into: &list)
            }
            try PlaceChecks(self, key, number).read(into: &list)
            try TaskChecks(self, key, number).read(into: &list)
        }
    }

    /// The own baseline, and each that a total has named.
    private func baselines(of number: Int64) throws -> [Baseline?] {
        [nil] + (try project.view.lanes(of: number).compactMap(\.namedBaseline))
    }

    func figure(
        _ key: SeriesKey,
        _ baseline: Baseline? = nil,
        at place: String? = nil,
        through day: CalendarDate? = nil
    ) throws -> Figure {
        try figures.figure(
            FigureCombination(
                facets: key.facets,
                stage: figures.index.resolvedStage(key.stage),
                nowAt: key.nowAt
            ),
            at: place ?? key.place,
            baseline: baseline,
            through: day ?? project.asOf
        )
    }

    private func figureSeries(of key: SeriesKey, _ baseline: Baseline?) throws -> FigureSeries<View>
    {
        try FigureSeries(
            project.view,
            measure: measure,
            figure: figure(key, baseline),
            asOf: project.asOf,
            knownAt: project.knownAt
        )
    }

    /// The days of a lane through the as-of day, newest first.
    func days(in lane: Lane, of number: Int64) throws -> [(day: CalendarDate, cell: Cell)] {
        var days: [(day: CalendarDate, cell: Cell)] = []
        try project.view.days(
            in: lane,
            of: number,
            from: .min,
            through: project.asOf.day,
            knownAt: project.knownAt
        ) { days.append((CalendarDate(day: $0), $1)) }
        return days
    }

    /// The reports of a slot that are in force, newest first, at most so many.
    func inForce(
        _ slot: Slot,
        limit: Int = .max
    ) throws -> [(position: Position, report: ProgressReported)] {
        var found: [(position: Position, report: ProgressReported)] = []
        for position in try project.view.reports(in: slot) where position <= project.knownAt {
            guard found.count < limit else { break }
            guard case .progressReported(let report) = try project.view.event(at: position),
                try !project.view.standing(of: position, knownAt: project.knownAt).withdrawn
            else { continue }
            found.append((position, report))
        }
        return found
    }

    // MARK: Two reports for one day

    private func lanes(of key: SeriesKey, _ number: Int64, into list: inout CheckList) throws {
        for lane in try project.view.lanes(of: number) where lane != .increments {
            var subject = CheckedFigure(try figure(key, lane.namedBaseline))
            subject.mode = Self.mode(of: lane)
            let days = try days(in: lane, of: number)
            guard !days.isEmpty else { continue }
            var isClean = true
            for (day, cell) in days {
                let slot = Slot(series: number, lane: lane, day: day.day)
                guard try project.view.reports(in: slot).count > 1 else { continue }
                let reports = try inForce(slot)
                guard reports.count > 1,
                    let other = reports.first(where: { $0.position != cell.report })
                else { continue }
                isClean = false
                list.take(
                    Check(
                        code: .secondForDay,
                        figure: subject,
                        left: .amount(try Check.Amount(cell.quantity, unit(of: lane))),
                        right: .amount(
                            try Check.Amount(other.report.amount.quantity, unit(of: lane))
                        ),
                        verdict: .fails,
                        events: reports.map(\.position).sorted()
                    )
                )
            }
            guard isClean else { continue }
            list.take(
                Check(
                    code: .secondForDay,
                    figure: subject,
                    left: .reports(days.count),
                    right: .days(days.count),
                    verdict: .holds
                )
            )
        }
    }

    func unit(of lane: Lane) -> String { lane == .share ? "%" : measure.unit }

    private static func mode(of lane: Lane) -> Mode {
        switch lane {
        case .level: .level
        case .change: .change
        case .remaining: .remaining
        case .share: .share
        case .increments: .increment
        default: .total
        }
    }
}
