import Foundation
import Testing

/// A quarter is previewed and sealed.
struct SnapshotTests {
    private func worked() throws -> Office {
        let office = try Office.withKey()
        for (amount, day) in [("+2", "2024-06"), ("+3", "2024-09")] {
            try office.succeed("record", "pocket-parks/parks", amount, "--as-of", day)
        }
        return office
    }

    @Test func `a preview says that it is one and stores nothing`() throws {
        let office = try worked()
        let before = try office.succeed("export")
        let shown = try office.succeed("snapshot", "show", "2024Q3")
        #expect(shown.hasPrefix("*** PREVIEW, not issued ***\nQinghe, third quarter of 2024\n"))
        #expect(shown.contains("\n*** PREVIEW, not issued ***\nData as of 2024-09-30;"))
        // What a quarter changed stands beside the figure only here.
        let figures = try office.succeed("status", "--as-of", "2024Q3")
            .split(separator: "\n").filter { $0.hasPrefix("  ") }
        #expect(!figures.isEmpty)
        for line in figures { #expect(shown.contains(line), "as in the status: \(line)") }
        #expect(try office.succeed("export") == before)
    }

    @Test func `an issued quarter is printed again for ever`() throws {
        let office = try worked()
        let issue = ["snapshot", "issue", "2024Q3", "--approved-by", "李副市长"]
        let issued = try office.succeed(issue)
        #expect(issued.contains("approved by 李副市长;"))
        #expect(try office.succeed(issue) == issued)
        let first = try office.succeed("snapshot", "list")
        #expect(first.split(separator: "\n").count == 1)
        try office.succeed("record", "pocket-parks/parks", "+4", "--as-of", "2024-08")
        let again = try office.succeed(issue)
        #expect(issued.contains(" 5 个") && again.contains(" 9 个"))
        #expect(try office.succeed("snapshot", "list").hasPrefix(first))
        let verified = try office.run("verify")
        #expect(verified.status == 0, "\(verified.said)")
    }

    @Test func `a second form is printed without saying again who approved it`() throws {
        let office = try worked()
        let issue = ["snapshot", "issue", "2024Q3"]
        let issued = try office.run(issue + ["--approved-by", "李敏", "--format", "json"])
        #expect(issued.status == 0 && issued.err == "")
        let list = try office.succeed("snapshot", "list")
        #expect(list.contains("  督查室  approved by 李敏  sha256:"))
        #expect(try office.succeed("snapshot", "list", "--lang", "zh").contains("  批准人：李敏  "))
        let json = try office.succeed("snapshot", "list", "--format", "json")
        #expect(json.contains(#""issuedBy":"督查室","approvedBy":"李敏""#))
        let again = try office.run(issue + ["--format", "json"])
        #expect(again.out == issued.out && again.err == "")
        let position = list.prefix { $0 != " " }
        let other = try office.run(issue + ["--format", "json", "--actor", "王芳"])
        #expect(other.status == 0 && other.out == issued.out)
        #expect(other.err == "It was issued as \(position) by 督查室, and is not issued again.\n")
        #expect(try office.succeed("snapshot", "list") == list)
        // Somebody else approved of it.
        try office.succeed(issue + ["--approved-by", "王芳"])
        #expect(try office.succeed("snapshot", "list").split(separator: "\n").count == 2)
        #expect(try office.succeed(issue).contains("approved by 王芳;"))
    }

    @Test func `a final one follows a provisional one, and none the other way round`() throws {
        let office = try worked()
        let issue = ["snapshot", "issue", "2024Q3"]
        let provisional = try office.succeed(issue + ["--provisional"])
        #expect(try office.succeed(issue + ["--provisional"]) == provisional)
        let final = try office.succeed(issue)
        #expect(!final.contains("provisional") && provisional.contains("provisional data"))
        let last = try office.succeed("snapshot", "list").split(separator: "\n").last ?? ""
        let position = String(last.prefix { $0 != " " })
        for approver in [[], ["--approved-by", "李敏"]] {
            try office.refuses(
                issue + ["--provisional"] + approver,
                saying: [
                    "final snapshot of 2024Q3 stands (\(position))", "snapshot show \(position)",
                ]
            )
        }
        try office.refuses(
            issue + ["--provisional", "--lang", "zh"],
            saying: ["2024Q3 已有正式快照（\(position)）"]
        )
        #expect(try office.succeed(issue) == final)
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-09")
        try office.succeed(issue + ["--provisional"])
    }

    @Test func `the sealed text is bound by its digest, and the log verified without this program`()
        throws
    {
        let office = try worked()
        try office.succeed("snapshot", "issue", "2024Q3", "--format", "json")
        let log = try office.export()
        try office.write(log, to: "log.jsonl")
        let changed = log.replacing(#"\"value\":\"5\""#, with: #"\"value\":\"6\""#)
        #expect(changed != log)
        try office.write(changed, to: "changed.jsonl")
        if Stranger.isThere {
            let calls = ["log.jsonl", "changed.jsonl"].map { ["log", $0] }
            let verdicts = try Stranger(office: office).verdicts(calls)
            #expect(verdicts.map(\.status) == [0, 1])
            #expect((verdicts[1].out + verdicts[1].err).contains("sealed text"))
        }
        let imported = try office.run("import", "changed.jsonl", "--log", "changed.sqlite")
        #expect(imported.status == 2)
        #expect(imported.said.contains("sha256:"))
        #expect(try office.run("import", "log.jsonl", "--log", "copy.sqlite").status == 0)
        #expect(
            try office.succeed("snapshot", "list", "--log", "copy.sqlite")
                == office.succeed("snapshot", "list")
        )
    }

    @Test func `a quarter that is not over is issued as provisional only`() throws {
        let office = try worked()
        let refused = try office.run("snapshot", "issue", "2024Q4")
        #expect(refused.status == 2)
        #expect(refused.said.contains("--provisional"))
        let early = try office.succeed("snapshot", "issue", "2024Q4", "--provisional")
        #expect(early.contains("*** provisional data ***"))
        #expect(try office.run("snapshot", "show", "2024-09").status == 2)
        #expect(try office.run("snapshot", "show", "2031Q1").status == 0)
    }
}
