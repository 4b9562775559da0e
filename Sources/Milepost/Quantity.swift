/// An amount with what is known of its exactness: bound flags and written precision.
///
/// The value is in ten-thousandths of the measure's unit. `ulp` is the sum of the units of the last
/// written digits of the parts that are not bounded, in the same ten-thousandths; the precision
/// that people read is half of it. Binary floating point appears nowhere.
package struct Quantity: Sendable, Hashable {
    package var value: Decimal
    package var ulp: Int64
    package var mayBeMore: Bool
    package var mayBeLess: Bool

    package init(value: Decimal, ulp: Int64 = 0, mayBeMore: Bool = false, mayBeLess: Bool = false) {
        self.value = value
        self.ulp = ulp
        self.mayBeMore = mayBeMore
        self.mayBeLess = mayBeLess
    }

    /// An amount as one report states it; a bounded amount has no written precision.
    package init(value: Decimal, bound: Bound, ulp: Int64) {
        self.init(
            value: value,
            ulp: bound == .exact ? ulp : 0,
            mayBeMore: bound.mayBeMore,
            mayBeLess: bound.mayBeLess
        )
    }

    package static let zero = Quantity(value: .zero)

    package var bound: Bound { Bound(mayBeMore: mayBeMore, mayBeLess: mayBeLess) }

    /// The sum, with the union of the bounds; throws when it does not fit.
    package func adding(_ other: Quantity) throws(Overflow) -> Quantity {
        guard let sum = value.adding(other.value) else { throw Overflow() }
        return Quantity(
            value: sum,
            ulp: try ulp.checkedAdding(other.ulp),
            mayBeMore: mayBeMore || other.mayBeMore,
            mayBeLess: mayBeLess || other.mayBeLess
        )
    }

    /// The difference: the subtrahend's bounds are swapped, its precision still adds.
    package func subtracting(_ other: Quantity) throws(Overflow) -> Quantity {
        guard let difference = value.subtracting(other.value) else { throw Overflow() }
        return Quantity(
            value: difference,
            ulp: try ulp.checkedAdding(other.ulp),
            mayBeMore: mayBeMore || other.mayBeLess,
            mayBeLess: mayBeLess || other.mayBeMore
        )
    }

    /// The numbers that this amount stands for.
    package var interval: Interval {
        let twice = Int128(value.tenThousandths) * 2
        let half = Int128(ulp)
        // A written amount x ± p stands for [x − p, x + p): it was rounded half-up.
        return Interval(
            low: mayBeLess ? nil : twice - half,
            high: mayBeMore ? nil : twice + half,
            highIncluded: ulp == 0
        )
    }
}

/// A sum that does not fit 64 bits of ten-thousandths.
package struct Overflow: Error {}

extension Int64 {
    func checkedAdding(_ other: Int64) throws(Overflow) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard !overflow else { throw Overflow() }
        return sum
    }
}

/// A range of numbers in half ten-thousandths; an absent end is open to infinity.
package struct Interval: Sendable, Hashable {
    package var low: Int128?
    package var lowIncluded: Bool
    package var high: Int128?
    package var highIncluded: Bool

    init(low: Int128?, lowIncluded: Bool = true, high: Int128?, highIncluded: Bool) {
        self.low = low
        self.lowIncluded = lowIncluded
        self.high = high
        self.highIncluded = highIncluded
    }

    /// The range of a sum: an end is included only if it is in both parts.
    package func adding(_ other: Interval) -> Interval {
        Interval(
            low: low.flatMap { end in other.low.map { end + $0 } },
            lowIncluded: lowIncluded && other.lowIncluded,
            high: high.flatMap { end in other.high.map { end + $0 } },
            highIncluded: highIncluded && other.highIncluded
        )
    }

    /// The range of a difference: the ends of the subtrahend change places.
    package func subtracting(_ other: Interval) -> Interval {
        adding(
            Interval(
                low: other.high.map { -$0 },
                lowIncluded: other.highIncluded,
                high: other.low.map { -$0 },
                highIncluded: other.lowIncluded
            )
        )
    }

    package var containsZero: Bool {
        if let low, low > 0 || (low == 0 && !lowIncluded) { return false }
        if let high, high < 0 || (high == 0 && !highIncluded) { return false }
        return true
    }
}
