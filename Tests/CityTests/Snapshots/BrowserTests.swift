import Milepost
import MilepostReports
import Testing

/// The page as a real browser shows it; each test says so where there is none.
@Suite(.serialized)
struct BrowserTests {
    @Test(.enabled(if: Browser() != nil, "no Chromium here: Scripts/setup --browser"))
    func `a browser shows what is in the file, and has nothing to complain of`() throws {
        let browser = try #require(Browser())
        for (city, language) in [(City.chengde, Language.zh), (.linyi, .en)] {
            let html = try city.page(issued: true).html(language)
            let shown = try browser.show(html, in: TemporaryFolder())
            #expect(shown.console == [])
            // The script has made buttons of the headings of tables, which say the same.
            #expect(shown.dom.contains("<button"))
            #expect(try ReadPage(html: shown.dom) == ReadPage(html: html))
        }
    }

    @Test(.enabled(if: Browser() != nil, "no Chromium here: Scripts/setup --browser"))
    func `nothing is wider than a phone or a laptop`() throws {
        let browser = try #require(Browser())
        let pages = [
            try City.chengde.page(issued: false).html(.zh),
            try City.linyi.page(issued: true).html(.en), try City.hostilePage().html(.zh),
            try City.largePage(projects: 12, figures: 4).html(.en),
        ]
        for (number, page) in pages.enumerated() {
            for width in [360, 1280] {
                let shown = try browser.show(probed(page), width: width, in: TemporaryFolder())
                let widths = shown.dom.split(separator: "data-told=\"").last ?? ""
                let found = widths.prefix { $0 != "\"" }
                #expect(found == "\(width) \(width) 0", "page \(number) at \(width)")
                #expect(shown.console == [])
            }
        }
    }

    @Test(.enabled(if: Browser() != nil, "no Chromium here: Scripts/setup --browser"))
    func `a click on a heading sorts by number, and says in which direction`() throws {
        let browser = try #require(Browser())
        let html = try City.chengde.page(issued: true).html(.zh)
        let clicks = """
            const head=[...document.querySelectorAll("thead th.value")]
              .find(each=>each.closest("table").tBodies[0].rows.length>8);
            const values=()=>[...head.closest("table").querySelectorAll("td.value data")]
              .map(each=>Number(each.value));
            const rises=list=>list.every((each,index)=>index===0||list[index-1]<=each);
            head.firstChild.click();
            const first=rises(values())+head.getAttribute("aria-sort");
            head.firstChild.click();
            document.body.dataset.sorted=first+rises(values().reverse())+head.getAttribute("aria-sort");
            """
        let shown = try browser.show(probed(html, clicks), in: TemporaryFolder())
        #expect(shown.dom.contains("data-sorted=\"trueascendingtruedescending\""))
        #expect(shown.console == [])
    }

    @Test(.enabled(if: Browser() != nil, "no Chromium here: Scripts/setup --browser"))
    func `a city prints on a few A4 pages`() throws {
        let browser = try #require(Browser())
        let html = try City.chengde.page(issued: true).html(.zh)
        #expect((4...12).contains(try browser.print(html, in: TemporaryFolder())))
    }

    /// The page with a script of the test's own, which the page's policy would refuse.
    private func probed(_ html: String, _ script: String = Self.widths) -> String {
        html.replacing("http-equiv=\"Content-Security-Policy\"", with: "name=none")
            .replacing("</body>", with: "<script>\(script)</script></body>")
    }

    /// How wide the page is, how wide the window, and how many elements reach beyond it.
    private static let widths = """
        const beyond=[...document.querySelectorAll("body *")].filter(each=>
          each.getBoundingClientRect().right>innerWidth+1&&!each.closest(".wide")&&!each.closest("svg"));
        parent.postMessage([document.documentElement.scrollWidth,innerWidth,beyond.length,
          ...beyond.map(each=>each.className||each.tagName)].join(" "),"*");
        """
}
