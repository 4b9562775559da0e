/// Columns of text that align on a terminal, where 中文 is two columns wide.
package struct TextTable: Sendable {
    /// The side that a column's texts are flush with.
    package enum Alignment: Sendable {
        case leading, trailing
    }

    private var alignments: [Alignment]
    private var rows: [[String]]

    /// A table of these columns without a row.
    package init(_ columns: [(title: String, Alignment)]) {
        alignments = columns.map(\.1)
        rows = [columns.map { Self.harmless($0.title) }]
    }

    /// Adds a row; missing cells are empty.
    package mutating func append(_ cells: [String]) {
        var row = cells.prefix(alignments.count).map(Self.harmless)
        row += Array(repeating: "", count: alignments.count - row.count)
        rows.append(row)
    }

    /// The titles and the rows, each without trailing spaces.
    package var lines: [String] {
        let measured = rows.map { $0.map { (text: $0, width: Self.width(of: $0)) } }
        let widths = alignments.indices.map { column in
            measured.reduce(0) { max($0, $1[column].width) }
        }
        return measured.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.width)
                if column > 0 { line += "  " }
                switch alignments[column] {
                case .leading: line += cell.text + padding
                case .trailing: line += padding + cell.text
                }
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}

// MARK: Widths

extension TextTable {
    /// How many columns of a terminal the text takes.
    package static func width(of text: String) -> Int {
        harmless(text).reduce(0) { $0 + width(of: $1) }
    }

    /// The text with what would steer a terminal shown as U+FFFD.
    package static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: \.steersTerminal) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            result.unicodeScalars.append(scalar.steersTerminal ? "\u{FFFD}" : scalar)
        }
        return result
    }

    private static func width(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        // U+FE0F asks for the emoji form, which is wide: ❤ is one column, ❤️ two.
        if scalars.contains("\u{FE0F}") { return 2 }
        // What is drawn as one, such as a flag or a family, is never wider than one wide character.
        return min(2, scalars.reduce(0) { $0 + $1.columns })
    }
}

extension Unicode.Scalar {
    /// Whether a terminal would obey it: controls, line separators and reversals of direction.
    var steersTerminal: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    fileprivate var columns: Int {
        if value < 0x300 { return 1 }
        if isWide { return 2 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        // Vowels and final consonants of Hangul are drawn within the syllable that they follow.
        let isWithinSyllable = 0x1160...0x11FF ~= value || 0xD7B0...0xD7FF ~= value
        return isWithinSyllable ? 0 : 1
    }

    // East Asian Width W or F: https://www.unicode.org/Public/UCD/latest/ucd/EastAsianWidth.txt
    private var isWide: Bool {
        guard value >= 0x1100 else { return false }
        if Self.wideBlocks.contains(where: { $0 ~= value }) {
            // The marks that voice kana stand on the kana; half a mark is no column.
            return !(0x302A...0x302D ~= value) && !(0x3099...0x309A ~= value) && value != 0x303F
        }
        // A flag is two of these letters, each one column.
        return properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF ~= value)
    }

    // Unassigned code points in between are counted wide, as the standard asks of them in the
    // blocks of ideographs.
    private static let wideBlocks: [ClosedRange<UInt32>] = [
        0x1100...0x115F,  // Hangul, initial consonants
        0x2329...0x232A,  // 〈〉
        0x2E80...0x303E,  // radicals, descriptions, punctuation such as 、。《》「」
        0x3041...0x3247, 0x3250...0x4DFF,  // kana, Bopomofo, Hangul, circled, extension A
        0x4E00...0xA4CF,  // ideographs, Yi
        0xA960...0xA97F,  // Hangul, initial consonants
        0xAC00...0xD7A3,  // Hangul, syllables
        0xF900...0xFAFF,  // compatibility ideographs
        0xFE10...0xFE19, 0xFE30...0xFE6F,  // vertical and small forms
        0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full-width forms
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,  // Tangut, Khitan, historic kana
        0x1F200...0x1F2FF,  // 🈀 and the like
        0x20000...0x2FFFD, 0x30000...0x3FFFD,  // ideographs, extensions B and later
    ]
}
