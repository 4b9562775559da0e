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

    /// The level at a place: its own, until everything that it is made of is newer.
    func value(
        _ place: String,
        _ facets: Facets,
        _ reach: Part.Reach = .below,
        through day: Int32
    ) throws -> Tally? {
        let own = try reported(place, facets, through: day)
        guard adds else { return own }
        guard let own else {
            let lanes = PartLanes(any: [.level], whole: [.level])
            let parts = try index.parts(
                of: place,
                facets,
                reach,
                stage: stage,
                nowAt: nowAt,
                lanes: lanes,
                through: day
            )
            return try Tally.sum([], parts, oldestDay: true) {
                try value($0.place, $0.facets, $0.reach, through: day)
            }
        }
        let split = try index.refinements(of: facets).map {
            try value(place, $0, reach, through: day)
        }
        if Self.areAllNewer(split, than: own) { return try Tally.sum(split, oldestDay: true) }
        guard reach == .below else { return own }
        let expected = try index.places.expectedChildren(of: place, reporting: index.measure).map {
            try value($0, facets, through: day)
        }
        guard Self.areAllNewer(expected, than: own) else { return own }
        let children = try index.reportingChildren(of: place).map {
            try value($0, facets, through: day)
        }
        return try Tally.sum(children, oldestDay: true)
    }

    private static func areAllNewer(_ parts: [Tally?], than own: Tally) -> Bool {
        !parts.isEmpty && parts.allSatisfy { part in part.map { $0.asOf > own.asOf } ?? false }
    }
}
