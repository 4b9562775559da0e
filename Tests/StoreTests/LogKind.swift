import EventLog
import EventLogSQLite
import Milepost
import Testing

/// The stores that the contract binds.
enum LogKind: CaseIterable, CustomTestStringConvertible {
    case memory, sqlite

    var testDescription: String {
        switch self {
        case .memory: "in memory"
        case .sqlite: "in SQLite"
        }
    }

    func makeStore(in folder: TemporaryFolder, name: String = "log.sqlite") throws
        -> any EventStore
    {
        switch self {
        case .memory: MemoryStore()
        case .sqlite: try SQLiteStore.create(path: folder.path(name))
        }
    }
}

extension EventStore {
    /// Appends in one transaction of its own.
    @discardableResult
    func append(
        _ events: [NewEvent],
        actor: String = "zhao",
        at time: String = Sample.noon,
        expecting expected: Position? = nil,
        clockReason: String? = nil
    ) throws -> [Appended] {
        let now = try #require(Moment(time))
        return try write {
            try $0.append(
                events,
                actor: actor,
                now: now,
                expecting: expected,
                clockReason: clockReason
            )
        }
    }

    /// Appends, then gives up: the transaction throws after all of it was done.
    func appendAndGiveUp(_ events: [NewEvent]) throws {
        let now = try #require(Moment(Sample.noon))
        try write {
            _ = try $0.append(events, actor: "zhao", now: now)
            throw GaveUp()
        }
    }

    /// Takes lines as they are, as an import does.
    func take(_ lines: [[UInt8]]) throws {
        try write { transaction in
            for (position, line) in lines.enumerated() {
                try transaction.append(
                    line: line,
                    try EventText.read(line),
                    at: Position(position)
                )
            }
            try transaction.follow(to: Position(lines.count) - 1)
        }
    }

    func inspect<Result>(_ body: (any LogView) throws -> Result) throws -> Result {
        try read { try body($0) }
    }

    func size() throws -> Position { try read { try $0.size() } }

    func recorded() throws -> [RecordedEvent] {
        try read { view in
            try (0..<view.size()).map { try #require(try view.recorded(at: $0)) }
        }
    }

    func lines() throws -> [[UInt8]] {
        try read { view in
            var lines: [[UInt8]] = []
            try view.lines(from: 0, through: .max) { _, line in
                lines.append(Array(line))
                return true
            }
            return lines
        }
    }

    /// The value of the sample's measure, as a plain decimal.
    func value(asOf day: String, knownAt: Position) throws -> String? {
        let day = try #require(CalendarDate(iso: day))
        return try read { view in
            let catalogue = try Catalogue(view, knownAt: knownAt)
            let measure = try #require(catalogue.measures[Sample.measure])
            let figures = try Figures(
                view,
                measure: measure,
                catalogue: catalogue,
                knownAt: knownAt
            )
            let whole = FigureCombination(facets: .none, stage: .done, nowAt: false)
            return try figures.figure(whole, at: "990100", baseline: nil, through: day)
                .value?.quantity.value.description
        }
    }
}

struct GaveUp: Error {}
