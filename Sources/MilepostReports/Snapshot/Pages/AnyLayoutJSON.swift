import EventLog

extension JSON {
    /// Reads JSON that another program may have laid out anew, into the order of canonical JSON.
    ///
    /// A null or a number that is no integer becomes a text, and so shows as a difference.
    init?(anyLayout text: String) {
        var reader = AnyLayoutReader(bytes: Array(text.utf8))
        guard let value = reader.value(depth: 0), reader.isAtEnd else {
            return nil
        }
        self = value
    }
}

private struct AnyLayoutReader {
    let bytes: [UInt8]
    private var offset = 0
    private static let deepest = 32

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return offset == bytes.count
        }
    }

    private mutating func skipSpace() {
        while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    }

    /// Steps over what comes next, white space aside, if it is this.
    private mutating func take(_ word: String) -> Bool {
        skipSpace()
        guard bytes[offset...].starts(with: word.utf8) else { return false }
        offset += word.utf8.count
        return true
    }

    /// Nil where there is no value.
    mutating func value(depth: Int) -> JSON? {
        guard depth < Self.deepest else { return nil }
        if take("{") { return object(depth: depth) }
        if take("[") { return array(depth: depth) }
        if take("\"") { return string().map { .string($0) } }
        if take("true") { return .bool(true) }
        if take("false") { return .bool(false) }
        if take("null") { return .string("null") }
        let number = bytes[offset...].prefix { Self.isOfNumber($0) }
        guard !number.isEmpty else { return nil }
        offset += number.count
        let text = String(decoding: number, as: UTF8.self)
        return Int64(text).map { .integer($0) } ?? .string(text)
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        "0123456789+-.eE".utf8.contains(byte)
    }

    private mutating func object(depth: Int) -> JSON? {
        var members: [(String, JSON?)] = []
        if take("}") { return .object([]) }
        repeat {
            guard take("\""), let key = string(), take(":"), let value = value(depth: depth + 1)
            else { return nil }
            members.append((key, value))
        } while take(",")
        // Of a key that stands twice another program may take the other one.
        guard Set(members.map(\.0)).count == members.count else { return nil }
        return take("}") ? .sorted(members) : nil
    }

    private mutating func array(depth: Int) -> JSON? {
        var elements: [JSON] = []
        if take("]") { return .array([]) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            elements.append(value)
        } while take(",")
        return take("]") ? .array(elements) : nil
    }

    /// The rest of a string whose first quotation mark was read.
    private mutating func string() -> String? {
        var text: [UInt16] = []
        while true {
            let plain = bytes[offset...].prefix {
                $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
            text.append(contentsOf: String(decoding: plain, as: UTF8.self).utf16)
            offset += plain.count
            guard offset < bytes.count else { return nil }
            offset += 1
            if bytes[offset - 1] == UInt8(ascii: "\"") {
                return String(decoding: text, as: UTF16.self)
            }
            guard let unit = escaped() else { return nil }
            text.append(unit)
        }
    }

    /// What stands for itself after a backslash, or is named by four hexadecimal digits.
    private mutating func escaped() -> UInt16? {
        guard offset < bytes.count else { return nil }
        offset += 1
        switch bytes[offset - 1] {
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "u"):
            let digits = bytes[offset...].prefix(4)
            offset += digits.count
            return digits.count == 4
                ? UInt16(String(decoding: digits, as: UTF8.self), radix: 16) : nil
        case let byte where "\"\\/".utf8.contains(byte): return UInt16(byte)
        default: return nil
        }
    }
}
