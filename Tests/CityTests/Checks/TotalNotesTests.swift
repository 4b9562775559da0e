import Milepost
import MilepostReports
import Testing

/// Notes A29 to A35: headlines, opening balances, changes of a level.
struct TotalNotesTests {
    @Test func `A29: eleven headlines say what their sections say`() throws {
        let checks = try Audit(.linyi).report().checks.filter { $0.code == .restatementDiffers }
        #expect(checks.count == 11)
        #expect(checks.allSatisfy { $0.verdict == .holds })
    }

    /// The largest amount that the written digits still allow, and the next one.
    @Test(arguments: [
        ("hardship-relief/relief-paid", "14.43亿", "14.44亿"),
        ("poverty-monitoring/households", "3853", "3854"),
        ("urban-employment/new-jobs", "10.74万", "10.76万"),
        ("school-places/schools", "48", "49"),
        ("two-cancers-screening/women-screened", "40.28万", "40.29万"),
        ("resident-insurance-subsidy/subsidy", "580", "581"),
        ("pensions/retirees-pension", "150", "151"),
        ("old-communities/projects", "285", "286"),
        ("consumption-season/vouchers", "1003万", "1004万"),
        ("hazard-inspection/hazards", "47.14万", "47.16万"),
    ])
    func `A29: a headline that says otherwise is found`(
        _ measure: String,
        _ harmless: String,
        _ breaking: String
    ) throws {
        let stage =
            ["school-places/schools": " built", "old-communities/projects": " started"][measure]
            ?? (measure.hasPrefix("pensions") ? " change" : "")
        try expectBroken(
            .linyi,
            Change(measure, harmless, ofRestatement: true),
            harmless: harmless,
            breaking: breaking,
            adds: ["restatementDiffers \(measure)\(stage)"]
        )
    }

    @Test(arguments: [
        ("A30", "health-centres", "", "51", "61", "62", "10"),
        ("A31", "village-clinics", "tier=省级", "28", "39", "40", "11"),
        ("A32", "village-clinics", "tier=市级", "203", "383", "384", "180"),
    ])
    func `A30 to A32: what was there before the year`(
        _ note: String,
        _ measure: String,
        _ facets: String,
        _ new: String,
        _ harmless: String,
        _ breaking: String,
        _ before: String
    ) throws {
        let path = "primary-care-standards/\(measure)"
        let name = [path, "recognised", facets].filter { !$0.isEmpty }.joined(separator: " ")
        let check = try Audit(.linyi).check(.openingNegative, name)
        #expect(try check.outcome(.opening).text(0) == before, "\(note)")
        #expect(check.verdict == .derived)
        try expectBroken(
            .linyi,
            Change(path, new, facets: facets, mode: .increment),
            harmless: harmless,
            breaking: breaking,
            adds: ["openingNegative \(name)"]
        )
    }

    @Test(arguments: [
        ("A33", "public-health-services/funding-per-head", "5", "6.76", "79.01", "79.02"),
        ("A34", "resident-insurance-subsidy/subsidy", "30", "5.45", "580.0", "580.1"),
        ("A35", "pensions/resident-basic-pension", "8", "5.63", "150.0", "150.1"),
    ])
    func `A33 to A35: the rise that follows from the level before`(
        _ note: String,
        _ name: String,
        _ rise: String,
        _ percent: String,
        _ harmless: String,
        _ breaking: String
    ) throws {
        let check = try Audit(.linyi).check(.changeDiffers, name)
        #expect(try check.outcome(.change).text(0) == rise, "\(note)")
        #expect(try check.outcome(.relativeChange).text(2) == percent)
        #expect(check.verdict == .derived, "no rise is printed")
        #expect(percent != "10.00", "and none is the 10 percent of the relief standards")
        // Were it printed, the levels would be held to it.
        try expectBroken(
            .linyi,
            Change(name, harmless, mode: .level),
            harmless: harmless,
            breaking: breaking,
            // The headline of the subsidy still says 580.
            adds: Set(["changeDiffers \(name)"])
                .union(note == "A34" ? ["restatementDiffers \(name)"] : [])
        ) { try $0.report(name, "+\(percent)%", "2021-12-31") }
    }
}
