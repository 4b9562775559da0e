import Milepost
import MilepostReports
import Testing

/// A snapshot in Markdown.
struct MarkdownPageTests {
    @Test(arguments: City.allCases, Language.allCases)
    func `every published figure stands in the tables with its exact value`(
        city: City,
        language: Language
    ) throws {
        let page = try SnapshotPage.preview(of: city)
        let read = ReadPage(md: page.markdown(language))
        #expect(read.language == language)
        let published = try city.publishedValues()
        // An amount with a scale word has its digits in brackets beside it.
        let values = read.cells.filter { $0.column == "value" && !$0.figure.isEmpty }.map { cell in
            let digits = cell.text.matches(of: /-?[0-9][0-9,]*(?:\.[0-9]+)?/).last?.output ?? ""
            return PrintedValue(cell.figure, String(digits.filter { $0 != "," }))
        }
        #expect(published.subtracting(values).sorted() == [])
        #expect(values.count == page.figures.count)
    }

    @Test(arguments: City.allCases)
    func `each changed digit is one cell that differs`(city: City) throws {
        let page = try SnapshotPage.preview(of: city)
        let text = page.markdown(.zh)
        var column: Int?
        let changed = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var cells = line.split(separator: " | ", omittingEmptySubsequences: false)
            if cells.contains("完成情况") { column = cells.firstIndex(of: "完成情况") }
            if line.isEmpty { column = nil }
            guard let column, let digit = cells[column].firstIndex(where: \.isNumber) else {
                return String(line)
            }
            cells[column].replaceSubrange(
                digit...digit,
                with: cells[column][digit] == "7" ? "8" : "7"
            )
            return cells.joined(separator: " | ")
        }.joined(separator: "\n")
        let parted = ReadPage(md: changed).parted(from: ReadPage(md: text))
        let keys = page.figures.filter { $0.row.figure.value != nil }.map(\.key)
        // The page groups the projects by their themes.
        #expect(parted.mine.map(\.figure).sorted() == keys.sorted())
        #expect(parted.mine.allSatisfy { $0.column == "value" })
        #expect(parted.theirs.count == keys.count)
    }

    @Test func `the last line holds the digest, and a preview says so in every section`() throws {
        let preview = try SnapshotPage.preview(of: .chengde)
        let lines = preview.markdown(.zh).split(separator: "\n")
        #expect(lines.last == "sha256:\(preview.digest)（预览稿，未签发）")
        #expect(lines.filter { $0.hasPrefix("## ") }.allSatisfy { $0.hasSuffix("（预览稿，未签发）") })
        #expect(ReadPage(md: preview.markdown(.zh)).digest == preview.digest)
        let issued = try SnapshotPage.issued(.chengde).markdown(.en)
        #expect(issued.hasSuffix("(issued @200)\n"))
        #expect(!issued.contains("PREVIEW"))
        #expect(issued.contains("| Approved by | 张三 |"))
    }

    @Test func `nothing in a name becomes a mark, a link or HTML`() throws {
        let page = try SnapshotPage.hostile()
        let text = page.markdown(.zh)
        for part in ["<script", "](http", "`y`", "![", "://a.example", "www.a", "a@b"] {
            #expect(!text.replacing("\\\(part.prefix(1))", with: "").contains(part))
        }
        let read = ReadPage(md: text)
        for name in SnapshotPage.hostileNames {
            #expect(read.cells.contains { $0.column == "project" && $0.text == name })
        }
        #expect(
            read.cells.contains {
                $0.column == "value" && $0.text.hasPrefix("900,000,000,000,012.3456")
            }
        )
        let bare = page.snapshot.projects[12].code
        #expect(read.cells.contains { $0.column == "code" && $0.text == bare })
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
        let columns = rows.map { line in
            line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" } - 1
        }
        // Every row has as many cells as the header of its table.
        #expect(zip(columns, columns.dropFirst()).count { $0 != $1 } < 90)
        #expect(ReadPage(md: try SnapshotPage.empty().markdown(.en)).cells.count > 20)
    }

    @Test(arguments: [
        ("24个", "2\\4个"), ("\\<script", "<script"), ("\n| --", "\n\n| --"), ("\n| ", "\n    | "),
        ("\n# ", "\n\\# "),
    ])
    func `a page that renders otherwise reads otherwise`(_ old: String, _ new: String) throws {
        let text = "\n" + (try City.hostilePage().markdown(.zh))
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        #expect(changed != text)
        #expect(ReadPage(md: changed) != ReadPage(md: text))
    }

    @Test func `a page whose tables were laid out anew reads the same`() throws {
        let text = try SnapshotPage.preview(of: .linyi).markdown(.en)
        let wider = text.replacing(" | ", with: "   |  ").replacing("\n", with: "\r\n")
            .replacing("--:", with: "-------:")
        #expect(ReadPage(md: wider) == ReadPage(md: text))
    }
}
