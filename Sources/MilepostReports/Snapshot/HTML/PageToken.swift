/// A piece of an HTML file.
enum PageToken: Equatable {
    /// A tag that is closed in itself is followed by its end.
    case start(String, attributes: [Attribute])
    case end(String)
    case text(String)
    /// What stands in an element whose content is no markup, letter for letter.
    case raw(String)

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
    /// How many pictures are open: only in one a tag is closed in itself.
    private var pictures = 0

    /// What has no content and no end tag.
    private static let void: Set = [
        "meta", "link", "br", "hr", "img", "input", "base", "source", "embed", "col", "wbr",
    ]

    init(_ html: String) {
        bytes = Array(html.utf8)
    }

    mutating func next() -> PageToken? {
        if let token = pending {
            pending = nil
            return token
        }
        if let name = literal {
            literal = nil
            return literal(untilEndOf: name)
        }
        while place < bytes.count {
            if bytes[place] != UInt8(ascii: "<") { return .text(text()) }
            if place + 1 < bytes.count, "!?".utf8.contains(bytes[place + 1]) {
                guard let token = declaration() else { continue }
                return token
            }
            if let token = tag() { return token }
            // Browsers write it otherwise, and take some of them for the begin of a comment.
            place += 1
            return .text("\u{FFFD}<")
        }
        return nil
    }

    // MARK: Text

    private mutating func text() -> String {
        let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        defer { place = end }
        return PageText.decoded(bytes[place..<end])
    }

    private mutating func literal(untilEndOf name: String) -> PageToken {
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
        let content = bytes[start..<place]
        // In a title there is text; whatever could be a tag in some of them is read as none.
        if name == "title" {
            return .text(
                content.contains(UInt8(ascii: "<"))
                    ? "\u{FFFD}" + String(decoding: content, as: UTF8.self)
                    : PageText.decoded(content)
            )
        }
        return .raw(String(decoding: content, as: UTF8.self))
    }

    // MARK: Tags

    /// A comment or a document type: passed over where every browser takes it for just that.
    private mutating func declaration() -> PageToken? {
        let end = bytes[place...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
        let text = String(decoding: bytes[place..<end], as: UTF8.self)
        place = min(end + 1, bytes.count)
        let isComment = text.hasPrefix("<!--") && text.dropFirst(4).hasSuffix("--")
        if isComment { return nil }
        pending = .end("!")
        if text.lowercased() == "<!doctype html" { return .start("!doctype", attributes: []) }
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
        var attributes: [PageToken.Attribute] = []
        var isClosed = false
        while let byte = skipSpace(), byte != UInt8(ascii: ">") {
            isClosed = byte == UInt8(ascii: "/")
            if isClosed { place += 1 } else { attributes.append(attribute()) }
        }
        place = min(place + 1, bytes.count)
        if isEnd {
            if name == "svg" { pictures -= 1 }
            return .end(name)
        }
        if isClosed && (name == "svg" || pictures > 0) || Self.void.contains(name) {
            pending = .end(name)
        } else if ["script", "style", "title"].contains(name) {
            literal = name
        }
        if name == "svg", pending == nil { pictures += 1 }
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
            return PageToken.Attribute(name: name, value: "")
        }
        place += 1
        let quote = skipSpace()
        let value: String
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            place += 1
            value = PageText.decoded(piece { $0 == quote })
            place = min(place + 1, bytes.count)
        } else {
            value = PageText.decoded(piece { PageText.isSpace($0) || $0 == UInt8(ascii: ">") })
        }
        return PageToken.Attribute(name: name, value: value)
    }

    /// A name: in it nothing stands for something else, and only ASCII has small letters.
    private mutating func word(until isEnd: (UInt8) -> Bool) -> String {
        String(decoding: piece(until: isEnd).map(PageText.lower), as: UTF8.self)
    }

    private mutating func piece(until isEnd: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = place
        while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
        return bytes[start..<place]
    }

    private mutating func skipSpace() -> UInt8? {
        while place < bytes.count, PageText.isSpace(bytes[place]) { place += 1 }
        return place < bytes.count ? bytes[place] : nil
    }
}

/// The text between tags.
enum PageText {
    /// As in HTML, where a vertical tab is none.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B
    }

    static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(lower(byte)) }

    /// The text with its references replaced; what is none is marked, since browsers know more.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var result = String.UnicodeScalarView()
        var rest = Substring(String(decoding: bytes, as: UTF8.self)).unicodeScalars
        while let next = rest.popFirst() {
            guard next == "&" else {
                result.append(next)
                continue
            }
            guard let end = rest.prefix(10).firstIndex(of: ";"),
                let scalar = scalar(String(rest[..<end]))
            else {
                result.append("\u{FFFD}")
                result.append(next)
                continue
            }
            result.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        return String(result)
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else {
            return ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"][
                name
            ]
        }
        let isHex = name.hasPrefix("#x") || name.hasPrefix("#X")
        let digits = name.dropFirst(isHex ? 2 : 1)
        // Browsers take a control for another character.
        guard digits.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit),
            let value = UInt32(digits, radix: isHex ? 16 : 10), value >= 0x20,
            !(0x7F...0x9F).contains(value)
        else { return nil }
        return Unicode.Scalar(value)
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
