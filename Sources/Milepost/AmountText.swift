/// An amount as an official types it: `+5`, `9.9万平方米`, `近3000`, `-0.4个百分点`.
package struct AmountText: Sendable, Hashable {
    /// The sign in front.
    package enum Sign: Sendable {
        case none, plus, minus, equals
    }

    /// What follows the number, its scale word and its bound.
    package enum Suffix: Sendable, Hashable {
        /// `%`.
        case percent
        /// `pp`, `百分点`, `个百分点`.
        case points
        /// Any other unit, as written.
        case unit(String)
    }

    /// The sign in front.
    package var sign: Sign
    /// The amount with its scale applied, negative after a minus.
    package var value: Decimal
    /// What the value leaves open; after a minus the words' meaning is mirrored.
    package var bound: Bound
    /// One unit of the last written digit in ten-thousandths, 0 where exact or bounded.
    ///
    /// The precision is half of it.
    package var ulp: Int64
    /// What follows the number, nil where nothing does.
    package var suffix: Suffix?
    /// Number, scale word and bound as written, with a minus but no other sign, without the suffix.
    package var written: String
}

extension AmountText {
    /// Reads an amount by the rules of the command line; throws what is wrong with it.
    package init(_ text: String) throws(AmountError) {
        var scanner = AmountScanner(text)
        self = try scanner.scan()
    }

    /// The `ulp` of a text once kept as `written`, in ten-thousandths; nil if it is no amount.
    package static func ulp(ofWritten text: String) -> Int64? {
        do {
            return try AmountText(text).ulp
        } catch {
            return nil
        }
    }

    /// The `ulp` of an amount known by value only: 0 if whole, else the last decimal's unit.
    package static func ulp(ofPlain value: Decimal) -> Int64 {
        guard !value.isWhole else { return 0 }
        var unit: Int64 = 1
        while value.tenThousandths % (unit * 10) == 0 { unit *= 10 }
        return unit
    }
}

extension AmountText.Suffix {
    /// Whether it names this unit, however either is typed: `元／人` is `元/人`, `個` is `个`.
    package func names(_ unit: String) -> Bool {
        switch self {
        case .percent: AmountText.Suffix(folded: TypedText(unit).rest) == .percent
        case .points: AmountText.Suffix(folded: TypedText(unit).rest) == .points
        case .unit(let own): TypedText(own).rest == TypedText(unit).rest
        }
    }

    /// The two suffixes that are no units, from their folded text.
    init?(folded text: some Sequence<Unicode.Scalar>) {
        switch String(text) {
        case "%": self = .percent
        case "pp", "百分点", "个百分点": self = .points
        default: return nil
        }
    }
}

/// Why a text is not an amount; each case but `empty` carries the text.
package enum AmountError: Error, Sendable, Hashable {
    /// Nothing but white space.
    case empty
    /// No number, or a number in a text that is more than an amount.
    case notAnAmount(String)
    /// `1.443e9`, which spreadsheets write for large numbers.
    case exponent(String)
    /// More than four decimals once the scale is applied.
    case tooManyDecimals(String)
    /// Beyond Int64 of ten-thousandths.
    case tooLarge(String)
    /// Digits grouped otherwise than by three.
    case badGrouping(String)
    /// More than one word of bound, even where they agree.
    case twoBounds(String)
}
