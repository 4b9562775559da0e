/// What stands next in an XML text.
enum XMLToken {
    /// An element with its attributes: one of another vocabulary with the address of that in braces,
    /// and only relations (`r:id`) of the attributes that have a prefix.
    case start(String, [String: String])
    case end(String)
    case text(String)
}

/// Not well-formed, not UTF-8, or with a document type, which no part of a workbook has.
struct NotXML: Error {}

/// Cuts the XML of a part of a workbook into tokens; entities other than XML's own are refused.
struct XMLReader {
    private let bytes: [UInt8]
    private var index = 0
    private let beginning: Int
    /// The document and in it the elements that are open.
    private var open = [Element(name: "", local: "", outside: [:])]
    /// The end of an element that was closed where it began.
    private var pendingEnd = false
    private let vocabulary: Vocabulary
    private let addresses: [Substring]
    /// The addresses that prefixes stand for.
    private var prefixes: [String: Substring] = [:]
    /// How many elements of other vocabularies are open.
    private var foreign = 0

    init(_ bytes: [UInt8], _ vocabulary: Vocabulary = .spreadsheet) {
        self.bytes = bytes
        self.vocabulary = vocabulary
        addresses = vocabulary.addresses
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        beginning = index
    }

    private struct Element {
        var name: String
        var local: String
        var outside: [String: Substring]
        /// Which elements that are read it has by now.
        var seen: Set<String> = []
    }

    /// The next token; nil after the last.
    mutating func next() throws(NotXML) -> XMLToken? {
        if pendingEnd {
            pendingEnd = false
            return close()
        }
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "<") {
                let text = try characters()
                // Between the elements of a document there is nothing but white space.
                if open.count > 1 { return .text(text) }
                guard text.isBlank else { throw NotXML() }
            } else if take("<?") {
                try declaration()
            } else if take("<!--") {
                // Some programs read a text only up to there.
                guard !Vocabulary.holdsText(open[open.count - 1].local) else { throw NotXML() }
                try skip(through: "-->")
            } else if take("<![CDATA[") {
                let start = index
                try skip(through: "]]>")
                guard open.count > 1 else { throw NotXML() }
                return .text(try text(start..<index - 3))
            } else if take("</") {
                let name = try self.name()
                skipSpace()
                guard take(">"), open[open.count - 1].name == name else { throw NotXML() }
                return close()
            } else {
                index += 1
                return try start()
            }
        }
        guard open.count == 1 else { throw NotXML() }
        return nil
    }

    /// Other instructions, or another encoding, no program writes.
    private mutating func declaration() throws(NotXML) {
        let start = index
        try skip(through: "?>")
        let spoken = try text(start..<index - 2).lowercased()
        var said = spoken.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }[...]
        for part in ["xmlversion=1.0", "encoding=utf-8", "standalone=yes", "standalone=no"]
        where said.hasPrefix(part) { said = said.dropFirst(part.count) }
        guard start == beginning + 2, said.isEmpty else { throw NotXML() }
    }

    private mutating func start() throws(NotXML) -> XMLToken {
        let name = try self.name()
        var written: [String: String] = [:]
        while true {
            skipSpace()
            pendingEnd = take("/>")
            if pendingEnd || take(">") { break }
            let key = try self.name()
            skipSpace()
            guard take("=") else { throw NotXML() }
            skipSpace()
            guard index < bytes.count, [0x22, 0x27].contains(bytes[index]) else { throw NotXML() }
            let quote = bytes[index]
            index += 1
            guard let end = bytes[index...].firstIndex(of: quote) else { throw NotXML() }
            guard written.updateValue(try resolved(index..<end), forKey: key) == nil else {
                throw NotXML()
            }
            index = end + 1
        }
        return try begin(name, written)
    }

    // MARK: Vocabularies

    private static let ofRelations: [Substring] = [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ]

    private mutating func begin(
        _ name: String,
        _ written: [String: String]
    ) throws(NotXML) -> XMLToken {
        let outside = prefixes
        for (key, value) in written where key == "xmlns" || key.hasPrefix("xmlns:") {
            prefixes[String(key.dropFirst(6))] = Substring(value)
        }
        var attributes: [String: String] = [:]
        for (key, value) in written where key != "xmlns" {
            guard let colon = key.firstIndex(of: ":") else {
                attributes[key] = value
                continue
            }
            guard let address = prefixes[String(key[..<colon])], Self.ofRelations.contains(address)
            else { continue }
            let local = "r:\(key[key.index(after: colon)...])"
            guard attributes.updateValue(value, forKey: local) == nil else { throw NotXML() }
        }
        // No program writes so many, which would take memory with the square of their number.
        guard open.count < 100, prefixes.count < 100 else { throw NotXML() }
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let address = prefixes[parts.count > 1 ? String(parts[0]) : ""] ?? ""
        let isOurs = addresses.contains(address)
        // Whether it is read depends on what a program knows of the other vocabulary.
        guard !isOurs || foreign == 0 else { throw NotXML() }
        if !isOurs { foreign += 1 }
        let local =
            isOurs ? String(parts[parts.count - 1]) : "{\(address)}\(parts[parts.count - 1])"
        let last = open.count - 1
        guard vocabulary.takes(local, in: open[last].local, after: &open[last].seen) else {
            throw NotXML()
        }
        open.append(Element(name: name, local: local, outside: outside))
        return .start(local, attributes)
    }

    private mutating func close() -> XMLToken {
        let element = open.removeLast()
        if element.local.hasPrefix("{") { foreign -= 1 }
        prefixes = element.outside
        return .end(element.local)
    }

    // MARK: Parts

    private func stands(_ mark: StaticString) -> Bool {
        let count = mark.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[index + $0] == mark.utf8Start[$0] }
    }

    private mutating func take(_ mark: StaticString) -> Bool {
        guard stands(mark) else { return false }
        index += mark.utf8CodeUnitCount
        return true
    }

    private mutating func skip(through mark: StaticString) throws(NotXML) {
        while !take(mark) {
            guard index < bytes.count else { throw NotXML() }
            index += 1
        }
    }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    /// A document type begins with a mark that no name begins with.
    private mutating func name() throws(NotXML) -> String {
        let start = index
        while index < bytes.count, Self.isOfName(bytes[index]) { index += 1 }
        guard index > start else { throw NotXML() }
        return try text(start..<index)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...0xFF: true
        default: false
        }
    }

    private mutating func characters() throws(NotXML) -> String {
        let start = index
        index = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return try resolved(start..<index)
    }

    private func text(_ range: Range<Int>) throws(NotXML) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else { throw NotXML() }
        return text
    }

    // MARK: Entities

    private func resolved(_ range: Range<Int>) throws(NotXML) -> String {
        guard bytes[range].contains(UInt8(ascii: "&")) else { return try text(range) }
        var result = ""
        var rest = range
        while let mark = bytes[rest].firstIndex(of: UInt8(ascii: "&")) {
            guard let end = bytes[mark..<rest.upperBound].firstIndex(of: UInt8(ascii: ";")) else {
                throw NotXML()
            }
            result += try text(rest.lowerBound..<mark)
            result.unicodeScalars.append(try Self.scalar(try text(mark + 1..<end)))
            rest = end + 1..<rest.upperBound
        }
        return result + (try text(rest))
    }

    private static func scalar(_ entity: String) throws(NotXML) -> Unicode.Scalar {
        switch entity {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            let isHex = entity.hasPrefix("#x")
            guard entity.hasPrefix("#"),
                let value = UInt32(entity.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10),
                let scalar = Unicode.Scalar(value)
            else { throw NotXML() }
            return scalar
        }
    }
}
