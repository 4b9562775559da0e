import EventLog
import EventLogSQLite
import Foundation
import Milepost
import MilepostReports
import Synchronization
import Testing

/// Sixteen who ask, four who record and one who rebuilds, each with a connection of its own.
struct CrowdTests {
    private let folder: TemporaryFolder
    /// `LONG_TESTS=1` goes on for a minute over a larger log.
    private static let isLong = ProcessInfo.processInfo.environment["LONG_TESTS"] == "1"

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Each writer's measure, then one with most of the log.
    private static let measures = (0...4).map { number in
        MeasureKey(city: "990100", year: 2024, project: "benches", measure: "m\(number)")
    }
    private static let days = ["2024-01-31", "2024-02-29"]

    /// What somebody was told about a measure: how many reports, as of a day and as known then.
    private struct Told: Sendable {
        var measure: Int
        var day: Int
        var knownAt: Position
        var value: Int64
    }

    /// What all of them have met with.
    private struct Met: Sendable {
        var told: [Told] = []
        var errors: [String] = []
        var busy = 0
        var appended = 0
        var rebuilds = 0
        var longestWait = Duration.zero
    }

    @Test func `readers, writers and rebuilds at once: no wrong answer, and nobody waits`() throws {
        let path = folder.path("log.sqlite")
        let store = try SQLiteStore.create(path: path)
        try store.append(
            Sample.numbered(
                [Sample.opened(), try Sample.place(), try Sample.projectDefined()]
                    + Self.measures.map { try Sample.measureDefined($0) }
            )
        )
        for batch in 0..<(Self.isLong ? 6 : 2) {
            try store.append(
                Sample.numbered(
                    try (0..<5_000).map { try Self.report(of: 4, $0) },
                    from: UInt64(1_000_000 + batch * 5_000)
                )
            )
        }
        let met = Mutex(Met())
        let end = ContinuousClock.now + .seconds(Self.isLong ? 60 : 8)
        Self.atOnce(21) { index in
            do {
                let store = try SQLiteStore(path: path, for: index < 16 ? .reading : .writing)
                switch index {
                case ..<16: try Self.ask(index, store, until: end, met)
                case ..<20: try Self.record(index - 16, store, until: end, met)
                default: try Self.rebuild(store, until: end, met)
                }
            } catch { met.withLock { $0.errors.append("\(index): \(error)") } }
        }
        let result = met.withLock { $0 }
        print(
            "crowd: \(result.told.count) answers, \(result.appended) appended, "
                + "\(result.rebuilds) rebuilds, longest wait of a writer \(result.longestWait), "
                + "\(result.busy) refused as busy"
        )
        #expect(result.errors == [])
        #expect(result.rebuilds > 0 && result.appended > 0)
        // Of a machine that does much else besides nothing shorter can be asked.
        #expect(result.longestWait < .seconds(Self.isLong ? 2 : 10))
        try check(result, in: store)
    }

    private static func report(of measure: Int, _ number: Int) throws -> Event {
        try Sample.report(.increment, "1", days[number % 2], of: measures[measure])
    }

    /// Threads of their own: the tasks' pool has no more than the processor has cores.
    private static func atOnce(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let group = DispatchGroup()
        for index in 0..<count {
            group.enter()
            Thread.detachNewThread {
                body(index)
                group.leave()
            }
        }
        group.wait()
    }

    // MARK: What each does

    private static func ask(
        _ reader: Int,
        _ store: SQLiteStore,
        until end: ContinuousClock.Instant,
        _ met: borrowing Mutex<Met>
    ) throws {
        var round = reader
        while ContinuousClock.now < end {
            round += 1
            let day = round / 3 % 2
            do {
                let told = try store.read { view in
                    let knownAt = Position.random(in: 7..<(try view.size()))
                    return switch round % 3 {
                    case 0: try status(view, day, knownAt)
                    case 1: try explanation(view, round / 6 % 5, day, knownAt)
                    default: try history(view, round / 6 % 4, knownAt)
                    }
                }
                met.withLock { $0.told += told }
            } catch StoreError.busy { met.withLock { $0.busy += 1 } }
            usleep(10_000)
        }
    }

    private static func status(
        _ view: SQLiteLog,
        _ day: Int,
        _ knownAt: Position
    ) throws -> [Told] {
        let asOf = try #require(CalendarDate(iso: days[day]))
        let report = try StatusReport(view, query: StatusQuery(asOf: asOf, knownAt: knownAt))
        return report.projects.flatMap(\.figures).compactMap { row in
            guard let measure = measures.firstIndex(of: row.figure.measure) else { return nil }
            return Told(
                measure: measure,
                day: day,
                knownAt: knownAt,
                value: count(row.figure.value?.quantity)
            )
        }
    }

    private static func explanation(
        _ view: SQLiteLog,
        _ measure: Int,
        _ day: Int,
        _ knownAt: Position
    ) throws -> [Told] {
        let asOf = try #require(CalendarDate(iso: days[day]))
        let catalogue = try Catalogue(view, knownAt: knownAt)
        guard let definition = catalogue.measures[measures[measure]] else { return [] }
        let whole = FigureCombination(facets: .none, stage: .done, nowAt: false)
        let figure = try Figures(
            view,
            measure: definition,
            catalogue: catalogue,
            knownAt: knownAt
        ).figure(whole, at: "990100", baseline: nil, through: asOf)
        let explanation = try Explanation(
            view: view,
            catalogue: catalogue,
            measure: definition,
            figure: figure,
            asOf: asOf,
            knownAt: knownAt,
            all: false
        )
        let sum = count(explanation.sum)
        return [Told(measure: measure, day: day, knownAt: knownAt, value: sum)]
    }

    /// The reports of a measure, counted one by one: both days'.
    private static func history(
        _ view: SQLiteLog,
        _ measure: Int,
        _ knownAt: Position
    ) throws -> [Told] {
        let history = try History(
            view,
            catalogue: try Catalogue(view, knownAt: knownAt),
            filter: History.Filter(measure: measures[measure]),
            knownAt: knownAt
        )
        let reports = Int64(history.entries.count) - 1
        return [Told(measure: measure, day: 1, knownAt: knownAt, value: reports)]
    }

    private static func count(_ quantity: Quantity?) -> Int64 {
        (quantity?.value.tenThousandths ?? 0) / 10_000
    }

    private static func record(
        _ writer: Int,
        _ store: SQLiteStore,
        until end: ContinuousClock.Instant,
        _ met: borrowing Mutex<Met>
    ) throws {
        var number = 0
        while ContinuousClock.now < end {
            let id = UInt64(10_000_000 * (writer + 1) + number)
            let events = Sample.numbered([try report(of: writer, number)], from: id)
            let started = ContinuousClock.now
            do {
                try store.append(events)
                number += 1
                met.withLock { $0.appended += 1 }
            } catch StoreError.busy { met.withLock { $0.busy += 1 } }
            let waited = ContinuousClock.now - started
            met.withLock { $0.longestWait = max($0.longestWait, waited) }
            usleep(2_000)
        }
    }

    private static func rebuild(
        _ store: SQLiteStore,
        until end: ContinuousClock.Instant,
        _ met: borrowing Mutex<Met>
    ) throws {
        while ContinuousClock.now < end {
            let events = try store.rebuild()
            met.withLock { $0.rebuilds += events > 0 ? 1 : 0 }
        }
    }

    // MARK: What must hold

    /// Every answer, told at whatever moment, is what the finished log says of that position.
    private func check(_ met: Met, in store: SQLiteStore) throws {
        // Reports of a measure for a day and the days before, through each position.
        var counts = Self.measures.map { _ in Self.days.map { _ in [Int64]() } }
        for recorded in try store.recorded() {
            for measure in counts.indices {
                for day in Self.days.indices {
                    var count = counts[measure][day].last ?? 0
                    if case .progressReported(let report) = recorded.event,
                        report.measure == Self.measures[measure],
                        report.asOf.description <= Self.days[day]
                    {
                        count += 1
                    }
                    counts[measure][day].append(count)
                }
            }
        }
        let wrong = met.told.filter { counts[$0.measure][$0.day][Int($0.knownAt)] != $0.value }
        #expect(wrong.count == 0, "\(wrong.prefix(3))")
        #expect(try store.verify(against: []).findings.count == 0)
        let difference = try store.replaying(through: nil) { try $1.firstDifference(from: $0) }
        #expect(difference == nil)
    }
}
