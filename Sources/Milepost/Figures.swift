/// What splits the figures of a measure at one place.
package struct FigureCombination: Sendable, Hashable {
    package var facets: Facets
    package var stage: Stage
    package var nowAt: Bool

    package init(facets: Facets, stage: Stage, nowAt: Bool) {
        self.facets = facets
        self.stage = stage
        self.nowAt = nowAt
    }
}

/// Reckons the figures of one measure at one place.
package struct Figures<Store: FigureReading> {
    package let index: SeriesIndex<Store>
    package let targets: [StandingTarget]
    /// Only what has a value is asked for, and of it neither how complete it is nor what was promised.
    private let valuesOnly: Bool

    package init(
        _ store: Store,
        measure: MeasureDefined,
        catalogue: Catalogue,
        knownAt: Position,
        valuesOnly: Bool = false
    ) throws {
        self.valuesOnly = valuesOnly
        index = try SeriesIndex(
            store,
            measure: measure,
            places: catalogue.places,
            knownAt: knownAt
        )
        targets = catalogue.targets[measure.key] ?? []
    }

    private var kind: Kind { index.measure.kind }

    /// Every figure there is at the place through the day; one without a value when nothing is.
    package func all(at place: String, through day: CalendarDate) throws -> [Figure] {
        var figures: [Figure] = []
        for combination in combinations(at: place) {
            for baseline in try baselines(of: combination, at: place) {
                let figure = try figure(combination, at: place, baseline: baseline, through: day)
                if figure.value != nil { figures.append(figure) }
            }
            figures += try standingAlone(combination, at: place, through: day)
        }
        if valuesOnly { return figures }
        // A target of which nothing was reported, and a measure of which nothing was, are shown.
        let last = index.measure.stages[index.measure.stages.count - 1]
        var awaited = targets.map(\.target).filter { target in
            let promised = target.place ?? target.measure.city
            return kind.addsOverPlaces
                ? index.places.isAt(promised, orBelow: place) : promised == place
        }.map { Combination(facets: $0.facets, stage: $0.stage ?? last, nowAt: false) }
        if figures.isEmpty && awaited.isEmpty {
            awaited = [Combination(facets: .none, stage: last, nowAt: false)]
        }
        for combination in awaited
        where !figures.contains(where: {
            $0.mode == nil && !$0.nowAt && $0.stage == combination.stage
                && $0.facets == combination.facets
        }) {
            figures.append(
                try figure(combination, at: place, baseline: nil, through: day)
            )
        }
        return figures
    }

    package typealias Combination = FigureCombination

    /// The facets and stages that reports at or below the place speak of, and those that follow
    /// from them where a facet adds up.
    ///
    /// In the order of the ladder, whole before its parts.
    package func combinations(at place: String) -> [Combination] {
        var found: Set<Combination> = []
        for key in index.numbers.keys
        where
            kind.addsOverPlaces
            ? index.places.isAt(key.place, orBelow: place) : key.place == place
        {
            let stage = index.resolvedStage(key.stage)
            var facets = key.facets
            found.insert(Combination(facets: facets, stage: stage, nowAt: key.nowAt))
            guard kind.addsOverPlaces else { continue }
            // Facets are added by name, so the last of them is the first to be summed away.
            for declared in index.measure.facets.reversed() where facets[declared.name] != nil {
                guard declared.addsUp else { break }
                facets = facets.removing(declared.name)
                found.insert(Combination(facets: facets, stage: stage, nowAt: key.nowAt))
            }
        }
        let ladder = index.measure.stages
        func order(_ combination: Combination) -> [Int] {
            // Not split comes before split, and values in the order of their declaration.
            [ladder.firstIndex(of: combination.stage) ?? 0, combination.nowAt ? 1 : 0]
                + index.measure.facets.map { facet in
                    combination.facets[facet.name].map { value in
                        1 + (facet.values.firstIndex(of: value) ?? facet.values.count)
                    } ?? 0
                }
        }
        return found.sorted { order($0).lexicographicallyPrecedes(order($1)) }
    }

    /// The baselines that a value exists for: the own one, and each that a total has named.
    private func baselines(of combination: Combination, at place: String) throws -> [Baseline?] {
        guard kind.accumulates, !combination.nowAt else { return [nil] }
        var named: Set<Lane> = []
        for (key, number) in index.numbers
        where index.resolvedStage(key.stage) == combination.stage && key.nowAt == false
            && index.places.isAt(key.place, orBelow: place)
        {
            named.formUnion(try index.store.lanes(of: number).filter { $0.namedBaseline != nil })
        }
        return [nil] + named.sorted().map(\.namedBaseline)
    }

    /// One figure; its value is nil when nothing was reported.
    package func figure(
        _ combination: Combination,
        at place: String,
        baseline named: Baseline?,
        through date: CalendarDate
    ) throws -> Figure {
        // Totals from the own baseline are in a lane of their own, under no name.
        let baseline = named == index.measure.baseline ? nil : named
        let (facets, stage) = (combination.facets, combination.stage)
        let day = date.day
        let tally: Tally?
        let counted = kind.accumulates && !combination.nowAt
        var result = Figure(
            measure: index.measure.key,
            place: place,
            facets: facets,
            stage: stage,
            nowAt: combination.nowAt,
            baseline: counted ? baseline ?? index.measure.baseline : nil
        )
        if counted {
            let flow = FlowReckoning(index: index, stage: stage, baseline: baseline)
            tally = try flow.value(place, facets, through: day)
            if !valuesOnly {
                (result.unreconciled, result.opening) =
                    try flow.reconciliation(place, facets, through: day)
            }
        } else {
            let level = LevelReckoning(index: index, stage: stage, nowAt: combination.nowAt)
            tally = try level.value(place, facets, through: day)
        }
        if let tally {
            result.value = try value(
                tally,
                combination,
                at: place,
                baseline: baseline,
                through: date
            )
            if valuesOnly { return result }
            // One report of the place itself is whole, whoever else has reported or not.
            if result.value?.report == nil {
                result.children = try children(combination, at: place, baseline, through: date)
            }
            if tally.carriedForward { result.warnings.append(.carriedForward) }
            if let children = result.children, children.reported < children.expected {
                result.warnings.append(.childrenMissing)
            }
            let yearEnd = CalendarDate(year: index.measure.key.year, month: 12, day: 31)
            if counted, (baseline ?? index.measure.baseline) == .year, let yearEnd {
                result.afterYear = tally.asOf > yearEnd.day
            }
        }
        if !combination.nowAt, baseline == nil {
            let targets = TargetReckoning(
                targets: targets,
                measure: index.measure,
                places: index.places
            )
            result.target = try targets.inUse(
                at: place,
                facets: facets,
                stage: stage,
                value: result.value?.quantity,
                on: date
            )
            if targets.missedMilestone(
                at: place,
                facets: facets,
                stage: stage,
                value: result.value?.quantity,
                on: date
            ) {
                result.warnings.append(.milestoneMissed)
            }
        }
        return result
    }

    private func value(
        _ tally: Tally,
        _ combination: Combination,
        at place: String,
        baseline: Baseline?,
        through date: CalendarDate
    ) throws -> Figure.Value {
        var derived = true
        if let own = index.number(
            place,
            combination.facets,
            combination.stage,
            nowAt: combination.nowAt
        ) {
            let lanes: [Lane] = [.increments, .level, .total(baseline)]
            for lane in lanes where try index.newest(lane, own, through: date.day) != nil {
                derived = false
            }
        }
        return Figure.Value(
            quantity: tally.quantity,
            asOf: CalendarDate(day: tally.asOf),
            events: tally.events,
            report: derived ? nil : tally.report,
            newest: tally.newest,
            derived: derived
        )
    }

    /// How complete a sum over places is; nil where nothing of it comes from below.
    private func children(
        _ combination: Combination,
        at place: String,
        _ baseline: Baseline?,
        through date: CalendarDate
    ) throws -> Figure.Children? {
        guard kind.addsOverPlaces else { return nil }
        let expected = index.places.expectedChildren(of: place, reporting: index.measure)
        var reported: [String] = []
        for child in index.reportingChildren(of: place) {
            let part: Tally?
            if kind.accumulates && !combination.nowAt {
                part = try FlowReckoning(index: index, stage: combination.stage, baseline: baseline)
                    .value(child, combination.facets, through: date.day)
            } else {
                part = try LevelReckoning(
                    index: index,
                    stage: combination.stage,
                    nowAt: combination.nowAt
                ).value(child, combination.facets, through: date.day)
            }
            if part != nil { reported.append(child) }
        }
        guard !expected.isEmpty || !reported.isEmpty else { return nil }
        let all = Set(expected).union(reported)
        return Figure.Children(reported: reported.count, expected: all.count)
    }

    /// The modes that stand alone: the newest change, and what is left or done of a task until a
    /// newer report of another kind speaks of the measure.
    package func standingAlone(
        _ combination: Combination,
        at place: String,
        through date: CalendarDate
    ) throws -> [Figure] {
        guard
            let own = index.number(
                place,
                combination.facets,
                combination.stage,
                nowAt: combination.nowAt
            )
        else { return [] }
        var figures: [Figure] = []
        for mode in [Mode.change, .remaining, .share] {
            let lane = Lane.of(mode, baseline: nil)
            guard let tally = try index.newest(lane, own, through: date.day) else { continue }
            if mode != .change, try isOvertaken(lane, tally, at: place, through: date) { continue }
            figures.append(
                Figure(
                    measure: index.measure.key,
                    place: place,
                    facets: combination.facets,
                    stage: combination.stage,
                    nowAt: combination.nowAt,
                    mode: mode,
                    value: Figure.Value(
                        quantity: tally.quantity,
                        asOf: CalendarDate(day: tally.asOf),
                        events: tally.events,
                        report: tally.report,
                        newest: tally.newest,
                        derived: false
                    )
                )
            )
        }
        return figures
    }

    /// Whether any newer report of the measure, there or below, of another mode but change stands.
    private func isOvertaken(
        _ lane: Lane,
        _ tally: Tally,
        at place: String,
        through date: CalendarDate
    ) throws -> Bool {
        for (key, number) in index.numbers where index.places.isAt(key.place, orBelow: place) {
            for other in try index.store.lanes(of: number) where other != lane && other != .change {
                if let newer = try index.newest(other, number, through: date.day),
                    newer.asOf > tally.asOf
                {
                    return true
                }
            }
        }
        return false
    }
}

extension Facets {
    func removing(_ name: String) -> Facets {
        Facets(pairs.filter { $0.name != name }.map { ($0.name, $0.value) }) ?? self
    }
}
