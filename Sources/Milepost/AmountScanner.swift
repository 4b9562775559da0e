/// Reads one amount: sign, bound, number, bound, scale word, bound, unit, bound.
struct AmountScanner {
    /// Digits as they stand: `digits` × 10^-decimals; nil digits are too many for 64 bits.
    private struct Number {
        var digits: UInt64? = 0
        var decimals = 0

        mutating func append(_ digit: Int) {
            guard let (high, overflow) = digits?.multipliedReportingOverflow(by: 10) else { return }
            let (sum, carry) = high.addingReportingOverflow(UInt64(digit))
            digits = overflow || carry ? nil : sum
        }
    }

    // 超过 stands before 超, which it begins with.
    private static let prefixes: [(String, Bound)] = [
        ("不超过", .atMost), ("至多", .atMost), ("<=", .atMost), ("≤", .atMost),
        ("不少于", .atLeast), ("不低于", .atLeast), ("至少", .atLeast), ("突破", .atLeast),
        ("超过", .atLeast), ("超", .atLeast), ("逾", .atLeast), (">=", .atLeast), ("≥", .atLeast),
        ("近", .nearly), ("约", .about), ("~", .about),
    ]
    private static let beforeScale: [(String, Bound)] = [("余", .atLeast), ("多", .atLeast)]
    private static let suffixes: [(String, Bound)] = [
        ("以上", .atLeast), ("以内", .atMost), ("以下", .atMost), ("左右", .about),
    ]
    private static let afterScale = beforeScale + suffixes

    private var text: TypedText
    private var bound: Bound?

    init(_ text: String) {
        self.text = TypedText(text)
    }

    mutating func scan() throws(AmountError) -> AmountText {
        guard !text.isAtEnd else { throw .empty }
        let beginning = text.position
        let sign = takeSign()
        let start = sign == .minus ? beginning : text.position
        try takeBounds(Self.prefixes)
        let number = try takeNumber()
        try takeBounds(Self.beforeScale)
        let exponent = takeScale()
        try takeBounds(Self.afterScale)
        let numberEnd = text.position
        let unitEnd = try takeTrailingBounds(from: numberEnd)
        let suffix = try suffix(in: numberEnd..<unitEnd)

        // Four places are the Decimal's own; a scale word may use up further written decimals.
        let power = 4 + exponent - number.decimals
        guard power >= 0 else { throw .tooManyDecimals(text.quoted) }
        let unit = (0..<power).reduce(Int64(1)) { unit, _ in unit * 10 }
        guard
            let (magnitude, overflow) = number.digits?
                .multipliedReportingOverflow(by: unit.magnitude),
            !overflow,
            let value = Decimal(magnitude: magnitude, isNegative: sign == .minus)
        else { throw .tooLarge(text.quoted) }

        let isRounded = exponent > 0 || number.decimals > 0
        let size = bound ?? .exact
        return AmountText(
            sign: sign,
            value: value,
            // The words speak of the size: 下降5以上 is -5 or less.
            bound: sign == .minus ? size.mirrored : size,
            ulp: isRounded && bound == nil ? unit : 0,
            suffix: suffix,
            written: text.quote(start..<numberEnd) + text.quote(unitEnd..<text.folded.endIndex)
        )
    }

    private var notAnAmount: AmountError { .notAnAmount(text.quoted) }

    private mutating func takeSign() -> AmountText.Sign {
        defer { text.skipSpaces() }
        if text.take("+") { return .plus }
        if text.take("-") { return .minus }
        return text.take("=") ? .equals : .none
    }

    private mutating func takeBounds(_ words: [(String, Bound)]) throws(AmountError) {
        text.skipSpaces()
        // Most amounts have no bound: the tables are left alone at a digit and at the end.
        while let next = text.next, next.digit == nil,
            let (_, found) = words.first(where: { text.take($0.0) })
        {
            try note(found)
            text.skipSpaces()
        }
    }

    private mutating func note(_ found: Bound) throws(AmountError) {
        guard bound == nil else { throw .twoBounds(text.quoted) }
        bound = found
    }

    /// Reads the bounds after the unit, and gives where the first of them begins.
    private mutating func takeTrailingBounds(from start: Int) throws(AmountError) -> Int {
        var end = text.folded.endIndex
        while let (word, found) = Self.suffixes.first(where: {
            text.folded[start..<end].reversed().starts(with: $0.0.unicodeScalars.reversed())
        }) {
            try note(found)
            end -= word.unicodeScalars.count
        }
        return end
    }

    private func suffix(in range: Range<Int>) throws(AmountError) -> AmountText.Suffix? {
        let written = text.quote(range)
        let folded = text.folded[range].prefix(written.unicodeScalars.count)
        guard !folded.isEmpty else { return nil }
        if let suffix = AmountText.Suffix(folded: folded) { return suffix }
        guard isUnit(folded) else { throw notAnAmount }
        return .unit(written)
    }

    private mutating func takeScale() -> Int {
        text.skipSpaces()
        if text.take("万亿") { return 12 }
        if text.take("亿") { return 8 }
        if text.take("万") { return 4 }
        // `5km` is kilometres and `5kΩ` kilo-ohms, but `5k人` is five thousand.
        if let next = text.second, next.properties.isAlphabetic, !next.properties.isIdeographic {
            return 0
        }
        if text.take("k") { return 3 }
        return text.take("M") ? 6 : 0
    }

    private mutating func takeNumber() throws(AmountError) -> Number {
        guard let next = text.next else { throw notAnAmount }
        if next.digit != nil { return try takeDecimal() }
        guard let value = takeNumeral() else { throw notAnAmount }
        return Number(digits: UInt64(value))
    }

    private mutating func takeDecimal() throws(AmountError) -> Number {
        var number = Number()
        let startsWithZero = text.next == "0"
        let count = takeDigits(into: &number)
        guard count == 1 || !startsWithZero else { throw notAnAmount }
        if let mark = groupMark {
            guard count <= 3, !startsWithZero else { throw .badGrouping(text.quoted) }
            while groupMark == mark {
                text.advance()
                guard takeDigits(into: &number) == 3 else { throw .badGrouping(text.quoted) }
            }
        }
        if text.take(".") {
            number.decimals = takeDigits(into: &number)
            guard number.decimals > 0 else { throw notAnAmount }
        }
        guard groupMark == nil else { throw .badGrouping(text.quoted) }
        guard !isAtExponent else { throw .exponent(text.quoted) }
        return number
    }

    private mutating func takeDigits(into number: inout Number) -> Int {
        let start = text.position
        while let digit = text.takeDigit() { number.append(digit) }
        return text.position - start
    }

    /// A comma, or a single space with a digit after it: `7 200` is one number, `24 个` is not two.
    private var groupMark: Unicode.Scalar? {
        switch text.next {
        case ",": ","
        case " ": text.second?.digit == nil ? nil : " "
        default: nil
        }
    }

    private var isAtExponent: Bool {
        guard text.next == "e" || text.next == "E" else { return false }
        let power = text.rest.dropFirst().drop { $0 == "+" || $0 == "-" }
        return power.first?.digit != nil
    }

    /// Reads a whole number up to 9999 in Chinese numerals: 五, 十二, 两百, 一千零二十.
    private mutating func takeNumeral() -> Int? {
        var total = 0
        var place = 10_000
        var afterZero = false
        while let next = text.next, let digit = next == "十" ? 1 : next.chineseDigit {
            if digit == 0 {
                text.advance()
                if place == 10_000 { return 0 }
                guard !afterZero, place > 10 else { return nil }
                afterZero = true
                continue
            }
            // 十二 begins without its 一; within a number, 一百一十二, it has one.
            if next != "十" { text.advance() } else if place != 10_000 { return nil }
            let step = text.next?.chinesePlace ?? 1
            if step > 1 { text.advance() }
            // 零 stands exactly where a place is left out: 一百二 is spoken for 120, and refused.
            let isNextPlace = place == 10_000 || step * 10 == place
            guard step < place, isNextPlace != afterZero else { return nil }
            total += digit * step
            place = step
            afterZero = false
            if step == 1 { break }
        }
        return afterZero || place == 10_000 ? nil : total
    }

    /// Whether a text can be a unit, and is not the rest of a range, a date or a longer number.
    private func isUnit(_ unit: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = unit.first, first.properties.isAlphabetic || "°℃‰¥€$".contains(first)
        else { return false }
        let second = unit.dropFirst().first
        switch first {
        // 千瓦 and 千米 are units, but the 千 of 3千人 is a scale word that is not read.
        case "千": guard let second, "瓦米克伏卡帕焦".contains(second) else { return false }
        case "百", "十", "万", "亿": return false
        case "分" where second == "之": return false
        case "点" where second?.chineseDigit != nil: return false
        default: guard first.chineseDigit == nil else { return false }
        }
        // m2 and 元/100公里 have digits in them; 月30日 and 至10个 are no units.
        return zip(unit, unit.dropFirst()).allSatisfy { before, scalar in
            if scalar.digit != nil {
                return before.digit != nil || before.isLatin || before == "/" || before == "每"
            }
            return scalar.properties.isAlphabetic || " /·-()°℃‰²³".contains(scalar)
        }
    }
}

extension String {
    fileprivate func contains(_ scalar: Unicode.Scalar) -> Bool {
        unicodeScalars.contains(scalar)
    }
}

extension Unicode.Scalar {
    /// What a Chinese digit before it is multiplied by.
    fileprivate var chinesePlace: Int? {
        switch self {
        case "十": 10
        case "百": 100
        case "千": 1000
        default: nil
        }
    }
}
