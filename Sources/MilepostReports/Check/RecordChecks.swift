import EventLog
import Milepost

/// What only the reports themselves tell, one after the other: their dates, and what they restate.
///
/// The log is read through once; nothing is kept of a report that is in order.
struct RecordChecks<View: LogView> {
    let view: View
    let catalogue: Catalogue
    let query: CheckQuery
    let knownAt: Position
    let zone: LogZone

    /// Of a measure's reports, the one that came closest to being found fault with.
    private struct Closest {
        var day: CalendarDate
        var limit: CalendarDate

        var slack: Int32 { limit.day - day.day }
    }

    func read(
        into list: inout CheckList,
        progress: (Position, Position) -> Void
    ) throws {
        var closest: [CheckCode: [MeasureKey: Closest]] = [:]
        try view.lines(from: 0, through: knownAt) { position, line in
            progress(position, knownAt + 1)
            // Only reports are read whole.
            guard line.holds("\"ProgressReported\"") else { return true }
            let recorded: RecordedEvent
            do throws(UnreadableLine) {
                recorded = try EventText.read(line)
            } catch { throw UnreadableEvent(position: position, reason: error) }
            guard case .progressReported(let report) = recorded.event, isAsked(report) else {
                return true
            }
            for (code, day, limit) in dates(report, recorded: zone.day(of: recorded.recordedAt)) {
                let dates = Closest(day: day, limit: limit)
                if day > limit {
                    guard try isInForce(position) else { continue }
                    list.take(check(code, report, dates, [position]))
                } else if dates.slack < closest[code]?[report.measure]?.slack ?? .max {
                    closest[code, default: [:]][report.measure] = dates
                }
            }
            if let first = report.restates, report.asOf <= query.asOf {
                for check in try restatement(report, of: first, at: position) { list.take(check) }
            }
            return true
        }
        for (code, measures) in closest.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for (key, dates) in measures.sorted(by: { isBefore($0.key, $1.key) }) {
                let subject = CheckedFigure(
                    project: key.projectKey,
                    measure: key.measure,
                    place: query.place ?? key.city
                )
                list.take(
                    Check(
                        code: code,
                        figure: subject,
                        left: .day(dates.day),
                        right: .day(dates.limit),
                        verdict: .holds
                    )
                )
            }
        }
    }

    private func isAsked(_ report: ProgressReported) -> Bool {
        query.place.map { catalogue.places.isAt(report.series.place, orBelow: $0) } ?? true
    }

    private func isBefore(_ left: MeasureKey, _ right: MeasureKey) -> Bool {
        (left.city, left.year, left.project, left.measure)
            < (right.city, right.year, right.project, right.measure)
    }

    private func subject(_ report: ProgressReported) -> CheckedFigure {
        var figure = CheckedFigure(
            project: report.measure.projectKey,
            measure: report.measure.measure,
            place: report.series.place
        )
        figure.facets = report.facets
        figure.stage = report.stage ?? catalogue.measures[report.measure]?.stages.first
        figure.nowAt = report.nowAt
        figure.mode = report.mode
        return figure
    }

    private func isInForce(_ position: Position) throws -> Bool {
        try !view.standing(of: position, knownAt: knownAt).withdrawn
    }

    // MARK: Dates

    /// The days of a report that must not come after another: its own, and that of its arrival.
    private func dates(
        _ report: ProgressReported,
        recorded day: CalendarDate
    ) -> [(CheckCode, CalendarDate, CalendarDate)] {
        var dates = [(CheckCode.future, report.asOf, day)]
        if let due = catalogue.deadline(of: report) {
            dates.append((.late, report.received ?? day, due))
        }
        return dates
    }

    private func check(
        _ code: CheckCode,
        _ report: ProgressReported,
        _ dates: Closest,
        _ events: [Position]
    ) -> Check {
        Check(
            code: code,
            figure: subject(report),
            left: .day(dates.day),
            right: .day(dates.limit),
            verdict: .fails,
            events: events
        )
    }

    // MARK: Restatements

    /// The amount, and the level before where both tell it.
    private func restatement(
        _ report: ProgressReported,
        of first: EventID,
        at position: Position
    ) throws -> [Check] {
        guard let measure = catalogue.measures[report.measure],
            let original = try view.position(of: first),
            case .progressReported(let body) = try view.event(at: original),
            try isInForce(position), try isInForce(original)
        else { return [] }
        var sides = [
            (try amountInForce(report, at: position), try amountInForce(body, at: original))
        ]
        if let was = report.was, let before = body.was {
            sides.append((StatedAmount(value: was).quantity, StatedAmount(value: before).quantity))
        }
        let unit = report.unit ?? (report.mode == .share ? "%" : measure.unit)
        return try sides.map { left, right in
            let left = try Check.Amount(left, unit)
            let right = try Check.Amount(right, unit)
            let fails = !left.estimate.range.meets(right.estimate.range)
            return Check(
                code: .restatementDiffers,
                figure: subject(report),
                left: .amount(left),
                right: .amount(right),
                verdict: fails ? .fails : .holds,
                events: fails ? [original, position] : []
            )
        }
    }

    private func amountInForce(
        _ report: ProgressReported,
        at position: Position
    ) throws -> Quantity {
        let standing = try view.standing(of: position, knownAt: knownAt)
        guard let correction = standing.correction,
            case .reportCorrected(let corrected) = try view.event(at: correction)
        else { return report.amount.quantity }
        return corrected.amount.quantity
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes of a text occur in these.
    fileprivate func holds(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return false }
        // The type stands near the end of a line.
        var start = count - length
        while start >= 0 {
            var offset = 0
            while offset < length, self[start + offset] == text.utf8Start[offset] { offset += 1 }
            if offset == length { return true }
            start -= 1
        }
        return false
    }
}
