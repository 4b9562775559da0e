package import EventLog
package import Milepost

/// Which reports of a month were expected, which of them arrived, and what is missing.
package struct Gaps: Sendable {
    package let month: Month
    /// The day on which it is asked: what is overdue is overdue then.
    package let today: CalendarDate
    package let catalogue: Catalogue
    package let expected: Int
    package let arrived: Int
    package let missing: [Missing]
    /// Of those that arrived: each that was not in by its day, however long it is in by now; empty
    /// where it was not looked for.
    package let late: [Late]

    /// A report that has not arrived.
    package struct Missing: Sendable, Hashable {
        package var report: ExpectedReport
        /// How many days it is overdue; nil where no day is named.
        package var overdue: Int?
        /// The place is closed for the period: it takes no report any more.
        package var isClosed: Bool
    }

    /// A gap that was filled late, by the first report to arrive.
    package struct Late: Sendable, Hashable {
        package var report: ExpectedReport
        package var event: EventID
        package var received: CalendarDate
        package var days: Int
    }

    /// Which reports are asked about; nil is any.
    package struct Filter: Sendable {
        package var lead: String?
        /// The place that reports, or one that it lies in.
        package var place: String?

        package init(lead: String? = nil, place: String? = nil) {
            self.lead = lead
            self.place = place
        }
    }

    package init(
        _ view: some LogView,
        catalogue: Catalogue,
        month: Month,
        filter: Filter = Filter(),
        today: CalendarDate,
        knownAt: Position,
        lookingForLate: Bool = true
    ) throws {
        self.month = month
        self.today = today
        self.catalogue = catalogue
        var reader = GapsReader(
            view: view,
            catalogue: catalogue,
            knownAt: knownAt,
            today: today,
            looksForLate: lookingForLate
        )
        for project in catalogue.projectOrder.compactMap({ catalogue.projects[$0] })
        where filter.lead.map({ project.lead?.all.contains($0) == true }) ?? true {
            for measure in catalogue.measures(of: project.project) {
                let reports = catalogue.expected(of: measure, in: month).filter { report in
                    filter.place.map { catalogue.places.isAt(report.place, orBelow: $0) } ?? true
                }
                try reader.look(for: reports, of: measure)
            }
        }
        expected = reader.expected
        arrived = reader.expected - reader.missing.count
        missing = reader.missing
        late = reader.late
    }
}

/// Looks for what was expected.
private struct GapsReader<View: LogView> {
    let view: View
    let catalogue: Catalogue
    let knownAt: Position
    let today: CalendarDate
    let looksForLate: Bool
    var expected = 0
    var missing: [Gaps.Missing] = []
    var late: [Gaps.Late] = []
    /// The last position recorded on a day or before it.
    private var lastPositions: [CalendarDate: Position] = [:]

    init(
        view: View,
        catalogue: Catalogue,
        knownAt: Position,
        today: CalendarDate,
        looksForLate: Bool
    ) {
        self.view = view
        self.looksForLate = looksForLate
        self.catalogue = catalogue
        self.knownAt = knownAt
        self.today = today
    }

    mutating func look(for reports: [ExpectedReport], of measure: MeasureDefined) throws {
        guard !reports.isEmpty else { return }
        expected += reports.count
        let arrivals = try Arrivals(view, of: measure.key)
        for report in reports {
            guard try arrivals.has(report, knownAt: knownAt) else {
                missing.append(
                    Gaps.Missing(
                        report: report,
                        overdue: report.due.map { max(0, Int(today.day - $0.day)) },
                        isClosed: catalogue.closing(
                            of: report.period.upperBound,
                            at: report.place,
                            knownAt: knownAt
                        ) != nil
                    )
                )
                continue
            }
            if looksForLate, let late = try lateness(of: report, arrivals) {
                self.late.append(late)
            }
        }
    }

    /// Nil where something had arrived by the due day, whatever became of it since.
    private mutating func lateness(
        of report: ExpectedReport,
        _ arrivals: Arrivals<View>
    ) throws -> Gaps.Late? {
        guard let due = report.due else { return nil }
        let recordedBy = try min(knownAt, lastPosition(on: due))
        if try arrivals.has(report, knownAt: recordedBy) { return nil }
        let zone = catalogue.zone
        var first: (received: CalendarDate, position: Position, event: EventID)?
        for slot in try arrivals.slots(of: report, knownAt: knownAt) {
            for position in try view.reports(in: slot) where position <= knownAt {
                guard let recorded = try view.recorded(at: position),
                    case .progressReported(let told) = recorded.event,
                    try !view.standing(of: position, knownAt: knownAt).withdrawn
                else { continue }
                let received = recorded.received(told, in: zone)
                if received <= due { return nil }
                if let first, (first.received, first.position) < (received, position) { continue }
                first = (received, position, recorded.id)
            }
        }
        return first.map { first in
            Gaps.Late(
                report: report,
                event: first.event,
                received: first.received,
                days: Int(first.received.day - due.day)
            )
        }
    }

    private mutating func lastPosition(on day: CalendarDate) throws -> Position {
        if let known = lastPositions[day] { return known }
        let position = try view.lastPosition(recordedBy: catalogue.zone.end(of: day))
        lastPositions[day] = position
        return position
    }
}
