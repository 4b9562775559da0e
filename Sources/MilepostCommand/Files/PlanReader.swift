import Milepost

/// Reads the parts of a catalogue in their order.
struct PlanReader {
    private(set) var plan = Plan()
    private var city = ""
    private var year = 0
    private var reportsDue: Int?
    /// The line of each code; a measure's is of its project.
    private var lines: [[String]: Int] = [:]

    mutating func read(_ node: PlanNode) throws(PlanProblem) {
        let file = try node.mapping("city", "year", "reports-due", "places", "projects")
        try readCity(file.required("city"))
        year = try file.required("year").number(in: 1...9999)
        reportsDue = try file["reports-due"]?.number(in: 1...28)
        for place in try file["places"]?.list() ?? [] { try readPlace(place) }
        for project in try file.required("projects").list() { try readProject(project) }
    }

    /// Takes a code that must be new among those of its owner.
    private mutating func newCode(
        of mapping: PlanMapping,
        in owner: String...
    ) throws(PlanProblem) -> String {
        let node = try mapping.required("code")
        let code = try node.text()
        if let line = lines[owner + [code]] {
            throw node.problem(.codeTwice(code, firstLine: line))
        }
        lines[owner + [code]] = node.line
        return code
    }

    private mutating func readCity(_ node: PlanNode) throws(PlanProblem) {
        let mapping = try node.mapping("code", "name")
        city = try newCode(of: mapping, in: "places")
        plan.places.append(
            PlaceDefined(city: city, name: try mapping.required("name").name())
        )
    }

    private mutating func readPlace(_ node: PlanNode) throws(PlanProblem) {
        let mapping = try node.mapping("code", "name", "parent")
        let code = try newCode(of: mapping, in: "places")
        let parent = try mapping["parent"]?.text()
        plan.places.append(
            PlaceDefined(
                city: city,
                place: code,
                parent: parent == city ? nil : parent,
                name: try mapping.required("name").name()
            )
        )
    }

    private mutating func readProject(_ node: PlanNode) throws(PlanProblem) {
        let mapping = try node.mapping("code", "name", "theme", "lead", "measures")
        let code = try newCode(of: mapping, in: "projects")
        let key = ProjectKey(city: city, year: year, project: code)
        plan.projects.append(
            ProjectDefined(
                project: key,
                name: try mapping.required("name").name(),
                theme: try mapping["theme"]?.text(),
                lead: try mapping["lead"]?.name(),
                reportsDue: reportsDue
            )
        )
        for measure in try mapping["measures"]?.list() ?? [] { try readMeasure(measure, of: key) }
    }

    private mutating func readMeasure(
        _ node: PlanNode,
        of project: ProjectKey
    ) throws(PlanProblem) {
        let mapping = try node.mapping(
            "code",
            "name",
            "aliases",
            "unit",
            "kind",
            "baseline",
            "better",
            "stages",
            "facets",
            "due",
            "reported-by",
            "targets",
            "part-of",
            "rate-of",
            "rank-of",
            "paired-with",
            "effect-of",
            "overlap-unknown"
        )
        let code = try newCode(of: mapping, in: "measures", project.project)
        var measure = MeasureDefined(
            key: MeasureKey(city: city, year: year, project: project.project, measure: code),
            name: try mapping.required("name").name(),
            unit: try mapping.required("unit").text(),
            kind: try mapping.required("kind").word(of: Kind.self)
        )
        measure.aliases = try mapping["aliases"]?.texts() ?? []
        if let baseline = mapping["baseline"] { measure.baseline = try read(baseline: baseline) }
        measure.lowerIsBetter =
            try mapping["better"]?.word([("up", false), ("down", true)]) ?? false
        if let stages = mapping["stages"] { measure.stages = try read(stages: stages) }
        if let facets = mapping["facets"] { measure.facets = try read(facets: facets) }
        measure.frequency =
            try mapping["due"]?.word(
                Frequency.allCases.map { ($0.rawValue, Frequency?.some($0)) } + [("never", nil)]
            ) ?? nil
        if let node = mapping["reported-by"] { measure.reportedBy = try read(reportedBy: node) }
        measure.relations = try relations(mapping)
        plan.measures.append(measure)
        for target in try mapping["targets"]?.list() ?? [] { try readTarget(target, of: measure) }
    }

    private func read(baseline node: PlanNode) throws(PlanProblem) -> Baseline {
        let text = try node.text()
        let read = try node.refusing { () throws(Refusal) in try Baseline(word: text) }
        guard let baseline = read else {
            throw node.problem(
                .unknownWord(text, key: node.key, legal: Words.legalBaselines)
            )
        }
        return baseline.normalized(year: year)
    }

    private func read(stages node: PlanNode) throws(PlanProblem) -> [Stage] {
        var stages: [Stage] = []
        for item in try node.list() {
            let stage = try item.stage(on: Stage.allCases)
            guard !stages.contains(stage) else {
                throw item.problem(.codeTwice(stage.rawValue, firstLine: node.line))
            }
            stages.append(stage)
        }
        guard !stages.isEmpty else { throw node.problem(.empty(node.key)) }
        return stages
    }

    private func read(facets node: PlanNode) throws(PlanProblem) -> [FacetDeclaration] {
        var facets: [FacetDeclaration] = []
        for (name, value) in try node.pairs() {
            let mapping = try value.mapping("values", "adds-up")
            facets.append(
                FacetDeclaration(
                    name: name,
                    values: try mapping.required("values").texts(),
                    addsUp: try mapping.required("adds-up").word([("true", true), ("false", false)])
                )
            )
        }
        return facets.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
    }

    private func read(reportedBy node: PlanNode) throws(PlanProblem) -> [String] {
        if node.isList { return try node.texts() }
        let text = try node.text()
        switch text {
        case "city": return []
        case "children": return ["children"]
        default:
            throw node.problem(
                .unknownWord(text, key: node.key, legal: ["city", "children", "[\"130802\"]"])
            )
        }
    }

    private func relations(_ measure: PlanMapping) throws(PlanProblem) -> Relations {
        var relations = Relations()
        relations.partOf = try measure["part-of"]?.text()
        relations.pairedWith = try measure["paired-with"]?.text()
        relations.effectOf = try measure["effect-of"]?.text()
        relations.overlapUnknown = try measure["overlap-unknown"]?.text()
        if let rate = try measure["rate-of"]?.mapping("numerator", "denominator") {
            relations.rateOf = Relations.RateOf(
                numerator: try rate["numerator"]?.text(),
                denominator: try rate["denominator"]?.text()
            )
            // One side may be missing, where it is not counted here; not both.
            if relations.rateOf == nil { _ = try rate.required("numerator") }
        }
        if let rank = try measure["rank-of"]?.mapping("measure", "among") {
            relations.rankOf = Relations.RankOf(
                measure: try rank.required("measure").text(),
                among: try rank.required("among").text()
            )
        }
        return relations
    }

    private mutating func readTarget(
        _ node: PlanNode,
        of measure: MeasureDefined
    ) throws(PlanProblem) {
        let mapping = try node.mapping(
            "stage",
            "amount",
            "bound",
            "due",
            "place",
            "facet",
            "from",
            "replaces",
            "reason"
        )
        var target = TargetSet(
            measure: measure.key,
            amount: try amount(mapping, of: measure),
            due: try mapping.required("due").date().last
        )
        target.stage = try mapping["stage"]?.stage(on: measure.stages)
        target.place = try mapping["place"]?.text()
        target.facets =
            try mapping["facet"].map { node throws(PlanProblem) in
                try facets(node, of: measure)
            } ?? .none
        target.from = try mapping["from"]?.date().first
        target.reason = try mapping["reason"]?.text()
        if let replaces = mapping["replaces"] {
            let text = try replaces.text()
            guard let id = EventID(text) else { throw replaces.problem(.notAnID(text)) }
            target.replaces = id
        }
        plan.targets.append(target)
    }

    private func amount(
        _ target: PlanMapping,
        of measure: MeasureDefined
    ) throws(PlanProblem) -> StatedAmount {
        let node = try target.required("amount")
        let amount = try node.amount()
        guard amount.sign == .none || amount.sign == .minus else {
            throw node.problem(.refusal(.amount(.notAnAmount(try node.text()))))
        }
        // The event holds no unit, so that this is the last place to compare it.
        if let suffix = amount.suffix, !suffix.names(measure.unit) {
            throw node.problem(.refusal(.wrongUnit(suffix.text, expected: measure.unit)))
        }
        var bound: Bound?
        if let word = target["bound"] {
            let text = try word.text()
            guard let read = Bound(word: text) else {
                throw word.problem(.unknownWord(text, key: word.key, legal: Words.legalBounds))
            }
            bound = read
        }
        return try node.refusing { () throws(Refusal) in try amount.stated(bound: bound) }
    }

    private func facets(
        _ node: PlanNode,
        of measure: MeasureDefined
    ) throws(PlanProblem) -> Facets {
        var facets = Facets.none
        for (name, value) in try node.pairs() {
            guard let declared = measure.facets.first(where: { $0.name == name }) else {
                throw value.problem(
                    .refusal(.unknownFacet(name, known: measure.facets.map(\.name)))
                )
            }
            let chosen = try value.text()
            guard declared.values.contains(chosen) else {
                throw value.problem(
                    .refusal(
                        .unknownFacetValue(facet: name, value: chosen, known: declared.values)
                    )
                )
            }
            facets = facets.setting(name, to: chosen)
        }
        return facets
    }
}
