import Foundation
import Testing

/// A published page is held against the log that issued it.
struct SnapshotVerifyTests {
    /// An office that took in a city's log, and issued its quarter in some formats.
    private func issued(
        _ quarter: String,
        of city: String,
        as formats: [String]
    ) throws -> Office {
        let office = try Office()
        office.now = "2024-11-08T02:00:00.000Z"
        let log = Office.repository.appendingPathComponent("EventLog/\(city).jsonl").path
        try office.succeed("import", log)
        try office.succeed("key", "--new", "--reason", "imported", "--actor", "督查室")
        for format in formats {
            try office.succeed(
                "snapshot",
                "issue",
                quarter,
                "--approved-by",
                "李",
                "--format",
                format,
                "-o",
                "page.\(format)",
                "--lang",
                "zh",
                "--actor",
                "督查室"
            )
        }
        return office
    }

    private static let formats = ["text", "md", "html", "csv", "json", "xlsx", "prose"]

    @Test func `a page that was issued verifies in every format`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: Self.formats)
        #expect(try office.succeed("snapshot", "list").split(separator: "\n").count == 1)
        for format in Self.formats {
            let verdict = try office.run("snapshot", "verify", "page.\(format)")
            #expect(verdict.status == 0, "\(verdict.said)")
            #expect(verdict.out.contains("The page is as it was printed"))
            #expect(verdict.out.contains("79 figures follow from the lines as sealed"))
        }
    }

    @Test(arguments: [
        ("html", "5,378", "5,379"), ("csv", ",5378,", ",5379,"), ("md", "5,378", "5,379"),
        ("json", #""value":"5378""#, #""value":"5379""#),
    ])
    func `one changed digit is found, and its figure named`(
        _ format: String,
        _ old: String,
        _ new: String
    ) throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: [format])
        let page = try office.read("page.\(format)")
        #expect(page.contains(old))
        for change in [1, Int.max] {
            try office.write(
                page.replacing(old, with: new, maxReplacements: change),
                to: "changed.\(format)"
            )
            let verdict = try office.run("snapshot", "verify", "changed.\(format)")
            #expect(verdict.status == 1)
            let named = "rural-toilets/household-toilets completed  valueChanged"
            #expect(verdict.out.contains(named), "\(verdict.out)")
        }
    }

    @Test func `a page whose texts are the same is found out where it hides one of them`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: ["html"])
        let page = try office.read("page.html")
        let forgeries = [
            ("<td class=value>", "<td class=value hidden>"), ("<h1>", "<div><h1>"),
            (":root{", "td{display:none}:root{"),
        ]
        for (old, new) in forgeries {
            let forged = page.replacing(old, with: new, maxReplacements: 1)
            try office.write(forged, to: "forged.html")
            let verdict = try office.run("snapshot", "verify", "forged.html")
            #expect(verdict.status == 1)
            #expect(verdict.out.contains("page  layoutChanged"), "\(verdict.said)")
            #expect(!verdict.out.contains("valueChanged"))
        }
    }

    @Test func `a page that another program printed is told from one that was changed`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: ["html"])
        let page = try office.read("page.html")
            .replacing("<dt>页面版本</dt><dd>1</dd>", with: "<dt>页面版本</dt><dd>0</dd>")
            .replacing("推算", with: "测算")
        try office.write(page, to: "old.html")
        let verdict = try office.run("snapshot", "verify", "old.html")
        #expect(verdict.status == 1)
        #expect(verdict.out.hasPrefix("page  otherPages  Printed by a milepost of page version 0"))
        #expect(!verdict.out.contains("valueChanged"))
    }

    @Test(.enabled(if: Stranger.isThere))
    func `a workbook is found out by its figure, and may be saved again`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: ["xlsx", "json"])
        try office.write(
            """
            import json, openpyxl
            book = openpyxl.load_workbook("page.xlsx")
            book.save("resaved.xlsx")
            for sheet in book:
                for row in sheet.iter_rows():
                    for cell in row:
                        if cell.value == 5378:
                            cell.value = 5379
            book.save("changed.xlsx")
            json.dump(json.load(open("page.json")), open("resaved.json", "w"), indent=2)
            """,
            to: "save.py"
        )
        let saved = try office.tool(try #require(Stranger.python), "save.py")
        #expect(saved.status == 0, "\(saved.said)")
        for name in ["resaved.xlsx", "resaved.json"] {
            let verdict = try office.run("snapshot", "verify", name)
            #expect(verdict.status == 0, "\(verdict.said)")
            #expect(verdict.out.contains("saved again since"))
        }
        let verdict = try office.run("snapshot", "verify", "changed.xlsx")
        #expect(verdict.status == 1)
        #expect(verdict.out.contains("rural-toilets/household-toilets completed  valueChanged"))
    }

    @Test func `an event that was changed is told from a page that was`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: ["csv"])
        let found = try office.tool(
            "/usr/bin/sqlite3",
            office.store,
            "SELECT position FROM event WHERE line LIKE '%household-toilets%\"value\":\"5378\"%'"
        ).out.trimmed
        try office.alter(
            "UPDATE event SET line = replace(line, '\"5378\"', '\"5379\"') WHERE position = \(found)"
        )
        let verdict = try office.run("snapshot", "verify", "page.csv")
        #expect(verdict.status == 1)
        #expect(verdict.out.contains("@\(found)  eventChanged"), "\(verdict.said)")
        #expect(!verdict.out.contains("valueChanged"))
    }

    @Test func `a sealed text that was changed in the log itself is not what was signed`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: ["json"])
        // As one would who has the file and not the key: text and page agree, and every hash is new.
        try office.alter(
            "UPDATE event SET line = replace(line, '\\\"value\\\":\\\"5378\\\"', "
                + "'\\\"value\\\":\\\"5379\\\"') WHERE position = 198"
        )
        try office.succeed("snapshot", "show", "@198", "--format", "json", "-o", "forged.json")
        #expect(try office.read("forged.json").contains(#""value":"5379""#))
        let verdict = try office.run("snapshot", "verify", "forged.json")
        #expect(verdict.status == 1)
        #expect(verdict.out.contains("signature"), "\(verdict.said)")
        #expect(verdict.out.contains("rural-toilets/household-toilets completed"))
    }

    @Test func `tables that were changed deceive neither issue nor verify`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: ["json"])
        let changed = try office.tool(
            "/usr/bin/sqlite3",
            office.store,
            "DELETE FROM cell WHERE day = (SELECT max(day) FROM cell)"
        )
        #expect(changed.status == 0, "\(changed.said)")
        let verdict = try office.run("snapshot", "verify", "page.json")
        #expect(verdict.status == 0, "\(verdict.said)")
        let refused = try office.run("snapshot", "issue", "2024Q3", "--actor", "督查室")
        #expect(refused.status == 1)
        #expect(refused.said.contains("milepost replay"))
    }

    @Test func `a page that was issued again is not the latest`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: ["html"])
        try office.succeed(
            "record",
            "old-communities/communities",
            "=25",
            "--stage",
            "completed",
            "--as-of",
            "2024-09-30",
            "--actor",
            "督查室"
        )
        try office.succeed("snapshot", "issue", "2024Q3", "--actor", "督查室")
        let verdict = try office.run("snapshot", "verify", "page.html")
        #expect(verdict.status == 0)
        #expect(verdict.out.contains("NOT THE LATEST: 2024Q3 was issued again as @200."))
        let key = try office.succeed("key").trimmed
        #expect(verdict.out.contains(key))
        #expect(try office.run("snapshot", "verify", "page.html", "--key", key).status == 0)
        let other = try issued("2024Q3", of: "chengde-2024", as: ["html"])
        let stranger = try other.succeed("key").trimmed
        let foreign = try office.run("snapshot", "verify", "page.html", "--key", stranger)
        #expect(foreign.status == 1)
        #expect(foreign.out.contains("signature"))
    }

    @Test func `what stands beside the snapshot in JSON counts too`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: ["json"])
        let page = try office.read("page.json")
        let snapshot = try #require(page.firstRange(of: #","snapshot":{"#))
        for changed in [
            page.replacing("{\"preview\"", with: #"{"correction":"5379","preview""#),
            page.replacingCharacters(in: snapshot, with: #","snapshot":{"form":1},"snapshot":{"#),
            page.replacing(#""digest":""#, with: #""digest":"0"#),
        ] {
            #expect(changed != page)
            try office.write(changed, to: "changed.json")
            #expect(try office.run("snapshot", "verify", "changed.json").status != 0)
        }
        let text = "\u{1B}[8m5,378\u{1B}[0m"
        try office.succeed("snapshot", "show", "@198", "-o", "page.txt")
        try office.write(
            try office.read("page.txt").replacing("5,378", with: text),
            to: "hidden.txt"
        )
        #expect(try office.run("snapshot", "verify", "page.txt").status == 0)
        #expect(try office.run("snapshot", "verify", "hidden.txt").status == 1)
    }

    @Test func `a preview, another log's page and no page at all are refused`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: ["html"])
        try office.succeed("snapshot", "show", "2024Q3", "--format", "json", "-o", "preview.json")
        #expect(try office.run("snapshot", "verify", "preview.json").out.contains("notIssued"))
        let other = try issued("2021Q4", of: "linyi-2021", as: ["html"])
        try office.write(try other.read("page.html"), to: "other.html")
        #expect(try office.run("snapshot", "verify", "other.html").status == 1)
        try office.write("some text\n", to: "text.txt")
        for path in ["text.txt", office.store, "nowhere"] {
            try office.refuses(["snapshot", "verify", path], saying: [path])
        }
    }

    @Test func `a hundred later corrections leave the page whole, and are listed`() throws {
        let office = try issued("2021Q4", of: "linyi-2021", as: ["html"])
        let lines = try office.export().split(separator: "\n").map(String.init)
        let pattern = try Regex(
            #"^\{.*"id":"([0-9a-f-]{36})".*"type":"ProgressReported".*"value":"([0-9.]+)""#,
            as: (Substring, Substring, Substring).self
        )
        let reports = lines.filter { !$0.contains(#""restates":"#) }
            .compactMap { try? pattern.firstMatch(in: $0)?.output }
        for (number, report) in reports.prefix(100).enumerated() {
            // A rank is a whole number.
            let amount = Int(report.2).map { String($0 + 1) } ?? "\(report.2)1"
            try office.succeed(
                "correct",
                String(report.1),
                amount,
                "--reason",
                "counted again \(number)",
                "--actor",
                "督查室"
            )
        }
        let verdict = try office.run("snapshot", "verify", "page.html")
        #expect(verdict.status == 0, "\(verdict.said)")
        let text = try office.succeed("snapshot", "compare", "2021Q4", "now")
        #expect(text.contains("Figures: 0 added, 0 removed, 100 revised, "))
        let told = text.split(separator: "\n").filter { $0.contains("  督查室: ") }
        // One report may be among those of two figures: since the year began, and since ever.
        #expect(Set(told.map { $0.split(separator: " ")[0] }).count == 100)
        for number in 0..<100 {
            #expect(told.contains { $0.hasSuffix(": counted again \(number)") }, "\(number)")
        }
        let json = try office.succeed("snapshot", "compare", "page.html", "now", "--format", "json")
        #expect(json.components(separatedBy: #"{"figure":{"#).count == 101)
    }

    @Test func `a comparison says what it can't compare`() throws {
        let office = try issued("2024Q3", of: "chengde-2024", as: ["html"])
        for (arguments, words) in [
            (["now", "@5"], "quarter"), (["2024Q2", "now"], "never issued"),
            (["nonsense", "now"], "no such file"), (["@9999", "2024Q3"], "last is"),
        ] {
            try office.refuses(["snapshot", "compare"] + arguments, saying: [words])
        }
        let same = try office.succeed("snapshot", "compare", "page.html", "@198")
        #expect(same.hasSuffix("Figures: 0 added, 0 removed, 0 revised, 79 unchanged.\n"))
    }
}
