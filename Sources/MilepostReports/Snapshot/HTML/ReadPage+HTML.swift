import Milepost

extension ReadPage {
    /// Reads a page in HTML, as it was written or as a browser or an editor saved it again.
    package init(html: String) throws(UnreadablePage) {
        var tokens = PageTokens(html)
        var reader = HTMLReader()
        var layout = PageLayout()
        while let token = tokens.next() {
            reader.take(token)
            layout.take(token)
        }
        guard var page = reader.page else { throw .notAPage }
        page.layout = layout.whole
        self = page
    }
}

/// Reads all texts and pictures of a page that a reader sees.
private struct HTMLReader {
    private var cells: [ReadPage.Cell] = []
    private var language = Language.en
    private var sealed: String?
    private var note: String?
    private var digest: String?

    private var open: [Element] = []
    private var text = ""

    private struct Element {
        var name: String
        var id = ""
        var figure = ""
        var column = ""
        var isPicture = false
    }

    /// Within a line of text.
    private static let inline: Set = ["span", "data", "b", "button", "code", "small", "i"]
    var page: ReadPage? {
        guard sealed != nil || digest != nil else { return nil }
        var all = cells
        let rest = PageText.collapsed(text)
        if !rest.isEmpty { all.append(ReadPage.Cell(text: rest)) }
        return ReadPage(
            format: .html,
            language: language,
            sealed: sealed,
            note: note,
            digest: digest,
            cells: all
        )
    }

    mutating func take(_ token: PageToken) {
        switch token {
        case .text(let text), .raw(let text): self.text += text
        case .start(let name, let attributes): start(name, attributes)
        case .end(let name): end(name)
        }
    }

    private mutating func start(_ name: String, _ attributes: [PageToken.Attribute]) {
        func value(_ name: String) -> String { attributes.first { $0.name == name }?.value ?? "" }
        if name == "html" { language = Language(locale: value("lang")) }
        let figure = value("data-figure")
        if !Self.inline.contains(name) || !figure.isEmpty { flush() }
        var element = open.last ?? Element(name: "")
        (element.name, element.id) = (name, value("id"))
        let kind = value("class")
        if !figure.isEmpty { (element.figure, element.column) = (figure, kind) }
        if !element.figure.isEmpty, name == "td" || name == "th" {
            element.column = kind.isEmpty ? "measure" : kind
        }
        if name == "svg" { element.isPicture = true }
        open.append(element)
        if name == "data", !element.figure.isEmpty {
            append("\(element.column) exact", value("value"))
            return
        }
        // What the other tags say is the layout's; a picture belongs to a figure.
        guard element.isPicture else { return }
        let said = attributes.map { " \($0.name)=\($0.value)" }.sorted()
        append("picture", name + said.joined())
    }

    private mutating func end(_ name: String) {
        // A page is less than twenty deep.
        guard let index = open.suffix(64).lastIndex(where: { $0.name == name }) else { return }
        let element = open[index]
        switch (name, element.id) {
        case ("script", "sealed") where sealed == nil:
            sealed = Self.json(text)
            text = ""
        case ("pre", "note") where note == nil:
            note = text.replacing("\r\n", with: "\n")
            text = ""
        case ("script", _), ("style", _): text = ""
        case (_, "digest"):
            digest = PageText.collapsed(text)
            flush()
        default:
            if !Self.inline.contains(name) || element.figure != figure(below: index) { flush() }
        }
        open.removeSubrange(index...)
    }

    private func figure(below index: Int) -> String { index == 0 ? "" : open[index - 1].figure }

    private mutating func flush() {
        let whole = PageText.collapsed(text)
        text = ""
        guard !whole.isEmpty else { return }
        append(open.last?.isPicture == true ? "picture" : open.last?.column ?? "", whole)
    }

    private mutating func append(_ column: String, _ text: String) {
        cells.append(
            ReadPage.Cell(figure: open.last?.figure ?? "", column: column, text: text)
        )
    }

    /// The sealed text out of a page: `<` stands in it as an escape.
    private static func json(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let written = Array("u003c".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
                result.append(bytes[index])
                index += 1
                continue
            }
            if bytes[(index + 1)...].starts(with: written) {
                result.append(UInt8(ascii: "<"))
                index += 6
            } else {
                // An escaped backslash is passed over whole: what follows it is no escape.
                result += bytes[index...(index + 1)]
                index += 2
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
