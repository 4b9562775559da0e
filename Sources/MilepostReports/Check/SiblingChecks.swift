import EventLog
import Milepost

/// Measures of one project that a reader might add or take for one another: listed, never found
/// fault with.
struct SiblingChecks<View: LogView> {
    private let figures: PlaceFigures<View>

    init(_ figures: PlaceFigures<View>) { self.figures = figures }

    private typealias Sibling = (measure: MeasureDefined, figure: Figure, amount: Check.Amount)

    func read(into list: inout CheckList) throws {
        var siblings: [Sibling] = []
        for measure in figures.measures where measure.kind == .flow {
            for figure in figures.own(measure) where figure.facets.isEmpty && !figure.nowAt {
                siblings.append((measure, figure, try figure.amount(measure)))
            }
        }
        for check in try sums(siblings) { list.take(check) }
        for check in equals(siblings) { list.take(check) }
    }

    /// Of one unit and stage and related in no way: whether they may be added is not said.
    private func sums(_ siblings: [Sibling]) throws -> [Check] {
        // The one stage of a measure without a ladder says nothing: its act is in its name.
        let free = siblings.filter { $0.figure.stage != .done && isUnrelated($0.measure) }
        var kinds: [(unit: String, stage: Stage)] = []
        for sibling in free {
            let kind = (unit: sibling.measure.unit, stage: sibling.figure.stage)
            if !kinds.contains(where: { $0 == kind }) { kinds.append(kind) }
        }
        return try kinds.compactMap { kind in
            let like = free.filter {
                $0.measure.unit == kind.unit && $0.figure.stage == kind.stage
            }
            guard like.count > 1 else { return nil }
            let sum = try Check.Amount(sum: like.flatMap(\.amount.parts), kind.unit)
            return Check(
                code: .possibleSum,
                figure: CheckedFigure(like[0].figure),
                other: CheckedFigure(like[1].figure),
                left: .amount(sum),
                outcomes: [Check.Outcome(kind: .sum, estimate: sum.estimate, unit: kind.unit)],
                verdict: .undecided
            )
        }
    }

    private func isUnrelated(_ measure: MeasureDefined) -> Bool {
        let code = measure.key.measure
        return measure.relations.named.isEmpty
            && !figures.measures.contains { other in
                other.relations.named.contains { $0.code == code }
            }
    }

    /// Neighbours in size that may be one number in two units.
    private func equals(_ siblings: [Sibling]) -> [Check] {
        let sorted = siblings.sorted { $0.amount.estimate.value < $1.amount.estimate.value }
        return zip(sorted, sorted.dropFirst()).compactMap { first, second in
            guard first.measure.unit != second.measure.unit,
                first.measure.key != second.measure.key,
                first.amount.estimate.range.high != nil, second.amount.estimate.range.low != nil,
                first.amount.estimate.range.meets(second.amount.estimate.range)
            else { return nil }
            return Check(
                code: .sameAmount,
                figure: CheckedFigure(first.figure),
                other: CheckedFigure(second.figure),
                left: .amount(first.amount),
                right: .amount(second.amount),
                verdict: .undecided
            )
        }
    }
}
