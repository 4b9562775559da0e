import Testing

struct RetryTests {
    private let id = "0192a000-0000-7000-8000-00000000000a"

    @Test func `a retry of an id appends nothing and says so`() throws {
        let office = try Office.withPlan()
        let report = ["record", "pocket-parks/parks", "+5", "--as-of", "2024-09", "--id", id]
        #expect(try office.succeed(report).contains("Recorded"))
        let before = try office.export()
        office.now = "2024-10-10T03:00:00.000Z"
        let out = try office.succeed(report)
        #expect(out.contains("Unchanged") && out.contains(id))
        #expect(try office.export() == before)
    }

    @Test func `the same report under another id is warned of, a retry of it is not`() throws {
        let office = try Office.withPlan()
        let report = ["record", "pocket-parks/parks", "+5", "--as-of", "2024-09"]
        let id = ["--id", id]
        try office.succeed(report + id)
        let again = try office.succeed(report)
        #expect(
            again.hasSuffix(
                """
                After: 10 个 (as of 2024-09-30)
                Warning: The same amount was already reported for 2024-09-30: event \(id[1]). Both \
                count; if it is the same report, withdraw one.

                """
            ),
            "\(again)"
        )
        #expect(try !office.succeed(report + id).contains("same amount"))
        #expect(try !office.succeed(report + ["--separate"]).contains("same amount"))
        let sheet = "project,measure,amount,as-of\npocket-parks,parks,+5,2024-09\n"
        try office.write(sheet, to: "s.csv")
        let added = try office.run("record", "--from", "s.csv", "--lang", "zh")
        #expect(added.status == 0 && added.out == "已追加1行，未变0行，未通过0行\n", "\(added.said)")
        #expect(added.err.hasPrefix("第2行：提示：2024-09-30已上报过相同增量（事件"), "\(added.err)")
        let retried = try office.run("record", "--from", "s.csv", "--format", "json")
        #expect(retried.out.contains(#""result":"unchanged""#))
        #expect(retried.out.contains(#""warnings":[]"#), "\(retried.said)")
    }

    @Test func `an id is the same in capitals`() throws {
        let office = try Office.withPlan()
        let report = ["record", "pocket-parks/parks", "+5", "--as-of", "2024-09", "--id"]
        try office.succeed(report + [id])
        #expect(try office.succeed(report + [id.uppercased()]).contains("Unchanged"))
    }

    @Test func `an id reused with other content is refused and names the event`() throws {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09", "--id", id)
        try office.refuses(
            ["record", "pocket-parks/parks", "+6", "--as-of", "2024-09", "--id", id],
            saying: [id, "@"]
        )
        try office.refuses(
            ["declare", "pocket-parks", "met", "--id", id],
            saying: [id, "@"]
        )
    }

    @Test func `an id withdrawn since is said to be, and nothing is appended`() throws {
        let office = try Office.withPlan()
        let report = ["record", "pocket-parks/parks", "+5", "--as-of", "2024-09", "--id", id]
        try office.succeed(report)
        try office.succeed("withdraw", id, "--reason", "reported twice")
        let before = try office.export()
        let answer = try office.run(report)
        #expect(answer.status == 2)
        #expect(answer.err.contains("withdrawn"))
        #expect(try office.export() == before)
    }

    @Test func `a row withdrawn since does not come back with the same sheet`() throws {
        let office = try Office.withPlan()
        try office.write(
            "project,measure,amount,as-of\npocket-parks,parks,+5,2024-09\n",
            to: "s.csv"
        )
        try office.succeed("record", "--from", "s.csv")
        try office.succeed("withdraw", "last", "--reason", "reported twice")
        let before = try office.export()
        let answer = try office.run("record", "--from", "s.csv")
        #expect(answer.status == 2)
        #expect(answer.err.contains("line 2") && answer.err.contains("withdrawn"))
        #expect(try office.export() == before)
    }

    @Test func `retries of corrections, withdrawals, targets and statements append nothing`() throws
    {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09", "--id", id)
        for (number, command) in [
            ["correct", id, "6", "--reason", "one more was found"],
            ["target", "pocket-parks/parks", "6", "--due", "2024-06-30"],
            ["declare", "pocket-parks", "onTrack", "--as-of", "2024-09"],
            ["withdraw", id, "--reason", "reported twice"],
        ].enumerated() {
            let once = command + ["--id", "0192a000-0000-7000-8000-0000000000b\(number)"]
            #expect(try office.succeed(once).contains("Recorded"))
            let before = try office.export()
            let again = try office.run(once)
            #expect(again.status == 0, "\(command): \(again.said)")
            #expect(again.out.contains("Unchanged"), "\(command): \(again.said)")
            #expect(try office.export() == before)
        }
    }

    @Test func `a retry of what was withdrawn since is said to be`() throws {
        let office = try Office.withPlan()
        for (number, command) in [
            ["target", "pocket-parks/parks", "6", "--due", "2024-06-30"],
            ["declare", "pocket-parks", "onTrack", "--as-of", "2024-09"],
        ].enumerated() {
            let id = "0192a000-0000-7000-8000-0000000000c\(number)"
            try office.succeed(command + ["--id", id])
            try office.succeed("withdraw", id, "--reason", "said twice")
            let before = try office.export()
            let again = try office.run(command + ["--id", id])
            #expect(again.status == 2, "\(command): \(again.said)")
            #expect(again.err.contains("withdrawn"), "\(command): \(again.said)")
            #expect(try office.export() == before)
        }
    }

    @Test func `a retry of a replacement appends nothing`() throws {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09", "--id", id)
        let replacement = [
            "correct", id, "--replace", "--as-of", "2024-08", "--reason", "wrong month",
            "--id", "0192a000-0000-7000-8000-0000000000d1",
        ]
        try office.succeed(replacement)
        let before = try office.export()
        let again = try office.run(replacement)
        #expect(again.status == 0, "\(again.said)")
        #expect(again.out.contains("Unchanged"), "\(again.said)")
        #expect(try office.export() == before)
    }

    @Test func `a dry run appends nothing and says what would be`() throws {
        let office = try Office.withPlan()
        let before = try office.export()
        let out = try office.succeed(
            "record",
            "pocket-parks/parks",
            "+5",
            "--as-of",
            "2024-09",
            "--dry-run"
        )
        #expect(out.contains("dry run") && out.contains("5 个"))
        #expect(try office.export() == before)
    }
}
