import EventLog
import Milepost
import MilepostReports
import Testing

/// Hard cases of groups, relations and programmes: 26 to 28, 35 to 40.
struct GroupCasesTests {
    /// Case 26.
    ///
    /// The reader will inherit scope and stage from the clause before and mark that it did.
    @Test func `a figure whose subject and verb are elided is marked as assumed`() throws {
        let report = try City.chengde.published()
        let ceiling = try #require(report.row("medical-capacity/outpatient-ceiling"))
        #expect((ceiling.amount, ceiling.report?.assumed) == ("2000", true))
        let bases = try #require(report.row("domestic-service/bases", facets: "grade=五星级"))
        #expect((bases.amount, bases.report?.assumed) == ("7", true))
        #expect(bases.figure.stage == .recognised)
        let workers = try #require(report.row("domestic-service/workers", facets: "grade=五星级"))
        #expect((workers.amount, workers.report?.assumed) == ("20", true))
    }

    /// Case 27.
    @Test func `15 and 7 bases make 22, and 30 and 20 people of two titles make nothing`() throws {
        let log = try City.chengde.log()
        let report = try log.status("2024-09-30")
        let whole = try #require(report.row("domestic-service/bases"))
        #expect((whole.amount, whole.figure.value?.derived) == ("22", true))
        #expect(report.row("domestic-service/bases", facets: "grade=四星级")?.amount == "15")
        #expect(report.row("domestic-service/bases", facets: "grade=五星级")?.amount == "7")
        #expect(report.rows("domestic-service/workers").map(\.amount) == ["30", "20"])
        #expect(report.rows("domestic-service/workers").allSatisfy { !$0.figure.facets.isEmpty })
        // One base rises from four stars to five: two reports, and the whole stays.
        for (amount, grade) in [("-1", "四星级"), ("+1", "五星级")] {
            try log.report("domestic-service/bases", amount, "2024-10-31") {
                $0.mode = .increment
                $0.facets = Facets.none.setting("grade", to: grade)
                $0.note = "one base rose a grade"
            }
        }
        let later = try log.status("2024-10-31")
        #expect(later.row("domestic-service/bases", facets: "grade=四星级")?.amount == "14")
        #expect(later.row("domestic-service/bases", facets: "grade=五星级")?.amount == "8")
        #expect(later.row("domestic-service/bases")?.amount == "22")
    }

    /// Case 28.
    @Test func `whether 199 added are among 999 trained is not known, and said so`() throws {
        let report = try City.chengde.published()
        #expect(report.row("elderly-care-training/carers-trained")?.amount == "999")
        let added = try #require(report.row("elderly-care-training/carers-added"))
        #expect((added.amount, added.unit) == ("199", "人"))
        #expect(added.measure.relations.overlapUnknown == "carers-trained")
        #expect(added.measure.relations.partOf == nil)
        #expect(report.project("elderly-care-training")?.figures.count == 2, "the 3 tiers are none")
    }

    /// Case 35.
    @Test func `platforms of two tiers have no total, stations are another measure`() throws {
        let report = try City.linyi.published()
        let platforms = "toilet-aftercare/platforms"
        #expect(report.row(platforms, facets: "tier=县区级")?.amount == "13")
        #expect(report.row(platforms, facets: "tier=镇级")?.amount == "120")
        #expect(report.row(platforms) == nil, "no 133")
        let stations = try #require(report.row("toilet-aftercare/stations"))
        #expect((stations.amount, stations.figure.baseline) == ("206", .inception))
    }

    /// Case 36.
    @Test func `one city pools two groups, the other tells them apart`() throws {
        let linyi = try City.linyi.published()
        let pooled = try #require(linyi.row("hardship-relief/relief-recipients"))
        #expect((pooled.amount, pooled.unit) == ("232500", "名"))
        #expect(pooled.measure.facets.isEmpty, "no split is made up")
        #expect(linyi.row("hardship-relief/relief-paid")?.amount == "1443000000")
        let chengde = try City.chengde.published()
        let people = "hardship-relief/people-supported"
        #expect(chengde.row(people, facets: "group=城乡低保对象")?.amount == "192000")
        #expect(chengde.row(people, facets: "group=特困供养人员")?.amount == "27400")
    }

    /// Case 37.
    @Test func `hazards of two organisers are two counters`() throws {
        let report = try City.linyi.published()
        let government = try #require(report.row("hazard-inspection/hazards"))
        let union = try #require(report.row("union-safety/hazards"))
        #expect((government.amount, government.unit) == ("471000", "项"))
        #expect((union.amount, union.unit) == ("90000", "处"))
        let amounts = report.projects.flatMap(\.figures).compactMap(\.amount)
        #expect(!amounts.contains("561000"))
    }

    /// Case 38.
    @Test func `16400 loans of 27.98亿 to 16000 founders are three measures`() throws {
        let report = try City.linyi.published()
        let rows = ["loans", "loan-amount", "founders", "jobs-induced"]
            .map { report.row("start-up-loans/\($0)") }
        #expect(rows.map { $0?.amount } == ["16400", "2798000000", "16000", "57500"])
        #expect(rows.map { $0?.unit } == ["笔", "元", "人", "人"])
        #expect(rows.map { $0?.precision } == ["50", "500000", "500", "50"])
        #expect(rows[1]?.measure.relations.pairedWith == "loans")
        #expect(rows[2]?.measure.relations.effectOf == "loans")
        #expect(rows[3]?.measure.relations.effectOf == "founders")
    }

    /// Case 39.
    @Test func `figures without a programme keep while the programme is named later`() throws {
        let log = try City.chengde.log()
        let before = try log.head
        #expect(try log.value("student-health/health-files", "2024-09-30") == "430000")
        #expect(try log.value("student-health/scoliosis-screening", "2024-09-30") == "430000")
        let report = try log.status("2024-09-30")
        #expect(report.row("student-health/health-files")?.unit == "份")
        #expect(report.row("student-health/scoliosis-screening")?.unit == "人")
        var plan = Plan()
        plan.projects = [
            ProjectDefined(
                project: ProjectKey(city: "130800", year: 2024, project: "student-health"),
                name: try #require(Name(zh: "儿童青少年健康促进工程", en: nil))
            )
        ]
        #expect(try log.decide { try $0.plan(plan) }.events.count == 1)
        #expect(try log.decide { try $0.plan(plan) }.events.isEmpty)
        let named = try log.status("2024-09-30").project("student-health")
        #expect(named?.definition.name.zh == "儿童青少年健康促进工程")
        #expect(try log.value("student-health/health-files", "2024-09-30") == "430000")
        let then = try log.status("2024-09-30", knownAt: before).project("student-health")
        #expect(then?.definition.name.zh == "学生健康")
    }

    /// Case 40.
    @Test func `a year of publication that is not printed is left out`() throws {
        let linyi = try #require(try City.linyi.log().catalogue().sources.values.first)
        #expect(linyi.published == nil)
        let chengde = try #require(try City.chengde.log().catalogue().sources.values.first)
        #expect(chengde.published == CalendarDate(iso: "2024-10-31"))
        // Recorded on 25 January of the year after the one that is reported on.
        let first = try #require(try City.linyi.recorded().first)
        #expect(first.recordedAt.description == "2022-01-25T03:00:00.000Z")
        let status = try City.linyi.published()
        let days = Set(status.projects.flatMap(\.figures).compactMap(\.asOf))
        #expect(days == ["2021-12-31"])
    }
}
