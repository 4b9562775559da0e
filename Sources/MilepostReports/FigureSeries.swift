import EventLog
import Milepost

/// The series that a figure's own reports are in, and what of it is known.
struct FigureSeries<View: LogView> {
    let view: View
    let measure: MeasureDefined
    let figure: Figure
    let asOf: CalendarDate
    let knownAt: Position
    let key: SeriesKey
    /// Nil where nothing was ever reported.
    let number: Int64?
    /// Running totals, or levels, or the mode that stands alone.
    let lane: Lane
    /// The days of the lane and of the increments, newest first, also after the as-of day.
    let days: [Day]
    let increments: [Day]

    struct Day {
        var day: Int32
        var cell: Cell
    }

    init(
        _ view: View,
        measure: MeasureDefined,
        figure: Figure,
        asOf: CalendarDate,
        knownAt: Position
    ) throws {
        self.view = view
        self.measure = measure
        self.figure = figure
        self.asOf = asOf
        self.knownAt = knownAt
        key = figure.seriesKey(of: measure)
        number = try view.series(of: measure.key)[key]
        let isSum = Self.isSum(figure, of: measure)
        let mode = figure.mode ?? (isSum ? .total : .level)
        lane = Lane.of(mode, baseline: Self.asked(figure, of: measure))
        days = try Self.days(in: lane, of: number, view, knownAt: knownAt)
        increments =
            isSum ? try Self.days(in: .increments, of: number, view, knownAt: knownAt) : []
    }

    /// Whether the figure is a total and what was added since.
    var isSum: Bool { Self.isSum(figure, of: measure) }

    /// The baseline as a reckoning is asked for it: nil is the measure's own.
    var baseline: Baseline? { Self.asked(figure, of: measure) }

    /// The total or level that counts, and its day.
    var newest: Day? { days.first { $0.day <= asOf.day } }

    /// The day before the first that counts without a total.
    enum Opening {
        case day(Int32)
        case everything
        case nothing
    }

    var opening: Opening {
        guard baseline == nil else { return .nothing }
        switch measure.baseline {
        case .inception: return .everything
        case .unstated: return .nothing
        case .year, .date:
            let start = measure.baseline.start(year: measure.key.year)
            return start.map { .day($0.day - 1) } ?? .everything
        }
    }

    /// The last day whose increments do not count; nil where all of them do.
    var countedAfter: Int32? {
        if let newest { return newest.day }
        switch opening {
        case .day(let day): return day
        case .everything: return nil
        case .nothing: return .max
        }
    }

    /// Reports that the cells name, those of the newest days first.
    var reports: [Position] {
        (days + increments).filter { $0.day <= asOf.day }.sorted { $0.day > $1.day }
            .map(\.cell.report)
    }

    private static func isSum(_ figure: Figure, of measure: MeasureDefined) -> Bool {
        measure.kind.accumulates && !figure.nowAt && figure.mode == nil
    }

    private static func asked(_ figure: Figure, of measure: MeasureDefined) -> Baseline? {
        guard isSum(figure, of: measure), figure.baseline != measure.baseline else { return nil }
        return figure.baseline
    }

    private static func days(
        in lane: Lane,
        of number: Int64?,
        _ view: View,
        knownAt: Position
    ) throws -> [Day] {
        guard let number else { return [] }
        var days: [Day] = []
        try view.days(in: lane, of: number, from: .min, through: .max, knownAt: knownAt) {
            days.append(Day(day: $0, cell: $1))
        }
        return days
    }
}

extension Figure {
    /// The series that the figure's own reports are in.
    func seriesKey(of measure: MeasureDefined) -> SeriesKey {
        SeriesKey(
            measure: measure.key,
            place: place,
            facets: facets,
            stage: measure.stages.count == 1 ? nil : stage,
            nowAt: nowAt
        )
    }
}
