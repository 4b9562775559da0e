import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

extension WritingSession {
    /// The decider over everything that the transaction sees, or of the city that a name begins with.
    func decider(
        _ log: SQLiteLog,
        id: String? = nil,
        mentioning name: String? = nil
    ) throws -> Decider<SQLiteLog> {
        let head = try log.size() - 1
        let names = [name?.cityNamed].compactMap(\.self)
        var decider = Decider(
            catalogue: try Catalogue(log, knownAt: head, mentioning: names),
            store: log,
            today: session.clock.today,
            head: head
        )
        if let id = id.flatMap(EventID.init) { decider.retried = try log.position(of: id) }
        return decider
    }
}

/// What became of one report.
struct RecordOutcome {
    var event: EventID
    var position: Position
    var added: Bool
    var withdrawn = false
    var warnings: [EntryWarning] = []
}

extension Decider where Store == SQLiteLog {
    /// Decides and appends one report.
    ///
    /// Without a given id one is made.
    func record(
        _ draft: ReportDraft,
        id given: EventID?,
        appender: inout Appender,
        log: inout SQLiteLog
    ) throws -> RecordOutcome {
        var report = try formed(draft)
        if let given, let position = try log.position(of: given) {
            return try again(given, report, at: position, appender: &appender, log: &log)
        }
        let decision = try self.report(report)
        if let id = decision.unchanged, let position = try log.position(of: id) {
            return RecordOutcome(event: id, position: position, added: false)
        }
        if case .progressReported(let decided)? = decision.events.first { report = decided }
        let id = given ?? appender.newID()
        let appended = try appender.append([.progressReported(report)], ids: [id], to: &log)
        guard let first = appended.first else {
            throw Refusal.unknownEvent(id.description)
        }
        return RecordOutcome(
            event: first.id,
            position: first.position,
            added: first.added,
            warnings: decision.warnings
        )
    }

    /// An id that was seen before: the same content is the same event, sent again.
    private func again(
        _ id: EventID,
        _ report: ProgressReported,
        at position: Position,
        appender: inout Appender,
        log: inout SQLiteLog
    ) throws -> RecordOutcome {
        var report = report
        // Whether a report restates another was decided when it was first recorded.
        if case .progressReported(let old)? = try log.event(at: position), report.restates == nil {
            report.restates = old.restates
        }
        try appender.append([.progressReported(report)], ids: [id], to: &log)
        return RecordOutcome(
            event: id,
            position: position,
            added: false,
            withdrawn: try log.standing(of: position, knownAt: head).withdrawn
        )
    }
}
