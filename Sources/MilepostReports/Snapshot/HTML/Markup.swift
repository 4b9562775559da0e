/// HTML under construction: nothing gets in unescaped but what stands in this program's source.
struct Markup {
    private var bytes: [UInt8] = []
    /// Whether ideographs are marked as Chinese, because the page is not.
    private let marksChinese: Bool

    init(_ language: Language, reserving count: Int) {
        marksChinese = language != .zh
        bytes.reserveCapacity(count)
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Markup as it stands in the source.
    mutating func raw(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Text of the page.
    mutating func text(_ text: String) {
        guard marksChinese, text.utf8.contains(where: { $0 >= 0xE2 }) else { return escape(text) }
        var run = String.UnicodeScalarView()
        var isChinese = false
        func flush(_ markup: inout Markup) {
            guard !run.isEmpty else { return }
            if isChinese { markup.raw("<span lang=zh-CN>") }
            markup.escape(String(run))
            if isChinese { markup.raw("</span>") }
            run.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            if scalar.isChinese != isChinese {
                flush(&self)
                isChinese = scalar.isChinese
            }
            run.append(scalar)
        }
        flush(&self)
    }

    /// Text where no element may stand: in titles and in what is shown letter for letter.
    mutating func plain(_ text: String) { escape(text) }

    /// Lines that are shown as they are.
    mutating func lines(_ text: String) {
        for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if offset > 0 { bytes.append(UInt8(ascii: "\n")) }
            escape(String(line))
        }
    }

    mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    /// An attribute, after a space; in quotation marks where it needs them.
    mutating func attribute(_ name: StaticString, _ value: String) {
        raw(" ")
        raw(name)
        raw("=")
        let isWord = !value.isEmpty && value.utf8.allSatisfy(Self.isOfWord)
        if !isWord { raw("\"") }
        escape(value)
        if !isWord { raw("\"") }
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
            true
        default: "#%-._/".utf8.contains(byte)
        }
    }

    /// JSON, in which `<` is written as an escape so that no browser sees a tag in it.
    mutating func json(_ json: String) {
        for byte in json.utf8 {
            if byte == UInt8(ascii: "<") { raw("\\u003c") } else { bytes.append(byte) }
        }
    }

    /// A style sheet.
    mutating func style(_ sheet: StyleSheet) {
        raw("<style>")
        bytes.append(contentsOf: sheet.text.utf8)
        raw("</style>")
    }

    private mutating func escape(_ text: String) {
        let hidesSomething = text.utf8.contains {
            $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2
        }
        for byte in (hidesSomething ? TextTable.harmless(text) : text).utf8 {
            switch byte {
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "\""): raw("&quot;")
            case UInt8(ascii: "'"): raw("&#39;")
            default: bytes.append(byte)
            }
        }
    }
}

extension Unicode.Scalar {
    /// Ideographs and the punctuation that belongs to them.
    fileprivate var isChinese: Bool {
        switch value {
        case 0x2E80...0x303F, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFF60, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
