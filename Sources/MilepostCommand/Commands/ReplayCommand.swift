import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Rebuild every projection from the log, or check that they follow from it.",
        discussion: """
            Without options every projection is rebuilt beside the live ones, which answer until
            the new ones are swapped in. --verify compares instead; --until swaps nothing and
            prints the status as it was known then; --step tells event by event what changed.

            Examples:
              milepost replay
              milepost replay --verify
              milepost replay --until 2024-10-31 --as-of 2024-09-30
              milepost replay --step --from 90 --until 95
            """
    )

    @OptionGroup var log: LogOptions
    @Flag(help: "Compare with a fresh replay; exit 1 and name the first event where they part.")
    var verify = false
    @Option(help: "Replay only what was known at a position, a time, or the end of a day.")
    var until: String?
    @Option(name: .customLong("as-of"), help: "With --until: the day that the status is of.")
    var asOf: String?
    @Flag(help: "Event by event: what changed.") var step = false
    @Option(help: "With --step: the first position or moment.") var from: String?

    func run() throws {
        try checkOptions()
        if step { return try stepThrough() }
        if verify { return try compare() }
        if until != nil { return try statusThen() }
        try rebuild()
    }

    /// What would be ignored is refused.
    private func checkOptions() throws {
        if from != nil, !step {
            throw Failure.wrongInput(
                log.language("--from goes with --step.", "--from 须与 --step 同用。")
            )
        }
        if asOf != nil, until == nil || step || verify {
            throw Failure.wrongInput(
                log.language(
                    "--as-of goes with --until, without --step or --verify.",
                    "--as-of 须与 --until 同用，且不能与 --step 或 --verify 同用。"
                )
            )
        }
        if verify, step || until != nil {
            throw Failure.wrongInput(
                log.language(
                    "--verify checks the whole log: it goes with no other option of replay.",
                    "--verify 核对整个日志，不与 replay 的其他选项同用。"
                )
            )
        }
    }

    private func rebuild() throws {
        let store = try SQLiteStore(path: log.path, for: .writing)
        let progress = Progress(log.language("Replaying", "正在按日志重新计算"))
        let events = try store.rebuild { progress.update($0, of: $1) }
        progress.finish()
        answer(events: events, seconds: progress.seconds, equal: nil, difference: nil)
    }

    private func compare() throws {
        let session = try Session(
            SQLiteStore(path: log.path, for: .reading),
            language: log.language
        )
        guard !session.store.usesTemporaryTables else {
            answerOlder()
            throw ExitCode(1)
        }
        let progress = Progress(log.language("Replaying", "正在按日志重新计算"))
        let (events, difference) = try session.store.replaying(
            through: nil,
            progress: { progress.update($0, of: $1) }
        ) { replayed, live in
            (try live.size(), try live.firstDifference(from: replayed))
        }
        progress.finish()
        answer(
            events: events,
            seconds: progress.seconds,
            equal: difference == nil,
            difference: difference
        )
        if difference != nil { throw ExitCode(1) }
    }

    /// The live tables are those of an older program, or not all there: nothing to compare with.
    private func answerOlder() {
        switch log.format {
        case .text:
            Output.write(
                log.language(
                    "The projections are older than this program; milepost replay rebuilds them.",
                    "汇总数据由旧版程序生成；执行 milepost replay 可重新计算。"
                )
            )
        case .json:
            Output.write(
                OutputJSON.object([
                    ("events", .null), ("seconds", .null), ("eventsPerSecond", .null),
                    ("equal", .bool(false)), ("firstDifference", .null), ("table", .null),
                ]).text
            )
        }
    }

    private func answer(
        events: Position,
        seconds: Double,
        equal: Bool?,
        difference: (position: Position?, table: String)?
    ) {
        let language = log.language
        let milliseconds = max(1, Int64(seconds * 1000))
        let rate = events * 1000 / milliseconds
        switch log.format {
        case .text:
            let time = "\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst())"
            Output.write(
                language(
                    "\(events) events in \(time) s, \(rate) events/s",
                    "\(events)个事件，用时\(time)秒，每秒\(rate)个"
                )
            )
            if equal == true {
                Output.write(
                    language(
                        "The projections are equal to a replay of the log.",
                        "汇总数据与按日志重新计算的结果一致。"
                    )
                )
            }
            if let difference {
                let place = difference.position.map { "@\($0)" } ?? difference.table
                Output.write(
                    language(
                        """
                        The projections differ from the log, first at \(place) (table \
                        \(difference.table)). milepost replay rebuilds them.
                        """,
                        """
                        汇总数据与按日志重新计算的结果不一致，首先在 \(place)\
                        （表 \(difference.table)）。可用 milepost replay 重建。
                        """
                    )
                )
            }
        case .json:
            Output.write(
                OutputJSON.object([
                    ("events", .of(events)), ("seconds", .seconds(milliseconds: milliseconds)),
                    ("eventsPerSecond", .of(rate)), ("equal", .of(equal)),
                    ("firstDifference", .of(difference?.position)),
                    ("table", .of(difference?.table)),
                ]).text
            )
        }
    }

    /// The status as known then, from a replay of only what was known then.
    private func statusThen() throws {
        let session = try log.openForReading()
        let last = try session.store.read { try session.knownAt(until, in: $0) }
        let asOf = try session.asOf(self.asOf)
        let report = try session.store.replaying(through: last) { replayed, _ in
            try StatusReport(replayed, query: StatusQuery(asOf: asOf, knownAt: last))
        }
        switch log.format {
        case .text:
            Output.write(
                report.text(
                    session.language,
                    colour: Output.inColour,
                    time: session.clock.text
                )
            )
        case .json: Output.write(report.json.text)
        }
    }

    private func stepThrough() throws {
        let session = try log.openForReading()
        try session.store.read { view in
            let first = try from.map { try session.knownAt($0, in: view) } ?? 0
            let last = try session.knownAt(until, in: view)
            var position = first
            while position <= last, let page = try EventPage(view, at: position) {
                switch log.format {
                case .text: Output.write(page.step(session.language, time: session.clock.text))
                case .json: Output.write(try page.json.text)
                }
                position += 1
            }
        }
    }
}
