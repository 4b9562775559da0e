extension Decider {
    /// A year's catalogue: only what is new or revised becomes an event.
    package func plan(_ plan: Plan) throws -> Decision {
        var decision = Decision()
        var known = catalogue
        func take(_ event: Event) {
            decision.events.append(event)
            known.take(event, at: head, id: EventID(high: 0, low: 0))
        }
        for place in plan.places {
            try check(place, known: known.places)
            if known.places.definition(place.place ?? place.city) != place {
                take(.placeDefined(place))
            }
        }
        for project in plan.projects {
            try checkCode(project.project.project, field: "code")
            if known.projects[project.project] != project { take(.projectDefined(project)) }
        }
        for measure in plan.measures {
            try check(measure)
            if known.measures[measure.key] != measure { take(.measureDefined(measure)) }
        }
        let checker = Decider(catalogue: known, store: store, today: today, head: head)
        for target in plan.targets {
            decision.events += try checker.planned(target).events
        }
        return decision
    }

    private func check(_ place: PlaceDefined, known: PlaceTree) throws(Refusal) {
        try checkCode(place.place ?? place.city, field: "places.code")
        if let city = known.city(of: place.place ?? place.city), city != place.city {
            throw Refusal.badDefinition(place.place ?? place.city, field: "places.code")
        }
        guard let code = place.place, let parent = place.parent else { return }
        guard known.contains(parent), !known.isAt(parent, orBelow: code) else {
            throw Refusal.unknownPlace(parent, known: known.children(of: place.city))
        }
    }

    /// Codes stand in paths (`PROJECT/MEASURE`), in facets and in file names.
    private func checkCode(_ code: String, field: String) throws(Refusal) {
        let banned = "/;=#@, \t\n"
        guard !code.isEmpty, code.unicodeScalars.count <= 80, !code.contains(where: banned.contains)
        else { throw Refusal.badDefinition(code, field: field) }
    }

    private func check(_ measure: MeasureDefined) throws {
        try checkCode(measure.key.measure, field: "measures.code")
        guard !measure.stages.isEmpty, Set(measure.stages).count == measure.stages.count else {
            throw Refusal.badDefinition(measure.key.measure, field: "stages")
        }
        for facet in measure.facets {
            try checkCode(facet.name, field: "facets")
            guard !facet.values.isEmpty, Set(facet.values).count == facet.values.count else {
                throw Refusal.badDefinition(facet.name, field: "facets.values")
            }
            for value in facet.values { try checkCode(value, field: "facets.values") }
        }
        for place in measure.reportedBy where place != "children" {
            try checkPlace(place, in: measure.key.city)
        }
        guard let old = catalogue.measures[measure.key], !old.countsLike(measure),
            try !store.series(of: measure.key).isEmpty
        else { return }
        let field =
            old.unit != measure.unit
            ? "unit"
            : old.kind != measure.kind
                ? "kind"
                : old.baseline != measure.baseline ? "baseline" : "stages"
        throw Refusal.frozen(measure.key, field: field)
    }

    /// A target of the plan: the same again adds nothing, another amount needs a revision.
    private func planned(_ draft: TargetSet) throws -> Decision {
        let target = try formed(draft)
        let key = TargetKey(target)
        if let same = standingTargets(of: target.measure).first(where: {
            TargetKey($0.target) == key && $0.target.replaces == target.replaces
        }) {
            if same.target.amount == target.amount { return Decision(unchanged: same.id) }
            throw Refusal.targetExists(same.id)
        }
        return try self.target(draft)
    }

    /// Sets or revises one target.
    package func target(_ draft: TargetSet) throws -> Decision {
        let target = try formed(draft)
        let standing = standingTargets(of: target.measure)
        if isRetry { return Decision(events: [.targetSet(target)]) }
        if let id = target.replaces {
            guard let old = standing.first(where: { $0.id == id }),
                old.target.place == target.place, old.target.facets == target.facets
            else { throw Refusal.replacesOtherTarget(id) }
            guard target.reason != nil else { throw Refusal.reasonMissing }
        } else if let same = standing.first(where: { TargetKey($0.target) == TargetKey(target) }) {
            throw Refusal.targetExists(same.id)
        }
        return Decision(events: [.targetSet(target)])
    }

    private func formed(_ draft: TargetSet) throws -> TargetSet {
        let measure = try measure(draft.measure)
        try checkPlace(draft.place, in: draft.measure.city)
        try checkFacets(draft.facets, of: measure)
        try checkText(draft.reason, field: "reason")
        try checkText(draft.note, field: "note")
        try checkSource(draft.source)
        guard draft.amount.value >= .zero else {
            throw Refusal.negative(.total, draft.amount.value)
        }
        var target = draft
        if target.place == draft.measure.city { target.place = nil }
        target.stage = try storedStage(draft.stage, of: measure, required: false)
        if target.stage == measure.stages.last { target.stage = nil }
        if target.from == CalendarDate(year: draft.measure.year, month: 1, day: 1) {
            target.from = nil
        }
        let natural: Bound = measure.lowerIsBetter ? .atMost : .atLeast
        if target.amount.bound == natural { target.amount.bound = .exact }
        return target
    }

    private func standingTargets(of measure: MeasureKey) -> [StandingTarget] {
        let all = catalogue.targets[measure] ?? []
        let replaced = Set(all.compactMap(\.target.replaces))
        return all.filter { !replaced.contains($0.id) }
    }

    private struct TargetKey: Hashable {
        var place: String?
        var facets: Facets
        var stage: Stage?
        var due: CalendarDate

        init(_ target: TargetSet) {
            place = target.place
            facets = target.facets
            stage = target.stage
            due = target.due
        }
    }
}

/// A year's catalogue as it was read from a file.
package struct Plan: Sendable {
    package var places: [PlaceDefined] = []
    package var projects: [ProjectDefined] = []
    package var measures: [MeasureDefined] = []
    package var targets: [TargetSet] = []

    package init() {}
}
