import Foundation

/// The strict forms of lines, numbers and base64 in the texts of proofs.
package enum ProofText {
    /// The lines, without their line feeds; the last must have one too.
    static func lines(_ bytes: some Sequence<UInt8>) throws(ProofError) -> [String] {
        var lines: [String] = []
        for line in Array(bytes).split(separator: 0x0A, omittingEmptySubsequences: false) {
            guard let text = String(validating: line, as: UTF8.self) else {
                throw .notUTF8(line: lines.count + 1)
            }
            guard !text.hasControlCharacter else {
                throw .controlCharacter(line: lines.count + 1)
            }
            lines.append(text)
        }
        guard lines.popLast() == "" else { throw .unreadable(.lineFeed, line: lines.count + 1) }
        return lines
    }

    /// A count in ASCII digits without leading zeros.
    static func count(_ text: some StringProtocol) -> Int64? {
        guard let count = Int64(text), count >= 0,
            String(count).utf8.elementsEqual(text.utf8)
        else { return nil }
        return count
    }

    package static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// The bytes of base64 in its one canonical form: padded, unused bits zero, nothing between.
    static func bytes(base64 text: some StringProtocol) -> [UInt8]? {
        guard let data = Data(base64Encoded: String(text)),
            data.base64EncodedString().utf8.elementsEqual(text.utf8)
        else { return nil }
        return Array(data)
    }

    /// A SHA-256 hash in canonical base64.
    static func hash(base64 text: some StringProtocol) -> [UInt8]? {
        bytes(base64: text).flatMap { $0.count == 32 ? $0 : nil }
    }

    /// What follows `<word> ` on a line of that form.
    static func value(of word: String, in line: String?) -> Substring? {
        guard let line, line.utf8.starts(with: "\(word) ".utf8) else { return nil }
        return Substring(line.utf8.dropFirst(word.utf8.count + 1))
    }

    /// The hashes of a path, one a line.
    static func path(_ lines: ArraySlice<String>) throws(ProofError) -> [[UInt8]] {
        var path: [[UInt8]] = []
        for (number, line) in zip(lines.indices, lines) {
            guard let hash = hash(base64: line) else { throw .unreadable(.hash, line: number + 1) }
            path.append(hash)
        }
        return path
    }
}

extension ArraySlice<String> {
    /// The line at an index of the whole; nil past the end.
    func line(_ index: Int) -> String? { indices.contains(index) ? self[index] : nil }
}

extension String {
    /// Unicode's category Cc: C0, DEL and C1, which could steer a terminal.
    var hasControlCharacter: Bool {
        unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }

    /// Equal byte for byte: Swift's own equality takes canonically equivalent texts for the same.
    func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
