import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "The events, in the order they were recorded.",
        discussion: """
            Examples:
              milepost history old-communities
              milepost history --by "Housing bureau" --since 2024-10-01 --lang zh
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "PROJECT or PROJECT/MEASURE; the whole log unless given.") var subject: String?
    @Option(name: .customLong("known-at"), help: "Only what was known then.") var knownAt: String?
    @Option(help: "Only what this actor recorded.") var by: String?
    @Option(help: "Only what was recorded from this day on.") var since: String?

    func run() throws {
        let session = try log.openForReading()
        let history = try session.store.read { view -> OutputJSON? in
            let knownAt = try session.knownAt(self.knownAt, in: view)
            let since = try since.map { text in
                try session.clock.start(of: session.firstDay(text, field: "--since"))
            }
            let catalogue = try Catalogue(view, knownAt: knownAt)
            let subject = try subject.map { try catalogue.subject(named: $0) }
            let filter = History.Filter(
                project: subject?.0,
                measure: subject.flatMap { $0.0.measure($0.1) },
                actor: by,
                since: since
            )
            // Printed as it is read: a log may be longer than memory.
            if log.format == .text {
                try History.forEach(
                    in: view,
                    catalogue: catalogue,
                    filter: filter,
                    knownAt: knownAt
                ) { entry in
                    Output.write(
                        entry.text(session.language, catalogue, time: session.clock.text)
                    )
                }
                return nil as OutputJSON?
            }
            return try History(view, catalogue: catalogue, filter: filter, knownAt: knownAt)
                .json(catalogue)
        }
        if let history { Output.write(history.text) }
    }
}

extension ProjectKey {
    fileprivate func measure(_ code: String?) -> MeasureKey? {
        code.map { MeasureKey(city: city, year: year, project: project, measure: $0) }
    }
}

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "One event: its line, its hash, what it changed, what acted on it.",
        discussion: """
            Examples:
              milepost show @95
              milepost show last --actor "Housing bureau"
            """
    )

    @OptionGroup var log: LogOptions
    @Option(help: "Whose event `last` is (also MILEPOST_ACTOR).") var actor: String?
    @Argument(help: "An id, its last 6 characters or more, @POSITION, or last.") var event: String

    func run() throws {
        let session = try log.openForReading()
        let page = try session.store.read { view in
            let position = try session.event(
                event,
                actor: actor ?? session.namedActor,
                in: view
            )
            guard let page = try EventPage(view, at: position) else {
                throw Refusal.unknownEvent(event)
            }
            return page
        }
        switch log.format {
        case .text: Output.write(try page.text(session.language, time: session.clock.text))
        case .json: Output.write(try page.json.text)
        }
    }
}
