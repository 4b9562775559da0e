import EventLog
import Milepost

/// What should have been reported of one measure by now, against what arrived.
struct GapChecks<View: LogView> {
    let project: CheckedProject<View>
    let measure: MeasureDefined
    /// Reports of this place and of those below it.
    let top: String

    func read(into list: inout CheckList) throws {
        guard measure.frequency != nil else { return }
        let arrivals = try Arrivals(project.view, of: measure.key)
        var counts: [String: (expected: Int, arrived: Int)] = [:]
        for report in due {
            counts[report.place, default: (0, 0)].expected += 1
            if try arrivals.has(report, knownAt: project.knownAt) {
                counts[report.place]?.arrived += 1
            }
        }
        for (place, count) in counts.sorted(by: { $0.key < $1.key }) {
            list.take(
                Check(
                    code: .notReported,
                    figure: CheckedFigure(
                        project: measure.key.projectKey,
                        measure: measure.key.measure,
                        place: place
                    ),
                    left: .reports(count.arrived),
                    right: .reports(count.expected),
                    verdict: count.arrived == count.expected ? .holds : .fails
                )
            )
        }
    }

    /// The reports whose day has passed; without one, those whose period has.
    private var due: [ExpectedReport] {
        var reports: [ExpectedReport] = []
        guard let newYear = CalendarDate(year: measure.key.year, month: 1, day: 1) else {
            return []
        }
        var month = Month(of: newYear)
        while month.last < project.asOf, month.first.year == measure.key.year {
            reports += project.catalogue.expected(of: measure, in: month).filter { report in
                (report.due ?? report.period.upperBound) < project.asOf
                    && project.catalogue.places.isAt(report.place, orBelow: top)
            }
            month = month.next
        }
        return reports
    }
}
