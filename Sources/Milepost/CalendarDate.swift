/// A day of the proleptic Gregorian calendar, held as days since 1970-01-01.
package struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01, negative before it.
    package let day: Int32

    /// The first day that can be written, 0001-01-01.
    package static let earliest = CalendarDate(day: -719_162)
    /// The last day that can be written, 9999-12-31.
    package static let latest = CalendarDate(day: 2_932_896)

    /// The day so many days after 1970-01-01.
    package init(day: Int32) {
        self.day = day
    }

    /// The day of this date, nil if there is none or its year is not in 1...9999.
    package init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1 else { return nil }
        guard day <= Self.length(ofMonth: month, in: year) else { return nil }
        self.init(knownYear: year, month: month, day: day)
    }

    /// Reads `2024-09-30` and nothing else, nil if there is no such day.
    package init?(iso: some StringProtocol) {
        self.init(isoUTF8: iso.utf8)
    }

    /// Reads the bytes of `2024-09-30` and nothing else, nil if there is no such day.
    package init?(isoUTF8 bytes: some Collection<UInt8>) {
        let read = bytes.withContiguousStorageIfAvailable { CalendarDate(isoUTF8: $0.span) }
        guard let date = read ?? CalendarDate(isoUTF8: Array(bytes).span) else { return nil }
        self = date
    }

    /// Reads the bytes of `2024-09-30` and nothing else, nil if there is no such day.
    package init?(isoUTF8 bytes: Span<UInt8>) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.number(in: 0..<4, of: bytes),
            let month = Self.number(in: 5..<7, of: bytes),
            let day = Self.number(in: 8..<10, of: bytes)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The year, 1...9999 for every day that was read from text.
    package var year: Int { civil.year }
    /// The month, 1...12.
    package var month: Int { civil.month }
    /// The day of the month, 1...31.
    package var dayOfMonth: Int { civil.day }

    /// The form `2024-09-30`.
    package var description: String {
        let (year, month, day) = civil
        let padding = String(repeating: "0", count: max(0, 4 - String(year).utf8.count))
        return "\(padding)\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// The day so many days later, or earlier; it stops at `earliest` and `latest`.
    package func adding(days: Int) -> CalendarDate {
        let (sum, overflow) = Int(day).addingReportingOverflow(days)
        if overflow { return days < 0 ? .earliest : .latest }
        let range = Int(Self.earliest.day)...Int(Self.latest.day)
        let day = min(max(sum, range.lowerBound), range.upperBound)
        return CalendarDate(day: Int32(truncatingIfNeeded: day))
    }

    /// The first day of its month.
    package var startOfMonth: CalendarDate {
        CalendarDate(knownYear: year, month: month, day: 1)
    }

    /// The last day of its month.
    package var endOfMonth: CalendarDate { lastDay(ofMonth: month) }

    /// The first day of its year.
    package var startOfYear: CalendarDate { CalendarDate(knownYear: year, month: 1, day: 1) }

    /// The last day of its year.
    package var endOfYear: CalendarDate { lastDay(ofMonth: 12) }

    /// The last day of its quarter.
    package var endOfQuarter: CalendarDate { lastDay(ofMonth: (month + 2) / 3 * 3) }

    /// Orders by time.
    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.day < right.day
    }

    private func lastDay(ofMonth month: Int) -> CalendarDate {
        let year = year
        let length = Self.length(ofMonth: month, in: year)
        return CalendarDate(knownYear: year, month: month, day: length)
    }
}

// The arithmetic counts years from March, so that the leap day is a year's last, and in eras of
// 400 years = 146 097 days: https://howardhinnant.github.io/date_algorithms.html
extension CalendarDate {
    private init(knownYear year: Int, month: Int, day: Int) {
        let marchYear = month > 2 ? year : year - 1
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(day: Int32(truncatingIfNeeded: era * 146_097 + dayOfEra - 719_468))
    }

    private var civil: (year: Int, month: Int, day: Int) {
        let days = Int(day) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (
            year: yearOfEra + era * 400 + (month > 2 ? 0 : 1),
            month: month,
            day: dayOfYear - (153 * marchMonth + 2) / 5 + 1
        )
    }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The number in a range of ASCII digits, nil if there is anything else in it.
    private static func number(in range: Range<Int>, of bytes: Span<UInt8>) -> Int? {
        var number = 0
        for index in range {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        return number
    }
}
