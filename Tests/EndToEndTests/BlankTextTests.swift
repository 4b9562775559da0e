import Testing

/// Texts that say nothing, and options that would be ignored.
struct BlankTextTests {
    private let report = ["record", "pocket-parks/parks", "+5", "--as-of", "2024-09"]

    @Test(arguments: [
        "", " ", "\u{3000}\n", String(repeating: "时", count: 2001), "call 13812345678",
    ])
    func `a reason for the clock is a text like any other`(reason: String) throws {
        let office = try Office.withPlan()
        office.now = "2024-10-10T01:54:00.000Z"
        try office.refuses(report + ["--clock-was-wrong", reason], saying: ["clock-was-wrong"])
        try office.succeed(report + ["--clock-was-wrong", "battery replaced"])
        try office.succeed("status")
    }

    @Test(arguments: [" ", "\u{3000}\t", "\u{200B}"])
    func `a blank text is refused`(blank: String) throws {
        let office = try Office.withPlan()
        try office.write("a document", to: "doc.txt")
        try office.succeed(report)
        for command in [
            report + ["--note", blank], report + ["--actor", blank],
            ["correct", "last", "6", "--reason", blank], ["withdraw", "last", "--reason", blank],
            ["correct", "last", "6", "--reason", "r", "--note", blank],
            ["source", "add", "doc.txt", "--title", blank],
            ["target", "pocket-parks/parks", "6", "--due", "2024-06-30", "--note", blank],
            ["declare", "pocket-parks", "met", "--note", blank],
            ["init", "--log", "new.sqlite", "--actor", blank],
        ] {
            try office.refuses(command, saying: ["empty"])
        }
        try office.refuses(report + ["--actor", ""], saying: ["actor"])
        try office.refuses(report, saying: ["actor"], environment: ["MILEPOST_ACTOR": blank])
    }

    @Test func `a log without a name is refused, and a folder is no log`() throws {
        let office = try Office.withPlan()
        for command in [["status"], ["replay"], ["export"], report, ["init"]] {
            try office.refuses(command + ["--log", ""], saying: ["--log"])
        }
        for command in [["status"], ["replay"], ["export"], report] {
            let answer = try office.run(command + ["--log", "EventLog"])
            #expect(answer.status == 3, "\(command): \(answer.said)")
            #expect(answer.err.contains("EventLog is a folder"), "\(command): \(answer.said)")
        }
    }

    @Test(arguments: [
        ["--from", "1"], ["--as-of", "2024-09"], ["--verify", "--from", "1"],
        ["--step", "--as-of", "2024-09"], ["--verify", "--until", "3"], ["--verify", "--step"],
    ])
    func `replay ignores no option`(options: [String]) throws {
        try Office.withPlan().refuses(["replay"] + options, saying: ["--"])
    }

    @Test(arguments: [
        "UPDATE projection SET version = 0; DROP TABLE cell; CREATE TABLE cell (old);",
        "DROP TABLE chain", "DELETE FROM projection",
    ])
    func `replay --verify names older or missing projections`(change: String) throws {
        let office = try Office.withPlan()
        try office.tool("/usr/bin/sqlite3", office.store, change)
        let answer = try office.run("replay", "--verify")
        #expect(answer.status == 1, "\(answer.said)")
        #expect(answer.out.contains("older than this program; milepost replay rebuilds them"))
        #expect(answer.err == "")
        let json = try office.run("replay", "--verify", "--format", "json")
        #expect(json.status == 1 && json.out.contains(#""equal":false"#), "\(json.said)")
        try office.succeed("replay")
        #expect(try office.run("replay", "--verify").status == 0)
    }
}
