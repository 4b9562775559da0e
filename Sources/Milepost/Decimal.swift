/// An exact decimal number with four decimals, held as a count of ten-thousandths.
package struct Decimal: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number times 10 000.
    package let tenThousandths: Int64

    /// The number nought.
    package static let zero = Decimal(tenThousandths: 0)

    /// The number of so many ten-thousandths: 8 479 000 is 847.9.
    package init(tenThousandths: Int64) {
        self.tenThousandths = tenThousandths
    }

    /// The number with this size in ten-thousandths and this sign, nil beyond Int64.
    package init?(magnitude: UInt64, isNegative: Bool) {
        guard magnitude <= Int64.max.magnitude + (isNegative ? 1 : 0) else { return nil }
        // Two's complement: the bit pattern of 2^63 is Int64.min, and negates to itself.
        let value = Int64(truncatingIfNeeded: magnitude)
        self.init(tenThousandths: isNegative ? 0 &- value : value)
    }

    /// Reads the canonical form that `description` writes, nil for any other text or beyond Int64.
    package init?(plain: some StringProtocol) {
        self.init(plainUTF8: plain.utf8)
    }

    /// Reads the canonical form from its bytes, nil for any other text or beyond Int64.
    package init?(plainUTF8 bytes: some Collection<UInt8>) {
        let read = bytes.withContiguousStorageIfAvailable { Decimal(plainUTF8: $0.span) }
        guard let value = read ?? Decimal(plainUTF8: Array(bytes).span) else { return nil }
        self = value
    }

    /// Reads the canonical form from its bytes, nil for any other text or beyond Int64.
    ///
    /// The form is `-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?` with at most four decimals, and never `-0`.
    package init?(plainUTF8 bytes: Span<UInt8>) {
        let isNegative = bytes.count > 0 && bytes[0] == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        var index = start
        var magnitude: UInt64 = 0
        // Fifteen digits before the point and four after it fit in 64 bits without a check, and
        // sixteen before it are always beyond Int64.
        while index < bytes.count, case let digit = bytes[index] &- UInt8(ascii: "0"), digit < 10 {
            guard index == start || magnitude != 0, index - start < 15 else { return nil }
            magnitude = magnitude * 10 + UInt64(digit)
            index += 1
        }
        guard index > start else { return nil }

        var scale: UInt64 = 10_000
        if index < bytes.count {
            guard bytes[index] == UInt8(ascii: "."), 2...5 ~= bytes.count - index else {
                return nil
            }
            for place in index + 1..<bytes.count {
                let digit = bytes[place] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                magnitude = magnitude * 10 + UInt64(digit)
                scale /= 10
            }
            // 5.10 is not how `description` writes it.
            guard bytes[bytes.count - 1] != UInt8(ascii: "0") else { return nil }
        }
        guard !isNegative || magnitude != 0 else { return nil }
        self.init(magnitude: magnitude * scale, isNegative: isNegative)
    }

    /// The canonical form: no exponent, no plus, no grouping, no needless zero.
    package var description: String {
        let (whole, rest) = tenThousandths.magnitude.quotientAndRemainder(dividingBy: 10_000)
        var text = tenThousandths < 0 ? "-\(whole)" : "\(whole)"
        guard rest != 0 else { return text }
        text += "."
        var left = rest
        var place: UInt64 = 1000
        while left != 0 {
            text += String(left / place)
            left %= place
            place /= 10
        }
        return text
    }

    /// Whether it has no decimals.
    package var isWhole: Bool { tenThousandths % 10_000 == 0 }

    /// The number with the other sign, nil for the one number whose opposite is beyond Int64.
    package var negated: Decimal? { Decimal.zero.subtracting(self) }

    /// The exact sum, nil beyond Int64.
    package func adding(_ other: Decimal) -> Decimal? {
        let (sum, overflow) = tenThousandths.addingReportingOverflow(other.tenThousandths)
        return overflow ? nil : Decimal(tenThousandths: sum)
    }

    /// The exact difference, nil beyond Int64.
    package func subtracting(_ other: Decimal) -> Decimal? {
        let (rest, overflow) = tenThousandths.subtractingReportingOverflow(other.tenThousandths)
        return overflow ? nil : Decimal(tenThousandths: rest)
    }

    /// Orders by value.
    package static func < (left: Decimal, right: Decimal) -> Bool {
        left.tenThousandths < right.tenThousandths
    }
}
