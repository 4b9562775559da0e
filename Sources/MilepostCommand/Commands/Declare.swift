import ArgumentParser
import EventLog
import Milepost
import MilepostReports

struct Declare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say how a project or measure stands, without a number.",
        discussion: """
            Example:
              milepost declare pocket-parks met --as-of 2024-09-30
              milepost declare old-communities/communities forecast --expect 2024-10

            Statuses: \(Status.allCases.map(\.rawValue).joined(separator: ", ")).
            """
    )

    @OptionGroup var options: WriteOptions
    @Argument(help: "PROJECT or PROJECT/MEASURE.") var subject: String
    @Argument(help: "The status.") var status: String
    @Option(name: .customLong("as-of"), help: "The day it is true for; today unless given.")
    var asOf: String?
    @Option(help: "The day it is expected for.") var expect: String?
    @Option(help: "Where, if not the whole city.") var place: String?
    @Option(help: "DOC#FROM-TO: where a registered document says so.") var source: String?
    @Flag(help: "Dates or scope are assumed, not stated.") var assumed = false
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
            let (project, measure) = try catalogue.subject(named: subject)
            var statement = StatusDeclared(
                project: project,
                status: try Status.read(status, language),
                asOf: try read.asOf(asOf)
            )
            statement.measure = measure
            statement.expect = try expect.map { try read.day($0, field: "--expect") }
            statement.place = try place.map { try catalogue.place(named: $0, in: project.city) }
            statement.source = try source.map { try SourceRange.read($0, catalogue, language) }
            statement.assumed = assumed
            statement.note = note
            return try AppendAnswer.of(
                try decider.declare(statement),
                id: id,
                session: session,
                appender: &appender,
                log: &log
            )
        }
        answer.write(options.log, dryRun: dryRun)
    }
}

extension Catalogue {
    /// A project, or one of its measures.
    func subject(named text: String) throws -> (ProjectKey, String?) {
        do {
            return (try project(named: text), nil)
        } catch let refusal {
            guard text.contains("/") else { throw refusal }
            let key = try measure(named: text)
            return (key.projectKey, key.measure)
        }
    }
}
