import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct GapsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps",
        abstract: "Which reports of a month are missing, and which came late.",
        discussion: """
            Expected is what the plan says: each measure that is due monthly, quarterly or yearly,
            from each place that reports it, in the last month of each period of the plan's year.
            Any report of the measure by that place with an as-of date in the period has arrived,
            +0 too. Late is what was received, or else recorded, after the day that the plan names
            in reports-due. Gaps are an answer and no fault: the exit status is 0.

            Examples:
              milepost gaps
              milepost gaps 2024-09 --lead 市住建局 --known-at 2024-10-31
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "The month; the last whole one unless given.") var month: String?
    @Option(help: "Projects that one office leads.") var lead: String?
    @Option(help: "Reported by this place, or by one below it.") var place: String?
    @Option(name: .customLong("known-at"), help: "As known at a position, a time, or a day's end.")
    var knownAt: String?

    func run() throws {
        let session = try log.openForReading()
        let gaps = try session.store.read { view in
            let knownAt = try session.knownAt(self.knownAt, in: view)
            let today = try session.day(ofKnowing: self.knownAt, at: knownAt, in: view)
            let month = try month.map { try session.month($0) } ?? Month(of: today).previous
            let catalogue = try Catalogue(
                view,
                knownAt: knownAt,
                mentioning: [place].compactMap(\.self)
            )
            try catalogue.checkLead(lead, session.language)
            let filter = Gaps.Filter(
                lead: lead,
                place: try place.map { try catalogue.place(named: $0, in: nil) }
            )
            return try Gaps(
                view,
                catalogue: catalogue,
                month: month,
                filter: filter,
                today: today,
                knownAt: knownAt
            )
        }
        switch log.format {
        case .text: Output.send(Array(gaps.text(session.language).utf8))
        case .json: Output.write(gaps.json.text)
        }
    }
}

extension Session {
    /// The day on which somebody knew what was known: of a position the day that it was recorded.
    fileprivate func day(
        ofKnowing text: String?,
        at position: Position,
        in view: some LogView
    ) throws -> CalendarDate {
        guard let text else { return clock.today }
        if let moment = Moment(text) { return clock.day(of: moment) }
        guard text.hasPrefix("@") || text.allSatisfy(\.isNumber) else {
            return try day(text, field: "--known-at")
        }
        return try view.recorded(at: position).map { clock.day(of: $0.recordedAt) } ?? clock.today
    }
}

extension Catalogue {
    /// Refuses the name of an office that leads no project: nothing would seem to be missing.
    func checkLead(_ lead: String?, _ language: Language) throws {
        let leads = projectOrder.compactMap { projects[$0]?.lead }
        guard let lead, !leads.contains(where: { $0.all.contains(lead) }) else { return }
        throw Failure.unknownWord(lead, "--lead", Set(leads.map(language.name)).sorted(), language)
    }
}
