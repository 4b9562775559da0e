/// A quarter of a year, `2024Q3`.
package struct Quarter: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let year: Int
    /// 1 to 4.
    package let number: Int
    package let first: CalendarDate

    /// The quarter that a day lies in.
    package init(of date: CalendarDate) {
        let end = date.endOfQuarter
        (year, number) = (end.year, end.month / 3)
        first = end.startOfMonth.adding(days: -1).startOfMonth.adding(days: -1).startOfMonth
    }

    /// Reads `2024Q3` and nothing else.
    package init?(_ text: String) {
        let parts = text.split(separator: "Q", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[1]), (1...4).contains(number),
            let first = CalendarDate(
                iso: "\(parts[0])-\(number < 4 ? "0" : "")\(number * 3 - 2)-01"
            )
        else { return nil }
        self.init(of: first)
        guard description == text else { return nil }
    }

    package var last: CalendarDate { first.endOfQuarter }

    package var previous: Quarter { Quarter(of: first.adding(days: -1)) }

    /// Its months, first to last.
    package var months: [Month] {
        let month = Month(of: first)
        return [month, month.next, month.next.next]
    }

    package var description: String { "\(first.description.prefix(4))Q\(number)" }

    package static func < (left: Quarter, right: Quarter) -> Bool { left.first < right.first }
}
