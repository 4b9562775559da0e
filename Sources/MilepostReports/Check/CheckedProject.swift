import EventLog
import Milepost

/// One project with all that is needed to check it, place by place.
struct CheckedProject<View: LogView> {
    let view: View
    let catalogue: Catalogue
    let project: ProjectDefined
    let asOf: CalendarDate
    let knownAt: Position

    /// The families of checks, each in its own file.
    func read(at place: String?, into list: inout CheckList) throws {
        let city = project.project.city
        let top: String
        switch place {
        case nil: top = city
        case let place? where catalogue.places.isAt(place, orBelow: city): top = place
        case let place? where catalogue.places.isAt(city, orBelow: place): top = city
        case _?: return
        }
        var measured: [MeasureChecks<View>] = []
        var places: Set = [top]
        /// Also what lies between: a sum is checked wherever it is shown.
        func include(_ code: String) {
            var next: String? = code
            while let place = next, catalogue.places.isAt(place, orBelow: top),
                places.insert(place).inserted
            { next = catalogue.places.parent(of: place) }
        }
        for measure in catalogue.measures(of: project.project) {
            let checks = try MeasureChecks(project: self, measure: measure, top: top)
            for key in checks.series { include(key.place) }
            measured.append(checks)
        }
        for standing in catalogue.statements where standing.statement.project == project.project {
            include(standing.statement.place ?? city)
        }
        for place in [top] + places.subtracting([top]).sorted() {
            let figures = try PlaceFigures(self, measured, at: place)
            try StageChecks(figures).read(into: &list)
            try TargetChecks(figures).read(into: &list)
            try PartChecks(figures).read(into: &list)
            try PairChecks(figures).read(into: &list)
            try RateChecks(figures).read(into: &list)
            try ChangeChecks(figures).read(into: &list)
            try FacetChecks(figures).read(into: &list)
            try SiblingChecks(figures).read(into: &list)
            try StatementChecks(figures).read(into: &list)
        }
        for checks in measured { try checks.read(into: &list) }
        for measure in catalogue.measures(of: project.project) {
            try GapChecks(project: self, measure: measure, top: top).read(into: &list)
        }
    }
}

/// The figures of one project at one place.
struct PlaceFigures<View: LogView> {
    let project: CheckedProject<View>
    let place: String
    let measures: [MeasureDefined]
    private let figures: [MeasureKey: [Figure]]
    private let reckonings: [MeasureKey: Figures<View>]

    init(
        _ project: CheckedProject<View>,
        _ measured: [MeasureChecks<View>],
        at place: String
    ) throws {
        self.project = project
        self.place = place
        measures = measured.map(\.measure)
        var figures: [MeasureKey: [Figure]] = [:]
        var reckonings: [MeasureKey: Figures<View>] = [:]
        for checks in measured {
            figures[checks.measure.key] = try checks.figures.all(at: place, through: project.asOf)
            reckonings[checks.measure.key] = checks.figures
        }
        self.figures = figures
        self.reckonings = reckonings
    }

    /// Every figure of a measure here, also those without a value.
    func all(of measure: MeasureDefined) -> [Figure] { figures[measure.key] ?? [] }

    /// What was reached or stands, counted from the measure's own baseline.
    func own(_ measure: MeasureDefined) -> [Figure] {
        all(of: measure).filter { figure in
            figure.mode == nil && figure.value != nil
                && (figure.baseline == nil || figure.baseline == measure.baseline)
        }
    }

    func measure(_ code: String?) -> MeasureDefined? {
        code.flatMap { code in measures.first { $0.key.measure == code } }
    }

    /// The figure of another measure that stands beside this one: of the same facets and stage,
    /// or where its ladder is another one, of the highest stage reported.
    func counterpart(of figure: Figure, in measure: MeasureDefined) -> Figure? {
        let candidates = own(measure).filter {
            $0.facets == figure.facets && $0.nowAt == figure.nowAt
        }
        return candidates.first { $0.stage == figure.stage }
            ?? (measure.stages.contains(figure.stage) ? nil : candidates.last)
    }

    /// The figure that stands beside this one as of another day.
    func counterpart(
        of figure: Figure,
        in measure: MeasureDefined,
        on day: CalendarDate
    ) throws -> Figure? {
        guard let now = counterpart(of: figure, in: measure) else { return nil }
        let combination = FigureCombination(
            facets: now.facets,
            stage: now.stage,
            nowAt: now.nowAt
        )
        let then = try reckonings[measure.key]?.figure(
            combination,
            at: place,
            baseline: nil,
            through: day
        )
        return then?.value == nil ? nil : then
    }

    /// The report that a figure is taken from whole, with its amount in force.
    func report(of figure: Figure, _ measure: MeasureDefined) throws
        -> StatusReport.SingleReport?
    {
        try StatusReport.Row(
            figure,
            measure,
            catalogue: project.catalogue,
            in: project.view,
            knownAt: project.knownAt
        ).report
    }

    /// The newest report behind each of the figures.
    func events(_ figures: [Figure]) throws -> [Position] {
        try figures.flatMap { figure -> [Position] in
            if let report = figure.value?.report { return [report] }
            guard let measure = measure(figure.measure.measure) else { return [] }
            let series = try FigureSeries(
                project.view,
                measure: measure,
                figure: figure,
                asOf: project.asOf,
                knownAt: project.knownAt
            )
            return series.reports.prefix(1).map { $0 }
        }.sorted()
    }
}

extension Figure {
    /// The amount with its unit; throws where it has no value.
    func amount(_ measure: MeasureDefined) throws(Overflow) -> Check.Amount {
        try Check.Amount(value?.quantity ?? .zero, measure.unit)
    }

    /// Whether places below have not reported, so that a sum may still grow.
    var isIncomplete: Bool { warnings.contains(.childrenMissing) }
}
