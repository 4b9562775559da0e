/// A moment: milliseconds since 1970-01-01T00:00:00Z.
package struct Moment: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Reads RFC 3339 with `Z` or an offset, with or without a fraction of a second.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int64? {
            guard range.upperBound <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return value
        }
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            let date = CalendarDate(isoUTF8: bytes[0..<10]), let hour = number(11..<13),
            bytes[13] == UInt8(ascii: ":"), let minute = number(14..<16),
            bytes[16] == UInt8(ascii: ":"), let second = number(17..<19),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var offset = 19
        var fraction: Int64 = 0
        if bytes[offset] == UInt8(ascii: ".") {
            offset += 1
            var scale: Int64 = 100
            let first = offset
            while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) {
                fraction += Int64(bytes[offset] - 0x30) * scale
                scale /= 10
                offset += 1
            }
            guard offset > first else { return nil }
        }
        guard offset < bytes.count else { return nil }
        var shift: Int64 = 0
        switch bytes[offset] {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            guard offset + 1 == bytes.count else { return nil }
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard offset + 6 == bytes.count, bytes[offset + 3] == UInt8(ascii: ":"),
                let hours = number((offset + 1)..<(offset + 3)),
                let minutes = number((offset + 4)..<(offset + 6)), hours < 24, minutes < 60
            else { return nil }
            shift = (hours * 60 + minutes) * (bytes[offset] == UInt8(ascii: "-") ? 60_000 : -60_000)
        default: return nil
        }
        let seconds = Int64(date.day) * 86_400 + hour * 3600 + minute * 60 + second
        milliseconds = seconds * 1000 + fraction + shift
    }

    /// `2024-10-31T08:24:00.000Z`, the form of a line.
    package var description: String {
        let (day, rest) = milliseconds.floored(by: 86_400_000)
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let time = [
            padded(rest / 3_600_000, 2), padded(rest / 60_000 % 60, 2), padded(rest / 1000 % 60, 2),
        ].joined(separator: ":")
        return "\(CalendarDate(day: Int32(clamping: day)))T\(time).\(padded(rest % 1000, 3))Z"
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension Int64 {
    func floored(by divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
