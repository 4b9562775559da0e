import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How a figure follows from the log, event by event.",
        discussion: """
            Example:
              milepost explain old-communities/communities --stage completed --as-of 2024-10-31
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: ArgumentHelp("PROJECT/MEASURE", valueName: "project/measure"))
    var measure: String
    @OptionGroup var dates: DateOptions
    @Option(help: "What the amount has reached.") var stage: String?
    @Flag(name: .customLong("now-at"), help: "What is at the stage.") var nowAt = false
    @Option(help: "The baseline of the total.") var baseline: String?
    @Option(help: "At this place instead of the city.") var place: String?
    @Option(help: "name=value; repeatable.") var facet: [String] = []
    @Option(help: "change, remaining or share: the figure that stands alone.") var mode: String?
    @Flag(help: "Every term, not the newest 200.") var all = false

    func run() throws {
        let session = try log.openForReading()
        let explanation = try session.store.read { view in
            let knownAt = try session.knownAt(dates.knownAt, in: view)
            let catalogue = try Catalogue(
                view,
                knownAt: knownAt,
                mentioning: [place, measure.cityNamed].compactMap(\.self)
            )
            let key = try catalogue.measure(named: measure)
            guard let definition = catalogue.measures[key] else {
                throw Refusal.unknownMeasure(key.measure, in: key.projectKey, known: [])
            }
            let asOf = try session.asOf(dates.asOf)
            let figures = try Figures(
                view,
                measure: definition,
                catalogue: catalogue,
                knownAt: knownAt
            )
            let place = try place.map { try catalogue.place(named: $0, in: key.city) } ?? key.city
            let fits = try fitting(
                figures.all(at: place, through: asOf),
                definition,
                session.language
            )
            guard let figure = fits.first, fits.count == 1 else {
                throw several(fits, session.language)
            }
            return try Explanation(
                view: view,
                catalogue: catalogue,
                measure: definition,
                figure: figure,
                asOf: asOf,
                knownAt: knownAt,
                all: all
            )
        }
        switch log.format {
        case .text: Output.write(explanation.text(session.language))
        case .json: Output.write(explanation.json.text)
        }
    }

    /// The figures that the options leave.
    ///
    /// Without a mode, stage or baseline the plain one of a measure is meant where it is the only
    /// one that does not stand alone.
    private func fitting(
        _ figures: [Figure],
        _ measure: MeasureDefined,
        _ language: Language
    ) throws -> [Figure] {
        let stage = try self.stage.map { try Stage.read($0, measure.stages, language) }
        let mode = try self.mode.map { try Mode.read($0, language) }
        let baseline = try self.baseline.map { try Baseline.read($0, language) }?
            .normalized(year: measure.key.year)
        let facets = try Facets.read(facet, language)
        var fits = figures.filter { figure in
            (stage == nil || figure.stage == stage) && (!nowAt || figure.nowAt)
                && (mode == nil || figure.mode == mode
                    || (figure.mode == nil && mode?.standsAlone == false))
                && (baseline == nil || figure.baseline == baseline)
                && (facet.isEmpty || figure.facets == facets)
        }
        func narrow(_ keep: (Figure) -> Bool) {
            let narrowed = fits.filter(keep)
            if fits.count > 1, !narrowed.isEmpty { fits = narrowed }
        }
        if stage != nil && !nowAt { narrow { !$0.nowAt } }
        if mode == nil { narrow { $0.mode == nil } }
        if facet.isEmpty { narrow { $0.facets.isEmpty } }
        return fits
    }

    private func several(_ fits: [Figure], _ language: Language) -> Failure {
        guard !fits.isEmpty else {
            return .wrongInput(
                language(
                    "\(measure) has no such figure; leave options out to see those it has.",
                    "\(measure) 没有这样的数据；去掉选项可查看现有的。"
                )
            )
        }
        let options = fits.map { figure in
            var words = ["--stage \(figure.stage.rawValue)"]
            if figure.nowAt { words.append("--now-at") }
            if let mode = figure.mode { words.append("--mode \(mode.rawValue)") }
            if let baseline = figure.baseline { words.append("--baseline \(baseline.text)") }
            words += figure.facets.pairs.map { "--facet \($0.name)=\($0.value)" }
            return "  " + words.joined(separator: " ")
        }
        return .wrongInput(
            language(
                "\(measure) has several figures; name one:\n",
                "\(measure) 有多个数据，请指明其一：\n"
            ) + options.joined(separator: "\n")
        )
    }
}
