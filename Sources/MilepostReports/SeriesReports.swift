import EventLog
import Milepost

/// The reports of a series, found by walking the measure's chain back and, where that would take
/// long, by the reports that the cells name.
struct SeriesReports<View: LogView> {
    struct Found {
        var position: Position
        var recorded: RecordedEvent
        var report: ProgressReported
    }

    /// How many are listed, and how many of those that lie after either date.
    private static var limit: Int { 200 }
    private static var limitBeyond: Int { 20 }
    /// Lines of a chain that are read in one go, at some 10 µs each.
    private static var stride: Int { 2000 }

    private let series: FigureSeries<View>
    private let all: Bool
    private(set) var found: [Found] = []
    private(set) var unlisted = Explanation.Unlisted()
    private var seen: Set<Position> = []
    private var within = 0
    private var afterAsOf = 0
    private var notYetKnown = 0

    init(_ series: FigureSeries<View>, all: Bool) throws {
        self.series = series
        self.all = all
        guard series.number != nil else { return }
        let head = try series.view.head(ofChain: series.measure.key.chain)
        var next = try walk(from: head)
        let named = series.reports
        // Whatever was recorded long after the moment asked for is stepped over.
        if let newest = named.max(), let reached = next, !isFull {
            if newest < reached { stepOver(to: newest, from: reached) }
            next = try walk(from: min(reached, newest))
        }
        unlisted.before = next
        if let counted = series.newest?.cell.report { try take(counted) }
        if next != nil {
            for position in named where !isFull { try take(position) }
        }
        found.sort { ($0.report.asOf, $0.position) > ($1.report.asOf, $1.position) }
    }

    private mutating func stepOver(to newest: Position, from reached: Position) {
        if reached > series.knownAt { unlisted.notYetKnown = true }
        if newest < series.knownAt { unlisted.afterAsOf = true }
    }

    private var isFull: Bool { !all && within >= Self.limit }

    /// Returns where it stopped; nil at the chain's end.
    private mutating func walk(from start: Position?) throws -> Position? {
        var next = start
        var left = all ? Int.max : Self.stride
        while left > 0, !isFull, let position = next,
            let recorded = try series.view.recorded(at: position)
        {
            take(recorded, at: position)
            next = recorded.prev
            left -= 1
        }
        return next
    }

    private mutating func take(_ position: Position) throws {
        guard !seen.contains(position), let recorded = try series.view.recorded(at: position)
        else { return }
        take(recorded, at: position)
    }

    private mutating func take(_ recorded: RecordedEvent, at position: Position) {
        guard case .progressReported(let report) = recorded.event, report.series == series.key,
            seen.insert(position).inserted
        else { return }
        if position > series.knownAt {
            notYetKnown += 1
            guard all || notYetKnown <= Self.limitBeyond else {
                unlisted.notYetKnown = true
                return
            }
        } else if report.asOf > series.asOf {
            afterAsOf += 1
            guard all || afterAsOf <= Self.limitBeyond else {
                unlisted.afterAsOf = true
                return
            }
        } else {
            within += 1
        }
        found.append(Found(position: position, recorded: recorded, report: report))
    }
}
