package import Milepost

extension SnapshotComparison {
    /// The table of restatements as an office reads it; moments as `time` writes them.
    package func text(
        _ language: Language,
        time: (Moment) -> String = \.textInUTC
    ) -> String {
        withoutActuallyEscaping(time) { time in
            let text = ComparisonText(comparison: self, language: language, time: time)
            return text.lines.map(TextTable.harmless).joined(separator: "\n") + "\n"
        }
    }
}

/// Writes a comparison in one language.
private struct ComparisonText {
    let comparison: SnapshotComparison
    let language: Language
    let time: (Moment) -> String

    var lines: [String] {
        let head = [
            language("First:  ", "前：") + told(comparison.from),
            language("Second: ", "后：") + told(comparison.to), counts,
        ]
        return comparison.changes.isEmpty ? head : head + [""] + table
    }

    private func told(_ side: SnapshotComparison.Side) -> String {
        let snapshot = side.snapshot
        let place = language.name(of: snapshot.place, in: snapshot)
        let quarter = "\(place) \(snapshot.quarter)"
        guard let position = side.position else {
            return quarter
                + language(
                    ", as known through @\(snapshot.size - 1), not issued",
                    "，按@\(snapshot.size - 1)时所知，未签发"
                )
        }
        let at = snapshot.issuedAt.map(time) ?? ""
        return quarter
            + language(
                ", issued as @\(position) on \(at)",
                "，\(at)签发（@\(position)）"
            )
    }

    private var counts: String {
        let counts = [Difference.Change.Kind.added, .removed, .revised].map { kind in
            comparison.changes.count { $0.rows.kind == kind }
        }
        return language(
            "Figures: \(counts[0]) added, \(counts[1]) removed, \(counts[2]) revised, "
                + "\(comparison.unchanged) unchanged.",
            "数据：新出现\(counts[0])项，不再有\(counts[1])项，有变动\(counts[2])项，"
                + "无变动\(comparison.unchanged)项。"
        )
    }

    /// A row a figure, and below it what else differs and what made the difference.
    private var table: [String] {
        var table = TextTable([
            (language("Figure", "指标"), .leading), (name(comparison.from), .trailing),
            (name(comparison.to), .trailing), (language("Difference", "差额"), .trailing),
        ])
        for change in comparison.changes {
            let rows = change.rows
            table.append([
                name(rows), value(rows.old, comparison.from.snapshot),
                value(rows.new, comparison.to.snapshot), difference(rows),
            ])
        }
        let rows = table.lines
        return rows.prefix(1)
            + zip(rows.dropFirst(), comparison.changes).flatMap { row, change in
                [row] + besides(change) + events(change.rows).map { "    " + $0 }
            }
    }

    /// What tells the sides apart: their quarters, else whether and where they were issued.
    private func name(_ side: SnapshotComparison.Side) -> String {
        guard comparison.isRestatement else { return side.snapshot.quarter.description }
        guard let position = side.position else {
            let last = side.snapshot.size - 1
            return language("Known @\(last)", "@\(last)时所知")
        }
        return language("Issued @\(position)", "@\(position)签发")
    }

    private func name(_ change: Difference.Change) -> String {
        guard let row = change.row else { return "" }
        let figure = row.figure
        let stage =
            FigureText(row: row, asOf: comparison.to.snapshot.asOf, language: language).stage
        let parts =
            [language.name(row.measure.name)] + figure.facets.pairs.map(\.value)
            + (stage.isEmpty ? [] : [stage])
            + (figure.baseline.map { $0 == .year ? [] : [language.name($0)] } ?? [])
        let project = figure.measure.projectKey
        let name = comparison.catalogue.projects[project]?.name
        return (name.map { language.name($0) } ?? project.project) + language(": ", "：")
            + parts.joined(separator: language(", ", "，"))
    }

    private func value(_ row: StatusReport.Row?, _ snapshot: Snapshot) -> String {
        guard let row else { return language("none", "无") }
        return FigureText(row: row, asOf: snapshot.asOf, language: language).value
    }

    private func difference(_ change: Difference.Change) -> String {
        guard let row = change.row, let difference = change.difference,
            let before = change.old?.figure.value?.quantity,
            let after = change.new?.figure.value?.quantity
        else { return "" }
        let amount: Quantity
        do throws(Overflow) {
            amount = try after.subtracting(before)
        } catch { return "" }
        guard difference != .zero || amount.bound != .exact else {
            return language("as before", "数值未变")
        }
        return AmountFormat(language)
            .amount(amount, unit: row.unitOfDifference, signed: true)
    }

    // MARK: What else differs

    private static let columns: [PageColumn] = [
        .precision, .target, .targetBound, .due, .share, .remaining, .pace, .light, .sinceQuarter,
        .sinceYear, .notes,
    ]

    /// What both sides print of the figure beside its value, and otherwise.
    private func besides(_ change: SnapshotComparison.Change) -> [String] {
        guard let old = change.old, let new = change.new,
            let before = cells(old, comparison.from), let after = cells(new, comparison.to)
        else { return [] }
        var parts: [(String, old: String, new: String)] = Self.columns.map { column in
            (column.label(language), before[column].text, after[column].text)
        }
        for month in change.months {
            parts.append((language.name(month), value(old, month), value(new, month)))
        }
        if value(change.rows.old, comparison.from.snapshot)
            == value(change.rows.new, comparison.to.snapshot)
        {
            let counts = [old, new].map { "\($0.row.figure.value?.events ?? 0)" }
            parts.append((language("Reports counted", "计入上报条数"), counts[0], counts[1]))
        }
        var line = WrappedLine(indent: "      ")
        let indent = "    "
        var separator = indent
        for (label, old, new) in parts where old != new {
            let values = [old, new].map { $0.isEmpty ? language("none", "无") : $0 }
            line.add(
                label + language(": ", "：") + values.joined(separator: " → "),
                after: separator
            )
            separator = language("; ", "；")
        }
        return separator == indent ? [] : line.lines
    }

    private func cells(
        _ figure: Snapshot.Figure,
        _ side: SnapshotComparison.Side
    ) -> FigureCells? {
        let tables = PageTables(snapshot: side.snapshot, language: language, style: .words)
        let code = figure.row.figure.measure.project
        return side.snapshot.projects.first { $0.code == code }.map {
            FigureCells(figure, of: $0, in: tables)
        }
    }

    private func value(_ figure: Snapshot.Figure, _ month: Month) -> String {
        figure.months.first { $0.month == month }.map {
            AmountFormat(language).amount(Quantity(value: $0.value), unit: figure.row.unit)
        } ?? ""
    }

    private func events(_ change: Difference.Change) -> [String] {
        var lines: [String] = []
        let unlisted = change.unlisted
        if unlisted.events > 0 {
            let more = unlisted.orMore
            lines.append(
                language(
                    "\(unlisted.events)\(more ? " or more" : "") earlier events not listed"
                        + " (--all lists them)",
                    "另有\(unlisted.events)个\(more ? "以上" : "")较早的事件未列出（--all可全部列出）"
                )
            )
        }
        return lines
            + change.events.map { $0.text(language, comparison.catalogue, time: time) }
    }
}
