import EventLog
import Milepost

/// The newest lines of measures' chains, as far as they change figures.
///
/// Read once a measure and no further than a question can wait for.
final class ChainEnd<View: LogView> {
    /// A report, or what was done to one, in the slot that it changes.
    struct Act {
        var position: Position
        var series: SeriesKey
        var lane: Lane
        var day: CalendarDate
    }

    struct End {
        /// Newest first.
        var acts: [Act] = []
        /// The newest line that was not read; nil where the chain was read to its beginning.
        var next: Position?
    }

    /// Lines that are read of a chain, at some 10 µs each.
    private static var limit: Int { 60 }

    private let view: View
    private var read: [MeasureKey: End] = [:]

    init(_ view: View) { self.view = view }

    func end(of measure: MeasureKey) throws -> End {
        if let end = read[measure] { return end }
        var end = End(next: try view.head(ofChain: measure.chain))
        var left = Self.limit
        while left > 0, let position = end.next, let recorded = try view.recorded(at: position) {
            if let act = try act(recorded, at: position) { end.acts.append(act) }
            end.next = recorded.prev
            left -= 1
        }
        read[measure] = end
        return end
    }

    /// Nil of what changes no figure.
    private func act(_ recorded: RecordedEvent, at position: Position) throws -> Act? {
        if case .progressReported(let report) = recorded.event {
            return act(report, at: position)
        }
        guard let subject = recorded.event.subject,
            let (root, event) = try view.root(of: subject.on),
            case .progressReported(let report) = event.event,
            try view.standing(of: root, knownAt: position - 1)
                != view.standing(of: root, knownAt: position)
        else { return nil }
        return act(report, at: position)
    }

    private func act(_ report: ProgressReported, at position: Position) -> Act? {
        guard report.restates == nil else { return nil }
        return Act(
            position: position,
            series: report.series,
            lane: Lane.of(report.mode, baseline: report.baseline),
            day: report.asOf
        )
    }
}
