import Milepost
import MilepostReports
import Testing

struct CheckTextTests {
    private func school() throws -> LampLog {
        var log = try LampLog.works()
        try log.measure("area", "平方米") {
            $0.stages = [.started, .structureComplete, .completed]
        }
        try log.works("area", "=9.9万", .started)
        try log.works("area", "=7.3万", .completed)
        try log.works("area", "0.94万", .structureComplete) { $0.nowAt = true }
        return log
    }

    @Test func `nothing is printed where all is well`() throws {
        let report = try school().check()
        #expect(report.text(.en) == "" && report.text(.zh) == "")
        #expect(report.checks.isEmpty && report.examined > 0)
        #expect(report.json(.en).text == #"{"findings":[],"examined":\#(report.examined)}"#)
    }

    @Test func `every check with both sides and the verdict`() throws {
        var log = try LampLog.works()
        try log.measure("poles") { $0.stages = [.started, .completed] }
        try log.works("poles", "=15", .started)
        try log.works("poles", "=12", .completed)
        let report = try log.check(all: true)
        #expect(
            report.text(.en) == """
                As of 2024-09-30, as known at @6

                Works (works)
                  check                      figure              one side     other side  verdict
                  within the earlier stage   poles, completed       12 个  ≤  15 个       holds
                      difference 3 个; 80.00%
                  one report a day           poles, started      1 report  =  1 day       holds
                  one report a day           poles, completed    1 report  =  1 day       holds
                  not dated after recording  poles             2024-09-30  ≤  2024-10-08  holds

                4 checks made, nothing found.

                """
        )
        #expect(
            report.text(.zh) == """
                截至2024-09-30，按@6时所知

                便民工程（works）
                  核对              数据                   一方     另一方      结论
                  不超过前一阶段    指标poles，竣工        12个  ≤  15个        相符
                      相差3个；80.00%
                  一日一报          指标poles，开工     1条上报  =  1日         相符
                  一日一报          指标poles，竣工     1条上报  =  1日         相符
                  日期不晚于录入日  指标poles        2024-09-30  ≤  2024-10-08  相符

                共核对4项，未发现问题。

                """
        )
    }

    @Test func `what a rounded amount may be stands beside it`() throws {
        let report = try school().check(all: true)
        let english = report.text(.en)
        for part in [
            "73,000 + 9,400 平方米 (81,850–82,950)  ≤  99,000 平方米 (98,500–99,500)",
            "difference 16,600 平方米 (15,550–17,650)",
        ] { #expect(english.contains(part)) }
        let chinese = report.text(.zh)
        for part in [
            "73,000 + 9,400平方米（81,850–82,950）  ≤  99,000平方米（98,500–99,500）",
            "相差16,600平方米（15,550–17,650）",
        ] { #expect(chinese.contains(part)) }
    }

    @Test func `a finding says what does not agree and what to do`() throws {
        var log = try school()
        try log.works("area", "2.71万", .structureComplete, on: "2024-10-01") { $0.nowAt = true }
        let report = try log.check(as: "2024-10-01")
        #expect(
            report.text(.en) == """
                error stageAbove works/area, completed @5 @6 @8
                    73,000 + 27,100 平方米 is more than the 99,000 平方米 of "area, started", an earlier stage,
                    which contains it. Report the earlier stage too, or correct one of the two.

                """
        )
        #expect(
            report.text(.zh) == """
                错误 stageAbove works/area，竣工 @5 @6 @8
                    73,000 + 27,100平方米大于“指标area，开工”的99,000平方米，而前一阶段的数量应包含后一阶段。
                    请补报前一阶段，或更正其一。

                """
        )
    }
}
