import Milepost

/// What a reader must know of the figures before using them, told once at the end.
struct ProseNotes {
    let snapshot: Snapshot
    let words: PageWords
    let language: Language

    /// More names than these are not listed.
    private static let listed = 12

    private var projects: [Snapshot.Project] { snapshot.projects }

    private var figures: [Snapshot.Figure] {
        projects.flatMap(\.figures).filter { $0.row.figure.value != nil }
    }

    var sentences: [String] {
        [
            said, assumed, derived, targets, unstated, effects,
            warned(.carriedForward) {
                language("Older figures are carried forward in part: \($0).", "\($0)部分沿用较早数据。")
            },
            warned(.late) {
                language("The newest report came in late: \($0).", "\($0)最近一次上报迟于期限。")
            },
            warned(.milestoneMissed) {
                language("An earlier milestone was missed: \($0).", "\($0)前期节点目标未完成。")
            },
            dueDay, afterYear,
        ].compactMap(\.self) + balances + [gaps, closed, leftOut].compactMap(\.self)
    }

    // MARK: Names

    private func names(_ figures: [Snapshot.Figure]) -> [String] {
        var known: Set<String> = []
        return figures.map { language.name($0.row.measure.name) }
            .filter { known.insert($0).inserted }
    }

    private func list(_ figures: [Snapshot.Figure]) -> String? {
        let names = names(figures)
        guard !names.isEmpty else { return nil }
        guard names.count > Self.listed else { return names.joined(separator: language(", ", "、")) }
        return names.prefix(Self.listed).joined(separator: language(", ", "、"))
            + language(" and others", "等")
    }

    private func note(
        where isMeant: (Snapshot.Figure) -> Bool,
        _ text: (String) -> String
    ) -> String? {
        list(figures.filter(isMeant)).map(text)
    }

    // MARK: How figures came about

    private var assumed: String? {
        let of = { (figure: Snapshot.Figure) in figure.row.report?.assumed == true }
        let assumed = figures.filter(of)
        guard !assumed.isEmpty else { return nil }
        let named = Set(names(assumed))
        // Sums of what is assumed are no more certain than their parts.
        let certain = names(figures.filter { !of($0) && $0.row.report != nil })
            .filter { !named.contains($0) }
        let comma = language(", ", "、")
        if named.count <= Self.listed, named.count <= certain.count {
            let names = names(assumed).joined(separator: comma)
            return language(
                "The day, scope or stage is assumed for \(names).",
                "\(names)的截止日期、范围或阶段为推定。"
            )
        }
        guard certain.count <= Self.listed else {
            return language(
                "For part of the figures the day, scope or stage is assumed.",
                "部分数据的截止日期、范围或阶段为推定。"
            )
        }
        let but = certain.joined(separator: comma)
        return language(
            "The day, scope or stage of the figures is assumed"
                + (certain.isEmpty ? "." : ", except for \(but)."),
            (certain.isEmpty ? "" : "除\(but)外，") + "文中数据的截止日期、范围或阶段为推定。"
        )
    }

    private var derived: String? {
        note(where: { $0.row.figure.value?.derived == true }) {
            language("Summed from their parts: \($0).", "\($0)为分项合计数。")
        }
    }

    private var targets: String? {
        note(where: { $0.row.figure.target?.derived == true }) {
            language(
                "Targets summed from the places below: \($0).",
                "\($0)的目标为所辖地区目标合计数。"
            )
        }
    }

    private var unstated: String? {
        note(where: { $0.row.figure.baseline == .unstated }) {
            language("The day counted from is not stated for \($0).", "\($0)的起算时间未作说明。")
        }
    }

    private var effects: String? {
        note(where: { $0.row.measure.kind == .effect }) {
            language(
                "Effects as claimed by the leads, not counted in any total: \($0).",
                "\($0)为责任单位自述成效，不计入合计。"
            )
        }
    }

    private func warned(_ warning: Figure.Warning, _ text: (String) -> String) -> String? {
        note(where: { $0.row.figure.warnings.contains(warning) }, text)
    }

    private var dueDay: String? {
        note(where: { $0.row.isMissed(onItsDay: snapshot.asOf) }) {
            language("Not met on the day it is due: \($0).", "\($0)到期日未完成。")
        }
    }

    private var afterYear: String? {
        note(where: \.row.figure.afterYear) {
            language("Includes what was done after the year: \($0).", "\($0)含年度结束后完成的数量。")
        }
    }

    /// Amounts that increments do not explain.
    private var balances: [String] {
        let amounts = ProseAmount(language: language)
        return figures.flatMap { figure -> [String] in
            let part = figure.row.figure.facets.pairs.map(\.value).joined(separator: ", ")
            let name =
                language.name(figure.row.measure.name)
                + (part.isEmpty ? "" : language(" (\(part))", "（\(part)）"))
            let unit = figure.row.unit
            var notes: [String] = []
            if let rest = figure.row.figure.unreconciled {
                let size = amounts.size(of: rest, unit)
                notes.append(
                    rest.value < .zero
                        ? language(
                            "The total is \(size) below the increments reported: \(name).",
                            "\(name)累计数比已上报增量之和少\(size)。"
                        )
                        : language(
                            "The total is \(size) above the increments reported: \(name).",
                            "\(name)累计数比已上报增量之和多\(size)。"
                        )
                )
            }
            if let opening = figure.row.figure.opening {
                let size = amounts.of(opening, unit)
                notes.append(
                    language(
                        "A derived opening balance of \(size) is included: \(name).",
                        "\(name)含推算的期初数\(size)。"
                    )
                )
            }
            return notes
        }
    }

    // MARK: What was said, what is missing

    private var said: String? {
        guard projects.contains(where: { !$0.statements.isEmpty }) else { return nil }
        return language(
            "What is said without a figure is the leads' own account.",
            "文中未以数据表述的进展情况为责任单位自报。"
        )
    }

    private var gaps: String? {
        let gaps = snapshot.gaps
        guard !gaps.missing.isEmpty else { return nil }
        return language(
            "Of \(gaps.expected) reports due for the quarter, \(gaps.missing.count) "
                + "\(gaps.missing.count == 1 ? "is" : "are") missing.",
            "本季度应报\(gaps.expected)项，未报\(gaps.missing.count)项。"
        )
    }

    private var closed: String? {
        guard snapshot.isProvisional else { return nil }
        let month = snapshot.closedThrough.map { language.name($0) }
        return language(
            "The data are provisional"
                + (month.map { "; months through \($0) are closed." } ?? "."),
            "本文为初步数据" + (month.map { "，已关账至\($0)。" } ?? "，以后续发布为准。")
        )
    }

    private var leftOut: String? {
        let statements = projects.flatMap(\.statements)
        guard statements.contains(where: { $0.note != nil && $0.note(in: language) == nil }) else {
            return nil
        }
        return language(
            "Remarks recorded in Chinese, or long ones, are left out here.",
            "以英文记载或篇幅较长的附注未列入本文。"
        )
    }
}
