/// How cells look, by the number of their style: only so far as it could hide what they say.
struct CellLooks {
    private(set) var palette = Palette()
    private var codes: [Int: String] = Self.builtIn
    private var fonts: [FontLook] = []
    /// What stands behind the text; nil is paper.
    private var fills: [[String: String]?] = []
    /// Whether lines go through the text.
    private var borders: [Bool] = []
    private var styles: [Style] = []

    private struct Style {
        var format = 0
        var font = 0
        var fill = 0
        var border = 0
        var isTurned = false
    }

    private static let builtIn = [
        0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 49: "@",
    ]

    init() {}

    init(_ bytes: [UInt8], theme: [UInt8]?) throws(NotXML) {
        var reader = XMLReader(bytes)
        var path: [String] = []
        var indexed: [String] = []
        while let token = try reader.next() {
            guard case .start(let name, let said) = token else {
                if case .end = token { path.removeLast() }
                continue
            }
            switch path.dropFirst().first {
            case "numFmts": try readFormat(said)
            case "fonts":
                if name == "font" { fonts.append(FontLook()) }
                if !fonts.isEmpty { fonts[fonts.count - 1].read(name, said) }
            case "fills":
                if name == "fill" { fills.append(nil) }
                if !fills.isEmpty { readFill(name, said) }
            case "borders":
                if name == "border" {
                    borders.append(said.says("diagonalUp") || said.says("diagonalDown"))
                }
            case "cellXfs": try readStyle(name, said)
            case "colors": if name == "rgbColor" { indexed.append(said["rgb"] ?? "") }
            default: break
            }
            path.append(name)
        }
        palette = try Palette(theme: theme, indexed: indexed)
    }

    private mutating func readFormat(_ said: [String: String]) throws(NotXML) {
        guard let id = said["numFmtId"].flatMap({ Int($0) }), let code = said["formatCode"] else {
            throw NotXML()
        }
        // Where programs would choose between two of them, or keep their own, it is none of ours.
        let others = codes[id].map { $0 == code ? "" : "\($0)|" } ?? (id < 164 ? "\(id)|" : "")
        codes[id] = others + code
    }

    private mutating func readFill(_ name: String, _ said: [String: String]) {
        switch name {
        case "patternFill":
            let type = said["patternType"] ?? "none"
            let isPaper = type == "none" || type == "gray125"
            fills[fills.count - 1] = isPaper ? nil : type == "solid" ? [:] : said
        case "fgColor":
            if fills[fills.count - 1] == [:] { fills[fills.count - 1] = said }
        case "gradientFill": fills[fills.count - 1] = [:]
        default: break
        }
    }

    private mutating func readStyle(
        _ name: String,
        _ said: [String: String]
    ) throws(NotXML) {
        if name == "xf" {
            styles.append(
                Style(
                    format: try said.number("numFmtId"),
                    font: try said.number("fontId"),
                    fill: try said.number("fillId"),
                    border: try said.number("borderId")
                )
            )
        } else if name == "alignment", !styles.isEmpty {
            let (turn, indent) = (try said.number("textRotation"), try said.number("indent"))
            styles[styles.count - 1].isTurned =
                turn != 0 || indent > 9 || said["readingOrder"] == "2"
                || said["horizontal"] == "fill"
        }
    }

    /// What keeps a reader from seeing a text as it is.
    func hiding(_ text: String, isNumber: Bool, style: Int) throws(NotXML) -> [String] {
        guard style == 0 || styles.indices.contains(style) else { throw NotXML() }
        let style = styles.isEmpty ? Style() : styles[style]
        var found: [String] = []
        let code = codes[style.format] ?? "\(style.format)"
        if !Self.shows(isNumber ? text : "", code) { found.append(code) }
        let font = fonts.indices.contains(style.font) ? fonts[style.font] : FontLook()
        let fill = fills.indices.contains(style.fill) ? fills[style.fill] : nil
        found += font.hiding(palette, on: fill)
        if style.isTurned { found.append("turned") }
        if borders.indices.contains(style.border), borders[style.border] { found.append("struck") }
        return found
    }

    /// Whether a number in this format is shown with all its decimals and nothing else.
    private static func shows(_ plain: String, _ code: String) -> Bool {
        if code == "General" || code == "@" { return true }
        let parts = code.split(separator: ".", omittingEmptySubsequences: false)
        let shown = parts.count > 1 ? parts[1] : ""
        guard parts.count <= 2, parts[0] == "0" || parts[0] == "#,##0",
            shown.allSatisfy({ $0 == "0" })
        else { return false }
        let decimals = plain.split(separator: ".").dropFirst().first?.utf8.count ?? 0
        return decimals <= shown.utf8.count
    }
}

/// A font, or that of a piece of a text, so far as it could hide what is written in it.
struct FontLook {
    private var size: String?
    private var colour: [String: String] = [:]
    private var isStruck = false
    private var isOfSigns = false
    /// A digit above the line is read as a power.
    private var isRaised = false

    /// Below this nobody reads.
    private static let smallest = 6.0
    /// How much lighter or darker than what is behind it a text must be, of 255.
    private static let contrast = 80.0

    mutating func read(_ element: String, _ said: [String: String]) {
        switch element {
        case "sz": size = said["val"] ?? ""
        case "color": colour = said
        case "strike": isStruck = said.says("val", otherwise: true)
        case "name", "rFont": isOfSigns = isOfSigns || Self.hasSigns(said["val"] ?? "")
        case "vertAlign": isRaised = said["val"] != "baseline"
        case "charset": isOfSigns = isOfSigns || said["val"] == "2"
        default: break
        }
    }

    func hiding(_ palette: Palette, on fill: [String: String]? = nil) -> [String] {
        var found: [String] = []
        if let size, !((Double(size) ?? 0) >= Self.smallest) { found.append("size \(size)") }
        let paper = fill.map { palette.lightness($0, otherwise: .nan) } ?? 255
        let ink = palette.lightness(colour, otherwise: 0)
        if !(abs(paper - ink) >= Self.contrast) { found.append("colour") }
        if isStruck { found.append("struck") }
        if isOfSigns { found.append("signs") }
        if isRaised { found.append("raised") }
        return found
    }

    /// Whether a font shows signs in the place of letters and digits.
    static func hasSigns(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["symbol", "dings", "dingbats", "marlett"].contains { name.contains($0) }
    }
}

/// What an element says of itself.
extension [String: String] {
    /// Whether something is so; what is neither yes nor no may be taken for yes.
    func says(_ key: String, otherwise: Bool = false) -> Bool {
        self[key].map { !["0", "false"].contains($0) } ?? otherwise
    }

    /// The place in a list: nought where none is said.
    func number(_ key: String) throws(NotXML) -> Int {
        guard let text = self[key] else { return 0 }
        guard let number = Int(text), number >= 0 else { throw NotXML() }
        return number
    }
}
