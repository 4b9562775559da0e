import Milepost

extension StatusReport {
    /// The report in the form that `cli.md` fixes.
    package var json: OutputJSON {
        .object([
            ("asOf", .of(query.asOf)),
            ("knownAt", known.json),
            (
                "projects",
                .object([
                    ("derived", Self.counts(derivedCounts)),
                    ("declared", Self.counts(declaredCounts)),
                ])
            ),
            ("figures", .array(projects.flatMap { $0.figures.map(\.json) })),
            ("statements", .array(projects.flatMap { $0.statements.map(\.json) })),
        ])
    }

    private static func counts<Word: RawRepresentable<String>>(
        _ counts: [(status: Word, count: Int)]
    ) -> OutputJSON {
        .object(counts.map { ($0.status.rawValue, .of($0.count)) })
    }
}

extension StatusReport.Known {
    var json: OutputJSON {
        .object([("position", .of(position)), ("size", .of(size)), ("time", .of(time))])
    }
}

extension StandingStatement {
    var json: OutputJSON {
        .object([
            ("city", .of(statement.project.city)),
            ("year", .of(statement.project.year)),
            ("project", .of(statement.project.project)),
            ("measure", .of(statement.measure)),
            ("place", .of(statement.place ?? statement.project.city)),
            ("status", .of(statement.status)),
            ("asOf", .of(statement.asOf)),
            ("expect", .of(statement.expect)),
            ("event", .of(id)),
            ("note", .of(statement.note)),
        ])
    }
}

extension StatusReport.Row {
    /// One object per figure; a mode that stands alone is named last.
    var json: OutputJSON {
        var members = identity + amount + held + completeness
        if let mode = figure.mode { members.append(("mode", .of(mode))) }
        if let due = report?.due { members.append(("due", .of(due))) }
        return .object(members)
    }

    var identity: [(String, OutputJSON)] {
        [
            ("city", .of(figure.measure.city)),
            ("year", .of(figure.measure.year)),
            ("project", .of(figure.measure.project)),
            ("measure", .of(figure.measure.measure)),
            ("place", .of(figure.place)),
            ("facets", .of(figure.facets)),
            ("stage", .of(figure.stage)),
            ("nowAt", .of(figure.nowAt)),
            ("kind", .of(measure.kind)),
            ("baseline", .of(figure.baseline?.text)),
        ]
    }

    private var amount: [(String, OutputJSON)] {
        let value = figure.value
        return [
            ("value", .of(value?.quantity.value)),
            ("bound", .of(report?.amount.bound ?? value?.quantity.bound)),
            ("precision", .of(value.map { AmountFormat.precision($0.quantity) })),
            ("asWritten", .of(report?.amount.asWritten ?? value?.quantity.value.description)),
            ("unit", .of(unit)),
            ("asOf", .of(value?.asOf)),
            ("was", .of(report?.was)),
            ("events", .of(value?.events ?? 0)),
        ]
    }

    private var held: [(String, OutputJSON)] {
        let target = figure.target
        return [
            ("target", .of(target?.amount.value)),
            ("targetBound", .of(target?.bound)),
            ("targetDue", .of(target?.due)),
            ("targetDerived", .of(target?.derived ?? false)),
            ("share", .of(target?.share.map(AmountFormat.share))),
            ("remaining", .of(target?.remaining?.value)),
            ("pace", .of(target?.pace)),
            ("light", .of(target?.light)),
        ]
    }

    private var completeness: [(String, OutputJSON)] {
        let children = figure.children.map {
            OutputJSON.object([("reported", .of($0.reported)), ("expected", .of($0.expected))])
        }
        return [
            ("derived", .of(figure.value?.derived ?? false)),
            ("unreconciled", .of(figure.unreconciled?.value)),
            ("opening", .of(figure.opening?.value)),
            ("children", children ?? .null),
            ("afterYear", .of(figure.afterYear)),
            ("warnings", .array(figure.warnings.map { .of($0) })),
        ]
    }
}
