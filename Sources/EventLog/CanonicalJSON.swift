import Milepost

/// A value of canonical JSON (RFC 8785), restricted to what lines may hold: no null, no fraction.
package enum JSON: Sendable, Hashable {
    case string(String)
    case integer(Int64)
    case bool(Bool)
    case array([JSON])
    case object([Member])

    package struct Member: Sendable, Hashable {
        package var key: String
        package var value: JSON
    }

    /// An object of the members that are there, sorted by UTF-16 code units.
    package static func sorted(_ members: [(String, JSON?)]) -> JSON {
        var present: [Member] = []
        present.reserveCapacity(members.count)
        for case (let key, let value?) in members { present.append(Member(key: key, value: value)) }
        present.sort { $0.key.precedesInUTF16($1.key) }
        return .object(present)
    }

    /// The canonical bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(400)
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .string(let text): Self.write(text, to: &bytes)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (offset, element) in elements.enumerated() {
                if offset > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (offset, member) in members.enumerated() {
                if offset > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0..<0x20:
                let hex = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(hex[Int(byte >> 4)])
                bytes.append(hex[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension String {
    /// RFC 8785 §3.2.3: keys are sorted by UTF-16 code units.
    ///
    /// For ASCII that is the order of bytes.
    func precedesInUTF16(_ other: String) -> Bool {
        utf16.lexicographicallyPrecedes(other.utf16)
    }
}

/// Why bytes are no canonical JSON, with the byte where they cease to be.
package struct NotCanonical: Error, Sendable, Hashable {
    package enum Reason: String, Sendable {
        case truncated, notUTF8, unexpectedByte, whiteSpace, keysOutOfOrder, duplicateKey
        case longEscape, badNumber, empty, trailingBytes, tooDeep, notNFC
    }
    package var reason: Reason
    package var offset: Int
}

extension JSON {
    /// Reads canonical bytes and nothing else: what it returns writes the same bytes again.
    package init(canonical bytes: some RandomAccessCollection<UInt8>) throws(NotCanonical) {
        var parser = CanonicalParser(bytes: Array(bytes))
        self = try parser.value(depth: 0)
        guard parser.offset == parser.bytes.count else { throw parser.error(.trailingBytes) }
    }
}

private struct CanonicalParser {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    func error(_ reason: NotCanonical.Reason) -> NotCanonical {
        NotCanonical(reason: reason, offset: offset)
    }

    mutating func value(depth: Int) throws(NotCanonical) -> JSON {
        guard depth < 8 else { throw error(.tooDeep) }
        guard offset < bytes.count else { throw error(.truncated) }
        switch bytes[offset] {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "t"):
            try literal("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal("false")
            return .bool(false)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .integer(try integer())
        case 0x20, 0x09, 0x0A, 0x0D: throw error(.whiteSpace)
        default: throw error(.unexpectedByte)
        }
    }

    private mutating func literal(_ word: String) throws(NotCanonical) {
        for byte in word.utf8 {
            guard offset < bytes.count else { throw error(.truncated) }
            guard bytes[offset] == byte else { throw error(.unexpectedByte) }
            offset += 1
        }
    }

    private mutating func expect(_ byte: UInt8) throws(NotCanonical) {
        guard offset < bytes.count else { throw error(.truncated) }
        guard bytes[offset] == byte else {
            throw error(bytes[offset] == 0x20 ? .whiteSpace : .unexpectedByte)
        }
        offset += 1
    }

    private mutating func object(depth: Int) throws(NotCanonical) -> JSON {
        try expect(UInt8(ascii: "{"))
        var members: [JSON.Member] = []
        repeat {
            if !members.isEmpty { try expect(UInt8(ascii: ",")) }
            guard offset < bytes.count else { throw error(.truncated) }
            if bytes[offset] == UInt8(ascii: "}") { throw error(.empty) }
            let start = offset
            let key = try string()
            if let last = members.last {
                guard last.key != key else {
                    throw NotCanonical(reason: .duplicateKey, offset: start)
                }
                guard last.key.precedesInUTF16(key) else {
                    throw NotCanonical(reason: .keysOutOfOrder, offset: start)
                }
            }
            try expect(UInt8(ascii: ":"))
            members.append(JSON.Member(key: key, value: try value(depth: depth + 1)))
        } while offset < bytes.count && bytes[offset] == UInt8(ascii: ",")
        try expect(UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func array(depth: Int) throws(NotCanonical) -> JSON {
        try expect(UInt8(ascii: "["))
        var elements: [JSON] = []
        repeat {
            if !elements.isEmpty { try expect(UInt8(ascii: ",")) }
            if offset < bytes.count, bytes[offset] == UInt8(ascii: "]") { throw error(.empty) }
            elements.append(try value(depth: depth + 1))
        } while offset < bytes.count && bytes[offset] == UInt8(ascii: ",")
        try expect(UInt8(ascii: "]"))
        return .array(elements)
    }

    private mutating func integer() throws(NotCanonical) -> Int64 {
        let start = offset
        if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
        while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard let number = Int64(text), String(number) == text, abs(number) < 1 << 53 else {
            throw NotCanonical(reason: .badNumber, offset: start)
        }
        return number
    }

    private mutating func string() throws(NotCanonical) -> String {
        let start = offset
        try expect(UInt8(ascii: "\""))
        var text: [UInt8] = []
        while true {
            guard offset < bytes.count else { throw error(.truncated) }
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") { break }
            guard byte >= 0x20 else { throw error(.unexpectedByte) }
            if byte == UInt8(ascii: "\\") {
                text.append(try escape())
            } else {
                text.append(byte)
                offset += 1
            }
        }
        offset += 1
        guard let string = String(validating: text, as: UTF8.self) else {
            throw NotCanonical(reason: .notUTF8, offset: start)
        }
        guard string.isNFC else { throw NotCanonical(reason: .notNFC, offset: start) }
        return string
    }

    /// Only the escapes that RFC 8785 writes are read: the short ones, and \u00xx below them.
    private mutating func escape() throws(NotCanonical) -> UInt8 {
        guard offset + 1 < bytes.count else { throw error(.truncated) }
        let short: [UInt8: UInt8] = [
            UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "b"): 0x08,
            UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "f"): 0x0C,
            UInt8(ascii: "r"): 0x0D,
        ]
        if let byte = short[bytes[offset + 1]] {
            offset += 2
            return byte
        }
        guard bytes[offset + 1] == UInt8(ascii: "u"), offset + 6 <= bytes.count else {
            throw error(.longEscape)
        }
        let text = String(decoding: bytes[(offset + 2)..<(offset + 6)], as: UTF8.self)
        guard text == text.lowercased(), let code = UInt8(text, radix: 16), code < 0x20,
            !short.values.contains(code)
        else { throw error(.longEscape) }
        offset += 6
        return code
    }
}
