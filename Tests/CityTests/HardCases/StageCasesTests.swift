import EventLog
import Milepost
import MilepostReports
import Testing

/// Hard cases of stages and targets: 1 to 5, 21, 22, 34.
struct StageCasesTests {
    /// Case 1.
    @Test func `a now-at stage of 2 stands beside 12 completed of 15 started`() throws {
        let report = try City.chengde.published()
        let schools = "school-expansion/projects"
        #expect(report.row(schools, at: .started)?.amount == "15")
        #expect(report.row(schools, at: .completed)?.amount == "12")
        let structure = try #require(report.row(schools, at: .structureComplete, nowAt: true))
        #expect(structure.amount == "2")
        #expect(structure.figure.target == nil)
        #expect(report.row(schools, at: .structureComplete) == nil, "14 is not derived")
        let area = "school-expansion/floor-area"
        #expect(report.row(area, at: .started)?.amount == "99000")
        #expect(report.row(area, at: .completed)?.amount == "73000")
        #expect(report.row(area, at: .structureComplete, nowAt: true)?.amount == "9400")
        // Of the roads both stages are reached ones: the longer holds the shorter.
        #expect(report.row("rural-roads/length", at: .started)?.amount == "847.9")
        #expect(report.row("rural-roads/length", at: .completed)?.amount == "764.6")
        #expect(report.rows("rural-roads/length").allSatisfy { !$0.figure.nowAt })
    }

    /// Case 1: a nested reading of the 2 would be a mistake, and entry says so.
    @Test func `2 said to have reached a stage that 12 have passed is warned about`() throws {
        let log = try WorkedLog.town()
        try log.plan("schools") { $0.stages = [.started, .structureComplete, .completed] }
        try log.report("works/schools", "=15", "2024-09-30", at: .started)
        try log.report("works/schools", "=12", "2024-09-30", at: .completed)
        let reached = try log.report("works/schools", "=2", "2024-09-30", at: .structureComplete)
        #expect(reached.warnings.contains { if case .stageAbove = $0 { true } else { false } })
        try log.withdraw(reached)
        let nowAt = try log.report("works/schools", "2", "2024-09-30", at: .structureComplete) {
            $0.nowAt = true
        }
        #expect(nowAt.warnings.isEmpty)
    }

    /// Case 2.
    @Test func `one project is done to 80.00 percent by count and 73.74 by area`() throws {
        let report = try City.chengde.published()
        let count = try #require(report.row("school-expansion/projects", at: .completed))
        let area = try #require(report.row("school-expansion/floor-area", at: .completed))
        #expect(count.share == "80.00")
        #expect(area.share == "73.74")
        #expect(count.figure.target?.remaining?.value == Decimal(plain: "3"))
        #expect(area.figure.target?.remaining?.value == Decimal(plain: "26000"))
        #expect(area.measure.relations.pairedWith == "projects")
        // On 30 September 274 of 366 days have passed, 74.86 percent.
        #expect(count.figure.target?.pace == .ahead)
        #expect(area.figure.target?.pace == .onTime)
        #expect(report.project("school-expansion")?.derived == .onTime)
    }

    /// Case 3.
    @Test func `112.8 percent of a target that is not printed stands alone`() throws {
        let log = try City.chengde.log()
        let report = try log.status("2024-09-30")
        let people = try #require(report.row("employment/re-employed"))
        #expect(people.amount == "16134")
        #expect(people.figure.target == nil)
        let share = try #require(report.row("employment/re-employed", mode: .share))
        #expect(share.amount == "112.8")
        #expect(share.unit == "%")
        #expect(share.precision == "0.05")
        #expect(try log.catalogue().targets[people.measure.key] == nil)
    }

    /// Case 4.
    @Test func `a target said to be met is a statement and makes no number`() throws {
        let report = try City.chengde.published()
        for (project, figures) in [
            ("pocket-parks", ["14"]), ("rural-toilets", ["5378", "223", "1"]),
            ("sports-facilities", ["13", "26", "18"]), ("urban-roads", []),
        ] {
            let found = try #require(report.project(project))
            #expect(found.declared?.statement.status == .met)
            #expect(found.figures.compactMap(\.amount) == figures)
            #expect(found.figures.allSatisfy { $0.figure.target == nil && $0.share == nil })
            #expect(found.derived == (figures.isEmpty ? .notStarted : .underWay))
        }
    }

    /// Case 4: an unknown target is no target of nought.
    @Test func `a target of nought has no share, an unknown one has nothing`() throws {
        let log = try WorkedLog.town()
        try log.plan("parks")
        try log.report("works/parks", "=14", "2024-09-30")
        #expect(try log.status("2024-09-30").row("works/parks")?.figure.target == nil)
        try log.target("works/parks", "0", due: "2024-12-31")
        let row = try #require(try log.status("2024-09-30").row("works/parks"))
        #expect(row.figure.target?.amount.value == .zero)
        #expect(row.share == nil)
        #expect(row.figure.target?.pace == .met)
    }

    /// Case 5.
    @Test func `5 remaining by the end of October leave 24 completed`() throws {
        let log = try City.chengde.log()
        let communities = "old-communities/communities"
        let report = try log.status("2024-10-31")
        #expect(report.rows(communities).map(\.amount) == ["24", "5"])
        let left = try #require(report.row(communities, mode: .remaining))
        #expect(left.asOf == "2024-09-30")
        #expect(left.report?.due == CalendarDate(iso: "2024-10-31"))
        let source = try #require(try log.catalogue().sources.values.first)
        #expect(source.published == CalendarDate(iso: "2024-10-31"), "the forecast's own day")
        // Still left the day after it was due: nobody has said otherwise.
        let later = try log.status("2024-11-01")
        #expect(later.row(communities, mode: .remaining)?.amount == "5")
        #expect(later.row(communities)?.amount == "24")
    }

    /// Case 21.
    @Test func `built says neither started nor completed`() throws {
        let chengde = try City.chengde.published()
        #expect(chengde.row("shantytowns/housing-projects")?.amount == "7")
        #expect(chengde.row("shantytowns/dwellings")?.amount == "2427")
        #expect(chengde.row("shantytowns/dwellings")?.measure.stages == [.built])
        let linyi = try City.linyi.published()
        #expect(linyi.row("school-places/schools", at: .built)?.amount == "48")
        #expect(linyi.row("elderly-care-supply/extreme-hardship-facilities")?.amount == "18")
        // One city counts what was started, the other what was completed: no common figure.
        #expect(linyi.row("old-communities/projects", at: .started)?.amount == "285")
        #expect(linyi.row("old-communities/projects", at: .completed) == nil)
        #expect(chengde.row("old-communities/communities", at: .completed)?.amount == "24")
        #expect(chengde.row("old-communities/communities", at: .started) == nil)
    }

    /// Case 22.
    @Test func `recommended 3 and 5, recognised 2 and 3, and no share of one another`() throws {
        let report = try City.chengde.published()
        for (measure, recommended, recognised) in [
            ("incubation-bases", "3", "2"), ("labour-brands", "5", "3"),
        ] {
            let rows = report.rows("employment/\(measure)")
            #expect(rows.map(\.figure.stage) == [.recommended, .recognised])
            #expect(rows.map(\.amount) == [recommended, recognised])
            #expect(rows.allSatisfy { $0.share == nil })
        }
    }

    /// Case 34.
    @Test func `villages newly treated and kept up are one count of 442`() throws {
        let linyi = try City.linyi.published()
        let villages = try #require(linyi.row("rural-sewage/villages"))
        #expect(villages.amount == "442")
        #expect(villages.measure.facets.isEmpty)
        #expect(linyi.rows("rural-sewage/villages").count == 1)
        let chengde = try City.chengde.published()
        #expect(chengde.row("sports-facilities/sports-parks")?.amount == "13")
        #expect(chengde.row("sports-facilities/fitness-sites")?.amount == "26")
    }
}
