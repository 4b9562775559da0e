import Milepost

/// A project with its figures as a terminal shows it: heading, table, statements.
struct ProjectLines {
    var code: String
    var name: Name
    var light: Light?
    var derived: ProjectStatus
    /// Where it is said to stand.
    var declared: Status?
    var figures: [Line]
    var statements: [Told]
    /// The day that all of it is as of.
    let asOf: CalendarDate
    let language: Language
    let colour: Bool

    /// A figure with what of its measure it speaks of, and what is said beyond its own notes.
    struct Line {
        var row: StatusReport.Row
        /// The place below and the facets' values.
        var part: [String]
        var notes: [String] = []
    }

    /// A statement, and what it is made of: a place below, a measure.
    struct Told {
        var status: Status
        var asOf: CalendarDate
        var expect: CalendarDate?
        var note: String?
        var about: [String]
    }

    /// A longer name of a measure has its own line.
    private static let longestName = 38

    var lines: [String] { heading + table + statements.map { "  " + text(of: $0) } }

    // MARK: The heading

    private var heading: [String] {
        let name = TextTable.harmless(language.name(name))
        var line = WrappedLine(indent: "  ")
        if let light {
            line.add("[\(language.name(light))]") { painted($0, light) }
        }
        line.add(
            language("\(name) (\(code))", "\(name)（\(code)）"),
            after: light == nil ? "" : " "
        )
        line.add(language.name(derived), after: language(": ", "："))
        if let declared {
            let status = language.name(declared)
            line.add(language("(declared: \(status))", "（自报：\(status)）"), after: language(" ", ""))
        }
        return line.lines
    }

    private func painted(_ text: String, _ light: Light?) -> String {
        guard colour, let light else { return text }
        let code =
            switch light {
            case .green: 32
            case .yellow: 33
            case .red: 31
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    // MARK: The figures

    /// The figures, a measure's name once; what does not fit beside a figure follows below it.
    private var table: [String] {
        var table = TextTable([
            ("", .leading), ("", .leading), ("", .trailing), ("", .trailing), ("", .leading),
        ])
        let texts = figures.map { FigureText(row: $0.row, asOf: asOf, language: language) }
        var ownLines: [String?] = []
        var last: MeasureKey?
        for (line, text) in zip(figures, texts) {
            let part = line.part.joined(separator: language(", ", "、"))
            var cell = "  " + part
            var ownLine: String?
            if line.row.figure.measure != last {
                last = line.row.figure.measure
                let name = language.name(line.row.measure.name)
                let isLong = TextTable.width(of: name) > Self.longestName
                if isLong || !part.isEmpty { ownLine = "  " + TextTable.harmless(name) }
                if ownLine == nil { cell = name }
            }
            ownLines.append(ownLine)
            table.append(["  " + cell, text.stage, text.value, text.share, text.pace])
        }
        let rows = zip(ownLines, table.lines.dropFirst())
        return zip(zip(figures, texts), rows).flatMap { figure, lines in
            [lines.0].compactMap(\.self) + row(lines.1, figure.1, figure.1.notes + figure.0.notes)
        }
    }

    private func row(_ line: String, _ text: FigureText, _ notes: [String]) -> [String] {
        let notes = TextTable.harmless(notes.joined(separator: language(", ", "，")))
        let start = line.hasSuffix(text.pace) ? String(line.dropLast(text.pace.count)) : line
        let shown = start + painted(String(line.dropFirst(start.count)), text.light)
        if notes.isEmpty { return [shown] }
        let width = TextTable.width(of: line) + 2 + TextTable.width(of: notes)
        return width <= WrappedLine.columns ? [shown + "  " + notes] : [shown, "      " + notes]
    }

    // MARK: Statements

    private func text(of told: Told) -> String {
        var text = language("declared", "自报")
        if told.asOf != asOf { text += language(" \(told.asOf)", "（\(told.asOf)）") }
        text += language(": ", "：")
        if !told.about.isEmpty {
            text += told.about.joined(separator: language(", ", "、")) + language(" – ", "，")
        }
        switch (told.status, told.expect) {
        case (.forecast, let day?):
            text += language("expected by \(day)", "预计\(day)前完成")
        case (let status, let day?):
            text += language.name(status) + language(", expected by \(day)", "，预计\(day)")
        case (let status, nil):
            text += language.name(status)
        }
        if let note = told.note { text += language(": ", "：") + note }
        return TextTable.harmless(text)
    }
}

/// The sentence that every publication opens with: how many projects stand how.
struct CountSentence {
    let count: Int
    let derived: [(status: ProjectStatus, count: Int)]
    let declared: [(status: Status, count: Int)]
    let language: Language

    /// Wrapped for a terminal.
    var lines: [String] {
        var line = WrappedLine(indent: "  ")
        for piece in pieces { line.add(piece.part, after: piece.separator) }
        return line.lines
    }

    var text: String { pieces.map { $0.separator + $0.part }.joined() }

    private var pieces: [(separator: String, part: String)] {
        guard count > 0 else { return [("", language("No projects.", "没有项目。"))] }
        let comma = language(", ", "、")
        var pieces = [
            ("", language(count == 1 ? "1 project" : "\(count) projects", "\(count)个项目"))
        ]
        for (offset, part) in derived.enumerated() {
            let text = counted(language.name(part.status), part.count)
            pieces.append((offset == 0 ? language(": ", "：") : comma, text))
        }
        for (offset, part) in declared.enumerated() {
            let text = counted(language.name(part.status), part.count)
            pieces.append(
                offset == 0
                    ? (language("; ", "；"), language("declared: ", "自报") + text) : (comma, text)
            )
        }
        return pieces + [("", language(".", "。"))]
    }

    private func counted(_ name: String, _ count: Int) -> String {
        language("\(count) \(name)", "\(name)\(count)项")
    }
}
