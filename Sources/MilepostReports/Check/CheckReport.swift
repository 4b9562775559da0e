package import EventLog
package import Milepost

/// What a check is asked for.
package struct CheckQuery: Sendable {
    package var asOf: CalendarDate
    /// Nil: everything recorded so far.
    package var knownAt: Position?
    /// Nil: every city.
    package var place: String?
    /// Keeps also the checks that hold.
    package var all: Bool

    package init(
        asOf: CalendarDate,
        knownAt: Position? = nil,
        place: String? = nil,
        all: Bool = false
    ) {
        self.asOf = asOf
        self.knownAt = knownAt
        self.place = place
        self.all = all
    }
}

/// What a careful auditor would ask of the log: every check that was made, or those that found
/// something.
package struct CheckReport: Sendable {
    package let query: CheckQuery
    package let knownAt: Position
    package let catalogue: Catalogue
    /// How many checks were made.
    package let examined: Int
    /// Findings alone unless all were asked for; by project, in the order of the plan.
    package let checks: [Check]

    /// What was found, the gravest first.
    package var findings: [Check] {
        let found = checks.filter { $0.verdict == .fails }
        return CheckCode.Severity.allCases.flatMap { severity in
            found.filter { $0.code.severity == severity }
        }
    }

    /// Without a catalogue it is read as known at the query's position.
    ///
    /// `progress` is told how far the log was read, and how long it is.
    package init(
        _ view: some LogView,
        catalogue given: Catalogue? = nil,
        query: CheckQuery,
        progress: (Position, Position) -> Void = { _, _ in }
    ) throws {
        let last = try view.size() - 1
        knownAt = max(-1, min(query.knownAt ?? last, last))
        let catalogue = try given ?? Catalogue(view, knownAt: knownAt)
        self.query = query
        self.catalogue = catalogue
        var list = CheckList(keepsAll: query.all)
        for key in catalogue.projectOrder {
            guard let project = catalogue.projects[key] else { continue }
            let checked = CheckedProject(
                view: view,
                catalogue: catalogue,
                project: project,
                asOf: query.asOf,
                knownAt: knownAt
            )
            try checked.read(at: query.place, into: &list)
        }
        try RecordChecks(
            view: view,
            catalogue: catalogue,
            query: query,
            knownAt: knownAt,
            zone: catalogue.zone
        ).read(into: &list, progress: progress)
        examined = list.examined
        checks = list.checks
    }
}

/// The checks made so far; those that hold are only counted unless all are wanted.
struct CheckList {
    let keepsAll: Bool
    private(set) var examined = 0
    private(set) var checks: [Check] = []

    init(keepsAll: Bool) { self.keepsAll = keepsAll }

    mutating func take(_ check: Check) {
        examined += 1
        if keepsAll || check.verdict == .fails { checks.append(check) }
    }
}
