import Milepost
import Testing

@testable import MilepostReports

/// Pages in HTML that show something else than was issued while every text is still in them.
struct ForgedPagesTests {
    /// What stands in the page, and what a forger makes of it.
    struct Forgery: CustomTestStringConvertible {
        var name: String
        var old: String
        var new: String
        var testDescription: String { name }

        init(_ name: String, _ old: String, _ new: String) {
            (self.name, self.old, self.new) = (name, old, new)
        }
    }

    static let forgeries = [
        Forgery("an empty cell before a value", "<td class=value>", "<td></td><td class=value>"),
        Forgery("a value out of its cell", "<td class=value><data", "<td class=value></td><data"),
        Forgery("a row within a row", "<td class=value>", "<tr><td class=value>"),
        Forgery("a row that ends early", "<td class=value>", "</tr><td class=value>"),
        Forgery("a table that ends early", "</data></td>", "</data></td></table>"),
        Forgery("a cell without an end", "</data></td>", "</data>"),
        Forgery("a number in two lines", "</data></td>", "</br></data></td>"),
        Forgery("a number in two paragraphs", "</data></td>", "<p></data></td>"),
        Forgery("a title of the page without an end", "</title>", ""),
        Forgery("a table without an end", "</table>", ""),
        Forgery("an article without an end", "</article>", ""),
        Forgery("a picture without an end", "</use></svg>", "</use>"),
        Forgery("a symbol without an end", "</symbol>", ""),
        Forgery("a style sheet without an end", "</style>", ""),
        Forgery("small letters without an end", "</small>", ""),
        Forgery("a bar within a bar", "></rect><rect", "><rect"),
        Forgery("a project folded away", "<article ", "<details></details><article "),
        Forgery("no document type", "<!DOCTYPE html>", ""),
        Forgery("a class that no browser reads", "<td class=value>", "<td cl&#97;ss=value>"),
        Forgery("an element that no browser knows", "<td class=value>", "<td\u{B}class=value>"),
        Forgery("an end that is none", "\"></i>", "\"/>"),
        Forgery("a second class", "<td class=value>", "<td class=months class=value>"),
        Forgery("a style sheet of other bytes", ":root{", ":root {"),
        Forgery("a style sheet with a space", "</style>", "\n</style>"),
        Forgery("a script with a space", "\"use strict\";", "\"use strict\"; "),
        Forgery("a title with a comment", "<title>", "<title><!-- -->"),
        Forgery("something after the page", "</html>", "</html><p>"),
        Forgery("a title in the heading", "<h1>", "<title></title><h1>"),
        Forgery("text that is entered", "<h1>", "<textarea></textarea><h1>"),
        Forgery("words run together", " <small>", "<small>"),
        Forgery("a script that never ends", "<script type", "<script><!--</script><script type"),
    ]

    private static let issued = Result {
        let html = try City.chengde.page(issued: true).html(.zh)
        return (html: html, read: try ReadPage(html: html))
    }

    /// Nil where it is no page any more.
    private static func reading(_ html: String) -> ReadPage? {
        do { return try ReadPage(html: html) } catch { return nil }
    }

    @Test(arguments: forgeries)
    func `a page that is built otherwise reads otherwise`(_ forgery: Forgery) throws {
        let (html, read) = try Self.issued.get()
        let changed = html.replacing(forgery.old, with: forgery.new, maxReplacements: 1)
        #expect(changed != html)
        #expect(Self.reading(changed) != read)
    }

    @Test(arguments: [
        // A title shows nothing; what stands in it is lost to a reader of the page.
        "<title>%</title>", "<svg><title>%</title></svg>", "<p>%</p>", "<b>%</b>", "<div>%</div>",
        "<td>%</td>", "<li>%", "<span>%</span>", "<!-- % -->", "%</td><td>",
        "<template>%</template>",
    ])
    func `nothing can be put around a value`(_ frame: String) throws {
        let (html, read) = try Self.issued.get()
        let start = try #require(html.firstRange(of: "<td class=value>")).lowerBound
        let end = try #require(html[start...].firstRange(of: "</td>")).upperBound
        let cell = String(html[start..<end])
        let inner = String(cell.dropFirst("<td class=value>".count).dropLast("</td>".count))
        for part in [cell, inner] {
            let framed = frame.replacing("%", with: part)
            let changed = html.replacing(part, with: framed, maxReplacements: 1)
            #expect(Self.reading(changed) != read)
        }
    }

    @Test func `every tag of a page counts`() throws {
        let (html, read) = try Self.issued.get()
        let tags = html.indices.filter { html[$0] == "<" }
        for start in stride(from: 1, to: tags.count, by: 23).map({ tags[$0] }) {
            let end = try #require(html[start...].firstIndex(of: ">"))
            var changed = html
            changed.removeSubrange(start...end)
            #expect(Self.reading(changed) != read, "\(html[start...end])")
        }
    }

    @Test func `text that would be markup is not what was issued`() throws {
        let html = try City.hostilePage().html(.zh)
        let read = try ReadPage(html: html)
        for (old, new) in [
            ("&lt;script&gt;", "<script>"), ("&lt;", "<"), ("&amp;lt;", "&lt;"),
            ("&amp;#60;", "&#60;"), ("&lt;#60; ", "&lt#60; "), ("前", "&#+21069;"),
        ] {
            for changed in [
                html.replacing(old, with: new),
                html.replacing(old, with: new, maxReplacements: 1),
            ] where changed != html {
                #expect(Self.reading(changed) != read, "\(new)")
            }
        }
    }

    @Test func `the piece that differs is quoted`() {
        let finding = PageFinding.layoutChanged(page: "<title>", issued: nil)
        #expect(finding.code == "layoutChanged")
        #expect(
            finding.message(.en)
                == "The texts are those that were issued, but the page is built otherwise: where it says "
                + "\(Language.en.quoted("<title>")) there was nothing. If somebody only sorted its rows and "
                + "saved it, print it anew: milepost snapshot show @N."
        )
        #expect(
            finding.message(.zh)
                == "页面文字与签发时一致，但页面结构不同：现为\(Language.zh.quoted("<title>"))，签发时此处为无。"
                + "若仅因排序后另存所致，请重新输出：milepost snapshot show @N。"
        )
    }
}
