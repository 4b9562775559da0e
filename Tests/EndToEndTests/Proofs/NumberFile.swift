import Foundation
import Testing

/// A proof of one number, taken apart so that it can be tampered with.
struct NumberFile {
    struct Line {
        var position: Int
        var text: String
        var path: [String]
    }

    var form: String
    var measure: String
    var sealed: String
    var lines: [Line] = []
    var note: String

    init(_ text: String) throws {
        let parts = text.split(separator: "\n\n", maxSplits: 1)
        let rows = try #require(parts.first).split(separator: "\n").map(String.init)
        form = rows[0]
        measure = String(rows[1].dropFirst("measure ".count))
        sealed = try Self.decoded(rows[2].dropFirst("sealed ".count))
        note = String(try #require(parts.last))
        for row in rows.dropFirst(3) {
            let words = row.split(separator: " ")
            if words.count == 3 {
                let position = try #require(Int(words[1]))
                let line = try Self.decoded(words[2])
                lines.append(Line(position: position, text: line, path: []))
            } else {
                lines[lines.count - 1].path.append(row)
            }
        }
    }

    private static func decoded(_ base64: some StringProtocol) throws -> String {
        String(decoding: try #require(Data(base64Encoded: String(base64))), as: UTF8.self)
    }

    private static func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    var text: String {
        let rows =
            [form, "measure \(measure)", "sealed \(Self.encoded(sealed))"]
            + lines.flatMap { ["line \($0.position) \(Self.encoded($0.text))"] + $0.path }
        return rows.map { $0 + "\n" }.joined() + "\n" + note
    }

    /// The file with something changed.
    func with(_ change: (inout NumberFile) -> Void) -> String {
        var copy = self
        change(&copy)
        return copy.text
    }

    /// The line that holds a word.
    func index(of word: String) throws -> Int {
        try #require(lines.firstIndex { $0.text.contains(word) })
    }
}

extension String {
    /// The measures whose chains a sealed text names.
    var sealedMeasures: [String] {
        Set(matches(of: /"(\d+\/\d+\/[^\/"]+\/[^\/"]+)":\d/).map { String($0.output.1) }).sorted()
    }
}
