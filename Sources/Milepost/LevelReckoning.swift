/// The value of whatever is not counted from a baseline: the newest level, over facets and places
/// where the kind adds up.
struct LevelReckoning<Store: FigureReading> {
    let index: SeriesIndex<Store>
    let stage: Stage
    let nowAt: Bool

    private var adds: Bool { index.measure.kind.addsOverPlaces }

    private func reported(_ place: String, _ facets: Facets, through day: Int32) throws -> Tally? {
        try index.newest(.level, index.number(place, facets, stage, nowAt: nowAt), through: day)
    }

    /// The level at this very place: its own, or its facets' sum where every one of them is newer.
    func own(_ place: String, _ facets: Facets, through day: Int32) throws -> Tally? {
        let reported = try reported(place, facets, through: day)
        guard adds else { return reported }
        let parts = try index.refinements(of: facets).map { try own(place, $0, through: day) }
        return try Self.newer(reported, parts, allNewer: parts)
    }

    /// The level at a place: its own, or its children's sum where every one expected is newer.
    func value(_ place: String, _ facets: Facets, through day: Int32) throws -> Tally? {
        let own = try own(place, facets, through: day)
        guard adds else { return own }
        let children = index.reportingChildren(of: place)
        let parts = try children.map { try value($0, facets, through: day) }
        let expected = index.expectedChildren(of: place).map { child in
            children.firstIndex(of: child).flatMap { parts[$0] }
        }
        return try Self.newer(own, parts, allNewer: expected)
    }

    private static func newer(
        _ own: Tally?,
        _ parts: [Tally?],
        allNewer expected: [Tally?]
    ) throws -> Tally? {
        guard let own else { return try Tally.sum(parts, oldestDay: true) }
        guard !expected.isEmpty,
            expected.allSatisfy({ part in part.map { $0.asOf > own.asOf } ?? false })
        else { return own }
        return try Tally.sum(parts, oldestDay: true)
    }
}

extension SeriesIndex {
    /// The children of a place from which, or from below which, reports are expected.
    func expectedChildren(of place: String) -> [String] {
        let reporting = measure.reportedBy
        guard !reporting.isEmpty else { return [] }
        if reporting == ["children"] { return places.children(of: place) }
        return places.children(of: place).filter { child in
            reporting.contains { places.isAt($0, orBelow: child) }
        }
    }
}
