package import EventLog
package import Milepost

/// What a status is asked for: two dates, and what to show of it.
package struct StatusQuery: Sendable {
    package var project: ProjectKey?
    package var asOf: CalendarDate
    /// Nil: everything recorded so far.
    package var knownAt: Position?
    /// Nil: each project's city.
    package var place: String?
    /// Only projects of this year's plan.
    package var year: Int?
    /// Only figures that have these values.
    package var facets: Facets
    /// Also the figures of every place below.
    package var byPlace: Bool
    package var theme: String?
    package var lead: String?

    package init(
        project: ProjectKey? = nil,
        asOf: CalendarDate,
        knownAt: Position? = nil,
        place: String? = nil,
        year: Int? = nil,
        facets: Facets = .none,
        byPlace: Bool = false,
        theme: String? = nil,
        lead: String? = nil
    ) {
        self.project = project
        self.asOf = asOf
        self.knownAt = knownAt
        self.place = place
        self.year = year
        self.facets = facets
        self.byPlace = byPlace
        self.theme = theme
        self.lead = lead
    }
}

/// How the projects stand as of a day, as known at a position of the log.
package struct StatusReport: Sendable {
    package let query: StatusQuery
    package let known: Known
    package let places: PlaceTree
    /// In the order of the plan.
    package let projects: [Project]

    /// Which part of the log was known.
    package struct Known: Sendable, Hashable {
        /// Nil for a log without events.
        package var position: Position?
        package var size: Position
        /// When the last of them was recorded.
        package var time: Moment?

        init(through position: Position, in view: some LogView) throws {
            self.position = position < 0 ? nil : position
            size = position + 1
            time = try view.recorded(at: position)?.recordedAt
        }
    }

    /// A project with its figures at the place asked.
    package struct Project: Sendable {
        package var definition: ProjectDefined
        package var place: String
        package var figures: [Row]
        package var derived: ProjectStatus
        package var light: Light?
        package var declared: StandingStatement?
        /// Those of the place asked and below, oldest first.
        package var statements: [StandingStatement]
    }

    /// A figure with what only its report says.
    package struct Row: Sendable {
        package var figure: Figure
        package var measure: MeasureDefined
        package var report: SingleReport?
        /// The amount of the target as its event states it.
        package var target: StatedAmount?

        package var unit: String {
            figure.mode == .share ? "%" : report?.unit ?? measure.unit
        }

        /// Whether the target that is due on this very day is not met: the day after it is overdue.
        func isMissed(onItsDay day: CalendarDate) -> Bool {
            guard let target = figure.target, target.decides, target.due == day else {
                return false
            }
            return target.pace.map { $0 != .met } ?? false
        }

        /// What a rate has risen by, or has yet to rise by, is told in points and not in percent.
        var unitOfDifference: String { unit == "%" ? "百分点" : unit }
    }

    /// The one report that a figure is taken from whole, with its amount in force.
    package struct SingleReport: Sendable, Hashable {
        package var id: EventID
        package var amount: StatedAmount
        /// Of a change, where it is not in the measure's unit.
        package var unit: String?
        package var was: Decimal?
        package var due: CalendarDate?
        package var assumed: Bool
    }

    /// Without a catalogue it is read as known at the query's position.
    package init(
        _ view: some LogView,
        catalogue given: Catalogue? = nil,
        query: StatusQuery
    ) throws {
        let last = try view.size() - 1
        let position = max(-1, min(query.knownAt ?? last, last))
        let catalogue = try given ?? Catalogue(view, knownAt: position)
        self.query = query
        known = try Known(through: position, in: view)
        places = catalogue.places
        let reader = StatusReader(
            view: view,
            catalogue: catalogue,
            query: query,
            knownAt: position
        )
        projects = try reader.chosen().compactMap { try reader.project($0) }
    }

    /// How many projects stand how, those that are done first.
    package var derivedCounts: [(status: ProjectStatus, count: Int)] {
        Self.counts(projects.map(\.derived))
    }

    /// How many projects are said to stand how.
    package var declaredCounts: [(status: Status, count: Int)] {
        Self.counts(projects.compactMap { $0.declared?.statement.status })
    }

    static func counts(_ derived: [ProjectStatus]) -> [(status: ProjectStatus, count: Int)] {
        counts(
            derived,
            inOrder: [.met, .ahead, .onTime, .behind, .overdue, .underWay, .notStarted]
        )
    }

    static func counts(_ declared: [Status]) -> [(status: Status, count: Int)] {
        counts(declared, inOrder: [.met] + Status.allCases.filter { $0 != .met })
    }

    private static func counts<Word: Hashable>(
        _ words: [Word],
        inOrder order: [Word]
    ) -> [(status: Word, count: Int)] {
        order.compactMap { word in
            let count = words.count { $0 == word }
            return count == 0 ? nil : (word, count)
        }
    }
}

/// Reads the log for a status.
private struct StatusReader<View: LogView> {
    let view: View
    let catalogue: Catalogue
    let query: StatusQuery
    let knownAt: Position
    private let statements: [ProjectKey: [StandingStatement]]

    init(view: View, catalogue: Catalogue, query: StatusQuery, knownAt: Position) {
        self.view = view
        self.catalogue = catalogue
        self.query = query
        self.knownAt = knownAt
        statements = Dictionary(grouping: catalogue.statements, by: \.statement.project)
    }

    func chosen() throws -> [ProjectDefined] {
        if let project = query.project, catalogue.projects[project] == nil {
            throw Refusal.unknownProject(
                project.description,
                near: catalogue.projectOrder.map(\.project)
            )
        }
        if let place = query.place, !catalogue.places.contains(place) {
            throw Refusal.unknownPlace(place, known: catalogue.places.names.keys.sorted())
        }
        let city = query.place.flatMap { catalogue.places.city(of: $0) }
        return catalogue.projectOrder.compactMap { catalogue.projects[$0] }.filter { project in
            (query.project == nil || query.project == project.project)
                && (city == nil || city == project.project.city)
                && (query.year == nil || query.year == project.project.year)
                && (query.theme == nil || query.theme == project.theme)
                && (query.lead.map { project.lead?.all.contains($0) == true } ?? true)
        }
    }

    /// Nil when the facets asked for leave nothing of it.
    func project(_ definition: ProjectDefined) throws -> StatusReport.Project? {
        let place = query.place ?? definition.project.city
        var all: [Figure] = []
        var rows: [StatusReport.Row] = []
        for measure in catalogue.measures(of: definition.project) {
            let figures = try Figures(
                view,
                measure: measure,
                catalogue: catalogue,
                knownAt: knownAt
            )
            let here = try figures.all(at: place, through: query.asOf)
            all += here
            rows += try here.filter(isAsked).map { try row($0, measure) }
            guard query.byPlace else { continue }
            for below in descendants(of: place) {
                rows += try figures.all(at: below, through: query.asOf)
                    .filter { $0.value != nil && isAsked($0) }.map { try row($0, measure) }
            }
        }
        if rows.isEmpty && !query.facets.isEmpty { return nil }
        let derived = ProjectStatus(figures: all)
        let statements = statements(of: definition.project, at: place)
        return StatusReport.Project(
            definition: definition,
            place: place,
            figures: rows,
            derived: derived,
            light: light(of: all, derived),
            declared: declared(statements, at: place),
            statements: statements
        )
    }

    private func isAsked(_ figure: Figure) -> Bool {
        query.facets.pairs.allSatisfy { figure.facets[$0.name] == $0.value }
    }

    private func descendants(of place: String) -> [String] {
        catalogue.places.children(of: place).flatMap { [$0] + descendants(of: $0) }
    }

    /// The worst light of the targets, where they decide how the project stands.
    private func light(of figures: [Figure], _ derived: ProjectStatus) -> Light? {
        guard derived != .underWay, derived != .notStarted else { return nil }
        let lights = figures.filter { $0.mode == nil && $0.target?.decides == true }
            .compactMap { $0.target?.light }
        return [.red, .yellow, .green].first(where: lights.contains)
    }

    private func statements(of project: ProjectKey, at place: String) -> [StandingStatement] {
        (statements[project] ?? []).filter { standing in
            let statement = standing.statement
            return statement.asOf <= query.asOf
                && catalogue.places.isAt(statement.place ?? project.city, orBelow: place)
        }.sorted { ($0.statement.asOf, $0.position) < ($1.statement.asOf, $1.position) }
    }

    /// What was last said of the project itself, else of a measure; a forecast or a remark only if
    /// it is all.
    private func declared(
        _ statements: [StandingStatement],
        at place: String
    ) -> StandingStatement? {
        let here = statements.filter { ($0.statement.place ?? $0.statement.project.city) == place }
        let told = here.filter { $0.statement.status != .forecast && $0.statement.status != .other }
        let candidates = told.isEmpty ? here : told
        return candidates.last { $0.statement.measure == nil } ?? candidates.last
    }

    private func row(_ figure: Figure, _ measure: MeasureDefined) throws -> StatusReport.Row {
        try StatusReport.Row(figure, measure, catalogue: catalogue, in: view, knownAt: knownAt)
    }
}
