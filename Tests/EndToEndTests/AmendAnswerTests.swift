import Foundation
import Testing

/// What `correct` and `withdraw` answer, and how they take a retry.
struct AmendAnswerTests {
    private let id = "0192a000-0000-7000-8000-00000000000a"

    private func reported() throws -> Office {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09", "--id", id)
        return office
    }

    @Test func `the figure is printed before and after`() throws {
        let office = try reported()
        let dry = try office.succeed("correct", id, "6", "--reason", "r", "--dry-run")
        #expect(dry.contains("Before: 5 个") && dry.contains("After: 6 个"), "\(dry)")
        let corrected = try office.succeed("correct", id, "6", "--reason", "r", "--lang", "zh")
        #expect(corrected.contains("记录前：5个") && corrected.contains("记录后：6个"), "\(corrected)")
        let withdrawn = try office.succeed("withdraw", id, "--reason", "r")
        #expect(withdrawn.contains("Before: 6 个") && withdrawn.contains("After: not reported"))
    }

    @Test func `a correction above the target says so`() throws {
        let office = try reported()
        let out = try office.succeed("correct", id, "60", "--reason", "r")
        #expect(out.contains("Warning: ") && out.contains("above the target of 12"), "\(out)")
    }

    @Test func `the figure before and after is in the JSON`() throws {
        let office = try reported()
        for (command, before, after) in [
            (["correct", id, "6", "--reason", "r"], "5", "6" as String?),
            (["correct", id, "7", "--replace", "--reason", "r", "--dry-run"], "6", "7"),
            (["withdraw", id, "--reason", "r"], "6", nil),
        ] {
            let out = try office.succeed(command + ["--format", "json"])
            let answer = try #require(
                try JSONSerialization.jsonObject(with: Data(out.utf8)) as? [String: Any]
            )
            #expect((answer["before"] as? [String: Any])?["value"] as? String == before)
            #expect((answer["after"] as? [String: Any])?["value"] as? String == after)
        }
        try office.succeed("declare", "pocket-parks", "onTrack", "--as-of", "2024-09")
        let out = try office.succeed("withdraw", "last", "--reason", "r", "--format", "json")
        #expect(out.contains(#""before":null,"after":null"#), "\(out)")
    }

    @Test(arguments: [[], ["8"]])
    func `a retry of a replacement is recognised, other content refused`(amount: [String]) throws {
        let office = try reported()
        try office.succeed("correct", id, "6", "--reason", "one more")
        let new = "0192a000-0000-7000-8000-0000000000d1"
        func replace(_ amount: [String], _ reason: String) -> [String] {
            ["correct", id] + amount
                + ["--replace", "--as-of", "2024-08", "--reason", reason, "--id", new]
        }
        #expect(try office.succeed(replace(amount, "wrong month")).contains("Recorded"))
        let before = try office.export()
        office.now = "2024-10-12T03:00:00.000Z"
        #expect(try office.succeed(replace(amount, "wrong month")).contains("Unchanged"))
        #expect(try office.export() == before)
        for other in [replace(["9"], "wrong month"), replace(amount, "another reason")] {
            try office.refuses(other, saying: [new, "@"])
        }
        try office.succeed("withdraw", new, "--reason", "not at all")
        try office.refuses(replace(["9"], "wrong month"), saying: [new])
        let again = try office.run(replace(amount, "wrong month"))
        #expect(again.status == 2 && again.err.contains("withdrawn"), "\(again.said)")
    }
}
