/// A report that is to come: of a measure, from a place, for a period.
package struct ExpectedReport: Sendable, Hashable {
    package var measure: MeasureKey
    package var place: String
    package var period: ClosedRange<CalendarDate>
    /// The day by which it is to be in; nil where the plan names none.
    package var due: CalendarDate?
}

extension Catalogue {
    /// The reports of a measure that are expected for the period that ends with a month; none
    /// where no period ends then, and none after the plan's year, though what is finished later
    /// counts.
    package func expected(of measure: MeasureDefined, in month: Month) -> [ExpectedReport] {
        guard measure.frequency != nil, month.first.year == measure.key.year,
            let period = measure.period(endingWith: month)
        else { return [] }
        let due = deadline(of: measure, for: month.last)
        return places.reporters(of: measure).map { place in
            ExpectedReport(measure: measure.key, place: place, period: period, due: due)
        }
    }

    /// The day by which a report for a day is due; nil where none is expected, or no day is named.
    package func deadline(of measure: MeasureDefined, for asOf: CalendarDate) -> CalendarDate? {
        guard let frequency = measure.frequency, asOf.year == measure.key.year,
            let reportsDue = projects[measure.key.projectKey]?.reportsDue
        else { return nil }
        let end: CalendarDate =
            switch frequency {
            case .monthly: asOf.endOfMonth
            case .quarterly: asOf.endOfQuarter
            case .yearly: asOf.endOfYear
            }
        return end.adding(days: reportsDue)
    }

    /// The day by which a report was due.
    package func deadline(of report: ProgressReported) -> CalendarDate? {
        measures[report.measure].flatMap { deadline(of: $0, for: report.asOf) }
    }
}

extension MeasureDefined {
    /// The period that is reported at the end of a month; nil where none ends then.
    ///
    /// A measure that is never due may be reported any month.
    package func period(endingWith month: Month) -> ClosedRange<CalendarDate>? {
        let last = month.last
        switch frequency {
        case nil, .monthly: return month.first...last
        case .quarterly where last == last.endOfQuarter:
            return month.previous.previous.first...last
        case .yearly where last == last.endOfYear: return last.startOfYear...last
        case .quarterly, .yearly: return nil
        }
    }
}

extension PlaceTree {
    /// The places that report a measure.
    package func reporters(of measure: MeasureDefined) -> [String] {
        switch measure.reportedBy {
        case []: [measure.key.city]
        case ["children"]: children(of: measure.key.city)
        case let places: places
        }
    }

    /// The children of a place from which, or from below which, reports of a measure are expected.
    func expectedChildren(of place: String, reporting measure: MeasureDefined) -> [String] {
        if measure.reportedBy == ["children"] {
            return place == measure.key.city ? children(of: place) : []
        }
        return children(of: place).filter { child in
            measure.reportedBy.contains { isAt($0, orBelow: child) }
        }
    }
}

/// What arrived of one measure, read from the cells.
package struct Arrivals<Store: FigureReading> {
    private let store: Store
    /// The series of each place.
    private var series: [String: [Int64]] = [:]

    package init(_ store: Store, of measure: MeasureKey) throws {
        self.store = store
        for (key, number) in try store.series(of: measure) {
            series[key.place, default: []].append(number)
        }
    }

    /// Whether any report stood, of whatever mode, stage and facets; "+0" is one.
    package func has(_ expected: ExpectedReport, knownAt: Position) throws -> Bool {
        let (first, last) = (expected.period.lowerBound.day, expected.period.upperBound.day)
        for number in series[expected.place] ?? [] {
            for lane in try store.lanes(of: number) {
                let newest = try store.newest(in: lane, of: number, through: last, knownAt: knownAt)
                if let newest, newest.day >= first { return true }
            }
        }
        return false
    }

    /// The days of the period, lane by lane, on which something stands.
    package func slots(of expected: ExpectedReport, knownAt: Position) throws -> [Slot] {
        var slots: [Slot] = []
        for number in series[expected.place] ?? [] {
            for lane in try store.lanes(of: number) {
                try store.days(
                    in: lane,
                    of: number,
                    from: expected.period.lowerBound.day,
                    through: expected.period.upperBound.day,
                    knownAt: knownAt
                ) { day, _ in slots.append(Slot(series: number, lane: lane, day: day)) }
            }
        }
        return slots
    }
}
