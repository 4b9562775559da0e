import Foundation
import Glibc
import Testing

struct WritersTests {
    /// One of several processes that record at once, one report after the other.
    private struct Writer {
        var number: Int
        var next = 0
        var child: Child?
        var acknowledged: [String] = []
        var slowest = Duration.zero

        var id: String { Self.id(number, next) }

        static func id(_ writer: Int, _ report: Int) -> String {
            let digits = String(writer * 1000 + report)
            let zeros = String(repeating: "0", count: 12 - digits.count)
            return "0192a000-0000-7000-8000-\(zeros)\(digits)"
        }
    }

    /// A process takes about 0.1 s of a debug build; `LONG_TESTS=1` runs 2,000 instead of 800.
    @Test func `eight writers at once lose nothing, leave no gap and none waits long`() throws {
        let office = try Office.withPlan()
        let before = try office.export().split(separator: "\n").count
        let writers = 8
        let isLong = ProcessInfo.processInfo.environment["LONG_TESTS"] == "1"
        let reports = isLong ? 250 : 100
        var waiting = (1...writers).map { Writer(number: $0) }
        var done: [Writer] = []
        while !waiting.isEmpty {
            for index in waiting.indices.reversed() {
                try advance(&waiting[index], in: office, through: reports)
                if waiting[index].next == reports { done.append(waiting.remove(at: index)) }
            }
            // Ends of processes are looked for instead of waited for, so that one thread serves all.
            usleep(1_000)
        }
        let acknowledged = done.flatMap(\.acknowledged)
        #expect(acknowledged.count == writers * reports)
        let lines = try office.export().split(separator: "\n")
        #expect(lines.count == before + writers * reports)
        let ids = Set(lines.compactMap { $0.firstMatch(of: /"id":"([^"]*)"/)?.1 })
        #expect(acknowledged.allSatisfy { ids.contains(Substring($0)) })
        let positions = try office.tool(
            "/usr/bin/sqlite3",
            office.store,
            "SELECT min(position), max(position), count(*) FROM event"
        )
        #expect(positions.out == "0|\(lines.count - 1)|\(lines.count)\n")
        for writer in done {
            #expect(writer.slowest < .seconds(5), "writer \(writer.number): \(writer.slowest)")
        }
        let verified = try office.run("replay", "--verify")
        #expect(verified.status == 0, "\(verified.said)")
        let status = try office.succeed("status", "--as-of", "2024-09")
        #expect(status.contains(isLong ? "2,000 个" : "800 个"), "\(status)")
    }

    private func advance(_ writer: inout Writer, in office: Office, through reports: Int) throws {
        guard let child = writer.child else {
            writer.child = try office.start(
                ["record", "pocket-parks/parks", "+1", "--as-of", "2024-09", "--id", writer.id]
                    + ["--actor", "科室\(writer.number)"]
            )
            return
        }
        guard child.hasEnded else { return }
        writer.slowest = max(writer.slowest, child.age)
        let answer = child.wait()
        #expect(answer.status == 0, "\(answer.said)")
        if answer.status == 0, answer.out.contains(writer.id) {
            writer.acknowledged.append(writer.id)
        }
        writer.child = nil
        writer.next += 1
    }
}
