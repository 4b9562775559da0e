import EventLog
import Milepost

/// What has reached a stage has reached every earlier one; what is now at a stage has reached it
/// and none above.
struct StageChecks<View: LogView> {
    private let figures: PlaceFigures<View>

    init(_ figures: PlaceFigures<View>) { self.figures = figures }

    func read(into list: inout CheckList) throws {
        for measure in figures.measures
        where measure.stages.count > 1 && measure.kind.addsOverPlaces {
            let own = figures.own(measure)
            var facets: [Facets] = []
            for figure in own where !facets.contains(figure.facets) { facets.append(figure.facets) }
            for facets in facets {
                try read(measure, own.filter { $0.facets == facets }, into: &list)
            }
        }
    }

    /// Each reached stage against the next one reached, and what stands between the two.
    private func read(
        _ measure: MeasureDefined,
        _ own: [Figure],
        into list: inout CheckList
    ) throws {
        func rank(_ figure: Figure) -> Int { measure.stages.firstIndex(of: figure.stage) ?? 0 }
        let reached = own.filter { !$0.nowAt }.sorted { rank($0) < rank($1) }
        for (offset, lower) in reached.enumerated() {
            let upper = offset + 1 < reached.count ? reached[offset + 1] : nil
            let between = own.filter { figure in
                figure.nowAt && rank(figure) >= rank(lower)
                    && upper.map { rank(figure) < rank($0) } ?? true
            }
            if let upper { try compare([upper], to: lower, measure, into: &list) }
            guard !between.isEmpty else { continue }
            try compare([upper].compactMap(\.self) + between, to: lower, measure, into: &list)
        }
    }

    private func compare(
        _ parts: [Figure],
        to lower: Figure,
        _ measure: MeasureDefined,
        into list: inout CheckList
    ) throws {
        guard let first = parts.first else { return }
        let left = try Check.Amount(
            sum: parts.compactMap(\.value?.quantity),
            measure.unit
        )
        let right = try lower.amount(measure)
        let fails = right.estimate.range.isBelow(left.estimate.range)
        list.take(
            Check(
                code: .stageAbove,
                figure: CheckedFigure(first),
                other: CheckedFigure(lower),
                left: .amount(left),
                right: .amount(right),
                outcomes: try Check.Outcome.compared(left, to: right),
                verdict: !fails ? .holds : lower.isIncomplete ? .undecided : .fails,
                events: fails ? try figures.events(parts + [lower]) : []
            )
        )
    }
}
