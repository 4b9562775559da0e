/// The forms that a snapshot is printed in.
package enum SnapshotFormat: String, Sendable, CaseIterable {
    case text, md, html, csv, json, xlsx, prose
}

/// A printed page as it was read back from its file.
///
/// A page is verified by printing its snapshot again and reading that back the same way: whatever
/// differs between the two readings was changed.
package struct ReadPage: Sendable, Hashable {
    package var format: SnapshotFormat
    package var language: Language
    /// The sealed text that the file carries; nil where it carries only its digest, or nothing.
    package var sealed: String?
    /// The signed note that the file carries.
    package var note: String?
    /// The digest that stands in the file.
    package var digest: String?
    /// All that a reader sees, in order.
    package var cells: [Cell]
    /// All that the file consists of, piece by piece, where places and kinds say something as well.
    package var layout: [String]

    /// A text that a reader sees.
    package struct Cell: Sendable, Hashable {
        /// The key of the figure that it belongs to; empty for what belongs to none.
        package var figure: String
        /// What it says of the figure, as the format names it; empty for text on its own.
        package var column: String
        package var text: String

        package init(figure: String = "", column: String = "", text: String) {
            self.figure = figure
            self.column = column
            self.text = text
        }
    }

    package init(
        format: SnapshotFormat,
        language: Language,
        sealed: String? = nil,
        note: String? = nil,
        digest: String? = nil,
        cells: [Cell],
        layout: [String] = []
    ) {
        self.format = format
        self.language = language
        self.sealed = sealed
        self.note = note
        self.digest = digest
        self.cells = cells
        self.layout = layout
    }

    /// The version of the page that it says it is of; nil where it says none, as JSON does.
    var version: Int? {
        let labels = Language.allCases.map { PageWords.pages($0).lowercased() }
        var version: Int?
        var isLabelled = false
        for cell in cells where cell.figure.isEmpty {
            let text = cell.text.lowercased()
            if isLabelled || cell.column == Self.versionColumn { version = Int(text) ?? version }
            isLabelled = labels.contains(text)
            for label in labels {
                guard let end = text.firstRange(of: label)?.upperBound else { continue }
                let number = text[end...].drop { $0 == " " || $0 == "：" }.prefix(while: \.isNumber)
                version = Int(number) ?? version
            }
        }
        return version
    }

    /// Of CSV.
    static let versionColumn = "pages"
}
