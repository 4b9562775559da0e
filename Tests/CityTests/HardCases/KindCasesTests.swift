import EventLog
import Milepost
import MilepostReports
import Testing

/// Hard cases of kinds, units and scopes: 6 to 8, 12, 13, 17, 18, 23 to 25, 29 to 31.
struct KindCasesTests {
    /// Case 6.
    @Test func `raised to 670 is a level, raised by 3 points a change without one`() throws {
        let report = try City.chengde.published()
        let subsidy = try #require(report.row("universal-insurance/resident-subsidy"))
        #expect(subsidy.amount == "670")
        #expect(subsidy.report?.was == nil)
        let rows = report.rows("medical-capacity/inpatient-share")
        #expect(rows.map(\.figure.mode) == [.change])
        #expect(rows.map(\.amount) == ["3"])
        #expect(rows.map(\.unit) == ["百分点"])
        #expect(report.row("medical-capacity/outpatient-ceiling")?.amount == "2000")
    }

    /// Case 6: neither is added to anything.
    @Test func `two changes and a level are never summed`() throws {
        let log = try WorkedLog.town()
        try log.plan("covered", "%", .rate)
        try log.report("works/covered", "80%", "2024-03-31")
        try log.report("works/covered", "+3pp", "2024-06-30")
        try log.report("works/covered", "+2pp", "2024-09-30")
        let report = try log.status("2024-09-30")
        #expect(report.row("works/covered")?.amount == "80")
        #expect(report.row("works/covered")?.asOf == "2024-03-31")
        #expect(report.row("works/covered", mode: .change)?.amount == "2")
        let known = try log.status("2024-09-30", knownAt: try log.head - 1)
        #expect(known.row("works/covered", mode: .change)?.amount == "3")
    }

    /// Case 7.
    @Test func `10 percent and 3 points are changes in units of their own`() throws {
        let report = try City.linyi.published()
        for measure in [
            "minimum-living-standard", "extreme-hardship-standard", "children-standard",
            "disability-subsidies-standard",
        ] {
            let rows = report.rows("hardship-relief/\(measure)")
            #expect(rows.map(\.figure.mode) == [.change])
            #expect(rows.map(\.amount) == ["10"])
            #expect(rows.map(\.unit) == ["%"])
            #expect(rows.map(\.measure.kind) == [.standard])
            #expect(rows.first?.measure.unit.hasPrefix("元") == true, "the standard is money")
        }
    }

    /// Case 8.
    @Test func `150 is the new level of one pension and the rise of another`() throws {
        let report = try City.linyi.published()
        let residents = try #require(report.row("pensions/resident-basic-pension"))
        #expect(residents.amount == "150")
        #expect(residents.report?.was == Decimal(plain: "142"))
        let retirees = try #require(report.row("pensions/retirees-pension", mode: .change))
        #expect(retirees.amount == "150")
        #expect(report.row("pensions/retirees-pension")?.amount == nil)
        #expect(residents.report?.id != retirees.report?.id)
    }

    /// Case 8: value is no identity, in one sentence or two.
    @Test func `two reports of the same value, one of a level and one of a rise, both count`()
        throws
    {
        let log = try WorkedLog.town()
        try log.plan("pension", "元", .standard)
        let document = try log.source()
        let level = try log.report("works/pension", "150", "2024-12-31") {
            $0.source = SourceRange(document: document, range: 10..<13)
        }
        let rise = try log.report("works/pension", "+150", "2024-12-31") {
            $0.source = SourceRange(document: document, range: 30..<33)
        }
        #expect(level.id != rise.id)
        #expect(rise.warnings.isEmpty)
        #expect(try log.status("2024-12-31").rows("works/pension").map(\.amount) == ["150", "150"])
    }

    /// Case 12.
    @Test func `one printed 100 is two facts with one place in the source`() throws {
        for (city, names) in [
            (
                City.chengde,
                [
                    "universal-insurance/low-income-enrolment-rate",
                    "universal-insurance/low-income-subsidised-rate",
                ]
            ),
            (
                .chengde,
                [
                    "medical-capacity/employee-chronic-diseases",
                    "medical-capacity/resident-chronic-diseases",
                ]
            ),
            (
                .linyi,
                [
                    "county-hospitals/fever-clinics",
                    "county-hospitals/infectious-disease-departments",
                    "county-hospitals/nucleic-acid-laboratories", "county-hospitals/emergency-care",
                ]
            ),
        ] {
            let log = try city.log()
            let reports = try names.flatMap { try log.reports($0) }
            #expect(reports.count == names.count)
            #expect(Set(reports.map(\.source)).count == 1)
            #expect(Set(reports.map(\.amount)).count == 1)
            let status = try log.status(city.asOf)
            #expect(names.allSatisfy { status.rows($0).count == 1 })
        }
    }

    /// Case 13.
    ///
    /// The reader will have to choose the scope from the clause; the log keeps it apart as part of
    /// the measure's identity.
    @Test func `the same indicator of two scopes is two measures`() throws {
        let log = try City.linyi.log()
        let status = try log.status("2021-12-31")
        let names = [
            "community-elderly-facilities/provision-rate",
            "community-elderly-facilities/provision-rate-under-construction",
        ]
        #expect(names.map { status.row($0)?.amount } == ["100", "100"])
        let sources = try names.flatMap { try log.reports($0) }.compactMap(\.source)
        #expect(sources.count == 2 && sources[0] != sources[1])
        #expect(
            status.row("community-elderly-facilities/completed-communities")?.amount == "378"
        )
        #expect(
            status.row("community-elderly-facilities/existing-communities")?.amount == "1007"
        )
        #expect(
            status.row("community-elderly-facilities/communities-under-construction")?.amount
                == "257"
        )
    }

    /// Case 17.
    @Test func `10568 cases and 219400 people stay apart`() throws {
        let report = try City.chengde.published()
        let cases = try #require(report.row("hardship-relief/temporary-assistance"))
        #expect((cases.amount, cases.unit, cases.measure.kind) == ("10568", "人次", .flow))
        let people = try #require(report.row("hardship-relief/people-supported"))
        #expect((people.amount, people.unit, people.measure.kind) == ("219400", "人", .stock))
        #expect(people.figure.value?.derived == true)
        #expect(people.precision == "550", "19.2万 and 2.74万 are rounded")
        let linyi = try City.linyi.published()
        #expect(linyi.row("employee-mutual-aid/enrolments")?.unit == "人次")
        #expect(linyi.row("hazard-inspection/inspections")?.unit == "家次")
    }

    /// Case 17: the units differ, so an amount of one is refused for the other.
    @Test func `person-times are refused where people are counted`() throws {
        let log = try WorkedLog.town()
        try log.plan("people", "人", .stock)
        #expect(throws: Refusal.wrongUnit("人次", expected: "人")) {
            try log.report("works/people", "500人次", "2024-09-30")
        }
    }

    /// Case 18.
    @Test func `a stock that falls is what it fell to, not a sum`() throws {
        let log = try City.chengde.log()
        let enrolled = "universal-insurance/enrolled"
        let before = try log.head
        try log.report(enrolled, "317.5万", "2024-10-31")
        #expect(try log.value(enrolled, "2024-09-30") == "3188900")
        #expect(try log.value(enrolled, "2024-10-31") == "3175000")
        #expect(try log.value(enrolled, "2024-10-31", knownAt: before) == "3188900")
        #expect(throws: Refusal.self) { try log.report(enrolled, "=317.5万", "2024-11-08") }
    }

    /// Case 23.
    @Test func `80 percent is of patients and 5 is of hospitals, and 4 is nowhere`() throws {
        let report = try City.chengde.published()
        let hospitals = try #require(report.row("medical-capacity/one-day-hospitals"))
        let patients = try #require(report.row("medical-capacity/one-day-patients"))
        #expect((hospitals.amount, hospitals.unit) == ("5", "家"))
        #expect((patients.amount, patients.unit) == ("80", "%"))
        #expect(patients.measure.relations.rateOf == nil)
        #expect(patients.figure.target == nil)
    }

    /// Case 24.
    @Test func `everyone screened is a statement and no rate of 100`() throws {
        let report = try City.chengde.published()
        let screening = try #require(report.project("prenatal-screening"))
        #expect(screening.declared?.statement.status == .fullCoverage)
        #expect(screening.figures.isEmpty)
        #expect(screening.derived == .notStarted)
    }

    /// Case 25.
    @Test func `90 percent of a premium and 100 percent of people are two measures`() throws {
        let report = try City.chengde.published()
        let premium = try #require(report.row("universal-insurance/allowance-premium-share"))
        let people = try #require(report.row("universal-insurance/low-income-subsidised-rate"))
        #expect((premium.amount, premium.measure.kind) == ("90", .standard))
        #expect((people.amount, people.measure.kind) == ("100", .rate))
    }

    /// Case 29.
    @Test func `claimed effects are a kind of their own`() throws {
        let linyi = try City.linyi.published()
        for (name, amount) in [
            ("consumption-season/consumption-induced", "50750000"),
            ("start-up-loans/jobs-induced", "57500"),
            ("long-term-care-insurance/cost-relieved", "45760000"),
        ] {
            #expect(linyi.row(name)?.amount == amount)
            #expect(linyi.row(name)?.measure.kind == .effect)
        }
        #expect(linyi.row("urban-employment/new-jobs")?.amount == "107000", "not 164500")
        #expect(linyi.row("consumption-season/vouchers")?.amount == "10030000")
        let chengde = try City.chengde.published()
        let relief = try #require(chengde.row("medical-capacity/procurement-relief"))
        #expect((relief.amount, relief.measure.kind) == ("524000000", .effect))
    }
}
