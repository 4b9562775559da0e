package import EventLog
package import Milepost

extension Difference {
    /// `catalogue` is as known at the later of the two points.
    package init(
        _ view: some LogView,
        catalogue: Catalogue,
        query: DifferenceQuery
    ) throws {
        let reader = try DifferenceReader(view: view, catalogue: catalogue, query: query)
        let old = try reader.status(at: query.from)
        let new = try reader.status(at: query.to)
        from = try Point(query.from, in: view)
        to = try Point(query.to, in: view)
        (changes, unchanged) = try reader.changes(from: old, to: new)
        projects = query.measure == nil ? Self.projects(from: old, to: new) : []
        statements = try reader.statements(from: old, to: new)
        self.catalogue = catalogue
    }

    private static func projects(
        from old: [StatusReport.Project],
        to new: [StatusReport.Project]
    ) -> [ProjectChange] {
        new.compactMap { project in
            let key = project.definition.project
            guard let before = old.first(where: { $0.definition.project == key }),
                before.derived != project.derived
            else { return nil }
            return ProjectChange(project: key, old: before.derived, new: project.derived)
        }
    }
}

extension Difference.Point {
    fileprivate init(_ point: DifferenceQuery.Point, in view: some LogView) throws {
        asOf = point.asOf
        known = try StatusReport.Known(through: point.knownAt, in: view)
    }
}

/// What tells a figure from every other.
private struct FigureName: Hashable {
    var measure: MeasureKey
    var place: String
    var facets: Facets
    var stage: Stage
    var nowAt: Bool
    var mode: Mode?
    var baseline: Baseline?

    init(_ figure: Figure) {
        measure = figure.measure
        place = figure.place
        facets = figure.facets
        stage = figure.stage
        nowAt = figure.nowAt
        mode = figure.mode
        baseline = figure.baseline
    }
}

/// Reads both points of a difference.
private struct DifferenceReader<View: LogView> {
    let view: View
    let query: DifferenceQuery
    let catalogue: Catalogue
    private let earlier: Catalogue
    private let finder: EventFinder<View>

    init(view: View, catalogue: Catalogue, query: DifferenceQuery) throws {
        self.view = view
        self.query = query
        self.catalogue = catalogue
        let (first, last) = (query.from.knownAt, query.to.knownAt)
        let city = query.project?.city ?? query.place.flatMap { catalogue.places.city(of: $0) }
        earlier =
            first == last
            ? catalogue
            : try Catalogue(
                view,
                knownAt: min(first, last),
                mentioning: [city].compactMap(\.self)
            )
        finder = EventFinder(
            view: view,
            span: PointSpan(from: query.from, to: query.to),
            catalogues: (earlier, catalogue),
            all: query.all,
            chains: ChainEnd(view)
        )
    }

    private func catalogue(at point: DifferenceQuery.Point) -> Catalogue {
        point.knownAt == max(query.from.knownAt, query.to.knownAt) ? catalogue : earlier
    }

    /// Nothing where what is asked about was not defined yet.
    func status(at point: DifferenceQuery.Point) throws -> [StatusReport.Project] {
        let known = catalogue(at: point)
        if let project = query.project, known.projects[project] == nil { return [] }
        if let place = query.place, !known.places.contains(place) { return [] }
        let report = try StatusReport(
            view,
            catalogue: known,
            query: StatusQuery(
                project: query.project,
                asOf: point.asOf,
                knownAt: point.knownAt,
                place: query.place,
                byPlace: query.byPlace
            )
        )
        guard let measure = query.measure else { return report.projects }
        return report.projects.map { project in
            var project = project
            project.figures.removeAll { $0.figure.measure.measure != measure }
            project.statements.removeAll { $0.statement.measure != measure }
            return project
        }
    }

    // MARK: Figures

    func changes(
        from old: [StatusReport.Project],
        to new: [StatusReport.Project]
    ) throws -> (changes: [Difference.Change], unchanged: Int) {
        let before = rows(old)
        let after = rows(new)
        var changes: [Difference.Change] = []
        var unchanged = 0
        for name in names(old, new) {
            var change = Difference.Change(old: before[name], new: after[name])
            guard change.isDifferent else {
                if change.new?.figure.value != nil { unchanged += 1 }
                continue
            }
            try finder.explain(&change)
            changes.append(change)
        }
        return (changes, unchanged)
    }

    private func rows(_ projects: [StatusReport.Project]) -> [FigureName: StatusReport.Row] {
        Dictionary(
            projects.flatMap(\.figures).map { (FigureName($0.figure), $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Every figure of either point, in the order of the plan: what is gone after the others of its
    /// measure.
    private func names(
        _ old: [StatusReport.Project],
        _ new: [StatusReport.Project]
    ) -> [FigureName] {
        var found: Set<FigureName> = []
        var names: [FigureName] = []
        var order: [MeasureKey: Int] = [:]
        let keys = new.map(\.definition.project)
        let gone = old.filter { !keys.contains($0.definition.project) }
        for project in new + gone {
            let key = project.definition.project
            let before = old.first { $0.definition.project == key }?.figures ?? []
            for row in project.figures + before {
                let name = FigureName(row.figure)
                if order[name.measure] == nil { order[name.measure] = order.count }
                if found.insert(name).inserted { names.append(name) }
            }
        }
        return names.enumerated()
            .sorted {
                (order[$0.element.measure, default: 0], $0.offset)
                    < (order[$1.element.measure, default: 0], $1.offset)
            }.map(\.element)
    }

    // MARK: Statements

    func statements(
        from old: [StatusReport.Project],
        to new: [StatusReport.Project]
    ) throws -> [Difference.StatementChange] {
        let before = old.flatMap(\.statements)
        let after = new.flatMap(\.statements)
        let (known, left) = (Set(before.map(\.position)), Set(after.map(\.position)))
        let changed =
            before.filter { !left.contains($0.position) }.map { ($0, false) }
            + after.filter { !known.contains($0.position) }.map { ($0, true) }
        return try changed.compactMap { standing, isAdded in
            let event = try finder.lastEvent(on: standing.position) ?? standing.position
            return try finder.event(at: event).map {
                Difference.StatementChange(standing: standing, isAdded: isAdded, event: $0)
            }
        }
    }
}

extension Difference.Change {
    /// Whether what a status prints of the figure differs; what nobody reported or promised is none.
    var isDifferent: Bool {
        guard kind == .revised else { return true }
        let isReported = old?.figure.value != nil
        guard let old, let new else { return row?.figure.target != nil }
        if old.figure == new.figure, old.report == new.report, old.target == new.target {
            return false
        }
        guard isReported || old.figure.target != nil || new.figure.target != nil else {
            return false
        }
        return old.json.text != new.json.text
    }
}
