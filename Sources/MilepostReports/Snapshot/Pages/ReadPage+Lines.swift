import EventLog

extension ReadPage {
    /// Reads a press release, line by line.
    package init(prose text: String) { self.init(lines: text, format: .prose) }

    /// Reads a page for a terminal, line by line.
    ///
    /// A file has no colours; what would steer a terminal shows as a difference.
    package init(text: String) { self.init(lines: text, format: .text) }

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
