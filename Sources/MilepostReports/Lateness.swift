import EventLog
package import Milepost

/// That a report reached the office after the day it was due.
package struct Lateness: Sendable, Hashable {
    package var received: CalendarDate
    package var due: CalendarDate
}

extension Catalogue {
    /// How late a report came; nil of one that came in time, or that nobody was waiting for.
    ///
    /// Judged by the day it was received, else by that of its recording.
    func lateness(of recorded: RecordedEvent) -> Lateness? {
        guard case .progressReported(let report) = recorded.event, report.restates == nil,
            let due = deadline(of: report)
        else { return nil }
        let received = recorded.received(report, in: zone)
        return received > due ? Lateness(received: received, due: due) : nil
    }
}

extension Catalogue {
    /// Whether a report of a measure came late; of a measure that nobody waits for without a look.
    func isLate(
        _ position: Position,
        of measure: MeasureDefined,
        in view: some LogView
    ) throws -> Bool {
        guard measure.frequency != nil, projects[measure.key.projectKey]?.reportsDue != nil,
            let recorded = try view.recorded(at: position)
        else { return false }
        return lateness(of: recorded) != nil
    }
}

extension Lateness {
    /// A mark behind what a report says.
    func mark(_ language: Language) -> String {
        language(" [late: due \(due)]", "【迟报，期限\(due)】")
    }
}

extension RecordedEvent {
    /// The day that a report reached the office.
    func received(_ report: ProgressReported, in zone: LogZone) -> CalendarDate {
        report.received ?? zone.day(of: recordedAt)
    }
}
