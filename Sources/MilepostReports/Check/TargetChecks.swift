import EventLog
import Milepost

/// The value against its target, and a stated day that has passed.
struct TargetChecks<View: LogView> {
    private let figures: PlaceFigures<View>

    init(_ figures: PlaceFigures<View>) { self.figures = figures }

    func read(into list: inout CheckList) throws {
        for measure in figures.measures {
            for figure in figures.all(of: measure) where figure.value != nil {
                try compareToTarget(figure, measure, into: &list)
                if figure.mode == .remaining { try due(figure, measure, into: &list) }
            }
        }
    }

    private func compareToTarget(
        _ figure: Figure,
        _ measure: MeasureDefined,
        into list: inout CheckList
    ) throws {
        guard figure.mode == nil, let target = figure.target, target.bound != .atMost,
            !measure.lowerIsBetter
        else { return }
        let left = try figure.amount(measure)
        let right = try Check.Amount(target.amount, measure.unit)
        let fails = right.estimate.range.isBelow(left.estimate.range)
        list.take(
            Check(
                code: .aboveTarget,
                figure: CheckedFigure(figure),
                left: .amount(left),
                right: .amount(right),
                outcomes: try Check.Outcome.compared(left, to: right),
                verdict: fails ? .fails : .holds,
                events: fails ? try figures.events([figure]) : []
            )
        )
    }

    /// What was left is shown until a newer report speaks of the measure: past its day nobody has.
    private func due(
        _ figure: Figure,
        _ measure: MeasureDefined,
        into list: inout CheckList
    ) throws {
        guard let due = try figures.report(of: figure, measure)?.due else { return }
        let fails = due < figures.project.asOf
        list.take(
            Check(
                code: .duePassed,
                figure: CheckedFigure(figure),
                left: .day(due),
                right: .day(figures.project.asOf),
                verdict: fails ? .fails : .holds,
                events: fails ? try figures.events([figure]) : []
            )
        )
    }
}
