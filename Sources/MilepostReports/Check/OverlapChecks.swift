import EventLog
import Milepost

/// Increments that count a day twice, with one another or with a total.
struct OverlapChecks<View: LogView> {
    private let checks: MeasureChecks<View>
    private let series: FigureSeries<View>
    private let number: Int64

    /// How many events a finding names.
    private static var limit: Int { 12 }

    init(_ checks: MeasureChecks<View>, _ series: FigureSeries<View>, _ number: Int64) {
        self.checks = checks
        self.series = series
        self.number = number
    }

    /// A day's sum knows the earliest day at which one of its periods begins: two days overlap where
    /// the later one's lies on or before the earlier day, and a day with itself where it has one.
    func read(into list: inout CheckList) throws {
        let increments = series.increments.filter { $0.day <= series.asOf.day }
        guard !increments.isEmpty else { return }
        var isClean = true
        for (offset, day) in increments.enumerated() {
            guard let start = day.cell.start else { continue }
            let earlier = increments.dropFirst(offset + 1).prefix { $0.day >= start }
            let total = series.days.first { $0.day < day.day }
            let isOverTotal = total.map { start <= $0.day } ?? false
            guard !earlier.isEmpty || day.cell.count > 1 || isOverTotal else { continue }
            var events = try overlapping(day.day, earlier.map(\.day))
            if isOverTotal, let total { events.append(total.cell.report) }
            guard events.count > 1 else { continue }
            isClean = false
            list.take(
                Check(
                    code: .overlappingIncrement,
                    figure: CheckedFigure(series.figure),
                    left: .amount(try Check.Amount(day.cell.quantity, checks.measure.unit)),
                    right: .day(CalendarDate(day: day.day)),
                    verdict: .fails,
                    events: events.sorted()
                )
            )
        }
        guard isClean else { return }
        list.take(
            Check(
                code: .overlappingIncrement,
                figure: CheckedFigure(series.figure),
                left: .reports(increments.reduce(0) { $0 + Int($1.cell.count) }),
                verdict: .holds
            )
        )
    }

    /// The report of a day whose period is longest, and those that share a day with it.
    private func overlapping(_ day: Int32, _ earlier: [Int32]) throws -> [Position] {
        func slot(_ day: Int32) -> Slot { Slot(series: number, lane: .increments, day: day) }
        let own = try checks.inForce(slot(day))
        func start(_ report: ProgressReported) -> CalendarDate {
            report.periodStart ?? report.asOf
        }
        let longest = own.filter { $0.report.periodStart != nil }
            .min { start($0.report) < start($1.report) }
        guard let longest else { return [] }
        var events = [longest.position]
        for other in own where other.position != longest.position {
            if other.report.overlaps(longest.report) { events.append(other.position) }
        }
        for day in earlier where events.count < Self.limit {
            let rest = Self.limit - events.count
            events += try checks.inForce(slot(day), limit: rest)
                .filter { $0.report.overlaps(longest.report) }.map(\.position)
        }
        return Array(events.prefix(Self.limit))
    }
}
