import Foundation

extension String {
    /// The text in Unicode NFC; lines hold no other form, so that equal text has equal bytes.
    package var inNFC: String { mayCompose ? precomposedStringWithCanonicalMapping : self }

    /// Compared by bytes: Swift's own equality takes canonically equivalent texts for the same.
    package var isNFC: Bool {
        !mayCompose || utf8.elementsEqual(precomposedStringWithCanonicalMapping.utf8)
    }

    private var mayCompose: Bool {
        var copy = self
        return copy.withUTF8 { $0.mayCompose }
    }
}

extension JSON {
    /// The value with every text in NFC, keys too.
    var inNFC: JSON {
        switch self {
        case .string(let text): .string(text.inNFC)
        case .integer, .bool: self
        case .array(let elements): .array(elements.map(\.inNFC))
        case .object(let members): .sorted(members.map { ($0.key.inNFC, $0.value.inNFC) })
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the UTF-8 holds a character that normalisation could change.
    ///
    /// Nothing below U+0300 composes with what stands before it, nor do the common ideographs
    /// (U+4000 to U+9FFF) and the full-width forms (from U+FF00).
    var mayCompose: Bool {
        for (offset, byte) in enumerated() where byte >= 0xCC {
            switch byte {
            case 0xE4...0xE9: continue
            case 0xEF where offset + 1 < count && self[offset + 1] >= 0xBC: continue
            default: return true
            }
        }
        return false
    }
}
