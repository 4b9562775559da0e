/// The series of one measure, looked up by place, facets and stage, and read as known at one
/// position.
package struct SeriesIndex<Store: FigureReading> {
    package let store: Store
    package let measure: MeasureDefined
    package let places: PlaceTree
    package let knownAt: Position
    package let numbers: [SeriesKey: Int64]
    private let placesWithReports: Set<String>

    package init(
        _ store: Store,
        measure: MeasureDefined,
        places: PlaceTree,
        knownAt: Position
    ) throws {
        self.store = store
        self.measure = measure
        self.places = places
        self.knownAt = knownAt
        numbers = try store.series(of: measure.key)
        var reached: Set<String> = []
        for key in numbers.keys {
            var place: String? = key.place
            while let code = place, reached.insert(code).inserted {
                place = places.parent(of: code)
            }
        }
        placesWithReports = reached
    }

    /// The children of a place at or below which anything was ever reported.
    func reportingChildren(of place: String) -> [String] {
        places.children(of: place).filter(placesWithReports.contains)
    }

    /// The stored stage: absent where the ladder has only one.
    func storedStage(_ stage: Stage) -> Stage? { measure.stages.count == 1 ? nil : stage }

    package func resolvedStage(_ stage: Stage?) -> Stage { stage ?? measure.stages[0] }

    func number(_ place: String, _ facets: Facets, _ stage: Stage, nowAt: Bool) -> Int64? {
        numbers[
            SeriesKey(
                measure: measure.key,
                place: place,
                facets: facets,
                stage: storedStage(stage),
                nowAt: nowAt
            )
        ]
    }

    /// The refinements of a figure by the first facet that adds up and is not yet given.
    func refinements(of facets: Facets) -> [Facets] {
        guard let open = measure.facets.first(where: { $0.addsUp && facets[$0.name] == nil }) else {
            return []
        }
        return open.values.map { facets.setting(open.name, to: $0) }
    }

    func newest(_ lane: Lane, _ series: Int64?, through day: Int32) throws -> Tally? {
        guard let series,
            let found = try store.newest(
                in: lane,
                of: series,
                through: day,
                knownAt: knownAt
            )
        else { return nil }
        return Tally(found.cell, day: found.day)
    }

    /// The sum of the increments that end after one day and on or before another.
    func increments(_ series: Int64?, after first: Int32?, through last: Int32) throws -> Tally? {
        guard let series else { return nil }
        var parts: Tally?
        let from = first.map { $0 == .max ? $0 : $0 + 1 } ?? .min
        guard from <= last else { return nil }
        try store.days(in: .increments, of: series, from: from, through: last, knownAt: knownAt) {
            day,
            cell in
            parts = try Tally.sum([parts, Tally(cell, day: day)])
        }
        return parts
    }
}
