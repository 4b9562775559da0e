import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

struct StatusWordTests {
    @Test(arguments: Status.allCases)
    func `a status is read by its word and by its Chinese name`(_ status: Status) {
        #expect(Status(word: status.rawValue) == status)
        #expect(Status(word: Language.zh.name(status)) == status)
    }

    @Test func `what is no status is refused with those that there are`() {
        #expect(Status(word: "滞后") == .delayed)
        #expect(Status(word: "早退") == nil)
        let failure = #expect(throws: Failure.self) { try Status.read("早退", .zh) }
        #expect(failure?.message.contains("delayed 滞后") == true)
    }
}
