package import EventLog
import Milepost

/// The snapshots that a log issued, oldest first.
package struct IssuedSnapshots: Sendable {
    package private(set) var pages: [SnapshotPage] = []
    /// What was appended besides: only checkpoints and snapshots may follow one that still stands.
    private var custody: Set<Position> = []

    package init(_ view: some LogView) throws {
        for position in try view.definitions(in: Event.custody, knownAt: .max) {
            guard let recorded = try view.recorded(at: position) else { continue }
            switch recorded.event {
            case .checkpointSigned: custody.insert(position)
            case .snapshotIssued(let issued):
                custody.insert(position)
                pages.append(
                    try SnapshotPage(
                        sealed: issued.sealed,
                        seal: SnapshotPage.Seal(
                            event: recorded.id,
                            position: position,
                            note: issued.checkpoint
                        )
                    )
                )
            default: continue
            }
        }
    }

    /// The one that was issued for the same, where nothing but checkpoints and snapshots was
    /// appended since it was derived.
    package func same(as query: SnapshotQuery, in view: some LogView) throws -> SnapshotPage? {
        var first = try view.size()
        while custody.contains(first - 1) { first -= 1 }
        return pages.last { page in
            let snapshot = page.snapshot
            return snapshot.size >= first && snapshot.quarter == query.quarter
                && snapshot.place == query.place ?? query.city
                && snapshot.isProvisional == query.isProvisional
                && snapshot.approvedBy == query.approvedBy
                && snapshot.rules == Snapshot.rules
        }
    }
}
