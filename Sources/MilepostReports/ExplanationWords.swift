import Milepost

/// The words of an explanation: what a report says, and why it counts or does not.
struct ExplanationWords {
    let language: Language
    /// Whole identifiers, as in JSON; otherwise their ends.
    var fullIDs = false

    func name(_ id: EventID) -> String { fullIDs ? id.description : id.tail }

    /// `24 to date`, `+5`, `5 left`.
    func report(_ mode: Mode, _ amount: StatedAmount, unit: String) -> String {
        let format = AmountFormat(language)
        let text = format.amount(
            amount,
            unit: mode == .share ? "%" : unit,
            signed: mode == .increment || mode == .change
        )
        switch mode {
        case .increment where amount.value == .zero: return "+" + text
        case .increment, .level: return text
        case .total: return language("\(text) to date", "累计\(text)")
        case .change: return language("change \(text)", "变化\(text)")
        case .remaining: return language("\(text) left", "剩余\(text)")
        case .share: return language("\(text) of the task", "完成任务的\(text)")
        }
    }

    /// Why the term counts, or does not, with the correction whose amount is in force.
    func because(_ term: Explanation.Term, of explanation: Explanation) -> String {
        var text = reason(term, explanation)
        if let correction = term.correction {
            let format = AmountFormat(language)
            let (old, new) = (format.amount(correction.original), format.amount(term.amount))
            text += language(
                "; corrected by \(name(correction.by)) from \(old) to \(new): \(correction.reason)",
                "；由\(name(correction.by))将\(old)更正为\(new)：\(correction.reason)"
            )
        }
        if let note = term.note { text += language("; note: \(note)", "；备注：\(note)") }
        return text
    }

    private func reason(_ term: Explanation.Term, _ explanation: Explanation) -> String {
        switch term.because {
        case .total: return language("the running total that counts", "计入的累计数")
        case .added:
            let hasTotal = explanation.terms.contains { $0.because == .total }
            return hasTotal
                ? language("added after the total", "累计之后的增量")
                : language("added since the baseline", "基期以来的增量")
        case .newest:
            let mode = language.name(term.mode)
            return language("the newest \(mode)", "最新一次\(mode)")
        case .superseded(let id, let day):
            guard explanation.terms.contains(where: { $0.because == .total && $0.event == id })
            else {
                return language(
                    "superseded by \(name(id)) as of \(day)",
                    "被截至\(day)的上报（\(name(id))）取代"
                )
            }
            return language(
                "superseded by total \(name(id)) as of \(day)",
                "已含在截至\(day)的累计（\(name(id))）中"
            )
        case .sameDayReplaced(let id):
            return language(
                "superseded by \(name(id)), recorded later for the same day",
                "被后录入的同日上报（\(name(id))）取代"
            )
        case .withdrawn(let id, let reason):
            return language("withdrawn by \(name(id)): \(reason)", "由\(name(id))撤回：\(reason)")
        case .restatement(let id):
            return language(
                "restates \(name(id)), which counts for it",
                "重述\(name(id))，不重复计入"
            )
        case .afterAsOf: return language("after the as-of day", "晚于截止日期")
        case .notYetKnown:
            return language(
                "not yet known at @\(explanation.knownAt)",
                "至@\(explanation.knownAt)时尚未录入"
            )
        case .otherBaseline(let baseline):
            return language(
                "counts from another baseline: \(language.name(baseline))",
                "基期不同：\(language.name(baseline))"
            )
        case .beforeBaseline(let day):
            return language("before the baseline, \(day)", "早于基期起始日\(day)")
        case .noTotalYet:
            return language("no total of this baseline yet", "该基期尚无累计数")
        case .otherMode(let mode):
            return explanation.figure.mode == nil
                ? language("\(language.name(mode)): stands alone", "\(language.name(mode))单独列示")
                : language(
                    "\(language.name(mode)): another figure",
                    "\(language.name(mode))属于另一数据"
                )
        case .newerParts:
            return language("every part expected has a newer one", "各应报部分均有更新的数据")
        case .overtaken(let id, let day):
            return language(
                "hidden: \(name(id)) as of \(day) is newer",
                "不再显示：已有更新的上报\(name(id))（截至\(day)）"
            )
        }
    }

    /// The source with its range and title, as in `1a2b3c4d5e6f 120-128, Title; partly assumed`.
    func source(_ term: Explanation.Term) -> String {
        var text = ""
        if let source = term.source {
            text = source.name
            if let range = source.range { text += " \(range.lowerBound)-\(range.upperBound)" }
            if let title = source.title { text += language(", \(title)", "，《\(title)》") }
        }
        guard term.assumed else { return text }
        return text + (text.isEmpty ? "" : language("; ", "；"))
            + language("partly assumed", "部分为推定")
    }

    /// How many of the reports that count name a source.
    func sources(_ named: Int, of count: Int) -> String {
        switch (named, count) {
        case (0, 1): language("The one report that counts names no source", "计入的1条上报未注明来源")
        case (1, 1): language("The one report that counts names its source", "计入的1条上报已注明来源")
        case (0, _):
            language(
                "None of the \(count) reports that count names a source",
                "计入的\(count)条上报均未注明来源"
            )
        case (count, _):
            language("All \(count) reports that count name a source", "计入的\(count)条上报均已注明来源")
        case _:
            language(
                "\(named) of \(count) reports that count name a source",
                "计入的\(count)条上报中有\(named)条注明来源"
            )
        }
    }

    /// The place, by name and code.
    func place(_ code: String, in catalogue: Catalogue) -> String {
        guard let name = catalogue.places.names[code] else { return code }
        return language("\(language.name(name)) (\(code))", "\(language.name(name))（\(code)）")
    }

    /// The name of a part: a place below, or a facet's value.
    func part(_ part: Explanation.Part, of explanation: Explanation) -> String {
        guard part.place == explanation.figure.place else {
            return place(part.place, in: explanation.catalogue)
        }
        return part.facets.pairs.filter { explanation.figure.facets[$0.name] == nil }
            .map { "\($0.name)=\($0.value)" }.joined(separator: ";")
    }
}

extension EventID {
    /// The end of the identifier, by which a person may name the event.
    var tail: String { "…" + description.suffix(8) }
}
