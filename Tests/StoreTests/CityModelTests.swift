import EventLog
import Foundation
import Milepost
import Testing

/// The cities' logs against the independent model: every measure, at every event and every day that
/// anything speaks of.
struct CityModelTests {
    @Test(arguments: ["chengde-2024", "linyi-2021"])
    func `every figure at every pair of dates is the model's`(city: String) throws {
        let view = try log(of: city)
        let last = view.size() - 1
        let catalogue = try Catalogue(view, knownAt: last)
        var compared = 0
        for measure in catalogue.measures.values {
            let history = try ToldHistory(measure, in: view, catalogue)
            let model = HistoryModel(measure: history.measure, events: history.events)
            for (index, position) in history.positions.enumerated() {
                let figures = try Figures(
                    view,
                    measure: measure,
                    catalogue: catalogue,
                    knownAt: position
                )
                let comparison = ModelComparison(
                    model: model,
                    figures: figures,
                    kind: measure.kind,
                    knownAt: index,
                    name: measure.key.chain
                )
                for day in history.days {
                    try history.eachFigure(figures) { place, combination, baseline in
                        try comparison.compare(
                            place: place,
                            facets: Dictionary(
                                uniqueKeysWithValues: combination.facets.pairs.map {
                                    ($0.name, $0.value)
                                }
                            ),
                            stage: combination.stage,
                            nowAt: combination.nowAt,
                            baseline: baseline,
                            through: day
                        )
                        compared += 1
                    }
                }
            }
        }
        #expect(compared > 300)
    }

    private func log(of city: String) throws -> MemoryLog {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "EventLog/\(city).jsonl")
        var log = MemoryLog()
        for (position, line) in try Data(contentsOf: file).split(separator: 0x0A).enumerated() {
            let bytes = Array(line)
            try log.append(line: bytes, EventText.readForeign(bytes), at: Position(position))
        }
        return log
    }
}

/// What a log says of one measure, in the model's words.
private struct ToldHistory {
    let measure: ModelMeasure
    private(set) var events: [ModelEvent] = []
    /// Where the events stand in the log.
    private(set) var positions: [Position] = []
    private var reports: [ModelReport] = []

    init(_ defined: MeasureDefined, in view: MemoryLog, _ catalogue: Catalogue) throws {
        var parents: [String: String] = [:]
        for place in catalogue.places.names.keys {
            parents[place] = catalogue.places.parent(of: place)
        }
        let start = try #require(CalendarDate(year: defined.key.year, month: 1, day: 1))
        measure = ModelMeasure(
            kind: defined.kind.rawValue,
            baseline: Self.words(defined.baseline),
            yearStart: Int(start.day),
            facets: defined.facets.map { ($0.name, $0.values, $0.addsUp) },
            parents: parents,
            reportedBy: defined.reportedBy
        )
        var index: [EventID: Int] = [:]
        var told: [(Position, RecordedEvent)] = []
        try view.chain(defined.key.chain, knownAt: .max) { position, recorded in
            told.append((position, recorded))
            return true
        }
        for (position, recorded) in told.reversed() {
            guard let act = try act(recorded.event, defined, index) else { continue }
            index[recorded.id] = events.count
            events.append(ModelEvent(act: act))
            positions.append(position)
        }
    }

    private mutating func act(
        _ event: Event,
        _ measure: MeasureDefined,
        _ index: [EventID: Int]
    ) throws -> ModelEvent.Act? {
        switch event {
        case .progressReported(let report) where report.restates == nil:
            let told = Self.report(report, measure)
            reports.append(told)
            return .report(told)
        case .reportCorrected(let correction):
            guard let on = index[correction.subject.on] else { return nil }
            let quantity = correction.amount.quantity
            return .correct(
                on: on,
                amount: quantity.value.tenThousandths,
                more: quantity.mayBeMore,
                less: quantity.mayBeLess,
                ulp: quantity.ulp
            )
        case .reportWithdrawn(let withdrawal):
            return index[withdrawal.subject.on].map { .withdraw(on: $0) }
        default: return nil
        }
    }

    private static func report(
        _ report: ProgressReported,
        _ measure: MeasureDefined
    ) -> ModelReport {
        let quantity = report.amount.quantity
        return ModelReport(
            mode: report.mode.rawValue,
            place: report.series.place,
            facets: Dictionary(
                uniqueKeysWithValues: report.facets.pairs.map { ($0.name, $0.value) }
            ),
            stage: (report.stage ?? measure.stages[0]).rawValue,
            nowAt: report.nowAt,
            baseline: report.mode == .total ? words(report.baseline ?? measure.baseline) : "",
            amount: quantity.value.tenThousandths,
            more: quantity.mayBeMore,
            less: quantity.mayBeLess,
            ulp: quantity.ulp,
            asOf: Int(report.asOf.day),
            periodStart: report.periodStart.map { Int($0.day) }
        )
    }

    private static func words(_ baseline: Baseline) -> String {
        if case .date(let date) = baseline { return String(date.day) }
        return baseline.text
    }

    /// Each day that is spoken of, the day before and the day after.
    var days: [Int] { Set(reports.flatMap { [$0.asOf - 1, $0.asOf, $0.asOf + 1] }).sorted() }

    /// Every figure that the program knows of, at every place.
    func eachFigure(
        _ figures: Figures<MemoryLog>,
        _ body: (String, FigureCombination, String) throws -> Void
    ) throws {
        let places = Set(reports.map(\.place)).union(measure.parents.values)
        for place in places {
            for combination in figures.combinations(at: place) {
                let counted = figures.index.measure.kind.accumulates && !combination.nowAt
                let named = reports.map(\.baseline).filter { $0 != "" }
                for baseline in counted ? Set(named + [measure.baseline]) : [""] {
                    try body(place, combination, baseline)
                }
            }
        }
    }
}
