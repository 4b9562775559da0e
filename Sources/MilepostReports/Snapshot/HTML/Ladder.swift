import Milepost

/// The figures of one measure that are drawn over each other: its stages, and the target.
struct Ladder {
    /// Lowest stage first.
    let rungs: [Rung]
    /// The amount of the target, and the figure whose share is of it.
    let target: Decimal?
    let main: Snapshot.Figure
    private let scale: Int128

    struct Rung {
        var figure: Snapshot.Figure
        var value: Decimal
        /// Darker the further the stage.
        var shade: String
    }

    /// The pictures of a project: a measure with a target, or of which several stages are reported.
    static func all(of figures: [Snapshot.Figure]) -> [Ladder] {
        var groups: [[Snapshot.Figure]] = []
        for figure in figures where isDrawn(figure.row) {
            let said = figure.row.figure
            let index = groups.firstIndex { group in
                let first = group[0].row.figure
                return first.measure == said.measure && first.facets == said.facets
                    && first.baseline == said.baseline
            }
            if let index { groups[index].append(figure) } else { groups.append([figure]) }
        }
        return groups.compactMap(Ladder.init)
    }

    private static func isDrawn(_ row: StatusReport.Row) -> Bool {
        row.figure.mode == nil && !row.figure.nowAt && !row.measure.lowerIsBetter
            && row.measure.kind != .rank
            && (row.figure.target != nil || row.figure.value != nil)
    }

    private init?(_ group: [Snapshot.Figure]) {
        // A stage that fewer places report than the next one would stand in front of it.
        let reported = group.enumerated().filter { offset, figure in
            guard let value = figure.row.figure.value?.quantity.value else { return false }
            return group[(offset + 1)...].allSatisfy { next in
                next.row.figure.value.map { $0.quantity.value <= value } ?? true
            }
        }.map(\.element)
        let main = group.last { $0.row.figure.target?.decides == true } ?? group.last
        guard let main else { return nil }
        let goal = main.row.figure.target.flatMap { $0.bound == .atMost ? nil : $0.amount.value }
        guard goal.map({ $0 > .zero }) ?? (reported.count > 1) else { return nil }
        self.main = main
        target = goal
        rungs = reported.enumerated().compactMap { offset, figure in
            guard let value = figure.row.figure.value?.quantity.value else { return nil }
            let shade = offset == reported.count - 1 ? "bar" : offset == 0 ? "mid" : "step"
            return Rung(figure: figure, value: value, shade: shade)
        }
        let largest = (rungs.map(\.value) + [goal].compactMap(\.self)).max() ?? .zero
        guard largest > .zero else { return nil }
        scale = Int128(largest.tenThousandths)
    }

    /// Whether something of the target is not covered by any stage.
    var showsRest: Bool { target.map { goal in rungs.allSatisfy { $0.value < goal } } ?? false }

    /// How wide an amount is drawn, of a thousand.
    func width(_ value: Decimal) -> Int {
        Int(max(0, Int128(value.tenThousandths)) * 1000 / scale)
    }
}
