import EventLog
import Milepost

extension HTMLWriter {
    // MARK: What is missing

    /// The reports of the quarter that were due and are not there.
    func gaps(_ out: inout Markup) {
        let gaps = snapshot.gaps
        guard gaps.expected > 0 else { return }
        out.raw("<section id=gaps>")
        heading(&out, language("Reports of the quarter", "本季度上报情况"))
        out.raw("<p>")
        let missing = gaps.missing.count
        out.text(
            language(
                "\(gaps.expected) reports were due, \(gaps.arrived) arrived, \(missing) missing.",
                "应报\(gaps.expected)份，已报\(gaps.arrived)份，未报\(missing)份。"
            )
        )
        out.raw("</p>\n")
        if missing > 0 { list(&out, gaps.missing) }
        out.raw("</section>\n")
    }

    private func list(_ out: inout Markup, _ missing: [Snapshot.Gaps.Missing]) {
        let projects = Dictionary(
            snapshot.projects.map { ($0.code, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let shown = missing.prefix(Self.mostMissing)
        let isFolded = shown.count > 10
        if isFolded {
            out.raw("<details><summary>")
            out.text(
                language("The \(missing.count) missing reports", "未报清单（共\(missing.count)份）")
            )
            out.raw("</summary>")
        }
        out.raw("<ul>")
        for report in shown {
            let project = projects[report.project]
            let from = Month(of: report.from)
            let until = Month(of: report.to)
            var month = language.name(from)
            if until != from { month += language(" to ", "至") + language.name(until) }
            let name = project.map { language.name($0.name) } ?? report.project
            let measure = words.name(ofMeasure: report.measure, in: project)
            let place = words.name(ofPlace: report.place)
            out.raw("<li>")
            out.text(
                language(
                    "\(name): \(measure), \(place), \(month)",
                    "\(name)：\(measure)，\(place)，\(month)"
                )
            )
            out.raw("</li>")
        }
        out.raw("</ul>")
        if missing.count > shown.count {
            let rest = missing.count - shown.count
            out.raw("<p>")
            out.text(
                language(
                    "\(rest) more are left out here; they are in the sealed data of this file.",
                    "另有\(rest)份从略，见本文件所附封存数据。"
                )
            )
            out.raw("</p>")
        }
        if isFolded { out.raw("</details>") }
        out.raw("\n")
    }

    // MARK: What does not add up

    /// Running totals that say something else than the increments before them.
    func unreconciled(_ out: inout Markup) {
        let found = snapshot.projects.flatMap { project in
            project.figures.filter { $0.row.figure.unreconciled != nil }.map { (project, $0) }
        }
        guard !found.isEmpty else { return }
        out.raw("<section id=unreconciled>")
        heading(&out, language("Unreconciled amounts", "累计与增量不一致的数据"))
        out.raw("<div class=wide><table><thead><tr><th scope=col>")
        let titles = [
            language("Project", "项目"), language("Measure", "指标"),
            language("Total less increments", "累计减增量"),
        ]
        for (offset, title) in titles.enumerated() {
            if offset > 0 {
                out.raw("</th><th scope=col")
                if offset == 2 { out.raw(" class=value") }
                out.raw(">")
            }
            out.text(title)
        }
        out.raw("</th></tr></thead><tbody>\n")
        for (project, figure) in found {
            let cells = HTMLFigure(figure, asOf: snapshot.asOf, language)
            out.raw("<tr")
            out.attribute("data-figure", figure.key)
            out.raw("><td class=project>")
            out.text(language.name(project.name))
            out.raw("</td><td class=measure>")
            let stage = cells[.stage]
            out.text(cells.measure + (stage.isEmpty ? "" : language(", ", "，") + stage))
            out.raw("</td><td class=\"value unreconciled\">")
            if let rest = figure.row.figure.unreconciled {
                let format = AmountFormat(language)
                out.text(format.amount(rest, unit: figure.row.unit, signed: true))
            }
            out.raw("</td></tr>\n")
        }
        out.raw("</tbody></table></div></section>\n")
    }

    // MARK: The seal

    /// Who answers for the page, what it follows from, and how to check it.
    func seal(_ out: inout Markup, _ time: (Moment) -> String) {
        out.raw("</main>\n<section id=seal>")
        heading(&out, language("Seal", "签发与校验"))
        out.raw("<dl>")
        for (name, value) in sealed(time) {
            out.raw("<dt>")
            out.text(name)
            out.raw("</dt><dd>")
            out.text(value)
            out.raw("</dd>")
        }
        out.raw("<dt>")
        out.text(language("digest of the sealed data (SHA-256)", "封存数据摘要（SHA-256）"))
        out.raw("</dt><dd><code id=digest>")
        out.text(page.digest)
        out.raw("</code></dd><dt>")
        out.text(language("root of the log", "日志根散列"))
        out.raw("</dt><dd><code>")
        out.text(snapshot.root.hex)
        out.raw("</code></dd><dt>")
        out.text(language("to verify", "校验方法"))
        out.raw("</dt><dd><code>milepost snapshot verify ")
        out.text(language("FILE", "文件"))
        out.raw("</code></dd></dl>\n")
        if let seal = page.seal {
            out.raw("<details><summary>")
            out.text(language("The signed note", "签名原文"))
            out.raw("</summary><pre id=note>")
            out.lines(seal.note)
            out.raw("</pre></details>\n")
        }
        out.raw("</section>\n")
    }

    private func sealed(_ time: (Moment) -> String) -> [(String, String)] {
        var rows: [(String, String)] = []
        func add(_ en: String, _ zh: String, _ value: String?) {
            if let value { rows.append((language(en, zh), value)) }
        }
        if page.seal == nil {
            let text = language("not issued; this is a preview", "未签发，本页为预览稿")
            add("issued", "签发状态", text)
        }
        add("issued by", "签发人", snapshot.issuedBy)
        add("approved by", "批准人", snapshot.approvedBy)
        add("issued at", "签发时间", snapshot.issuedAt.map(time))
        if snapshot.isProvisional {
            let text = language("provisional; a final one follows", "初步数据，以最终发布为准")
            add("figures", "数据性质", text)
        }
        add(
            "place",
            "地区",
            "\(words.place)\(language(" (\(snapshot.place))", "（\(snapshot.place)）"))"
        )
        add("quarter", "季度", words.quarter)
        add("as of", "数据截至", words.day(snapshot.asOf))
        let since = snapshot.knownSince.map { language(" (\(time($0)))", "（\(time($0))）") } ?? ""
        add("the log as known", "日志所知", words.known + since)
        add("months closed through", "已关账至", snapshot.closedThrough.map { language.name($0) })
        add("version of the rules", "规则版本", String(snapshot.rules))
        add("log", "日志", snapshot.origin)
        if let seal = page.seal {
            add("event", "签发事件", "\(seal.event) @\(seal.position)")
        }
        return rows
    }
}
