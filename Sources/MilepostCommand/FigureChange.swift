import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

/// The figure that a correction, withdrawal or replacement changes, before it and after.
///
/// Both are nil where it acts on a target or a statement.
struct FigureChange {
    var before: FigureAnswer?
    var after: FigureAnswer?

    /// What an official should look at in the figure as it now is.
    var warnings: [EntryWarning] {
        guard let row = after?.row, let value = row.figure.value?.quantity.value,
            let target = row.figure.target?.amount.value,
            !row.figure.nowAt, row.figure.mode == nil, !row.measure.lowerIsBetter, value > target
        else { return [] }
        return [.aboveTarget(value, target: target)]
    }
}

extension WritingSession {
    /// Appends through `body`, with the figure of a report before and after.
    func changing(
        _ report: ProgressReported?,
        _ decider: Decider<SQLiteLog>,
        in log: inout SQLiteLog,
        _ body: (inout SQLiteLog) throws -> AppendAnswer
    ) throws -> AppendAnswer {
        let view = log
        func figure() throws -> FigureAnswer? {
            try report.map {
                try FigureAnswer(
                    of: $0,
                    in: view,
                    catalogue: decider.catalogue,
                    today: session.clock.today
                )
            }
        }
        let before = try figure()
        var answer = try body(&log)
        answer.change = FigureChange(before: before, after: try figure())
        return answer
    }

    /// The report at the bottom of what an event acts on; nil where that is a target or statement.
    func report(under position: Position, in log: SQLiteLog) throws -> ProgressReported? {
        guard case .progressReported(let report)? = try FigureFold.root(of: position, in: log).1
        else { return nil }
        return report
    }
}
