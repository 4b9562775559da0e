package import Milepost

extension Explanation {
    /// One report of the figure's place, facets and stage, and whether it counts.
    package struct Term: Sendable, Hashable {
        package var event: EventID
        package var position: Position
        package var asOf: CalendarDate
        package var periodStart: CalendarDate?
        package var mode: Mode
        /// Of a total that names another baseline than the measure's own.
        package var baseline: Baseline?
        /// Of a change that is not in the measure's unit.
        package var unit: String?
        /// The amount in force: the last correction's, else the report's own.
        package var amount: StatedAmount
        package var correction: Correction?
        package var because: Because
        package var source: Source?
        /// Its dates, scope or stage are not stated by the source.
        package var assumed: Bool
        /// Nil where it came in time.
        package var late: Lateness?
        package var note: String?

        package var counts: Bool { because.counts }
    }

    /// The correction whose amount is in force, beside what it replaced.
    package struct Correction: Sendable, Hashable {
        package var by: EventID
        package var original: StatedAmount
        package var reason: String
    }

    /// Where a report was read.
    package struct Source: Sendable, Hashable {
        package var document: String
        package var range: Range<Int>?
        package var title: String?

        /// The first twelve digits of the document's SHA-256, by which it is named.
        package var name: String { String(document.prefix(12)) }
    }

    /// Why a report counts, or why it does not.
    package enum Because: Sendable, Hashable {
        /// The newest running total of the baseline.
        case total
        /// An increment after the total, or since the baseline where there is none.
        case added
        /// The newest of its mode.
        case newest
        /// An increment under a total, or what a newer report of the mode took over from.
        case superseded(by: EventID, on: CalendarDate)
        /// Another report of the mode for the same day was recorded later.
        case sameDayReplaced(by: EventID)
        case withdrawn(by: EventID, reason: String)
        case restatement(of: EventID)
        case afterAsOf
        case notYetKnown
        /// A total that counts from another baseline.
        case otherBaseline(Baseline)
        /// An increment that ended before the baseline began.
        case beforeBaseline(CalendarDate)
        /// An increment of a figure that begins with its first total.
        case noTotalYet
        /// Of a mode that stands alone, or the figure is of one.
        case otherMode(Mode)
        /// Every part that is expected to report has a newer level.
        case newerParts
        /// Of what is left or done of a task: a newer report of the measure is of another mode.
        case overtaken(by: EventID, on: CalendarDate)

        package var counts: Bool {
            switch self {
            case .total, .added, .newest: true
            case .superseded, .sameDayReplaced, .withdrawn, .restatement, .afterAsOf, .notYetKnown,
                .otherBaseline, .beforeBaseline, .noTotalYet, .otherMode, .newerParts, .overtaken:
                false
            }
        }

        /// The event that kept the report from counting.
        package var by: EventID? {
            switch self {
            case .superseded(let id, _), .sameDayReplaced(let id), .withdrawn(let id, _),
                .restatement(let id), .overtaken(let id, _):
                id
            case .total, .added, .newest, .afterAsOf, .notYetKnown, .otherBaseline,
                .beforeBaseline, .noTotalYet, .otherMode, .newerParts:
                nil
            }
        }

        /// The stable word of JSON.
        package var code: String {
            switch self {
            case .total: "total"
            case .added: "added"
            case .newest: "newest"
            case .superseded: "superseded"
            case .sameDayReplaced: "sameDayReplaced"
            case .withdrawn: "withdrawn"
            case .restatement: "restatement"
            case .afterAsOf: "afterAsOf"
            case .notYetKnown: "notYetKnown"
            case .otherBaseline: "otherBaseline"
            case .beforeBaseline: "beforeBaseline"
            case .noTotalYet: "noTotalYet"
            case .otherMode: "otherMode"
            case .newerParts: "newerParts"
            case .overtaken: "overtaken"
            }
        }
    }

    /// Increments that are not listed one by one.
    package struct Month: Sendable, Hashable {
        package var first: CalendarDate
        package var amount: Quantity
        package var events: Int
        /// False: all of them lie under the total.
        package var counts: Bool
    }

    /// What a facet's value or a place below brings in.
    package struct Part: Sendable, Hashable {
        package var place: String
        package var facets: Facets
        /// What it adds to this figure.
        package var amount: Quantity
        package var events: Int
        /// Its whole figure on the day.
        package var whole: Quantity?
        /// The day of the total that it is counted after; nil where all of it enters.
        package var since: CalendarDate?
    }
}
