import Foundation
import Milepost
import MilepostReports
import Testing

/// Notes A23, A25, A49, A52, A60: groups and sums.
struct GroupNotesTests {
    /// That five tertiary hospitals may be among 32 or 30 is possible, and never a finding.
    @Test func `A23: 5 tertiary hospitals may be among the 32 and the 30`() throws {
        func possible(_ hospitals: String) throws -> [String] {
            let change = Change("medical-capacity/one-day-hospitals", hospitals)
            return try Audit(.chengde, change).report().checks
                .filter { $0.code == .overlapUnknown }.map { check in
                    "\(check.figure.measure ?? "") ≤ \(check.other?.measure ?? "")"
                }.filter { $0.contains("hospitals") }
        }
        let within = [
            "one-day-hospitals ≤ multidisciplinary-care", "one-day-hospitals ≤ critical-care",
        ]
        #expect(try possible("5") == within)
        #expect(try possible("30") == within, "the largest that fits into both")
        #expect(
            try possible("31") == [within[0], "critical-care ≤ one-day-hospitals"],
            "not all of them are among the 30"
        )
        #expect(try possible("33").allSatisfy { $0.hasSuffix("≤ one-day-hospitals") })
    }

    @Test func `A25: the grades make 22 bases, and 50 people who are not added up`() throws {
        let bases = "domestic-service/bases recognised"
        let audit = try Audit(.chengde)
        let sum = try audit.check(.facetSumDiffers, bases)
        #expect(try sum.outcome(.sum).text(0) == "22")
        #expect(sum.verdict == .derived)
        let people = try audit.check(.facetSumDiffers, "domestic-service/workers recognised")
        #expect(try people.outcome(.sum).text(0) == "50")
        #expect(people.verdict == .undecided, "they carry different titles")
        // Told undivided, the 22 can be held against the two.
        try expectBroken(
            .chengde,
            Change("domestic-service/bases", "7", facets: "grade=五星级"),
            harmless: "7",
            breaking: "8",
            adds: ["facetSumDiffers \(bases)"]
        ) { try $0.report("domestic-service/bases", "=22", "2024-09-30") }
    }

    @Test func `A49: the headline is one payment of the section, not their sum`() throws {
        let name = "hardship-relief/relief-paid"
        let audit = try Audit(.linyi)
        let check = try audit.check(.restatementDiffers, name)
        guard case .amount(let headline) = check.left else {
            Issue.record("an amount was expected")
            return
        }
        #expect(try headline.estimate.inTenThousands(0) == "144300 (144250–144350)")
        let report = try audit.log.status("2021-12-31")
        var section = Estimate.zero
        for payment in [
            name, "hardship-relief/child-allowance-paid",
            "hardship-relief/disability-subsidies-paid", "work-injury-benefits/benefits-paid",
            "veterans-benefits/amount-paid", "two-cancers-relief/amount-paid",
        ] {
            let value = try #require(report.row(payment)?.figure.value)
            section = try section.adding(Estimate(value.quantity))
        }
        #expect(section.value.rounded(decimals: 0) == "2741604000")
        #expect(section.range.meets(headline.estimate.range) == false)
        // A headline of the sum would not be what it restates.
        try expectBroken(
            .linyi,
            Change(name, "14.43亿", ofRestatement: true),
            harmless: "14.4亿",
            breaking: "27.42亿",
            adds: ["restatementDiffers \(name)"]
        )
    }

    @Test func `A52: 48 schools and 32 kindergartens may be 80, the headline says 48`() throws {
        let name = "school-places/schools built"
        let audit = try Audit(.linyi)
        let sum = try audit.check(.possibleSum, name)
        #expect(try sum.outcome(.sum).text(0) == "80")
        #expect(sum.verdict == .undecided)
        #expect(try audit.check(.restatementDiffers, name).verdict == .holds)
        for breaking in ["49", "80"] {
            try expectBroken(
                .linyi,
                Change("school-places/schools", "48", ofRestatement: true),
                harmless: "48",
                breaking: breaking,
                adds: ["restatementDiffers \(name)"]
            )
        }
        let more = try Audit(.linyi, Change("school-places/kindergartens", "33"))
        #expect(try more.check(.possibleSum, name).outcome(.sum).text(0) == "81")
    }

    /// The names stand in the publication, not in the log: the one note that no check can hold.
    @Test(.enabled(if: Self.publication != nil, "the publications are not beside the repository"))
    func `A60: five services are named before the five`() throws {
        let text = try #require(Self.publication)
        func agrees(_ change: Change?) throws -> Bool {
            let audit = try Audit(.linyi, change)
            let report = try #require(
                try audit.log.reports("cross-province-services/services").first
            )
            let range = try #require(report.source?.range)
            let before = Array(text.unicodeScalars.prefix(range.lowerBound))
            let sentence = before.split(separator: "。", omittingEmptySubsequences: false).last ?? []
            return try Ratio(report.amount.value).floor == sentence.split(separator: "、").count
        }
        #expect(try agrees(nil))
        #expect(try agrees(Change("cross-province-services/services", "五")))
        for other in ["4", "6"] {
            #expect(try !agrees(Change("cross-province-services/services", other)))
        }
    }

    /// The publication that Linyi's log names, where it is at hand.
    private static var publication: String? {
        let folder = Repository.facts.deletingLastPathComponent().appending(path: "seeds")
        let files =
            (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []
        guard let name = files.first(where: { $0.hasPrefix("001_") }) else { return nil }
        return try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
}
