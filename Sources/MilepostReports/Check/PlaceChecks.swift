import EventLog
import Milepost

/// What a place reports of itself and all below, against what those below it report.
struct PlaceChecks<View: LogView> {
    private let checks: MeasureChecks<View>
    private let key: SeriesKey
    private let number: Int64

    init(_ checks: MeasureChecks<View>, _ key: SeriesKey, _ number: Int64) {
        self.checks = checks
        self.key = key
        self.number = number
    }

    func read(into list: inout CheckList) throws {
        guard checks.measure.kind.addsOverPlaces else { return }
        let children = checks.project.catalogue.places.children(of: key.place)
        guard !children.isEmpty else { return }
        let isSum = checks.measure.kind.accumulates && !key.nowAt
        let lane = isSum ? Lane.ownTotal : .level
        guard let newest = try checks.days(in: lane, of: number).first else { return }
        let below = try children.map { try checks.figure(key, at: $0, through: newest.day) }
            .filter { $0.value != nil }
        guard !below.isEmpty else { return }
        let unit = checks.measure.unit
        let left = try Check.Amount(sum: below.compactMap(\.value?.quantity), unit)
        let right = try Check.Amount(newest.cell.quantity, unit)
        let fails = right.estimate.range.isBelow(left.estimate.range)
        list.take(
            Check(
                code: .placesAboveTotal,
                figure: CheckedFigure(try checks.figure(key)),
                left: .amount(left),
                right: .amount(right),
                outcomes: try Check.Outcome.compared(left, to: right),
                verdict: fails ? .fails : .holds,
                events: fails
                    ? (below.compactMap(\.value?.report) + [newest.cell.report]).sorted() : []
            )
        )
    }
}
