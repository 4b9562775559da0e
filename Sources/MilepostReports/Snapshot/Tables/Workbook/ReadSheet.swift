import Foundation

/// A sheet of a workbook with the texts of its cells.
struct ReadSheet {
    let name: String
    let isHidden: Bool
    /// Rows with something in them, with their numbers from 1 and those of the columns from 0.
    private(set) var rows: [(number: Int, cells: [(position: Int, text: String)])] = []
    /// Where each cell stands and what kind of content it has.
    private(set) var kinds: [String] = []
    /// What keeps a reader from seeing the cells as they are: hidden rows, pictures above them.
    var obstacles: [String] = []
    /// What else a reader sees, by what it is: on paper above and below, and which cells are printed.
    var margins: [(kind: String, text: String)] = []

    private static let lastRow = 1_048_576
    private static let lastColumn = 16_384

    init(name: String, isHidden: Bool) {
        self.name = name
        self.isHidden = isHidden
    }

    /// Whatever else is in a sheet could cover or change what its cells say.
    private static let harmless: Set<String> = [
        "worksheet", "sheetPr", "tabColor", "outlinePr", "pageSetUpPr", "dimension", "sheetViews",
        "sheetView", "pane", "selection", "sheetFormatPr", "cols", "col", "sheetData", "row", "c",
        "v", "f", "is", "t", "r", "rPr", "rPh", "phoneticPr", "b", "i", "u", "sz", "color", "rFont",
        "family", "charset", "scheme", "vertAlign", "strike", "autoFilter", "printOptions",
        "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "brk",
        "ignoredErrors",
        "ignoredError", "sheetCalcPr", "sheetProtection", "extLst",
        // Whether there is something in it is seen in the part that it names.
        "drawing",
    ]

    private static let printed: Set<String> = [
        "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter",
    ]

    mutating func read(
        _ bytes: [UInt8],
        strings: [String],
        looks: CellLooks
    ) throws(NotXML) {
        var reader = XMLReader(bytes)
        var row = 0
        var cell: ReadCell?
        var position = -1
        var margin: String?
        var view: [String: String] = [:]
        while let token = try reader.next() {
            switch token {
            case .start("row", let said):
                row = try Self.next(row, said["r"].map(Self.number), upTo: Self.lastRow)
                position = -1
                if Self.isHidden(said, size: "ht") { obstacles.append("row \(row)") }
                rows.append((row, []))
            case .start("c", let said):
                let column = try said["r"].map { reference throws(NotXML) in
                    try Self.column(reference, row)
                }
                position = try Self.next(position, column, upTo: Self.lastColumn - 1)
                cell = try ReadCell(said)
            case .end("c"):
                guard let read = cell else { throw NotXML() }
                cell = nil
                let text = try read.text(strings: strings, looks: looks)
                if !text.isEmpty {
                    rows[rows.count - 1].cells.append((position, text))
                    kinds.append("\(name) \(row):\(position + 1) \(read.kind)")
                }
            case .start(let element, let said):
                if !Self.harmless.contains(element), !Self.printed.contains(element) {
                    obstacles.append(element)
                }
                if element == "sheetView" { view = said }
                if Self.hides(element, said, in: view) {
                    obstacles.append(
                        [element, said["min"]].compactMap(\.self).joined(separator: " ")
                    )
                }
                if Self.printed.contains(element) {
                    margin = ""
                } else {
                    cell?.begin(element, said)
                }
            case .end(let element):
                if let text = margin, Self.printed.contains(element) {
                    let plain = SheetHeader.plain(text)
                    if !plain.isEmpty { margins.append((element, plain)) }
                    margin = nil
                }
                cell?.end(element)
            case .text(let text):
                if margin == nil { cell?.add(text) } else { margin? += text }
            }
        }
        rows.removeAll { $0.cells.isEmpty }
    }

    /// Whether a column is hidden, or the whole sheet is shown so that its cells can't be read.
    private static func hides(
        _ element: String,
        _ said: [String: String],
        in view: [String: String]
    ) -> Bool {
        switch element {
        case "col": return isHidden(said, size: "width")
        case "sheetFormatPr":
            return said.says("zeroHeight") || isHidden(said, size: "defaultRowHeight")
                || isHidden(said, size: "defaultColWidth") || isHidden(said, size: "baseColWidth")
        case "sheetView":
            return said.says("showFormulas") || said.says("rightToLeft")
                || !said.says("showZeros", otherwise: true)
                || said["zoomScale"].map { !((Int($0) ?? 0) >= 20) } == true
        case "pane":
            // What is frozen beyond a screen, or above the first row in sight, is never seen.
            let isIssued = ["xSplit", "ySplit"].allSatisfy {
                said[$0].flatMap { Double($0) } == Double(SheetWriter.frozen)
            }
            return !isIssued || view["topLeftCell"].map { $0 != "A1" } == true
        default: return false
        }
    }

    private static func isHidden(_ said: [String: String], size: String) -> Bool {
        let least = size.lowercased().hasSuffix("width") ? 2.0 : 6.0
        let isFlat = said[size].map { !((Double($0) ?? 0) >= least) } ?? false
        return isFlat || said.says("hidden")
    }

    // MARK: Places

    /// The place that is said, or the one after the last; each stands after the one before.
    private static func next(_ last: Int, _ said: Int?, upTo limit: Int) throws(NotXML) -> Int {
        let place = said ?? last + 1
        guard place > last, place <= limit else { throw NotXML() }
        return place
    }

    /// Where it is no number, it is none that comes after another.
    private static func number(_ text: String) -> Int { Int(text) ?? -1 }

    /// The column of `AB12`, from 0.
    private static func column(_ reference: String, _ row: Int) throws(NotXML) -> Int {
        var column = 0
        let letters = reference.utf8.prefix { (0x41...0x5A).contains($0) }
        for letter in letters.prefix(4) { column = column * 26 + Int(letter - 0x40) }
        guard letters.count <= 3, column > 0,
            reference.utf8.dropFirst(letters.count).elementsEqual("\(row)".utf8)
        else { throw NotXML() }
        return column - 1
    }
}
