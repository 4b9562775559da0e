import Testing

/// Months closed and reopened by an office, and what it is told.
struct ClosedMonthTests {
    private let office: Office

    init() throws {
        office = try Office.withPlan()
    }

    private func id(_ digit: Int) -> String { "0192a000-0000-7000-8000-00000000000\(digit)" }

    @Test func `what was recorded before its month was closed can be sent again after it`() throws {
        let sheet = "project,measure,amount,as-of,id\npocket-parks,parks,=4,2024-09-20,\(id(5))\n"
        try office.write(sheet, to: "s.csv")
        try office.succeed(
            "record",
            "pocket-parks/parks",
            "=4",
            "--as-of",
            "2024-09",
            "--id",
            id(8)
        )
        let commands = [
            ["record", "pocket-parks/parks", "+3", "--as-of", "2024-09-10", "--id", id(1)],
            ["declare", "pocket-parks", "onTrack", "--as-of", "2024-09", "--id", id(2)],
            [
                "target", "pocket-parks/parks", "6", "--due", "2024-06-30", "--as-of", "2024-01-01",
                "--id", id(3),
            ],
            ["correct", id(1), "4", "--reason", "one more", "--id", id(4)],
            ["record", "--from", "s.csv"],
            [
                "correct", id(8), "--replace", "5", "--reason", "another sheet", "--id", id(6),
            ],
        ]
        let first = try commands.map { try office.succeed($0 + ["--format", "json"]) }
        try office.succeed("close", "2024-09", "--hard", "--id", id(7))
        let before = try office.export()
        office.now = "2024-10-12T02:00:00.000Z"
        for (command, answer) in zip(commands, first) {
            let again = try office.run(command + ["--format", "json"])
            #expect(again.status == 0, "\(command): \(again.said)")
            #expect(again.out.contains(#""added":false"#) || again.out.contains("unchanged"))
            let event = answer.firstMatch(of: /"event":"[^"]*"/)
            #expect(event.map { again.out.contains($0.output) } == true, "\(command)")
        }
        #expect(
            try office.succeed("close", "2024-09", "--hard", "--id", id(7)).contains("Unchanged")
        )
        #expect(try office.export() == before)
    }

    @Test func `a sheet with one row of a closed month is refused whole, at its as-of`() throws {
        try office.succeed("close", "2024-08")
        let sheet = """
            项目,指标,方式,数值,截止日期
            口袋公园,建成口袋公园,累计,4,2024-09-30
            口袋公园,建成口袋公园,累计,3,2024年8月

            """
        try office.write(sheet, to: "s.csv")
        let before = try office.export()
        let answer = try office.run("record", "--from", "s.csv", "--format", "json", "--lang", "zh")
        #expect(answer.status == 2)
        #expect(answer.out.contains(#""line":3,"result":"refused","event":null,"column":"截止日期""#))
        #expect(answer.out.contains("已关账"))
        #expect(try office.export() == before)
    }

    @Test func `closing and reopening say what they did in text and in JSON`() throws {
        office.now = "2024-12-01T02:00:00.000Z"
        let closed = try office.succeed("close", "2024-11", "--lang", "zh")
        #expect(closed.hasPrefix("已记录 @"))
        #expect(closed.hasSuffix("2024年11月应报2项，未报2项，可用 `milepost gaps 2024-11` 查看。\n"))
        #expect(
            try office.succeed("close", "2024-10", "--format", "json")
                .hasSuffix(#""added":false,"dryRun":false,"warnings":[],"missing":2}"# + "\n")
        )
        let reopening = ["reopen", "2024-09", "--reason", "补报"]
        #expect(
            try office.succeed(reopening + ["--dry-run", "--lang", "zh"])
                == "试运行：可以记录，未写入\n一并重新开放：2024年10月、2024年11月\n"
        )
        #expect(
            try office.succeed(reopening + ["--format", "json"])
                .hasSuffix(#""warnings":[],"alsoReopened":["2024-10","2024-11"]}"# + "\n")
        )
        try office.refuses(reopening, saying: ["2024-09 is not closed for Qinghe (990100)"])
        try office.refuses(
            reopening + ["--lang", "zh"],
            saying: ["青禾市（990100）2024年9月没有关账，已关账至2024-08-31。"]
        )
        try office.refuses(["close", "2024-12"], saying: ["can be closed from 2024-12-31 on"])
    }

    @Test func `a log of several cities is asked which`() throws {
        let plan = Office.plan.replacing("9901", with: "9902").replacing("青禾市", with: "白杨市")
        try office.write(plan, to: "other.yaml")
        try office.succeed("plan", "import", "other.yaml")
        try office.refuses(["close", "2024-09"], saying: ["several cities (990100, 990200)"])
        try office.succeed("close", "2024-09", "--place", "白杨市")
        try office.succeed("record", "990100/2024/pocket-parks/parks", "+3", "--as-of", "2024-09")
        try office.refuses(
            ["record", "990200/2024/pocket-parks/parks", "+3", "--as-of", "2024-09"],
            saying: [
                "Qinghe (990200) through 2024-09-30", "milepost reopen 2024-09 --place 990200",
            ]
        )
        // What is left out of a template is said.
        let told = try office.succeed("template", "t.csv", "--month", "2024-09", "--lang", "zh")
        #expect(told == "t.csv：共4行待填\n已关账、未列入：白杨市\n")
        try office.succeed("close", "2024-09", "--place", "990100")
        try office.refuses(["template", "u.csv", "--month", "2024-09"], saying: ["is closed"])
    }

    @Test func `a revised definition is told to touch closed months, and how`() throws {
        let revised = Office.plan.replacing(
            "kind: standard\n",
            with: "kind: standard\n        better: down\n"
        )
        try office.write(revised, to: "down.yaml")
        let importing = ["plan", "import", "down.yaml"]
        #expect(try !office.succeed(importing + ["--dry-run"]).contains("Warning"))
        try office.succeed("close", "2024-08", "--hard", "--id", id(1))
        try office.succeed("close", "2024-09", "--place", "990102", "--id", id(2))
        try office.succeed("close", "2024-09", "--hard", "--id", id(3))
        let en = """
            Warning: Revising basic-pension/monthly-amount may change the figures, as reckoned \
            today, of months that are closed hard: Qinghe (990100) through 2024-09-30, by 督查室 on \
            2024-10-10 10:00 (event …00000003). As known before, they stay.

            """
        let zh = """
            提示：修订basic-pension/monthly-amount后，按今日口径计算的已彻底关账月份数据可能随之变动\
            （青禾市（990100）关至2024-09-30，由督查室于2024-10-10 10:00关账（事件…00000003））；\
            按此前所知查询的数据不变。

            """
        #expect(
            try office.succeed(importing + ["--dry-run"]) == "Would append 1 measure.\n" + en
        )
        #expect(
            try office.succeed(importing + ["--dry-run", "--lang", "zh"]) == "将追加1个指标。\n" + zh
        )
        #expect(
            try office.succeed(importing + ["--format", "json"])
                .contains(
                    #""dryRun":false,"warnings":[{"code":"revisesClosed","message":"Revising"#
                )
        )
        #expect(try office.succeed(importing) == "Nothing new: the log says so already.\n")
        #expect(
            try office.succeed("history", "basic-pension/monthly-amount")
                .hasSuffix("basic pension a month, 元/人, standard (better: up → down)\n")
        )
        #expect(try office.succeed("show", "last", "--lang", "zh").contains("（以何为优：越高越好 → 越低越好）"))
        // Another name changes no figure.
        try office.write(revised.replacing("建成口袋公园", with: "新建口袋公园"), to: "renamed.yaml")
        #expect(try office.succeed("plan", "import", "renamed.yaml") == "Appended 1 measure.\n")
    }

    @Test func `a log with closings is imported as it is, and holds what they hold`() throws {
        try office.succeed(
            "record",
            "pocket-parks/parks",
            "+3",
            "--as-of",
            "2024-09",
            "--id",
            id(1)
        )
        try office.succeed("close", "2024-09", "--place", "990102", "--hard")
        try office.succeed("close", "2024-09")
        try office.succeed("correct", id(1), "4", "--reason", "one more")
        try office.succeed("reopen", "2024-09", "--reason", "a late sheet")
        try office.succeed("close", "2024-09", "--note", "final")
        let exported = try office.export()
        try office.write(exported, to: "log.jsonl")
        try office.succeed("import", "log.jsonl", "--log", "copy.sqlite")
        #expect(try office.succeed("export", "--log", "copy.sqlite") == exported)
        #expect(try office.succeed("replay", "--verify", "--log", "copy.sqlite").contains("equal"))
        let report = ["record", "pocket-parks/parks", "+1", "--as-of", "2024-09"]
        let here = try office.run(report)
        let there = try office.run(report + ["--log", "copy.sqlite"])
        #expect(here.status == 2)
        #expect(there.status == 2)
        #expect(here.err == there.err)
        // A line that the closing would have refused is refused from elsewhere too.
        let extra = exported.split(separator: "\n").first { $0.contains(id(1)) }.map(String.init)
        let late = try #require(extra).replacing(id(1), with: id(9))
            .replacing(/"prev":\d+/, with: #""prev":17"#)
            .replacing(/"recordedAt":"[^"]*"/, with: #""recordedAt":"2024-10-10T02:00:00.000Z""#)
        try office.write(exported + late + "\n", to: "late.jsonl")
        let refused = try office.run("import", "late.jsonl", "--log", "late.sqlite")
        #expect(refused.status == 2, "\(refused.said)")
        #expect(refused.err.contains("is closed"), "\(refused.err)")
    }
}
