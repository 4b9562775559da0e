import Milepost

extension ReadPage {
    /// Reads a snapshot out of its Markdown.
    package init(md text: String) {
        self.init(format: .md, language: .en, cells: [])
        var header: ReadHeader?
        for whole in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = String(whole).trimmed
            layout.append(MarkdownText.layout(ofLine: String(whole)))
            digest = Self.digest(in: line) ?? digest
            guard let row = MarkdownText.cells(ofRow: line) else {
                header = nil
                if !line.isEmpty { cells.append(Cell(text: MarkdownText.plain(line))) }
                continue
            }
            // The rule below a header, however long its dashes are.
            if row.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 == "-" || $0 == ":" } }) {
                continue
            }
            let positioned = row.enumerated().map { (position: $0, text: $1) }
            if let read = ReadHeader(positioned) {
                header = read
                cells += row.map { Cell(text: $0) }
                if row.contains(PageColumn.item.label(.zh)) { language = .zh }
            } else {
                cells += header?.read(positioned) ?? row.map { Cell(text: $0) }
            }
        }
    }
}
