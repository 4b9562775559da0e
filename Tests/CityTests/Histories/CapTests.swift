import Milepost
import MilepostReports
import Testing

/// Targets that are not to be exceeded.
struct CapTests {
    /// A flow with a cap of 30 for the year, of which an amount is used by the end of July.
    private func used(_ amount: String) throws -> TargetInUse? {
        let log = try WorkedLog.town()
        try log.plan("overdrafts")
        try log.target("works/overdrafts", "30", due: "2024-12-31") { $0.amount.bound = .atMost }
        try log.report("works/overdrafts", "=\(amount)", "2024-07-31")
        return try log.status("2024-07-31").row("works/overdrafts")?.figure.target
    }

    @Test func `a cap that is exceeded is red and has no share`() throws {
        let target = try used("35")
        #expect(target?.pace == .behind)
        #expect(target?.light == .red)
        #expect(target?.share == nil)
        #expect(target?.remaining?.value.description == "-5")
    }

    @Test func `a cap that is kept is met and has no share`() throws {
        let target = try used("25")
        #expect(target?.pace == .met)
        #expect(target?.light == .green)
        #expect(target?.share == nil)
        #expect(target?.remaining?.value.description == "5")
    }
}
