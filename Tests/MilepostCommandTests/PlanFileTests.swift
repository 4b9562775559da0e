import Foundation
import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

struct PlanFileTests {
    private let head = """
        city: {code: 130800, name: {zh: 承德市, en: Chengde}}
        year: 2024

        """
    private let measure = """
        projects:
          - code: street-lamps
            name: {zh: 背街小巷路灯}
            measures:
              - code: lamps
                name: {en: lamps installed}
                unit: 盏
                kind: flow

        """

    private func file(_ name: String) throws -> Plan {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "EventLog/\(name).yaml").path
        return try PlanFile.read(TextFile.read(path).text)
    }

    private func refused(
        _ text: String,
        line: Int,
        _ problem: PlanProblem.Problem,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let found = #expect(throws: PlanProblem.self, sourceLocation: sourceLocation) {
            try PlanFile.read(text)
        }
        #expect(found?.problem == problem, sourceLocation: sourceLocation)
        #expect(found?.line == line, sourceLocation: sourceLocation)
    }

    private func measure(with line: String) throws -> MeasureDefined {
        let plan = try PlanFile.read(head + measure + "        \(line)\n")
        return try #require(plan.measures.first)
    }

    @Test(arguments: [("chengde-2024", 23, 65, 2), ("linyi-2021", 46, 114, 0)])
    func `the catalogues of the two cities are read`(
        name: String,
        projects: Int,
        measures: Int,
        targets: Int
    ) throws {
        let plan = try file(name)
        #expect(plan.places.count == 1)
        #expect(plan.projects.count == projects)
        #expect(plan.measures.count == measures)
        #expect(plan.targets.count == targets)
    }

    @Test func `a target keeps its amount as written`() throws {
        let target = try #require(try file("chengde-2024").targets.last)
        #expect(target.amount.value == Decimal(plain: "99000"))
        #expect(target.amount.written == "9.9万")
        #expect(target.stage == .completed)
        #expect(target.due == CalendarDate(iso: "2024-12-31"))
    }

    @Test func `everything that the contract shows is read`() throws {
        let plan = try PlanFile.read(
            """
            city: {code: "130800", name: {zh: 承德市, en: Chengde}}
            year: 2024
            reports-due: 8                      # day of the next month
            places:
              - {code: 130802, name: {zh: 双桥区, en: Shuangqiao}, parent: 130800}
              - {code: 130802001, name: {zh: 西大街街道}, parent: "130802"}
            projects:
              - code: street-lamps
                name: {zh: 背街小巷路灯, en: Back-street lamps}
                theme: housing
                lead: {zh: 市住建局, en: Housing bureau}
                measures:
                  - code: lamps
                    name: {zh: 安装路灯, en: lamps installed}
                    aliases: [路灯, street lamps]
                    unit: 盏
                    kind: rank
                    baseline: 2024-05
                    better: down
                    stages: [开工, completed]
                    facets:
                      tier: {values: [市级, 县级], adds-up: true}
                      grade: {values: [5], adds-up: false}
                    due: monthly
                    reported-by: ["130802", 130802001]
                    targets:
                      - stage: 开工
                        amount: 近1.5万盏
                        due: 2024Q3
                        place: 130802
                        facet: {tier: 市级}
                        from: 2024-02
                        replaces: 019f0000-0000-7000-8000-000000000001
                        reason: fewer lanes
                      - {amount: 400, due: 2024, bound: atMost}
                    part-of: a
                    rate-of: {numerator: b, denominator: c}
                    rank-of: {measure: d, among: 全省}
                    paired-with: e
                    effect-of: f
                    overlap-unknown: g
              - code: talks
                name: {en: Talks}
            """
        )
        let city = Name(zh: "承德市", en: "Chengde")
        #expect(plan.places.first?.name == city)
        #expect(plan.places.map(\.place) == [nil, "130802", "130802001"])
        #expect(plan.places.map(\.parent) == [nil, nil, "130802"])
        #expect(plan.projects.map(\.reportsDue) == [8, 8])
        #expect(plan.projects.first?.lead?.zh == "市住建局")
        #expect(plan.projects.first?.theme == "housing")
        let key = MeasureKey(
            city: "130800",
            year: 2024,
            project: "street-lamps",
            measure: "lamps"
        )
        var measure = MeasureDefined(
            key: key,
            name: try #require(Name(zh: "安装路灯", en: "lamps installed")),
            unit: "盏",
            kind: .rank
        )
        measure.aliases = ["路灯", "street lamps"]
        measure.baseline = .date(try #require(CalendarDate(iso: "2024-05-01")))
        measure.lowerIsBetter = true
        measure.stages = [.started, .completed]
        measure.facets = [
            FacetDeclaration(name: "grade", values: ["5"], addsUp: false),
            FacetDeclaration(name: "tier", values: ["市级", "县级"], addsUp: true),
        ]
        measure.frequency = .monthly
        measure.reportedBy = ["130802", "130802001"]
        measure.relations.partOf = "a"
        measure.relations.rateOf = Relations.RateOf(numerator: "b", denominator: "c")
        measure.relations.rankOf = Relations.RankOf(measure: "d", among: "全省")
        measure.relations.pairedWith = "e"
        measure.relations.effectOf = "f"
        measure.relations.overlapUnknown = "g"
        #expect(plan.measures == [measure])
        var target = TargetSet(
            measure: key,
            amount: StatedAmount(
                value: try #require(Decimal(plain: "15000")),
                bound: .nearly,
                written: "近1.5万"
            ),
            due: try #require(CalendarDate(iso: "2024-09-30"))
        )
        target.stage = .started
        target.place = "130802"
        target.facets = try #require(Facets([("tier", "市级")]))
        target.from = CalendarDate(iso: "2024-02-01")
        target.replaces = EventID("019f0000-0000-7000-8000-000000000001")
        target.reason = "fewer lanes"
        #expect(plan.targets.first == target)
        #expect(plan.targets.last?.amount.bound == .atMost)
        #expect(plan.targets.last?.due == CalendarDate(iso: "2024-12-31"))
    }

    @Test func `what is left out has its default`() throws {
        let plan = try PlanFile.read(head + measure)
        let measure = try #require(plan.measures.first)
        #expect(measure.baseline == .year)
        #expect(measure.stages == [.done])
        #expect(measure.frequency == nil)
        #expect(measure.reportedBy == [])
        #expect(plan.projects.first?.reportsDue == nil)
        #expect(plan.projects.first?.project.city == "130800")
    }

    @Test func `words that say the default are read`() throws {
        #expect(try measure(with: "due: never").frequency == nil)
        #expect(try measure(with: "reported-by: city").reportedBy == [])
        #expect(try measure(with: "reported-by: children").reportedBy == ["children"])
        #expect(try measure(with: "baseline: 2024-01-01").baseline == .year)
        #expect(try measure(with: "baseline: inception").baseline == .inception)
    }

    @Test func `an unknown key is told with its line and those that are known`() throws {
        let legal = ["city", "year", "reports-due", "places", "projects"]
        refused(head + "citty: 1\n", line: 3, .unknownKey("citty", legal: legal))
        let problem = try #require(throws: PlanProblem.self) {
            try PlanFile.read(head + measure + "        colour: red\n")
        }
        #expect(problem.message(.en).hasPrefix("line 11, column 9: there is no key “colour” here"))
        #expect(problem.message(.zh).hasPrefix("第 11 行第 9 列：此处没有“colour”这个键"))
    }

    @Test func `a missing key is told where its owner begins`() {
        refused("year: 2024\nprojects: []\n", line: 1, .missingKey("city"))
        refused(head, line: 1, .missingKey("projects"))
        refused(
            head + "projects:\n  - code: a\n    theme: b\n",
            line: 4,
            .missingKey("name")
        )
    }

    @Test func `an unknown word is told with the legal ones`() {
        let text = head + measure.replacing("flow", with: "flows")
        refused(
            text,
            line: 10,
            .unknownWord(
                "flows",
                key: "kind",
                legal: ["flow", "stock", "rate", "standard", "rank", "effect"]
            )
        )
        refused(
            head + measure + "        due: weekly\n",
            line: 11,
            .unknownWord(
                "weekly",
                key: "due",
                legal: ["monthly", "quarterly", "yearly", "never"]
            )
        )
        refused(
            head + measure + "        stages: [started, finished]\n",
            line: 11,
            .unknownWord("finished", key: "stages", legal: Words.legal(Stage.allCases))
        )
        refused(
            head + measure + "        better: sideways\n",
            line: 11,
            .unknownWord("sideways", key: "better", legal: ["up", "down"])
        )
    }

    @Test func `a value of the wrong shape is told`() {
        refused(head + "projects: {}\n", line: 3, .wrongShape("projects", expected: .list))
        refused(head + "projects:\n", line: 3, .empty("projects"))
        refused("- a\n", line: 1, .wrongShape("catalogue", expected: .mapping))
        refused(
            head + measure + "        unit: [a]\n",
            line: 9,
            .keyTwice("unit")
        )
        refused(
            head + measure + "        aliases: [[a]]\n",
            line: 11,
            .wrongShape("aliases", expected: .text)
        )
        refused(head + "reports-due: 31\n", line: 3, .outOfRange("reports-due", 1...28))
    }

    @Test func `a code that is there twice is told with the first line`() {
        let again = measure.split(separator: "\n").dropFirst(4).joined(separator: "\n") + "\n"
        refused(head + measure + again, line: 11, .codeTwice("lamps", firstLine: 7))
        let project = measure.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
        refused(head + measure + project, line: 11, .codeTwice("street-lamps", firstLine: 4))
    }

    @Test func `one code for measures of two projects is no repetition`() throws {
        let other = measure.replacing("street-lamps", with: "roads").split(separator: "\n")
            .dropFirst().joined(separator: "\n")
        #expect(try PlanFile.read(head + measure + other).measures.count == 2)
    }

    @Test(arguments: [
        ("{amount: 1e9, due: 2024}", PlanProblem.Problem.refusal(.amount(.exponent("1e9")))),
        ("{amount: +5, due: 2024}", .refusal(.amount(.notAnAmount("+5")))),
        ("{amount: 5公里, due: 2024}", .refusal(.wrongUnit("公里", expected: "盏"))),
        ("{amount: 近5, bound: about, due: 2024}", .refusal(.boundTwice(.nearly, .about))),
        ("{amount: 5, due: Sep-24}", .refusal(.date(.monthName("Sep-24"), field: "due"))),
        ("{amount: 5}", .missingKey("due")),
        ("{amount: 5, due: 2024, replaces: x}", .notAnID("x")),
        (
            "{amount: 5, due: 2024, stage: completed}",
            .refusal(.stageNotOnLadder(.completed, ladder: [.done]))
        ),
        ("{amount: 5, due: 2024, facet: {tier: a}}", .refusal(.unknownFacet("tier", known: []))),
    ])
    func `a target that can't be is told with its line`(
        target: String,
        problem: PlanProblem.Problem
    ) {
        refused(head + measure + "        targets:\n          - \(target)\n", line: 12, problem)
    }

    @Test func `what is no YAML is told with its line`() throws {
        refused("", line: 1, .noPlan)
        let open = try #require(throws: PlanProblem.self) { try PlanFile.read(head + "a: [1\n") }
        #expect(open.line == 4)
        let two = try #require(throws: PlanProblem.self) { try PlanFile.read("a: 1\n---\nb: 2\n") }
        #expect(two.line == 2)
    }
}
