import EventLog
import Milepost
import MilepostReports
import Testing

struct MonthSheetTests {
    private func csv(_ log: LampLog, _ language: Language, at place: String? = nil) throws
        -> [String]
    {
        let month = try #require(Month(iso: "2024-09"))
        let sheet = try log.store.read { view in
            try MonthSheet(
                view,
                catalogue: try Catalogue(view, knownAt: view.size() - 1),
                month: month,
                lead: nil,
                place: place,
                language: language
            )
        }
        return sheet.csv.split(separator: "\r\n").map(String.init)
    }

    @Test func `a Chinese sheet is in Chinese words and names`() throws {
        let log = try LampLog.reported()
        #expect(
            try csv(log, .zh) == [
                "项目,指标,地区,分组,阶段,口径,方式,数值,截止日期,已报数值,上期数值,上期日期,单位,名称",
                "背街小巷路灯,照明用电补贴,,,,,,,2024-09-30,,580,2024-06-30,元/盏,照明用电补贴",
                "背街小巷路灯,亮灯率,,,,,,,2024-09-30,,,,%,亮灯率",
                "公园座椅,更换座椅,,,,,累计,,2024-09-30,,,,张,更换座椅",
            ]
        )
        #expect(
            try csv(log, .zh, at: "990101").dropFirst() == [
                "背街小巷路灯,安装路灯,东街区,,开工,,累计,,2024-09-30,,,,盏,安装路灯",
                "背街小巷路灯,安装路灯,东街区,,竣工,,累计,,2024-09-30,,,,盏,安装路灯",
            ]
        )
    }

    @Test func `an English sheet is in the words of the codes`() throws {
        #expect(
            try csv(LampLog.reported(), .en, at: "990101").dropFirst() == [
                "990100/2024/street-lamps,lamps,990101,,started,,total,,2024-09-30,,,,盏,lamps installed",
                "990100/2024/street-lamps,lamps,990101,,completed,,total,,2024-09-30,,,,盏,lamps installed",
            ]
        )
    }

    @Test func `a name that the catalogue has twice gives way to its code`() throws {
        var log = try LampLog.reported()
        var plan = Plan()
        plan.projects = [
            ProjectDefined(
                project: ProjectKey(city: "990100", year: 2025, project: "benches"),
                name: try #require(Name(zh: "公园座椅", en: "Park benches"))
            )
        ]
        plan.measures = [
            MeasureDefined(
                key: .lit,
                name: try #require(Name(zh: "照明用电补贴", en: "share of lamps lit")),
                unit: "%",
                kind: .rate
            )
        ]
        try log.decide { try $0.plan(plan) }
        #expect(
            try csv(log, .zh).dropFirst() == [
                "背街小巷路灯,subsidy,,,,,,,2024-09-30,,580,2024-06-30,元/盏,照明用电补贴",
                "背街小巷路灯,lit,,,,,,,2024-09-30,,,,%,照明用电补贴",
                "990100/2024/benches,更换座椅,,,,,累计,,2024-09-30,,,,张,更换座椅",
            ]
        )
    }
}
