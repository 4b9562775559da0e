package import EventLog
package import Milepost

/// What became of a quarter's figures: one snapshot held against another, with the events between.
package struct SnapshotComparison: Sendable {
    package let from: Side
    package let to: Side
    /// The figures that differ, in the order of the later plan.
    package private(set) var changes: [Change] = []
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

    /// A figure on both sides, as far as both can say how it moved.
    package struct Change: Sendable {
        fileprivate let key: String
        let old: Snapshot.Figure?
        let new: Snapshot.Figure?
        /// The same without how it moved, and the events that made any of the difference.
        package var rows: Difference.Change

        fileprivate init(_ key: String, old: Snapshot.Figure?, new: Snapshot.Figure?) {
            (self.key, self.old, self.new) = (key, old, new)
            rows = Difference.Change(old: old?.row, new: new?.row)
        }
    }

    /// Events are found where both sides are of one year's plan; `all` lists more than the newest.
    package init(_ view: some LogView, from: Side, to: Side, all: Bool = false) throws {
        (self.from, self.to) = (from, to)
        let (first, last) = (from.snapshot, to.snapshot)
        catalogue = try Catalogue(view, knownAt: max(first.size, last.size) - 1)
        let figures = [first.comparable(with: last), last.comparable(with: first)]
        let byKey = figures.map { figures in
            Dictionary(figures.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        }
        let gone = figures[0].filter { byKey[1][$0.key] == nil }
        for key in (figures[1] + gone).map(\.key) {
            let change = Change(key, old: byKey[0][key], new: byKey[1][key])
            if change.isDifferent {
                changes.append(change)
            } else if change.new?.row.figure.value != nil {
                unchanged += 1
            }
        }
        guard !changes.isEmpty, first.quarter.year == last.quarter.year else { return }
        try explain(view, all: all)
    }

    /// Both sides are of one quarter.
    package var isRestatement: Bool { from.snapshot.quarter == to.snapshot.quarter }

    // MARK: Events

    /// Finds the events: of the figures as they stand, then of earlier days that differ too.
    private mutating func explain(_ view: some LogView, all: Bool) throws {
        let (first, last) = (from.snapshot, to.snapshot)
        let moved = changes.map { $0.daysOfOtherValues(in: last.quarter) }
        let found = try differences(view, on: (first.asOf, last.asOf), all: all)
        for index in changes.indices {
            guard let stands = found[changes[index].key] else { continue }
            changes[index].rows.events = stands.events
            changes[index].rows.unlisted = stands.unlisted
        }
        for day in Set(moved.joined()).sorted() {
            let found = try differences(view, on: (day, day), all: all)
            for index in changes.indices where moved[index].contains(day) {
                guard let stood = found[changes[index].key], stood.isOfAnotherValue else {
                    continue
                }
                changes[index].rows.takeReports(of: stood, all: all)
            }
        }
    }

    /// What differs between the two on their days, by the keys of the figures.
    private func differences(
        _ view: some LogView,
        on days: (CalendarDate, CalendarDate),
        all: Bool
    ) throws -> [String: Difference.Change] {
        let (first, last) = (from.snapshot, to.snapshot)
        let difference = try Difference(
            view,
            catalogue: catalogue,
            query: DifferenceQuery(
                from: DifferenceQuery.Point(asOf: days.0, knownAt: first.size - 1),
                to: DifferenceQuery.Point(asOf: days.1, knownAt: last.size - 1),
                place: last.place,
                all: all
            )
        )
        var byKey: [String: Difference.Change] = [:]
        // A year before, last year's plan goes before this one's.
        for year in [last.quarter.year, days.1.year] {
            for change in difference.changes {
                guard let row = change.row, row.figure.measure.year == year else { continue }
                byKey[Snapshot.Figure(row: row, months: []).key] = change
            }
        }
        return byKey
    }
}

extension Snapshot {
    /// The figures with what another snapshot can say of them too: how they moved in the same
    /// quarter, and the earlier months of both.
    fileprivate func comparable(with other: Snapshot) -> [Figure] {
        let days = [asOf, other.asOf].sorted()
        return projects.flatMap(\.figures).map { figure in
            var figure = figure
            if quarter != other.quarter { (figure.sinceQuarter, figure.sinceYear) = (nil, nil) }
            figure.months.removeAll { value in
                let end = value.month.last
                return quarter.year != other.quarter.year || end > days[0] || end == days[1]
            }
            return figure
        }
    }
}

extension SnapshotComparison.Change {
    fileprivate var isDifferent: Bool {
        guard !rows.isDifferent, let old, let new else { return rows.isDifferent }
        return old.sinceQuarter != new.sinceQuarter || old.sinceYear != new.sinceYear
            || old.months != new.months
    }

    /// The months of which the two sides tell another value, or only one tells any.
    var months: [Month] {
        guard let old, let new else { return [] }
        return Set(old.months).symmetricDifference(new.months).reduce(into: Set()) {
            $0.insert($1.month)
        }.sorted()
    }

    /// The earlier days of which another value may be known, so that the figure moved otherwise.
    fileprivate func daysOfOtherValues(in quarter: Quarter) -> [CalendarDate] {
        guard let old, let new else { return [] }
        var days = months.map(\.last)
        if old.sinceQuarter != new.sinceQuarter { days.append(quarter.previous.last) }
        if old.sinceYear != new.sinceYear {
            days.append(quarter.previous.previous.previous.previous.last)
        }
        return days
    }
}

extension Difference.Change {
    fileprivate var isOfAnotherValue: Bool {
        old?.figure.value?.quantity != new?.figure.value?.quantity
    }

    /// Takes what was reported otherwise for an earlier day: a target does not move a figure.
    fileprivate mutating func takeReports(of earlier: Difference.Change, all: Bool) {
        let known = Set(events.map(\.position))
        let more = earlier.events.filter { !known.contains($0.position) && !$0.isOfTarget }
        let both = (events + more).sorted { $0.position < $1.position }
        events = all ? both : both.suffix(NewestPositions.listed)
        let besides = [unlisted, earlier.unlisted]
        // Some may be left out of both, so that only the least number is known.
        unlisted = Difference.Unlisted(
            events: max(both.count - events.count, besides.map(\.events).max() ?? 0),
            orMore: besides.contains { $0.orMore || $0.events > 0 }
        )
    }
}

extension HistoryEntry {
    fileprivate var isOfTarget: Bool {
        if case .targetSet = (root?.recorded ?? recorded).event { return true }
        return false
    }
}
