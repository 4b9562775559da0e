import EventLog
package import Milepost

/// JSON as it is printed: one line, keys in the order given.
package indirect enum OutputJSON: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A plain number such as `1.234`, written as it stands.
    case decimal(String)
    case string(String)
    case array([OutputJSON])
    case object([(String, OutputJSON)])

    /// The compact text.
    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .integer(let number): text += String(number)
        case .decimal(let number): text += number
        case .string(let string): Self.write(string, to: &text)
        case .array(let elements):
            text += "["
            for (offset, element) in elements.enumerated() {
                if offset > 0 { text += "," }
                element.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (offset, member) in members.enumerated() {
                if offset > 0 { text += "," }
                Self.write(member.0, to: &text)
                text += ":"
                member.1.write(to: &text)
            }
            text += "}"
        }
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{08}": text += "\\b"
            case "\t": text += "\\t"
            case "\n": text += "\\n"
            case "\u{0C}": text += "\\f"
            case "\r": text += "\\r"
            // JSON asks for those below U+0020 only; a terminal obeys more than these.
            case _ where scalar.steersTerminal:
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

// MARK: What is printed often

extension OutputJSON {
    /// A text, or null.
    package static func of(_ text: String?) -> OutputJSON { text.map { .string($0) } ?? .null }

    /// A whole number, or null.
    package static func of(_ number: Int64?) -> OutputJSON { number.map { .integer($0) } ?? .null }

    /// A count, or null.
    package static func of(_ count: Int?) -> OutputJSON {
        count.map { .integer(Int64($0)) } ?? .null
    }

    /// A flag, or null.
    package static func of(_ flag: Bool?) -> OutputJSON { flag.map { .bool($0) } ?? .null }

    /// An amount as a string of its plain decimal, or null.
    package static func of(_ amount: Decimal?) -> OutputJSON { of(amount?.description) }

    /// A day as `2024-09-30`, or null.
    package static func of(_ day: CalendarDate?) -> OutputJSON { of(day?.description) }

    /// A moment in UTC with milliseconds, or null.
    package static func of(_ moment: Moment?) -> OutputJSON { of(moment?.description) }

    /// An event's identifier, or null.
    package static func of(_ id: EventID?) -> OutputJSON { of(id?.description) }

    /// A word of the domain as it is stored, or null.
    package static func of<Word: RawRepresentable<String>>(_ word: Word?) -> OutputJSON {
        of(word?.rawValue)
    }

    /// Facets as an object from name to value.
    package static func of(_ facets: Facets) -> OutputJSON {
        .object(facets.pairs.map { ($0.name, .string($0.value)) })
    }

    /// Seconds with three decimals, as a plain number.
    package static func seconds(milliseconds: Int64) -> OutputJSON {
        let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
        let digits = String(rest)
        let padding = String(repeating: "0", count: 3 - digits.utf8.count)
        return .decimal("\(milliseconds < 0 ? "-" : "")\(whole).\(padding)\(digits)")
    }
}
