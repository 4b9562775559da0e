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
        out.text(words.reports)
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
                language("The \(missing.count) missing reports", "未报清单（共\(missing.count)项）")
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
                    "另有\(rest)项从略，见本文件所附封存数据。"
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
        heading(&out, words.unreconciled)
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
            heading(&out, title, ofRows: found.count)
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
    func seal(_ out: inout Markup) {
        out.raw("</main>\n<section id=seal>")
        heading(&out, language("Seal", "签发与校验"))
        out.raw("<dl>")
        for fact in words.facts {
            out.raw("<dt>")
            out.text(fact.label)
            switch fact.item {
            case .digest:
                out.raw("</dt><dd><code id=digest>")
                out.text(page.digest)
                out.raw("</code></dd>")
            case .root:
                out.raw("</dt><dd><code>")
                out.text(fact.content)
                out.raw("</code></dd>")
            default:
                out.raw("</dt><dd>")
                out.text(fact.content)
                out.raw("</dd>")
            }
        }
        out.raw("<dt>")
        out.text(language("To verify", "校验方法"))
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
}
