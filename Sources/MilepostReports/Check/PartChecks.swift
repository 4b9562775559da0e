import EventLog
import Milepost

/// A part against its whole; two groups of which it is not said whether one lies in the other.
struct PartChecks<View: LogView> {
    private let figures: PlaceFigures<View>

    init(_ figures: PlaceFigures<View>) { self.figures = figures }

    func read(into list: inout CheckList) throws {
        for measure in figures.measures {
            if let whole = figures.measure(measure.relations.partOf) {
                for part in figures.own(measure) {
                    guard let other = figures.counterpart(of: part, in: whole) else { continue }
                    try compare(part, measure, to: other, whole, into: &list)
                }
            }
            if let second = figures.measure(measure.relations.overlapUnknown) {
                for first in figures.own(measure) {
                    guard let other = figures.counterpart(of: first, in: second) else { continue }
                    try list.take(possible(first, measure, other, second))
                }
            }
        }
    }

    private func compare(
        _ part: Figure,
        _ measure: MeasureDefined,
        to whole: Figure,
        _ other: MeasureDefined,
        into list: inout CheckList
    ) throws {
        guard measure.unit == other.unit else { return }
        let left = try part.amount(measure)
        let right = try whole.amount(other)
        let fails = right.estimate.range.isBelow(left.estimate.range)
        list.take(
            Check(
                code: .partAbove,
                figure: CheckedFigure(part),
                other: CheckedFigure(whole),
                left: .amount(left),
                right: .amount(right),
                outcomes: try Check.Outcome.compared(left, to: right),
                verdict: !fails ? .holds : whole.isIncomplete ? .undecided : .fails,
                events: fails ? try figures.events([part, whole]) : []
            )
        )
    }

    /// The smaller one may lie in the larger one.
    private func possible(
        _ first: Figure,
        _ measure: MeasureDefined,
        _ second: Figure,
        _ other: MeasureDefined
    ) throws -> Check {
        let (one, two) = (try first.amount(measure), try second.amount(other))
        let isOrdered = one.estimate.value < two.estimate.value
        return Check(
            code: .overlapUnknown,
            figure: CheckedFigure(isOrdered ? first : second),
            other: CheckedFigure(isOrdered ? second : first),
            left: .amount(isOrdered ? one : two),
            right: .amount(isOrdered ? two : one),
            verdict: .undecided
        )
    }
}
