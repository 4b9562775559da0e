import EventLog
package import Milepost

extension StatusReport {
    /// The report as an official reads it on a terminal; the lights in colour where asked, moments
    /// as `time` writes them.
    package func text(
        _ language: Language,
        colour: Bool,
        time: (Moment) -> String = \.textInUTC
    ) -> String {
        let recorded = known.time.map(time) ?? ""
        let text = StatusText(
            report: self,
            language: language,
            colour: colour,
            recorded: recorded
        )
        return text.lines.joined(separator: "\n") + "\n"
    }
}

/// Writes a status in one language.
private struct StatusText {
    let report: StatusReport
    let language: Language
    let colour: Bool
    /// When the last event known was recorded.
    let recorded: String

    /// A longer name of a measure has its own line.
    private static let longestName = 38

    var lines: [String] {
        var lines = head
        var shown: (city: String, year: Int)?
        for project in report.projects {
            let key = project.definition.project
            lines.append("")
            if shown?.city != key.city || shown?.year != key.year {
                lines += [place(key.city) + language(" \(key.year)", "\(key.year)年"), ""]
                shown = (key.city, key.year)
            }
            lines += heading(project) + table(project)
            lines += shownStatements(project).map { "  " + statement($0, project) }
        }
        return lines
    }

    // MARK: The head

    private var head: [String] {
        let day = report.query.asOf
        var text = language("As of \(day)", "截至\(day)")
        if let place = report.query.place {
            text = self.place(place) + language(", as of \(day)", "，截至\(day)")
        }
        guard let position = report.known.position else {
            return [text + language(", of an empty log", "，日志为空")] + sentence
        }
        text += language(
            ", as known at @\(position) (recorded \(recorded))",
            "，按@\(position)时所知（\(recorded)录入）"
        )
        return [text] + sentence
    }

    /// The sentence that every publication opens with.
    private var sentence: [String] {
        let count = report.projects.count
        guard count > 0 else { return [language("No projects.", "没有符合条件的项目。")] }
        func counted(_ name: String, _ count: Int) -> String {
            language("\(count) \(name)", "\(name)\(count)项")
        }
        let comma = language(", ", "、")
        var line = WrappedLine(indent: "  ")
        line.add(language(count == 1 ? "1 project" : "\(count) projects", "\(count)个项目"))
        for (offset, part) in report.derivedCounts.enumerated() {
            line.add(
                counted(language.name(part.status), part.count),
                after: offset == 0 ? language(": ", "：") : comma
            )
        }
        for (offset, part) in report.declaredCounts.enumerated() {
            let text = counted(language.name(part.status), part.count)
            line.add(
                offset == 0 ? language("declared: ", "自报") + text : text,
                after: offset == 0 ? language("; ", "；") : comma
            )
        }
        line.add(language(".", "。"))
        return line.lines
    }

    private func place(_ code: String) -> String {
        TextTable.harmless(report.places.names[code].map { language.name($0) } ?? code)
    }

    // MARK: A project

    private func heading(_ project: StatusReport.Project) -> [String] {
        let name = TextTable.harmless(language.name(project.definition.name))
        let code = project.definition.project.project
        var line = WrappedLine(indent: "  ")
        if let light = project.light {
            line.add("[\(language.name(light))]") { painted($0, light) }
        }
        line.add(
            language("\(name) (\(code))", "\(name)（\(code)）"),
            after: project.light == nil ? "" : " "
        )
        line.add(language.name(project.derived), after: language(": ", "："))
        if let declared = project.declared {
            let status = language.name(declared.statement.status)
            line.add(language("(declared: \(status))", "（自报：\(status)）"), after: language(" ", ""))
        }
        return line.lines
    }

    private func painted(_ text: String, _ light: Light?) -> String {
        guard colour, let light else { return text }
        let code =
            switch light {
            case .green: 32
            case .yellow: 33
            case .red: 31
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    /// The figures, a measure's name once; what does not fit beside a figure follows below it.
    private func table(_ project: StatusReport.Project) -> [String] {
        var table = TextTable([
            ("", .leading), ("", .leading), ("", .trailing), ("", .trailing), ("", .leading),
        ])
        let texts = project.figures.map {
            FigureText(row: $0, asOf: report.query.asOf, language: language)
        }
        var ownLines: [String?] = []
        var last: MeasureKey?
        for text in texts {
            let part = part(text.row.figure, in: project)
            var cell = "  " + part
            var ownLine: String?
            if text.row.figure.measure != last {
                last = text.row.figure.measure
                let name = language.name(text.row.measure.name)
                let isLong = TextTable.width(of: name) > Self.longestName
                if isLong || !part.isEmpty { ownLine = "  " + TextTable.harmless(name) }
                if ownLine == nil { cell = name }
            }
            ownLines.append(ownLine)
            table.append(["  " + cell, text.stage, text.value, text.share, text.pace])
        }
        return zip(texts, zip(ownLines, table.lines.dropFirst())).flatMap { text, lines in
            [lines.0].compactMap(\.self) + row(lines.1, text)
        }
    }

    private func row(_ line: String, _ text: FigureText) -> [String] {
        let notes = TextTable.harmless(text.notes.joined(separator: language(", ", "，")))
        let start = line.hasSuffix(text.pace) ? String(line.dropLast(text.pace.count)) : line
        let shown = start + painted(String(line.dropFirst(start.count)), text.light)
        if notes.isEmpty { return [shown] }
        let width = TextTable.width(of: line) + 2 + TextTable.width(of: notes)
        return width <= WrappedLine.columns ? [shown + "  " + notes] : [shown, "      " + notes]
    }

    /// What of the measure the figure speaks of: its place below, its facets.
    private func part(_ figure: Figure, in project: StatusReport.Project) -> String {
        let below = figure.place == project.place ? [] : [place(figure.place)]
        return (below + figure.facets.pairs.map(\.value)).joined(separator: language(", ", "、"))
    }

    // MARK: Statements

    /// The one beside the project's name is told again only where it says more.
    private func shownStatements(_ project: StatusReport.Project) -> [StandingStatement] {
        project.statements.filter { standing in
            let statement = standing.statement
            return standing.id != project.declared?.id || statement.measure != nil
                || statement.note != nil || statement.expect != nil
                || statement.asOf != report.query.asOf
        }
    }

    private func statement(
        _ standing: StandingStatement,
        _ project: StatusReport.Project
    ) -> String {
        let statement = standing.statement
        var about: [String] = []
        let place = statement.place ?? statement.project.city
        if place != project.place { about.append(self.place(place)) }
        if let code = statement.measure {
            let measure = project.figures.first { $0.measure.key.measure == code }?.measure
            about.append(measure.map { language.name($0.name) } ?? code)
        }
        var text = language("declared", "自报")
        if statement.asOf != report.query.asOf {
            text += language(" \(statement.asOf)", "（\(statement.asOf)）")
        }
        text += language(": ", "：")
        if !about.isEmpty {
            text += about.joined(separator: language(", ", "、")) + language(" – ", "，")
        }
        switch (statement.status, statement.expect) {
        case (.forecast, let day?):
            text += language("expected by \(day)", "预计\(day)前完成")
        case (let status, let day?):
            text += language.name(status) + language(", expected by \(day)", "，预计\(day)")
        case (let status, nil):
            text += language.name(status)
        }
        if let note = statement.note { text += language(": ", "：") + note }
        return TextTable.harmless(text)
    }
}
