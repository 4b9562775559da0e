import Foundation
import Testing

struct CheckCommandTests {
    // Before the first report of the plan is due.
    private let day = ["--as-of", "2024-01-30"]
    private let received = ["--received", "2024-02-01"]

    /// 240 lamps completed of 380 started.
    private func reported() throws -> Office {
        let office = try Office.withPlan()
        for (stage, amount) in [("started", "=380"), ("completed", "=240")] {
            try office.succeed(
                ["record", "street-lamps/lamps", amount, "--stage", stage] + day + received
            )
        }
        return office
    }

    @Test func `all is well: nothing is printed, and 0`() throws {
        for office in [try Office.withPlan(), try reported()] {
            let answer = try office.run(["check"] + day)
            #expect((answer.status, answer.out, answer.err) == (0, "", ""))
        }
        let all = try reported().run(["check", "--all"] + day)
        #expect(all.status == 0)
        #expect(all.out.contains("checks made, nothing found."))
    }

    @Test func `a finding is printed and ends with 1`() throws {
        let office = try reported()
        try office.succeed(
            [
                "record", "street-lamps/lamps", "=390", "--stage", "completed", "--as-of",
                "2024-01-31",
            ] + received
        )
        let answer = try office.run(["check", "--as-of", "2024-01-31"])
        #expect(answer.status == 1 && answer.err == "")
        #expect(answer.out.hasPrefix("error stageAbove street-lamps/lamps, completed @"))
        #expect(answer.out.contains("390 盏 is more than the 380 盏 of \"lamps installed, started\""))
        let chinese = try office.run(["check", "--as-of", "2024-01-31", "--lang", "zh"])
        #expect(chinese.status == 1)
        #expect(chinese.out.hasPrefix("错误 stageAbove street-lamps/lamps，竣工 @"))
        #expect(chinese.out.contains("390盏大于“安装路灯，开工”的380盏"))
        // The day before, and known before, there was nothing.
        #expect(try office.run(["check"] + day).status == 0)
        let last = try office.export().split(separator: "\n").count - 1
        let before = ["--as-of", "2024-01-31", "--known-at", String(last - 1)]
        #expect(try office.run(["check"] + before).status == 0)
        #expect(try office.run(["check", "--place", "河东区", "--as-of", "2024-01-31"]).status == 0)
    }

    @Test func `JSON answers findings and how much was examined`() throws {
        let office = try reported()
        try office.succeed("declare", "pocket-parks", "met", "--as-of", "2024-01-30")
        let answer = try office.run(["check", "--format", "json"] + day)
        #expect(answer.status == 1)
        let object = try JSONSerialization.jsonObject(with: Data(answer.out.utf8))
        let json = try #require(object as? [String: Any])
        #expect(Set(json.keys) == ["findings", "examined"])
        #expect(try #require(json["examined"] as? Int) > 3)
        let findings = try #require(json["findings"] as? [[String: Any]])
        let finding = try #require(findings.first)
        #expect(findings.count == 1)
        #expect(finding["severity"] as? String == "warning")
        #expect(finding["code"] as? String == "declaredDiffers")
        #expect(finding["position"] is Int)
        #expect((finding["figure"] as? [String: Any])?["project"] as? String == "pocket-parks")
        #expect((finding["message"] as? String)?.hasPrefix("Declared") == true)
        let all = try office.run(["check", "--all", "--format", "json"] + day)
        let every = try JSONSerialization.jsonObject(with: Data(all.out.utf8)) as? [String: Any]
        let checks = try #require(every?["checks"] as? [[String: Any]])
        #expect(checks.count == every?["examined"] as? Int)
        for key in ["code", "severity", "verdict", "figure", "left", "right", "outcomes"] {
            #expect(checks.allSatisfy { $0[key] != nil }, "\(key)")
        }
    }

    @Test func `a place that is not there is refused`() throws {
        try Office.withPlan().refuses(["check", "--place", "999999"], saying: ["Error: "])
    }
}
