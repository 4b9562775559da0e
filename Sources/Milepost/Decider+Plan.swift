extension Decider {
    /// A year's catalogue: only what is new or revised becomes an event.
    ///
    /// Each part is checked against the log and what the file says before it; of the relations
    /// between measures, which may point either way, against the whole.
    package func plan(_ plan: Plan) throws -> Decision {
        var decision = Decision()
        var known = self
        func take(_ event: Event) {
            decision.events.append(event)
            known.catalogue.take(event, at: head, id: Self.notYetRecorded)
        }
        // By city, what is defined anew so that figures may be others.
        var revised: [String: [String]] = [:]
        for place in parentsFirst(plan.places) {
            try known.check(place)
            let code = place.place ?? place.city
            let old = known.catalogue.places.definition(code)
            guard old != place else { continue }
            if let old, old.parent != place.parent { revised[place.city, default: []].append(code) }
            take(.placeDefined(place))
        }
        for project in plan.projects {
            try known.check(project)
            let key = project.project
            let old = known.catalogue.projects[key]
            guard old != project else { continue }
            if let old, old.reportsDue != project.reportsDue {
                revised[key.city, default: []].append(key.project)
            }
            take(.projectDefined(project))
        }
        for measure in plan.measures {
            try known.check(measure)
            let key = measure.key
            let old = known.catalogue.measures[key]
            guard old != measure else { continue }
            if let old, !old.isOnlyRenamed(by: measure) {
                revised[key.city, default: []].append("\(key.project)/\(key.measure)")
            }
            take(.measureDefined(measure))
        }
        for (city, names) in revised.sorted(by: { $0.key < $1.key }) {
            decision.warnings += try revisionWarnings(names, in: city)
        }
        for measure in plan.measures { try known.checkRelations(of: measure) }
        for target in plan.targets { try known.planned(target).events.forEach(take) }
        return decision
    }

    /// Stands for the ids of a plan's events, which are given when they are appended.
    private static var notYetRecorded: EventID { EventID(high: 0, low: 0) }

    /// The places so that none stands before the place that it lies in, as a log must have them.
    private func parentsFirst(_ places: [PlaceDefined]) -> [PlaceDefined] {
        let byCode = Dictionary(
            places.map { ($0.place ?? $0.city, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var sorted: [PlaceDefined] = []
        var taken: Set<String> = []
        for place in places {
            // Up to a parent that is there already; a circle ends there too, and is refused later.
            var line: [PlaceDefined] = []
            var next: PlaceDefined? = place
            while let place = next, taken.insert(place.place ?? place.city).inserted {
                line.append(place)
                next = place.place == nil ? nil : byCode[place.parent ?? place.city]
            }
            sorted += line.reversed()
        }
        return sorted
    }

    func check(_ place: PlaceDefined) throws(Refusal) {
        let known = catalogue.places
        let code = place.place ?? place.city
        try checkCode(code, field: "places.code")
        try check(place.name, field: "name")
        if let city = known.city(of: code), city != place.city {
            throw Refusal.badDefinition(code, field: "places.code")
        }
        guard place.place != nil else { return }
        guard code != place.city else { throw Refusal.badDefinition(code, field: "places.code") }
        let parent = place.parent ?? place.city
        guard known.isAt(parent, orBelow: place.city) else {
            throw Refusal.unknownPlace(parent, known: known.children(of: place.city))
        }
        guard !known.isAt(parent, orBelow: code) else {
            throw Refusal.badDefinition(code, field: "places.parent")
        }
    }

    func check(_ project: ProjectDefined) throws(Refusal) {
        let key = project.project
        try checkCode(key.project, field: "code")
        guard catalogue.places.definition(key.city)?.city == key.city else {
            throw Refusal.unknownPlace(key.city, known: catalogue.places.cities)
        }
        guard 1...9999 ~= key.year else {
            throw Refusal.badDefinition(String(key.year), field: "year")
        }
        try check(project.name, field: "name")
        if let lead = project.lead { try check(lead, field: "lead") }
        try PlainText.check(project.theme, field: "theme")
        if let due = project.reportsDue, !(1...28 ~= due) {
            throw Refusal.badDefinition(String(due), field: "reports-due")
        }
    }

    private func check(_ name: Name, field: String) throws(Refusal) {
        for text in name.all { try PlainText.check(text, field: field) }
    }

    /// Codes stand in paths (`PROJECT/MEASURE`), in facets and in file names.
    private func checkCode(_ code: String, field: String) throws(Refusal) {
        let banned = "/;=#@, \t\n"
        guard !code.isEmpty, code.unicodeScalars.count <= 80, !code.contains(where: banned.contains)
        else { throw Refusal.badDefinition(code, field: field) }
        try PlainText.checkCharacters(of: code, field: field)
    }

    func check(_ measure: MeasureDefined) throws {
        try checkCode(measure.key.measure, field: "measures.code")
        guard catalogue.projects[measure.key.projectKey] != nil else {
            throw Refusal.unknownProject(measure.key.projectKey.description, near: [])
        }
        try check(measure.name, field: "name")
        for alias in measure.aliases { try PlainText.check(alias, field: "aliases") }
        try PlainText.check(measure.unit, field: "unit")
        try PlainText.check(measure.relations.rankOf?.among, field: "rank-of")
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
        if let old = catalogue.measures[measure.key] { try check(measure, revising: old) }
    }

    /// What figures are reckoned by stays as it is once there are reports.
    private func check(_ measure: MeasureDefined, revising old: MeasureDefined) throws {
        guard !old.countsLike(measure) || old.facets != measure.facets else { return }
        let series = try store.series(of: measure.key).keys
        guard !series.isEmpty else { return }
        let frozen: [(String, Bool)] = [
            ("unit", old.unit == measure.unit), ("kind", old.kind == measure.kind),
            ("baseline", old.baseline == measure.baseline),
            ("stages", old.stages == measure.stages),
            ("facets", measure.keepsFacets(of: old, usedIn: series.map(\.facets))),
        ]
        if let (field, _) = frozen.first(where: { !$0.1 }) {
            throw Refusal.frozen(measure.key, field: field)
        }
    }

    /// Whether what the measure is related to is there, and nothing is part of itself.
    package func checkRelations(of measure: MeasureDefined) throws(Refusal) {
        for (field, code) in measure.relations.named {
            guard code != measure.key.measure, relative(code, of: measure) != nil else {
                throw Refusal.badDefinition("\(measure.key.measure): \(code)", field: field)
            }
        }
        var seen: Set<String> = []
        var next: MeasureDefined? = measure
        while let part = next {
            guard seen.insert(part.key.measure).inserted else {
                throw Refusal.badDefinition(part.key.measure, field: "part-of")
            }
            next = part.relations.partOf.flatMap { relative($0, of: part) }
        }
    }

    private func relative(_ code: String, of measure: MeasureDefined) -> MeasureDefined? {
        var key = measure.key
        key.measure = code
        return catalogue.measures[key]
    }

    /// A target of the plan: the same again adds nothing, another amount needs a revision.
    private func planned(_ draft: TargetSet) throws -> Decision {
        let target = try formed(draft)
        let key = TargetKey(target)
        if let same = standingTargets(of: target.measure).first(where: {
            TargetKey($0.target) == key && $0.target.replaces == target.replaces
        }) {
            if same.target.amount == target.amount { return Decision(unchanged: same.id) }
            guard same.id != Self.notYetRecorded else {
                throw Refusal.badDefinition(target.measure.measure, field: "targets")
            }
            throw Refusal.targetExists(same.id)
        }
        return try self.target(draft)
    }

    /// Sets or revises one target.
    package func target(_ draft: TargetSet) throws -> Decision {
        let target = try formed(draft)
        let standing = standingTargets(of: target.measure)
        if isRetry { return Decision(events: [.targetSet(target)]) }
        if let from = target.from {
            try checkOpen(from, at: target.place ?? target.measure.city)
        }
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
        target.from = try draft.from ?? defaultFrom(of: target)
        let natural: Bound = measure.lowerIsBetter ? .atMost : .atLeast
        if target.amount.bound == natural { target.amount.bound = .exact }
        return target
    }

    /// 1 January of the project's year, or the day after the closing.
    private func defaultFrom(of target: TargetSet) throws -> CalendarDate? {
        if let retried, case .targetSet(let first)? = try store.event(at: retried) {
            return first.from
        }
        let newYear = CalendarDate(year: target.measure.year, month: 1, day: 1)
        let closing = catalogue.closings.holding(
            at: target.place ?? target.measure.city,
            in: catalogue.places
        )
        return max(newYear ?? .earliest, closing?.through.adding(days: 1) ?? .earliest)
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

extension MeasureDefined {
    /// Whether nothing differs but what the measure is called.
    fileprivate func isOnlyRenamed(by new: MeasureDefined) -> Bool {
        var old = self
        (old.name, old.aliases) = (new.name, new.aliases)
        return old == new
    }

    /// Whether the facets that reports use are all there, with those values, and add up alike.
    fileprivate func keepsFacets(of old: MeasureDefined, usedIn reports: [Facets]) -> Bool {
        old.facets.allSatisfy { facet in
            let used = Set(reports.compactMap { $0[facet.name] })
            guard !used.isEmpty else { return true }
            guard let now = facets.first(where: { $0.name == facet.name }) else { return false }
            return now.addsUp == facet.addsUp && used.isSubset(of: now.values)
        }
    }
}

extension Relations {
    /// The codes of other measures, by the key of the file that names them.
    package var named: [(field: String, code: String)] {
        let all: [(String, String?)] = [
            ("part-of", partOf), ("rate-of", rateOf?.numerator), ("rate-of", rateOf?.denominator),
            ("rank-of", rankOf?.measure), ("paired-with", pairedWith), ("effect-of", effectOf),
            ("overlap-unknown", overlapUnknown),
        ]
        return all.compactMap { field, code in code.map { (field, $0) } }
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
