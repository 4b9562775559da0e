import Milepost

extension CheckReport {
    /// The findings in the form that `cli.md` fixes, and with `--all` every check that was made.
    package func json(_ language: Language) -> OutputJSON {
        let words = CheckWords(self, language)
        var members: [(String, OutputJSON)] = [
            ("findings", .array(findings.map { finding($0, words) })), ("examined", .of(examined)),
        ]
        if query.all { members.append(("checks", .array(checks.map(json)))) }
        return .object(members)
    }

    private func finding(_ check: Check, _ words: CheckWords) -> OutputJSON {
        .object([
            ("severity", .of(check.code.severity)), ("code", .of(check.code)),
            ("position", .of(check.events.last)), ("figure", json(check.figure)),
            ("message", .of(words.message(check))),
            ("events", .array(check.events.map { .of($0) })),
        ])
    }

    private func json(_ check: Check) -> OutputJSON {
        .object([
            ("code", .of(check.code)), ("severity", .of(check.code.severity)),
            ("verdict", .of(check.verdict)), ("figure", json(check.figure)),
            ("other", check.other.map(json) ?? .null), ("left", json(check.left)),
            ("relation", .of(check.code.relation.isEmpty ? nil : check.code.relation)),
            ("right", check.right.map(json) ?? .null),
            ("outcomes", .array(check.outcomes.map(json))),
            ("events", .array(check.events.map { .of($0) })),
        ])
    }

    private func json(_ figure: CheckedFigure) -> OutputJSON {
        .object([
            ("city", .of(figure.project.city)), ("year", .of(figure.project.year)),
            ("project", .of(figure.project.project)), ("measure", .of(figure.measure)),
            ("place", .of(figure.place)), ("facets", .of(figure.facets)),
            ("stage", .of(figure.stage)), ("nowAt", .of(figure.nowAt)),
            ("mode", .of(figure.mode)), ("baseline", .of(figure.baseline?.text)),
        ])
    }

    private func json(_ side: Check.Side) -> OutputJSON {
        switch side {
        case .amount(let amount):
            .object(
                json(amount.estimate, amount.unit) + [
                    ("parts", .array(amount.parts.map { .of($0.value) }))
                ]
            )
        case .reports(let count): .object([("reports", .of(count))])
        case .days(let count): .object([("days", .of(count))])
        case .day(let day): .object([("day", .of(day))])
        case .declared(let status): .object([("declared", .of(status))])
        case .standing(let status): .object([("derived", .of(status))])
        }
    }

    private func json(_ outcome: Check.Outcome) -> OutputJSON {
        var members: [(String, OutputJSON)] = [("kind", .of(outcome.kind))]
        members += json(outcome.estimate, outcome.unit)
        if let whole = outcome.wholeNumbers {
            members.append(("firstWhole", .string(String(whole.first))))
            members.append(("lastWhole", .string(String(whole.last))))
        }
        return .object(members)
    }

    /// The ends of what it may be are null where it is open.
    private func json(_ estimate: Estimate, _ unit: String) -> [(String, OutputJSON)] {
        [
            ("value", .of(estimate.value.plain)), ("low", .of(estimate.range.low?.plain)),
            ("lowIncluded", .of(estimate.range.lowIncluded)),
            ("high", .of(estimate.range.high?.plain)),
            ("highIncluded", .of(estimate.range.highIncluded)), ("unit", .of(unit)),
        ]
    }
}

extension Ratio {
    /// To four decimals, without needless zeros: `14303.1915`, `15550`.
    fileprivate var plain: String {
        var text = rounded(decimals: 4)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
