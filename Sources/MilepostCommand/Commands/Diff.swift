import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What differs between two points, and through which events.",
        discussion: """
            A point is a day, and after @ what was known: a position, a time, or the end of a day;
            without it, everything known now.

            Examples:
              milepost diff --from 2024-09-30@2024-10-31 --to 2024-09-30
              milepost diff old-communities --from 2024-06 --to 2024-09 --lang zh
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "PROJECT or PROJECT/MEASURE; every project unless given.") var subject: String?
    @Option(help: ArgumentHelp("The first point.", valueName: "day[@moment]")) var from: String
    @Option(help: ArgumentHelp("The second point.", valueName: "day[@moment]")) var to: String
    @Option(help: "At this place instead of the city.") var place: String?
    @Option(help: "place: also the figures of every place below.") var by: String?
    @Flag(help: "Every event, not the newest 20 of a figure.") var all = false

    func run() throws {
        let session = try log.openForReading()
        let language = session.language
        guard by == nil || by == "place" else {
            throw Failure.unknownWord(by ?? "", "--by", ["place"], language)
        }
        let difference = try session.store.read { view in
            let from = try session.point(from, field: "--from", in: view)
            let to = try session.point(to, field: "--to", in: view)
            let catalogue = try Catalogue(
                view,
                knownAt: max(from.knownAt, to.knownAt),
                mentioning: [place, subject?.cityNamed].compactMap(\.self)
            )
            var query = DifferenceQuery(from: from, to: to, byPlace: by != nil, all: all)
            let named = try subject.map { try catalogue.subject(named: $0) }
            query.project = named?.0
            query.measure = named?.1
            query.place = try place.map {
                try catalogue.place(named: $0, in: query.project?.city)
            }
            return try Difference(view, catalogue: catalogue, query: query)
        }
        switch log.format {
        case .text: Output.write(difference.text(language, time: session.clock.text))
        case .json: Output.write(try difference.json.text)
        }
    }
}

extension Session {
    /// A day, and after the first `@` a moment as --known-at takes it.
    func point(
        _ text: String,
        field: String,
        in view: some LogView
    ) throws -> DifferenceQuery.Point {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let moment = parts.count > 1 ? String(parts[1]) : nil
        guard !parts[0].isEmpty, moment?.isEmpty != true else {
            throw Failure.wrongInput(
                language(
                    """
                    \(field) "\(text)" should read like 2024-09-30 or 2024-09-30@2024-10-31: a day, \
                    then what was known.
                    """,
                    "\(field)“\(text)”应写成 2024-09-30 或 2024-09-30@2024-10-31：先写截止日期，再写知悉时点。"
                )
            )
        }
        return DifferenceQuery.Point(
            asOf: try day(String(parts[0]), field: field),
            knownAt: try knownAt(moment, field: field, in: view)
        )
    }
}
