/// The value of a flow or an effect: the newest total and what was added since, over facets first,
/// then over places.
struct FlowReckoning<Store: FigureReading> {
    let index: SeriesIndex<Store>
    let stage: Stage
    /// The baseline asked for; nil is the measure's own.
    let baseline: Baseline?

    private var lane: Lane { Lane.total(baseline) }

    private func series(_ place: String, _ facets: Facets) -> Int64? {
        index.number(place, facets, stage, nowAt: false)
    }

    func total(_ place: String, _ facets: Facets, through day: Int32) throws -> Tally? {
        try index.newest(lane, series(place, facets), through: day)
    }

    func increments(
        _ place: String,
        _ facets: Facets,
        after first: Int32?,
        through last: Int32
    ) throws -> Tally? {
        try index.increments(series(place, facets), after: first, through: last)
    }

    /// The day before the first that counts without a total; nil where nothing counts.
    private var openingDay: Int32?? {
        guard baseline == nil else { return nil }
        switch index.measure.baseline {
        case .inception: return .some(nil)
        case .unstated: return nil
        case .year, .date:
            let start = index.measure.baseline.start(year: index.measure.key.year)
            return .some(start.map { $0.day - 1 })
        }
    }

    /// The value from the reports of this very place.
    func own(_ place: String, _ facets: Facets, through day: Int32) throws -> Tally? {
        let refinements = index.refinements(of: facets)
        if let total = try total(place, facets, through: day) {
            let since = try increments(place, facets, after: total.asOf, through: day)
            let parts = try refinements.map {
                try ownGrowth(place, $0, after: total.asOf, through: day)
            }
            return try Tally.sum([total, since] + parts)
        }
        let counted = try openingDay.flatMap {
            try increments(place, facets, after: $0, through: day)
        }
        let parts = try refinements.map { try own(place, $0, through: day) }
        return try Tally.sum([counted] + parts)
    }

    /// What the reports of this very place added after a day.
    private func ownGrowth(
        _ place: String,
        _ facets: Facets,
        after first: Int32,
        through last: Int32
    ) throws -> Tally? {
        if let total = try total(place, facets, through: last), total.asOf > first,
            let before = try own(place, facets, through: first),
            let now = try own(place, facets, through: last)
        {
            return try difference(now, before, after: first)
        }
        return try addedHere(place, facets, after: first, through: last)
    }

    private func addedHere(
        _ place: String,
        _ facets: Facets,
        after first: Int32,
        through last: Int32
    ) throws -> Tally? {
        let parts = try index.refinements(of: facets)
            .map { try ownGrowth(place, $0, after: first, through: last) }
        return try Tally.sum([try increments(place, facets, after: first, through: last)] + parts)
    }

    private func difference(_ now: Tally, _ before: Tally, after first: Int32) throws -> Tally {
        var difference = try now.minus(before)
        if before.asOf < first { difference.carriedForward = true }
        return difference
    }

    /// The day of the own total, or of the newest of the totals of its facets where all have one.
    func anchor(_ place: String, _ facets: Facets, through day: Int32) throws -> Int32? {
        if let total = try total(place, facets, through: day) { return total.asOf }
        var newest: Int32?
        for refinement in index.refinements(of: facets)
        where try own(place, refinement, through: day) != nil {
            guard let anchor = try anchor(place, refinement, through: day) else { return nil }
            newest = max(newest ?? anchor, anchor)
        }
        return newest
    }

    /// The value at a place with everything below it.
    func value(_ place: String, _ facets: Facets, through day: Int32) throws -> Tally? {
        let own = try own(place, facets, through: day)
        let children = index.reportingChildren(of: place)
        guard !children.isEmpty else { return own }
        if let anchor = try anchor(place, facets, through: day) {
            let parts = try children.map {
                try growth($0, facets, after: anchor, through: day)
            }
            return try Tally.sum([own] + parts)
        }
        return try Tally.sum([own] + children.map { try value($0, facets, through: day) })
    }

    /// What a place and everything below it added after a day.
    private func growth(
        _ place: String,
        _ facets: Facets,
        after first: Int32,
        through last: Int32
    ) throws -> Tally? {
        if let anchor = try anchor(place, facets, through: last), anchor > first {
            if let before = try value(place, facets, through: first),
                let now = try value(place, facets, through: last)
            {
                return try difference(now, before, after: first)
            }
            return try Tally.sum(
                [try addedHere(place, facets, after: first, through: last)]
                    + childrenGrowth(place, facets, after: first, through: last)
            )
        }
        return try Tally.sum(
            [try ownGrowth(place, facets, after: first, through: last)]
                + childrenGrowth(place, facets, after: first, through: last)
        )
    }

    private func childrenGrowth(
        _ place: String,
        _ facets: Facets,
        after first: Int32,
        through last: Int32
    ) throws -> [Tally?] {
        try index.reportingChildren(of: place)
            .map { try growth($0, facets, after: first, through: last) }
    }

    /// What a total says more (positive) or less than the one before it and the increments between,
    /// and the balance that a first total from another baseline opens with.
    func reconciliation(
        _ place: String,
        _ facets: Facets,
        through day: Int32
    ) throws -> (unreconciled: Quantity?, opening: Quantity?) {
        guard let total = try total(place, facets, through: day) else { return (nil, nil) }
        var previous = try self.total(place, facets, through: total.asOf - 1)
        if previous == nil, let opening = openingDay, let before = opening {
            previous = Tally(Cell(), day: before)
        }
        guard
            let between = try increments(
                place,
                facets,
                after: previous?.asOf,
                through: total.asOf
            )
        else { return (nil, nil) }
        guard let previous else {
            return (nil, try total.quantity.subtracting(between.quantity))
        }
        let rest = try total.quantity.subtracting(previous.quantity).subtracting(between.quantity)
        let range = total.quantity.interval.subtracting(previous.quantity.interval)
            .subtracting(between.quantity.interval)
        return (range.containsZero ? nil : rest, nil)
    }
}
