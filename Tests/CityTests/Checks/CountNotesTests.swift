import Milepost
import MilepostReports
import Testing

/// Notes A1 to A6, A8, A11, A16: counts, stages, targets.
struct CountNotesTests {
    @Test func `A1: 24 done and 5 left make 29`() throws {
        let name = "old-communities/communities completed remaining"
        let check = try Audit(.chengde).check(.remainingDiffers, name)
        #expect(try check.outcome(.sum).text(0) == "29")
        #expect(try check.outcome(.percent).text(2) == "82.76")
        #expect(check.verdict == .derived)
        // A target of 29 says what the sum must be.
        for change in [
            Change("old-communities/communities", "5", mode: .remaining),
            Change("old-communities/communities", "24", mode: .total),
        ] {
            let next = change.amount == "5" ? "6" : "25"
            try expectBroken(
                .chengde,
                change,
                harmless: change.amount,
                breaking: next,
                adds: ["remainingDiffers \(name)"]
            ) { try $0.target("old-communities/communities", "29", due: "2024-12-31") }
        }
    }

    @Test func `A2: 15 of 15 are started`() throws {
        let name = "school-expansion/projects started"
        let check = try Audit(.chengde).check(.aboveTarget, name)
        #expect(try check.outcome(.percent).text(2) == "100.00")
        let change = Change("school-expansion/projects", "15", at: .started)
        try expectBroken(
            .chengde,
            change,
            harmless: "15",
            breaking: "16",
            adds: [
                "aboveTarget \(name)", "pairedSharesDiffer school-expansion/floor-area started",
            ]
        )
        // One fewer leaves room for the 14 that are further, two fewer do not.
        let fewer = try Audit(.chengde, change.to("13")).findings()
        #expect(fewer.contains("stageAbove school-expansion/projects completed"))
        let one = try Audit(.chengde, change.to("14")).findings()
        #expect(!one.contains("stageAbove school-expansion/projects completed"))
    }

    @Test func `A3: 9.9万 of 9.9万 are started`() throws {
        let name = "school-expansion/floor-area started"
        let check = try Audit(.chengde).check(.aboveTarget, name)
        #expect(try check.outcome(.percent).value.rounded(decimals: 2) == "100.00")
        try expectBroken(
            .chengde,
            Change("school-expansion/floor-area", "9.9万", at: .started),
            harmless: "9.95万",
            breaking: "9.96万",
            adds: ["aboveTarget \(name)", "pairedSharesDiffer \(name)"]
        )
    }

    @Test func `A4: 12 completed and 2 now at the structure leave 1 of 15`() throws {
        let name = "school-expansion/projects completed"
        let check = try Audit(.chengde).check(.stageAbove, name)
        #expect(try check.outcome(.rest).text(0) == "1")
        #expect(check.verdict == .holds)
        try expectBroken(
            .chengde,
            Change("school-expansion/projects", "2", at: .structureComplete, nowAt: true),
            harmless: "3",
            breaking: "4",
            adds: ["stageAbove \(name)"]
        )
    }

    @Test func `A5: 16600 square metres are left, between 15550 and 17650`() throws {
        let name = "school-expansion/floor-area completed"
        let check = try Audit(.chengde).check(.stageAbove, name)
        #expect(try check.outcome(.rest).text(0) == "16600 (15550–17650)")
        try expectBroken(
            .chengde,
            Change("school-expansion/floor-area", "0.94万", at: .structureComplete, nowAt: true),
            harmless: "2.70万",
            breaking: "2.71万",
            adds: ["stageAbove \(name)"]
        )
    }

    @Test func `A6: 80 percent by count, 73.74 by area, and rounding closes no gap`() throws {
        let name = "school-expansion/floor-area completed"
        let check = try Audit(.chengde).check(.pairedSharesDiffer, name)
        guard case .amount(let area) = check.left, case .amount(let count)? = check.right else {
            Issue.record("two shares were expected")
            return
        }
        #expect(try area.estimate.text(2) == "73.74 (72.86–74.62)")
        #expect(try count.estimate.text(2) == "80.00")
        #expect(check.verdict == .fails, "a notice: both are true")
        try expectBroken(
            .chengde,
            Change("school-expansion/floor-area", "7.3万", at: .completed),
            harmless: "7.8万",
            breaking: "7.9万",
            takesAway: ["pairedSharesDiffer \(name)"]
        )
    }

    @Test func `A8: 764.6 of 847.9 km, 83.3 under way`() throws {
        let name = "rural-roads/length completed"
        let check = try Audit(.chengde).check(.stageAbove, name)
        #expect(try check.outcome(.percent).value.rounded(decimals: 2) == "90.18")
        #expect(try check.outcome(.rest).text(1) == "83.3 (83.2–83.4)")
        try expectBroken(
            .chengde,
            Change("rural-roads/length", "764.6", at: .completed),
            harmless: "847.9",
            breaking: "848.0",
            adds: ["stageAbove \(name)"]
        )
    }

    /// Coinciding is no fault, so that the list of checks tells it and no finding.
    @Test func `A11: 43万 files and 43万 pupils coincide, half a digit more or less`() throws {
        func coincides(_ amount: String) throws -> Bool {
            let change = Change("student-health/scoliosis-screening", amount)
            return try Audit(.chengde, change).report().checks.contains {
                $0.code == .sameAmount && $0.figure.project.project == "student-health"
            }
        }
        let check = try Audit(.chengde).check(.sameAmount, "student-health/health-files")
        guard case .amount(let files) = check.left, case .amount(let pupils)? = check.right else {
            Issue.record("two amounts were expected")
            return
        }
        #expect(try files.estimate.inTenThousands(1) == "43.0 (42.5–43.5)")
        #expect(files.estimate == pupils.estimate)
        #expect(check.verdict == .undecided, "one number or two is not said")
        #expect(try coincides("43.5万"))
        #expect(try !coincides("43.6万"))
    }

    @Test(arguments: [
        ("incubation-bases", "2", "3", "4", "1"), ("labour-brands", "3", "5", "6", "2"),
    ])
    func `A16: no more are recognised than were recommended`(
        _ measure: String,
        _ recognised: String,
        _ all: String,
        _ more: String,
        _ waiting: String
    ) throws {
        let name = "employment/\(measure) recognised"
        let check = try Audit(.chengde).check(.stageAbove, name)
        #expect(try check.outcome(.rest).text(0) == waiting)
        try expectBroken(
            .chengde,
            Change("employment/\(measure)", recognised, at: .recognised),
            harmless: all,
            breaking: more,
            adds: ["stageAbove \(name)"]
        )
    }
}
