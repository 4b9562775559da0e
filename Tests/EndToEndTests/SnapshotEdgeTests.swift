import Foundation
import Testing

/// Quarters, plans and files at the edge of what there can be, in every form of the page.
struct SnapshotEdgeTests {
    // MARK: What there is to show

    @Test func `a log without a city has no quarter, one without projects an empty one`() throws {
        let office = try Office()
        try office.succeed("init", "--test-clock", "--actor", "督查室")
        try office.refuses(["snapshot", "show", "2024Q3"], saying: ["no city", "plan import"])
        let city = try Office()
        try city.makeLog()
        for (language, words) in [("en", "No projects."), ("zh", "没有项目。")] {
            let pages = try QuarterPages(city, "2024Q3", "--lang", language)
            #expect(pages["text"].contains(words) && pages["html"].contains(words))
        }
        try city.refuses(["snapshot", "issue", "2024Q3"], saying: ["no project of 2024"])
    }

    @Test func `a quarter to come and one before the plan hold no project`() throws {
        let office = try Office.withKey()
        for quarter in ["2031Q1", "2023Q4", "0001Q1"] {
            let pages = try QuarterPages(office, quarter)
            #expect(pages["text"].contains("\nNo projects.\n"))
            #expect(pages["csv"].contains(",projects,,0,"))
        }
        try office.refuses(["snapshot", "issue", "2031Q1"], saying: ["2031Q1 is not over"])
        let early = try office.succeed("snapshot", "issue", "2031Q1", "--provisional")
        #expect(early.contains("provisional data"))
    }

    @Test func `without targets and without reports nothing is promised and nothing missing`()
        throws
    {
        let office = try Office()
        try office.makeLog()
        let plan = Office.plan.replacing(/[ ]*targets: .*\n/, with: "\n")
            .replacing(/[ ]*due: (monthly|quarterly)\n/, with: "\n")
        try office.write(
            plan + "  - {code: silent, name: {zh: 静, en: Silent}}\n",
            to: "plan.yaml"
        )
        try office.succeed("plan", "import", "plan.yaml")
        for language in ["en", "zh"] {
            let pages = try QuarterPages(office, "2024Q3", "--lang", language)
            for form in ["text", "md", "html", "csv", "prose"] {
                #expect(pages[form].contains(language == "en" ? "Silent" : "静"), "\(form)")
                #expect(!pages[form].contains("2024-12-31"), "\(form)")
            }
        }
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09")
        #expect(try QuarterPages(office, "2024Q3")["prose"].contains("5 pocket parks built"))
    }

    // MARK: Names that mean ill

    /// Every name, text and person in the plan, the reports and the seal.
    private static let hostile = [
        "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "|", "`x`",
        "\"><img src=x onerror=alert(1)>", "</td></tr>", "]]>", "&lt;b&gt;", "_x0041_",
        String(repeating: "长", count: 200), String(repeating: "W", count: 200),
    ]

    /// The plan of a project for each of the texts, which stands wherever there is a name.
    private func hostilePlan() throws -> String {
        func quoted(_ text: String) throws -> String {
            String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
        }
        let projects = try Self.hostile.enumerated().map { number, text in
            let name = try "{zh: \(quoted(text)), en: \(quoted(text))}"
            return """
                  - code: p\(number)
                    name: \(name)
                    theme: \(try quoted(text))
                    lead: \(name)
                    measures:
                      - {code: m, name: \(name), unit: \(try quoted(String(text.prefix(20)))), kind: flow,
                         due: monthly, targets: [{amount: "9", due: 2024-12-31}]}

                """
        }
        let places = try Self.hostile.prefix(6).enumerated().map { number, text in
            let name = try "{zh: \(quoted(text))}"
            return "  - {code: \"99010\(number + 2)\", name: \(name), parent: \"990100\"}\n"
        }
        return "city: {code: \"990100\", name: {zh: \(try quoted(Self.hostile[1]))}}\n"
            + "year: 2024\nplaces:\n\(places.joined())projects:\n\(projects.joined())"
    }

    @Test func `markup and formulas in names, notes and seals are texts everywhere`() throws {
        let office = try Office()
        try office.makeLog(actor: Self.hostile[1])
        try office.write(try hostilePlan(), to: "plan.yaml")
        try office.succeed("plan", "import", "plan.yaml")
        for (number, text) in Self.hostile.enumerated() {
            let place = "99010\(number % 6 + 2)"
            try office.succeed(
                ["record", "p\(number)/m", "--mode", "increment", "3", "--as-of", "2024-08"]
                    + ["--place", place, "--note", text]
            )
            try office.succeed(
                ["declare", "p\(number)", "ongoing", "--as-of", "2024-09-30", "--note", text]
                    + ["--place", place]
            )
        }
        for by in [Self.hostile[0], Self.hostile[1], "@SUM(1)"] {
            for language in ["en", "zh"] {
                let pages = try QuarterPages(
                    office,
                    issuing: "2024Q3",
                    "--lang",
                    language,
                    "--approved-by",
                    by
                )
                for form in ["text", "prose"] {
                    #expect(pages[form].contains(Self.hostile[0]), "\(form)")
                }
                #expect(pages["html"].contains("&lt;script&gt;alert(1)"))
                #expect(!pages["html"].contains("<script>alert"))
                #expect(!pages["md"].contains("<script>"))
            }
        }
        // Three people approved of it.
        #expect(try office.succeed("snapshot", "list").split(separator: "\n").count == 3)
        #expect(try office.run("verify").status == 0)
    }

    @Test func `what turns text around or breaks lines is refused as a name`() throws {
        let office = try Office.withKey()
        for (text, code) in [("a\u{202E}b", "U+202E"), ("a\nb", "U+000A"), ("a\u{7}b", "U+0007")] {
            for option in ["--approved-by", "--actor"] {
                try office.refuses(["snapshot", "issue", "2024Q3", option, text], saying: [code])
            }
        }
        for empty in ["", "   ", "\u{200B}", " \u{2060}\u{FEFF}\u{AD}", "\u{3164}"] {
            try office.refuses(
                ["snapshot", "issue", "2024Q3", "--approved-by", empty],
                saying: ["approved-by"]
            )
        }
    }

    // MARK: Several cities, several years, a place below

    @Test func `of two cities one is named, and each shows its own projects`() throws {
        let office = try Office.withKey()
        try office.write(
            Office.plan.replacing("9901", with: "9902").replacing("Qinghe", with: "Baihe")
                .replacing("青禾", with: "白禾").replacing("Pocket", with: "Small"),
            to: "second.yaml"
        )
        try office.succeed("plan", "import", "second.yaml")
        try office.refuses(
            ["snapshot", "show", "2024Q3"],
            saying: ["several cities", "--place", "990100", "990200"]
        )
        for (place, own, others) in [
            ("990100", "Pocket parks", "Small parks"), ("白禾市", "Small parks", "Pocket parks"),
        ] {
            let pages = try QuarterPages(office, "2024Q3", "--place", place)
            for form in ["text", "md", "html", "csv", "json", "prose"] {
                #expect(pages[form].contains(own) && !pages[form].contains(others), "\(form)")
            }
        }
        try office.succeed("snapshot", "issue", "2024Q3", "--place", "990200")
        #expect(try office.succeed("snapshot", "list").contains("  990200  "))
        try office.refuses(
            ["snapshot", "show", "2024Q3", "--place", "nowhere"],
            saying: ["nowhere"]
        )
    }

    @Test func `a year shows its own plan, held against the measure of the year before`() throws {
        let office = try Office.withKey()
        try office.write(
            Office.plan.replacing("2024", with: "2023").replacing("Pocket", with: "Former"),
            to: "2023.yaml"
        )
        try office.succeed("plan", "import", "2023.yaml")
        for (year, amount) in [("2023", "=4"), ("2024", "=7")] {
            try office.succeed(
                ["record", "990100/\(year)/pocket-parks/parks", amount, "--as-of", "\(year)-09"]
            )
        }
        let pages = try QuarterPages(office, "2024Q3")
        #expect(pages["text"].contains("+3 on a year before"))
        #expect(pages["json"].contains(#""sinceYear":{"value":"3"}"#))
        for form in ["text", "md", "html", "csv", "json", "prose"] {
            #expect(!pages[form].contains("Former"), "\(form)")
        }
        let before = try QuarterPages(office, "2023Q3")
        #expect(before["text"].contains("Former parks") && !before["text"].contains("year before"))
    }

    @Test func `a district shows what it reported, and how far it is closed`() throws {
        let office = try Office.withKey()
        try office.succeed(
            ["record", "pocket-parks/parks", "+2", "--place", "990102", "--as-of", "2024-08"]
        )
        try office.succeed("record", "pocket-parks/parks", "+3", "--as-of", "2024-08")
        let open = try QuarterPages(office, "2024Q3", "--place", "990102")
        #expect(open["text"].contains("Hedong, third quarter of 2024"))
        #expect(open["text"].contains("No month is closed") && open["text"].contains(" 2 个"))
        #expect(!open["csv"].contains("closed-through"))
        try office.succeed("close", "2024-09")
        let closed = try QuarterPages(office, "2024Q3", "--place", "990102")
        #expect(closed["text"].contains("Closed through 2024-09"))
        #expect(closed["md"].contains("| Closed through | 2024-09 |"))
        #expect(closed["html"].contains("<dt>Closed through</dt><dd>2024-09</dd>"))
        #expect(closed["csv"].contains("closed-through,,,,,,,2024-09"))
    }

    // MARK: Files

    @Test func `no file is written over, and none where there is no folder`() throws {
        let office = try Office.withKey()
        try office.write("mine", to: "page.html")
        for form in QuarterPages.forms {
            let show = ["snapshot", "show", "2024Q3", "--format", form, "-o"]
            try office.refuses(show + ["page.html"], saying: ["page.html"])
            try office.refuses(show + [office.store], saying: [office.store])
            try office.refuses(show + ["nowhere/page"], status: 3, saying: ["nowhere/page"])
            try office.refuses(
                ["snapshot", "issue", "2024Q3", "--format", form, "-o", "page.html"],
                saying: ["page.html"]
            )
        }
        #expect(try office.read("page.html") == "mine")
        #expect(try office.succeed("snapshot", "list") == "")
    }

    @Test func `a workbook goes through a pipe as it goes into a file`() throws {
        let office = try Office.withKey()
        try office.succeed("snapshot", "show", "2024Q3", "--format", "xlsx", "-o", "page.xlsx")
        let piped = try office.tool(
            "/bin/sh",
            "-c",
            "MILEPOST_NOW=\(office.now) '\(Office.program)' snapshot show 2024Q3 --format xlsx "
                + "| cmp - page.xlsx"
        )
        #expect(piped.status == 0, "\(piped.said)")
    }

    // MARK: Who issues

    @Test func `issuing without a key or a name says how to get one`() throws {
        let office = try Office.withPlan()
        try office.refuses(
            ["snapshot", "issue", "2024Q3"],
            saying: ["nothing can be signed", "milepost key --new --reason"]
        )
        let nobody = try Office()
        try nobody.makeLog(actor: nil)
        try nobody.refuses(["snapshot", "issue", "2024Q3"], saying: ["--actor", "MILEPOST_ACTOR"])
    }

    @Test func `an issued page is printed again by its position, whatever came after`() throws {
        let office = try Office.withKey()
        try office.succeed("record", "pocket-parks/parks", "+2", "--as-of", "2024-08")
        let issued = try office.succeed("snapshot", "issue", "2024Q3", "--format", "json")
        let again = try office.succeed("snapshot", "issue", "2024Q3", "--approved-by", "李敏")
        let list = try office.succeed("snapshot", "list")
        let positions = list.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
        #expect(positions.count == 2)
        try office.succeed("record", "pocket-parks/parks", "+4", "--as-of", "2024-08")
        let show = ["snapshot", "show", positions[0], "--format", "json"]
        #expect(try office.succeed(show) == issued)
        #expect(try office.succeed("snapshot", "show", positions[1]) == again)
        try office.refuses(["snapshot", "show", "@0"], saying: ["@0", "snapshot list"])
        try office.refuses(["snapshot", "show", "@999"], saying: ["999"])
        let event = try office.succeed("show", positions[0], "--lang", "zh")
        #expect(event.contains("封存内容  sha256:") && !event.contains("projects"))
        #expect(event.contains("milepost snapshot show \(positions[0])"))
    }
}

/// The pages of one quarter in all forms; each is looked at by Python where there is one.
private struct QuarterPages {
    static let forms = ["text", "md", "html", "csv", "json", "xlsx", "prose"]

    private var pages: [String: String] = [:]

    subscript(form: String) -> String { pages[form] ?? "" }

    init(_ office: Office, _ quarter: String, _ options: String...) throws {
        try self.init(office, ["snapshot", "show", quarter] + options)
    }

    init(_ office: Office, issuing quarter: String, _ options: String...) throws {
        try self.init(office, ["snapshot", "issue", quarter] + options)
    }

    private init(_ office: Office, _ command: [String]) throws {
        for form in Self.forms {
            unlink(office.path("page.\(form)"))
            try office.succeed(command + ["--format", form, "-o", "page.\(form)"])
            pages[form] = try office.read("page.\(form)")
        }
        guard Spreadsheets.areThere else { return }
        try office.write(Self.look, to: "look.py")
        let looked = try office.tool("/usr/bin/python3", "look.py")
        #expect(looked.status == 0, "\(command): \(looked.said)")
    }

    /// No cell is a formula, every element is closed, and the sealed text is JSON.
    private static let look = """
        import csv, hashlib, html.parser, json, re
        import openpyxl

        for row in csv.reader(open("page.csv", encoding="utf-8", newline="")):
            for cell in row:
                assert cell[:1] not in "=+-@" or cell == "" or re.fullmatch(r"-?[0-9.]+", cell), cell
        for sheet in openpyxl.load_workbook("page.xlsx"):
            for row in sheet.iter_rows():
                assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
        page = json.load(open("page.json", encoding="utf-8"))
        text = json.dumps(page["snapshot"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == page["digest"]

        class Page(html.parser.HTMLParser):
            open, sealed, scripts = [], "", 0
            def handle_starttag(self, tag, attributes):
                assert not any(name.startswith("on") for name, _ in attributes), attributes
                names = [name for name, _ in attributes]
                assert len(names) == len(set(names)), names
                self.scripts += tag == "script"
                if tag not in ("meta", "br", "img", "link"):
                    self.open.append(tag)
            def handle_startendtag(self, tag, attributes):
                pass
            def handle_endtag(self, tag):
                assert self.open.pop() == tag, tag
            def handle_data(self, data):
                if self.open[-1:] == ["script"] and self.scripts == 1:
                    self.sealed += data
            def unknown_decl(self, data):
                raise AssertionError(data)

        reader = Page()
        reader.feed(open("page.html", encoding="utf-8").read())
        reader.close()
        assert reader.open == [] and reader.scripts == 2, reader.open
        assert json.loads(reader.sealed) == page["snapshot"]
        """
}

/// Whether there is a Python with the library openpyxl.
private enum Spreadsheets {
    static let areThere: Bool = {
        do {
            let python = ["/usr/bin/python3", "-c", "import openpyxl"]
            return try Child(python, in: "/", environment: [:]).wait().status == 0
        } catch { return false }
    }()
}
