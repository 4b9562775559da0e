import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "How the projects stand, as of any day, as known at any moment.",
        discussion: """
            Examples:
              milepost status --as-of 2024-09-30
              milepost status old-communities --as-of 2024Q3 --known-at 2024-10-31 --lang zh
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "One project only.") var project: String?
    @OptionGroup var dates: DateOptions
    @Option(help: "At this place instead of the city.") var place: String?
    @Option(help: "name=value; repeatable.") var facet: [String] = []
    @Option(help: "place: also the figures of every place below.") var by: String?
    @Option(help: "Projects of one theme.") var theme: String?
    @Option(help: "Projects that one office leads.") var lead: String?

    func run() throws {
        let session = try log.openForReading()
        let language = session.language
        guard by == nil || by == "place" else {
            throw Failure.unknownWord(by ?? "", "--by", ["place"], language)
        }
        let report = try session.store.read { view in
            let knownAt = try session.knownAt(dates.knownAt, in: view)
            var query = StatusQuery(asOf: try session.asOf(dates.asOf), knownAt: knownAt)
            let catalogue = try Catalogue(
                view,
                knownAt: knownAt,
                mentioning: [place, project?.cityNamed].compactMap(\.self)
            )
            query.project = try project.map { try catalogue.project(named: $0) }
            query.place = try place.map {
                try catalogue.place(named: $0, in: query.project?.city)
            }
            query.facets = try Facets.read(facet, language)
            query.byPlace = by != nil
            query.theme = theme
            query.lead = lead
            return try StatusReport(view, catalogue: catalogue, query: query)
        }
        switch log.format {
        case .text:
            Output.write(
                report.text(language, colour: Output.inColour, time: session.clock.text)
            )
        case .json: Output.write(report.json.text)
        }
    }
}

extension String {
    /// What stands before the first slash: the city, where a name is given whole.
    var cityNamed: String? { contains("/") ? split(separator: "/").first.map(String.init) : nil }
}

/// The two dates that a figure is asked with.
struct DateOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: "The day asked about; a month or quarter is its last day; today unless given."
    )
    var asOf: String?
    @Option(
        name: .customLong("known-at"),
        help: "As known at a position (95), a time, or the end of a day; now unless given."
    )
    var knownAt: String?
}
