import Foundation

extension String {
    /// The text in Unicode NFC; lines hold no other form, so that equal text has equal bytes.
    package var inNFC: String {
        utf8.allSatisfy({ $0 < 0x80 }) ? self : precomposedStringWithCanonicalMapping
    }

    /// Compared by bytes: Swift's own equality takes canonically equivalent texts for the same.
    package var isNFC: Bool {
        // Nothing below U+0300 composes with what stands before it.
        if unicodeScalars.allSatisfy({ $0.value < 0x300 || (0x3400...0x9FFF).contains($0.value) }) {
            return true
        }
        return utf8.elementsEqual(precomposedStringWithCanonicalMapping.utf8)
    }
}
