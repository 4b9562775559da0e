package import EventLog
package import Milepost

/// How a figure follows from the log: term by term, with what does not count and why.
package struct Explanation: Sendable {
    /// The figure with what only its report says.
    package let row: StatusReport.Row
    package let measure: MeasureDefined
    package let catalogue: Catalogue
    package let asOf: CalendarDate
    package let knownAt: Position
    /// Reports of the figure's own place, facets and stage, newest day first.
    package let terms: [Term]
    /// The increments that are not among the terms, newest month first.
    package let months: [Month]
    /// What the values of a facet and the places below bring in.
    package let parts: [Part]
    /// Of the total that counts, what the places below had not reported by its day.
    package let notBrokenDown: Quantity?
    /// Every running total against the one before it, newest first.
    package let stretches: [Stretch]
    package let sourced: Sourced
    package let unlisted: Unlisted

    package var figure: Figure { row.figure }

    /// The figure's value; nil when nothing counts.
    package var sum: Quantity? { figure.value?.quantity }

    /// The terms that count, in the order of their days.
    package var counted: [Term] { terms.filter(\.counts).reversed() }

    /// How much of a figure rests on sources.
    package struct Sourced: Sendable, Hashable {
        /// Of the counted terms that are listed.
        package var terms = 0
        package var of = 0
        package var amount = Decimal.zero
        /// Reports in sums over months and in parts, of which this explanation has not looked at
        /// the sources.
        package var notExamined = 0
    }

    /// Where there may be reports that are not listed; `all` lists them.
    package struct Unlisted: Sendable, Hashable {
        /// Not everything that was recorded through this position was looked at.
        package var before: Position?
        package var afterAsOf = false
        package var notYetKnown = false
    }

    /// Explains a figure that was reckoned with the same two dates.
    ///
    /// Lists the newest 200 terms and sums the months before them, or with `all` every term.
    package init(
        view: some LogView,
        catalogue: Catalogue,
        measure: MeasureDefined,
        figure: Figure,
        asOf: CalendarDate,
        knownAt: Position,
        all: Bool
    ) throws {
        row = try StatusReport.Row(
            figure,
            measure,
            catalogue: catalogue,
            in: view,
            knownAt: knownAt
        )
        self.measure = measure
        self.catalogue = catalogue
        self.asOf = asOf
        self.knownAt = knownAt
        let series = try FigureSeries(
            view,
            measure: measure,
            figure: figure,
            asOf: asOf,
            knownAt: knownAt
        )
        let reports = try SeriesReports(series, all: all)
        let reckoned = try PartsReckoning(series, catalogue: catalogue)
        let judge = TermJudge(
            series: series,
            catalogue: catalogue,
            partsAreNewer: reckoned.replaceOwn,
            overtaker: try TermJudge.Overtaker(of: series, catalogue: catalogue)
        )
        let terms = try reports.found.map(judge.term)
        let months = try series.months(besides: terms)
        self.terms = terms
        self.months = months
        parts = reckoned.parts
        notBrokenDown = try reckoned.notBrokenDown()
        stretches = try series.stretches(limit: all ? .max : 200)
        sourced = try Self.sourced(terms, months, reckoned.parts)
        unlisted = reports.unlisted
    }

    private static func sourced(
        _ terms: [Term],
        _ months: [Month],
        _ parts: [Part]
    ) throws -> Sourced {
        var sourced = Sourced()
        var amount = Quantity.zero
        for term in terms where term.counts {
            sourced.of += 1
            guard term.source != nil else { continue }
            sourced.terms += 1
            amount = try amount.adding(term.amount.quantity)
        }
        sourced.amount = amount.value
        sourced.notExamined =
            months.filter(\.counts).reduce(0) { $0 + $1.events }
            + parts.reduce(0) { $0 + $1.events }
        return sourced
    }
}
