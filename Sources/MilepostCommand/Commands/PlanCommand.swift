import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "A year's catalogue: places, projects, measures, targets.",
        discussion: """
            Examples:
              milepost plan import plan.yaml --dry-run
              milepost plan show
            """,
        subcommands: [PlanImport.self, PlanShow.self]
    )
}

struct PlanImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take a catalogue in YAML into the log.",
        discussion: """
            The same file again appends nothing; a changed one appends what changed. Removing
            something from the file removes nothing from the log.

            Example:
              milepost plan import EventLog/chengde-2024.yaml --dry-run
            """
    )

    @OptionGroup var options: WriteOptions
    @Flag(name: .customLong("dry-run"), help: "Say what would be appended, and append nothing.")
    var dryRun = false
    @Argument(help: "The catalogue; - is standard input.") var file: String

    func run() throws {
        let language = options.log.language
        let plan: Plan
        do {
            plan = try PlanFile.read(TextFile.read(file).text)
        } catch let problem as TextFileProblem {
            throw Failure.wrongInput(problem.message(language))
        } catch let problem as PlanProblem {
            throw Failure.wrongInput("\(file), " + problem.message(language))
        }
        let session = try options.open()
        let decision = try session.write(dryRun: dryRun) { log, appender in
            let decision = try session.decider(log).plan(plan)
            try appender.append(decision.events, to: &log)
            return decision
        }
        let events = decision.events
        let counts = events.map(EventText.name(of:)).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        switch options.log.format {
        case .text:
            if events.isEmpty {
                Output.write(
                    language("Nothing new: the log says so already.", "没有新内容：日志中已有。")
                )
                return
            }
            let verb =
                dryRun ? language("Would append", "将追加") : language("Appended", "已追加")
            let parts = Self.nouns.compactMap { type, en, zh in
                counts[type].map { count in
                    language("\(count) \(en)\(count == 1 ? "" : "s")", "\(count)个\(zh)")
                }
            }
            Output.write(
                verb + language(" ", "") + parts.joined(separator: language(", ", "、"))
                    + language(".", "。")
            )
            for warning in decision.warnings {
                Output.write(language("Warning: ", "提示：") + warning.message(language))
            }
        case .json:
            Output.write(
                OutputJSON.object([
                    ("appended", .of(dryRun ? 0 : events.count)),
                    (
                        "events",
                        .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .of($0.value)) })
                    ),
                    ("dryRun", .bool(dryRun)),
                    ("warnings", .array(decision.warnings.map { $0.json(language) })),
                ]).text
            )
        }
    }
}

extension PlanImport {
    /// What a catalogue is made of, in its order.
    private static let nouns = [
        ("PlaceDefined", "place", "地区"), ("ProjectDefined", "project", "项目"),
        ("MeasureDefined", "measure", "指标"), ("TargetSet", "target", "目标"),
    ]
}

struct PlanShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "What is planned: projects, measures, targets.",
        discussion: """
            Example:
              milepost plan show --lang zh
            """
    )

    @OptionGroup var log: LogOptions

    func run() throws {
        let session = try log.openForReading()
        let report = try session.store.read { view in
            PlanReport(try Catalogue(view, knownAt: try view.size() - 1))
        }
        switch log.format {
        case .text: Output.write(report.text(session.language))
        case .json: Output.write(report.json.text)
        }
    }
}
