import Milepost

/// Why a line is no event of this format, with the key concerned.
package enum UnreadableLine: Error, Sendable, Hashable {
    case notCanonical(NotCanonical)
    case notAnObject
    case unknownType(String)
    case newerVersion(type: String, version: Int64)
    case unknownKey(String, type: String)
    case missing(key: String)
    case badValue(key: String)
    /// A default that is written, or whatever else this program would have written otherwise.
    case notAsWritten
}

extension EventText {
    /// Reads a line from elsewhere, given without its line feed.
    ///
    /// Whatever is read writes the same bytes again; a line that would not is refused, so that
    /// nothing in a log can hide from this program.
    package static func readForeign(
        _ bytes: some RandomAccessCollection<UInt8>
    ) throws(UnreadableLine) -> RecordedEvent {
        let recorded = try read(bytes)
        guard line(recorded).elementsEqual(bytes) else { throw .notAsWritten }
        return recorded
    }

    /// Reads a stored line, which was written here or checked when it came in.
    package static func read(_ bytes: some RandomAccessCollection<UInt8>) throws(UnreadableLine)
        -> RecordedEvent
    {
        let json: JSON
        do { json = try JSON(canonical: bytes) } catch { throw .notCanonical(error) }
        guard case .object(let members) = json else { throw .notAnObject }
        var fields = Fields(members)
        let type = try fields.string("type")
        let version = try fields.integer("version")
        fields.type = type
        let id = try fields.id("id")
        let actor = try fields.string("actor")
        guard let recordedAt = Moment(try fields.string("recordedAt")) else {
            throw .badValue(key: "recordedAt")
        }
        let prev = try fields.optionalInteger("prev")
        let clockReason = try fields.optionalString("clockReason")
        guard version > 0 else { throw .badValue(key: "version") }
        guard version <= newestVersion(of: type) else {
            throw .newerVersion(type: type, version: version)
        }
        let event = try event(type, version: version, from: &fields)
        try fields.finish()
        return RecordedEvent(
            id: id,
            actor: actor,
            recordedAt: recordedAt,
            prev: prev,
            clockReason: clockReason,
            version: version,
            event: event
        )
    }

    private static func event(
        _ type: String,
        version: Int64,
        from fields: inout Fields
    ) throws(UnreadableLine) -> Event {
        switch type {
        case "LogOpened":
            guard try fields.integer("format") == 1 else {
                throw .newerVersion(type: type, version: 1)
            }
            return .logOpened(
                LogOpened(
                    origin: try fields.string("origin"),
                    timeZone: try fields.string("timeZone"),
                    key: try fields.optionalString("key"),
                    testClock: try fields.flag("testClock")
                )
            )
        case "PlaceDefined":
            return .placeDefined(
                PlaceDefined(
                    city: try fields.string("city"),
                    place: try fields.optionalString("place"),
                    parent: try fields.optionalString("parent"),
                    name: try fields.name("name")
                )
            )
        case "ProjectDefined":
            return .projectDefined(
                ProjectDefined(
                    project: try fields.project(),
                    name: try fields.name("name"),
                    theme: try fields.optionalString("theme"),
                    lead: try fields.optionalName("lead"),
                    reportsDue: try fields.optionalInteger("reportsDue").map(Int.init)
                )
            )
        case "MeasureDefined": return .measureDefined(try measure(from: &fields))
        case "TargetSet": return .targetSet(try target(version: version, from: &fields))
        case "SourceRegistered":
            return .sourceRegistered(
                SourceRegistered(
                    document: try fields.string("document"),
                    title: try fields.string("title"),
                    scalars: Int(try fields.integer("scalars")),
                    publisher: try fields.optionalString("publisher"),
                    published: try fields.optionalDate("published")
                )
            )
        case "ProgressReported": return .progressReported(try report(from: &fields))
        case "StatusDeclared": return .statusDeclared(try statement(from: &fields))
        case "ReportCorrected":
            var correction = ReportCorrected(
                subject: try fields.subject(),
                amount: try fields.amount(),
                reason: try fields.string("reason")
            )
            correction.note = try fields.optionalString("note")
            return .reportCorrected(correction)
        case "ReportWithdrawn":
            var withdrawal = ReportWithdrawn(
                subject: try fields.subject(),
                reason: try fields.string("reason")
            )
            withdrawal.replacedBy = try fields.optionalID("replacedBy")
            withdrawal.note = try fields.optionalString("note")
            return .reportWithdrawn(withdrawal)
        case "MonthClosed":
            var closing = MonthClosed(
                city: try fields.string("city"),
                place: try fields.optionalString("place"),
                month: try fields.month("month")
            )
            closing.hard = try fields.flag("hard")
            closing.note = try fields.optionalString("note")
            return .monthClosed(closing)
        case "MonthReopened":
            return .monthReopened(
                MonthReopened(
                    city: try fields.string("city"),
                    place: try fields.optionalString("place"),
                    month: try fields.month("month"),
                    reason: try fields.string("reason")
                )
            )
        case "KeyChanged":
            return .keyChanged(
                KeyChanged(key: try fields.string("key"), reason: try fields.string("reason"))
            )
        case "CheckpointSigned":
            return .checkpointSigned(CheckpointSigned(checkpoint: try fields.string("checkpoint")))
        case "SnapshotIssued":
            return .snapshotIssued(
                SnapshotIssued(
                    city: try fields.string("city"),
                    place: try fields.optionalString("place"),
                    quarter: try fields.quarter("quarter"),
                    sealed: try fields.string("sealed"),
                    checkpoint: try fields.string("checkpoint")
                )
            )
        default: throw .unknownType(type)
        }
    }

    private static func measure(from fields: inout Fields) throws(UnreadableLine) -> MeasureDefined
    {
        var measure = MeasureDefined(
            key: try fields.measure(),
            name: try fields.name("name"),
            unit: try fields.string("unit"),
            kind: try fields.word("kind")
        )
        measure.aliases = try fields.strings("aliases")
        measure.baseline = try fields.optionalBaseline("baseline") ?? .year
        if let better = try fields.optionalString("better") {
            guard better == "down" else { throw .badValue(key: "better") }
            measure.lowerIsBetter = true
        }
        let stages = try fields.strings("stages")
        if !stages.isEmpty {
            measure.stages = stages.compactMap(Stage.init)
            guard measure.stages.count == stages.count else { throw .badValue(key: "stages") }
        }
        measure.facets = try fields.facetDeclarations("facets")
        measure.frequency = try fields.optionalWord("frequency")
        measure.reportedBy = try fields.strings("reportedBy")
        measure.relations.partOf = try fields.optionalString("partOf")
        measure.relations.rateOf = try fields.rateOf("rateOf")
        if let pair = try fields.pair("rankOf", "measure", "among") {
            measure.relations.rankOf = .init(measure: pair.0, among: pair.1)
        }
        measure.relations.pairedWith = try fields.optionalString("pairedWith")
        measure.relations.effectOf = try fields.optionalString("effectOf")
        measure.relations.overlapUnknown = try fields.optionalString("overlapUnknown")
        return measure
    }

    /// The first version left out the day it holds from where that is 1 January of the year: since
    /// months can be closed, the default is another, and so it is always written.
    private static func target(
        version: Int64,
        from fields: inout Fields
    ) throws(UnreadableLine) -> TargetSet {
        var target = TargetSet(
            measure: try fields.measure(),
            amount: try fields.amount(),
            due: try fields.date("due")
        )
        target.place = try fields.optionalString("place")
        target.facets = try fields.facets()
        target.stage = try fields.optionalWord("stage")
        let newYear = CalendarDate(year: target.measure.year, month: 1, day: 1)
        target.from =
            version == 1
            ? try fields.optionalDate("asOf") ?? newYear : try fields.date("asOf")
        target.replaces = try fields.optionalID("replaces")
        target.reason = try fields.optionalString("reason")
        target.source = try fields.optionalSource()
        target.note = try fields.optionalString("note")
        return target
    }

    private static func report(
        from fields: inout Fields
    ) throws(UnreadableLine) -> ProgressReported {
        var report = ProgressReported(
            measure: try fields.measure(),
            mode: try fields.word("mode"),
            amount: try fields.amount(),
            asOf: try fields.date("asOf")
        )
        report.place = try fields.optionalString("place")
        report.facets = try fields.facets()
        report.stage = try fields.optionalWord("stage")
        report.nowAt = try fields.flag("nowAt")
        report.unit = try fields.optionalString("unit")
        report.was = try fields.optionalDecimal("was")
        report.baseline = try fields.optionalBaseline("baseline")
        report.periodStart = try fields.optionalDate("periodStart")
        report.received = try fields.optionalDate("received")
        report.due = try fields.optionalDate("due")
        report.assumed = try fields.basis()
        report.source = try fields.optionalSource()
        report.replaces = try fields.optionalID("replaces")
        report.restates = try fields.optionalID("restates")
        report.separate = try fields.flag("separate")
        report.note = try fields.optionalString("note")
        return report
    }

    private static func statement(
        from fields: inout Fields
    ) throws(UnreadableLine) -> StatusDeclared {
        var statement = StatusDeclared(
            project: try fields.project(),
            status: try fields.word("status"),
            asOf: try fields.date("asOf")
        )
        statement.measure = try fields.optionalString("measure")
        statement.place = try fields.optionalString("place")
        statement.expect = try fields.optionalDate("expect")
        statement.assumed = try fields.basis()
        statement.source = try fields.optionalSource()
        statement.note = try fields.optionalString("note")
        return statement
    }
}
