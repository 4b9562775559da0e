/// What follows from the reports for one measure, place, facets, stage, now-at and baseline, asked
/// with two dates.
package struct Figure: Sendable, Hashable {
    package var measure: MeasureKey
    package var place: String
    package var facets: Facets
    package var stage: Stage
    package var nowAt: Bool
    /// Of a mode that stands alone; nil for the measure's value.
    package var mode: Mode?
    /// Nil where nothing is counted from a baseline.
    package var baseline: Baseline?
    /// Nil when nothing was reported.
    package var value: Value?
    package var unreconciled: Quantity?
    package var opening: Quantity?
    /// Of a sum over places or facets: how many parts were expected and how many have reported.
    package var children: Children?
    package var afterYear = false
    package var target: TargetInUse?
    package var warnings: [Warning] = []

    package init(
        measure: MeasureKey,
        place: String,
        facets: Facets,
        stage: Stage,
        nowAt: Bool,
        mode: Mode? = nil,
        baseline: Baseline? = nil,
        value: Value? = nil
    ) {
        self.measure = measure
        self.place = place
        self.facets = facets
        self.stage = stage
        self.nowAt = nowAt
        self.mode = mode
        self.baseline = baseline
        self.value = value
    }

    package struct Value: Sendable, Hashable {
        package var quantity: Quantity
        package var asOf: CalendarDate
        package var events: Int
        /// The report that the amount is taken from whole; nil for a sum.
        package var report: Position?
        /// The last report of the newest day that it speaks of.
        package var newest: Position
        /// Nothing was reported for just this figure: it follows from its parts.
        package var derived: Bool

        package init(
            quantity: Quantity,
            asOf: CalendarDate,
            events: Int,
            report: Position?,
            newest: Position,
            derived: Bool
        ) {
            self.quantity = quantity
            self.asOf = asOf
            self.events = events
            self.report = report
            self.newest = newest
            self.derived = derived
        }
    }

    package struct Children: Sendable, Hashable {
        package var reported: Int
        package var expected: Int

        package init(reported: Int, expected: Int) {
            self.reported = reported
            self.expected = expected
        }
    }

    package enum Warning: String, Sendable {
        case carriedForward, childrenMissing, milestoneMissed, late
    }
}
