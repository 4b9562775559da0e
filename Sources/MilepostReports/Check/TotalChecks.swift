import EventLog
import Milepost

/// Every running total against the one before it and the increments between.
struct TotalChecks<View: LogView> {
    private let checks: MeasureChecks<View>
    private let series: FigureSeries<View>

    init(_ checks: MeasureChecks<View>, _ series: FigureSeries<View>) {
        self.checks = checks
        self.series = series
    }

    private var unit: String { checks.measure.unit }

    func read(into list: inout CheckList) throws {
        for stretch in try series.stretches(limit: .max) {
            try agreement(stretch, into: &list)
            try fall(stretch, into: &list)
        }
    }

    private func agreement(
        _ stretch: Explanation.Stretch,
        into list: inout CheckList
    ) throws {
        guard let increments = stretch.increments else { return }
        let right = try Check.Amount(increments, unit)
        let total = try Check.Amount(stretch.amount, unit)
        guard let before = stretch.before else {
            let opening = try total.estimate.subtracting(right.estimate)
            let fails = total.estimate.range.isBelow(right.estimate.range)
            return list.take(
                Check(
                    code: .openingNegative,
                    figure: CheckedFigure(series.figure),
                    left: .amount(right),
                    right: .amount(total),
                    outcomes: [Check.Outcome(kind: .opening, estimate: opening, unit: unit)],
                    verdict: fails ? .fails : .derived,
                    events: fails ? [stretch.position] : []
                )
            )
        }
        let growth = try Estimate(stretch.amount).subtracting(Estimate(before))
        list.take(
            Check(
                code: .unreconciled,
                figure: CheckedFigure(series.figure),
                left: .amount(Check.Amount(reckoned: growth, unit)),
                right: .amount(right),
                outcomes: [
                    Check.Outcome(
                        kind: .rest,
                        estimate: try growth.subtracting(right.estimate),
                        unit: unit
                    )
                ],
                verdict: stretch.unreconciled == nil ? .holds : .fails,
                events: stretch.unreconciled == nil ? [] : [stretch.position]
            )
        )
    }

    private func fall(_ stretch: Explanation.Stretch, into list: inout CheckList) throws {
        // Before the first total there is nothing, and nothing to fall from.
        guard let before = stretch.before, before != .zero else { return }
        let left = try Check.Amount(stretch.amount, unit)
        let right = try Check.Amount(before, unit)
        let fails = left.estimate.range.isBelow(right.estimate.range)
        list.take(
            Check(
                code: .totalFalls,
                figure: CheckedFigure(series.figure),
                left: .amount(left),
                right: .amount(right),
                verdict: fails ? .fails : .holds,
                events: fails ? [stretch.position] : []
            )
        )
    }
}
