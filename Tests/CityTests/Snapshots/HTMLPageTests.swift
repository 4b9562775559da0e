import EventLog
import Milepost
import Testing

@testable import MilepostReports

/// The page in HTML: every figure, nothing that runs, and nothing that can be changed unseen.
struct HTMLPageTests {
    @Test(arguments: [(City.chengde, 77), (.linyi, 119)], Language.allCases)
    func `every figure of the publication stands in the page with its exact value`(
        _ city: (City, Int),
        _ language: Language
    ) throws {
        let page = try city.0.page(issued: true)
        let read = try ReadPage(html: page.html(language))
        #expect(read.exactValues.filter { !page.derivedKeys.contains($0.figure) }.count == city.1)
        let expected = try FigureTable.figures(of: city.0, use: "figure")
            .map { "\($0["project"])/\($0["measure"]) \($0["value"])" }
        let found = read.exactValues.filter { !page.derivedKeys.contains($0.figure) }
            .map { "\($0.figure.prefix { $0 != " " }) \($0.text)" }
        #expect(found.sorted() == expected.sorted())
        for figure in page.snapshot.projects.flatMap(\.figures) {
            guard let value = figure.row.figure.value else { continue }
            let texts = read.cells.filter { $0.figure == figure.key && $0.column == "value" }
            #expect(texts.count == 1)
            let said = try #require(texts.first?.text)
            let plain = AmountFormat.grouped(value.quantity.value)
            let written = figure.row.report?.amount.written ?? plain
            #expect(said.contains(plain) || said.contains { written.contains($0) })
        }
    }

    @Test func `what a page carries is read back as it was`() throws {
        for (issued, language) in [(true, Language.zh), (false, .en)] {
            let page = try City.linyi.page(issued: issued)
            let html = page.html(language)
            let read = try ReadPage(Array(("\u{FEFF}" + html).utf8))
            #expect(read.sealed == page.sealed)
            #expect(read.digest == page.digest)
            #expect(read.note == page.seal?.note)
            #expect(read.language == language)
            #expect(read.format == .html)
            #expect(page.html(language) == html)
        }
    }

    @Test func `a preview says so at the head of every section, an issued page who answers for it`()
        throws
    {
        let preview = try City.chengde.page(issued: false).html(.zh)
        let sections = preview.split(separator: "<h2>").dropFirst()
        #expect(sections.count > 10)
        for section in sections {
            let heading = try #require(section.split(separator: "</h2>").first)
            #expect(heading.contains("预览稿，未签发") && heading.contains("初步数据"))
        }
        let issued = try ReadPage(html: City.chengde.page(issued: true).html(.zh))
        let texts = Set(issued.cells.map(\.text))
        #expect(!texts.contains { $0.contains("预览稿") })
        for fact in ["李主任", "王市长", "2024-10-31 16:24", "2024年9月30日", "1"] {
            #expect(texts.contains(fact))
        }
    }

    @Test func `one changed digit is seen, and at which figure`() throws {
        let html = try City.chengde.page(issued: true).html(.zh)
        let read = try ReadPage(html: html)
        // What comes after is the sealed text and the script, which are held against the digest
        // and the page printed again.
        let bytes = Array(html.utf8)
        let body = try #require(html.firstRange(of: "<script type"))
        let length = html.utf8.distance(from: html.startIndex, to: body.lowerBound)
        let digits = (1..<length).filter { place in
            // The rank of a heading is no digit that anybody reads.
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place])
                && bytes[place - 1] != UInt8(ascii: "h")
        }
        for place in stride(from: 0, to: digits.count, by: 7).map({ digits[$0] }) {
            var changed = bytes
            changed[place] =
                bytes[place] == UInt8(ascii: "9") ? UInt8(ascii: "8") : bytes[place] + 1
            let around = String(decoding: bytes[max(0, place - 60)..<place + 20], as: UTF8.self)
            #expect(try ReadPage(changed) != read, "digit at \(place): \(around)")
        }
        var rows = 0
        for row in html.split(separator: "<tr data-figure=").dropFirst() {
            let key = try #require(row.split(separator: ">").first).filter { $0 != "\"" }
            guard let value = row.firstRange(of: "class=value><data value="),
                let digit = row[value.upperBound...].drop(while: { $0 != ">" })
                    .firstIndex(where: \.isNumber)
            else { continue }
            let other = row[digit] == "7" ? "8" : "7"
            var changed = html
            changed.replaceSubrange(digit...digit, with: other)
            let differing = zip(try ReadPage(html: changed).cells, read.cells).first { $0 != $1 }
            #expect(differing?.1.figure == String(key))
            #expect(differing?.1.column == "value")
            rows += 1
        }
        #expect(rows > 70)
    }

    @Test func `what was put in is seen`() throws {
        let html = try City.chengde.page(issued: true).html(.en)
        let read = try ReadPage(html: html)
        for (old, new) in [
            ("</main>", "<script>document.body.textContent=\"100\"</script></main>"),
            ("<main>", "<main onclick=\"alert(1)\">"),
            ("<main>", "<main style=\"display:none\">"),
            ("<main>", "<main><img src=\"https://example.org/x.png\">"),
            ("<main>", "<main><!--><p>100</p><!-- -->"),
            ("<main>", "<main><s>"),
            ("</style>", "td.value{display:none}</style>"),
            ("<head>", "<head><meta http-equiv=\"refresh\" content=\"0;url=//example.org\">"),
            ("default-src", "child-src"),
            ("<td class=value", "<td class=\"value hidden\""),
            ("href=#blue", "href=#green"),
        ] {
            let changed = html.replacing(old, with: new, maxReplacements: 1)
            #expect(changed != html)
            #expect(try ReadPage(html: changed) != read, "\(new)")
        }
        for (old, new) in [
            ("</tr>", "</tr>\r\n      "), ("<main>", "<!-- saved from a mail --><main>"),
            ("<!DOCTYPE html>", "<!doctype html>"), ("<data value=", "<DATA value="),
            ("<details>", "<details open>"), ("&#39;", "&apos;"),
        ] where html.contains(old) {
            #expect(try ReadPage(html: html.replacing(old, with: new)) == read, "\(new)")
        }
        #expect(throws: UnreadablePage.notAPage) { try ReadPage(html: "<p>Hello") }
        #expect(throws: UnreadablePage.notUTF8) { try ReadPage([0xFF, 0xFE]) }
    }

    @Test(arguments: Language.allCases)
    func `hostile names are text`(_ language: Language) throws {
        let page = try City.hostilePage()
        let html = page.html(language)
        // The sealed text behind it holds the names as they are.
        let shown = try #require(html.split(separator: "<script type=").first)
        #expect(!html.contains("<script>alert") && !html.contains("<img"))
        #expect(!shown.unicodeScalars.contains("\u{202E}"))
        let read = try ReadPage(html: html)
        #expect(read.sealed == page.sealed)
        let texts = read.cells.map(\.text)
        for name in City.hostileNames {
            let shown =
                language == .en && name.hasPrefix("前")
                ? "\u{FFFD}" : name.replacing("\u{202E}", with: "\u{FFFD}")
            #expect(texts.contains { $0.contains(shown) }, "\(shown)")
        }
    }

    @Test func `a project without a figure and a snapshot without projects have their page`()
        throws
    {
        var snapshot = try City.chengde.snapshot()
        snapshot.projects[0].figures = []
        snapshot.projects[0].statements = []
        snapshot.projects[0].declared = nil
        snapshot.projects[0].derived = .notStarted
        let one = try ReadPage(html: SnapshotPage(sealed: snapshot.sealed, seal: nil).html(.zh))
        #expect(one.cells.contains { $0.text == "没有数据。" })
        snapshot.projects = []
        snapshot.gaps = Snapshot.Gaps(expected: 0, arrived: 0, missing: [])
        let none = try ReadPage(html: SnapshotPage(sealed: snapshot.sealed, seal: nil).html(.en))
        #expect(none.cells.contains { $0.text == "No projects." })
    }

    @Test func `what is missing or does not add up is listed, and what is left out is said`()
        throws
    {
        let page = try City.incompletePage(missing: 230)
        let texts = Set(try ReadPage(html: page.html(.zh)).cells.map(\.text))
        for text in [
            "本季度应报300项，已报70项，未报230项。", "未报清单（共230项）", "棚户区改造：建设安置房，承德市，2024年8月",
            "另有30项从略，见本文件所附封存数据。", "累计与增量差额 预览稿，未签发", "-5套",
        ] {
            #expect(texts.contains(text), "\(text)")
        }
    }

    @Test func `two thousand projects of twelve months are less than 5 MB`() throws {
        let html = try City.largePage(projects: 2000).html(.zh)
        #expect(html.utf8.count < 5_000_000)
        #expect(html.contains("各月走势图从略"))
        #expect(try ReadPage(html: html).exactValues.count == 2000)
    }
}

extension ReadPage {
    /// The plain numbers behind the values of the tables.
    fileprivate var exactValues: [Cell] { cells.filter { $0.column == "value exact" } }
}
