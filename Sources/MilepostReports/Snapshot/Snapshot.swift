import EventLog
package import Milepost

/// A quarter as it is published: everything that a page says, and the log that it follows from.
///
/// Its one written form is the sealed text (`Snapshot+Sealing.swift`); every page in every format
/// is made from a snapshot that was read from that text, so that no page can say more.
package struct Snapshot: Sendable {
    /// The version of the rules by which figures follow from events; a rule that would give another
    /// figure for the same log gets the next number.
    package static let rules: Int64 = 1

    /// The rules that these figures follow from.
    package var rules = Snapshot.rules
    package var origin: String
    package var city: String
    /// The figures are of this place: the city, or one below it.
    package var place: String
    /// The names of the places that are spoken of, by code.
    package var places: [String: Name]
    package var quarter: Quarter
    /// How many lines of the log it follows from, and the root of their tree.
    package var size: Position
    package var root: [UInt8]
    /// When the last of these lines was recorded; nil for an empty log.
    package var knownSince: Moment?
    /// To be replaced by a final one.
    package var isProvisional: Bool
    /// Nil of a preview.
    package var issuedBy: String?
    package var approvedBy: String?
    package var issuedAt: Moment?
    /// The last month that the place was closed through; nil where it was not closed.
    package var closedThrough: Month?
    /// In the order of the plan.
    package var projects: [Project]
    /// Reports of the quarter that were due and are not there.
    package var gaps: Gaps
    /// The position of the last line of each chain that the figures follow from, by the chain's name.
    package var chains: [String: Position]

    package var asOf: CalendarDate { quarter.last }

    /// A project with its figures at the place.
    package struct Project: Sendable {
        package var code: String
        package var name: Name
        package var theme: String?
        package var lead: Name?
        package var derived: ProjectStatus
        package var light: Light?
        /// Where the project is said to stand; one of the statements.
        package var declared: Statement?
        package var figures: [Figure]
        /// Oldest first.
        package var statements: [Statement]

        /// The statements without those that a later one says again in the same words.
        var unrepeated: [Statement] {
            var told: Set<Statement> = []
            return statements.reversed().filter { statement in
                var words = statement
                (words.event, words.asOf) = (statements[0].event, statements[0].asOf)
                return told.insert(words).inserted
            }.reversed()
        }
    }

    /// What was said without a number.
    package struct Statement: Sendable, Hashable {
        package var event: EventID
        /// The measure's code; nil where it is said of the whole project.
        package var measure: String?
        package var place: String
        package var status: Status
        package var asOf: CalendarDate
        package var expect: CalendarDate?
        package var note: String?
    }

    /// Whether there is more to tell of a statement than stands beside its project's name.
    func tellsMore(_ said: Statement) -> Bool {
        said.measure != nil || said.note != nil || said.expect != nil || said.asOf != asOf
            || said.place != place
    }

    /// A figure with how it has moved.
    package struct Figure: Sendable {
        /// With what is printed only: positions are nought, and of the measure only its name, unit,
        /// kind, direction and what it is ranked among.
        package var row: StatusReport.Row
        /// Less what it was at the end of the quarter before, as known now; nil where there is no
        /// amount on one side, or none that could be subtracted.
        package var sinceQuarter: Quantity?
        /// Less what it, or the same measure of last year's plan, was a year before.
        package var sinceYear: Quantity?
        /// The value at the end of each month of the year through the quarter's last; months before
        /// the first report are missing.
        package var months: [MonthValue]

        /// What tells the figure from every other one of the snapshot: `project/measure`, then what
        /// splits it.
        package var key: String {
            let figure = row.figure
            return Self.key(
                project: figure.measure.project,
                measure: figure.measure.measure,
                stage: figure.stage.rawValue,
                nowAt: figure.nowAt,
                mode: figure.mode?.rawValue,
                baseline: figure.baseline?.text,
                facets: figure.facets
            )
        }

        /// The key in the words of the sealed text, of which the defaults may be left out.
        static func key(
            project: String,
            measure: String,
            stage: String?,
            nowAt: Bool,
            mode: String?,
            baseline: String?,
            facets: Facets
        ) -> String {
            var parts = ["\(project)/\(measure)"]
            if let stage, stage != Stage.done.rawValue { parts.append(stage) }
            if nowAt { parts.append("nowAt") }
            if let mode { parts.append(mode) }
            if let baseline, baseline != Baseline.year.text { parts.append(baseline) }
            parts += facets.pairs.map { "\($0.name)=\($0.value)" }
            return parts.joined(separator: " ")
        }
    }

    package struct MonthValue: Sendable, Hashable {
        package var month: Month
        package var value: Decimal
    }

    /// What of the quarter's months was expected and has not arrived.
    package struct Gaps: Sendable, Hashable {
        package var expected: Int
        package var arrived: Int
        package var missing: [Missing]

        package struct Missing: Sendable, Hashable {
            package var project: String
            package var measure: String
            package var place: String
            package var from: CalendarDate
            package var to: CalendarDate
        }
    }

    /// How many projects stand how, those that are done first.
    package var derivedCounts: [(status: ProjectStatus, count: Int)] {
        StatusReport.counts(projects.map(\.derived))
    }

    /// How many projects are said to stand how.
    package var declaredCounts: [(status: Status, count: Int)] {
        StatusReport.counts(projects.compactMap { $0.declared?.status })
    }

    /// The themes with their projects, in the order of the plan; projects without one are last.
    package var themes: [(theme: String?, projects: [Project])] {
        var order: [String] = []
        for case let theme? in projects.map(\.theme) where !order.contains(theme) {
            order.append(theme)
        }
        let named = order.map { theme in (theme as String?, projects.filter { $0.theme == theme }) }
        let others = projects.filter { $0.theme == nil }
        return others.isEmpty ? named : named + [(nil, others)]
    }
}
