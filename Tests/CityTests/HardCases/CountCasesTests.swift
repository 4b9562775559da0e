import EventLog
import Milepost
import MilepostReports
import Testing

/// Hard cases of running totals, periods, bounds and precision.
///
/// Numbers 9 to 11, 14 to 16, 19, 20, 32, 33 and 41.
struct CountCasesTests {
    /// Case 9.
    @Test func `28 and 203 newly reached, 39 and 383 to date, tier by tier`() throws {
        let report = try City.linyi.published()
        let clinics = "primary-care-standards/village-clinics"
        for (tier, new, toDate, before) in [
            ("省级", "28", "39", "11"), ("市级", "203", "383", "180"),
        ] {
            let year = try #require(report.row(clinics, facets: "tier=\(tier)", baseline: "year"))
            #expect(year.amount == new)
            let all = try #require(
                report.row(clinics, facets: "tier=\(tier)", baseline: "inception")
            )
            #expect(all.amount == toDate)
            #expect(all.figure.opening?.value.description == before)
            #expect(all.figure.unreconciled == nil)
        }
        #expect(report.row(clinics) == nil, "whether one is among the other is not said")
        #expect(report.rows(clinics).count == 4)
    }

    /// Case 10.
    @Test func `to date counts from the year, from the beginning or from nobody says when`()
        throws
    {
        let report = try City.linyi.published()
        for (name, baseline, amount) in [
            ("primary-care-standards/health-centres", "inception", "61"),
            ("toilet-aftercare/stations", "inception", "206"),
            ("elderly-benefits/bus-cards", "year", "21400"),
            ("skills-training/training", "year", "163700"),
            ("cross-province-services/services", "unstated", "5"),
        ] {
            #expect(report.row(name, baseline: baseline)?.amount == amount)
        }
        // That the year is meant is printed of the cards and assumed of the training.
        #expect(report.row("elderly-benefits/bus-cards")?.report?.assumed == false)
        #expect(report.row("skills-training/training")?.report?.assumed == true)
    }

    /// Case 11.
    @Test func `51 more and 61 to date leave an opening balance of 10`() throws {
        let log = try City.linyi.log()
        let report = try log.status("2021-12-31")
        let centres = "primary-care-standards/health-centres"
        #expect(report.row(centres, baseline: "year")?.amount == "51")
        let toDate = try #require(report.row(centres, baseline: "inception"))
        #expect(toDate.amount == "61")
        #expect(toDate.figure.opening?.value.description == "10")
        #expect(toDate.figure.value?.events == 1, "a total asserts, it does not add")
        #expect(try log.status("2021-12-30").rows(centres).isEmpty)
    }

    /// Case 14.
    @Test func `what is counted from 1 May leaves out what ended before`() throws {
        let log = try City.chengde.log()
        let people = "disability-insurance/people-paid"
        let row = try #require(try log.status("2024-09-30").row(people))
        #expect((row.amount, row.figure.baseline?.text) == ("429", "2024-05-01"))
        let town = try WorkedLog.town()
        let may = try #require(CalendarDate(iso: "2024-05-01"))
        try town.plan("paid", "人") { $0.baseline = .date(may) }
        try town.report("works/paid", "+7", "2024-04-30")
        #expect(try town.value("works/paid", "2024-04-30") == nil)
        try town.report("works/paid", "+20", "2024-05-31")
        try town.report("works/paid", "+9", "2024-06-30")
        #expect(try town.value("works/paid", "2024-06-30") == "29")
        #expect(
            throws: Refusal.totalBeforeBaseline(
                asOf: try #require(CalendarDate(iso: "2024-04-30")),
                baseline: may
            )
        ) {
            try town.report("works/paid", "=7", "2024-04-30")
        }
    }

    /// Case 15.
    @Test func `a ratio of 88.785 percent prints as 88.79`() throws {
        let chengde = try City.chengde.published()
        #expect(chengde.row("disability-insurance/amount-paid")?.amount == "1775700")
        #expect(chengde.row("disability-insurance/loss-ratio")?.amount == "88.79")
        let log = try WorkedLog.town()
        try log.plan("paid", "元")
        try log.target("works/paid", "200万", due: "2024-12-31")
        try log.report("works/paid", "=177.57万", "2024-09-30")
        let row = try #require(try log.status("2024-09-30").row("works/paid"))
        #expect(row.share == "88.79")
        #expect(row.figure.target?.remaining?.value == Decimal(plain: "224300"))
        try log.report("works/paid", "=177.5699万", "2024-10-31")
        #expect(try log.status("2024-10-31").row("works/paid")?.share == "88.78")
    }

    /// Case 16.
    @Test func `a headline repeats a fact of the same document and counts for nothing`() throws {
        let log = try WorkedLog.town()
        try log.plan("paid", "元")
        let document = try log.source()
        func report(_ amount: String, _ range: Range<Int>, separate: Bool = false) throws
            -> WorkedLog.Entry
        {
            try log.report("works/paid", amount, "2024-12-31") {
                $0.mode = .increment
                $0.source = SourceRange(document: document, range: range)
                $0.separate = separate
            }
        }
        let body = try report("14.43亿", 200..<206)
        let headline = try report("14.43亿", 10..<16)
        #expect(headline.warnings == [.restates(body.id)])
        #expect(try log.reports("works/paid").map(\.restates) == [nil, body.id])
        #expect(try log.value("works/paid", "2024-12-31") == "1443000000")
        let size = try log.head
        _ = try report("14.43亿", 10..<16)
        #expect(try log.head == size, "read once more, it adds nothing")
        #expect(throws: Refusal.sameFactElsewhere(event: body.id, value: "14.43亿")) {
            try report("15亿", 400..<403)
        }
        #expect(throws: Refusal.self) { try report("15亿", 200..<206) }
        #expect(try log.head == size)
        _ = try report("1亿", 500..<502, separate: true)
        #expect(try log.value("works/paid", "2024-12-31") == "1543000000")
        #expect(try log.value("works/paid", "2024-12-31", knownAt: size) == "1443000000")
    }

    /// Case 16: in the city's own section the headline is one component, not the sum.
    @Test func `the headline of relief is one of its payments`() throws {
        let report = try City.linyi.published()
        #expect(report.row("hardship-relief/relief-paid")?.amount == "1443000000")
        #expect(report.row("hardship-relief/relief-paid")?.figure.value?.events == 1)
        #expect(report.row("hardship-relief/child-allowance-paid")?.amount == "76096000")
        #expect(report.row("resident-insurance-subsidy/subsidy")?.amount == "580")
        #expect(report.row("resident-insurance-subsidy/subsidy")?.figure.value?.events == 1)
    }

    /// Case 19.
    @Test func `over 10000 stays a bound, and 9800 later is said to contradict it`() throws {
        let chengde = try City.chengde.published()
        for (name, amount) in [
            ("medical-capacity/staff-trained", "10000"), ("domestic-service/households", "4500"),
        ] {
            let row = try #require(chengde.row(name))
            #expect((row.amount, row.bound, row.precision) == (amount, .atLeast, "0"))
        }
        let linyi = try City.linyi.published()
        for (name, amount) in [
            ("education-services/platform-applicants", "350000"),
            ("urban-employment/graduate-employment-rate", "95"),
            ("public-health-services/health-file-rate", "90"),
            ("public-health-services/hypertension-managed", "43"),
        ] {
            let row = try #require(linyi.row(name))
            #expect((row.amount, row.bound) == (amount, .atLeast))
        }
        let log = try City.chengde.log()
        let name = "medical-capacity/staff-trained"
        let less = try log.report(name, "=9800", "2024-10-31")
        #expect(
            less.warnings.contains(
                .totalFalls(
                    from: try #require(Decimal(plain: "10000")),
                    to: try #require(Decimal(plain: "9800")),
                    on: try #require(CalendarDate(iso: "2024-09-30"))
                )
            )
        )
        try log.withdraw(less)
        let same = try log.report(name, "=1万余", "2024-10-31")
        #expect(same.warnings.isEmpty, "which is not to say that nothing was done")
        try log.report(name, "+300", "2024-11-08")
        let row = try #require(try log.status("2024-11-08").row(name))
        #expect((row.amount, row.bound) == ("10300", .atLeast))
    }

    /// Case 20.
    @Test func `9.9万 less 7.3万 less 0.94万 is 16600, 1050 more or less`() throws {
        func amount(_ text: String) throws -> Quantity {
            try AmountText(text).stated(bound: nil).quantity
        }
        let rest = try amount("9.9万").subtracting(amount("7.3万")).subtracting(amount("0.94万"))
        #expect(rest.value == Decimal(plain: "16600"))
        #expect(AmountFormat.precision(rest) == "1050")
        // The ends are in half ten-thousandths: 15550 and 17650.
        #expect(rest.interval.low == Int128(15_550 * 20_000))
        #expect(rest.interval.high == Int128(17_650 * 20_000))
        let chengde = try City.chengde.published()
        let area = try #require(chengde.row("school-expansion/floor-area", at: .completed))
        #expect((area.report?.amount.asWritten, area.precision) == ("7.3万", "500"))
        #expect(area.figure.target?.remaining.map(AmountFormat.precision) == "1000")
        let linyi = try City.linyi.published()
        #expect(linyi.row("hazard-inspection/teams")?.precision == "5000", "6万")
        #expect(linyi.row("village-opera/performances")?.precision == "5000", "1万")
        #expect(linyi.row("rural-roads/length")?.precision == "0.05", "1579.4")
    }

    /// Case 32.
    @Test func `a round that began nobody says when has its totals alone`() throws {
        let screened = "two-cancers-screening/women-screened"
        let row = try #require(try City.linyi.published().row(screened))
        #expect((row.amount, row.figure.baseline) == ("402800", .unstated))
        let log = try WorkedLog.town()
        try log.plan("screened", "名") { $0.baseline = .unstated }
        try log.report("works/screened", "+900", "2024-01-31")
        #expect(try log.value("works/screened", "2024-01-31") == nil)
        try log.report("works/screened", "=40.28万", "2024-06-30")
        try log.report("works/screened", "+1000", "2024-07-31")
        #expect(try log.value("works/screened", "2024-06-30") == "402800")
        #expect(try log.value("works/screened", "2024-07-31") == "403800")
        // A new round begins lower; the total says so and entry asks whether it is meant.
        let next = try log.report("works/screened", "=5200", "2024-12-31")
        #expect(next.warnings.contains { if case .totalFalls = $0 { true } else { false } })
        #expect(try log.value("works/screened", "2024-12-31") == "5200")
    }

    /// Case 33.
    @Test func `dates that the frame of the article gives are marked as assumed`() throws {
        let linyi = try City.linyi.published()
        for (name, assumed) in [
            ("rural-house-safety/houses", true), ("hazard-inspection/hazards", true),
            ("work-injury-benefits/benefits-paid", false),
            ("urban-employment/unemployment-rate", false),
        ] {
            #expect(linyi.row(name)?.report?.assumed == assumed, "\(name)")
        }
        #expect(linyi.row("rural-house-safety/houses")?.amount == "3076000")
    }

    /// Case 41.
    @Test func `what is told later of an earlier day leaves the newer figure`() throws {
        let log = try City.chengde.log()
        let communities = "old-communities/communities"
        let before = try log.head
        try log.report(communities, "=20", "2024-08-31", at: .completed)
        #expect(try log.value(communities, "2024-09-30") == "24")
        #expect(try log.value(communities, "2024-08-31") == "20")
        #expect(try log.value(communities, "2024-08-31", knownAt: before) == nil)
        let source = try #require(try log.catalogue().sources.values.first)
        #expect(source.published == CalendarDate(iso: "2024-10-31"))
        #expect(try log.status("2024-10-31").row(communities)?.asOf == "2024-09-30")
    }
}
