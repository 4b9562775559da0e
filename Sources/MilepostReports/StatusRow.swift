package import EventLog
package import Milepost

extension StatusReport.Row {
    /// A figure with what only its report says, read from the log.
    package init(
        _ figure: Figure,
        _ measure: MeasureDefined,
        catalogue: Catalogue,
        in view: some LogView,
        knownAt: Position
    ) throws {
        let target = figure.target?.event.flatMap { id in
            catalogue.targets[measure.key]?.first { $0.id == id }?.target.amount
        }
        var figure = figure
        if let value = figure.value, try catalogue.isLate(value.newest, of: measure, in: view) {
            figure.warnings.append(.late)
        }
        self.init(
            figure: figure,
            measure: measure,
            report: try StatusReport.SingleReport(of: figure, in: view, knownAt: knownAt),
            target: target
        )
    }
}

extension StatusReport.SingleReport {
    /// The report that a figure is taken from whole; nil for a sum.
    fileprivate init?(of figure: Figure, in view: some LogView, knownAt: Position) throws {
        guard let position = figure.value?.report,
            let recorded = try view.recorded(at: position),
            case .progressReported(let report) = recorded.event,
            report.series.place == figure.place, report.facets == figure.facets
        else { return nil }
        let standing = try view.standing(of: position, knownAt: knownAt)
        // Where one of a day's increments was withdrawn, the cell names that one, not the other.
        guard !standing.withdrawn else { return nil }
        var amount = report.amount
        if let correction = standing.correction,
            case .reportCorrected(let corrected) = try view.event(at: correction)
        {
            amount = corrected.amount
        }
        self.init(
            id: recorded.id,
            amount: amount,
            unit: report.unit,
            was: report.was,
            due: report.due,
            assumed: report.assumed
        )
    }
}
