import ArgumentParser
import EventLog
import Milepost
import MilepostReports

struct Target: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Set or revise what was promised.",
        discussion: """
            Examples:
              milepost target school-expansion/projects 15 --due 2024-12-31
              milepost target school-expansion/projects 18 --due 2024-12-31 --replaces 4f2a91 \
            --reason "three schools added" --as-of 2024-11-01
            """
    )

    @OptionGroup var options: WriteOptions
    @Argument(help: "PROJECT/MEASURE") var measure: String
    @Argument(help: "The amount promised.") var amount: String
    @Option(help: "The day by which.") var due: String
    @Option(help: "The stage that meets it; the ladder's last unless given.") var stage: String?
    @Option(help: "The target that this one revises.") var replaces: String?
    @Option(help: "Why it is revised.") var reason: String?
    @Option(
        name: .customLong("as-of"),
        help: "The day it holds from; 1 January of the plan's year."
    )
    var asOf: String?
    @Option(help: "Where, if not the whole city.") var place: String?
    @Option(help: "name=value; repeatable.") var facet: [String] = []
    @Option(help: "atLeast or atMost.") var bound: String?
    @Option(help: "DOC#FROM-TO: where a registered document says so.") var source: String?
    @Option(help: "Public for ever.") var note: String?
    @Option(help: "The event's id (a UUID).") var id: String?
    @Flag(name: .customLong("dry-run"), help: "Decide, append nothing.") var dryRun = false

    func run() throws {
        let language = options.log.language
        let session = try options.open()
        let read = session.session
        let answer = try session.write(dryRun: dryRun) { log, appender in
            let decider = try session.decider(log, id: id)
            let catalogue = decider.catalogue
            let key = try catalogue.measure(named: measure)
            guard let definition = catalogue.measures[key] else {
                throw Refusal.unknownMeasure(key.measure, in: key.projectKey, known: [])
            }
            var target = TargetSet(
                measure: key,
                amount: try AmountText(amount).promised(
                    bound: try bound.map { try Bound.read($0, language) },
                    of: definition
                ),
                due: try read.day(due, field: "--due")
            )
            target.stage = try stage.map { try Stage.read($0, definition.stages, language) }
            target.place = try place.map { try catalogue.place(named: $0, in: key.city) }
            target.facets = try Facets.read(facet, language)
            target.from = try asOf.map { try read.firstDay($0, field: "--as-of") }
            target.replaces = try replaces.map {
                let position = try read.event($0, actor: session.actor, in: log)
                guard let id = try log.id(at: position) else { throw Refusal.unknownEvent($0) }
                return id
            }
            target.reason = reason
            target.source = try source.map { try SourceRange.read($0, catalogue, language) }
            target.note = note
            return try AppendAnswer.of(
                try decider.target(target),
                id: id,
                session: session,
                appender: &appender,
                log: &log
            )
        }
        answer.write(options.log, dryRun: dryRun)
    }
}
