import EventLog
import Milepost

/// A measure undivided, against the sum of a facet's values.
struct FacetChecks<View: LogView> {
    private let figures: PlaceFigures<View>

    init(_ figures: PlaceFigures<View>) { self.figures = figures }

    func read(into list: inout CheckList) throws {
        for measure in figures.measures where measure.kind.addsOverPlaces {
            let own = figures.own(measure)
            for facet in measure.facets {
                for stage in measure.stages {
                    let parts = own.filter { figure in
                        figure.stage == stage && !figure.nowAt
                            && figure.facets.pairs.map(\.name) == [facet.name]
                    }
                    guard parts.count > 1 else { continue }
                    let whole = own.first {
                        $0.stage == stage && !$0.nowAt && $0.facets.isEmpty
                    }
                    try read(measure, facet, parts, whole, into: &list)
                }
            }
        }
    }

    private func read(
        _ measure: MeasureDefined,
        _ facet: FacetDeclaration,
        _ parts: [Figure],
        _ whole: Figure?,
        into list: inout CheckList
    ) throws {
        let left = try Check.Amount(sum: parts.compactMap(\.value?.quantity), measure.unit)
        var subject = CheckedFigure(parts[0])
        subject.facets = .none
        var right: Check.Amount?
        var verdict = facet.addsUp ? Check.Verdict.derived : .undecided
        if facet.addsUp, let whole, whole.value?.derived == false {
            let total = try whole.amount(measure)
            right = total
            let sum = left.estimate.range
            // Where values are missing, and where the days differ, the parts may only be less.
            let isAll =
                parts.count == facet.values.count
                && parts.allSatisfy { $0.value?.asOf == whole.value?.asOf }
            if total.estimate.range.isBelow(sum) || isAll && sum.isBelow(total.estimate.range) {
                verdict = .fails
            } else {
                verdict = isAll ? .holds : .undecided
            }
        }
        list.take(
            Check(
                code: .facetSumDiffers,
                figure: subject,
                left: .amount(left),
                right: right.map(Check.Side.amount),
                outcomes: [Check.Outcome(kind: .sum, estimate: left.estimate, unit: measure.unit)],
                verdict: verdict,
                events: verdict == .fails
                    ? try figures.events(parts + [whole].compactMap(\.self)) : []
            )
        )
    }
}
