/// All the pieces of an HTML file in their order: every tag, and the text between them.
///
/// What a browser makes of a page follows from these alone, so that two pages of the same pieces
/// show the same. Only what browsers change when they save a page is left out: comments, quotation
/// marks, how a character is written, and white space where it shows nothing.
struct PageLayout {
    private var pieces: [String] = []
    private var text = ""
    /// The last tag stands within a line, so that a space after it is seen.
    private var isInLine = false

    private static let inLine: Set = [
        "a", "b", "button", "code", "data", "i", "small", "span", "svg",
    ]

    var whole: [String] {
        var all = self
        all.flush(isInLine: false)
        return all.pieces
    }

    mutating func take(_ token: PageToken) {
        switch token {
        case .text(let text): self.text += text
        case .raw(let text):
            // The page's policy allows only what is the same byte for byte.
            pieces.append(text.replacing("\r\n", with: "\n"))
        case .start(let name, let attributes):
            flush(isInLine: Self.inLine.contains(name))
            let said = attributes.filter { !Self.passes($0.name, of: name) }
                .map { " \($0.name)=\"\($0.value)\"" }.sorted()
            pieces.append("<\(name)\(said.joined())>")
        case .end(let name):
            flush(isInLine: Self.inLine.contains(name))
            pieces.append("</\(name)>")
        }
    }

    /// What the page's own script and its readers change.
    private static func passes(_ attribute: String, of name: String) -> Bool {
        (name, attribute) == ("th", "aria-sort") || (name, attribute) == ("details", "open")
    }

    private mutating func flush(isInLine: Bool) {
        defer {
            text = ""
            self.isInLine = isInLine
        }
        guard let first = text.utf8.first, let last = text.utf8.last else { return }
        let words = PageText.collapsed(text)
        if words.isEmpty {
            if self.isInLine && isInLine { pieces.append(" ") }
            return
        }
        pieces.append(
            (self.isInLine && PageText.isSpace(first) ? " " : "") + words
                + (isInLine && PageText.isSpace(last) ? " " : "")
        )
    }
}
