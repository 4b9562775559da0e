import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

/// `record --from`: a sheet of reports, all of it or nothing.
struct RecordSheet {
    let file: String
    let options: WriteOptions
    let dryRun: Bool

    /// What became of a row.
    private struct RowResult {
        var line: Int
        var word: Word
        var event: EventID?
        var column = ""
        var message = ""
        var warnings: [EntryWarning] = []

        enum Word: String { case added, unchanged, refused }
    }

    private struct Refused: Error { var rows: [RowResult] }

    func run() throws {
        let language = options.log.language
        let text: TextFile
        do throws(TextFileProblem) {
            text = try TextFile.read(file)
        } catch { throw Failure.wrongInput(error.message(language)) }
        let session = try options.open()
        let progress = Progress(language("Recording", "正在记录"))
        defer { progress.finish() }
        var skipped = 0
        let rows: [RowResult]
        do {
            rows = try session.write(dryRun: dryRun) { log, appender in
                // Reports change no definition, so that one catalogue serves every row.
                let decider = try session.decider(log)
                let sheet = try read(text, session: session, decider.catalogue, log: log)
                skipped = sheet.skipped
                return try record(
                    sheet,
                    decider: decider,
                    session: session,
                    appender: &appender,
                    log: &log,
                    progress: progress
                )
            }
        } catch let refused as Refused {
            answer(refused.rows, encoding: text.encoding, skipped: skipped, language)
            let count = refused.rows.count
            throw Failure.wrongInput(
                language(
                    "\(count) row\(count == 1 ? "" : "s") of \(file) refused; nothing was appended.",
                    "\(file) 有\(count)行未通过，未追加任何内容。"
                )
            )
        }
        answer(rows, encoding: text.encoding, skipped: skipped, language)
    }

    private func read(
        _ text: TextFile,
        session: WritingSession,
        _ catalogue: Catalogue,
        log: SQLiteLog
    ) throws -> ReportSheet {
        let language = session.language
        let sheet = try ReportSheet.read(
            text: text,
            catalogue: catalogue,
            today: session.session.clock.today
        ) { reference in
            let position = try session.session.event(reference, actor: session.actor, in: log)
            guard let id = try log.id(at: position) else { throw Refusal.unknownEvent(reference) }
            return id
        }
        guard sheet.problems.isEmpty else {
            throw Refused(
                rows: sheet.problems.map { problem in
                    RowResult(
                        line: problem.line,
                        word: .refused,
                        column: problem.column,
                        message: problem.problem.message(language)
                    )
                }
            )
        }
        return sheet
    }

    private func record(
        _ sheet: ReportSheet,
        decider: Decider<SQLiteLog>,
        session: WritingSession,
        appender: inout Appender,
        log: inout SQLiteLog,
        progress: Progress
    ) throws -> [RowResult] {
        let language = session.language
        var ordinals: [[UInt8]: Int] = [:]
        var results: [RowResult] = []
        var problems: [RowResult] = []
        for (offset, row) in sheet.rows.enumerated() {
            do {
                let report = try decider.formed(row.draft)
                let content = EventText.rowContent(of: report)
                ordinals[content, default: 0] += 1
                let id = row.id ?? EventText.rowID(of: report, ordinal: ordinals[content] ?? 1)
                let current = Decider(
                    catalogue: decider.catalogue,
                    store: log,
                    today: decider.today,
                    head: try log.size() - 1
                )
                let outcome = try current.record(row.draft, id: id, appender: &appender, log: &log)
                guard !outcome.withdrawn else {
                    let message = language(
                        "recorded before as \(outcome.event) and withdrawn since; give the row an id of its own to record it anew",
                        "此前已记录为 \(outcome.event)，之后被撤回；如需重新记录，请给该行另写标识"
                    )
                    problems.append(
                        RowResult(
                            line: row.line,
                            word: .refused,
                            event: outcome.event,
                            column: "",
                            message: message
                        )
                    )
                    continue
                }
                results.append(
                    RowResult(
                        line: row.line,
                        word: outcome.added ? .added : .unchanged,
                        event: outcome.event,
                        warnings: outcome.warnings
                    )
                )
            } catch let refusal as Refusal {
                let problem = sheet.problem(refusal, line: row.line)
                problems.append(
                    RowResult(
                        line: row.line,
                        word: .refused,
                        column: problem.column,
                        message: problem.problem.message(language)
                    )
                )
            } catch let error as AppendError {
                guard case .idReused = error else { throw error }
                problems.append(
                    RowResult(
                        line: row.line,
                        word: .refused,
                        column: "id",
                        message: error.message(language)
                    )
                )
            }
            progress.update(Int64(offset + 1), of: Int64(sheet.rows.count))
        }
        guard problems.isEmpty else { throw Refused(rows: problems) }
        return results
    }

    private func answer(
        _ rows: [RowResult],
        encoding: TextFile.Encoding,
        skipped: Int,
        _ language: Language
    ) {
        switch options.log.format {
        case .text:
            if encoding == .gb18030 {
                Output.complain(language("Read as GB 18030.", "已按 GB 18030 编码读取。"))
            }
            for row in rows {
                if row.word == .refused {
                    let column = row.column.isEmpty ? "" : ", \(row.column)"
                    let columnZh = row.column.isEmpty ? "" : "“\(row.column)”"
                    Output.complain(
                        language(
                            "line \(row.line)\(column): \(row.message)",
                            "第\(row.line)行\(columnZh)：\(row.message)"
                        )
                    )
                }
                for warning in row.warnings {
                    Output.complain(
                        language(
                            "line \(row.line): warning: \(warning.message(language))",
                            "第\(row.line)行：提示：\(warning.message(language))"
                        )
                    )
                }
            }
            let added = rows.count { $0.word == .added }
            let unchanged = rows.count { $0.word == .unchanged }
            let refused = rows.count { $0.word == .refused }
            let verb = dryRun ? language("would be added", "将追加") : language("added", "已追加")
            var counts = [
                (verb, added), (language("unchanged", "未变"), unchanged),
                (language("refused", "未通过"), refused),
            ]
            if skipped > 0 { counts.append((language("left empty", "未填"), skipped)) }
            let parts = counts.map { word, count in
                language("\(count) \(word)", "\(word)\(count)行")
            }
            Output.write(parts.joined(separator: language(", ", "，")))
        case .json:
            let objects = rows.map { row in
                OutputJSON.object([
                    ("line", .of(row.line)), ("result", .string(row.word.rawValue)),
                    ("event", .of(row.event)),
                    ("column", row.column.isEmpty ? .null : .string(row.column)),
                    ("message", row.message.isEmpty ? .null : .string(row.message)),
                    ("warnings", .array(row.warnings.map { $0.json(language) })),
                ])
            }
            Output.write(
                OutputJSON.object([
                    ("rows", .array(objects)), ("skipped", .of(skipped)),
                    ("encoding", .string(encoding == .gb18030 ? "gb18030" : "utf-8")),
                    ("dryRun", .bool(dryRun)),
                ]).text
            )
        }
    }
}
