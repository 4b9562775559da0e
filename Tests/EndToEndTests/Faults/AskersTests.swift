import Foundation
import Glibc
import Testing

/// Processes that ask while others record and one rebuilds, as in an office with several desks.
struct AskersTests {
    private static let record = ["record", "pocket-parks/parks", "+1", "--as-of", "2024-09"]
    private static let work = [
        record, record, record, record, ["replay"], ["backup", "copy.sqlite"],
        ["status", "pocket-parks", "--as-of", "2024-09", "--format", "json"],
        ["status", "pocket-parks", "--as-of", "2024-09", "--format", "json"],
        ["explain", "pocket-parks/parks", "--as-of", "2024-09"], ["history", "pocket-parks"],
        ["verify"],
    ]

    /// What a status is told to be: a position, and how many parks.
    private struct Status: Decodable {
        struct Known: Decodable { var position: Int }
        struct Figure: Decodable { var value: String? }
        var knownAt: Known
        var figures: [Figure]
    }

    /// `LONG_TESTS=1` goes on for a minute.
    @Test func `those who ask, record, copy and rebuild at once get right answers`() throws {
        let office = try Office.withPlan()
        var running: [Child?] = Self.work.map { _ in nil }
        var told: [Status] = []
        var answers = 0
        let end = ContinuousClock.now + .seconds(runsLongTests ? 60 : 6)
        while ContinuousClock.now < end || running.contains(where: { $0 != nil }) {
            for index in running.indices {
                if let child = running[index] {
                    guard child.hasEnded else { continue }
                    let answer = child.wait()
                    running[index] = nil
                    answers += 1
                    #expect(answer.status == 0, "\(Self.work[index]): \(answer.said)")
                    switch Self.work[index][0] {
                    case "status":
                        told.append(
                            try JSONDecoder().decode(Status.self, from: Data(answer.out.utf8))
                        )
                    case "backup":
                        try office.succeed("verify", "--log", "copy.sqlite")
                        office.remove("copy.sqlite")
                    default: break
                    }
                } else if ContinuousClock.now < end {
                    running[index] = try office.start(Self.work[index])
                }
            }
            usleep(1_000)
        }
        print("askers: \(answers) commands, \(told.count) answers compared")
        let lines = try office.export().split(separator: "\n")
        for status in told {
            let reports = lines.prefix(status.knownAt.position + 1)
                .count { $0.contains(#""type":"ProgressReported""#) }
            #expect(status.figures.map { $0.value ?? "0" } == [String(reports)])
        }
        #expect(!told.isEmpty)
        try office.succeed("verify")
    }
}
