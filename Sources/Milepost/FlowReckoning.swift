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

    /// The value at a place, with everything below it or without.
    func value(
        _ place: String,
        _ facets: Facets,
        _ reach: Part.Reach = .below,
        through day: Int32
    ) throws -> Tally? {
        let parts = try parts(place, facets, reach, through: day)
        guard let total = try total(place, facets, through: day) else {
            let counted = try openingDay.flatMap {
                try increments(place, facets, after: $0, through: day)
            }
            return try Tally.sum([counted], parts) {
                try value($0.place, $0.facets, $0.reach, through: day)
            }
        }
        let since = try increments(place, facets, after: total.asOf, through: day)
        return try Tally.sum([total, since], parts) {
            try growth($0, after: total.asOf, through: day)
        }
    }

    /// What a part added after a day.
    private func growth(_ part: Part, after first: Int32, through last: Int32) throws -> Tally? {
        if let total = try total(part.place, part.facets, through: last), total.asOf > first,
            let before = try value(part.place, part.facets, part.reach, through: first),
            let now = try value(part.place, part.facets, part.reach, through: last)
        {
            var growth = try now.minus(before)
            // Nothing nearer to the day was reported: its value then is carried forward.
            if before.asOf < first { growth.carriedForward = true }
            return growth
        }
        let added = try increments(part.place, part.facets, after: first, through: last)
        let parts = try parts(part.place, part.facets, part.reach, through: last)
        return try Tally.sum([added], parts) { try growth($0, after: first, through: last) }
    }

    private func parts(
        _ place: String,
        _ facets: Facets,
        _ reach: Part.Reach,
        through day: Int32
    ) throws -> [Part] {
        try index.parts(
            of: place,
            facets,
            reach,
            stage: stage,
            nowAt: false,
            lanes: PartLanes(any: [.increments, lane], whole: [lane]),
            through: day
        )
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
