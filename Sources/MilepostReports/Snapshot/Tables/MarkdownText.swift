/// Text within Markdown, as GitHub reads it.
enum MarkdownText {
    // `&` would begin an entity, `$` a formula, `#` a heading at the start of a list item.
    private static let marks: Set<Character> = [
        "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "|", "~", "&", "#", "$",
    ]

    /// The text with everything escaped that would be taken for a mark, a link or HTML.
    static func escaped(_ text: String) -> String {
        let text = TextTable.harmless(text)
        var result = ""
        for (index, character) in zip(text.indices, text) {
            let rest = text[index...]
            // Bare addresses are made links.
            let isAddress =
                rest.hasPrefix("://")
                || character == "." && result.suffix(3).lowercased() == "www"
                || character == "@" && result.last.map { $0.isASCII && $0 != " " } == true
            if marks.contains(character) || isAddress { result += "\\" }
            result.append(character)
        }
        return result
    }

    /// What a line of a page shows follows from this: all of it but how wide its cells are.
    static func layout(ofLine line: String) -> String {
        let end = line.reversed().drop(while: \.isWhitespace).reversed()
        guard line.hasPrefix("|") else { return String(end) }
        let isRule = end.allSatisfy { "|:- ".contains($0) }
        return end.split(separator: "|", omittingEmptySubsequences: false)
            .map { String($0).trimmed }.map { isRule ? $0.filter { $0 != "-" } : $0 }
            .joined(separator: "|")
    }

    /// The text without its escapes.
    static func plain(_ text: some StringProtocol) -> String {
        var result = ""
        var isEscaped = false
        for character in text {
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            result.append(character)
            isEscaped = false
        }
        return result
    }

    /// A line of a table.
    static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    /// The cells of a line of a table without their escapes; nil where it is none.
    static func cells(ofRow line: String) -> [String]? {
        var line = line.trimmed[...]
        guard line.hasPrefix("|") else { return nil }
        line = line.dropFirst()
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        for character in line {
            if character == "|", !isEscaped {
                cells.append(plain(cell.trimmed))
                cell = ""
                continue
            }
            cell.append(character)
            isEscaped = character == "\\" && !isEscaped
        }
        if !cell.isBlank { cells.append(plain(cell.trimmed)) }
        return cells
    }
}
