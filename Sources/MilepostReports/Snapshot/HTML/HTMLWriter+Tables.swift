import Milepost

extension HTMLWriter {
    /// The figures of one project.
    func table(_ out: inout Markup, _ figures: [Snapshot.Figure]) {
        table(&out, figures.map { Row(cells: HTMLFigure($0, asOf: snapshot.asOf, language)) })
    }

    /// The figures of many projects, where each has no heading of its own.
    func table(_ out: inout Markup, _ projects: [(number: Int, project: Snapshot.Project)]) {
        var rows: [Row] = []
        for (number, project) in projects {
            let cells = project.figures.map { HTMLFigure($0, asOf: snapshot.asOf, language) }
            rows.append(Row(cells: cells.first, project: project, number: number))
            rows += cells.dropFirst().map { Row(cells: $0, project: project) }
        }
        table(&out, rows)
    }

    /// A line of a table.
    private struct Row {
        /// Nil of a project without a figure.
        var cells: HTMLFigure?
        /// Nil where the table is all of one project.
        var project: Snapshot.Project?
        /// Of the first row of a project.
        var number: Int?
    }

    private func table(_ out: inout Markup, _ rows: [Row]) {
        let texts = rows.map { row in FigureColumn.allCases.map { row.cells?[$0] ?? "" } }
        let columns = FigureColumn.allCases.enumerated().filter { offset, column in
            (column != .months || drawsAll)
                && (column == .project ? !drawsAll : texts.contains { !$0[offset].isEmpty })
        }
        out.raw("<div class=wide><table class=figures><thead")
        // On a phone the headings are only for sorting, which takes some rows to be worth it.
        if rows.count < 4 { out.raw(" class=short") }
        out.raw("><tr>")
        for (_, column) in columns {
            out.raw("<th")
            out.attribute("class", column.rawValue)
            out.raw(">")
            heading(&out, column.title(language), ofRows: rows.count)
            out.raw("</th>")
        }
        out.raw("</tr></thead><tbody>\n")
        for (row, texts) in zip(rows, texts) {
            out.raw("<tr")
            if let number = row.number {
                out.raw(" id=p")
                out.number(number)
            }
            if let cells = row.cells { out.attribute("data-figure", cells.figure.key) }
            out.raw(">")
            for (offset, (place, column)) in columns.enumerated() {
                if offset > 0 {
                    cell(&out, column, texts[place], of: row.cells)
                } else {
                    head(&out, row, texts[place])
                }
            }
            out.raw("</tr>\n")
        }
        out.raw("</tbody></table></div>\n")
    }

    /// A heading, which is a button where there are rows to sort.
    func heading(_ out: inout Markup, _ title: String, ofRows count: Int) {
        if count > 1 { out.raw("<button type=button>") }
        out.text(title)
        if count > 1 { out.raw("</button>") }
    }

    /// The first cell of a row: the measure, or where projects share a table, the project.
    private func head(_ out: inout Markup, _ row: Row, _ text: String) {
        if let project = row.project {
            out.raw("<th class=project scope=row>")
            light(&out, of: project)
            out.raw(" ")
            var said = language.name(project.derived)
            if let lead = project.lead { said += language("; ", "；") + language.name(lead) }
            out.text(language.name(project.name) + language(" (\(said))", "（\(said)）"))
        } else {
            out.raw("<th scope=row>")
            out.text(text)
        }
        out.raw("</th>")
    }

    private func cell(
        _ out: inout Markup,
        _ column: FigureColumn,
        _ text: String,
        of cells: HTMLFigure?
    ) {
        out.raw("<td")
        out.attribute("class", column.rawValue)
        out.raw(">")
        if column == .months {
            if let cells, !text.isEmpty { HTMLPictures.line(&out, cells.figure, label: text) }
        } else if let exact = cells?.exact(column) {
            out.raw("<data")
            out.attribute("value", exact.description)
            if TextTable.width(of: text) > Self.longestAmount { out.raw(" class=long") }
            out.raw(">")
            self.text(&out, text, whole: column == .target ? cells?.due : nil)
            out.raw("</data>")
        } else if column == .pace, let light = cells?.light {
            HTMLPictures.light(&out, light.rawValue, language.name(light))
            out.raw(" ")
            out.text(text)
        } else {
            self.text(&out, text, whole: column == .target ? cells?.due : nil)
        }
        out.raw("</td>")
    }

    /// A text whose end stays in one line.
    private func text(_ out: inout Markup, _ text: String, whole end: String?) {
        guard let end, !end.isEmpty, text.hasSuffix(end) else { return out.text(text) }
        out.text(String(text.dropLast(end.count)))
        out.raw("<span class=phrase>")
        out.text(end)
        out.raw("</span>")
    }

    /// A longer amount may be broken over two lines.
    private static let longestAmount = 28
}
