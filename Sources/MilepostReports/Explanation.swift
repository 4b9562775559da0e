package import EventLog
package import Milepost

/// How a figure follows from the log: term by term, with what does not count and why.
package struct Explanation: Sendable {
    package let figure: Figure
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

    /// Reports that are known of but not listed; `all` lists them.
    package struct Unlisted: Sendable, Hashable {
        /// Totals or levels before those listed.
        package var earlier = 0
        package var afterAsOf = 0
        package var notYetKnown = 0
    }

    /// Explains a figure that was reckoned with the same two dates.
    ///
    /// Lists the newest 200 terms and sums the months before them, or with `all` every term.
    package init(
        view: some LogView, catalogue: Catalogue, measure: MeasureDefined, figure: Figure,
        asOf: CalendarDate, knownAt: Position, all: Bool
    ) throws {
        self.figure = figure
        self.measure = measure
        self.catalogue = catalogue
        self.asOf = asOf
        self.knownAt = knownAt
        let series = try FigureSeries(
            view, measure: measure, figure: figure, asOf: asOf, knownAt: knownAt)
        let reports = try SeriesReports(series, all: all)
        let reckoned = try PartsReckoning(series, catalogue: catalogue)
        let judge = TermJudge(
            series: series, catalogue: catalogue, partsAreNewer: reckoned.replaceOwn,
            overtaker: try TermJudge.Overtaker(of: series, catalogue: catalogue))
        let terms = try reports.found.map(judge.term)
        let months = try series.months(besides: terms)
        self.terms = terms
        self.months = months
        parts = reckoned.parts
        notBrokenDown = try reckoned.notBrokenDown()
        stretches = try series.stretches(limit: all ? .max : 200)
        sourced = try Self.sourced(terms, months, reckoned.parts)
        let listed = Set(terms.map(\.position))
        unlisted = Unlisted(
            earlier: series.days.count {
                $0.day <= asOf.day && !listed.contains($0.cell.report)
            },
            afterAsOf: reports.unlistedAfterAsOf,
            notYetKnown: reports.unlistedNotYetKnown)
    }

    private static func sourced(
        _ terms: [Term], _ months: [Month], _ parts: [Part]
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
