import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "What a careful auditor would ask of the figures; silent when all is well.",
        discussion: """
            Prints nothing and ends with 0 when all is well. Otherwise it prints what it
            found, the gravest first, and ends with 1; notices count too.

              error    two statements contradict each other: one of them is wrong
              warning  most likely a mistake, or something counted twice
              notice   nothing need be wrong, but somebody should look, or ask

            Amounts are compared as what they may stand for: 9.9万 is 98,500 to 99,500,
            88.79% is 88.785 to 88.795. --all lists every check made with both sides,
            what follows from them, and the verdict: holds, derived (only one side is
            stated), cannot be told, or the severity of a finding.

            Examples:
              milepost check --as-of 2024-09-30
              milepost check --all --as-of 2024-09-30 --lang zh
            """
    )

    @OptionGroup var log: LogOptions
    @Flag(help: "Every check made, also those that hold.") var all = false
    @OptionGroup var dates: DateOptions
    @Option(help: "This place and everything below it.") var place: String?

    func run() throws {
        let session = try log.openForReading()
        let progress = Progress(session.language("Checking", "正在核对"))
        let report = try session.store.read { view in
            let knownAt = try session.knownAt(dates.knownAt, in: view)
            let catalogue = try Catalogue(
                view,
                knownAt: knownAt,
                mentioning: [place].compactMap(\.self)
            )
            return try CheckReport(
                view,
                catalogue: catalogue,
                query: CheckQuery(
                    asOf: try session.asOf(dates.asOf),
                    knownAt: knownAt,
                    place: try place.map { try catalogue.place(named: $0, in: nil) },
                    all: all
                ),
                progress: { progress.update($0, of: $1) }
            )
        }
        progress.finish()
        switch log.format {
        case .text: Output.send(Array(report.text(session.language).utf8))
        case .json: Output.write(report.json(session.language).text)
        }
        if !report.findings.isEmpty { throw ExitCode(1) }
    }
}
