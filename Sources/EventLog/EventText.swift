package import Milepost

/// Events as lines and lines as events: the one room that knows stored names and versions.
///
/// These spellings are the storage format. Renaming a Swift type or property changes nothing here;
/// changing a string here would make every log unreadable.
package enum EventText {
    /// The version of a type's form that is written now, where it is not the first; every earlier
    /// one is still read.
    private static let newest: [String: Int64] = ["TargetSet": 2]

    static func newestVersion(of type: String) -> Int64 { newest[type] ?? 1 }

    static func version(of event: Event) -> Int64 { newestVersion(of: typeName(of: event)) }

    /// The canonical line of an event.
    package static func line(_ recorded: RecordedEvent) -> [UInt8] { written(recorded).line }

    /// The canonical line, and whether a text may have been composed for it: then the event says
    /// otherwise than its line until it is read again.
    static func written(_ recorded: RecordedEvent) -> (line: [UInt8], mayBeComposed: Bool) {
        var members = self.members(of: recorded.event, version: recorded.version)
        members += [
            ("id", .string(recorded.id.description)),
            ("type", .string(typeName(of: recorded.event))),
            ("version", .integer(recorded.version)),
            ("actor", .string(recorded.actor)),
            ("recordedAt", .string(recorded.recordedAt.description)),
            ("prev", recorded.prev.map { .integer($0) }),
            ("clockReason", recorded.clockReason.text),
        ]
        return canonical(members)
    }

    /// The members as canonical JSON, with every text in NFC.
    private static func canonical(_ members: Members) -> (line: [UInt8], mayBeComposed: Bool) {
        let json = JSON.sorted(members)
        let bytes = json.bytes
        // One look at the bytes spares a look at each text.
        guard bytes.withUnsafeBufferPointer({ $0.mayCompose }) else { return (bytes, false) }
        return (json.inNFC.bytes, true)
    }

    /// What makes two events with one id the same: the line without `recordedAt`, `prev` and
    /// `clockReason`, which are of the recording; of an id made from a CSV row only what the row
    /// says.
    package static func content(_ recorded: RecordedEvent) -> [UInt8] {
        if recorded.id.version == 8, case .progressReported(let report) = recorded.event {
            return rowContent(of: report)
        }
        // Whatever form the line has: sent again by a newer program it is still the same event.
        var members = self.members(of: recorded.event)
        members += [
            ("id", .string(recorded.id.description)),
            ("type", .string(typeName(of: recorded.event))),
            ("actor", .string(recorded.actor)),
        ]
        return canonical(members).line
    }

    /// The content of a CSV row, from which its id is made.
    package static func rowContent(of report: ProgressReported) -> [UInt8] {
        let names: Set = [
            "city", "year", "project", "measure", "place", "facets", "stage", "nowAt", "mode",
            "value", "bound", "baseline", "periodStart", "asOf", "source",
        ]
        return canonical(members(of: .progressReported(report)).filter { names.contains($0.0) })
            .line
    }

    /// The id of a CSV row without one.
    ///
    /// The ordinal is the row's number among equal rows of the file, from 1.
    package static func rowID(of report: ProgressReported, ordinal: Int) -> EventID {
        var digest = Array(
            LeafHash.sha256(rowContent(of: report) + [0] + Array(String(ordinal).utf8)).prefix(16)
        )
        digest[6] = digest[6] & 0x0F | 0x80
        digest[8] = digest[8] & 0x3F | 0x80
        return EventID(bytes: digest)
    }

    static func typeName(of event: Event) -> String {
        switch event {
        case .logOpened: "LogOpened"
        case .placeDefined: "PlaceDefined"
        case .projectDefined: "ProjectDefined"
        case .measureDefined: "MeasureDefined"
        case .targetSet: "TargetSet"
        case .sourceRegistered: "SourceRegistered"
        case .progressReported: "ProgressReported"
        case .statusDeclared: "StatusDeclared"
        case .reportCorrected: "ReportCorrected"
        case .reportWithdrawn: "ReportWithdrawn"
        case .monthClosed: "MonthClosed"
        case .monthReopened: "MonthReopened"
        case .keyChanged: "KeyChanged"
        case .checkpointSigned: "CheckpointSigned"
        case .snapshotIssued: "SnapshotIssued"
        }
    }

    package static func name(of event: Event) -> String { typeName(of: event) }
}

// MARK: Writing

extension EventText {
    typealias Members = [(String, JSON?)]

    /// The members of an event in the form of a version, or as it is written now.
    static func members(of event: Event, version: Int64? = nil) -> Members {
        switch event {
        case .logOpened(let log):
            [
                ("format", .integer(Int64(log.format))), ("origin", .string(log.origin)),
                ("timeZone", .string(log.timeZone)), ("key", log.key.text),
                ("testClock", log.testClock.flag),
            ]
        case .placeDefined(let place):
            [
                ("city", .string(place.city)), ("place", place.place.text),
                ("parent", place.parent.text), ("name", place.name.json),
            ]
        case .projectDefined(let project):
            project.project.members + [
                ("name", project.name.json), ("theme", project.theme.text),
                ("lead", project.lead?.json),
                ("reportsDue", project.reportsDue.map { .integer(Int64($0)) }),
            ]
        case .measureDefined(let measure): members(of: measure)
        case .targetSet(let target):
            target.measure.members + target.amount.members + [
                ("place", target.place.text), ("facets", target.facets.json),
                ("stage", target.stage.json), ("due", target.due.json),
                ("asOf", version == 1 && target.holdsFromNewYear ? nil : target.from?.json),
                ("replaces", target.replaces?.json), ("reason", target.reason.text),
                ("source", target.source?.json), ("note", target.note.text),
            ]
        case .sourceRegistered(let source):
            [
                ("document", .string(source.document)), ("title", .string(source.title)),
                ("scalars", .integer(Int64(source.scalars))), ("publisher", source.publisher.text),
                ("published", source.published?.json),
            ]
        case .progressReported(let report): members(of: report)
        case .statusDeclared(let statement):
            statement.project.members + [
                ("measure", statement.measure.text), ("place", statement.place.text),
                ("status", .string(statement.status.rawValue)), ("asOf", statement.asOf.json),
                ("expect", statement.expect?.json), ("basis", statement.assumed.basis),
                ("source", statement.source?.json), ("note", statement.note.text),
            ]
        case .reportCorrected(let correction):
            correction.subject.members + correction.amount.members + [
                ("reason", .string(correction.reason)), ("note", correction.note.text),
            ]
        case .reportWithdrawn(let withdrawal):
            withdrawal.subject.members + [
                ("reason", .string(withdrawal.reason)),
                ("replacedBy", withdrawal.replacedBy?.json), ("note", withdrawal.note.text),
            ]
        case .monthClosed(let closing):
            [
                ("city", .string(closing.city)), ("place", closing.place.text),
                ("month", closing.month.json), ("hard", closing.hard.flag),
                ("note", closing.note.text),
            ]
        case .monthReopened(let reopening):
            [
                ("city", .string(reopening.city)), ("place", reopening.place.text),
                ("month", reopening.month.json), ("reason", .string(reopening.reason)),
            ]
        case .keyChanged(let change):
            [("key", .string(change.key)), ("reason", .string(change.reason))]
        case .checkpointSigned(let signed): [("checkpoint", .string(signed.checkpoint))]
        case .snapshotIssued(let issued):
            [
                ("city", .string(issued.city)), ("place", issued.place.text),
                ("quarter", .string(issued.quarter.description)),
                ("sealed", .string(issued.sealed)), ("checkpoint", .string(issued.checkpoint)),
            ]
        }
    }

    private static func members(of report: ProgressReported) -> Members {
        report.measure.members + report.amount.members + [
            ("place", report.place.text), ("facets", report.facets.json),
            ("stage", report.stage.json), ("nowAt", report.nowAt.flag),
            ("mode", .string(report.mode.rawValue)), ("unit", report.unit.text),
            ("was", report.was.map { .string($0.description) }),
            ("baseline", report.baseline.map { .string($0.text) }),
            ("periodStart", report.periodStart?.json), ("asOf", report.asOf.json),
            ("received", report.received?.json), ("due", report.due?.json),
            ("basis", report.assumed.basis), ("source", report.source?.json),
            ("replaces", report.replaces?.json), ("restates", report.restates?.json),
            ("separate", report.separate.flag), ("note", report.note.text),
        ]
    }

    private static func members(of measure: MeasureDefined) -> Members {
        let relations = measure.relations
        return measure.key.members + [
            ("name", measure.name.json), ("aliases", measure.aliases.json),
            ("unit", .string(measure.unit)), ("kind", .string(measure.kind.rawValue)),
            ("baseline", measure.baseline == .year ? nil : .string(measure.baseline.text)),
            ("better", measure.lowerIsBetter ? .string("down") : nil),
            ("stages", measure.stages == [.done] ? nil : measure.stages.map(\.rawValue).json),
            ("facets", measure.facets.json),
            ("frequency", measure.frequency.map { .string($0.rawValue) }),
            ("reportedBy", measure.reportedBy.json), ("partOf", relations.partOf.text),
            (
                "rateOf",
                relations.rateOf.map { rate in
                    .sorted(
                        [("numerator", rate.numerator), ("denominator", rate.denominator)]
                            .compactMap { name, code in code.map { (name, .string($0)) } }
                    )
                }
            ),
            (
                "rankOf",
                relations.rankOf.map {
                    .sorted([("measure", .string($0.measure)), ("among", .string($0.among))])
                }
            ),
            ("pairedWith", relations.pairedWith.text), ("effectOf", relations.effectOf.text),
            ("overlapUnknown", relations.overlapUnknown.text),
        ]
    }
}

extension Optional<String> {
    fileprivate var text: JSON? { map { .string($0) } }
}

extension Bool {
    fileprivate var flag: JSON? { self ? .bool(true) : nil }
    fileprivate var basis: JSON? { self ? .string("assumed") : nil }
}

extension [String] {
    fileprivate var json: JSON? { isEmpty ? nil : .array(map { .string($0) }) }
}

extension Name {
    fileprivate var json: JSON { .sorted([("zh", zh.text), ("en", en.text)]) }
}

extension Month {
    fileprivate var json: JSON { .string(description) }
}

extension TargetSet {
    /// What the first version left out.
    fileprivate var holdsFromNewYear: Bool {
        from == CalendarDate(year: measure.year, month: 1, day: 1)
    }
}

extension CalendarDate {
    fileprivate var json: JSON { .string(description) }
}

extension EventID {
    fileprivate var json: JSON { .string(description) }
}

extension Optional<Stage> {
    fileprivate var json: JSON? { map { .string($0.rawValue) } }
}

extension Facets {
    fileprivate var json: JSON? {
        isEmpty ? nil : .sorted(pairs.map { ($0.name, .string($0.value)) })
    }
}

extension [FacetDeclaration] {
    fileprivate var json: JSON? {
        guard !isEmpty else { return nil }
        return .sorted(
            map { facet in
                (
                    facet.name,
                    .sorted([("values", facet.values.json), ("addsUp", facet.addsUp.flag)])
                )
            }
        )
    }
}

extension ProjectKey {
    fileprivate var members: EventText.Members {
        [
            ("city", .string(city)), ("year", .integer(Int64(year))),
            ("project", .string(project)),
        ]
    }
}

extension MeasureKey {
    fileprivate var members: EventText.Members {
        projectKey.members + [("measure", .string(measure))]
    }
}

extension Subject {
    fileprivate var members: EventText.Members {
        project.members + [("measure", measure.text), ("on", on.json)]
    }
}

extension StatedAmount {
    fileprivate var members: EventText.Members {
        [
            ("value", .string(value.description)),
            ("bound", bound == .exact ? nil : .string(bound.rawValue)), ("written", written.text),
        ]
    }
}

extension SourceRange {
    fileprivate var json: JSON {
        .sorted([
            ("document", .string(document)),
            ("from", range.map { .integer(Int64($0.lowerBound)) }),
            ("to", range.map { .integer(Int64($0.upperBound)) }),
        ])
    }
}
