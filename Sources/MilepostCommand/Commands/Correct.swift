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
            return try AppendAnswer.of(
                decision,
                id: id,
                session: session,
                appender: &appender,
                log: &log
            )
        }
        answer.write(options.log, dryRun: dryRun)
    }

    private func replaced(
        _ position: Position,
        _ decider: Decider<SQLiteLog>,
        session: WritingSession,
        appender: inout Appender,
        log: inout SQLiteLog
    ) throws -> AppendAnswer {
        let language = session.language
        let read = session.session
        guard case .progressReported(let report)? = try log.event(at: position),
            let inForce = try decider.amountInForce(of: report, at: position),
            let measure = decider.catalogue.measures[report.measure]
        else {
            throw Failure.wrongInput(
                language(
                    "@\(position) is no report in force, so it can't be replaced.",
                    "@\(position) 不是有效的上报，不能替换。"
                )
            )
        }
        var draft = try ReportDraft(report, amount: inForce, today: read.clock.today)
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
        let newID: EventID
        if let id {
            guard let given = EventID(id) else { throw Failure.notAnID(id, language) }
            newID = given
        } else {
            newID = appender.newID()
        }
        let decision = try decider.replace(position, with: draft, newID: newID, reason: reason)
        return try AppendAnswer.of(
            decision,
            id: newID.description,
            session: session,
            appender: &appender,
            log: &log
        )
    }
}

struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take an event out of force; it stays in the log.",
        discussion: """
            Withdrawing a withdrawal undoes it.

            Example:
              milepost withdraw 4f2a91 --reason "reported twice"
            """
    )

    @OptionGroup var options: WriteOptions
    @Argument(help: "An id, its last 6 characters or more, @POSITION, or last.") var event: String
    @Option(help: "Why; public for ever.") var reason: String
    @Option(help: "Public for ever.") var note: String?
    @Option(help: "The event's id (a UUID).") var id: String?
    @Flag(name: .customLong("dry-run"), help: "Decide, append nothing.") var dryRun = false

    func run() throws {
        let session = try options.open()
        let answer = try session.write(dryRun: dryRun) { log, appender in
            let decider = try session.decider(log, id: id)
            let position = try session.session.event(event, actor: session.actor, in: log)
            return try AppendAnswer.of(
                try decider.withdraw(position, reason: reason, note: note),
                id: id,
                session: session,
                appender: &appender,
                log: &log
            )
        }
        answer.write(options.log, dryRun: dryRun)
    }
}
