import EventLog
import Foundation
package import Milepost

extension SnapshotPage {
    /// The snapshot as a workbook: the same page has the same bytes.
    ///
    /// A summary, a sheet for each theme, the statements, and a hidden sheet with the sealed text.
    package func workbook(
        _ language: Language,
        time: (Moment) -> String = \.textInUTC
    ) throws -> [UInt8] {
        // The library writes files only.
        let file = FileManager.default.temporaryDirectory
            .appending(path: "milepost-\(UUID().uuidString).xlsx")
        let written = Result {
            let words = PageWords(page: self, language: language, time: time)
            try WorkbookPage(page: self, words: words, language: language).write(to: file.path)
            return Array(try Data(contentsOf: file))
        }
        if FileManager.default.fileExists(atPath: file.path) {
            try FileManager.default.removeItem(at: file)
        }
        return try written.get()
    }

    /// The hidden sheet with the sealed text.
    static let sealedSheet = "sealed"
}

/// Lays a snapshot out in a workbook.
private struct WorkbookPage {
    let page: SnapshotPage
    let words: PageWords
    let language: Language

    private var snapshot: Snapshot { page.snapshot }
    private var tables: PageTables {
        PageTables(snapshot: snapshot, language: language, style: .numbers)
    }

    func write(to path: String) throws(WorkbookNotWritten) {
        let moment = snapshot.issuedAt ?? snapshot.knownSince
        try WorkbookWriter.write(
            to: path,
            title: words.title,
            created: (moment?.milliseconds ?? 0) / 1000,
            font: language == .zh ? "宋体" : nil,
            fill
        )
    }

    private func fill(_ book: WorkbookWriter) throws(WorkbookNotWritten) {
        var titles = SheetTitles(reserved: [SnapshotPage.sealedSheet])
        try addSummary(book.add(titles.name(language("Summary", "概况"))))
        for (theme, projects) in snapshot.themes {
            let heading = words.name(ofTheme: theme)
            let table = tables.figures(projects).withoutEmptyColumns
            try add(
                table,
                heading,
                to: book.add(titles.name(heading)),
                printed: table.columns.count { column in
                    PageTables.printedColumns.contains { column == .named($0) }
                }
            )
        }
        let statements = tables.statements.withoutEmptyColumns
        if !statements.rows.isEmpty {
            try add(
                statements,
                words.statements,
                to: book.add(titles.name(words.statements)),
                printed: statements.columns.count
            )
        }
        try addSealed(book.add(SnapshotPage.sealedSheet))
    }

    private func finish(_ sheet: SheetWriter) throws(WorkbookNotWritten) {
        try sheet.finish(header: (words.title, words.mark ?? ""), footer: words.foot)
    }

    private func addSummary(_ sheet: SheetWriter) throws(WorkbookNotWritten) {
        var sheet = sheet
        try sheet.title(words.title)
        if let mark = words.mark { try sheet.title(mark, isMark: true) }
        sheet.skipRow()
        try sheet.table(
            PageTable(
                [.item, .content],
                rows: words.facts.map { [.text($0.label), .text($0.content)] }
            ),
            language
        )
        sheet.skipRow()
        try sheet.table(
            PageTable(
                [.item, .count],
                rows: words.tally.map { [.text($0.label), .count($0.count)] }
            ),
            language
        )
        for (title, table) in [
            (words.unreconciled, tables.unreconciled),
            (words.missing, tables.missing),
        ] where !table.rows.isEmpty {
            sheet.skipRow()
            try sheet.title(title)
            try sheet.table(table.withoutEmptyColumns, language)
        }
        sheet.skipRow()
        try sheet.remark(
            language(
                "Sheets of themes are printed up to the remarks; further columns stand beside them. "
                    + "What a rate has risen by, or has left to its target, is in percentage points.",
                "各主题表打印至“说明”列，其右各列仅供查阅；比率的增减和剩余单位为百分点。"
            )
        )
        try finish(sheet)
    }

    private func add(
        _ table: PageTable,
        _ heading: String,
        to sheet: SheetWriter,
        printed: Int
    ) throws(WorkbookNotWritten) {
        var sheet = sheet
        let mark = words.mark.map { language(" (\($0))", "（\($0)）") } ?? ""
        try sheet.title(words.title + language(": ", "：") + heading + mark)
        let header = sheet.row
        try sheet.table(table, language)
        try sheet.freeze(
            header: header,
            columns: table.columns.count,
            printed: printed
        )
        try finish(sheet)
    }

    /// The sealed text in pieces that a cell can hold, even where every character is escaped.
    private func addSealed(_ sheet: SheetWriter) throws(WorkbookNotWritten) {
        var sheet = sheet
        try sheet.texts(["language", language.rawValue])
        if let seal = page.seal { try sheet.texts(["note", seal.note]) }
        for piece in Self.pieces(of: page.sealed) { try sheet.texts(["sealed", piece]) }
        sheet.hide()
    }

    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var piece = String.UnicodeScalarView()
        var length = 0
        for scalar in text.unicodeScalars {
            let units = UTF16.width(scalar)
            if length + units > 16_000 {
                pieces.append(String(piece))
                (piece, length) = (String.UnicodeScalarView(), 0)
            }
            piece.append(scalar)
            length += units
        }
        return pieces + [String(piece)]
    }
}
