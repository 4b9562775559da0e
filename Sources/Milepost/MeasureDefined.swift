/// What is counted in a project, and how.
package struct MeasureDefined: Sendable, Hashable {
    package var key: MeasureKey
    package var name: Name
    package var aliases: [String] = []
    package var unit: String
    package var kind: Kind
    package var baseline = Baseline.year
    package var lowerIsBetter = false
    /// The ladder, lowest stage first; never empty.
    package var stages: [Stage] = [.done]
    /// Sorted by name.
    package var facets: [FacetDeclaration] = []
    package var frequency: Frequency?
    package var reportedBy: [String] = []
    package var relations = Relations()

    package init(key: MeasureKey, name: Name, unit: String, kind: Kind) {
        self.key = key
        self.name = name
        self.unit = unit
        self.kind = kind
    }

    /// What never changes once there are reports.
    package func countsLike(_ other: MeasureDefined) -> Bool {
        unit == other.unit && kind == other.kind && baseline == other.baseline
            && stages == other.stages
    }
}

package enum Frequency: String, Sendable, CaseIterable {
    case monthly, quarterly, yearly
}

/// A way to split a measure, and whether its values add up to the whole.
package struct FacetDeclaration: Sendable, Hashable {
    package var name: String
    package var values: [String]
    package var addsUp: Bool

    package init(name: String, values: [String], addsUp: Bool) {
        self.name = name
        self.values = values
        self.addsUp = addsUp
    }
}

/// How measures of one project are related; used by checks, never by sums.
package struct Relations: Sendable, Hashable {
    package var partOf: String?
    package var rateOf: RateOf?
    package var rankOf: RankOf?
    package var pairedWith: String?
    package var effectOf: String?
    package var overlapUnknown: String?

    package init() {}

    /// What a rate is reckoned from; one of the two may be missing, where it is not counted here.
    package struct RateOf: Sendable, Hashable {
        package var numerator: String?
        package var denominator: String?

        /// Nil when both are missing.
        package init?(numerator: String?, denominator: String?) {
            guard numerator != nil || denominator != nil else { return nil }
            self.numerator = numerator
            self.denominator = denominator
        }
    }

    package struct RankOf: Sendable, Hashable {
        package var measure: String
        package var among: String

        package init(measure: String, among: String) {
            self.measure = measure
            self.among = among
        }
    }
}
