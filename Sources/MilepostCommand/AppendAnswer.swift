import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

/// What a command answers that appends a decided event or two.
struct AppendAnswer {
    var appended: [Appended]
    var warnings: [EntryWarning]
    /// Of a command that acts on another event: what it did to the figure.
    var change: FigureChange?

    /// Appends a decision; an id that was given goes to the last event, which is the one asked for.
    static func of(
        _ decision: Decision,
        id text: String?,
        session: WritingSession,
        appender: inout Appender,
        log: inout SQLiteLog
    ) throws -> AppendAnswer {
        if let id = decision.unchanged, let position = try log.position(of: id) {
            return AppendAnswer(
                appended: [Appended(position: position, id: id, added: false)],
                warnings: []
            )
        }
        var ids = decision.events.map { _ in appender.newID() }
        if let text, !ids.isEmpty {
            guard let id = EventID(text) else { throw Failure.notAnID(text, session.language) }
            ids[ids.count - 1] = id
        }
        let appended = try appender.append(decision.events, ids: ids, to: &log)
        for event in appended where !event.added {
            let (root, _) = try FigureFold.root(of: event.position, in: log)
            if Standing.isWithdrawn(event.position, amendments: try log.amendments(of: root)) {
                throw Failure.withdrawnSince(session.language)
            }
        }
        return AppendAnswer(appended: appended, warnings: decision.warnings)
    }

    /// `more` is added to the answer in JSON.
    func write(_ options: LogOptions, dryRun: Bool, with more: [(String, OutputJSON)] = []) {
        let language = options.language
        switch options.format {
        case .text:
            for event in appended {
                let name = "@\(event.position) \(event.id)"
                if !event.added {
                    Output.write(
                        language(
                            "Unchanged: the log says so already, \(name)",
                            "未改动：日志中已有，\(name)"
                        )
                    )
                } else if dryRun {
                    Output.write(language("Would be recorded (dry run)", "试运行：可以记录，未写入"))
                } else {
                    Output.write(language("Recorded \(name)", "已记录 \(name)"))
                }
            }
            if let before = change?.before, let after = change?.after {
                Output.write(FigureAnswer.change(from: before, to: after, language))
            }
            for warning in warnings {
                Output.write(language("Warning: ", "提示：") + warning.message(language))
            }
        case .json:
            let last = appended.last
            let isNew = last?.added ?? false
            var members: [(String, OutputJSON)] = [
                ("event", dryRun && isNew ? .null : .of(last?.id)),
                ("position", dryRun && isNew ? .null : .of(last?.position)),
                ("added", .bool(isNew && !dryRun)), ("dryRun", .bool(dryRun)),
            ]
            if let change {
                members.append(("before", change.before?.json ?? .null))
                members.append(("after", change.after?.json ?? .null))
            }
            members.append(("warnings", .array(warnings.map { $0.json(language) })))
            members += more
            Output.write(OutputJSON.object(members).text)
        }
    }
}
