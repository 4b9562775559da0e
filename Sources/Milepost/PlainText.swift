/// What somebody writes in their own words, and what it may not hold.
package enum PlainText {
    /// Refuses characters that are not shown: they could make a line, or what surrounds it, read
    /// otherwise than it is.
    package static func checkCharacters(of text: String, field: String) throws(Refusal) {
        for scalar in text.unicodeScalars where isHidden(scalar) {
            throw Refusal.controlCharacter(field: field, code: scalar.value)
        }
    }

    /// A name, title or the like: one line that says something.
    package static func check(
        _ text: String?,
        field: String,
        limit: Int = 2000
    ) throws(Refusal) {
        guard let text else { return }
        guard !isBlank(text) else { throw Refusal.emptyText(field: field) }
        guard text.unicodeScalars.count <= limit else {
            throw Refusal.textTooLong(field: field, limit: limit)
        }
        try checkCharacters(of: text, field: field)
    }

    /// Whether nothing of a text can be seen.
    package static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            let properties = $0.properties
            return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
                || properties.generalCategory == .format
        }
    }

    /// A note, a reason: in their own words, and public for ever.
    package static func checkPublic(_ text: String?, field: String) throws(Refusal) {
        try check(text, field: field)
        if let text, let kind = PersonalNumber.find(in: text) {
            throw Refusal.personalNumber(field: field, kind: kind)
        }
    }

    /// Who records.
    package static func check(actor: String) throws(Refusal) {
        try check(actor, field: "actor", limit: 200)
    }

    /// Control characters, and those that turn the direction of writing.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
