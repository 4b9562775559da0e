import EventLog
import EventLogSQLite
import Foundation
import Milepost
import Testing

/// The program against an independent model of the fold, on random histories.
struct RandomHistoryTests {
    @Test(arguments: 0..<20)
    func `every figure at every pair of dates is the model's`(_ batch: Int) throws {
        for seed in batch * 500..<(batch + 1) * 500 {
            let history = RandomHistory(seed: UInt64(seed))
            let log = try HistoryLog(history)
            let store = MemoryStore()
            try store.fill(log)
            let view = try store.read { $0 }
            var dice = SplitMix64(state: UInt64(seed) &* 7919)
            for _ in 0..<3 {
                try compare(view, log, &dice)
            }
        }
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["LONG_TESTS"] != nil,
            "every pair of 2,000 histories takes minutes: LONG_TESTS=1 asks them"
        ),
        arguments: 0..<20
    )
    func `at every event and on every day of a history the figures are the model's`(
        _ batch: Int
    ) throws {
        for seed in batch * 100..<(batch + 1) * 100 {
            let history = RandomHistory(seed: UInt64(seed))
            let log = try HistoryLog(history)
            let store = MemoryStore()
            try store.fill(log)
            let view = try store.read { $0 }
            var dice = SplitMix64(state: UInt64(seed) &* 104_729)
            for knownAt in history.events.indices {
                for day in Set(history.days).sorted() {
                    try compare(view, log, knownAt, day, questions: 1, &dice)
                }
            }
        }
    }

    @Test func `SQLite and memory give the same figures and the same lines`() throws {
        for seed in 20_000..<20_100 {
            let log = try HistoryLog(RandomHistory(seed: UInt64(seed)))
            let memory = MemoryStore()
            try memory.fill(log)
            let folder = try TemporaryFolder()
            let sqlite = try SQLiteStore.create(path: folder.path("log.sqlite"))
            try sqlite.fill(log)
            let view = try memory.read { $0 }
            try sqlite.read { other in
                #expect(try other.size() == view.size())
                for position in 0..<view.size() {
                    #expect(try other.line(at: position) == view.line(at: position))
                }
                var dice = SplitMix64(state: UInt64(seed))
                for _ in 0..<3 { try compare(other, log, &dice) }
            }
            let differs = try sqlite.replaying(through: nil) { replayed, live in
                try live.firstDifference(from: replayed) != nil
            }
            #expect(!differs, "seed \(seed): a replay differs from what was folded")
        }
    }

    @Test func `figures from cells that were read once have the values of those read one by one`()
        throws
    {
        for seed in 40_000..<40_400 {
            let history = RandomHistory(seed: UInt64(seed))
            let log = try HistoryLog(history)
            let store = MemoryStore()
            try store.fill(log)
            let view = try store.read { $0 }
            var dice = SplitMix64(state: UInt64(seed) &* 15_485_863)
            let knownAt = log.first + Position(dice.below(history.events.count))
            let catalogue = try Catalogue(view, knownAt: knownAt)
            let figures = try Figures(
                view,
                measure: log.measure,
                catalogue: catalogue,
                knownAt: knownAt
            )
            let days = Set(history.days).sorted().map { CalendarDate(day: Int32($0)) }
            let last = dice.pick(days)
            let held = try Figures(
                MeasureCells(view, of: log.measure.key, through: last, knownAt: knownAt),
                measure: log.measure,
                catalogue: catalogue,
                knownAt: knownAt,
                valuesOnly: true
            )
            for place in history.places {
                for day in days where day <= last {
                    let (one, other) = (
                        try held.all(at: place, through: day),
                        try figures.all(at: place, through: day).filter { $0.value != nil }
                    )
                    #expect(
                        one.map(ValueOfFigure.init) == other.map(ValueOfFigure.init),
                        "seed \(seed), \(place), as of \(day), known at \(knownAt)"
                    )
                }
            }
        }
    }

    private struct ValueOfFigure: Equatable {
        var combination: FigureCombination
        var mode: Mode?
        var baseline: Baseline?
        var value: Figure.Value?

        init(_ figure: Figure) {
            combination = FigureCombination(
                facets: figure.facets,
                stage: figure.stage,
                nowAt: figure.nowAt
            )
            (mode, baseline, value) = (figure.mode, figure.baseline, figure.value)
        }
    }

    @Test func `the order of recording changes nothing but ties of one day`() throws {
        var compared = 0
        for seed in 30_000..<34_000 {
            let history = RandomHistory(seed: UInt64(seed))
            guard history.hasNoTies else { continue }
            compared += 1
            let log = try HistoryLog(history)
            let (forward, backward) = (MemoryStore(), MemoryStore())
            try forward.fill(log)
            try backward.fill(log, reversed: true)
            let (one, other) = (try forward.read { $0 }, try backward.read { $0 })
            for day in Set(history.days) {
                let first = try allFigures(one, log, through: day)
                let second = try allFigures(other, log, through: day)
                #expect(first == second, "seed \(seed), as of \(day)")
            }
        }
        #expect(compared > 40)
    }

    /// The figures without the reports' positions, which do depend on the order.
    private func allFigures(
        _ view: MemoryLog,
        _ log: HistoryLog,
        through day: Int
    ) throws -> [Figure] {
        let catalogue = try Catalogue(view, knownAt: view.size() - 1)
        let figures = try Figures(
            view,
            measure: log.measure,
            catalogue: catalogue,
            knownAt: view.size() - 1
        )
        return try log.history.places.flatMap { place in
            try figures.all(at: place, through: CalendarDate(day: Int32(day))).map { figure in
                var figure = figure
                figure.value?.report = nil
                figure.value?.newest = 0
                return figure
            }
        }
    }

    /// Six questions at a pair of dates of the history.
    private func compare(
        _ view: some LogView,
        _ log: HistoryLog,
        _ dice: inout SplitMix64
    ) throws {
        let history = log.history
        let knownAt = dice.below(history.events.count)
        let day = dice.pick(history.days) + dice.below(3) - 1
        try compare(view, log, knownAt, day, questions: 6, &dice)
    }

    private func compare(
        _ view: some LogView,
        _ log: HistoryLog,
        _ knownAt: Int,
        _ day: Int,
        questions: Int,
        _ dice: inout SplitMix64
    ) throws {
        let history = log.history
        let position = log.first + Position(knownAt)
        let comparison = ModelComparison(
            model: HistoryModel(measure: history.measure, events: history.events),
            figures: try Figures(
                view,
                measure: log.measure,
                catalogue: try Catalogue(view, knownAt: position),
                knownAt: position
            ),
            kind: log.measure.kind,
            knownAt: knownAt,
            name: "seed \(history.seed)"
        )
        let isFlow = log.measure.kind.accumulates
        let own = history.measure.baseline
        for _ in 0..<questions {
            let nowAt = isFlow && dice.chance(20)
            try comparison.compare(
                place: dice.pick(history.places),
                facets: dice.pick([[:]] + history.facetChoices),
                stage: Stage(rawValue: dice.pick(history.stages)) ?? .done,
                nowAt: nowAt,
                baseline: isFlow && !nowAt ? dice.pick([own, own] + history.baselines) : "",
                through: day
            )
        }
    }
}

extension RandomHistory {
    var reports: [ModelReport] {
        events.compactMap { event in
            guard case .report(let report) = event.act else { return nil }
            return report
        }
    }

    var days: [Int] { reports.map(\.asOf) + [measure.yearStart] }

    var baselines: [String] { reports.map(\.baseline).filter { $0 != "" } }

    var facetChoices: [[String: String]] { reports.map(\.facets) }

    /// No two reports of one list for one day, and nothing corrected or withdrawn.
    var hasNoTies: Bool {
        guard reports.count == events.count else { return false }
        var seen: Set<String> = []
        return reports.filter { $0.mode != "increment" }.allSatisfy { report in
            let facets = report.facets.sorted { $0.key < $1.key }.map { "\($0)" }
            return seen.insert(
                "\(report.mode)|\(report.place)|\(facets)|\(report.stage)|\(report.nowAt)|\(report.baseline)|\(report.asOf)"
            ).inserted
        }
    }
}

extension EventStore {
    func fill(_ log: HistoryLog, reversed: Bool = false) throws {
        var events = log.events
        if reversed {
            let tail = events[Int(log.first)...].reversed()
            events.replaceSubrange(Int(log.first)..., with: tail)
        }
        _ = try write { transaction in
            try transaction.append(events, actor: "tester", now: Moment(milliseconds: 0))
        }
    }
}
