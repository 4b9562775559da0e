import CXLSXWriter
import Milepost

/// Fills one sheet from top to bottom.
struct SheetWriter {
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let formats: CellFormats
    /// The next row, from 0.
    private(set) var row: UInt32 = 0
    private var widths: [Int: Int] = [:]

    init(sheet: UnsafeMutablePointer<lxw_worksheet>, formats: CellFormats) {
        self.sheet = sheet
        self.formats = formats
    }

    private static let widest = 44
    /// A digest is not broken.
    private static let widestCode = 72
    /// Wider ones are printed across.
    private static let widestUpright = 110
    /// How many rows stay in sight, the title and the header, and how many columns.
    static let frozen: UInt16 = 2
    /// In points, of a line.
    private static let lineHeight = 15.0
    /// More digits than Excel shows: written as text, so that none is lost.
    private static let mostDigits = 15

    mutating func skipRow() { row += 1 }

    /// A row of one text that goes on over the columns beside it.
    mutating func title(_ text: String, isMark: Bool = false) throws(WorkbookNotWritten) {
        try write(text, 0, isMark ? formats.mark : formats.title)
        try WorkbookNotWritten.check(worksheet_set_row(sheet, row, 1.5 * Self.lineHeight, nil))
        row += 1
    }

    /// A remark below the tables, in the second column, which is wide.
    mutating func remark(_ text: String) throws(WorkbookNotWritten) {
        try write(text, 1, formats.text)
        // Not every program makes a row as high as its text.
        let lines = TextTable.width(of: text) / max(widths[1] ?? 0, Self.widest) + 1
        let height = Double(lines) * Self.lineHeight
        try WorkbookNotWritten.check(worksheet_set_row(sheet, row, height, nil))
        row += 1
    }

    /// A row of texts as they are, of any length.
    mutating func texts(_ texts: [String]) throws(WorkbookNotWritten) {
        for (column, text) in texts.enumerated() { try write(text, column, nil) }
        row += 1
    }

    /// The header and the rows of a table.
    mutating func table(_ table: PageTable, _ language: Language) throws(WorkbookNotWritten) {
        for (column, said) in table.columns.enumerated() {
            let label = said.label(language)
            try write(label, column, formats.header)
            // A longer label goes on in the next line.
            widen(column, min(TextTable.width(of: label), 14))
        }
        row += 1
        for cells in table.rows {
            for (column, cell) in cells.enumerated() { try write(cell, column) }
            row += 1
        }
    }

    private mutating func widen(_ column: Int, _ width: Int, isCode: Bool = false) {
        let width = min(width, isCode ? Self.widestCode : Self.widest)
        widths[column] = max(widths[column] ?? 6, width)
    }

    // MARK: Cells

    private mutating func write(_ cell: PageCell, _ column: Int) throws(WorkbookNotWritten) {
        switch cell {
        case .text(let text):
            if text.isEmpty { return }
            let isCode = text.utf8.allSatisfy { $0 < 0x80 && $0 != 0x20 }
            widen(column, TextTable.width(of: text), isCode: isCode)
            try write(text, column, formats.text)
        case .number(let number):
            try write(number, column, decimals: number.decimals)
        case .share(let share):
            let (number, overflow) = share.multipliedReportingOverflow(by: 100)
            if overflow { return try write(AmountFormat.share(share), column, formats.digits) }
            try write(Decimal(tenThousandths: number), column, decimals: 2)
        }
    }

    private mutating func write(
        _ number: Decimal,
        _ column: Int,
        decimals: Int
    ) throws(WorkbookNotWritten) {
        let plain = number.description
        widen(column, AmountFormat.grouped(number).utf8.count + 1)
        guard plain.utf8.count(where: { (0x30...0x39).contains($0) }) <= Self.mostDigits,
            let double = Double(plain)
        else { return try write(plain, column, formats.digits) }
        try WorkbookNotWritten.check(
            worksheet_write_number(sheet, row, UInt16(column), double, formats.numbers[decimals])
        )
    }

    private func write(
        _ text: String,
        _ column: Int,
        _ format: UnsafeMutablePointer<lxw_format>?
    ) throws(WorkbookNotWritten) {
        let text = SheetText.escaped(text)
        try WorkbookNotWritten.check(
            worksheet_write_string(sheet, row, UInt16(column), text, format)
        )
    }
}

// MARK: The sheet as a whole

extension SheetWriter {
    /// Sets the columns' widths, and the paper: A4, as wide as it is.
    func finish(header: (String, String), footer: String) throws(WorkbookNotWritten) {
        for (column, width) in widths {
            let column = UInt16(column)
            try WorkbookNotWritten.check(
                worksheet_set_column(sheet, column, column, Double(width + 2), nil)
            )
        }
        if widths.values.reduce(0, +) > Self.widestUpright { worksheet_set_landscape(sheet) }
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        let (left, right) = (Self.harmless(header.0), Self.harmless(header.1))
        try WorkbookNotWritten.check(worksheet_set_header(sheet, "&L\(left)&R\(right)"))
        try WorkbookNotWritten.check(
            worksheet_set_footer(sheet, "&L\(Self.harmless(footer))&R&P/&N")
        )
    }

    /// Keeps the rows down to the header in sight and on every page, and lets readers filter below.
    func freeze(header: UInt32, columns: Int, printed: Int) throws(WorkbookNotWritten) {
        let last = max(row, header + 1) - 1
        worksheet_freeze_panes(sheet, UInt32(Self.frozen), Self.frozen)
        for error in [
            worksheet_repeat_rows(sheet, 0, header),
            worksheet_autofilter(sheet, header, 0, last, UInt16(columns - 1)),
            worksheet_print_area(sheet, 0, 0, last, UInt16(printed - 1)),
        ] { try WorkbookNotWritten.check(error) }
    }

    func hide() { worksheet_hide(sheet) }

    /// `&` begins a code in headers, and a header holds 255 characters.
    private static func harmless(_ text: String) -> String {
        String(text.prefix(110)).replacing("&", with: "&&")
    }
}

extension Decimal {
    /// How many decimals it is written with.
    fileprivate var decimals: Int {
        let rest = tenThousandths % 10_000
        if rest == 0 { return 0 }
        return rest % 1000 == 0 ? 1 : rest % 100 == 0 ? 2 : rest % 10 == 0 ? 3 : 4
    }
}
