import Milepost

/// What checks are called and what findings say, in one language.
struct CheckWords {
    let language: Language
    private let catalogue: Catalogue

    init(_ report: CheckReport, _ language: Language) {
        self.language = language
        catalogue = report.catalogue
    }

    // MARK: Figures

    /// The figure by its codes: what other commands take.
    func figure(_ figure: CheckedFigure) -> String {
        let project = figure.project
        let name = [project.project, figure.measure].compactMap(\.self).joined(separator: "/")
        let rest = part(figure)
        return rest.isEmpty ? name : name + language(", ", "，") + rest
    }

    /// What of the measure is meant: its place below, stage, facets, mode, baseline.
    func part(_ figure: CheckedFigure) -> String {
        var parts: [String] = []
        if figure.place != figure.project.city { parts.append(place(figure.place)) }
        if let stage = figure.stage, stage != .done {
            let name = language.name(stage)
            parts.append(figure.nowAt ? language("now \(name)", "现\(name)") : name)
        }
        parts += figure.facets.pairs.map(\.value)
        if let mode = figure.mode, mode.standsAlone { parts.append(language.name(mode)) }
        if let baseline = figure.baseline, baseline != .year {
            parts.append(language.name(baseline))
        }
        return TextTable.harmless(parts.joined(separator: language(", ", "，")))
    }

    func measure(_ figure: CheckedFigure) -> String {
        guard figure.measure != nil else { return language("the project", "本项目") }
        let name = figure.measure.flatMap { code in
            catalogue.measures[
                MeasureKey(
                    city: figure.project.city,
                    year: figure.project.year,
                    project: figure.project.project,
                    measure: code
                )
            ]?.name
        }
        return TextTable.harmless(name.map { language.name($0) } ?? figure.measure ?? "")
    }

    func project(_ key: ProjectKey) -> String {
        let name = catalogue.projects[key].map { language.name($0.name) } ?? key.project
        return TextTable.harmless(language("\(name) (\(key.project))", "\(name)（\(key.project)）"))
    }

    func place(_ code: String) -> String {
        TextTable.harmless(catalogue.places.names[code].map { language.name($0) } ?? code)
    }

    // MARK: Numbers

    func side(_ side: Check.Side, ranged: Bool = false) -> String {
        switch side {
        case .amount(let amount): self.amount(amount) + (ranged ? range(of: amount) : "")
        case .reports(let count):
            language(count == 1 ? "1 report" : "\(count) reports", "\(count)条上报")
        case .days(let count): language(count == 1 ? "1 day" : "\(count) days", "\(count)日")
        case .day(let day): day.description
        case .declared(let status): language.name(status)
        case .standing(let status): language.name(status)
        }
    }

    /// `12 + 2 个`; what was reckoned with its range.
    func amount(_ amount: Check.Amount) -> String {
        guard !amount.parts.isEmpty else {
            let bound = Bound(
                mayBeMore: amount.estimate.range.high == nil,
                mayBeLess: amount.estimate.range.low == nil
            )
            let word = bound == .exact ? "" : language.name(bound) + language(" ", "")
            return word + estimate(amount.estimate, amount.unit)
        }
        let format = AmountFormat(language)
        let last = amount.parts.count - 1
        return amount.parts.enumerated().map { offset, part in
            format.amount(part, unit: offset == last ? amount.unit : "")
        }.joined(separator: " + ")
    }

    /// `16,600 平方米 (15,550–17,650)`.
    func estimate(_ estimate: Estimate, _ unit: String, signed: Bool = false) -> String {
        let percent = unit == "%"
        let plus = signed && estimate.value > .zero ? "+" : ""
        let space = percent || unit.isEmpty ? "" : language(" ", "")
        return plus + number(estimate.value, percent: percent) + space + unit
            + range(estimate.range, percent)
    }

    /// What was written is shown as it is; beside it, what it stands for.
    private func range(of amount: Check.Amount) -> String {
        amount.parts.isEmpty ? "" : range(amount.estimate.range, amount.unit == "%")
    }

    private func range(_ range: RatioRange, _ percent: Bool) -> String {
        // An open end is told by the bound of the amount.
        guard !range.isExact, let low = range.low, let high = range.high else { return "" }
        let ends = number(low, percent: percent) + "–" + number(high, percent: percent)
        return language(" (\(ends))", "（\(ends)）")
    }

    /// All its decimals, or of more than four the first two: `14,303.19`, `88.785`, `16,600`; of a
    /// percentage at least two.
    private func number(_ ratio: Ratio, percent: Bool) -> String {
        let isShort = 10_000 % ratio.denominator == 0
        var text = ratio.rounded(decimals: isShort ? 4 : 2)
        let kept = percent ? 2 : 0
        while isShort, text.hasSuffix("0"), text.split(separator: ".").last?.count ?? 0 > kept {
            text.removeLast()
        }
        if text.hasSuffix(".") { text.removeLast() }
        let parts = text.split(separator: ".")
        guard let whole = parts.first.flatMap({ Decimal(plain: $0 == "-0" ? "0" : $0) }) else {
            return text
        }
        let sign = whole == .zero && text.hasPrefix("-") ? "-" : ""
        return sign + AmountFormat.grouped(whole) + (parts.count > 1 ? "." + parts[1] : "")
    }

    func outcome(_ outcome: Check.Outcome) -> String {
        let signed = outcome.kind == .change || outcome.kind == .relativeChange
        let text = estimate(outcome.estimate, outcome.unit, signed: signed)
        switch outcome.kind {
        case .percent, .change, .relativeChange: return text
        case .perUnit: return language("\(text) each", "平均\(text)")
        case .sum: return "= " + text
        case .opening: return language("opening balance \(text)", "期初余额\(text)")
        case .rest: return language("difference \(text)", "相差\(text)")
        case .implied:
            guard let whole = outcome.wholeNumbers else {
                return language("implied \(text)", "推算\(text)")
            }
            if whole.first > whole.last {
                return language("implied \(text), no whole number", "推算\(text)，无整数可取")
            }
            return language(
                "implied \(text), whole numbers \(whole.first) to \(whole.last)",
                "推算\(text)，整数\(whole.first)至\(whole.last)"
            )
        }
    }

    func verdict(_ check: Check) -> String {
        switch check.verdict {
        case .holds: language("holds", "相符")
        case .fails: severity(check.code.severity)
        case .derived: language("derived", "推算")
        case .undecided: language("cannot be told", "无法判断")
        }
    }

    func severity(_ severity: CheckCode.Severity) -> String {
        switch severity {
        case .error: language("error", "错误")
        case .warning: language("warning", "警告")
        case .notice: language("notice", "提示")
        }
    }
}
