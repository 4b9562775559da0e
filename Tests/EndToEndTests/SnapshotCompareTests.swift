import Testing

/// What became of the numbers of a published quarter: each that differs, and why.
struct SnapshotCompareTests {
    /// Totals of June and September, of which the third quarter was issued.
    private func issued() throws -> Office {
        let office = try Office.withKey()
        for (amount, day) in [("=1", "2024-06-15"), ("=2", "2024-06-30"), ("=5", "2024-09-30")] {
            try office.succeed("record", "pocket-parks/parks", amount, "--as-of", day)
        }
        try office.succeed("snapshot", "issue", "2024Q3")
        return office
    }

    private func position(of text: String, in office: Office) throws -> String {
        let history = try office.succeed("history", "pocket-parks/parks")
        let line = try #require(history.split(separator: "\n").first { $0.contains(text) })
        return String(line.prefix { $0 != " " })
    }

    private func correct(_ text: String, _ amount: String, in office: Office) throws {
        let event = try position(of: text, in: office)
        try office.succeed("correct", event, amount, "--reason", "as agreed")
    }

    /// The table, of each event only its position and what it did.
    private func table(_ office: Office, _ arguments: String...) throws -> [String] {
        let text = try office.succeed(["snapshot", "compare"] + arguments)
        return text.split(separator: "\n").dropFirst(4).map { line in
            guard line.hasPrefix("    @") else { return String(line) }
            let parts = line.split(separator: " ", maxSplits: 5).map(String.init)
            return "    \(parts[0])  \(parts[5])"
        }
    }

    @Test func `a target that was corrected is told, and only by its own correction`() throws {
        let office = try issued()
        // A later total of the month hides it.
        try correct("1 个 to date", "2", in: office)
        try correct("target 12", "24", in: office)
        let text = try office.succeed("snapshot", "compare", "2024Q3", "now")
        #expect(text.contains("Figures: 0 added, 0 removed, 1 revised, 0 unchanged.\n"))
        let told = try table(office, "2024Q3", "now")
        #expect(told.count == 3)
        #expect(told[0].hasPrefix("Pocket parks: pocket parks built"))
        #expect(told[0].hasSuffix("5 个       5 个   as before"))
        #expect(
            told[1] == "    Target: 12 个 → 24 个; Share of the target (%): 41.67 → 20.83; "
                + "Left: 7 个 → 19 个"
        )
        #expect(told[2].contains("target 12 个, due 2024-12-31"))
        #expect(told[2].contains("corrected to 24 个: as agreed"))
        let chinese = try office.succeed("snapshot", "compare", "2024Q3", "now", "--lang", "zh")
        #expect(chinese.contains("\n口袋公园：建成口袋公园 "))
        #expect(chinese.contains("\n    目标：12个 → 24个；完成率（%）：41.67 → 20.83；剩余：7个 → 19个\n"))
    }

    @Test func `a target that was replaced is told by what replaced it, and by its withdrawal`()
        throws
    {
        let office = try issued()
        try office.succeed(
            ["target", "pocket-parks/parks", "30", "--due", "2024-12-31", "--reason", "more"]
                + ["--replaces", position(of: "target 12", in: office)]
        )
        try office.succeed("target", "pocket-parks/parks", "4", "--due", "2025-06-30")
        let replaced = try table(office, "2024Q3", "now")
        #expect(replaced.count == 3)
        #expect(replaced[1].hasPrefix("    Target: 12 个 → 30 个; "))
        #expect(replaced[2].contains("target 30 个") && replaced[2].hasSuffix(": more"))
        try office.succeed("snapshot", "issue", "2024Q3")
        let event = try position(of: "target 30", in: office)
        try office.succeed("withdraw", event, "--reason", "not agreed")
        let withdrawn = try table(office, "2024Q3", "now")
        #expect(withdrawn.count == 3)
        #expect(withdrawn[1].hasPrefix("    Target: 30 个 → 12 个; "))
        #expect(withdrawn[2].hasSuffix("withdrawn: not agreed"))
    }

    @Test func `earlier months and the change since last quarter are published numbers too`()
        throws
    {
        let office = try issued()
        try correct("1 个 to date", "2", in: office)
        try correct("2 个 to date as of 2024-06-30", "3", in: office)
        let compare = ["snapshot", "compare", "2024Q3", "now"]
        let text = try office.succeed(compare)
        #expect(text.contains("Figures: 0 added, 0 removed, 1 revised, 0 unchanged.\n"))
        let told = try table(office, "2024Q3", "now")
        #expect(told.count == 4)
        #expect(
            told[1] == "    Since last quarter: +3 个 → +2 个; 2024-06: 2 个 → 3 个; "
                + "2024-07: 2 个 → 3 个;"
        )
        #expect(told[2] == "      2024-08: 2 个 → 3 个")
        #expect(told[3].contains("corrected to 3 个 to date: as agreed"))
        let json = try office.succeed(compare + ["--format", "json"])
        #expect(json.contains(#""changed":["sinceQuarter","months"]"#))
        #expect(json.contains(#""sinceQuarter":"3","sinceYear":null,"months":{"2024-06":"2","#))
        #expect(json.contains(#""sinceQuarter":"2","sinceYear":null,"months":{"2024-06":"3","#))
    }

    @Test func `another quarter tells of the months that both published`() throws {
        let office = try issued()
        try office.succeed("snapshot", "issue", "2024Q2")
        try correct("2 个 to date as of 2024-06-30", "3", in: office)
        try office.succeed("snapshot", "issue", "2024Q3")
        let told = try table(office, "2024Q2", "2024Q3")
        #expect(told[1].hasSuffix("2024-06: 2 个 → 3 个"))
        #expect(!told[1].contains("Since last quarter"))
        #expect(told.dropFirst(2).count { $0.contains("corrected to 3 个") } == 1)
    }

    @Test func `the sides are named for what they are, whichever comes first`() throws {
        let office = try issued()
        let first = try office.succeed("snapshot", "list").prefix { $0 != " " }
        try office.succeed("record", "pocket-parks/parks", "+2", "--as-of", "2024-09-30")
        let known = try position(of: "+2 个", in: office)
        try office.succeed("snapshot", "issue", "2024Q3")
        let last = try #require(
            try office.succeed("snapshot", "list").split(separator: "\n").last
        ).prefix { $0 != " " }
        for (one, other, heads) in [
            (String(first), known, ["Issued \(first)", "Known \(known)"]),
            (known, String(first), ["Known \(known)", "Issued \(first)"]),
            (String(last), String(first), ["Issued \(last)", "Issued \(first)"]),
        ] {
            let compare = ["snapshot", "compare", one, other]
            let text = try office.succeed(compare)
            let head = try #require(text.split(separator: "\n").dropFirst(3).first)
            let words = head.split(separator: "  ").map { String($0).trimmed }
            #expect(Array(words.dropFirst().prefix(2)) == heads, "\(head)")
        }
        let chinese = try office.succeed("snapshot", "compare", "now", "\(first)", "--lang", "zh")
        #expect(chinese.contains("时所知  \(first)签发  "))
    }
}
