/// A month of the calendar, `2024-09`.
package struct Month: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let first: CalendarDate

    /// The month that a day lies in.
    package init(of date: CalendarDate) {
        first = date.startOfMonth
    }

    /// Reads `2024-09` and nothing else, nil if there is no such month.
    package init?(iso text: String) {
        guard let first = CalendarDate(iso: text + "-01") else { return nil }
        self.first = first
    }

    package var last: CalendarDate { first.endOfMonth }

    package var next: Month { Month(of: last.adding(days: 1)) }

    package var previous: Month { Month(of: first.adding(days: -1)) }

    package var description: String { String(first.description.dropLast(3)) }

    package static func < (left: Month, right: Month) -> Bool { left.first < right.first }
}
