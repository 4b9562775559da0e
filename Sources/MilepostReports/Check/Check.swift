package import Milepost

/// One thing that was looked at: two sides, what follows from them, and whether they agree.
package struct Check: Sendable {
    package var code: CheckCode
    package var figure: CheckedFigure
    /// What it is held against, where that is another figure.
    package var other: CheckedFigure?
    package var left: Side
    package var right: Side?
    package var outcomes: [Outcome] = []
    package var verdict: Verdict
    /// The events behind it, in the order of the log.
    package var events: [Position] = []

    package enum Verdict: String, Sendable {
        /// The two sides agree.
        case holds
        /// They don't, or it is something to ask about: a finding.
        case fails
        /// Only one side is stated; the other follows from it.
        case derived
        /// The log does not say enough to tell.
        case undecided
    }

    package enum Side: Sendable, Hashable {
        case amount(Amount)
        case reports(Int)
        case days(Int)
        case day(CalendarDate)
        case declared(Status)
        case standing(ProjectStatus)
    }

    package struct Amount: Sendable, Hashable {
        package var estimate: Estimate
        package var unit: String
        /// The amounts that it is the sum of, or it alone; none where it was reckoned otherwise.
        package var parts: [Quantity]
    }

    /// What follows from the sides.
    package struct Outcome: Sendable, Hashable {
        package var kind: Kind
        package var estimate: Estimate
        package var unit: String

        package enum Kind: String, Sendable {
            /// The right side less the left one.
            case rest
            /// The left side as a percentage of the right one.
            case percent
            /// The side that is not stated.
            case implied
            /// The left side for each unit of the right one.
            case perUnit
            case sum
            /// From one level to the next, and as a percentage of the first.
            case change, relativeChange
            /// What a total holds from before its increments.
            case opening
        }

        /// Whether it counts whole things, as far as the other side tells.
        package var isWhole = false

        /// The only whole numbers that the missing side can be.
        package var wholeNumbers: (first: Int128, last: Int128)? {
            isWhole ? estimate.range.wholeNumbers : nil
        }
    }
}

/// What a check is about: a figure, or a project or measure as a whole.
package struct CheckedFigure: Sendable, Hashable {
    package var project: ProjectKey
    package var measure: String?
    package var place: String
    package var facets = Facets.none
    package var stage: Stage?
    package var nowAt = false
    package var baseline: Baseline?
    package var mode: Mode?

    init(project: ProjectKey, measure: String? = nil, place: String) {
        self.project = project
        self.measure = measure
        self.place = place
    }

    init(_ figure: Figure) {
        self.init(
            project: figure.measure.projectKey,
            measure: figure.measure.measure,
            place: figure.place
        )
        facets = figure.facets
        stage = figure.stage
        nowAt = figure.nowAt
        baseline = figure.baseline
        mode = figure.mode
    }
}

extension Check.Amount {
    init(_ quantity: Quantity, _ unit: String) throws(Overflow) {
        self.init(estimate: try Estimate(quantity), unit: unit, parts: [quantity])
    }

    /// A printed share or rate.
    init(printed quantity: Quantity, _ unit: String) throws(Overflow) {
        self.init(estimate: try Estimate(printed: quantity), unit: unit, parts: [quantity])
    }

    /// The sum of several.
    init(sum quantities: [Quantity], _ unit: String) throws(Overflow) {
        var sum = Estimate.zero
        for quantity in quantities { sum = try sum.adding(Estimate(quantity)) }
        self.init(estimate: sum, unit: unit, parts: quantities)
    }

    /// What was reckoned, and no report states.
    init(reckoned estimate: Estimate, _ unit: String) {
        self.init(estimate: estimate, unit: unit, parts: [])
    }
}

extension Check.Outcome {
    /// What is left of the right side, and how much of it the left one is.
    static func compared(_ left: Check.Amount, to right: Check.Amount) throws(Overflow)
        -> [Check.Outcome]
    {
        let rest = try right.estimate.subtracting(left.estimate)
        var outcomes = [Check.Outcome(kind: .rest, estimate: rest, unit: right.unit)]
        if let share = try percentage(left.estimate, of: right.estimate) {
            outcomes.append(Check.Outcome(kind: .percent, estimate: share, unit: "%"))
        }
        return outcomes
    }

    static func percentage(_ part: Estimate, of whole: Estimate) throws(Overflow) -> Estimate? {
        try part.divided(by: whole)?.multiplied(by: .hundred)
    }
}
