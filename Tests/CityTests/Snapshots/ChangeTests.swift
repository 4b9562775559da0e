import Milepost
import MilepostReports
import Testing

/// How a quarter's figures have moved, and how they stand on the day that they are due.
struct ChangeTests {
    private func figure(
        _ measure: String,
        _ stage: Stage,
        in page: SnapshotPage
    ) throws -> Snapshot.Figure {
        let figures = page.snapshot.projects.flatMap(\.figures)
        return try #require(
            figures.first {
                $0.row.figure.measure.measure == measure && $0.row.figure.stage == stage
            }
        )
    }

    @Test func `a count that ends early is held against the same part of last year`() throws {
        let town = try ReleaseTown().log
        try town.report("2023/lamps/lamps", "=250", "2023-09-30", at: .completed)
        // Nothing was reported for September 2024 yet: 240 by the end of June, and 180 a year before.
        let page = try town.page("990100", "2024Q3")
        let lamps = try figure("lamps", .completed, in: page)
        #expect(lamps.row.figure.value?.asOf == CalendarDate(iso: "2024-06-30"))
        #expect(lamps.sinceYear?.value == Decimal(tenThousandths: 600_000))
        #expect(lamps.sinceQuarter == nil)
    }

    @Test func `what is due today and not met is not simply on time`() throws {
        let town = try ReleaseTown().log
        try town.target("2024/lamps/lamps", "250", due: "2024-06-30")
        let page = try town.page("990100", "2024Q2")
        let lamps = try figure("lamps", .completed, in: page)
        #expect(lamps.row.figure.target?.pace == .onTime)
        #expect(page.html(.zh).contains("到期日未完成"))
        #expect(page.prose(.zh, time: \.textInUTC).contains("安装路灯到期日未完成。"))
        #expect(page.text(.en, colour: false).contains("not met on the day it is due"))
    }

    @Test func `a ceiling is kept rather than completed`() throws {
        let town = try ReleaseTown().log
        try town.target("2024/meals/subsidy", "不超过20", due: "2024-12-31")
        let page = try town.page("990100", "2024Q2")
        #expect(page.prose(.zh, time: \.textInUTC).contains("（符合目标）"))
        #expect(page.prose(.en, time: \.textInUTC).contains("(within the target)"))
    }
}
