package import EventLog
package import Milepost

/// One event of the log, with the report, target or statement that it acts on.
package struct HistoryEntry: Sendable, Hashable {
    package let position: Position
    package let recorded: RecordedEvent
    /// Of a correction or a withdrawal.
    package let root: Root?

    /// What a chain of corrections and withdrawals ends at, before and after the event.
    package struct Root: Sendable, Hashable {
        package var position: Position
        package var recorded: RecordedEvent
        package var before: InForce
        package var after: InForce
    }

    /// How a report, target or statement stood.
    package struct InForce: Sendable, Hashable {
        package var withdrawn: Bool
        /// Nil of a statement.
        package var amount: StatedAmount?
    }

    package init(_ recorded: RecordedEvent, at position: Position, in view: some LogView) throws {
        self.position = position
        self.recorded = recorded
        guard let subject = recorded.event.subject,
            let (root, event) = try view.root(of: subject.on)
        else {
            root = nil
            return
        }
        self.root = Root(
            position: root,
            recorded: event,
            before: try view.inForce(event.event, at: root, knownAt: position - 1),
            after: try view.inForce(event.event, at: root, knownAt: position)
        )
    }

    /// The day that the event, or what it acts on, is true for; nil where there is none.
    package var asOf: CalendarDate? {
        switch (root?.recorded ?? recorded).event {
        case .progressReported(let report): report.asOf
        case .statusDeclared(let statement): statement.asOf
        case .targetSet(let target): target.from
        case .sourceRegistered(let source): source.published
        case .monthClosed(let closing): closing.month.last
        case .monthReopened(let reopening): reopening.month.first
        default: nil
        }
    }
}

extension Catalogue {
    /// The closing after which a correction, a withdrawal or a replacement was recorded; nil where
    /// the day that it speaks of was open.
    package func closing(before entry: HistoryEntry) -> Closings.Closing? {
        // What was recorded before the day was closed needs no second look.
        guard let (place, day) = (entry.root?.recorded ?? entry.recorded).event.dated else {
            return nil
        }
        return closing(of: day, at: place, knownAt: entry.position - 1)
    }
}

extension Catalogue {
    /// What the revision of a definition changed in it; nil of every other event.
    func changes(by entry: HistoryEntry) -> [MemberChange]? {
        revised[entry.position].map { EventText.changes(from: $0, to: entry.recorded.event) }
    }
}

extension Event {
    /// What a correction or a withdrawal acts on.
    var subject: Subject? {
        switch self {
        case .reportCorrected(let correction): correction.subject
        case .reportWithdrawn(let withdrawal): withdrawal.subject
        default: nil
        }
    }

    /// The amount that the event itself states; nil of what states none.
    var amount: StatedAmount? {
        switch self {
        case .progressReported(let report): report.amount
        case .targetSet(let target): target.amount
        case .reportCorrected(let correction): correction.amount
        default: nil
        }
    }
}

extension Event {
    /// What was noted beside what happened; a statement's words tell it themselves.
    var note: String? {
        switch self {
        case .progressReported(let report): report.note
        case .targetSet(let target): target.note
        case .reportCorrected(let correction): correction.note
        case .reportWithdrawn(let withdrawal): withdrawal.note
        case .logOpened, .placeDefined, .projectDefined, .measureDefined, .sourceRegistered,
            .statusDeclared, .monthClosed, .monthReopened, .keyChanged, .checkpointSigned,
            .snapshotIssued:
            nil
        }
    }
}

extension LogView {
    /// The report, target or statement that a chain of corrections and withdrawals ends at.
    func root(of id: EventID) throws -> (Position, RecordedEvent)? {
        var next = try position(of: id)
        while let position = next, let recorded = try recorded(at: position) {
            guard let subject = recorded.event.subject else { return (position, recorded) }
            // An event acts on earlier ones only; anything else would be a circle.
            next = try self.position(of: subject.on).flatMap { $0 < position ? $0 : nil }
        }
        return nil
    }

    func inForce(
        _ event: Event,
        at root: Position,
        knownAt: Position
    ) throws -> HistoryEntry.InForce {
        let standing = try standing(of: root, knownAt: knownAt)
        let correction = try standing.correction.flatMap { try self.event(at: $0) }
        return HistoryEntry.InForce(
            withdrawn: standing.withdrawn,
            amount: correction?.amount ?? event.amount
        )
    }
}
