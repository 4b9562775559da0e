/// An exact fraction in lowest terms; its denominator is positive.
package struct Ratio: Sendable, Hashable, Comparable {
    package let numerator: Int128
    package let denominator: Int128

    package init(_ numerator: Int128, over denominator: Int128 = 1) throws(Overflow) {
        guard denominator != 0, numerator != .min, denominator != .min else { throw Overflow() }
        var (a, b) = (numerator.magnitude, denominator.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        let sign: Int128 = denominator < 0 ? -1 : 1
        let divisor = a == 0 ? 1 : Int128(a)
        self.init(lowest: sign * numerator / divisor, sign * denominator / divisor)
    }

    private init(lowest numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    package init(_ decimal: Decimal) throws(Overflow) {
        try self.init(Int128(decimal.tenThousandths), over: 10_000)
    }

    package static let zero = Ratio(lowest: 0, 1)
    package static let one = Ratio(lowest: 1, 1)
    package static let hundred = Ratio(lowest: 100, 1)

    package func adding(_ other: Ratio) throws(Overflow) -> Ratio {
        try Ratio(
            numerator.times(other.denominator).plus(other.numerator.times(denominator)),
            over: denominator.times(other.denominator)
        )
    }

    package func subtracting(_ other: Ratio) throws(Overflow) -> Ratio {
        try adding(Ratio(lowest: -other.numerator, other.denominator))
    }

    package func multiplied(by other: Ratio) throws(Overflow) -> Ratio {
        // Reduced crosswise first, so that what fits in the end fits on the way.
        let left = try Ratio(numerator, over: other.denominator)
        let right = try Ratio(other.numerator, over: denominator)
        return try Ratio(
            left.numerator.times(right.numerator),
            over: left.denominator.times(right.denominator)
        )
    }

    /// The quotient; throws for a divisor of nought.
    package func divided(by other: Ratio) throws(Overflow) -> Ratio {
        try multiplied(by: Ratio(other.denominator, over: other.numerator))
    }

    /// The largest whole number that is not above it.
    package var floor: Int128 { Self.floored(numerator, denominator).0 }

    /// The smallest whole number that is not below it.
    package var ceiling: Int128 { isWhole ? floor : floor + 1 }

    package var isWhole: Bool { denominator == 1 }

    /// Continued fractions: exact, and no product that might not fit.
    package static func < (left: Ratio, right: Ratio) -> Bool {
        var (a, b) = (left.numerator, left.denominator)
        var (c, d) = (right.numerator, right.denominator)
        var isReversed = false
        while true {
            let (wholeLeft, restLeft) = floored(a, b)
            let (wholeRight, restRight) = floored(c, d)
            if wholeLeft != wholeRight { return (wholeLeft < wholeRight) != isReversed }
            if restLeft == 0 || restRight == 0 {
                return restLeft == restRight ? false : (restLeft == 0) != isReversed
            }
            // r/b < r'/d where b/r > d/r'.
            (a, b, c, d) = (b, restLeft, d, restRight)
            isReversed.toggle()
        }
    }

    private static func floored(_ a: Int128, _ b: Int128) -> (Int128, Int128) {
        let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
        return rest < 0 ? (quotient - 1, rest + b) : (quotient, rest)
    }

    /// With so many decimals, rounded half-up: `73.74`.
    package func rounded(decimals: Int) -> String {
        var (whole, rest) = Self.floored(numerator, denominator)
        var divisor = denominator
        // Only for show: of a fraction this fine the last bits change no digit that is shown.
        while divisor > Int128.max >> 40 { (rest, divisor) = (rest >> 1, divisor >> 1) }
        var scale: Int128 = 1
        for _ in 0..<decimals { scale *= 10 }
        let (tenths, left) = (rest * scale).quotientAndRemainder(dividingBy: divisor)
        var digits = left * 2 >= divisor ? tenths + 1 : tenths
        if digits == scale { (whole, digits) = (whole + 1, 0) }
        var sign = ""
        if whole < 0 {
            sign = "-"
            (whole, digits) = digits == 0 ? (-whole, 0) : (-whole - 1, scale - digits)
        }
        guard decimals > 0 else { return "\(sign)\(whole)" }
        let text = String(digits)
        return "\(sign)\(whole)." + String(repeating: "0", count: decimals - text.utf8.count) + text
    }
}

extension Int128 {
    fileprivate func times(_ other: Int128) throws(Overflow) -> Int128 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        guard !overflow else { throw Overflow() }
        return product
    }

    fileprivate func plus(_ other: Int128) throws(Overflow) -> Int128 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard !overflow else { throw Overflow() }
        return sum
    }
}
