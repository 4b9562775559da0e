/// The figures that one without a total of its own is the sum of.
struct Part: Hashable {
    var place: String
    var facets: Facets
    var reach: Reach
    /// Counted among the other parts already, so taken out once.
    var isTakenOut = false

    /// Whether a figure covers the places below or only the reports of its own place.
    enum Reach { case here, below }
}

extension SeriesIndex {
    /// Facets first, then places, each report counted once.
    ///
    /// Where nobody below reports the figure undivided, it is the sum of its facet's values, each
    /// with everything below. Where somebody does, it is the sum of the places below and of what
    /// this place itself reports; what this place reports as totals of facet values covers those
    /// values below, which are then taken out.
    func parts(
        of place: String,
        _ facets: Facets,
        _ reach: Part.Reach,
        stage: Stage,
        nowAt: Bool,
        lanes: PartLanes,
        through day: Int32
    ) throws -> [Part] {
        let refinements = refinements(of: facets)
        let children = reach == .below ? reportingChildren(of: place) : []
        let below = children.map { Part(place: $0, facets: facets, reach: .below) }
        guard !refinements.isEmpty else { return below }
        let undivided =
            try below.isEmpty
            ? false
            : stands(in: lanes.any, through: day) { key in
                key.facets == facets && key.place != place && places.isAt(key.place, orBelow: place)
                    && resolvedStage(key.stage) == stage && key.nowAt == nowAt
            }
        guard undivided else {
            return refinements.map { Part(place: place, facets: $0, reach: reach) }
        }
        var parts = below
        for refinement in refinements {
            let covers = try stands(in: lanes.whole, through: day) { key in
                key.place == place && key.facets.refines(refinement)
                    && resolvedStage(key.stage) == stage && key.nowAt == nowAt
            }
            let own = Part(place: place, facets: refinement, reach: covers ? .below : .here)
            parts.append(own)
            guard covers else { continue }
            parts += children.map {
                Part(place: $0, facets: refinement, reach: .below, isTakenOut: true)
            }
        }
        return parts
    }

    /// Whether any report of the series stands in one of the lanes.
    private func stands(
        in lanes: [Lane],
        through day: Int32,
        where isMeant: (SeriesKey) -> Bool
    ) throws -> Bool {
        for (key, number) in numbers where isMeant(key) {
            for lane in lanes where try newest(lane, number, through: day) != nil { return true }
        }
        return false
    }
}

/// The lanes that make a figure: any report of it, and those that say the whole.
struct PartLanes {
    var any: [Lane]
    var whole: [Lane]
}

extension Facets {
    func refines(_ other: Facets) -> Bool {
        other.pairs.allSatisfy { self[$0.name] == $0.value }
    }
}

extension Tally {
    /// The sum of parts, less those that are counted twice.
    static func sum(
        _ own: [Tally?],
        _ parts: [Part],
        oldestDay: Bool = false,
        _ reckon: (Part) throws -> Tally?
    ) throws -> Tally? {
        let counted = try parts.filter { !$0.isTakenOut }.map(reckon)
        let twice = try sum(parts.filter(\.isTakenOut).map(reckon))
        let whole = try sum(own + counted, oldestDay: oldestDay)
        guard let whole, let twice else { return whole }
        return try whole.minus(twice)
    }
}
