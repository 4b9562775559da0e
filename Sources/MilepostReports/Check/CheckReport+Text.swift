import Milepost

extension CheckReport {
    /// The findings as an official reads them on a terminal, after every check where all were asked
    /// for; empty when all is well.
    package func text(_ language: Language) -> String {
        let text = CheckText(report: self, words: CheckWords(self, language))
        let lines = query.all ? text.all : text.findings
        return lines.map { $0 + "\n" }.joined()
    }
}

/// Writes checks in one language.
private struct CheckText {
    let report: CheckReport
    let words: CheckWords

    private var language: Language { words.language }

    // MARK: Findings

    /// A line that names the finding, and below it what it says.
    var findings: [String] {
        report.findings.flatMap { check in
            var line = WrappedLine(indent: "    ")
            line.add(words.severity(check.code.severity))
            line.add(check.code.rawValue, after: " ")
            line.add(words.figure(check.figure), after: " ")
            if !check.events.isEmpty {
                line.add(events(check), after: " ")
            }
            return line.lines + wrapped(words.message(check))
        }
    }

    private func events(_ check: Check) -> String {
        check.events.map { "@\($0)" }.joined(separator: " ")
    }

    private func wrapped(_ message: String) -> [String] {
        var line = WrappedLine(indent: "    ")
        line.add("    ")
        switch language {
        case .en:
            for (offset, word) in message.split(separator: " ").enumerated() {
                line.add(String(word), after: offset == 0 ? "" : " ")
            }
        // Chinese breaks after a mark, not at a space.
        case .zh:
            var part = ""
            for character in message {
                part.append(character)
                guard "，。；、".contains(character) else { continue }
                line.add(part)
                part = ""
            }
            line.add(part)
        }
        return line.lines.map(TextTable.harmless)
    }

    // MARK: Every check

    var all: [String] {
        let day = report.query.asOf
        var lines = [
            language(
                "As of \(day), as known at @\(report.knownAt)",
                "截至\(day)，按@\(report.knownAt)时所知"
            ), "",
        ]
        let checks = Dictionary(grouping: report.checks, by: \.figure.project)
        for key in report.catalogue.projectOrder {
            guard let checks = checks[key] else { continue }
            lines += [words.project(key)] + table(checks) + [""]
        }
        let found = findings
        lines.append(summary)
        if !found.isEmpty { lines += [""] + found }
        return lines
    }

    private var summary: String {
        let count = report.findings.count
        let examined = report.examined
        if count == 0 {
            return language(
                "\(examined) checks made, nothing found.",
                "共核对\(examined)项，未发现问题。"
            )
        }
        return language(
            "\(examined) checks made, \(count) finding\(count == 1 ? "" : "s"):",
            "共核对\(examined)项，发现\(count)个问题："
        )
    }

    private func table(_ checks: [Check]) -> [String] {
        var table = TextTable([
            (language("  check", "  核对"), .leading), (language("figure", "数据"), .leading),
            (language("one side", "一方"), .trailing), ("", .leading),
            (language("other side", "另一方"), .leading), (language("verdict", "结论"), .leading),
        ])
        for check in checks {
            let names = [words.measure(check.figure), words.part(check.figure)]
            table.append([
                "  " + words.name(check.code),
                names.filter { !$0.isEmpty }.joined(separator: language(", ", "，")),
                words.side(check.left, ranged: true),
                check.right == nil ? "" : check.code.relation,
                check.right.map { words.side($0, ranged: true) } ?? "", words.verdict(check),
            ])
        }
        let rows = table.lines
        return [rows[0]]
            + zip(checks, rows.dropFirst()).flatMap { check, row in
                [row] + outcomes(check)
            }
    }

    /// What follows from the sides, below them.
    private func outcomes(_ check: Check) -> [String] {
        guard !check.outcomes.isEmpty || check.other != nil else { return [] }
        var parts = check.outcomes.map(words.outcome)
        if let other = check.other, other.measure != check.figure.measure {
            parts.append(language("with ", "对照") + words.measure(other))
        }
        guard !parts.isEmpty else { return [] }
        return ["      " + parts.joined(separator: language("; ", "；"))]
    }
}
