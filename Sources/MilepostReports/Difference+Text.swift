package import Milepost

extension Difference {
    /// The difference as an auditor reads it; moments as `time` writes them.
    package func text(
        _ language: Language,
        time: (Moment) -> String = \.textInUTC
    ) -> String {
        withoutActuallyEscaping(time) { time in
            let text = DifferenceText(difference: self, language: language, time: time)
            return text.lines.map(TextTable.harmless).joined(separator: "\n") + "\n"
        }
    }
}

/// Writes a difference in one language.
private struct DifferenceText {
    let difference: Difference
    let language: Language
    let time: (Moment) -> String

    private var catalogue: Catalogue { difference.catalogue }

    private var comma: String { language(", ", "，") }

    var lines: [String] {
        var lines = head
        var shown: (city: String, year: Int)?
        for key in catalogue.projectOrder {
            let block = project(key)
            guard !block.isEmpty else { continue }
            lines.append("")
            if shown?.city != key.city || shown?.year != key.year {
                lines += [name(of: key.city) + language(" \(key.year)", "\(key.year)年"), ""]
                shown = (key.city, key.year)
            }
            lines += [heading(key)] + block
        }
        return lines
    }

    // MARK: The head

    private var head: [String] {
        [
            language("From: ", "对比前：") + point(difference.from),
            language("To:   ", "对比后：") + point(difference.to), counts,
        ]
    }

    private func point(_ point: Difference.Point) -> String {
        let day = language("as of \(point.asOf)", "截至\(point.asOf)")
        guard let position = point.known.position else {
            return day + language(", before the log began", "，日志建立之前")
        }
        let recorded = point.known.time.map(time) ?? ""
        return day
            + language(
                ", as known at @\(position) (recorded \(recorded))",
                "，按@\(position)时所知（\(recorded)录入）"
            )
    }

    private var counts: String {
        let counts = [Difference.Change.Kind.added, .removed, .revised].map {
            difference.changes($0).count
        }
        return language(
            "Figures: \(counts[0]) added, \(counts[1]) removed, \(counts[2]) revised,"
                + " \(difference.unchanged) unchanged.",
            "数据：新出现\(counts[0])项，不再有\(counts[1])项，有变动\(counts[2])项，"
                + "无变动\(difference.unchanged)项。"
        )
    }

    // MARK: A project

    private func project(_ key: ProjectKey) -> [String] {
        let changes = difference.changes.filter { $0.row?.figure.measure.projectKey == key }
        let statements = difference.statements.filter { $0.standing.statement.project == key }
        var lines: [String] = []
        for change in changes { lines += self.lines(of: change) }
        if !statements.isEmpty {
            lines.append("  " + language("Statements:", "状态申报："))
            lines += statements.map { statement in
                let sign = statement.isAdded ? "+ " : "- "
                return "    " + sign + line(of: statement.event)
            }
        }
        let stands = difference.projects.contains { $0.project == key }
        // Only the heading tells that a project stands otherwise.
        return lines.isEmpty && stands ? [language("  No figure differs.", "  各项数据无变动。")] : lines
    }

    private func heading(_ key: ProjectKey) -> String {
        let name = catalogue.projects[key].map { language.name($0.name) } ?? key.project
        let heading = language("\(name) (\(key.project))", "\(name)（\(key.project)）")
        guard let change = difference.projects.first(where: { $0.project == key }) else {
            return heading
        }
        return heading + language(": ", "：") + language.name(change.old) + " → "
            + language.name(change.new)
    }

    private func name(of place: String) -> String {
        catalogue.places.names[place].map { language.name($0) } ?? place
    }

    // MARK: A figure

    private func lines(of change: Difference.Change) -> [String] {
        guard let row = change.row else { return [] }
        let (before, after) = (value(change.old), value(change.new))
        var text = name(of: row) + language(": ", "：") + before
        if before != after {
            text += " → " + after
            if let difference = change.difference, difference != .zero {
                text += language(" (\(signed(difference, row)))", "（\(signed(difference, row))）")
            }
        } else if change.new?.figure.value != nil {
            text += language(", as before", "，数值未变")
        }
        return ["  " + text] + besides(change).map { "    " + $0 }
            + events(of: change).map { "    " + $0 }
    }

    private func name(of row: StatusReport.Row) -> String {
        let figure = row.figure
        let stage = FigureText(row: row, asOf: difference.to.asOf, language: language).stage
        let place = figure.place == figure.measure.city ? [] : [name(of: figure.place)]
        let parts =
            [language.name(row.measure.name)] + place + figure.facets.pairs.map(\.value)
            + (stage.isEmpty ? [] : [stage])
        return parts.joined(separator: comma)
    }

    private func value(_ row: StatusReport.Row?) -> String {
        guard let row else { return language("no figure", "无此数据") }
        return FigureText(row: row, asOf: difference.to.asOf, language: language).value
    }

    private func signed(_ amount: Decimal, _ row: StatusReport.Row) -> String {
        AmountFormat(language).amount(
            Quantity(value: amount),
            unit: row.unitOfDifference,
            signed: true
        )
    }

    /// What is said beside the amount, where that differs.
    private func besides(_ change: Difference.Change) -> [String] {
        guard change.kind == .revised else { return [] }
        let before = notes(change.old, asOf: difference.from.asOf)
        let after = notes(change.new, asOf: difference.to.asOf)
        let (gone, new) = (
            before.filter { !after.contains($0) }, after.filter { !before.contains($0) }
        )
        return [(language("before: ", "之前："), gone), (language("after: ", "之后："), new)]
            .filter { !$0.1.isEmpty }.map { $0.0 + $0.1.joined(separator: comma) }
    }

    private func notes(_ row: StatusReport.Row?, asOf: CalendarDate) -> [String] {
        guard let row else { return [] }
        let text = FigureText(row: row, asOf: asOf, language: language)
        var notes = [text.share, text.pace].filter { !$0.isEmpty }
        if let light = text.light {
            let name = language.name(light)
            notes.append(language("\(name) light", name))
        }
        notes += text.notes
        if let value = row.figure.value {
            notes.append(
                language(
                    "\(value.events) report\(value.events == 1 ? "" : "s")",
                    "上报\(value.events)条"
                )
            )
        }
        return notes
    }

    // MARK: Events

    private func events(of change: Difference.Change) -> [String] {
        guard !change.events.isEmpty else {
            return difference.from.asOf == difference.to.asOf
                ? [] : [language("no event: only days passed", "无相关事件：仅因时间推移")]
        }
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
        return lines + change.events.map(line)
    }

    private func line(of event: HistoryEntry) -> String {
        event.text(language, catalogue, time: time)
    }
}
