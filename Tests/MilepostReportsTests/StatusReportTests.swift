import EventLog
import Milepost
import MilepostReports
import Testing

@Suite struct StatusReportTests {
    @Test func `the whole answer in JSON`() throws {
        let log = try LampLog.reported()
        #expect(
            try log.status(as: "2024-09-30").json.text == """
                {"asOf":"2024-09-30",\
                "knownAt":{"position":17,"size":18,"time":"2024-10-08T01:00:00.000Z"},\
                "projects":{"derived":{"behind":1,"notStarted":1},\
                "declared":{"underWay":1,"forecast":1}},\
                "figures":[\
                {"city":"990100","year":2024,"project":"street-lamps","measure":"lamps",\
                "place":"990100","facets":{},"stage":"started","nowAt":false,"kind":"flow",\
                "baseline":"year","value":"380","bound":"exact","precision":"0",\
                "asWritten":"380","unit":"盏","asOf":"2024-09-30","was":null,"events":1,\
                "target":"400","targetBound":"atLeast","targetDue":"2024-12-31",\
                "targetDerived":false,"share":"95.00","remaining":"20","pace":null,"light":null,\
                "derived":false,"unreconciled":null,"opening":null,\
                "children":null,"afterYear":false,"warnings":[]},\
                {"city":"990100","year":2024,"project":"street-lamps","measure":"lamps",\
                "place":"990100","facets":{},"stage":"completed","nowAt":false,"kind":"flow",\
                "baseline":"year","value":"240","bound":"exact","precision":"0",\
                "asWritten":"240","unit":"盏","asOf":"2024-09-30","was":null,"events":1,\
                "target":"400","targetBound":"atLeast","targetDue":"2024-12-31",\
                "targetDerived":false,"share":"60.00","remaining":"160","pace":"behind",\
                "light":"yellow","derived":false,"unreconciled":null,"opening":null,\
                "children":null,"afterYear":false,"warnings":[]},\
                {"city":"990100","year":2024,"project":"street-lamps","measure":"subsidy",\
                "place":"990100","facets":{},"stage":"done","nowAt":false,"kind":"standard",\
                "baseline":null,"value":"580","bound":"exact","precision":"0",\
                "asWritten":"580","unit":"元/盏","asOf":"2024-06-30","was":"550","events":1,\
                "target":null,"targetBound":null,"targetDue":null,"targetDerived":false,\
                "share":null,"remaining":null,"pace":null,"light":null,"derived":false,\
                "unreconciled":null,"opening":null,"children":null,"afterYear":false,\
                "warnings":[]},\
                {"city":"990100","year":2024,"project":"street-lamps","measure":"lit",\
                "place":"990100","facets":{},"stage":"done","nowAt":false,"kind":"rate",\
                "baseline":null,"value":"3","bound":"exact","precision":"0","asWritten":"3",\
                "unit":"百分点","asOf":"2024-09-30","was":null,"events":1,"target":null,\
                "targetBound":null,"targetDue":null,"targetDerived":false,"share":null,\
                "remaining":null,"pace":null,"light":null,"derived":false,"unreconciled":null,\
                "opening":null,"children":null,"afterYear":false,"warnings":[],"mode":"change"},\
                {"city":"990100","year":2024,"project":"benches","measure":"benches",\
                "place":"990100","facets":{},"stage":"done","nowAt":false,"kind":"flow",\
                "baseline":"year","value":null,"bound":null,"precision":null,"asWritten":null,\
                "unit":"张","asOf":null,"was":null,"events":0,"target":null,"targetBound":null,\
                "targetDue":null,"targetDerived":false,"share":null,"remaining":null,\
                "pace":null,"light":null,"derived":false,"unreconciled":null,"opening":null,\
                "children":null,"afterYear":false,"warnings":[]}],\
                "statements":[\
                {"city":"990100","year":2024,"project":"street-lamps","measure":null,\
                "place":"990100","status":"underWay","asOf":"2024-09-30","expect":null,\
                "event":"00000000-0000-0000-0000-000000000010","note":null},\
                {"city":"990100","year":2024,"project":"benches","measure":"benches",\
                "place":"990100","status":"forecast","asOf":"2024-09-30",\
                "expect":"2024-11-30","event":"00000000-0000-0000-0000-000000000011",\
                "note":null}]}
                """
        )
    }

    @Test func `the whole text in English`() throws {
        #expect(
            try LampLog.reported().status(as: "2024-09-30").inChina(.en) == """
                As of 2024-09-30, as known at @17 (recorded 2024-10-08 09:00)
                2 projects: 1 behind, 1 no figures yet; declared: 1 under way, 1 forecast.

                Qingyang 2024

                [yellow] Back-street lamps (street-lamps): behind (declared: under way)
                  lamps installed      started                  380 盏  95.00%  target 400, 20 left
                                       completed                240 盏  60.00%  behind
                      target 400 by 2024-12-31, 160 left
                  electricity subsidy                        580 元/盏  up from 550, as of 2024-06-30
                  share of lamps lit              +3 percentage points

                Park benches (benches): no figures yet (declared: forecast)
                  benches replaced    not reported yet
                  declared: benches replaced – expected by 2024-11-30

                """
        )
    }

    @Test func `the whole text in Chinese`() throws {
        #expect(
            try LampLog.reported().status(as: "2024-09-30").inChina(.zh) == """
                截至2024-09-30，按@17时所知（2024-10-08 09:00录入）
                2个项目：慢序时1项、暂无数据1项；自报正在实施1项、预计完成1项。

                青杨市2024年

                [黄灯] 背街小巷路灯（street-lamps）：慢序时（自报：正在实施）
                  安装路灯      开工       380盏  95.00%  目标400盏，剩余20盏
                                竣工       240盏  60.00%  慢序时  目标400盏（2024-12-31前），剩余160盏
                  照明用电补贴          580元/盏  由550提高至580，截至2024-06-30
                  亮灯率              +3个百分点

                公园座椅（benches）：暂无数据（自报：预计完成）
                  更换座椅    未上报
                  自报：更换座椅，预计2024-11-30前完成

                """
        )
    }

    @Test func `what is left is shown until a newer report`() throws {
        let log = try LampLog.reported()
        let left = try log.status(as: "2024-09-29").figure(.lamps, .remaining)
        #expect(left?.figure.value?.quantity.value == Decimal(plain: "5"))
        #expect(left?.report?.due == CalendarDate(iso: "2024-10-31"))
        #expect(try log.status(as: "2024-09-30").figure(.lamps, .remaining) == nil)
        let text = try log.status(as: "2024-08-31").text(.zh, colour: false)
        #expect(text.contains("剩余5盏  预计2024-10-31前完成"))
        let english = try log.status(as: "2024-08-31").text(.en, colour: false)
        #expect(english.contains("5 盏 left  due 2024-10-31"))
        let json = try log.status(as: "2024-08-31").json.text
        #expect(json.contains(#""warnings":[],"mode":"remaining","due":"2024-10-31"}"#))
    }

    @Test func `before the first report every measure waits for one`() throws {
        let report = try LampLog.reported().status(as: "2024-01-31")
        #expect(report.projects.map(\.derived) == [.notStarted, .notStarted])
        #expect(report.projects.flatMap(\.figures).allSatisfy { $0.figure.value == nil })
        #expect(report.projects.flatMap(\.statements).isEmpty)
        #expect(report.text(.zh, colour: false).contains("  安装路灯      竣工  未上报"))
    }

    @Test func `what was known earlier does not change`() throws {
        var log = try LampLog.reported()
        let before = try log.status(as: "2024-09-30").json.text
        let total = try #require(try log.status(as: "2024-09-30").figure(.lamps)?.report?.id)
        try log.correct(total, "=9.9万", because: "盘点后更正")
        #expect(try log.status(as: "2024-09-30", knownAt: 17).json.text == before)
        let now = try log.status(as: "2024-09-30")
        #expect(now.known.position == 18)
        #expect(now.figure(.lamps)?.report?.amount.asWritten == "9.9万")
        #expect(now.text(.zh, colour: false).contains("9.9万盏"))
        let planned = try log.status(as: "2024-09-30", knownAt: 9)
        #expect(planned.projects.map(\.derived) == [.notStarted, .notStarted])
    }

    @Test func `places below are shown on request, with what they add up to`() throws {
        var log = try LampLog.planned()
        try log.report(.lamps, "+30", .completed, on: "2024-03-31") { $0.place = "990101" }
        let report = try log.status(as: "2024-03-31") { $0.byPlace = true }
        let lines = report.text(.zh, colour: false).split(separator: "\n")
        #expect(lines.contains("  安装路灯      竣工    30盏  7.50%  慢序时"))
        #expect(
            lines.contains(
                "      目标400盏（2024-12-31前），剩余370盏，推算，应报2地、已报1地"
            )
        )
        #expect(lines.contains("    东街区      竣工    30盏"))
        #expect(!lines.contains { $0.contains("西街区") })
    }

    @Test func `of two increments of a day one withdrawn leaves the amount of the other`() throws {
        var log = try LampLog.planned()
        try log.report(.lamps, "+1万余", .completed, on: "2024-03-31")
        try log.report(.lamps, "+20", .completed, on: "2024-03-31")
        try log.withdraw(last: 2, because: "重复上报")
        let row = try #require(try log.status(as: "2024-03-31").figure(.lamps))
        #expect(row.figure.value?.quantity.value == Decimal(plain: "20"))
        #expect(row.report == nil || row.report?.amount.asWritten == "20")
    }

    @Test func `projects are chosen by theme and by lead in either language`() throws {
        let log = try LampLog.reported()
        func chosen(_ change: (inout StatusQuery) -> Void) throws -> [String] {
            try log.status(as: "2024-09-30", change).projects.map(\.definition.project.project)
        }
        #expect(try chosen { $0.theme = "parks" } == ["benches"])
        #expect(try chosen { $0.lead = "市住建局" } == ["street-lamps"])
        #expect(try chosen { $0.lead = "Housing bureau" } == ["street-lamps"])
        #expect(try chosen { $0.place = "990102" } == ["street-lamps", "benches"])
        #expect(throws: Refusal.self) { try chosen { $0.place = "990199" } }
    }

    @Test func `an empty log says so`() throws {
        let report = try LampLog().status(as: "2024-09-30")
        #expect(
            report.json.text == """
                {"asOf":"2024-09-30","knownAt":{"position":null,"size":0,"time":null},\
                "projects":{"derived":{},"declared":{}},"figures":[],"statements":[]}
                """
        )
        #expect(
            report.text(.en, colour: false) == """
                As of 2024-09-30, of an empty log
                No projects.

                """
        )
    }

    @Test func `without a clock of the log its moments are told in UTC`() throws {
        let text = try LampLog.reported().status(as: "2024-09-30").text(.en, colour: false)
        #expect(text.contains("(recorded 2024-10-08 01:00 UTC)"))
    }

    @Test func `a step of a replay has the sign and unit of the status`() throws {
        let log = try LampLog.reported()
        func step(_ position: Position) throws -> Substring? {
            let page = try #require(try log.store.read { try EventPage($0, at: position) })
            return page.step(.zh) { $0.text(offset: 28_800_000) }.split(separator: "\n").last
        }
        #expect(try step(10) == "    无数据 → 200盏，目标400盏，期限2024-12-31")
        #expect(try step(15) == "    无数据 → +3个百分点")
    }

    @Test func `the light has its colour only where asked`() throws {
        let report = try LampLog.reported().status(as: "2024-09-30")
        #expect(report.text(.zh, colour: true).contains("\u{1B}[33m[黄灯]\u{1B}[0m 背街小巷路灯"))
        #expect(report.text(.zh, colour: true).contains("\u{1B}[33m慢序时\u{1B}[0m"))
        #expect(!report.text(.zh, colour: false).contains("\u{1B}"))
    }

    @Test(arguments: [
        ("1万余", "人次", "1万余人次", "at least 1万 人次"),
        ("4500多", "户", "4500多户", "at least 4500 户"),
        ("9.9万", "平方米", "9.9万平方米", "9.9万 平方米"),
        ("超过35万", "人", "超过35万人", "at least 35万 人"),
        ("95以上", "%", "95%以上", "at least 95%"),
        ("750余万", "人次", "750余万人次", "at least 750万 人次"),
        ("近3000", "个", "近3000个", "nearly 3000 个"),
        ("5378", "座", "5,378座", "5,378 座"),
        ("0.4", "百分点", "0.4个百分点", "0.4 percentage points"),
    ])
    func `amounts read as officials write them`(
        typed: String,
        unit: String,
        zh: String,
        en: String
    ) throws {
        let stated = try AmountText(typed).stated(bound: nil)
        #expect(AmountFormat(.zh).amount(stated, unit: unit) == zh)
        #expect(AmountFormat(.en).amount(stated, unit: unit) == en)
    }

    @Test(arguments: [("9.9万", "500"), ("847.9", "0.05"), ("0.0001", "0.00005"), ("7", "0")])
    func `the precision is half of the last written digit`(typed: String, half: String) throws {
        #expect(AmountFormat.precision(try AmountText(typed).stated(bound: nil).quantity) == half)
    }
}

extension StatusReport {
    fileprivate func inChina(_ language: Language) -> String {
        text(language, colour: false) { $0.text(offset: 28_800_000) }
    }

    /// The figure at the highest stage.
    fileprivate func figure(_ measure: MeasureKey, _ mode: Mode? = nil) -> Row? {
        projects.flatMap(\.figures)
            .last { $0.figure.measure == measure && $0.figure.mode == mode }
    }
}
