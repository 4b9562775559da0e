import Milepost

extension Gaps {
    /// The gaps as an official reads them: what is missing by lead and project, then what was late.
    package func text(_ language: Language) -> String {
        GapsText(gaps: self, language: language).lines.joined(separator: "\n") + "\n"
    }
}

/// Writes gaps in one language.
private struct GapsText {
    let gaps: Gaps
    let language: Language

    /// A report with what is said of it.
    private struct Line {
        var report: ExpectedReport
        var cells: [String]
    }

    var lines: [String] {
        let month = language.name(gaps.month)
        guard gaps.expected > 0 else {
            return [
                language(
                    "No report is expected for \(month): no measure of the plan is due then.",
                    "\(month)没有应报事项：计划中没有该月到期的指标。"
                )
            ]
        }
        return [count(month)]
            + section(
                language("Missing:", "未报："),
                gaps.missing.map { Line(report: $0.report, cells: cells($0)) }
            )
            + section(
                language("Arrived late:", "迟报："),
                gaps.late.map { Line(report: $0.report, cells: cells($0)) }
            )
    }

    private func count(_ month: String) -> String {
        let late = gaps.late.count
        let ofThem = late == 0 ? "" : language(" (\(late) late)", "（其中迟报\(late)项）")
        return language(
            "\(month), on \(gaps.today): \(gaps.expected) expected, \(gaps.arrived) arrived"
                + "\(ofThem), \(gaps.missing.count) missing.",
            "\(month)（\(gaps.today)查）：应报\(gaps.expected)项，已报\(gaps.arrived)项\(ofThem)，"
                + "未报\(gaps.missing.count)项。"
        )
    }

    private func cells(_ missing: Gaps.Missing) -> [String] {
        let closed = missing.isClosed ? language("closed", "已关账") : ""
        guard let due = missing.report.due, let overdue = missing.overdue else {
            return [language("no due day", "未定期限"), "", closed]
        }
        let days =
            overdue == 0
            ? "" : language("\(overdue) \(days(overdue)) overdue", "逾期\(overdue)天")
        return [language("due \(due)", "期限\(due)"), days, closed]
    }

    private func cells(_ late: Gaps.Late) -> [String] {
        [
            late.report.due.map { language("due \($0)", "期限\($0)") } ?? "",
            language(
                "received \(late.received), \(late.days) \(days(late.days)) late",
                "\(late.received)收到，迟\(late.days)天"
            ),
            late.event.tail,
        ]
    }

    private func days(_ count: Int) -> String { count == 1 ? "day" : "days" }

    // MARK: By lead, by project

    /// Leads and their projects in the order of the plan; the tables of all of them align.
    private func section(_ title: String, _ lines: [Line]) -> [String] {
        guard !lines.isEmpty else { return [] }
        var leads: [String] = []
        var byLead: [String: [Line]] = [:]
        for line in lines {
            let lead = self.lead(of: line.report)
            if byLead[lead] == nil { leads.append(lead) }
            byLead[lead, default: []].append(line)
        }
        let sorted = leads.flatMap { byLead[$0] ?? [] }
        var table = TextTable(Array(repeating: ("", .leading), count: 5))
        for line in sorted {
            table.append([measure(line.report), place(line.report.place)] + line.cells)
        }
        var result = ["", title]
        var (lead, project): (String?, ProjectKey?) = (nil, nil)
        for (line, row) in zip(sorted, table.lines.dropFirst()) {
            let key = line.report.measure.projectKey
            if lead != self.lead(of: line.report) {
                (lead, project) = (self.lead(of: line.report), nil)
                result.append("  " + TextTable.harmless(lead ?? ""))
            }
            if project != key {
                project = key
                result.append("    " + TextTable.harmless(name(key)))
            }
            result.append("      " + row)
        }
        return result
    }

    private func lead(of report: ExpectedReport) -> String {
        gaps.catalogue.projects[report.measure.projectKey]?.lead.map { language.name($0) }
            ?? language("No lead named", "未列牵头单位")
    }

    private func name(_ key: ProjectKey) -> String {
        let name = gaps.catalogue.projects[key].map { language.name($0.name) } ?? ""
        return language("\(name) (\(key.project))", "\(name)（\(key.project)）")
    }

    private func measure(_ report: ExpectedReport) -> String {
        gaps.catalogue.measures[report.measure].map { language.name($0.name) }
            ?? report.measure.measure
    }

    private func place(_ code: String) -> String {
        gaps.catalogue.places.names[code].map { language.name($0) } ?? code
    }
}
