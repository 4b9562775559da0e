/// A number with the range that it may lie in: what a written amount, or what is reckoned from
/// several, stands for.
package struct Estimate: Sendable, Hashable {
    package var value: Ratio
    package var range: RatioRange

    package init(value: Ratio, range: RatioRange) {
        self.value = value
        self.range = range
    }

    package init(_ quantity: Quantity) throws(Overflow) {
        value = try Ratio(quantity.value)
        range = try RatioRange(quantity.interval)
    }

    /// A printed share or rate: rounded half-up to its last digit, a whole one like any other.
    package init(printed quantity: Quantity) throws(Overflow) {
        var quantity = quantity
        if quantity.ulp == 0, quantity.bound == .exact, quantity.value.isWhole {
            quantity.ulp = 10_000
        }
        try self.init(quantity)
    }

    package static let zero = Estimate(value: .zero, range: .exactly(.zero))
    package static let hundred = Estimate(value: .hundred, range: .exactly(.hundred))

    package func adding(_ other: Estimate) throws(Overflow) -> Estimate {
        try Estimate(value: value.adding(other.value), range: range.adding(other.range))
    }

    package func subtracting(_ other: Estimate) throws(Overflow) -> Estimate {
        try Estimate(value: value.subtracting(other.value), range: range.subtracting(other.range))
    }

    /// The quotient; nil where the dividend may be negative or the divisor is not positive.
    package func divided(by other: Estimate) throws(Overflow) -> Estimate? {
        guard other.value > .zero, let range = try range.divided(by: other.range) else {
            return nil
        }
        return try Estimate(value: value.divided(by: other.value), range: range)
    }

    /// Times a positive number.
    package func multiplied(by factor: Ratio) throws(Overflow) -> Estimate {
        try Estimate(value: value.multiplied(by: factor), range: range.multiplied(by: factor))
    }
}

/// A range of numbers; an absent end is open to infinity.
package struct RatioRange: Sendable, Hashable {
    package var low: Ratio?
    package var lowIncluded = true
    package var high: Ratio?
    package var highIncluded = true

    package static func exactly(_ value: Ratio) -> RatioRange {
        RatioRange(low: value, high: value)
    }

    package init(_ interval: Interval) throws(Overflow) {
        // An interval's ends are in half ten-thousandths.
        if let end = interval.low { low = try Ratio(end, over: 20_000) }
        if let end = interval.high { high = try Ratio(end, over: 20_000) }
        (lowIncluded, highIncluded) = (interval.lowIncluded, interval.highIncluded)
    }

    private init(
        low: Ratio?,
        lowIncluded: Bool = true,
        high: Ratio?,
        highIncluded: Bool = true
    ) {
        self.low = low
        self.lowIncluded = lowIncluded
        self.high = high
        self.highIncluded = highIncluded
    }

    package var isExact: Bool { low != nil && low == high }

    /// Whether every number of the range is below every one of the other.
    package func isBelow(_ other: RatioRange) -> Bool {
        guard let high, let low = other.low else { return false }
        return high < low || (high == low && !(highIncluded && other.lowIncluded))
    }

    /// Whether the two may be one number.
    package func meets(_ other: RatioRange) -> Bool { !isBelow(other) && !other.isBelow(self) }

    /// The whole numbers in the range; the first is above the last where there is none, and nil
    /// where the range is open.
    package var wholeNumbers: (first: Int128, last: Int128)? {
        guard let low, let high else { return nil }
        return (
            low.isWhole && !lowIncluded ? low.floor + 1 : low.ceiling,
            high.isWhole && !highIncluded ? high.floor - 1 : high.floor
        )
    }

    func adding(_ other: RatioRange) throws(Overflow) -> RatioRange {
        RatioRange(
            low: try low.plus(other.low),
            lowIncluded: lowIncluded && other.lowIncluded,
            high: try high.plus(other.high),
            highIncluded: highIncluded && other.highIncluded
        )
    }

    func subtracting(_ other: RatioRange) throws(Overflow) -> RatioRange {
        try adding(
            RatioRange(
                low: try Ratio.zero.minus(other.high),
                lowIncluded: other.highIncluded,
                high: try Ratio.zero.minus(other.low),
                highIncluded: other.lowIncluded
            )
        )
    }

    func multiplied(by factor: Ratio) throws(Overflow) -> RatioRange {
        var range = self
        if let low { range.low = try low.multiplied(by: factor) }
        if let high { range.high = try high.multiplied(by: factor) }
        return range
    }

    /// Nil where the dividend may be negative.
    func divided(by other: RatioRange) throws(Overflow) -> RatioRange? {
        guard let low, low >= .zero else { return nil }
        var result = RatioRange(low: .zero, high: nil)
        if let divisor = other.high, divisor > .zero {
            result.low = try low.divided(by: divisor)
            result.lowIncluded = lowIncluded && other.highIncluded
        }
        if let high, let divisor = other.low, divisor > .zero {
            result.high = try high.divided(by: divisor)
            result.highIncluded = highIncluded && other.lowIncluded
        }
        return result
    }
}

extension Ratio? {
    fileprivate func plus(_ other: Ratio?) throws(Overflow) -> Ratio? {
        guard let self, let other else { return nil }
        return try self.adding(other)
    }
}

extension Ratio {
    fileprivate func minus(_ other: Ratio?) throws(Overflow) -> Ratio? {
        guard let other else { return nil }
        return try subtracting(other)
    }
}
