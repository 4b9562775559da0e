import EventLog

extension ReadPage {
    /// Reads a press release, line by line.
    package init(prose text: String) { self.init(lines: text, format: .prose) }

    /// Reads a page for a terminal, line by line; colours are left out.
    package init(text: String) {
        self.init(lines: text.withoutColours, format: .text)
    }

    private init(lines text: String, format: SnapshotFormat) {
        let lines = text.split(whereSeparator: \.isNewline)
            .map { String($0.reversed().drop(while: \.isWhitespace).reversed()) }
            .filter { !$0.isEmpty }
        let last = lines.last ?? ""
        let digest = String(last.suffix(64))
        self.init(
            format: format,
            language: last.unicodeScalars.allSatisfy(\.isASCII) ? .en : .zh,
            digest: JSON.string(digest).hash.map { _ in digest },
            cells: lines.map { Cell(text: $0) }
        )
    }
}

extension String {
    /// The text without what `painted` puts around a light.
    fileprivate var withoutColours: String {
        split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated()
            .map { offset, part in
                offset == 0 ? part : part.drop { $0 != "m" }.dropFirst()
            }.joined()
    }
}
