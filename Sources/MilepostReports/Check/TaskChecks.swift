import EventLog
import Milepost

/// What is said to be left, or done in percent, of a task, against the value and the target of the
/// same day.
struct TaskChecks<View: LogView> {
    private let checks: MeasureChecks<View>
    private let key: SeriesKey
    private let number: Int64

    init(_ checks: MeasureChecks<View>, _ key: SeriesKey, _ number: Int64) {
        self.checks = checks
        self.key = key
        self.number = number
    }

    private var unit: String { checks.measure.unit }

    func read(into list: inout CheckList) throws {
        for (day, cell) in try checks.days(in: .remaining, of: number) {
            let figure = try checks.figure(key, through: day)
            guard figure.value?.asOf == day else { continue }
            try list.take(remaining(cell, figure))
        }
        for (day, cell) in try checks.days(in: .share, of: number) {
            let figure = try checks.figure(key, through: day)
            guard figure.value?.asOf == day,
                let check = try share(cell, figure)
            else { continue }
            list.take(check)
        }
    }

    private func remaining(_ cell: Cell, _ figure: Figure) throws -> Check {
        let done = try figure.amount(checks.measure)
        let whole = try Check.Amount(sum: done.parts + [cell.quantity], unit)
        let target = try figure.target.map { try Check.Amount($0.amount, unit) }
        var outcomes = [Check.Outcome(kind: .sum, estimate: whole.estimate, unit: unit)]
        if let share = try Check.Outcome.percentage(done.estimate, of: whole.estimate) {
            outcomes.append(Check.Outcome(kind: .percent, estimate: share, unit: "%"))
        }
        let fails = target.map { !$0.estimate.range.meets(whole.estimate.range) } ?? false
        var subject = CheckedFigure(figure)
        subject.mode = .remaining
        return Check(
            code: .remainingDiffers,
            figure: subject,
            left: .amount(whole),
            right: target.map(Check.Side.amount),
            outcomes: outcomes,
            verdict: fails ? .fails : target == nil ? .derived : .holds,
            events: fails ? events(cell, figure) : []
        )
    }

    private func share(_ cell: Cell, _ figure: Figure) throws -> Check? {
        let printed = try Check.Amount(printed: cell.quantity, "%")
        let done = try figure.amount(checks.measure)
        var subject = CheckedFigure(figure)
        subject.mode = .share
        guard let target = figure.target else {
            guard
                let task = try done.estimate.divided(by: printed.estimate)?
                    .multiplied(by: .hundred)
            else { return nil }
            var check = try Check.implying(task, by: printed, done, of: figure, figure) { _ in
                events(cell, figure)
            }
            check.figure = subject
            return check
        }
        guard
            let computed = try Check.Outcome.percentage(
                done.estimate,
                of: Estimate(target.amount)
            )
        else { return nil }
        let fails = !computed.range.meets(printed.estimate.range)
        return Check(
            code: .shareDiffers,
            figure: subject,
            left: .amount(printed),
            right: .amount(Check.Amount(reckoned: computed, "%")),
            verdict: fails ? .fails : .holds,
            events: fails ? events(cell, figure) : []
        )
    }

    private func events(_ cell: Cell, _ figure: Figure) -> [Position] {
        ([cell.report] + [figure.value?.report].compactMap(\.self)).sorted()
    }
}
