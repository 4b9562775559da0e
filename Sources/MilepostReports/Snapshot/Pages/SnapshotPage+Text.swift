import EventLog
package import Milepost

extension SnapshotPage {
    /// The page as an official reads it on a terminal; moments as `time` writes them.
    package func text(
        _ language: Language,
        colour: Bool,
        time: (Moment) -> String = \.textInUTC
    ) -> String {
        let words = PageWords(page: self, language: language, time: time)
        let text = SnapshotText(page: self, words: words, language: language, colour: colour)
        return text.lines.joined(separator: "\n") + "\n"
    }
}

/// Writes a page for a terminal in one language.
private struct SnapshotText {
    let page: SnapshotPage
    let words: PageWords
    let language: Language
    let colour: Bool

    private var snapshot: Snapshot { page.snapshot }

    /// How many gaps are named; the rest is counted.
    private static let shownGaps = 5

    var lines: [String] {
        var lines = head
        let themes = snapshot.themes
        for (theme, projects) in themes {
            if themes.count > 1 || theme != nil {
                let name = words.name(ofTheme: theme)
                lines += ["", language("== \(name) ==", "【\(name)】")]
            }
            for project in projects { lines += [""] + self.lines(of: project) }
        }
        return lines + gaps + unreconciled + foot
    }

    // MARK: Head and foot

    private var head: [String] {
        var lines = [words.mark.map { language("*** \($0) ***", "【\($0)】") }].compactMap(\.self)
        lines.append(
            words.place + language(", ", "") + words.quarter
        )
        lines.append(
            language("As of \(snapshot.asOf), ", "截至\(snapshot.asOf)，") + words.knownWithTime
        )
        lines.append(
            snapshot.closedThrough.map { month in
                language(
                    "Closed through \(language.name(month))",
                    "已关账至\(language.name(month))"
                )
            } ?? language("No month is closed", "尚未关账")
        )
        return lines
            + words.counts.lines
    }

    private var foot: [String] {
        let last = [
            words.issued, words.mark.map { language("*** \($0) ***", "【\($0)】") },
        ].compactMap(\.self)
        return [""] + last + [words.basis, words.digestLine]
    }

    // MARK: A project

    private func lines(of project: Snapshot.Project) -> [String] {
        ProjectLines(
            code: project.code,
            name: project.name,
            light: project.light,
            derived: project.derived,
            declared: project.declared?.status,
            figures: project.figures.map { figure in
                ProjectLines.Line(
                    row: figure.row,
                    part: figure.row.figure.facets.pairs.map(\.value),
                    notes: changes(figure)
                )
            },
            statements: project.unrepeated
                .filter { $0.event != project.declared?.event || snapshot.tellsMore($0) }
                .map { told($0, in: project) },
            asOf: snapshot.asOf,
            language: language,
            colour: colour
        ).lines
    }

    private func changes(_ figure: Snapshot.Figure) -> [String] {
        let isRate = figure.row.unit == "%"
        let unit = isRate ? figure.row.unitOfDifference : language("", figure.row.unit)
        func amount(_ change: Quantity) -> String {
            AmountFormat(language).amount(change, unit: unit, signed: true)
        }
        return [
            figure.sinceQuarter.map {
                language("\(amount($0)) since last quarter", "较上季度末\(amount($0))")
            },
            figure.sinceYear.map {
                language("\(amount($0)) on a year before", "较上年同期\(amount($0))")
            },
        ].compactMap(\.self)
    }

    private func told(
        _ statement: Snapshot.Statement,
        in project: Snapshot.Project
    ) -> ProjectLines.Told {
        var about: [String] = []
        if statement.place != snapshot.place {
            about.append(words.name(ofPlace: statement.place))
        }
        if let code = statement.measure { about.append(words.name(ofMeasure: code, in: project)) }
        return ProjectLines.Told(
            status: statement.status,
            asOf: statement.asOf,
            expect: statement.expect,
            note: statement.note,
            about: about
        )
    }

    // MARK: What is missing, and what does not add up

    private var gaps: [String] {
        let gaps = snapshot.gaps
        guard gaps.expected > 0 else { return [] }
        let missing = gaps.missing.count
        var lines = ["", words.reports]
        for gap in gaps.missing.prefix(Self.shownGaps) {
            let project = snapshot.projects.first { $0.code == gap.project }
            let measure = words.name(ofMeasure: gap.measure, in: project)
            let projectName = project.map { language.name($0.name) } ?? gap.project
            let place = words.name(ofPlace: gap.place)
            let period = gap.from == gap.to ? "\(gap.to)" : "\(gap.from)–\(gap.to)"
            lines.append(
                "  "
                    + TextTable.harmless(
                        language(
                            "\(projectName) – \(measure), \(place), \(period)",
                            "\(projectName)，\(measure)，\(place)，\(period)"
                        )
                    )
            )
        }
        if missing > Self.shownGaps {
            let rest = missing - Self.shownGaps
            let months = snapshot.quarter.months.map(\.description).joined(separator: ", ")
            lines.append(
                language(
                    "  … and \(rest) more; `milepost gaps MONTH` lists them (\(months)).",
                    "  ……另有\(rest)项；可用 `milepost gaps 月份` 查看（\(months)）。"
                )
            )
        }
        return lines
    }

    private var unreconciled: [String] {
        let lines = snapshot.projects.flatMap { project in
            project.figures.compactMap { figure -> String? in
                guard let rest = figure.row.figure.unreconciled else { return nil }
                let amount = AmountFormat(language)
                    .amount(rest, unit: language("", figure.row.unit), signed: true)
                let name = TextTable.harmless(language.name(figure.row.measure.name))
                return language("  \(name): \(amount)", "  \(name)：\(amount)")
            }
        }
        guard !lines.isEmpty else { return [] }
        return [
            "",
            language(
                "Unreconciled: the running total less the increments reported for it.",
                "累计与增量不符：累计数减去已上报增量的差额。"
            ),
        ] + lines
    }
}
