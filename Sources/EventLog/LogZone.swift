import Foundation
package import Milepost

/// Where a log's days end.
package struct LogZone: Sendable {
    private let zone: TimeZone

    /// Nil for a time zone that is not known on this computer.
    package init?(_ identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.zone = zone
    }

    private init(_ zone: TimeZone) { self.zone = zone }

    /// Of a log without a time zone, or with one that is not known here.
    package static let utc = LogZone(.gmt)

    /// The calendar day of a moment.
    package func day(of moment: Moment) -> CalendarDate {
        let shifted = moment.milliseconds + offset(at: moment)
        let day = shifted >= 0 ? shifted / 86_400_000 : (shifted - 86_399_999) / 86_400_000
        return CalendarDate(day: Int32(clamping: day))
    }

    /// The last millisecond of a day.
    package func end(of date: CalendarDate) -> Moment {
        let midnight = (Int64(date.day) + 1) * 86_400_000
        let near = Moment(milliseconds: midnight - 1)
        return Moment(milliseconds: midnight - 1 - offset(at: near))
    }

    /// The last millisecond of a minute or a second as a clock in the zone shows it:
    /// `2024-10-31 16:24`, `2024-10-31 16:24:05`.
    package func end(ofClockTime text: String) -> Moment? {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let rest = [5: ":59.999Z", 8: ".999Z"][parts[1].utf8.count],
            let shown = Moment("\(parts[0])T\(parts[1])\(rest)")
        else { return nil }
        let near = Moment(milliseconds: shown.milliseconds - offset(at: shown))
        return Moment(milliseconds: shown.milliseconds - offset(at: near))
    }

    /// How far the local clock is ahead of UTC, in milliseconds.
    package func offset(at moment: Moment) -> Int64 {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
        return Int64(zone.secondsFromGMT(for: date)) * 1000
    }
}

extension Catalogue {
    /// Where the days of the log end that it was read from.
    package var zone: LogZone { timeZone.flatMap(LogZone.init) ?? .utc }
}

extension LogView {
    /// The last position recorded at or before a moment; −1 before the first.
    ///
    /// Times never fall, so a binary search finds it.
    package func lastPosition(recordedBy moment: Moment) throws -> Position {
        var (low, high) = (Position(0), try size())
        while low < high {
            let middle = (low + high) / 2
            guard let recorded = try recorded(at: middle) else { break }
            if recorded.recordedAt <= moment { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}
