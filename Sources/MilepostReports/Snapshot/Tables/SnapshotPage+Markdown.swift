import EventLog
package import Milepost

extension SnapshotPage {
    /// The snapshot in Markdown with GitHub's tables; the last line holds the digest.
    package func markdown(_ language: Language, time: (Moment) -> String = \.textInUTC) -> String {
        withoutActuallyEscaping(time) { time in
            MarkdownPage(page: self, language: language, time: time).text
        }
    }
}

/// Writes a snapshot in Markdown.
private struct MarkdownPage {
    let page: SnapshotPage
    let language: Language
    let time: (Moment) -> String

    private var snapshot: Snapshot { page.snapshot }
    private var head: PageHead { PageHead(page: page, language: language, time: time) }
    private var tables: PageTables {
        PageTables(snapshot: snapshot, language: language, style: .words)
    }

    var text: String {
        var lines = ["# " + MarkdownText.escaped(head.title), ""]
        if let mark = head.mark { lines += ["**\(mark)**", ""] }
        let about = head.lines.filter { $0.item != "digest" }.map {
            [PageCell.text($0.label), .text($0.content)]
        }
        lines += table(PageTable([.item, .content], rows: about))
        lines += table(
            PageTable(
                [.item, .count],
                rows: head.counts.map { [.text($0.label), .count($0.count)] }
            )
        )
        for (theme, projects) in snapshot.themes {
            lines += heading(language.heading(ofTheme: theme))
            lines += table(tables.projects(projects)) + table(tables.figures(projects))
        }
        lines += section(language("Statements", "情况说明"), tables.statements)
        lines += section(language("Missing reports", "应报未报"), tables.missing)
        lines += section(language("Unreconciled amounts", "累计与增量差额"), tables.unreconciled)
        lines += [language(Self.leftOut.en, Self.leftOut.zh), "", "---", ""]
        return (lines + [head.foot]).joined(separator: "\n") + "\n"
    }

    private static let leftOut = (
        en: "The values of each month and the ends of the chains of events are left out here.",
        zh: "本页未列各月数值和事件链末端位置。"
    )

    /// Every section says what the page is.
    private func heading(_ text: String) -> [String] {
        let text = MarkdownText.escaped(text)
        return [
            "## " + (head.mark.map { language("\(text) (\($0))", "\(text)（\($0)）") } ?? text), "",
        ]
    }

    private func section(_ title: String, _ table: PageTable) -> [String] {
        table.rows.isEmpty ? [] : heading(title) + self.table(table)
    }

    private func table(_ table: PageTable) -> [String] {
        if table.rows.isEmpty { return [] }
        let table = table.withoutEmptyColumns
        let header = table.columns.map { MarkdownText.escaped($0.label(language)) }
        let rule = table.columns.map { $0.isNumber ? "--:" : "---" }
        let rows = table.rows.map { row in
            MarkdownText.row(row.map { MarkdownText.escaped(text(of: $0)) })
        }
        return [MarkdownText.row(header), MarkdownText.row(rule)] + rows + [""]
    }

    private func text(of cell: PageCell) -> String {
        switch cell {
        case .text(let text): text
        case .number(let number): AmountFormat.grouped(number)
        case .share(let share): AmountFormat.share(share)
        }
    }
}
