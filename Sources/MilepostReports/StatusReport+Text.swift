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
            lines += self.lines(of: project)
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

    private var sentence: [String] {
        CountSentence(
            count: report.projects.count,
            derived: report.derivedCounts,
            declared: report.declaredCounts,
            language: language
        ).lines
    }

    private func place(_ code: String) -> String {
        TextTable.harmless(report.places.names[code].map { language.name($0) } ?? code)
    }

    // MARK: A project

    private func lines(of project: StatusReport.Project) -> [String] {
        let definition = project.definition
        return ProjectLines(
            code: definition.project.project,
            name: definition.name,
            light: project.light,
            derived: project.derived,
            declared: project.declared?.statement.status,
            figures: project.figures.map { row in
                ProjectLines.Line(row: row, part: part(row.figure, in: project))
            },
            statements: shownStatements(project).map { told($0.statement, project) },
            asOf: report.query.asOf,
            language: language,
            colour: colour
        ).lines
    }

    /// What of the measure the figure speaks of: its place below, its facets.
    private func part(_ figure: Figure, in project: StatusReport.Project) -> [String] {
        let below = figure.place == project.place ? [] : [place(figure.place)]
        return below + figure.facets.pairs.map(\.value)
    }

    /// The one beside the project's name is told again only where it says more.
    private func shownStatements(_ project: StatusReport.Project) -> [StandingStatement] {
        project.statements.filter { standing in
            let statement = standing.statement
            return standing.id != project.declared?.id || statement.measure != nil
                || statement.note != nil || statement.expect != nil
                || statement.asOf != report.query.asOf
        }
    }

    private func told(
        _ statement: StatusDeclared,
        _ project: StatusReport.Project
    ) -> ProjectLines.Told {
        var about: [String] = []
        let place = statement.place ?? statement.project.city
        if place != project.place { about.append(self.place(place)) }
        if let code = statement.measure {
            let measure = project.figures.first { $0.measure.key.measure == code }?.measure
            about.append(measure.map { language.name($0.name) } ?? code)
        }
        return ProjectLines.Told(
            status: statement.status,
            asOf: statement.asOf,
            expect: statement.expect,
            note: statement.note,
            about: about
        )
    }
}
