/// A piece of an HTML file.
enum PageToken: Equatable {
    /// A tag that is closed in itself is followed by its end.
    case start(String, attributes: [Attribute])
    case end(String)
    case text(String)

    struct Attribute: Equatable {
        var name: String
        var value: String
    }
}

/// Takes an HTML file to pieces: as we write it, and as a browser or an editor saves it again.
struct PageTokens: IteratorProtocol {
    private let bytes: [UInt8]
    private var place = 0
    private var pending: PageToken?
    /// The element whose text is not read as markup.
    private var literal: String?

    /// What has no content and no end tag.
    private static let void: Set = [
        "meta", "link", "br", "hr", "img", "input", "base", "source", "embed", "col", "wbr",
    ]

    init(_ html: String) {
        bytes = Array(html.utf8)
        // What an editor may put before everything else.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    mutating func next() -> PageToken? {
        if let token = pending {
            pending = nil
            return token
        }
        if let name = literal {
            literal = nil
            return .text(text(untilEndOf: name))
        }
        while place < bytes.count {
            if bytes[place] != UInt8(ascii: "<") { return .text(text()) }
            if place + 1 < bytes.count, "!?".utf8.contains(bytes[place + 1]) {
                guard let token = declaration() else { continue }
                return token
            }
            if let token = tag() { return token }
            // A lone angle bracket is text, as it is to a browser.
            place += 1
            return .text("<")
        }
        return nil
    }

    // MARK: Text

    private mutating func text() -> String {
        let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        defer { place = end }
        return PageText.decoded(bytes[place..<end])
    }

    private mutating func text(untilEndOf name: String) -> String {
        let start = place
        let end = Array("</\(name)".utf8)
        while place + end.count <= bytes.count {
            if bytes[place] == end[0],
                zip(bytes[place...], end).allSatisfy({ PageText.lower($0) == $1 })
            {
                break
            }
            place += 1
        }
        if place + end.count > bytes.count { place = bytes.count }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    // MARK: Tags

    /// A comment or a document type: passed over where every browser takes it for just that.
    private mutating func declaration() -> PageToken? {
        let end = bytes[place...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
        let text = String(decoding: bytes[place..<end], as: UTF8.self)
        place = min(end + 1, bytes.count)
        let isComment = text.hasPrefix("<!--") && text.dropFirst(4).hasSuffix("--")
        if isComment || text.lowercased() == "<!doctype html" { return nil }
        pending = .end("!")
        return .start("!", attributes: [PageToken.Attribute(name: "text", value: text)])
    }

    private mutating func tag() -> PageToken? {
        var index = place + 1
        let isEnd = index < bytes.count && bytes[index] == UInt8(ascii: "/")
        if isEnd { index += 1 }
        guard index < bytes.count, PageText.isLetter(bytes[index]) else { return nil }
        place = index
        let name = word {
            PageText.isSpace($0) || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/")
        }
        .lowercased()
        var attributes: [PageToken.Attribute] = []
        var isClosed = false
        while let byte = skipSpace(), byte != UInt8(ascii: ">") {
            isClosed = byte == UInt8(ascii: "/")
            if isClosed { place += 1 } else { attributes.append(attribute()) }
        }
        place = min(place + 1, bytes.count)
        if isEnd { return .end(name) }
        if isClosed || Self.void.contains(name) {
            pending = .end(name)
        } else if name == "script" || name == "style" {
            literal = name
        }
        return .start(name, attributes: attributes)
    }

    private mutating func attribute() -> PageToken.Attribute {
        let name = word {
            PageText.isSpace($0)
                || [UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/")].contains($0)
        }
        guard skipSpace() == UInt8(ascii: "=") else {
            // Whatever it is, it is not read twice.
            if name.isEmpty { place += 1 }
            return PageToken.Attribute(name: name.lowercased(), value: "")
        }
        place += 1
        let quote = skipSpace()
        let value: String
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            place += 1
            value = word { $0 == quote }
            place = min(place + 1, bytes.count)
        } else {
            value = word { PageText.isSpace($0) || $0 == UInt8(ascii: ">") }
        }
        return PageToken.Attribute(name: name.lowercased(), value: value)
    }

    private mutating func word(until isEnd: (UInt8) -> Bool) -> String {
        let start = place
        while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
        return PageText.decoded(bytes[start..<place])
    }

    private mutating func skipSpace() -> UInt8? {
        while place < bytes.count, PageText.isSpace(bytes[place]) { place += 1 }
        return place < bytes.count ? bytes[place] : nil
    }
}

/// The text between tags.
enum PageText {
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(lower(byte)) }

    /// The text with its references replaced; what is no reference stays as it is.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var result = String.UnicodeScalarView()
        var rest = Substring(String(decoding: bytes, as: UTF8.self)).unicodeScalars
        while let next = rest.popFirst() {
            guard next == "&", let end = rest.prefix(10).firstIndex(of: ";"),
                let scalar = scalar(String(rest[..<end]))
            else {
                result.append(next)
                continue
            }
            result.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        return String(result)
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        }
        if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
        return ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"][name]
    }

    /// The text with every stretch of white space as one space, and none at the ends.
    static func collapsed(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if !isSpace(byte) {
                result.append(byte)
            } else if let last = result.last, last != 0x20 {
                result.append(0x20)
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }
}
