import Milepost

extension ReadPage {
    /// Reads a snapshot out of its workbook, whichever program saved it last.
    package init(workbook bytes: [UInt8]) throws(UnreadableWorkbook) {
        let book = try ReadWorkbook(bytes)
        self.init(format: .xlsx, language: .en, cells: [])
        cells += book.obstacles.sorted().map { Cell(column: "hidden", text: $0) }
        for sheet in book.sheets {
            if sheet.isHidden, sheet.name == SnapshotPage.sealedSheet {
                readSealed(sheet)
            } else {
                read(sheet)
            }
        }
    }

    private mutating func readSealed(_ sheet: ReadSheet) {
        for (_, cells) in sheet.rows {
            guard let text = cells.dropFirst().first?.text else { continue }
            switch cells[0].text {
            case "language": language = Language(rawValue: text) ?? .en
            case "note": note = text
            case "sealed": sealed = (sealed ?? "") + text
            default: continue
            }
        }
    }

    private mutating func read(_ sheet: ReadSheet) {
        cells.append(Cell(column: sheet.isHidden ? "hidden sheet" : "sheet", text: sheet.name))
        cells += sheet.obstacles.map { Cell(column: "hidden", text: "\(sheet.name): \($0)") }
        cells += sheet.margins.map { Cell(column: $0.kind, text: $0.text) }
            .sorted { $0.column < $1.column }
        layout += sheet.kinds
        var header: ReadHeader?
        var last = 0
        for (number, row) in sheet.rows {
            // An empty row ends a table.
            if number != last + 1 { header = nil }
            last = number
            for cell in row { digest = digest ?? Self.digest(in: cell.text) }
            if let read = ReadHeader(row) {
                header = read
                cells += row.map { Cell(text: $0.text) }
            } else {
                cells += header?.read(row) ?? row.map { Cell(text: $0.text) }
            }
        }
    }
}
