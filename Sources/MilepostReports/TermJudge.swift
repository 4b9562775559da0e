import EventLog
import Milepost

/// Decides of each report whether it counts for a figure, and why.
struct TermJudge<View: LogView> {
    let series: FigureSeries<View>
    let catalogue: Catalogue
    /// The parts are newer than the figure's own level and are shown instead of it.
    let partsAreNewer: Bool
    /// The report that a mode standing alone has to give way to.
    let overtaker: Overtaker?

    struct Overtaker {
        var id: EventID
        var day: CalendarDate
    }

    func term(_ found: SeriesReports<View>.Found) throws -> Explanation.Term {
        let report = found.report
        let amendments = try series.view.amendments(of: found.position)
            .filter { $0.position <= series.knownAt }
        let standing = Standing(root: found.position, amendments: amendments)
        var correction: Explanation.Correction?
        var amount = report.amount
        if let position = standing.correction,
            let recorded = try series.view.recorded(at: position),
            case .reportCorrected(let corrected) = recorded.event
        {
            amount = corrected.amount
            correction = Explanation.Correction(
                by: recorded.id,
                original: report.amount,
                reason: corrected.reason
            )
        }
        return Explanation.Term(
            event: found.recorded.id,
            position: found.position,
            asOf: report.asOf,
            periodStart: report.periodStart,
            mode: report.mode,
            baseline: report.baseline,
            unit: report.unit,
            amount: amount,
            correction: correction,
            because: try because(found, standing, amendments),
            source: report.source.map { source in
                Explanation.Source(
                    document: source.document,
                    range: source.range,
                    title: catalogue.sources[source.document]?.title
                )
            },
            assumed: report.assumed,
            late: catalogue.lateness(of: found.recorded),
            note: report.note
        )
    }

    private func because(
        _ found: SeriesReports<View>.Found,
        _ standing: Standing,
        _ amendments: [Amendment]
    ) throws -> Explanation.Because {
        let report = found.report
        if found.position > series.knownAt { return .notYetKnown }
        if standing.withdrawn, let withdrawal = try withdrawal(of: found.position, amendments) {
            return withdrawal
        }
        if let first = report.restates { return .restatement(of: first) }
        if report.asOf > series.asOf { return .afterAsOf }
        let lane = Lane.of(report.mode, baseline: report.baseline)
        if lane == series.lane { return try ofOwnLane(found) }
        guard series.isSum else { return .otherMode(report.mode) }
        switch report.mode {
        case .increment: return try ofIncrement(report)
        case .total: return .otherBaseline(report.baseline ?? series.measure.baseline)
        case .level, .change, .remaining, .share: return .otherMode(report.mode)
        }
    }

    private func withdrawal(
        of position: Position,
        _ amendments: [Amendment]
    ) throws -> Explanation.Because? {
        let last = amendments.last {
            $0.kind == .withdrawal && $0.target == position
                && !Standing.isWithdrawn($0.position, amendments: amendments)
        }
        guard let last, let recorded = try series.view.recorded(at: last.position),
            case .reportWithdrawn(let withdrawn) = recorded.event
        else { return nil }
        return .withdrawn(by: recorded.id, reason: withdrawn.reason)
    }

    private func ofOwnLane(_ found: SeriesReports<View>.Found) throws -> Explanation.Because {
        let day = found.report.asOf.day
        let standing = series.days.first { $0.day == day }?.cell.report
        if let standing, standing != found.position, let id = try series.view.id(at: standing) {
            return .sameDayReplaced(by: id)
        }
        guard let newest = series.newest, newest.cell.report != found.position else {
            if let overtaker { return .overtaken(by: overtaker.id, on: overtaker.day) }
            if partsAreNewer { return .newerParts }
            return series.isSum ? .total : .newest
        }
        return try superseded(by: newest)
    }

    private func ofIncrement(_ report: ProgressReported) throws -> Explanation.Because {
        let day = report.asOf.day
        if let newest = series.newest {
            return day <= newest.day ? try superseded(by: newest) : .added
        }
        switch series.opening {
        case .everything: return .added
        case .nothing: return .noTotalYet
        case .day(let last):
            return day > last ? .added : .beforeBaseline(CalendarDate(day: last).adding(days: 1))
        }
    }

    private func superseded(
        by newest: FigureSeries<View>.Day
    ) throws -> Explanation.Because {
        guard let id = try series.view.id(at: newest.cell.report) else { return .noTotalYet }
        return .superseded(by: id, on: CalendarDate(day: newest.day))
    }
}

extension TermJudge.Overtaker {
    /// The newest report of the measure, at the figure's place or below, that a mode standing alone
    /// gives way to; nil where it need not.
    init?(of series: FigureSeries<View>, catalogue: Catalogue) throws {
        guard let mode = series.figure.mode, mode != .change, let shown = series.newest else {
            return nil
        }
        var newest: (day: Int32, report: Position)?
        for (key, number) in try series.view.series(of: series.measure.key)
        where catalogue.places.isAt(key.place, orBelow: series.figure.place) {
            for lane in try series.view.lanes(of: number) where lane != series.lane {
                guard lane != .change,
                    let (day, cell) = try series.view.newest(
                        in: lane,
                        of: number,
                        through: series.asOf.day,
                        knownAt: series.knownAt
                    ),
                    day > max(shown.day, newest?.day ?? .min)
                else { continue }
                newest = (day, cell.report)
            }
        }
        guard let newest, let id = try series.view.id(at: newest.report) else { return nil }
        self.init(id: id, day: CalendarDate(day: newest.day))
    }
}
