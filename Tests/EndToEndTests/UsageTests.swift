import Testing

struct UsageTests {
    private static let commands = [
        [], ["plan"], ["source"], ["init"], ["plan", "import"], ["plan", "show"],
        ["source", "add"], ["source", "list"], ["record"], ["template"], ["declare"], ["target"],
        ["correct"], ["withdraw"], ["status"], ["history"], ["show"], ["explain"], ["replay"],
        ["export"], ["import"], ["close"], ["reopen"], ["verify"], ["key"], ["checkpoint"],
        ["prove"], ["verify-proof"], ["backup"], ["restore"], ["check"], ["gaps"], ["diff"],
        ["snapshot"], ["snapshot", "show"], ["snapshot", "issue"], ["snapshot", "list"],
        ["snapshot", "prove"],
        ["snapshot", "verify"], ["snapshot", "compare"],
    ]

    @Test(arguments: commands)
    func `help is there with an example`(command: [String]) throws {
        let office = try Office()
        let answer = try office.run(command + ["--help"])
        #expect(answer.status == 0)
        #expect(answer.err == "")
        let example = (["  milepost"] + command).joined(separator: " ") + " "
        let isShown = answer.out.contains(example) || answer.out.contains(example.dropLast() + "\n")
        #expect(isShown, "\(answer.out)")
    }

    @Test func `every command that help names is among those tested here`() throws {
        let lines = try Office().run("--help").out.split(separator: "\n")
        let names = lines.drop { $0 != "SUBCOMMANDS:" }
            .filter { $0.hasPrefix("  ") && $0.dropFirst(2).first?.isLetter == true }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
            .filter { $0 != "See" }
        #expect(names.contains("record"))
        #expect(Set(names).subtracting(Self.commands.compactMap(\.first)) == [])
    }

    @Test(arguments: [
        ["nonsense"], ["record", "--nonsense"], ["status", "--format", "yaml"],
        ["status", "--lang", "fr"], ["status", "one", "two"], ["correct", "last"],
        ["withdraw", "last"], ["explain"], ["show"], ["import"], ["template", "t.csv"],
        ["target", "pocket-parks/parks", "5"], ["declare", "pocket-parks"], ["source", "add"],
        ["plan", "import"], ["record"], ["record", "pocket-parks/parks"],
        ["record", "pocket-parks/parks", "+5", "--from", "s.csv"],
        ["declare", "pocket-parks", "excellent"], ["status", "--by", "lead"],
        ["status", "--as-of", "09-30"], ["status", "--known-at", "999"],
        ["status", "--known-at", "2030-01-01"], ["show", "@999"], ["show", "abc"],
        ["show", "abcdef"], ["explain", "pocket-parks/benches"], ["history", "benches"],
        ["template", "t.csv", "--month", "2024"], ["close"], ["close", "2024Q3"],
        ["close", "2999-01"],
        ["reopen", "2024-09"], ["reopen", "2024-09", "--reason", "not closed"], ["prove"],
        ["prove", "--consistency", "0"], ["prove", "@999"], ["key", "--new"],
        ["verify", "--against", "nowhere"], ["verify-proof", "nowhere", "--key", "k"], ["backup"],
        ["restore"], ["gaps", "2024"], ["gaps", "--lead", "nobody"],
        ["diff"], ["diff", "--from", "2024-09-30"],
        ["diff", "--from", "2024-09-30", "--to", "soon"],
        ["diff", "--from", "2024-09-30@", "--to", "2024-09-30"],
        ["diff", "--from", "@3", "--to", "2024-09-30"],
        ["diff", "--from", "2024-09-30", "--to", "2024-09-30@999"],
        ["diff", "--from", "2024-09-30@@999", "--to", "2024-09-30"],
        ["diff", "--from", "2024-09-30@2030-01-01", "--to", "2024-09-30"],
        ["diff", "benches", "--from", "2024-09-30", "--to", "2024-09-30"],
        ["diff", "--from", "2024-09-30", "--to", "2024-09-30", "--by", "lead"],
        ["snapshot", "show"], ["snapshot", "show", "2024-09"], ["snapshot", "show", "soon"],
        ["snapshot", "show", "2024Q3", "--place", "nowhere"], ["snapshot", "issue", "2031Q1"],
        ["snapshot", "prove"], ["snapshot", "prove", "2024Q3"],
        ["snapshot", "prove", "2024Q3", "pocket-parks"],
    ])
    func `a wrong call ends with 2 and says what was wrong`(command: [String]) throws {
        let office = try Office.withPlan()
        let answer = try office.refuses(command, saying: ["Error: "])
        #expect(answer.err.count > 20)
    }

    @Test func `a position above the last names the last`() throws {
        let office = try Office.withPlan()
        let last = try office.export().split(separator: "\n").count - 1
        for moment in ["999", "@999", "2030-01-01"] {
            try office.refuses(["status", "--known-at", moment], saying: ["\(last)"])
        }
        #expect(try office.run("status", "--known-at", "2001-01-01").status == 0)
        #expect(try office.run("status", "--as-of", "2030").status == 0)
    }

    @Test func `a moment is read as it is printed, to its minute's or its second's end`() throws {
        let office = try Office.withPlan()
        let size = try office.export().split(separator: "\n").count
        let report = ["record", "pocket-parks/parks", "--as-of", "2024-09"]
        office.now = "2024-10-10T03:15:07.500Z"
        try office.succeed(report + ["+1"])
        office.now = "2024-10-10T03:16:00.000Z"
        try office.succeed(report + ["+2"])
        for (moment, last) in [
            ("2024-10-10 11:14", size - 1), ("2024-10-10 11:15", size),
            ("2024-10-10 11:15:06", size - 1), ("2024-10-10 11:15:07", size),
            ("2024-10-10 11:16", size + 1),
        ] {
            let status = try office.succeed("status", "--known-at", moment)
            #expect(status.contains("as known at @\(last) (recorded 2024-10-10 1"), "\(moment)")
        }
        for moment in ["2024-10-10 24:00", "2024-10-10 11:60", "2024-10-10 11", "10-10 11:15"] {
            try office.refuses(["status", "--known-at", moment], saying: ["--known-at"])
        }
    }

    @Test func `the version is printed`() throws {
        let answer = try Office().run("--version")
        #expect(answer.status == 0)
        #expect(answer.out.hasPrefix("milepost "))
    }
}
