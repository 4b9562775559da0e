import EventLog
import Milepost
import Testing

/// One question put to the program and to the independent model.
struct ModelComparison<View: LogView> {
    let model: HistoryModel
    let figures: Figures<View>
    let kind: Kind
    /// In the index of the model's events.
    let knownAt: Int
    /// Names the history, so that a failure can be looked at.
    let name: String

    /// Compares everything that can be asked of one figure; `baseline` is in the model's words and
    /// empty where the figure has none.
    func compare(
        place: String,
        facets: [String: String],
        stage: Stage,
        nowAt: Bool,
        baseline: String,
        through day: Int
    ) throws {
        let combination = FigureCombination(
            facets: Facets(facets.map { ($0.key, $0.value) }) ?? .none,
            stage: stage,
            nowAt: nowAt
        )
        let date = CalendarDate(day: Int32(day))
        let isOwn = baseline == "" || baseline == model.measure.baseline
        let figure = try figures.figure(
            combination,
            at: place,
            baseline: isOwn ? nil : HistoryLog.baseline(baseline),
            through: date
        )
        let expected = model.figure(
            place: place,
            facets: facets,
            stage: stage.rawValue,
            nowAt: nowAt,
            baseline: baseline,
            asOf: day,
            knownAt: knownAt
        )
        let asked: Comment =
            "\(name), \(place) \(facets) \(stage) nowAt \(nowAt) \(baseline), as of \(day), known at \(knownAt)"
        #expect(figure.value.map(ModelFigure.init) == expected, asked)
        if kind.accumulates, !nowAt {
            let rest = model.unreconciled(
                place: place,
                facets: facets,
                stage: stage.rawValue,
                baseline: baseline,
                asOf: day,
                knownAt: knownAt
            )
            #expect(figure.unreconciled?.value.tenThousandths == rest?.value, asked)
        }
        let alone = try figures.standingAlone(combination, at: place, through: date)
        for mode in [Mode.change, .remaining, .share] {
            let standing = model.standing(
                mode: mode.rawValue,
                place: place,
                facets: facets,
                stage: stage.rawValue,
                nowAt: nowAt,
                asOf: day,
                knownAt: knownAt
            )
            let found = alone.first { $0.mode == mode }
            #expect(found?.value.map(ModelFigure.init) == standing, asked)
        }
    }
}

extension ModelFigure {
    init(_ value: Figure.Value) {
        self.init(
            value: value.quantity.value.tenThousandths,
            more: value.quantity.mayBeMore,
            less: value.quantity.mayBeLess,
            ulp: value.quantity.ulp,
            asOf: Int(value.asOf.day),
            events: value.events
        )
    }
}
