import Foundation

/// A cell while it is read.
struct ReadCell {
    private let type: String?
    private let style: Int
    /// What else it says of itself: a picture or a list instead of its value.
    private let others: [String]
    private var value = ""
    private var formula: String?
    private var inline = RichText()
    private var isInline = false
    private var element = ""

    init(_ said: [String: String]) throws(NotXML) {
        type = said["t"]
        style = try said.number("s")
        others = said.keys.filter { !["r", "s", "t", "ph"].contains($0) }.sorted()
    }

    mutating func begin(_ element: String, _ said: [String: String]) {
        self.element = element
        switch element {
        case "f": formula = formula ?? ""
        case "is": isInline = true
        default: if isInline { inline.begin(element, said) }
        }
    }

    mutating func end(_ element: String) {
        self.element = ""
        if isInline { inline.end(element) }
    }

    mutating func add(_ text: String) {
        switch element {
        case "v": value += text
        case "f": formula = (formula ?? "") + text
        default: if isInline { inline.add(text) }
        }
    }

    var kind: String { type == nil || type == "n" ? "number" : "text" }

    /// What a reader sees, and what keeps him from it; a formula is told, since no page has any.
    func text(strings: [String], looks: CellLooks) throws(NotXML) -> String {
        if let formula { return "=\(formula)" }
        let plain: String
        var found = others
        switch type {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else { throw NotXML() }
            plain = strings[index]
        case "inlineStr": plain = inline.text(looks.palette)
        case nil, "n": plain = value.isEmpty ? "" : Self.plain(value)
        case let type?:
            plain = value
            found.append(type)
        }
        if plain.isEmpty && found.isEmpty { return "" }
        found += try looks.hiding(plain, isNumber: kind == "number", style: style)
        return plain + found.map { " [\($0)]" }.joined()
    }

    /// The number that is shown: programs write 847.9 as 847.89999999999998 too.
    private static func plain(_ value: String) -> String {
        if let plain = WrittenNumber.plain(value), plain.utf8.count <= 15 { return plain }
        guard let number = Double(value) else { return value }
        let shown = String(format: "%.15g", number)
        return WrittenNumber.plain(Double(shown) == number ? shown : value) ?? value
    }
}

/// A text in pieces, each in its own font.
struct RichText {
    private var text = ""
    /// How it is pronounced, which may stand above it.
    private var pronunciation = ""
    private var fonts: [FontLook] = []
    private var isText = false
    private var isFont = false
    private var isPronunciation = false

    mutating func begin(_ element: String, _ said: [String: String]) {
        switch element {
        case "t": isText = true
        case "rPh": isPronunciation = true
        case "rPr":
            isFont = true
            fonts.append(FontLook())
        default: if isFont { fonts[fonts.count - 1].read(element, said) }
        }
    }

    mutating func end(_ element: String) {
        switch element {
        case "t": isText = false
        case "rPh": isPronunciation = false
        case "rPr": isFont = false
        default: break
        }
    }

    mutating func add(_ piece: String) {
        guard isText else { return }
        if isPronunciation { pronunciation += piece } else { text += piece }
    }

    /// The text, and what keeps a reader from seeing all of it.
    func text(_ palette: Palette) -> String {
        let found = fonts.flatMap { $0.hiding(palette) } + [pronunciation].filter { !$0.isEmpty }
        return SheetText.plain(text) + found.map { " [\($0)]" }.joined()
    }
}
