import EventLog
import Milepost

/// A printed rate against what it is a rate of: half-up, by intervals.
struct RateChecks<View: LogView> {
    private let figures: PlaceFigures<View>

    init(_ figures: PlaceFigures<View>) { self.figures = figures }

    func read(into list: inout CheckList) throws {
        for measure in figures.measures where measure.unit == "%" {
            for figure in figures.own(measure) {
                if measure.kind == .rate { try list.take(against100(figure, measure)) }
                guard let rate = measure.relations.rateOf else { continue }
                try read(figure, measure, rate, into: &list)
            }
        }
    }

    private func printed(_ figure: Figure) throws -> Check.Amount {
        try Check.Amount(printed: figure.value?.quantity ?? .zero, "%")
    }

    /// What is a share of a whole is never more than all of it.
    private func against100(_ figure: Figure, _ measure: MeasureDefined) throws -> Check {
        let left = try printed(figure)
        let hundred = Decimal(tenThousandths: 1_000_000)
        let fails = Estimate.hundred.range.isBelow(left.estimate.range)
        return Check(
            code: .rateAbove100,
            figure: CheckedFigure(figure),
            left: .amount(left),
            right: .amount(try Check.Amount(Quantity(value: hundred), "%")),
            verdict: fails ? .fails : .holds,
            events: fails ? try figures.events([figure]) : []
        )
    }

    private func read(
        _ figure: Figure,
        _ measure: MeasureDefined,
        _ rate: Relations.RateOf,
        into list: inout CheckList
    ) throws {
        let day = figure.value?.asOf ?? figures.project.asOf
        /// Nil where it was not reported for the day of the rate.
        func side(_ code: String?) throws -> (Figure, MeasureDefined)? {
            guard let other = figures.measure(code),
                let found = try figures.counterpart(of: figure, in: other, on: day),
                found.value?.asOf == day
            else { return nil }
            return (found, other)
        }
        let left = try printed(figure)
        switch (try side(rate.numerator), try side(rate.denominator)) {
        case (let part?, let whole?):
            guard
                let computed = try Check.Outcome.percentage(
                    part.0.amount(part.1).estimate,
                    of: whole.0.amount(whole.1).estimate
                )
            else { return }
            let fails = !computed.range.meets(left.estimate.range)
            list.take(
                Check(
                    code: .rateDiffers,
                    figure: CheckedFigure(figure),
                    other: CheckedFigure(part.0),
                    left: .amount(left),
                    right: .amount(Check.Amount(reckoned: computed, "%")),
                    verdict: fails ? .fails : .holds,
                    events: fails ? try figures.events([figure, part.0, whole.0]) : []
                )
            )
        case (let part?, nil) where rate.denominator == nil:
            let known = try part.0.amount(part.1)
            guard let whole = try known.estimate.divided(by: left.estimate) else { return }
            let missing = try whole.multiplied(by: .hundred)
            try list.take(
                .implying(missing, by: left, known, of: figure, part.0, figures.events)
            )
        case (nil, let whole?) where rate.numerator == nil:
            let known = try whole.0.amount(whole.1)
            guard let times = try Estimate.hundred.divided(by: left.estimate),
                let part = try known.estimate.divided(by: times)
            else { return }
            try list.take(.implying(part, by: left, known, of: figure, whole.0, figures.events))
        default: return
        }
    }
}

extension Check {
    /// The side that a printed share or rate leaves to be reckoned; of whole things it must hold a
    /// whole number.
    static func implying(
        _ missing: Estimate,
        by printed: Check.Amount,
        _ known: Check.Amount,
        of figure: Figure,
        _ other: Figure,
        _ events: ([Figure]) throws -> [Position]
    ) throws -> Check {
        var implied = Outcome(kind: .implied, estimate: missing, unit: known.unit)
        implied.isWhole = known.estimate.range.isExact && known.estimate.value.isWhole
        let fails = implied.wholeNumbers.map { $0.first > $0.last } ?? false
        return Check(
            code: .noWholeNumber,
            figure: CheckedFigure(figure),
            other: CheckedFigure(other),
            left: .amount(printed),
            right: .amount(known),
            outcomes: [implied],
            verdict: fails ? .fails : .derived,
            events: fails ? try events([figure, other]) : []
        )
    }
}
