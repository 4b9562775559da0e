import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

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
            let decision = try decider.withdraw(position, reason: reason, note: note)
            let report = try session.report(under: position, in: log)
            return try session.changing(report, decider, in: &log) { log in
                try AppendAnswer.of(
                    decision,
                    id: id,
                    session: session,
                    appender: &appender,
                    log: &log
                )
            }
        }
        answer.write(options.log, dryRun: dryRun)
    }
}
