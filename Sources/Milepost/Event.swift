/// What can happen: a closed set, in the past tense.
///
/// Stored names and versions are spelled in `EventLog/EventText+Types.swift` alone.
package enum Event: Sendable, Hashable {
    case logOpened(LogOpened)
    case placeDefined(PlaceDefined)
    case projectDefined(ProjectDefined)
    case measureDefined(MeasureDefined)
    case targetSet(TargetSet)
    case sourceRegistered(SourceRegistered)
    case progressReported(ProgressReported)
    case statusDeclared(StatusDeclared)
    case reportCorrected(ReportCorrected)
    case reportWithdrawn(ReportWithdrawn)
    case monthClosed(MonthClosed)
    case monthReopened(MonthReopened)
    case keyChanged(KeyChanged)
    case checkpointSigned(CheckpointSigned)
    case snapshotIssued(SnapshotIssued)
}

/// A name in Chinese, in English, or both; never neither.
package struct Name: Sendable, Hashable {
    package var zh: String?
    package var en: String?

    package init?(zh: String?, en: String?) {
        guard zh != nil || en != nil else { return nil }
        self.zh = zh
        self.en = en
    }

    package var all: [String] { [zh, en].compactMap { $0 } }
}

package struct LogOpened: Sendable, Hashable {
    package var format = 1
    package var origin: String
    package var timeZone: String
    /// The verifier key of the log, as `proofs.md` writes it; nil where nobody signs.
    package var key: String?
    package var testClock: Bool

    package init(origin: String, timeZone: String, key: String?, testClock: Bool) {
        self.origin = origin
        self.timeZone = timeZone
        self.key = key
        self.testClock = testClock
    }
}

package struct PlaceDefined: Sendable, Hashable {
    package var city: String
    /// Nil for the city itself.
    package var place: String?
    /// Nil where the place lies directly in the city.
    package var parent: String?
    package var name: Name

    package init(city: String, place: String? = nil, parent: String? = nil, name: Name) {
        self.city = city
        self.place = place
        self.parent = parent
        self.name = name
    }
}

package struct ProjectDefined: Sendable, Hashable {
    package var project: ProjectKey
    package var name: Name
    package var theme: String?
    package var lead: Name?
    /// The day of the next month by which reports are due, 1 to 28.
    package var reportsDue: Int?

    package init(
        project: ProjectKey,
        name: Name,
        theme: String? = nil,
        lead: Name? = nil,
        reportsDue: Int? = nil
    ) {
        self.project = project
        self.name = name
        self.theme = theme
        self.lead = lead
        self.reportsDue = reportsDue
    }
}

package struct TargetSet: Sendable, Hashable {
    package var measure: MeasureKey
    package var place: String?
    package var facets = Facets.none
    /// Nil: the ladder's last.
    package var stage: Stage?
    package var amount: StatedAmount
    package var due: CalendarDate
    /// The day it holds from; nil only of one that is not decided yet.
    package var from: CalendarDate?
    package var replaces: EventID?
    package var reason: String?
    package var source: SourceRange?
    package var note: String?

    package init(
        measure: MeasureKey,
        amount: StatedAmount,
        due: CalendarDate,
        from: CalendarDate? = nil
    ) {
        self.measure = measure
        self.amount = amount
        self.due = due
        self.from = from
    }
}

package struct SourceRegistered: Sendable, Hashable {
    package var document: String
    package var title: String
    package var scalars: Int
    package var publisher: String?
    package var published: CalendarDate?

    package init(
        document: String,
        title: String,
        scalars: Int,
        publisher: String? = nil,
        published: CalendarDate? = nil
    ) {
        self.document = document
        self.title = title
        self.scalars = scalars
        self.publisher = publisher
        self.published = published
    }
}

package struct ProgressReported: Sendable, Hashable {
    package var measure: MeasureKey
    /// Nil: the city itself.
    package var place: String?
    package var facets = Facets.none
    /// Nil: the only one.
    package var stage: Stage?
    package var nowAt = false
    package var mode: Mode
    package var amount: StatedAmount
    /// Of a change, where it is not in the measure's unit: `%` or `百分点`.
    package var unit: String?
    package var was: Decimal?
    /// Of a total; nil: the measure's own.
    package var baseline: Baseline?
    package var periodStart: CalendarDate?
    package var asOf: CalendarDate
    package var received: CalendarDate?
    package var due: CalendarDate?
    package var assumed = false
    package var source: SourceRange?
    package var replaces: EventID?
    package var restates: EventID?
    package var separate = false
    package var note: String?

    package init(measure: MeasureKey, mode: Mode, amount: StatedAmount, asOf: CalendarDate) {
        self.measure = measure
        self.mode = mode
        self.amount = amount
        self.asOf = asOf
    }

    package var series: SeriesKey {
        SeriesKey(
            measure: measure,
            place: place ?? measure.city,
            facets: facets,
            stage: stage,
            nowAt: nowAt
        )
    }
}

package struct StatusDeclared: Sendable, Hashable {
    package var project: ProjectKey
    package var measure: String?
    package var place: String?
    package var status: Status
    package var asOf: CalendarDate
    package var expect: CalendarDate?
    package var assumed = false
    package var source: SourceRange?
    package var note: String?

    package init(project: ProjectKey, status: Status, asOf: CalendarDate) {
        self.project = project
        self.status = status
        self.asOf = asOf
    }
}

/// What an event that acts on another repeats of it.
package struct Subject: Sendable, Hashable {
    package var on: EventID
    package var project: ProjectKey
    package var measure: String?

    package init(on: EventID, project: ProjectKey, measure: String?) {
        self.on = on
        self.project = project
        self.measure = measure
    }
}

package struct ReportCorrected: Sendable, Hashable {
    package var subject: Subject
    package var amount: StatedAmount
    package var reason: String
    package var note: String?

    package init(subject: Subject, amount: StatedAmount, reason: String) {
        self.subject = subject
        self.amount = amount
        self.reason = reason
    }
}

package struct ReportWithdrawn: Sendable, Hashable {
    package var subject: Subject
    package var reason: String
    package var replacedBy: EventID?
    package var note: String?

    package init(subject: Subject, reason: String) {
        self.subject = subject
        self.reason = reason
    }
}

/// A place and everything below it is closed through the end of a month.
package struct MonthClosed: Sendable, Hashable {
    package var city: String
    /// Nil: the city itself.
    package var place: String?
    package var month: Month
    /// Corrections and withdrawals are refused too.
    package var hard = false
    package var note: String?

    package init(city: String, place: String? = nil, month: Month) {
        self.city = city
        self.place = place
        self.month = month
    }
}

/// A place and everything below it is open again from the first day of a month.
package struct MonthReopened: Sendable, Hashable {
    package var city: String
    /// Nil: the city itself.
    package var place: String?
    package var month: Month
    package var reason: String

    package init(city: String, place: String? = nil, month: Month, reason: String) {
        self.city = city
        self.place = place
        self.month = month
        self.reason = reason
    }
}

/// From here on the log is signed with another key.
package struct KeyChanged: Sendable, Hashable {
    /// The new verifier key, as `proofs.md` writes it.
    package var key: String
    package var reason: String

    package init(key: String, reason: String) {
        self.key = key
        self.reason = reason
    }
}

/// The tree of every line before this one was signed.
package struct CheckpointSigned: Sendable, Hashable {
    /// The signed note, byte for byte.
    package var checkpoint: String

    package init(checkpoint: String) {
        self.checkpoint = checkpoint
    }
}

/// A quarter is published as it then stood; the text says all that its pages say.
package struct SnapshotIssued: Sendable, Hashable {
    package var city: String
    /// Nil: the city itself.
    package var place: String?
    package var quarter: Quarter
    /// The sealed text, byte for byte.
    package var sealed: String
    /// The signed note of the tree that it follows from; its last line is the text's digest.
    package var checkpoint: String

    package init(
        city: String,
        place: String? = nil,
        quarter: Quarter,
        sealed: String,
        checkpoint: String
    ) {
        self.city = city
        self.place = place
        self.quarter = quarter
        self.sealed = sealed
        self.checkpoint = checkpoint
    }
}
