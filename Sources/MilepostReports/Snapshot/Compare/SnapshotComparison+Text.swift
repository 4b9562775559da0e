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
            comparison.changes.count { $0.kind == kind }
        }
        return language(
            "Figures: \(counts[0]) added, \(counts[1]) removed, \(counts[2]) revised, "
                + "\(comparison.unchanged) unchanged.",
            "数据：新出现\(counts[0])项，不再有\(counts[1])项，有变动\(counts[2])项，"
                + "无变动\(comparison.unchanged)项。"
        )
    }

    /// A row a figure, and below it what made the difference.
    private var table: [String] {
        let restated = comparison.isRestatement
        let (from, to) = (comparison.from.snapshot, comparison.to.snapshot)
        var table = TextTable([
            (language("Figure", "指标"), .leading),
            (restated ? language("First published", "首次发布") : "\(from.quarter)", .trailing),
            (restated ? language("Now known", "现知") : "\(to.quarter)", .trailing),
            (language("Difference", "差额"), .trailing),
        ])
        for change in comparison.changes {
            table.append([
                name(change), value(change.old, from), value(change.new, to), difference(change),
            ])
        }
        let rows = table.lines
        return rows.prefix(1)
            + zip(rows.dropFirst(), comparison.changes).flatMap { row, change in
                [row] + besides(change).map { "    " + $0 }
            }
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
        return figure.measure.project + language(": ", "：")
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

    private func besides(_ change: Difference.Change) -> [String] {
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
