import Foundation

extension String {
    /// The text in Unicode NFC; lines hold no other form, so that equal text has equal bytes.
    package var inNFC: String {
        mayCompose || utf8.contains { $0 >= 0x80 && $0 < 0xCC }
            ? precomposedStringWithCanonicalMapping : self
    }

    /// Compared by bytes: Swift's own equality takes canonically equivalent texts for the same.
    package var isNFC: Bool {
        !mayCompose || utf8.elementsEqual(precomposedStringWithCanonicalMapping.utf8)
    }

    /// Whether there is a character that normalisation could change. Nothing below U+0300 composes
    /// with what stands before it, nor do the common ideographs (U+3400 to U+9FFF).
    private var mayCompose: Bool {
        var copy = self
        return copy.withUTF8 { bytes in
            bytes.contains { $0 >= 0xCC && !(0xE4...0xE9).contains($0) }
        }
    }
}
