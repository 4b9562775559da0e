package import EventLog
package import Milepost

/// What became of a quarter's figures: one snapshot held against another, with the events between.
package struct SnapshotComparison: Sendable {
    package let from: Side
    package let to: Side
    /// The figures that differ, in the order of the later plan.
    package private(set) var changes: [Difference.Change] = []
    /// How many figures with a value are the same on both sides.
    package private(set) var unchanged = 0
    package let catalogue: Catalogue

    /// One of the two snapshots.
    package struct Side: Sendable {
        package var snapshot: Snapshot
        /// Where it was issued; nil of one that was derived for this comparison, or of a preview.
        package var position: Position?

        package init(_ snapshot: Snapshot, issuedAt position: Position? = nil) {
            self.snapshot = snapshot
            self.position = position
        }
    }

    /// Events are found where both sides are of one year's plan; `all` lists more than the newest.
    package init(_ view: some LogView, from: Side, to: Side, all: Bool = false) throws {
        (self.from, self.to) = (from, to)
        let (first, last) = (from.snapshot, to.snapshot)
        catalogue = try Catalogue(view, knownAt: max(first.size, last.size) - 1)
        let before = Dictionary(first.rows, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(last.rows, uniquingKeysWith: { first, _ in first })
        let gone = first.rows.filter { after[$0.key] == nil }
        var differing: [String] = []
        for (key, _) in last.rows + gone {
            let change = Difference.Change(old: before[key], new: after[key])
            if change.isDifferent {
                differing.append(key)
                changes.append(change)
            } else if change.new?.figure.value != nil {
                unchanged += 1
            }
        }
        guard !changes.isEmpty, first.quarter.year == last.quarter.year else { return }
        let events = try Self.events(view, first, last, catalogue, all: all)
        for (offset, key) in differing.enumerated() {
            guard let found = events[key] else { continue }
            (changes[offset].events, changes[offset].unlisted) = (found.events, found.unlisted)
        }
    }

    /// The changes that follow from the log between the two, by the keys of their figures.
    private static func events(
        _ view: some LogView,
        _ first: Snapshot,
        _ last: Snapshot,
        _ catalogue: Catalogue,
        all: Bool
    ) throws -> [String: Difference.Change] {
        let difference = try Difference(
            view,
            catalogue: catalogue,
            query: DifferenceQuery(
                from: DifferenceQuery.Point(asOf: first.asOf, knownAt: first.size - 1),
                to: DifferenceQuery.Point(asOf: last.asOf, knownAt: last.size - 1),
                place: last.place,
                all: all
            )
        )
        let ofPlan = difference.changes.filter { change in
            change.row?.figure.measure.year == last.quarter.year
        }
        return Dictionary(
            ofPlan.compactMap { change in
                change.row.map { (Snapshot.Figure(row: $0, months: []).key, change) }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Both sides are of one quarter: then the first is what was published, the other what became
    /// of it.
    package var isRestatement: Bool { from.snapshot.quarter == to.snapshot.quarter }
}

extension Snapshot {
    fileprivate var rows: [(key: String, row: StatusReport.Row)] {
        projects.flatMap(\.figures).map { ($0.key, $0.row) }
    }
}
