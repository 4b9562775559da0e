import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

struct ReportSheetTests {
    private let today = CalendarDate(day: 20_000)
    private let document = String(repeating: "0123456789abcdef", count: 4)

    private func catalogue() throws -> Catalogue {
        let plan = try PlanFile.read(
            """
            city: {code: 130800, name: {zh: 承德市, en: Chengde}}
            year: 2024
            places:
              - {code: 130802, name: {zh: 双桥区, en: Shuangqiao}}
            projects:
              - code: street-lamps
                name: {zh: 背街小巷路灯, en: Back-street lamps}
                measures:
                  - code: lamps
                    name: {zh: 安装路灯, en: lamps installed}
                    aliases: [路灯]
                    unit: 盏
                    kind: flow
                    stages: [started, completed]
                    facets: {tier: {values: [市级, 县级], adds-up: true}}
                  - {code: upkeep, name: {zh: 维护}, unit: 盏, kind: flow}
                  - {code: subsidy, name: {zh: 补贴标准}, unit: 元/盏, kind: standard}
            """
        )
        var catalogue = Catalogue()
        let events =
            plan.places.map(Event.placeDefined) + plan.projects.map(Event.projectDefined)
            + plan.measures.map(Event.measureDefined) + [
                .sourceRegistered(
                    SourceRegistered(document: document, title: "A report", scalars: 900)
                )
            ]
        for (position, event) in events.enumerated() {
            let id = EventID(high: 0, low: UInt64(position))
            catalogue.take(event, at: Position(position), id: id)
        }
        return catalogue
    }

    private func read(_ text: String) throws -> ReportSheet {
        try ReportSheet.read(
            text: TextFile(bytes: Array(text.utf8)),
            catalogue: catalogue(),
            today: today
        ) { name in
            guard name == "last" else { throw Refusal.unknownEvent(name) }
            return EventID(high: 1, low: 2)
        }
    }

    private func date(_ text: String) throws -> CalendarDate {
        try #require(CalendarDate(iso: text))
    }

    @Test func `a row becomes a draft`() throws {
        let sheet = try read(
            """
            id,project,measure,place,facet,stage,at,mode,amount,as-of,period-start,received,note
            019F0000-0000-7000-8000-000000000001,street-lamps,lamps,双桥区,tier=县级,completed,,\
            increment,近1.2万盏,2024-09,2024-09,2024/10/8," a, b "
            """
        )
        #expect(sheet.problems.isEmpty)
        let row = try #require(sheet.rows.first)
        #expect(row.line == 2)
        #expect(row.id?.description == "019f0000-0000-7000-8000-000000000001")
        var draft = ReportDraft(
            measure: MeasureKey(
                city: "130800",
                year: 2024,
                project: "street-lamps",
                measure: "lamps"
            ),
            amount: try AmountText("近1.2万盏"),
            asOf: try date("2024-09-30"),
            received: try date("2024-10-08")
        )
        draft.place = "130802"
        draft.facets = try #require(Facets([("tier", "县级")]))
        draft.stage = .completed
        draft.mode = .increment
        draft.periodStart = try date("2024-09-01")
        draft.note = "a, b"
        #expect(row.draft == draft)
    }

    @Test func `a header in Chinese is read in any order`() throws {
        let sheet = try read(
            """
            截止日期,数值,方式,阶段,指标,项目,口径,基期,来源,重述,界限,依据
            2024-09,24,累计,竣工,路灯,背街小巷路灯,达到,2024-05,\
            0123456789AB#3-5,last,约,推定
            2024-09,2,,完工,安装路灯,street-lamps,处于,,0123456789abcdef,,,明示
            """
        )
        #expect(sheet.problems.isEmpty)
        let first = try #require(sheet.rows.first?.draft)
        #expect(first.mode == .total)
        #expect(first.stage == .completed)
        #expect(first.baseline == .date(try date("2024-05-01")))
        #expect(first.source == SourceRange(document: document, range: 3..<5))
        #expect(first.restates == EventID(high: 1, low: 2))
        #expect(first.bound == .about)
        #expect(first.assumed)
        #expect(first.received == today)
        let second = try #require(sheet.rows.last?.draft)
        #expect(second.nowAt)
        #expect(second.mode == nil)
        #expect(!second.assumed)
        #expect(second.source == SourceRange(document: document, range: nil))
    }

    @Test func `an empty amount is not reported, and 0 is`() throws {
        let sheet = try read(
            """
            project,measure,amount,as-of,mode
            street-lamps,upkeep,,,
            street-lamps,upkeep, ,2024-09,increment
            street-lamps,upkeep,0,2024-09,increment
            """
        )
        #expect(sheet.skipped == 2)
        #expect(sheet.rows.map(\.draft.amount.value) == [.zero])
        #expect(sheet.problems.isEmpty)
    }

    @Test func `完成 is the stage that the ladder has`() throws {
        let sheet = try read(
            """
            project,measure,amount,as-of,stage
            street-lamps,lamps,+2,2024-09,完成
            street-lamps,upkeep,+2,2024-09,完成
            """
        )
        #expect(sheet.rows.map(\.draft.stage) == [.completed, .done])
    }

    @Test func `the level before a change and a forecast are read`() throws {
        let sheet = try read(
            """
            项目,指标,数值,截止日期,方式,原值,预计日期
            street-lamps,subsidy,670,2024-09,现值,550元/盏,
            street-lamps,upkeep,5,2024-09,剩余,,2024-10
            """
        )
        #expect(sheet.problems.isEmpty)
        #expect(sheet.rows.first?.draft.was == Decimal(plain: "550"))
        #expect(sheet.rows.last?.draft.due == (try date("2024-10-31")))
    }

    @Test func `an unknown header is named, with those that are known`() throws {
        let problem = try #require(try read("project,measure,amount,as-of,colour\n").problems.first)
        #expect(problem.line == 1)
        #expect(problem.column == "colour")
        guard case .unknownHeader("colour", let known) = problem.problem else {
            Issue.record("\(problem)")
            return
        }
        #expect(known.contains("as-of 截止日期"))
        #expect(known.contains("basis 依据"))
    }

    @Test func `columns that are missing or there twice are named`() throws {
        #expect(
            try read("项目,project,数值\n").problems == [
                SheetProblem(line: 1, column: "project", problem: .headerTwice("project")),
                SheetProblem(
                    line: 1,
                    column: "",
                    problem: .missingColumns(["measure 指标", "as-of 截止日期"])
                ),
            ]
        )
    }

    @Test func `what is wrong is located by line and header, all of it at once`() throws {
        let sheet = try read(
            """
            项目,指标,数值,As Of,方式,阶段,地区,分组,来源
            street-lamps,lamps,24,Sep-24,totals,finished,,,
            street-lamps,lanterns,24,2024-09,累计,,,,
            ,lamps,24,2024-09,累计,,,,
            street-lamps,lamps,24,2024-09,,验收,Mars,tier,abc
            street-lamps,lamps,1.5e3,2024-09,累计,,,,0123456789ab#5
            street-lamps,subsidy,1,2024-09,,,,,
            """
        )
        #expect(sheet.rows.map(\.line) == [7])
        let found = sheet.problems.map { "\($0.line) \($0.column)" }
        #expect(
            found == [
                "2 As Of", "3 指标", "4 项目", "5 地区", "5 分组", "5 阶段", "5 来源", "5 方式",
                "6 数值",
            ]
        )
        #expect(
            sheet.problems.first?.problem
                == .refusal(.date(.monthName("Sep-24"), field: "as-of"))
        )
    }

    @Test func `a row of wrong words names the right ones`() throws {
        let sheet = try read(
            """
            project,measure,amount,as-of,mode,stage,id,restates
            street-lamps,lamps,24,2024-09,totals,finished,7,first
            """
        )
        #expect(
            sheet.problems == [
                SheetProblem(line: 2, column: "id", problem: .notAnID("7")),
                SheetProblem(
                    line: 2,
                    column: "stage",
                    problem: .unknownWord("finished", legal: ["started 开工", "completed 竣工"])
                ),
                SheetProblem(
                    line: 2,
                    column: "mode",
                    problem: .unknownWord(
                        "totals",
                        legal: [
                            "increment 增量", "total 累计", "level 现值", "change 变化",
                            "remaining 剩余", "share 完成率",
                        ]
                    )
                ),
                SheetProblem(
                    line: 2,
                    column: "restates",
                    problem: .refusal(.unknownEvent("first"))
                ),
            ]
        )
    }

    @Test func `a ladder without a stage and a flow without a mode are told at their columns`()
        throws
    {
        let sheet = try read("project,measure,amount,as-of,阶段\nstreet-lamps,lamps,24,2024-09,\n")
        #expect(
            sheet.problems == [
                SheetProblem(
                    line: 2,
                    column: "阶段",
                    problem: .refusal(.stageMissing(ladder: [.started, .completed]))
                ),
                SheetProblem(
                    line: 2,
                    column: "mode",
                    problem: .refusal(.modeMissing("24", unit: "盏"))
                ),
            ]
        )
    }

    @Test(arguments: [
        "项目,指标,地区,分组,阶段,口径,方式,数值,截止日期,上期数值,上期日期,单位,名称",
        "project,measure,place,facet,stage,at,mode,amount,as-of,last,last-as-of,unit,name",
    ])
    func `a template is taken back`(header: String) throws {
        let sheet = try read(
            """
            \(header)
            130800/2024/street-lamps,lamps,130802,,completed,,total,,2024-10-31,24,2024-09-30,盏,路灯
            130800/2024/street-lamps,upkeep,,,,,total,30,2024-10-31,24,2024-09-30,盏,维护
            """
        )
        #expect(sheet.problems.isEmpty)
        #expect(sheet.skipped == 1)
        #expect(sheet.rows.map(\.draft.measure.measure) == ["upkeep"])
    }

    @Test func `a unit beside the amount must be the measure's`() throws {
        let sheet = try read(
            """
            project,measure,unit,last,amount,as-of
            street-lamps,upkeep,盏,20,=24,2024-09
            street-lamps,upkeep,万盏,20,=24,2024-09
            """
        )
        #expect(sheet.rows.map(\.line) == [2])
        #expect(
            sheet.problems == [
                SheetProblem(
                    line: 3,
                    column: "unit",
                    problem: .refusal(.wrongUnit("万盏", expected: "盏"))
                )
            ]
        )
    }

    @Test func `a row longer than the header and an open quote are located`() throws {
        let long = try read("project,measure,amount,as-of\nstreet-lamps,upkeep,=1,2024,x\n")
        #expect(
            long.problems == [
                SheetProblem(
                    line: 2,
                    column: "",
                    problem: .csv(.tooManyCells(line: 2, column: 5))
                )
            ]
        )
        let open = try read("project,measure,amount,as-of\nstreet-lamps,\"upkeep,=1,2024\n")
        #expect(open.problems.map(\.problem) == [.csv(.unclosedQuote(line: 2))])
    }

    @Test func `what a decision refuses is told at the file's own column`() throws {
        let sheet = try read("项目,指标,数值,截止日期,分组\nstreet-lamps,upkeep,=1,2024,a=b\n")
        let row = try #require(sheet.rows.first)
        let problem = sheet.problem(.unknownFacet("a", known: []), line: row.line)
        #expect(problem.column == "分组")
        #expect(problem.message(.en).hasPrefix("line 2, 分组: "))
    }

    @Test func `only what is no refusal stops the reading`() throws {
        struct StoreGone: Error {}
        let text = "project,measure,amount,as-of,restates\nstreet-lamps,upkeep,=1,2024,last\n"
        #expect(throws: StoreGone.self) {
            try ReportSheet.read(
                text: TextFile(bytes: Array(text.utf8)),
                catalogue: catalogue(),
                today: today
            ) { _ in throw StoreGone() }
        }
    }

    @Test func `one bad row among a hundred thousand is found by line and column`() throws {
        var text = "project,measure,place,facet,stage,mode,amount,as-of,source\n"
        for row in 0..<100_000 {
            let amount = row == 76_543 ? "24O" : "\(row % 400)"
            text += "street-lamps,lamps,130802,tier=县级,completed,total,\(amount),2024-09-30,"
            text += "0123456789ab#\(row % 800)-\(row % 800 + 3)\n"
        }
        let sheet = try read(text)
        #expect(sheet.rows.count == 99_999)
        #expect(
            sheet.problems == [
                SheetProblem(
                    line: 76_545,
                    column: "amount",
                    problem: .refusal(.wrongUnit("O", expected: "盏"))
                )
            ]
        )
    }
}
