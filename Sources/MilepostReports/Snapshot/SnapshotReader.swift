package import EventLog
import Milepost

extension Snapshot {
    /// Derives a snapshot from the log as it was at the query's size.
    package init(_ view: some LogView, _ query: SnapshotQuery) throws {
        let knownAt = query.size - 1
        let catalogue = try Catalogue(view, knownAt: knownAt, mentioning: [query.city])
        let place = query.place ?? query.city
        let status = try StatusReport(
            view,
            catalogue: catalogue,
            query: StatusQuery(
                asOf: query.quarter.last,
                knownAt: knownAt,
                place: place,
                year: query.quarter.year
            )
        )
        let reader = SnapshotReader(view: view, catalogue: catalogue, query: query, place: place)
        let projects = try status.projects.map { try reader.project($0) }
        let gaps = try reader.gaps()
        let spoken = Set(
            [query.city, place] + gaps.missing.map(\.place)
                + projects.flatMap { $0.statements.map(\.place) }
        )
        self.init(
            origin: try Self.origin(of: view),
            city: query.city,
            place: place,
            places: catalogue.places.names.filter { spoken.contains($0.key) },
            quarter: query.quarter,
            size: query.size,
            root: try MerkleTree.root(size: query.size, over: view),
            knownSince: status.known.time,
            isProvisional: query.isProvisional,
            issuedBy: query.issuedBy,
            approvedBy: query.approvedBy,
            issuedAt: query.issuedAt,
            closedThrough: catalogue.closings.holding(at: place, in: catalogue.places)
                .map { Month(of: $0.through) },
            projects: projects,
            gaps: gaps,
            chains: try reader.chains()
        )
    }

    private static func origin(of view: some LogView) throws -> String {
        guard case .logOpened(let opened)? = try view.event(at: 0) else {
            throw ProofError.leafMissing(0)
        }
        return opened.origin
    }
}

/// Reads the log for a snapshot.
private struct SnapshotReader<View: LogView> {
    let view: View
    let catalogue: Catalogue
    let query: SnapshotQuery
    let place: String

    private var knownAt: Position { query.size - 1 }

    func project(_ project: StatusReport.Project) throws -> Snapshot.Project {
        let definition = project.definition
        var figures: [Snapshot.Figure] = []
        for measure in catalogue.measures(of: definition.project) {
            let rows = project.figures.filter { $0.figure.measure == measure.key }
            figures += try self.figures(rows, of: measure)
        }
        return Snapshot.Project(
            code: definition.project.project,
            name: definition.name,
            theme: definition.theme,
            lead: definition.lead,
            derived: project.derived,
            light: project.light,
            declared: project.declared.map(Snapshot.Statement.init),
            figures: figures,
            statements: project.statements.map(Snapshot.Statement.init)
        )
    }

    // MARK: How figures have moved

    private func figures(
        _ rows: [StatusReport.Row],
        of measure: MeasureDefined
    ) throws -> [Snapshot.Figure] {
        guard rows.contains(where: { $0.figure.value != nil }) else {
            return rows.map { Snapshot.Figure(row: $0, months: []) }
        }
        let (quarter, year) = (query.quarter, query.quarter.year)
        let reckoning = try self.reckoning(of: measure, through: quarter.last)
        var months: [(month: Month, figures: [FigureIdentity: Quantity])] = []
        var month = Month(of: CalendarDate(year: year, month: 1, day: 1) ?? quarter.first)
        while month.last <= quarter.last {
            months.append((month, try reckoning.values(at: place, through: month.last)))
            month = month.next
        }
        let quarterBefore =
            try months.last { $0.month.last == quarter.previous.last }?.figures
            ?? valuesOfLastYear(measure, through: quarter.previous.last)
        // A count that ends before the quarter does is held against the same part of last year; a
        // level stands until another is told.
        func dayOfYear(_ row: StatusReport.Row) -> CalendarDate {
            (measure.kind.accumulates ? row.figure.value?.asOf : nil) ?? quarter.last
        }
        var yearBefore: [CalendarDate: [FigureIdentity: Quantity]] = [:]
        for day in Set(rows.map(dayOfYear)) {
            yearBefore[day] = try valuesOfLastYear(measure, through: day.yearBefore)
        }
        return rows.map { row in
            let identity = FigureIdentity(row.figure)
            return Snapshot.Figure(
                row: row,
                sinceQuarter: beginsAnew(row.figure)
                    ? nil
                    : row.difference(from: quarterBefore[identity], on: quarter.previous.last),
                sinceYear: row.difference(
                    from: yearBefore[dayOfYear(row)]?[identity],
                    on: quarter.last.yearBefore
                ),
                months: months.compactMap { month, figures in
                    figures[identity].map {
                        Snapshot.MonthValue(month: month, value: $0.value)
                    }
                }
            )
        }
    }

    /// Whether the count began with the quarter, so that it did not change since the one before.
    private func beginsAnew(_ figure: Figure) -> Bool {
        figure.baseline == .year && query.quarter.number == 1
    }

    /// The values on a day of the year before: of the same measure in that year's plan, or of this
    /// one where it does not begin anew with the year.
    private func valuesOfLastYear(
        _ measure: MeasureDefined,
        through day: CalendarDate
    ) throws -> [FigureIdentity: Quantity] {
        var key = measure.key
        key.year -= 1
        if let last = catalogue.measures[key], last.unit == measure.unit, last.kind == measure.kind
        {
            return try reckoning(of: last, through: day).values(at: place, through: day)
        }
        if measure.kind.accumulates, measure.baseline == .year { return [:] }
        return try reckoning(of: measure, through: day).values(at: place, through: day)
    }

    /// Reckons the values of many days, none after the last.
    private func reckoning(
        of measure: MeasureDefined,
        through last: CalendarDate
    ) throws -> Figures<MeasureCells> {
        let cells = try MeasureCells(view, of: measure.key, through: last, knownAt: knownAt)
        return try Figures(
            cells,
            measure: measure,
            catalogue: catalogue,
            knownAt: knownAt,
            valuesOnly: true
        )
    }

    // MARK: What is missing

    func gaps() throws -> Snapshot.Gaps {
        var gaps = Snapshot.Gaps(expected: 0, arrived: 0, missing: [])
        for month in query.quarter.months {
            let found = try Gaps(
                view,
                catalogue: catalogue,
                month: month,
                filter: Gaps.Filter(place: place),
                today: query.quarter.last,
                knownAt: knownAt,
                lookingForLate: false
            )
            gaps.expected += found.expected
            gaps.arrived += found.arrived
            gaps.missing += found.missing.map(\.report).map { report in
                Snapshot.Gaps.Missing(
                    project: report.measure.project,
                    measure: report.measure.measure,
                    place: report.place,
                    from: report.period.lowerBound,
                    to: report.period.upperBound
                )
            }
        }
        return gaps
    }

    // MARK: Where the chains end

    func chains() throws -> [String: Position] {
        var chains: [String: Position] = [:]
        for name in chainNames() {
            chains[name] = try view.end(ofChain: name, knownAt: knownAt)
        }
        return chains
    }

    private func chainNames() -> [String] {
        let projects = catalogue.projectOrder.filter {
            $0.city == query.city && $0.year == query.quarter.year
        }
        return [query.city] + projects.map(\.description)
            + projects.flatMap { (catalogue.measureOrder[$0] ?? []).map(\.chain) }
    }
}

/// What tells a measure's figures at one place from each other.
private struct FigureIdentity: Hashable {
    var facets: Facets
    var stage: Stage
    var nowAt: Bool
    var mode: Mode?
    var baseline: Baseline?

    init(_ figure: Figure) {
        (facets, stage, nowAt) = (figure.facets, figure.stage, figure.nowAt)
        (mode, baseline) = (figure.mode, figure.baseline)
    }
}

extension Figures {
    fileprivate func values(
        at place: String,
        through day: CalendarDate
    ) throws -> [FigureIdentity: Quantity] {
        var values: [FigureIdentity: Quantity] = [:]
        for figure in try all(at: place, through: day) {
            values[FigureIdentity(figure)] = figure.value?.quantity
        }
        return values
    }
}

extension CalendarDate {
    /// The same day of the year before; of 29 February the one before.
    fileprivate var yearBefore: CalendarDate {
        CalendarDate(year: year - 1, month: month, day: dayOfMonth)
            ?? CalendarDate(year: year - 1, month: month, day: dayOfMonth - 1) ?? self
    }
}

extension StatusReport.Row {
    /// This value less an earlier one; nil where the two are no amounts of one kind, and where
    /// nothing was reported since: no report is not no change.
    fileprivate func difference(from earlier: Quantity?, on day: CalendarDate) -> Quantity? {
        guard let earlier, let value = figure.value, figure.mode != .change, measure.kind != .rank,
            value.asOf > day
        else { return nil }
        do throws(Overflow) { return try value.quantity.subtracting(earlier) } catch { return nil }
    }
}

extension Snapshot.Statement {
    fileprivate init(_ standing: StandingStatement) {
        let statement = standing.statement
        self.init(
            event: standing.id,
            measure: statement.measure,
            place: statement.place ?? statement.project.city,
            status: statement.status,
            asOf: statement.asOf,
            expect: statement.expect,
            note: statement.note
        )
    }
}
