package import EventLog
package import Milepost

/// The snapshots that a log issued, oldest first.
package struct IssuedSnapshots: Sendable {
    package let pages: [SnapshotPage]

    package init(_ view: some LogView) throws {
        pages = try view.definitions(in: Event.custody, knownAt: .max)
            .compactMap { try SnapshotPage(issuedAt: $0, in: view) }
    }

    /// The one that was issued for the same, where nothing but checkpoints and snapshots was
    /// appended since it was derived.
    ///
    /// Who names no approver asks for whatever was approved, and a final one is not followed by a
    /// provisional one.
    package static func same(
        as query: SnapshotQuery,
        in view: some LogView
    ) throws -> SnapshotPage? {
        var found: [SnapshotPage] = []
        var first = try view.size()
        loop: for position in try view.definitions(in: Event.custody, knownAt: .max).reversed() {
            guard position == first - 1, let recorded = try view.recorded(at: position) else {
                break
            }
            switch recorded.event {
            case .checkpointSigned: break
            case .snapshotIssued(let issued):
                guard issued.quarter == query.quarter, issued.city == query.city,
                    issued.place == query.place
                else { break }
                found.append(try SnapshotPage(issued, by: recorded.id, at: position))
            default: break loop
            }
            first = position
        }
        found.removeAll { $0.snapshot.size < first || $0.snapshot.rules != Snapshot.rules }
        if query.isProvisional, let final = found.first(where: { !$0.snapshot.isProvisional }) {
            return final
        }
        return found.first { page in
            page.snapshot.isProvisional == query.isProvisional
                && (query.approvedBy ?? page.snapshot.approvedBy) == page.snapshot.approvedBy
        }
    }
}

extension SnapshotPage {
    /// The snapshot that an event issued; nil where the position has no such event.
    package init?(issuedAt position: Position, in view: some LogView) throws {
        guard let recorded = try view.recorded(at: position),
            case .snapshotIssued(let issued) = recorded.event
        else { return nil }
        try self.init(issued, by: recorded.id, at: position)
    }

    fileprivate init(
        _ issued: SnapshotIssued,
        by event: EventID,
        at position: Position
    ) throws(UnreadableSnapshot) {
        try self.init(
            sealed: issued.sealed,
            seal: Seal(event: event, position: position, note: issued.checkpoint)
        )
    }
}
