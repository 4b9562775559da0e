import Milepost

extension Figure {
    /// What names the figure, its value and how it came about; a mode that stands alone is last.
    func json(of measure: MeasureDefined) -> OutputJSON {
        var members: [(String, OutputJSON)] = [
            ("city", .of(self.measure.city)),
            ("year", .of(self.measure.year)),
            ("project", .of(self.measure.project)),
            ("measure", .of(self.measure.measure)),
            ("place", .of(place)),
            ("facets", .of(facets)),
            ("stage", .of(stage)),
            ("nowAt", .of(nowAt)),
            ("kind", .of(measure.kind)),
            ("baseline", .of(baseline?.text)),
            ("value", .of(value?.quantity.value)),
            ("bound", .of(value?.quantity.bound)),
            ("precision", .of(value.map { AmountFormat.precision($0.quantity) })),
            ("unit", .of(mode == .share ? "%" : measure.unit)),
            ("asOf", .of(value?.asOf)),
            ("events", .of(value?.events ?? 0)),
            ("derived", .of(value?.derived ?? false)),
            ("unreconciled", .of(unreconciled?.value)),
            ("opening", .of(opening?.value)),
            (
                "children",
                children.map {
                    .object([("reported", .of($0.reported)), ("expected", .of($0.expected))])
                } ?? .null
            ),
            ("afterYear", .of(afterYear)),
            ("warnings", .array(warnings.map { .of($0) })),
        ]
        if let mode { members.append(("mode", .of(mode))) }
        return .object(members)
    }
}
