package import EventLog
package import Milepost

/// The figure that a report belongs to, as it stands now.
package struct FigureAnswer: Sendable {
    /// Nil where there is no such figure, or nothing was reported of it.
    package let row: StatusReport.Row?

    /// The figure is asked for today, or for the report's own day if that is later.
    package init(
        of report: ProgressReported,
        in view: some LogView,
        catalogue: Catalogue,
        today: CalendarDate
    ) throws {
        let knownAt = try view.size() - 1
        guard let measure = catalogue.measures[report.measure] else {
            row = nil
            return
        }
        let figures = try Figures(view, measure: measure, catalogue: catalogue, knownAt: knownAt)
        let combination = FigureCombination(
            facets: report.facets,
            stage: figures.index.resolvedStage(report.stage),
            nowAt: report.nowAt
        )
        let place = report.series.place
        let day = max(today, report.asOf)
        let figure: Figure?
        if report.mode.standsAlone {
            figure = try figures.standingAlone(combination, at: place, through: day)
                .first { $0.mode == report.mode }
        } else {
            figure = try figures.figure(
                combination,
                at: place,
                baseline: report.baseline,
                through: day
            )
        }
        row = try figure.flatMap { figure -> StatusReport.Row? in
            guard figure.value != nil else { return nil }
            return try StatusReport.Row(
                figure,
                measure,
                catalogue: catalogue,
                in: view,
                knownAt: knownAt
            )
        }
    }
}

extension FigureAnswer {
    package var json: OutputJSON { row?.json ?? .null }

    /// One line: the figure before an event and after it.
    package static func change(
        from before: FigureAnswer,
        to after: FigureAnswer,
        _ language: Language
    ) -> String {
        language("Before: ", "记录前：") + before.text(language)
            + language("   After: ", "   记录后：") + after.text(language)
    }

    private func text(_ language: Language) -> String {
        guard let row, let value = row.figure.value else {
            return language("not reported", "未上报")
        }
        let cells = FigureText(row: row, asOf: value.asOf, language: language)
        return cells.value + language(" (as of \(value.asOf))", "（截至\(value.asOf)）")
    }
}

/// What `record` answers: the event, the figure before and after, what to look at.
package struct RecordAnswer: Sendable {
    package var event: EventID
    package var position: Position
    package var added: Bool
    package var asOf: CalendarDate
    package var before: FigureAnswer
    package var after: FigureAnswer
    package var warnings: [EntryWarning]
    package var dryRun: Bool

    package init(
        event: EventID,
        position: Position,
        added: Bool,
        asOf: CalendarDate,
        before: FigureAnswer,
        after: FigureAnswer,
        warnings: [EntryWarning],
        dryRun: Bool
    ) {
        self.event = event
        self.position = position
        self.added = added
        self.asOf = asOf
        self.before = before
        self.after = after
        self.warnings = warnings
        self.dryRun = dryRun
    }

    package var json: OutputJSON { json(.en) }

    package func json(_ language: Language) -> OutputJSON {
        .object([
            ("event", dryRun && added ? .null : .of(event)),
            ("position", dryRun && added ? .null : .of(position)),
            ("added", .bool(added && !dryRun)), ("dryRun", .bool(dryRun)), ("asOf", .of(asOf)),
            ("before", before.json), ("after", after.json),
            ("warnings", .array(warnings.map { $0.json(language) })),
        ])
    }

    package func text(_ language: Language) -> String {
        var lines: [String] = []
        let name = "@\(position) \(event)"
        if !added {
            lines.append(
                language(
                    "Unchanged: the log says so already, \(name)",
                    "未改动：日志中已有，\(name)"
                )
            )
        } else if dryRun {
            lines.append(language("Would be recorded (dry run)", "试运行：可以记录，未写入"))
        } else {
            lines.append(language("Recorded \(name)", "已记录 \(name)"))
        }
        lines[0] += language(" as of \(asOf)", "，截止日期\(asOf)")
        lines.append(FigureAnswer.change(from: before, to: after, language))
        lines += warnings.map { language("Warning: ", "提示：") + $0.message(language) }
        return lines.joined(separator: "\n")
    }
}

extension EntryWarning {
    package func json(_ language: Language) -> OutputJSON {
        .object([("code", .string(code)), ("message", .string(message(language)))])
    }
}
