import Foundation

/// A sheet of a workbook with the texts of its cells.
struct ReadSheet {
    let name: String
    let isHidden: Bool
    /// Rows with something in them, with their numbers from 1 and those of the columns from 0.
    private(set) var rows: [(number: Int, cells: [(position: Int, text: String)])] = []
    /// What keeps a reader from seeing the cells as they are: hidden rows, pictures above them.
    private(set) var obstacles: [String] = []

    init(name: String, isHidden: Bool) {
        self.name = name
        self.isHidden = isHidden
    }

    /// No page has any of these.
    private static let covers: Set<String> = [
        "drawing", "legacyDrawing", "picture", "oleObject", "control", "conditionalFormatting",
        "mergeCell",
    ]

    mutating func read(
        _ bytes: [UInt8],
        strings: [String],
        styles: NumberStyles
    ) throws(NotXML) {
        var reader = XMLReader(bytes)
        var row = 0
        var cell = ReadCell()
        var position = -1
        while let token = try reader.next() {
            switch token {
            case .start("row", let said):
                row = try said["r"].map(Self.number) ?? row + 1
                position = -1
                if Self.isHidden(said, size: "ht") { obstacles.append("row \(row)") }
                rows.append((row, []))
            case .start("col", let said):
                if Self.isHidden(said, size: "width") {
                    obstacles.append("column \(said["min"] ?? "")")
                }
            case .start("c", let said):
                position = try said["r"].map(Self.column) ?? position + 1
                cell = ReadCell(type: said["t"], style: said["s"].flatMap { Int($0) } ?? 0)
            case .end("c"):
                let text = try cell.text(strings: strings, styles: styles)
                if !text.isEmpty, !rows.isEmpty {
                    rows[rows.count - 1].cells.append((position, text))
                }
            case .start(let element, _):
                if Self.covers.contains(element) { obstacles.append(element) }
                cell.begin(element)
            case .end(let element): cell.end(element)
            case .text(let text): cell.add(text)
            }
        }
        rows.removeAll { $0.cells.isEmpty }
    }

    private static func isHidden(_ said: [String: String], size: String) -> Bool {
        let isFlat = said[size].flatMap { Double($0) } == 0
        return isFlat || ["1", "true"].contains(said["hidden"])
    }

    private static func number(_ text: String) throws(NotXML) -> Int {
        guard let number = Int(text), number > 0 else { throw NotXML() }
        return number
    }

    /// The column of `AB12`, from 0.
    private static func column(_ reference: String) throws(NotXML) -> Int {
        var column = 0
        for letter in reference.utf8 {
            guard (0x41...0x5A).contains(letter) else { break }
            column = column * 26 + Int(letter - 0x40)
            guard column <= 16_384 else { throw NotXML() }
        }
        guard column > 0 else { throw NotXML() }
        return column - 1
    }
}

/// A cell while it is read.
private struct ReadCell {
    var type: String?
    var style = 0
    private var value = ""
    private var formula: String?
    private var inline = ""
    private var element = ""
    private var isPronunciation = false

    init(type: String? = nil, style: Int = 0) {
        self.type = type
        self.style = style
    }

    mutating func begin(_ element: String) {
        self.element = element
        if element == "f" { formula = formula ?? "" }
        if element == "rPh" { isPronunciation = true }
    }

    mutating func end(_ element: String) {
        self.element = ""
        if element == "rPh" { isPronunciation = false }
    }

    mutating func add(_ text: String) {
        switch element {
        case "v": value += text
        case "f": formula = (formula ?? "") + text
        case "t": if !isPronunciation { inline += text }
        default: return
        }
    }

    /// What a reader sees; a formula is told as one, since no page has any.
    func text(strings: [String], styles: NumberStyles) throws(NotXML) -> String {
        if let formula { return "=\(formula)" }
        switch type {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else { throw NotXML() }
            return strings[index]
        case "inlineStr": return SheetText.plain(inline)
        case nil, "n":
            if value.isEmpty { return "" }
            let plain = Self.plain(value)
            return styles.hiding(plain, style: style).map { "\(plain) [\($0)]" } ?? plain
        default: return value
        }
    }

    /// The number that is shown: programs write 847.9 as 847.89999999999998 too.
    private static func plain(_ value: String) -> String {
        if let plain = WrittenNumber.plain(value), plain.utf8.count <= 15 { return plain }
        guard let number = Double(value) else { return value }
        let shown = String(format: "%.15g", number)
        return WrittenNumber.plain(Double(shown) == number ? shown : value) ?? value
    }
}
