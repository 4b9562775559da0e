import EventLog
import Milepost

/// How a project or a measure is said to stand, against how it stands.
struct StatementChecks<View: LogView> {
    private let figures: PlaceFigures<View>

    init(_ figures: PlaceFigures<View>) { self.figures = figures }

    func read(into list: inout CheckList) throws {
        var newest: [String: StandingStatement] = [:]
        var order: [String] = []
        for standing in standing {
            let about = standing.statement.measure ?? ""
            if newest.updateValue(standing, forKey: about) == nil { order.append(about) }
        }
        for about in order {
            guard let standing = newest[about] else { continue }
            for check in checks(standing) { list.take(check) }
        }
    }

    /// Those of the place and of the day asked, oldest first; a remark says nothing to be held to.
    private var standing: [StandingStatement] {
        figures.project.catalogue.statements.filter { standing in
            let statement = standing.statement
            return statement.project == figures.project.project.project
                && statement.asOf <= figures.project.asOf && statement.status != .other
                && (statement.place ?? statement.project.city) == figures.place
        }.sorted { ($0.statement.asOf, $0.position) < ($1.statement.asOf, $1.position) }
    }

    private func checks(_ standing: StandingStatement) -> [Check] {
        let statement = standing.statement
        let about = figures.measure(statement.measure)
        let shown = (about.map { [$0] } ?? figures.measures).flatMap(figures.all)
        let derived = ProjectStatus(figures: shown)
        let figure = CheckedFigure(
            project: statement.project,
            measure: statement.measure,
            place: figures.place
        )
        func check(_ code: CheckCode, _ verdict: Check.Verdict, right: Check.Side) -> Check {
            Check(
                code: code,
                figure: figure,
                left: code == .duePassed
                    ? .day(statement.expect ?? statement.asOf) : .declared(statement.status),
                right: right,
                verdict: verdict,
                events: verdict == .fails ? [standing.position] : []
            )
        }
        if let expect = statement.expect {
            var verdict = Check.Verdict.holds
            if expect < figures.project.asOf, derived != .met {
                // Whoever has reported since has said how it went.
                let isReported = shown.contains { $0.value.map { $0.asOf >= expect } ?? false }
                verdict = isReported ? .undecided : .fails
            }
            return [check(.duePassed, verdict, right: .day(figures.project.asOf))]
        }
        if statement.status == .met, !shown.contains(where: { $0.target != nil }) {
            return [check(.metWithoutTarget, .fails, right: .standing(derived))]
        }
        let verdict = verdict(statement.status, derived)
        return [check(.declaredDiffers, verdict, right: .standing(derived))]
    }

    private func verdict(_ declared: Status, _ derived: ProjectStatus) -> Check.Verdict {
        switch (declared, derived) {
        case (.met, .met), (.doneInFull, .met), (.onTrack, .met), (.onTrack, .ahead),
            (.onTrack, .onTime), (.delayed, .behind), (.delayed, .overdue),
            (.notStarted, .notStarted):
            .holds
        case (.met, _), (.doneInFull, .overdue), (.doneInFull, .behind), (.doneInFull, .onTime),
            (.doneInFull, .ahead), (.onTrack, .behind), (.onTrack, .overdue), (.delayed, .met),
            (.delayed, .ahead):
            .fails
        // The target of a project not begun may be behind; only a report says that it was begun.
        case (.notStarted, .met), (.notStarted, .ahead), (.notStarted, .underWay): .fails
        case (.underWay, .met), (.underWay, .ahead), (.underWay, .onTime), (.underWay, .behind),
            (.underWay, .overdue), (.underWay, .underWay):
            .holds
        default: .undecided
        }
    }
}
