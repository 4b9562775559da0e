import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record one report of progress, or a sheet of them.",
        discussion: """
            Examples:
              milepost record old-communities/communities '+5' --stage completed --as-of 2024-10
              milepost record rural-roads/length '=764.6' --stage completed --as-of 2024-09-30
              milepost record school-expansion/area 7.3万平方米 --mode total --stage completed
              milepost record --from september.csv --dry-run

            '+5' is 5 more, '=24' is 24 to date, a bare amount is a level; or say it with --mode.
            """
    )

    @OptionGroup var options: WriteOptions
    @Argument(help: ArgumentHelp("PROJECT/MEASURE", valueName: "project/measure"))
    var measure: String?
    @Argument(help: "The amount: '+5', '=24', 670, 9.9万, 1万余, 88.79%.") var amount: String?

    @Option(name: .customLong("from"), help: "A sheet (CSV): all of it or nothing.")
    var file: String?
    @Option(help: "increment, total, level, change, remaining or share.") var mode: String?
    @Option(help: "atLeast, atMost, nearly or about.") var bound: String?
    @Option(help: "What the amount has reached.") var stage: String?
    @Flag(name: .customLong("now-at"), help: "The amount is at the stage, not all that reached it.")
    var nowAt = false
    @Option(name: .customLong("as-of"), help: "The day it is true for; today unless given.")
    var asOf: String?
    @Option(name: .customLong("period-start"), help: "First day of the period of an increment.")
    var periodStart: String?
    @Option(help: "What a total counts from: year, inception, unstated or a date.")
    var baseline: String?
    @Option(help: "Where, if not the whole city.") var place: String?
    @Option(help: "name=value; repeatable.") var facet: [String] = []
    @Option(help: "The level before, as the report states it.") var was: String?
    @Option(help: "Of a remaining amount: the day it is to be done by.") var due: String?
    @Option(help: "The day the office received the report.") var received: String?
    @Option(help: "DOC#FROM-TO: where a registered document says so.") var source: String?
    @Option(help: "The report that this one repeats; it counts for nothing.") var restates: String?
    @Flag(help: "A second fact of the same document, figure and day.") var separate = false
    @Flag(help: "Dates, scope or stage are assumed, not stated.") var assumed = false
    @Option(help: "Public for ever.") var note: String?
    @Option(help: "The event's id (a UUID): a retry with the same id appends nothing.")
    var id: String?
    @Flag(name: .customLong("dry-run"), help: "Decide and say what would be, append nothing.")
    var dryRun = false

    func run() throws {
        let language = options.log.language
        if let file {
            guard measure == nil, amount == nil else {
                throw Failure.wrongInput(
                    language(
                        "With --from the reports are in the sheet; give no amount beside it.",
                        "使用 --from 时内容在表格中，不再另写数值。"
                    )
                )
            }
            try RecordSheet(file: file, options: options, dryRun: dryRun).run()
            return
        }
        guard let measure, let amount else {
            throw Failure.wrongInput(
                language(
                    """
                    What is recorded? For example: milepost record \
                    old-communities/communities '+5' --stage completed --as-of 2024-10
                    """,
                    "要记录什么？例如：milepost record old-communities/communities '+5' --stage completed --as-of 2024-10"
                )
            )
        }
        let session = try options.open()
        let given = try id.map { text in
            guard let id = EventID(text) else { throw Failure.notAnID(text, language) }
            return id
        }
        let (answer, withdrawn) = try session.write(dryRun: dryRun) { log, appender in
            let decider = try session.decider(log, mentioning: measure)
            let key = try decider.catalogue.measure(named: measure)
            let draft = try draft(
                key,
                amount,
                session: session,
                catalogue: decider.catalogue,
                log: log
            )
            let report = try decider.formed(draft)
            func figure() throws -> FigureAnswer {
                try FigureAnswer(
                    of: report,
                    in: log,
                    catalogue: decider.catalogue,
                    today: session.session.clock.today
                )
            }
            let before = try figure()
            let outcome = try decider.record(draft, id: given, appender: &appender, log: &log)
            let after = try figure()
            let answer = RecordAnswer(
                event: outcome.event,
                position: outcome.position,
                added: outcome.added,
                asOf: draft.asOf,
                before: before,
                after: after,
                warnings: outcome.warnings,
                dryRun: dryRun
            )
            return (answer, withdrawn: outcome.withdrawn)
        }
        switch options.log.format {
        case .text: Output.write(answer.text(language))
        case .json: Output.write(answer.json(language).text)
        }
        if withdrawn {
            throw Failure.wrongInput(
                language(
                    "That event is in the log already, and was withdrawn since.",
                    "该事件已在日志中，且之后已被撤回。"
                )
            )
        }
    }

    private func draft(
        _ key: MeasureKey,
        _ amount: String,
        session: WritingSession,
        catalogue: Catalogue,
        log: SQLiteLog
    ) throws -> ReportDraft {
        let read = session.session
        let language = session.language
        let today = read.clock.today
        guard let definition = catalogue.measures[key] else {
            throw Refusal.unknownMeasure(key.measure, in: key.projectKey, known: [])
        }
        var draft = ReportDraft(
            measure: key,
            amount: try AmountText(amount),
            asOf: try read.asOf(asOf),
            received: try received.map { try read.day($0, field: "--received") } ?? today
        )
        draft.mode = try mode.map { try Mode.read($0, language) }
        draft.bound = try bound.map { try Bound.read($0, language) }
        draft.stage = try stage.map { try Stage.read($0, definition.stages, language) }
        draft.nowAt = nowAt
        draft.baseline = try baseline.map { try Baseline.read($0, language) }
        draft.periodStart = try periodStart.map { try read.firstDay($0, field: "--period-start") }
        draft.place = try place.map { try catalogue.place(named: $0, in: key.city) }
        draft.facets = try Facets.read(facet, language)
        draft.was = try was.map { try AmountText($0).value }
        draft.due = try due.map { try read.day($0, field: "--due") }
        draft.source = try source.map { try SourceRange.read($0, catalogue, language) }
        draft.restates = try restates.map {
            let position = try read.event($0, actor: session.actor, in: log)
            guard let id = try log.id(at: position) else { throw Refusal.unknownEvent($0) }
            return id
        }
        draft.separate = separate
        draft.assumed = assumed
        draft.note = note
        return draft
    }
}
