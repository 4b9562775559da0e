import EventLog
import Milepost

/// "From 74 to 79": the change that follows, against one that is printed and the level before.
struct ChangeChecks<View: LogView> {
    private let figures: PlaceFigures<View>

    init(_ figures: PlaceFigures<View>) { self.figures = figures }

    func read(into list: inout CheckList) throws {
        for measure in figures.measures where !measure.kind.accumulates {
            for figure in figures.own(measure) {
                guard let value = figure.value,
                    let was = try figures.report(of: figure, measure)?.was
                else { continue }
                let before = Quantity(value: was, ulp: AmountText.ulp(ofPlain: was))
                try change(figure, measure, from: before, to: value, into: &list)
                try previous(figure, measure, before, value.asOf, into: &list)
            }
        }
    }

    private func change(
        _ figure: Figure,
        _ measure: MeasureDefined,
        from before: Quantity,
        to value: Figure.Value,
        into list: inout CheckList
    ) throws {
        let left = try Check.Amount(before, measure.unit)
        let right = try Check.Amount(value.quantity, measure.unit)
        let change = try right.estimate.subtracting(left.estimate)
        var outcomes = [Check.Outcome(kind: .change, estimate: change, unit: measure.unit)]
        // Relative to the level before: the quotient less one, which a fall leaves negative.
        if let quotient = try Check.Outcome.percentage(right.estimate, of: left.estimate) {
            let relative = try quotient.subtracting(.hundred)
            outcomes.append(
                Check.Outcome(kind: .relativeChange, estimate: relative, unit: "%")
            )
        }
        let printed = figures.all(of: measure).first { other in
            other.mode == .change && other.value?.asOf == value.asOf && other.stage == figure.stage
                && other.facets == figure.facets
        }
        var verdict = Check.Verdict.derived
        if let printed, let stated = printed.value?.quantity {
            let isRelative = try figures.report(of: printed, measure)?.unit == "%"
            let computed = isRelative ? outcomes.dropFirst().first : outcomes.first
            guard let computed else { return }
            let meets = try computed.estimate.range.meets(Estimate(stated).range)
            verdict = meets ? .holds : .fails
        }
        list.take(
            Check(
                code: .changeDiffers,
                figure: CheckedFigure(figure),
                other: printed.map(CheckedFigure.init),
                left: .amount(left),
                right: .amount(right),
                outcomes: outcomes,
                verdict: verdict,
                events: verdict == .fails
                    ? try figures.events([figure] + [printed].compactMap(\.self)) : []
            )
        )
    }

    /// The level that the report says was before, against the one reported before.
    private func previous(
        _ figure: Figure,
        _ measure: MeasureDefined,
        _ was: Quantity,
        _ day: CalendarDate,
        into list: inout CheckList
    ) throws {
        let series = try FigureSeries(
            figures.project.view,
            measure: measure,
            figure: figure,
            asOf: day.adding(days: -1),
            knownAt: figures.project.knownAt
        )
        guard let before = series.newest else { return }
        let left = try Check.Amount(was, measure.unit)
        let right = try Check.Amount(before.cell.quantity, measure.unit)
        let fails = !left.estimate.range.meets(right.estimate.range)
        list.take(
            Check(
                code: .wasDiffers,
                figure: CheckedFigure(figure),
                left: .amount(left),
                right: .amount(right),
                verdict: fails ? .fails : .holds,
                events: fails ? try [before.cell.report] + figures.events([figure]) : []
            )
        )
    }
}
