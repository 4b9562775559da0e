import Foundation
import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

/// Workbooks that other programs have read, changed and saved.
@Suite(.enabled(if: Spreadsheet.isThere, "this needs a Python with the library openpyxl"))
struct ResavedWorkbookTests {
    @Test(arguments: City.allCases)
    func `openpyxl reads every published figure, and no cell is a formula`(city: City) throws {
        let page = try SnapshotPage.preview(of: city)
        let sheet = try Spreadsheet(page.workbook(.zh))
        let lines = try sheet.python(
            """
            import decimal
            for sheet in book:
                columns = {cell.value: cell.column - 1 for cell in sheet[2]}
                for row in sheet.iter_rows():
                    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
                if "数据编号" in columns and sheet.sheet_state == "visible" and sheet.freeze_panes:
                    assert (sheet.freeze_panes, sheet.page_setup.paperSize) == ("C3", 9)
                    assert sheet.auto_filter.ref and "预览稿" in sheet["A1"].value
                    for row in sheet.iter_rows(min_row=3, values_only=True):
                        if row[columns["完成情况"]] is not None:
                            value = format(decimal.Decimal(str(row[columns["完成情况"]])), "f")
                            print(row[columns["数据编号"]], value, sep=": ")
            """
        )
        let found = Set(lines.split(separator: "\n").map { String($0) })
        let published = Set(try city.publishedValues().map(\.description))
        #expect(published.count == city.publishedCount)
        #expect(published.subtracting(found).sorted() == [])
    }

    @Test(arguments: Language.allCases)
    func `a workbook saved again reads the same`(language: Language) throws {
        for page in [try SnapshotPage.issued(.chengde), try .preview(of: .linyi), try .empty()] {
            let sheet = try Spreadsheet(page.workbook(language))
            _ = try sheet.python("book.save(sys.argv[1])")
            let saved = try ReadPage(workbook: sheet.bytes)
            #expect(saved == (try ReadPage(workbook: page.workbook(language))))
        }
    }

    @Test func `a formula is none in a hostile workbook, and every name is read as it is`() throws {
        let sheet = try Spreadsheet(try SnapshotPage.hostile().workbook(.zh))
        let lines = try sheet.python(
            """
            for sheet in book:
                for row in sheet.iter_rows():
                    for cell in row:
                        assert cell.data_type != "f" and cell.hyperlink is None
                        if cell.value is not None:
                            print(cell.value)
            """
        ).split(separator: "\n").map { String($0) }
        for name in SnapshotPage.hostileNames { #expect(lines.contains(name)) }
    }

    @Test(arguments: [
        // A digit, a number as text, a formula, a number behind a format, hidden rows and columns.
        ("cell.value = 999", ["999"]), ("cell.value = \"999\"", ["999"]),
        ("cell.value = \"=999\"", ["=999"]), ("cell.number_format = '\"999\"'", [" [\"999\"]"]),
        ("sheet.row_dimensions[cell.row].hidden = True", ["hidden"]),
        ("sheet.column_dimensions[cell.column_letter].hidden = True", ["hidden"]),
        ("book.create_sheet('New')['A1'] = 'more'", ["New", "more"]),
        ("sheet.merge_cells('C3:D3')", ["hidden"]), ("sheet['A90'] = 'a word'", ["a word"]),
    ])
    func `one change is told by its cell`(change: String, told: [String]) throws {
        let bytes = try SnapshotPage.preview(of: .chengde).workbook(.zh)
        let sheet = try Spreadsheet(bytes)
        let key = try sheet.python(
            """
            sheet = book.worksheets[1]
            columns = {cell.value: cell.column - 1 for cell in sheet[2]}
            cell = sheet.cell(3, columns["完成情况"] + 1)
            print(sheet[3][columns["数据编号"]].value)
            \(change)
            book.save(sys.argv[1])
            """
        ).trimmed
        let parted = try ReadPage(workbook: sheet.bytes).parted(from: ReadPage(workbook: bytes))
        for text in told {
            #expect(parted.mine.contains { $0.text.hasSuffix(text) || $0.column == text })
        }
        if change.hasPrefix("cell.") {
            #expect(parted.mine.count == 1 && parted.theirs.count == 1)
            #expect(parted.mine.first?.figure == key)
            #expect(parted.mine.first?.column == "value")
        }
    }
}

extension ResavedWorkbookTests {
    @Test func `other programs' ways to write the same are read the same`() throws {
        let bytes = try SnapshotPage.preview(of: .chengde).workbook(.zh)
        let sheet = try Spreadsheet(bytes)
        _ = try sheet.python(
            """
            import decimal, re, zipfile
            old = zipfile.ZipFile(sys.argv[1])
            parts = {name: old.read(name).decode() for name in old.namelist()}
            texts = re.findall(r"<si><t(?: xml:space=.preserve.)?>(.*?)</t></si>",
                               parts["xl/sharedStrings.xml"], re.S)

            def runs(text):
                return ('<is><r><rPr/><t xml:space="preserve">%s</t></r><r><t xml:space="preserve">'
                        '<![CDATA[]]>&#x%x;</t></r><phoneticPr fontId="1"/></is>'
                        % (text[:-1], ord(text[-1])))

            def cell(found):
                ref, style, kind, value = found.groups()
                if kind:
                    text = texts[int(value)]
                    if not text.endswith(";"):
                        return "<c r='%s'%s t='inlineStr'>%s</c>" % (ref, style or "", runs(text))
                    return found[0]
                number = decimal.Decimal(value)
                forms = ["%E" % number, "%.17g" % float(value), value + ("" if "." in value else ".0")]
                return "<c r='%s'%s t='n'><v>%s</v></c>" % (ref, style or "", forms[len(ref) % 3 - 1])

            with zipfile.ZipFile(sys.argv[1], "w") as new:
                for name, text in parts.items():
                    if name.startswith("xl/worksheets/sheet"):
                        text = re.sub('<c r="([A-Z0-9]+)"( s="[0-9]+")?( t="s")?><v>(.*?)</v></c>',
                                      cell, text)
                        name = name.replace("xl/worksheets/", "other/a-")
                    if name == "xl/_rels/workbook.xml.rels":
                        text = text.replace('Target="worksheets/', 'Target="/xl/./../other/a-')
                    new.writestr(name, text)
            """
        )
        #expect(try sheet.bytes != bytes)
        #expect(try ReadPage(workbook: sheet.bytes) == ReadPage(workbook: bytes))
    }

    @Test(arguments: [
        ("b' ' * (1 << 28)", UnreadableWorkbook.tooLarge),
        ("b'<!DOCTYPE x [<!ENTITY a \"aa\">]><workbook/>'", .notXML(part: "xl/workbook.xml")),
        ("b'<workbook><sheets></workbook>'", .notXML(part: "xl/workbook.xml")),
        ("'<workbook/>'.encode('utf-16')", .notXML(part: "xl/workbook.xml")),
        (
            "b'<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r="
                + "\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                + "<sheets><sheet name=\"a\" r:id=\"no\"/></sheets></workbook>'",
            .missingPart("a")
        ),
    ])
    func `a part that no program writes is refused`(
        part: String,
        problem: UnreadableWorkbook
    ) throws {
        let sheet = try Spreadsheet(try SnapshotPage.preview(of: .chengde).workbook(.zh))
        _ = try sheet.python(
            """
            import zipfile
            old = zipfile.ZipFile(sys.argv[1])
            parts = {name: old.read(name) for name in old.namelist()}
            parts["xl/workbook.xml"] = \(part)
            with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as new:
                for name, data in parts.items():
                    new.writestr(name, data)
            """
        )
        let bytes = try sheet.bytes
        #expect(throws: problem) { try ReadPage(workbook: bytes) }
    }
}

/// A workbook in a folder, which openpyxl works on.
struct Spreadsheet {
    private let folder: TemporaryFolder
    private var path: String { folder.path("page.xlsx") }

    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first { python in
        do { return try run(python, ["-c", "import openpyxl"]).status == 0 } catch { return false }
    }

    static var isThere: Bool { python != nil }

    init(_ bytes: [UInt8]) throws {
        folder = try TemporaryFolder()
        try Data(bytes).write(to: URL(filePath: path))
    }

    var bytes: [UInt8] {
        get throws { Array(try Data(contentsOf: URL(filePath: path))) }
    }

    /// What a script prints that has the workbook as `book`.
    func python(_ script: String) throws -> String {
        let script = "import openpyxl, sys\nbook = openpyxl.load_workbook(sys.argv[1])\n" + script
        let answer = try Self.run(try #require(Self.python), ["-c", script, path])
        #expect(answer.status == 0)
        return String(decoding: answer.out, as: UTF8.self)
    }

    private static func run(
        _ python: String,
        _ arguments: [String]
    ) throws -> (status: Int32, out: Data) {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = arguments
        process.environment = ["PYTHONUTF8": "1"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let out = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, out)
    }
}
