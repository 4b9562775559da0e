import EventLog
package import Milepost

extension SnapshotPage {
    /// The page as one file that needs no network; moments as `time` writes them.
    package func html(_ language: Language, time: (Moment) -> String) -> String {
        let writer = HTMLWriter(
            page: self,
            words: PageWords(page: self, language: language, time: time)
        )
        var out = Markup(language, reserving: sealed.utf8.count * 3 + 65_536)
        writer.head(&out)
        writer.masthead(&out)
        writer.overview(&out)
        for (number, theme) in writer.themes.enumerated() {
            writer.theme(&out, theme, number: number)
        }
        writer.gaps(&out)
        writer.unreconciled(&out)
        writer.seal(&out)
        out.raw("<footer><p>")
        out.text(writer.words.title + language(", ", "，"))
        out.text(writer.words.known)
        out.raw("</p></footer>\n<script type=\"application/json\" id=sealed>")
        out.json(sealed)
        out.raw("</script>\n<script>")
        out.raw(PageScript.text)
        out.raw("</script>\n</body></html>\n")
        return out.string
    }
}

/// Writes the parts of a page in one language.
struct HTMLWriter {
    let page: SnapshotPage
    let language: Language
    let words: PageWords
    /// The projects as they stand on the page, numbered from nought throughout.
    let themes: [(name: String, projects: [(number: Int, project: Snapshot.Project)])]

    /// With more projects than this each theme is one table; bars by stage and lines by month are
    /// left out.
    static let mostDrawn = 500
    /// With more missing reports than this only the first are listed.
    static let mostMissing = 200

    var snapshot: Snapshot { page.snapshot }

    var drawsAll: Bool { snapshot.projects.count <= Self.mostDrawn }

    init(page: SnapshotPage, words: PageWords) {
        self.page = page
        self.words = words
        language = words.language
        var count = 0
        var themes: [(name: String, projects: [(number: Int, project: Snapshot.Project)])] = []
        for (theme, projects) in page.snapshot.themes {
            let numbered = projects.enumerated().map { (number: count + $0, project: $1) }
            themes.append((words.name(ofTheme: theme), numbered))
            count += projects.count
        }
        self.themes = themes
    }

    // MARK: The head

    func head(_ out: inout Markup) {
        let sheet = StyleSheet(
            running: "\(words.place) \(words.quarter) · \(shortDigest)",
            mark: words.mark,
            labels: FigureColumn.allCases.map { ($0.rawValue, $0.title(language)) }
        )
        out.raw("<!DOCTYPE html>\n<html")
        out.attribute("lang", language("en", "zh-CN"))
        out.raw(">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"")
        out.attribute("content", policy(sheet))
        out.raw(">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        out.raw("<meta name=\"generator\" content=\"milepost\">\n<title>")
        out.plain((words.marks + [words.title]).joined(separator: language(" – ", "·")))
        out.raw("</title>\n")
        out.style(sheet)
        out.raw("\n</head>\n<body>\n")
        HTMLPictures.symbols(&out)
    }

    /// As much of the digest as stands on each printed page.
    private var shortDigest: String { "SHA-256 \(page.digest.prefix(16))" }

    /// Nothing is loaded from anywhere, and no style or script runs but the page's own.
    private func policy(_ sheet: StyleSheet) -> String {
        func hash(_ text: String) -> String {
            "'sha256-\(ProofText.base64(LeafHash.sha256(text.utf8)))'"
        }
        return "default-src 'none'; style-src \(hash(sheet.text)); "
            + "script-src \(hash(PageScript.text.description)); base-uri 'none'; form-action 'none'"
    }

    func masthead(_ out: inout Markup) {
        if let text = words.mark {
            out.raw("<p class=mark>")
            out.text(text)
            out.raw("</p><div class=watermark aria-hidden=true>")
            out.text(text)
            out.raw("</div>\n")
        }
        out.raw("<header class=masthead><h1>")
        // A Chinese title breaks between its parts, not within them.
        for phrase in words.titlePhrases {
            out.raw("<span class=phrase>")
            out.text(phrase)
            out.raw("</span>")
        }
        out.raw("</h1>\n<p class=facts>")
        for fact in facts {
            out.raw("<span>")
            out.text(fact)
            out.raw("</span> ")
        }
        out.raw("</p></header>\n<main>\n")
    }

    private var facts: [String] {
        [language("As of ", "数据截至") + words.day(snapshot.asOf), words.known] + words.sealing
    }

    /// A heading of the page's second rank, which bears the marks of the whole page.
    func heading(_ out: inout Markup, _ text: String, count: String = "") {
        out.raw("<h2>")
        out.text(text)
        if !count.isEmpty {
            out.raw(" <small>")
            out.text(count)
            out.raw("</small>")
        }
        for mark in words.marks {
            out.raw(" <span class=tag>")
            out.text(mark)
            out.raw("</span>")
        }
        out.raw("</h2>\n")
    }
}
