/// What a measure is, and so how its reports add up.
///
/// Declared, never inferred from a name.
package enum Kind: String, Sendable, CaseIterable {
    case flow, stock, rate, standard, rank, effect

    /// Whether reports add up over time, from a baseline.
    package var accumulates: Bool { self == .flow || self == .effect }

    /// Whether the figures of places add up to that of the place above them.
    package var addsOverPlaces: Bool { accumulates || self == .stock }

    /// The modes a report of this kind may have; at a now-at stage every amount is a level.
    package func modes(nowAt: Bool) -> [Mode] {
        switch self {
        case .flow, .effect: nowAt ? [.level] : [.increment, .total, .remaining, .share]
        case .stock: nowAt ? [.level] : [.level, .change, .remaining, .share]
        case .rate, .standard: [.level, .change]
        case .rank: [.level]
        }
    }
}

/// How a report's amount is to be read.
package enum Mode: String, Sendable, CaseIterable {
    case increment, total, level, change, remaining, share

    /// A figure of its own beside the measure's: never added, never turned into a level.
    package var standsAlone: Bool { self == .change || self == .remaining || self == .share }
}

/// What an amount has reached.
///
/// A ladder lists the stages of one measure in order.
package enum Stage: String, Sendable, CaseIterable {
    case planned, started, structureComplete, built, completed, accepted, inUse
    case recommended, recognised, done
}

/// What a running total counts from.
package enum Baseline: Sendable, Hashable {
    /// 1 January of the project's year; it has no end.
    case year
    case inception
    case unstated
    case date(CalendarDate)

    package init?(_ text: some StringProtocol) {
        switch text {
        case "year": self = .year
        case "inception": self = .inception
        case "unstated": self = .unstated
        default:
            guard let date = CalendarDate(iso: text) else { return nil }
            self = .date(date)
        }
    }

    package var text: String {
        switch self {
        case .year: "year"
        case .inception: "inception"
        case .unstated: "unstated"
        case .date(let date): date.description
        }
    }

    /// The first day that counts; nil where there is none to name.
    package func start(year: Int) -> CalendarDate? {
        switch self {
        case .year: CalendarDate(year: year, month: 1, day: 1)
        case .date(let date): date
        case .inception, .unstated: nil
        }
    }

    /// The project's 1 January is stored as `year`.
    package func normalized(year: Int) -> Baseline {
        if case .date(let date) = self, date == CalendarDate(year: year, month: 1, day: 1) {
            return .year
        }
        return self
    }
}

/// A status told without a number.
package enum Status: String, Sendable, CaseIterable {
    case onTrack, underWay, met, doneInFull, fullCoverage, inUse, launched, extended, awarded
    case forecast, ongoing, claimed, delayed, suspended, terminated, notStarted, other
}
