import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct Correct: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Correct the amount of a report or target; the old one stays in the log.",
        discussion: """
            A correction changes the amount, its bound and its text. To change anything else, use
            --replace: the report is withdrawn and recorded anew, each naming the other.

            Examples:
              milepost correct last 24 --reason "the September sheet says 24"
              milepost correct @95 --replace --as-of 2024-09-30 --reason "wrong month"
            """
    )

    @OptionGroup var options: WriteOptions
    @Argument(help: "An id, its last 6 characters or more, @POSITION, or last.") var event: String
    @Argument(help: "The right amount.") var amount: String?
    @Option(help: "Why; public for ever.") var reason: String
    @Option(help: "atLeast, atMost, nearly or about.") var bound: String?
    @Option(help: "Public for ever.") var note: String?
    @Flag(help: "Withdraw the report and record it anew with what is given here.")
    var replace = false
    @Option(help: "With --replace: the mode.") var mode: String?
    @Option(help: "With --replace: the stage.") var stage: String?
    @Flag(name: .customLong("now-at"), help: "With --replace: the amount is at the stage.")
    var nowAt = false
    @Flag(name: .customLong("reached"), help: "With --replace: the amount has reached the stage.")
    var reached = false
    @Option(name: .customLong("as-of"), help: "With --replace: the day it is true for.")
    var asOf: String?
    @Option(name: .customLong("period-start"), help: "With --replace: first day of the period.")
    var periodStart: String?
    @Option(help: "With --replace: what a total counts from.") var baseline: String?
    @Option(help: "With --replace: the place.") var place: String?
    @Option(help: "With --replace: name=value; repeatable.") var facet: [String] = []
    @Option(help: "With --replace: DOC#FROM-TO.") var source: String?
    @Option(help: "The id of the correction, or of the new report (a UUID).") var id: String?
    @Flag(name: .customLong("dry-run"), help: "Decide, append nothing.") var dryRun = false

    func run() throws {
        let language = options.log.language
        let session = try options.open()
        let answer = try session.write(dryRun: dryRun) { log, appender in
            let decider = try session.decider(log, id: replace ? nil : id)
            let position = try session.session.event(event, actor: session.actor, in: log)
            if replace {
                return try replaced(
                    position,
                    decider,
                    session: session,
                    appender: &appender,
                    log: &log
                )
            }
            guard let amount else {
                throw Failure.wrongInput(
                    language(
                        "What is the right amount? Or use --replace to change anything else.",
                        "正确的数值是多少？如要更改其他内容，请用 --replace。"
                    )
                )
            }
            let decision = try decider.correct(
                position,
                amount: try AmountText(amount),
                bound: try bound.map { try Bound.read($0, language) },
                reason: reason,
                note: note
            )
            let report = try session.report(under: position, in: log)
            var answer = try session.changing(report, decider, in: &log) { log in
                try AppendAnswer.of(
                    decision,
                    id: id,
                    session: session,
                    appender: &appender,
                    log: &log
                )
            }
            if answer.appended.last?.added == true {
                answer.warnings += answer.change?.warnings ?? []
            }
            return answer
        }
        answer.write(options.log, dryRun: dryRun)
    }

    /// Withdraws the report and records it anew; a retry is compared with what was recorded.
    private func replaced(
        _ position: Position,
        _ decider: Decider<SQLiteLog>,
        session: WritingSession,
        appender: inout Appender,
        log: inout SQLiteLog
    ) throws -> AppendAnswer {
        let newID = try id.map { text in
            guard let given = EventID(text) else { throw Failure.notAnID(text, session.language) }
            return given
        }
        let earlier = try newID.flatMap { try Replacement($0, of: position, reason, in: log) }
        guard let recorded = try log.recorded(at: position),
            case .progressReported(let report) = recorded.event,
            let amount = try log.amount(of: report, at: position, knownAt: earlier?.known)
        else {
            throw Failure.wrongInput(
                session.language(
                    "@\(position) is no report in force, so it can't be replaced.",
                    "@\(position) 不是有效的上报，不能替换。"
                )
            )
        }
        // What is recorded anew arrived when the report did.
        let received = session.session.clock.day(of: recorded.recordedAt)
        var draft = try draft(report, amount, received: received, decider, session.session)
        let id = newID ?? appender.newID()
        let decision: Decision
        if let earlier {
            draft.replaces = try log.id(at: position)
            var again = try decider.formed(draft)
            again.restates = again.restates ?? earlier.report.restates
            again.received = earlier.report.received
            decision = Decision(events: [.progressReported(again)])
        } else {
            decision = try decider.replace(position, with: draft, newID: id, reason: reason)
        }
        guard case .progressReported(let new)? = decision.events.last else {
            throw Refusal.cannotActOn(id)
        }
        return try session.changing(new, decider, in: &log) { log in
            try AppendAnswer.of(
                decision,
                id: id.description,
                session: session,
                appender: &appender,
                log: &log
            )
        }
    }

    /// The report as it was, but for what is given here.
    private func draft(
        _ report: ProgressReported,
        _ inForce: StatedAmount,
        received: CalendarDate,
        _ decider: Decider<SQLiteLog>,
        _ read: Session
    ) throws -> ReportDraft {
        let language = read.language
        guard let measure = decider.catalogue.measures[report.measure] else {
            throw Refusal.unknownMeasure(
                report.measure.measure,
                in: report.measure.projectKey,
                known: []
            )
        }
        var draft = try ReportDraft(report, amount: inForce, received: received)
        if let amount { draft.amount = try AmountText(amount) }
        if let mode { draft.mode = try Mode.read(mode, language) }
        if let bound { draft.bound = try Bound.read(bound, language) }
        if let stage { draft.stage = try Stage.read(stage, measure.stages, language) }
        if nowAt { draft.nowAt = true }
        if reached { draft.nowAt = false }
        if let asOf { draft.asOf = try read.day(asOf, field: "--as-of") }
        if let periodStart {
            draft.periodStart = try read.firstDay(periodStart, field: "--period-start")
        }
        if let baseline { draft.baseline = try Baseline.read(baseline, language) }
        if let place {
            draft.place = try decider.catalogue.place(named: place, in: report.measure.city)
        }
        if !facet.isEmpty { draft.facets = try Facets.read(facet, language) }
        if let source {
            draft.source = try SourceRange.read(source, decider.catalogue, language)
        }
        if let note { draft.note = note }
        return draft
    }
}

/// A replacement that the log holds already.
private struct Replacement {
    var report: ProgressReported
    /// The last position before it: what it was formed from.
    var known: Position

    /// Nil where the id is new; refused where it is that of something else.
    init?(_ id: EventID, of position: Position, _ reason: String, in log: SQLiteLog) throws {
        guard let seen = try log.position(of: id) else { return nil }
        guard case .progressReported(let report)? = try log.event(at: seen) else {
            throw AppendError.idReused(id, at: seen)
        }
        for amendment in try log.amendments(of: position) where amendment.kind == .withdrawal {
            guard case .reportWithdrawn(let withdrawal)? = try log.event(at: amendment.position),
                withdrawal.replacedBy == id, withdrawal.reason == reason
            else { continue }
            self.report = report
            known = amendment.position - 1
            return
        }
        throw AppendError.idReused(id, at: seen)
    }
}

extension SQLiteLog {
    /// The amount in force of a report as it was known; nil when it was withdrawn.
    fileprivate func amount(
        of report: ProgressReported,
        at position: Position,
        knownAt: Position?
    ) throws -> StatedAmount? {
        let standing = try standing(of: position, knownAt: knownAt ?? .max)
        guard !standing.withdrawn else { return nil }
        guard let correction = standing.correction,
            case .reportCorrected(let corrected)? = try event(at: correction)
        else { return report.amount }
        return corrected.amount
    }
}
