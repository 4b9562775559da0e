/// What an official typed, trimmed, beside the form in which it is read.
///
/// `folded` has full-width forms as ASCII, any white space as a space and the traditional
/// characters of amounts as simplified ones. Both have the same indices, so that a part found in
/// the one is quoted from the other.
struct TypedText {
    let written: ArraySlice<Unicode.Scalar>
    let folded: ArraySlice<Unicode.Scalar>
    private(set) var position: Int

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        let all = scalars.map(Self.fold)
        let first = all.firstIndex { $0 != " " } ?? all.endIndex
        let last = all.lastIndex { $0 != " " } ?? first - 1
        written = scalars[first..<last + 1]
        folded = all[first..<last + 1]
        position = first
    }

    var isAtEnd: Bool { position == folded.endIndex }

    /// The scalar to be read, nil at the end.
    var next: Unicode.Scalar? { isAtEnd ? nil : folded[position] }

    /// The scalar after `next`, nil at the end.
    var second: Unicode.Scalar? {
        position + 1 < folded.endIndex ? folded[position + 1] : nil
    }

    /// All that is left to be read.
    var rest: ArraySlice<Unicode.Scalar> { folded[position...] }

    mutating func advance(by count: Int = 1) { position += count }

    mutating func skipSpaces() {
        while next == " " { position += 1 }
    }

    /// Reads the word if it is the next.
    mutating func take(_ word: String) -> Bool {
        var end = position
        for scalar in word.unicodeScalars {
            guard end < folded.endIndex, folded[end] == scalar else { return false }
            end += 1
        }
        position = end
        return true
    }

    /// Reads an ASCII digit if it is the next.
    mutating func takeDigit() -> Int? {
        guard let digit = next?.digit else { return nil }
        position += 1
        return digit
    }

    /// A part as written, without the spaces around it.
    func quote(_ range: Range<Int>) -> String {
        let spaces = folded[range].reversed().prefix { $0 == " " }.count
        return String(written[range].dropLast(spaces))
    }

    /// The whole as written.
    var quoted: String { String(written) }

    static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x21...0x7E: scalar
        case 0x2212: "-"
        case 0x4E00...0x9FFF: simplify(scalar)
        case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
        default: scalar.properties.isWhitespace ? " " : scalar
        }
    }

    /// Only the characters of numbers, bounds and common units: names are nobody's to rewrite.
    private static func simplify(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "萬": "万"
        case "億": "亿"
        case "兩": "两"
        case "餘": "余"
        case "過": "过"
        case "於": "于"
        case "約": "约"
        case "內": "内"
        case "點": "点"
        case "個": "个"
        case "戶": "户"
        case "處": "处"
        case "項": "项"
        case "張": "张"
        case "場": "场"
        case "筆": "笔"
        case "畝": "亩"
        default: scalar
        }
    }
}

extension Unicode.Scalar {
    /// The value of an ASCII digit.
    var digit: Int? { ("0"..."9").contains(self) ? Int(value) - 48 : nil }

    /// The value of a Chinese digit, of which 零 is one and 十 is not.
    var chineseDigit: Int? {
        switch self {
        case "零", "〇": 0
        case "一": 1
        case "二", "两": 2
        case "三": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        default: nil
        }
    }

    /// Whether it is an ASCII letter.
    var isLatin: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}

extension String {
    init(_ scalars: some Sequence<Unicode.Scalar>) {
        self.init(UnicodeScalarView(scalars))
    }
}
