import EventLog
import Milepost
import MilepostReports
import Testing

/// Random histories, with every kind of entry and amendment, asked with both dates.
struct CheckHistoriesTests {
    private func report(
        _ log: WorkedLog,
        _ day: Int32,
        knownAt: Position?,
        all: Bool = true
    ) throws -> CheckReport {
        try log.store.read { view in
            try CheckReport(
                view,
                query: CheckQuery(asOf: CalendarDate(day: day), knownAt: knownAt, all: all)
            )
        }
    }

    @Test(arguments: 0..<20)
    func `as known then is what a log that ends there says`(_ seed: Int) throws {
        var dice = Dice(seed)
        let history = try ForeignHistory()
        try history.play(&dice, entries: 60)
        let lines = try history.log.lines
        for day: Int32 in [19_850, 20_004] {
            let last = Position(dice.below(lines.count - 1) + 1)
            let then = try report(history.log, day, knownAt: last)
            let ended = try WorkedLog(today: "2024-10-08")
            try ended.take(Array(lines.prefix(Int(last) + 1)))
            let now = try report(ended, day, knownAt: nil)
            #expect(then.json(.zh).text == now.json(.zh).text, "seed \(seed), @\(last)")
            #expect(then.text(.en) == now.text(.en))
            #expect(then.examined == then.checks.count)
            let found = try report(history.log, day, knownAt: last, all: false)
            #expect(found.findings.map(\.events) == then.findings.map(\.events))
            #expect(found.examined == then.examined)
        }
    }
}
