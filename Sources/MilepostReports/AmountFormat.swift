package import Milepost

/// Amounts as people read them in one language.
package struct AmountFormat: Sendable {
    package let language: Language

    package init(_ language: Language) { self.language = language }

    /// The number with its digits grouped: `5,378`, `-847.9`.
    package static func grouped(_ value: Decimal) -> String {
        let parts = value.description.split(separator: ".")
        var whole = ""
        let digits = parts[0].drop { $0 == "-" }
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset) % 3 == 0 { whole += "," }
            whole.append(digit)
        }
        let sign = value < .zero ? "-" : ""
        return parts.count > 1 ? "\(sign)\(whole).\(parts[1])" : sign + whole
    }

    /// A share in hundredths of a percent, always with two decimals: `60.00`.
    package static func share(_ hundredths: Int64) -> String {
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(hundredths < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The same without needless noughts: 80 rather than 80.00, 73.7 rather than 73.70.
    static func shortShare(_ hundredths: Int64) -> String {
        let text = share(hundredths)
        if text.hasSuffix(".00") { return String(text.dropLast(3)) }
        return text.hasSuffix("0") ? String(text.dropLast()) : text
    }

    /// Half of the unit of the last written digit, as a plain decimal: `500`, `0.05`, `0`.
    package static func precision(_ quantity: Quantity) -> String {
        let (whole, left) = quantity.ulp.quotientAndRemainder(dividingBy: 20_000)
        // Half a ten-thousandth needs a fifth decimal, which no amount has.
        let rest = left * 5
        guard rest > 0 else { return String(whole) }
        var digits = String(rest)
        digits = String(repeating: "0", count: 5 - digits.utf8.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    /// A reckoned amount with its bound and unit; a signed one has its plus.
    package func amount(_ quantity: Quantity, unit: String = "", signed: Bool = false) -> String {
        let number = plus(signed, quantity.value) + Self.grouped(quantity.value)
        return bounded(number, quantity.value, quantity.bound, unit)
    }

    /// An amount as it was written, with its unit: `9.9万平方米`, `1万余人次`.
    package func amount(
        _ stated: StatedAmount,
        unit: String = "",
        signed: Bool = false
    ) -> String {
        let plus = plus(signed, stated.value)
        let plain = plus + Self.grouped(stated.value)
        guard let written = stated.written.map(WrittenAmount.init) else {
            return bounded(plain, stated.value, stated.bound, unit)
        }
        guard written.hasBound, language == .zh else {
            let shown = language == .zh ? written.number : written.plainNumber
            return bounded(shown.map { plus + $0 } ?? plain, stated.value, stated.bound, unit)
        }
        let number = written.before + plus + written.number
        let unit = unitText(unit, of: stated.value)
        return written.isBeforeUnit
            ? number + written.after + unit : number + unit + written.after
    }

    private func plus(_ signed: Bool, _ value: Decimal) -> String {
        signed && value > .zero ? "+" : ""
    }

    /// A number with the word of its bound where the language puts it.
    private func bounded(
        _ number: String,
        _ value: Decimal,
        _ bound: Bound,
        _ unit: String
    ) -> String {
        let whole = number + unitText(unit, of: value)
        switch (language, bound) {
        case (_, .exact):
            return whole
        case (.zh, .atLeast):
            // 余 stands after a round number only: 4500余户, but 95%以上 and 4523户以上.
            let isRound = value.tenThousandths >= 100_000 && value.tenThousandths % 100_000 == 0
            return isRound && unit != "%" ? number + "余" + unitText(unit, of: value) : whole + "以上"
        case (.zh, _):
            return language.name(bound) + whole
        case (.en, _):
            return "\(language.name(bound)) \(whole)"
        }
    }

    /// The unit as it follows a number.
    private func unitText(_ unit: String, of value: Decimal) -> String {
        switch unit {
        case "", "%": unit
        case "百分点": language(value.isOne ? " percentage point" : " percentage points", "个百分点")
        default: language(" ", "") + unit
        }
    }
}

extension Quantity {
    /// Without its sign; of what falls the bounds change places.
    var size: Quantity {
        guard value < .zero, let size = value.negated else { return self }
        return Quantity(value: size, ulp: ulp, mayBeMore: mayBeLess, mayBeLess: mayBeMore)
    }
}

extension Decimal {
    /// Whether what is counted stands in the singular.
    var isOne: Bool { tenThousandths.magnitude == 10_000 }
}

/// The parts of an amount as written: the words of its bound around the number and its scale.
private struct WrittenAmount {
    var before: String
    var number: String
    var after: String

    private static let omission: [Unicode.Scalar] = ["余", "餘", "多"]

    init(_ written: String) {
        let scalars = Array(written.unicodeScalars)
        let first = scalars.firstIndex(where: Self.isOfNumber) ?? 0
        let last = scalars.lastIndex(where: Self.isOfNumber) ?? scalars.count - 1
        func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
            String(String.UnicodeScalarView(part))
        }
        before = text(scalars[..<first])
        number = text(scalars[first..<(last + 1)])
        after = text(scalars[(last + 1)...])
    }

    var hasBound: Bool {
        !before.isEmpty || !after.isEmpty
            || number.unicodeScalars.contains(where: Self.omission.contains)
    }

    /// 余 and 多 stand before the unit, 以上 and 左右 after it.
    var isBeforeUnit: Bool { after.unicodeScalars.first.map(Self.omission.contains) ?? false }

    /// The number without a word of bound in it; nil where it is written in Chinese numerals.
    var plainNumber: String? {
        guard number.unicodeScalars.contains(where: { ("0"..."9").contains($0) }) else {
            return nil
        }
        var plain = String.UnicodeScalarView()
        plain.append(contentsOf: number.unicodeScalars.filter { !Self.omission.contains($0) })
        return String(plain)
    }

    private static func isOfNumber(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "０"..."９", "-", "−", "－", "k", "K", "M": true
        default: "零〇一二两兩三四五六七八九十百千万萬亿億".unicodeScalars.contains(scalar)
        }
    }
}
