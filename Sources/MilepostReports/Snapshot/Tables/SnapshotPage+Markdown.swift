import EventLog
package import Milepost

extension SnapshotPage {
    /// The snapshot in Markdown with GitHub's tables; the last line holds the digest.
    package func markdown(_ language: Language, time: (Moment) -> String = \.textInUTC) -> String {
        let words = PageWords(page: self, language: language, time: time)
        return MarkdownPage(snapshot: snapshot, words: words, language: language).text
    }
}

/// Writes a snapshot in Markdown.
private struct MarkdownPage {
    let snapshot: Snapshot
    let words: PageWords
    let language: Language

    private var tables: PageTables {
        PageTables(snapshot: snapshot, language: language, style: .words)
    }

    var text: String {
        var lines = ["# " + MarkdownText.escaped(words.title), ""]
        if let mark = words.mark { lines += ["**\(mark)**", ""] }
        let about = words.facts.filter { $0.item != .digest }.map {
            [PageCell.text($0.label), .text($0.content)]
        }
        lines += table(PageTable([.item, .content], rows: about))
        lines += table(
            PageTable(
                [.item, .count],
                rows: words.tally.map { [.text($0.label), .count($0.count)] }
            )
        )
        for (theme, projects) in snapshot.themes {
            lines += heading(words.name(ofTheme: theme))
            lines += table(tables.projects(projects)) + table(tables.figures(projects))
        }
        lines += section(words.statements, tables.statements)
        lines += section(words.missing, tables.missing)
        lines += section(words.unreconciled, tables.unreconciled)
        lines += [language(Self.leftOut.en, Self.leftOut.zh), "", "---", ""]
        return (lines + [words.foot]).joined(separator: "\n") + "\n"
    }

    private static let leftOut = (
        en: "The values of each month and the ends of the chains of events are left out here.",
        zh: "本页未列各月数值和事件链末端位置。"
    )

    /// Every section says what the page is.
    private func heading(_ text: String) -> [String] {
        let text = MarkdownText.escaped(text)
        return [
            "## " + (words.mark.map { language("\(text) (\($0))", "\(text)（\($0)）") } ?? text), "",
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
            MarkdownText.row(row.map { MarkdownText.escaped($0.text) })
        }
        return [MarkdownText.row(header), MarkdownText.row(rule)] + rows + [""]
    }
}
