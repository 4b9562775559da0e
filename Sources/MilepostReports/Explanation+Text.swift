import Milepost

extension Explanation {
    /// The explanation as a person reads it.
    package func text(_ language: Language) -> String {
        let text = ExplanationText(explanation: self, language: language)
        return text.lines.map(TextTable.harmless).joined(separator: "\n") + "\n"
    }
}

/// Writes an explanation in one language.
private struct ExplanationText {
    let explanation: Explanation
    let language: Language

    private var words: ExplanationWords { ExplanationWords(language: language) }
    private var format: AmountFormat { AmountFormat(language) }
    private var figure: Figure { explanation.figure }

    var lines: [String] {
        var lines = head
        for block in [arithmetic, terms, months, parts, stretches, remarks] where !block.isEmpty {
            lines.append("")
            lines += block
        }
        return lines
    }

    private var unit: String { explanation.row.unit }

    private var comma: String { language(", ", "，") }

    private var head: [String] {
        let measure = explanation.measure
        var parts = [language.name(measure.name)]
        if figure.nowAt {
            let stage = language.name(figure.stage)
            parts.append(language("now at: \(stage)", "处于\(stage)"))
        } else if measure.stages.count > 1 {
            parts.append(language.name(figure.stage))
        }
        if let mode = figure.mode { parts.append(language.name(mode)) }
        parts += figure.facets.pairs.map { "\($0.name)=\($0.value)" }
        parts.append(words.place(figure.place, in: explanation.catalogue))
        if let baseline = figure.baseline { parts.append(language.name(baseline)) }
        let name = "\(measure.key.project)/\(measure.key.measure)"
        let value =
            explanation.sum.map { format.amount($0, unit: unit) }
            ?? language("no value", "无数据")
        return [
            name + language(": ", "：") + parts.joined(separator: comma),
            language(
                "As of \(explanation.asOf), as known at @\(explanation.knownAt): \(value)",
                "截至\(explanation.asOf)，按@\(explanation.knownAt)时所知：\(value)"
            ),
        ]
    }

    // MARK: The arithmetic

    private var arithmetic: [String] {
        guard let sum = explanation.sum else { return [] }
        var items: [(Quantity, String)] = []
        let counted = explanation.counted
        let whole = counted.filter { $0.because != .added }
        items += whole.map { ($0.amount.quantity, label($0)) }
        items += explanation.months.filter(\.counts).reversed().map { month in
            (month.amount, increments(month.events) + language(" in ", "，") + month.name)
        }
        items += counted.filter { $0.because == .added }.map { ($0.amount.quantity, label($0)) }
        items += explanation.parts.map { part in
            let name = words.part(part, of: explanation)
            let since = part.since.map { language(", added after \($0)", "，\($0)之后新增") }
            return (part.amount, name + (since ?? ""))
        }
        guard let first = items.first else { return [] }
        var lines = [number(first.0) + bracketed(first.1)]
        for (quantity, label) in items.dropFirst() {
            let isLess = quantity.value < .zero
            let size = isLess ? quantity.negated : quantity
            lines.append((isLess ? "- " : "+ ") + number(size) + bracketed(label))
        }
        lines.append("= " + format.amount(sum, unit: unit))
        // A short sum is read at a glance, a long one line by line.
        return items.count <= 2 ? ["  " + lines.joined(separator: " ")] : lines.map { "  " + $0 }
    }

    private func number(_ quantity: Quantity) -> String { format.amount(quantity) }

    private func bracketed(_ label: String) -> String { language(" (\(label))", "（\(label)）") }

    private func increments(_ count: Int) -> String {
        language("\(count) increment\(count == 1 ? "" : "s")", "\(count)条增量")
    }

    private func label(_ term: Explanation.Term) -> String {
        let event = language(", event \(term.event.tail)", "，事件\(term.event.tail)")
        switch (term.mode, term.periodStart) {
        case (.increment, let start?):
            return language(
                "increment \(start) to \(term.asOf)",
                "\(start)至\(term.asOf)增量"
            ) + event
        case (.increment, nil):
            return language("increment to \(term.asOf)", "截至\(term.asOf)的增量") + event
        case (.total, _):
            return language("total to date as of \(term.asOf)", "截至\(term.asOf)累计") + event
        case (let mode, _):
            let name = language.name(mode)
            return language("\(name) as of \(term.asOf)", "截至\(term.asOf)的\(name)") + event
        }
    }

    // MARK: The reports

    private var terms: [String] {
        guard !explanation.terms.isEmpty else { return [] }
        let hasSources = explanation.terms.contains { $0.source != nil || $0.assumed }
        var columns: [(title: String, alignment: TextTable.Alignment)] = [
            (language("event", "事件"), .leading), (language("position", "位置"), .trailing),
            (language("as of", "截止日期"), .leading), (language("report", "上报"), .leading),
            (language("counts", "计入"), .leading),
        ]
        columns.append((language("because", "原因"), .leading))
        if hasSources { columns.append((language("source", "来源"), .leading)) }
        var table = TextTable(columns)
        for term in explanation.terms {
            var cells = [
                term.event.tail, "@\(term.position)", term.asOf.description,
                words.report(term.mode, term.amount, unit: ""),
                term.counts ? language("yes", "是") : language("no", "否"),
            ]
            let late = term.late?.mark(language) ?? ""
            cells.append(words.because(term, of: explanation) + late)
            if hasSources { cells.append(words.source(term)) }
            table.append(cells)
        }
        return table.lines
    }

    private var months: [String] {
        guard !explanation.months.isEmpty else { return [] }
        let title = language("Increments not listed, by month:", "未逐条列出的增量，按月合计：")
        return [title]
            + explanation.months.map { month in
                let why = month.counts ? "" : reasonOfMonths
                return "  \(month.name)  \(number(month.amount))"
                    + bracketed(increments(month.events) + why)
            }
    }

    private var reasonOfMonths: String {
        explanation.stretches.isEmpty
            ? language(", not counted", "，不计入") : language(", under the total", "，已含在累计中")
    }

    private var parts: [String] {
        guard !explanation.parts.isEmpty else { return [] }
        var table = TextTable([
            (language("part", "组成部分"), .leading), (language("adds", "计入"), .trailing),
            (language("its figure", "本身数据"), .trailing),
        ])
        for part in explanation.parts {
            table.append([
                words.part(part, of: explanation), number(part.amount),
                part.whole.map(number) ?? "",
            ])
        }
        return table.lines
    }

    private var stretches: [String] {
        let shown = explanation.stretches.filter { $0.increments != nil }
        guard !shown.isEmpty else { return [] }
        return [language("Totals against increments:", "累计与增量核对：")]
            + shown.map { "  " + stretch($0) }
    }

    private func stretch(_ stretch: Explanation.Stretch) -> String {
        let total = number(stretch.amount)
        let added = stretch.increments.map(number) ?? "0"
        guard let from = stretch.from, let before = stretch.before else {
            let opening = stretch.opening.map(number) ?? "0"
            return language(
                "total \(total) on \(stretch.asOf), increments until then \(added):"
                    + " opening balance \(opening), derived",
                "截至\(stretch.asOf)累计\(total)，此前增量合计\(added)：推算期初余额\(opening)"
            )
        }
        let head = language(
            "\(number(before)) on \(from), \(increments(stretch.events)) adding \(added),"
                + " total \(total) on \(stretch.asOf): ",
            "截至\(from)为\(number(before))，其间\(increments(stretch.events))合计\(added)，"
                + "截至\(stretch.asOf)累计\(total)："
        )
        guard let rest = stretch.unreconciled else { return head + language("they agree", "相符") }
        let difference = number(rest.value < .zero ? rest.negated : rest)
        return rest.value < .zero
            ? head + language("the total says \(difference) less", "累计数少\(difference)")
            : head + language("the total says \(difference) more", "累计数多\(difference)")
    }

    // MARK: Remarks

    private var remarks: [String] {
        var lines: [String] = []
        if let rest = explanation.notBrokenDown, rest.value != .zero {
            lines.append(
                language(
                    "Of the total, \(number(rest)) is not broken down by place.",
                    "累计数中有\(number(rest))未分解到下级地区。"
                )
            )
        }
        if let children = figure.children {
            let places = children.expected == 1 ? "place below has" : "places below have"
            lines.append(
                language(
                    "\(children.reported) of \(children.expected) \(places) reported.",
                    "下级地区应报\(children.expected)个，已报\(children.reported)个。"
                )
            )
        }
        let sourced = explanation.sourced
        if sourced.of > 0 {
            let amount = AmountFormat.grouped(sourced.amount)
            let sum = explanation.sum.map(number) ?? "0"
            var line = words.sources(sourced.terms, of: sourced.of)
            // What every report or none brings needs no number, unless others were not looked at.
            if sourced.terms > 0, sourced.terms < sourced.of || sourced.notExamined > 0 {
                line += language(": \(amount) of \(sum)", "：\(sum)中有\(amount)")
            }
            if sourced.notExamined > 0 {
                line += language(
                    "; sources of \(sourced.notExamined) more, in months or parts, were not looked at",
                    "；按月合计和组成部分中的\(sourced.notExamined)条，来源未核"
                )
            }
            lines.append(line + language(".", "。"))
        }
        return lines + unlisted
    }

    private var unlisted: [String] {
        let unlisted = explanation.unlisted
        var parts: [String] = []
        if let position = unlisted.before {
            parts.append(
                language("some recorded through @\(position)", "@\(position)及以前录入的一部分")
            )
        }
        if unlisted.afterAsOf {
            parts.append(language("more after the as-of day", "晚于截止日期的其余上报"))
        }
        if unlisted.notYetKnown {
            parts.append(language("more not yet known", "当时尚未录入的其余上报"))
        }
        guard !parts.isEmpty else { return [] }
        let list = parts.joined(separator: language(", ", "、"))
        return [language("Not listed: \(list) (--all lists them).", "未列出：\(list)（--all可全部列出）。")]
    }
}

extension Explanation.Month {
    /// The month as in `2024-03`.
    var name: String { String(first.description.dropLast(3)) }
}

extension Quantity {
    /// The amount with the other sign; the bounds change places.
    fileprivate var negated: Quantity {
        Quantity(
            value: value.negated ?? value,
            ulp: ulp,
            mayBeMore: mayBeLess,
            mayBeLess: mayBeMore
        )
    }
}
