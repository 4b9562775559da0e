import EventLog
import Milepost

/// What of a figure comes from its facets' values and from the places below.
///
/// Each part is the difference that its series make: the figure is reckoned with and without them,
/// so that no rule of the reckoning is written twice.
struct PartsReckoning<View: LogView> {
    private let series: FigureSeries<View>
    private let catalogue: Catalogue
    private let numbers: [SeriesKey: Int64]
    private(set) var parts: [Explanation.Part] = []
    /// The figure's own level does not count, because every part is newer.
    private(set) var replaceOwn = false

    init(_ series: FigureSeries<View>, catalogue: Catalogue) throws {
        self.series = series
        self.catalogue = catalogue
        numbers = try series.view.series(of: series.measure.key)
        guard series.figure.mode == nil, series.measure.kind.addsOverPlaces else { return }
        let places = catalogue.places.children(of: series.figure.place).filter { child in
            numbers.keys.contains { catalogue.places.isAt($0.place, orBelow: child) }
        }
        let facets = refinements.filter { facets in
            numbers.keys.contains { $0.place == series.figure.place && $0.facets.refine(facets) }
        }
        guard !places.isEmpty || !facets.isEmpty else { return }
        let own = try figure { $0 == series.key }.value
        let facetParts = try facets.map { ($0, try facetFigure($0).value) }
        let childParts = try places.map { ($0, try childFigure($0).value) }
        if series.isSum || own == nil {
            // One after the other, each with all before it: so they add up, whatever covers what.
            var counted: [(SeriesKey) -> Bool] = [{ $0 == series.key }]
            var before = own
            func reckon() throws -> Figure.Value? {
                try figure { key in counted.contains { $0(key) } }.value
            }
            for (facets, whole) in facetParts {
                counted.append { $0.place == series.figure.place && $0.facets.refine(facets) }
                let with = try reckon()
                add(part(series.figure.place, facets, whole, with, without: before))
                before = with
            }
            for (place, whole) in childParts {
                counted.append { catalogue.places.isAt($0.place, orBelow: place) }
                let with = try reckon()
                add(part(place, series.figure.facets, whole, with, without: before))
                before = with
            }
        } else if own?.isSame(as: series.figure.value) == false {
            // Everything that the own level is made of is newer: all places below, or all facets.
            let below = try childParts.compactMap(\.1?.quantity)
                .reduce(Quantity?.none) { sum, part in try sum?.adding(part) ?? part }
            let isBelow = below == series.figure.value?.quantity
            for (place, whole) in childParts where isBelow {
                add(part(place, series.figure.facets, whole, whole, without: nil))
            }
            for (facets, _) in facetParts where !isBelow {
                let whole = try figure(at: series.figure.place, facets) { _ in true }.value
                add(part(series.figure.place, facets, whole, whole, without: nil))
            }
            replaceOwn = true
        }
    }

    private mutating func add(_ part: Explanation.Part?) {
        if let part { parts.append(part) }
    }

    private func part(
        _ place: String,
        _ facets: Facets,
        _ whole: Figure.Value?,
        _ with: Figure.Value?,
        without: Figure.Value?
    ) -> Explanation.Part? {
        guard let with, with.events != without?.events || with != without else { return nil }
        let before = without?.quantity ?? .zero
        let since = series.newest.map { CalendarDate(day: $0.day) }
        return Explanation.Part(
            place: place,
            facets: facets,
            amount: Quantity(
                value: with.quantity.value.subtracting(before.value) ?? .zero,
                ulp: max(0, with.quantity.ulp - before.ulp),
                mayBeMore: whole?.quantity.mayBeMore ?? false,
                mayBeLess: whole?.quantity.mayBeLess ?? false
            ),
            events: with.events - (without?.events ?? 0),
            whole: whole?.quantity,
            since: series.isSum ? since : nil
        )
    }

    /// The values of the first facet that adds up and is not given.
    private var refinements: [Facets] {
        let facets = series.figure.facets
        let open = series.measure.facets.first { $0.addsUp && facets[$0.name] == nil }
        return open.map { open in open.values.map { facets.setting(open.name, to: $0) } } ?? []
    }

    /// The figure as it would be if only these series had reports.
    private func figure(
        at place: String? = nil,
        _ facets: Facets? = nil,
        through day: CalendarDate? = nil,
        of isKept: (SeriesKey) -> Bool
    ) throws -> Figure {
        let kept = SelectedSeries(
            base: series.view,
            selected: numbers.filter { isKept($0.key) }
        )
        let figures = try Figures(
            kept,
            measure: series.measure,
            catalogue: catalogue,
            knownAt: series.knownAt
        )
        let combination = Figures<SelectedSeries<View>>.Combination(
            facets: facets ?? series.figure.facets,
            stage: series.figure.stage,
            nowAt: series.figure.nowAt
        )
        return try figures.figure(
            combination,
            at: place ?? series.figure.place,
            baseline: series.baseline,
            through: day ?? series.asOf
        )
    }

    private func facetFigure(_ facets: Facets) throws -> Figure {
        try figure(at: series.figure.place, facets) { $0.place == series.figure.place }
    }

    private func childFigure(_ place: String, through day: CalendarDate? = nil) throws -> Figure {
        try figure(at: place, through: day) { catalogue.places.isAt($0.place, orBelow: place) }
    }

    /// Of the total that counts, what no place below had reported by its day; nil where the figure
    /// has no total or nothing below it reports.
    func notBrokenDown() throws -> Quantity? {
        guard series.isSum, let total = series.newest else { return nil }
        var rest: Quantity?
        for place in catalogue.places.children(of: series.figure.place) {
            let day = CalendarDate(day: total.day)
            guard numbers.keys.contains(where: { catalogue.places.isAt($0.place, orBelow: place) }),
                let part = try childFigure(place, through: day).value
            else { continue }
            rest = try (rest ?? total.cell.quantity).subtracting(part.quantity)
        }
        return rest
    }
}

/// Some of a measure's series, as if the others had no reports.
private struct SelectedSeries<Base: FigureReading>: FigureReading {
    let base: Base
    let selected: [SeriesKey: Int64]

    func series(of measure: MeasureKey) -> [SeriesKey: Int64] { selected }

    func lanes(of series: Int64) throws -> [Lane] { try base.lanes(of: series) }

    func newest(
        in lane: Lane,
        of series: Int64,
        through day: Int32,
        knownAt: Position
    ) throws -> (day: Int32, cell: Cell)? {
        try base.newest(in: lane, of: series, through: day, knownAt: knownAt)
    }

    func days(
        in lane: Lane,
        of series: Int64,
        from first: Int32,
        through last: Int32,
        knownAt: Position,
        _ body: (Int32, Cell) throws -> Void
    ) throws {
        try base.days(in: lane, of: series, from: first, through: last, knownAt: knownAt, body)
    }
}

extension Facets {
    /// Whether every pair of the other facets is among these.
    func refine(_ other: Facets) -> Bool {
        other.pairs.allSatisfy { self[$0.name] == $0.value }
    }
}

extension Figure.Value {
    /// Whether the two follow from the same reports, as far as a value tells.
    fileprivate func isSame(as other: Figure.Value?) -> Bool {
        quantity == other?.quantity && asOf == other?.asOf && events == other?.events
    }
}
