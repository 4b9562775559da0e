import EventLog
import Milepost

/// Two measures of one act: how far each is along, and how much of one comes to one of the other.
struct PairChecks<View: LogView> {
    private let figures: PlaceFigures<View>

    init(_ figures: PlaceFigures<View>) { self.figures = figures }

    func read(into list: inout CheckList) throws {
        for measure in figures.measures {
            guard let other = figures.measure(measure.relations.pairedWith) else { continue }
            for figure in figures.own(measure) {
                guard let second = figures.counterpart(of: figure, in: other) else { continue }
                if let check = try shares(figure, measure, second, other) { list.take(check) }
                try list.take(perUnit(figure, measure, second, other))
            }
        }
    }

    /// One programme has two true percentages where rounding can't close the gap.
    private func shares(
        _ figure: Figure,
        _ measure: MeasureDefined,
        _ second: Figure,
        _ other: MeasureDefined
    ) throws -> Check? {
        guard let target = figure.target, let goal = second.target,
            let left = try Check.Outcome.percentage(
                figure.amount(measure).estimate,
                of: Estimate(target.amount)
            ),
            let right = try Check.Outcome.percentage(
                second.amount(other).estimate,
                of: Estimate(goal.amount)
            )
        else { return nil }
        let fails =
            !left.range.meets(right.range) && !figure.isIncomplete && !second.isIncomplete
        return Check(
            code: .pairedSharesDiffer,
            figure: CheckedFigure(figure),
            other: CheckedFigure(second),
            left: .amount(Check.Amount(reckoned: left, "%")),
            right: .amount(Check.Amount(reckoned: right, "%")),
            verdict: fails ? .fails : .holds,
            events: fails ? try figures.events([figure, second]) : []
        )
    }

    /// Something for nobody, or nothing for somebody, is a mistake in one of the two.
    private func perUnit(
        _ figure: Figure,
        _ measure: MeasureDefined,
        _ second: Figure,
        _ other: MeasureDefined
    ) throws -> Check {
        let left = try figure.amount(measure)
        let right = try second.amount(other)
        var outcomes: [Check.Outcome] = []
        if let each = try left.estimate.divided(by: right.estimate) {
            outcomes = [
                Check.Outcome(
                    kind: .perUnit,
                    estimate: each,
                    unit: "\(measure.unit)/\(other.unit)"
                )
            ]
        }
        func isNothing(_ side: Check.Amount) -> Bool { side.estimate.range == .exactly(.zero) }
        func isSomething(_ side: Check.Amount) -> Bool {
            RatioRange.exactly(.zero).isBelow(side.estimate.range)
        }
        let fails =
            (isNothing(left) && isSomething(right) || isSomething(left) && isNothing(right))
            && !figure.isIncomplete && !second.isIncomplete
        return Check(
            code: .pairedWithNothing,
            figure: CheckedFigure(figure),
            other: CheckedFigure(second),
            left: .amount(left),
            right: .amount(right),
            outcomes: outcomes,
            verdict: fails ? .fails : .holds,
            events: fails ? try figures.events([figure, second]) : []
        )
    }
}
