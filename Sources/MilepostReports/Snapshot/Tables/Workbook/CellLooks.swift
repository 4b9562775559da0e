/// How cells look, by the number of their style: only so far as it could hide what they say.
struct CellLooks {
    private(set) var palette = Palette()
    private var codes: [Int: String] = Self.builtIn
    private var fonts: [FontLook] = []
    /// What stands behind the text; nil is paper.
    private var fills: [[String: String]?] = []
    private var styles: [Style] = []

    private struct Style {
        var format = 0
        var font = 0
        var fill = 0
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
            case "cellXfs": readStyle(name, said)
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
            let isPaper = ["none", "gray125", nil].contains(said["patternType"])
            fills[fills.count - 1] = isPaper ? nil : [:]
        case "fgColor":
            if fills[fills.count - 1] != nil { fills[fills.count - 1] = said }
        case "gradientFill": fills[fills.count - 1] = [:]
        default: break
        }
    }

    private mutating func readStyle(_ name: String, _ said: [String: String]) {
        func number(_ key: String) -> Int { said[key].flatMap { Int($0) } ?? 0 }
        if name == "xf" {
            styles.append(
                Style(format: number("numFmtId"), font: number("fontId"), fill: number("fillId"))
            )
        } else if name == "alignment", !styles.isEmpty {
            styles[styles.count - 1].isTurned =
                number("textRotation") != 0 || said["horizontal"] == "fill"
        }
    }

    /// What keeps a reader from seeing a text as it is.
    func hiding(_ text: String, isNumber: Bool, style: Int) -> [String] {
        let style = styles.indices.contains(style) ? styles[style] : Style()
        var found: [String] = []
        let code = codes[style.format] ?? "\(style.format)"
        if !Self.shows(isNumber ? text : "", code) { found.append(code) }
        let font = fonts.indices.contains(style.font) ? fonts[style.font] : FontLook()
        let fill = fills.indices.contains(style.fill) ? fills[style.fill] : nil
        found += font.hiding(palette, on: fill)
        if style.isTurned { found.append("turned") }
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

    /// Below this nobody reads.
    private static let smallest = 6.0
    /// How much lighter or darker than what is behind it a text must be, of 255.
    private static let contrast = 80.0

    mutating func read(_ element: String, _ said: [String: String]) {
        switch element {
        case "sz": size = said["val"] ?? ""
        case "color": colour = said
        case "strike": isStruck = !["0", "false"].contains(said["val"])
        default: break
        }
    }

    func hiding(_ palette: Palette, on fill: [String: String]? = nil) -> [String] {
        var found: [String] = []
        if let size, !((Double(size) ?? 0) >= Self.smallest) { found.append("size \(size)") }
        let paper = fill.map { palette.lightness($0, otherwise: 128) } ?? 255
        let ink = palette.lightness(colour, otherwise: 0)
        if !(abs(paper - ink) >= Self.contrast) { found.append("colour") }
        if isStruck { found.append("struck") }
        return found
    }
}
