package import EventLog
package import Milepost

/// The sheet of a month: a row for each figure that is to be reported, with its last value.
package struct MonthSheet: Sendable {
    private var rows: [[String]] = []
    private let language: Language

    package var count: Int { rows.count }

    /// Where nothing is to be filled in, since the month is closed there.
    package private(set) var closed: [Closings.Closing] = []

    /// Reads what there is to report for a month.
    ///
    /// `place` is who reports; nil is the city itself.
    package init(
        _ view: some LogView,
        catalogue: Catalogue,
        month: Month,
        lead: String?,
        place: String?,
        language: Language
    ) throws {
        self.language = language
        let knownAt = try view.size() - 1
        for key in catalogue.projectOrder {
            guard let project = catalogue.projects[key],
                lead.map({ project.lead?.all.contains($0) == true }) ?? true,
                place.map({ catalogue.places.isAt($0, orBelow: key.city) }) ?? true
            else { continue }
            let reporter = place ?? key.city
            for measure in catalogue.measures(of: key) {
                guard let period = measure.period(endingWith: month),
                    catalogue.places.reporters(of: measure).contains(reporter)
                else { continue }
                if let closing = catalogue.closing(of: month.last, at: reporter) {
                    if !closed.contains(closing) { closed.append(closing) }
                    continue
                }
                let figures = try Figures(
                    view,
                    measure: measure,
                    catalogue: catalogue,
                    knownAt: knownAt
                )
                let before = period.lowerBound.adding(days: -1)
                add(
                    measure,
                    named: SheetNames(of: measure, at: place, catalogue, language),
                    at: reporter,
                    last: Self.own(try figures.all(at: reporter, through: before), of: measure),
                    now: Self.own(try figures.all(at: reporter, through: month.last), of: measure),
                    period
                )
            }
        }
    }

    /// The values that a place itself has reported, from the measure's own baseline.
    private static func own(
        _ figures: [Figure],
        of measure: MeasureDefined
    ) -> [Row: Figure.Value] {
        var values: [Row: Figure.Value] = [:]
        for figure in figures
        where figure.mode == nil && figure.value?.derived == false
            && (figure.baseline == nil || figure.baseline == measure.baseline)
        { values[Row(figure)] = figure.value }
        return values
    }

    /// What was reported before, and beside it every stage and facet value that is declared.
    private static func rows(of measure: MeasureDefined, _ known: some Sequence<Row>) -> [Row] {
        let known = Set(known)
        // Split as it was split before; what never was is asked for whole and split in full.
        var splits = Set(known.map { $0.facets.pairs.map(\.name) })
        if known.isEmpty { splits.insert([]) }
        if splits.allSatisfy(\.isEmpty) { splits.insert(measure.facets.map(\.name)) }
        var wanted = known
        for split in splits {
            var combinations = [Facets.none]
            for facet in measure.facets where split.contains(facet.name) {
                combinations = combinations.flatMap { combination in
                    facet.values.map { combination.setting(facet.name, to: $0) }
                }
            }
            for facets in combinations {
                wanted.formUnion(
                    measure.stages.map { Row(facets: facets, stage: $0, nowAt: false) }
                )
            }
        }
        func order(_ row: Row) -> [Int] {
            [measure.stages.firstIndex(of: row.stage) ?? 0, row.nowAt ? 1 : 0]
                + measure.facets.map { facet in
                    row.facets[facet.name].flatMap(facet.values.firstIndex) ?? -1
                }
        }
        return wanted.sorted { order($0).lexicographicallyPrecedes(order($1)) }
    }

    private mutating func add(
        _ measure: MeasureDefined,
        named names: SheetNames,
        at place: String,
        last: [Row: Figure.Value],
        now: [Row: Figure.Value],
        _ period: ClosedRange<CalendarDate>
    ) {
        for row in Self.rows(of: measure, now.keys) {
            let reported = now[row].flatMap { $0.asOf >= period.lowerBound ? $0 : nil }
            let last = last[row]
            rows.append([
                names.project, names.measure, place == measure.key.city ? "" : names.place,
                row.facets.description, measure.stages.count > 1 ? names.stage(row.stage) : "",
                row.nowAt ? language("now-at", "处于") : "",
                measure.kind.accumulates && !row.nowAt ? language("total", "累计") : "", "",
                period.upperBound.description,
                reported.map { $0.quantity.value.description } ?? "",
                last.map { $0.quantity.value.description } ?? "",
                last.map { $0.asOf.description } ?? "", measure.unit,
                language.name(measure.name),
            ])
        }
    }

    private struct Row: Hashable {
        var facets: Facets
        var stage: Stage
        var nowAt: Bool

        init(facets: Facets, stage: Stage, nowAt: Bool) {
            self.facets = facets
            self.stage = stage
            self.nowAt = nowAt
        }

        init(_ figure: Figure) {
            self.init(facets: figure.facets, stage: figure.stage, nowAt: figure.nowAt)
        }
    }

    /// The columns that `record --from` reads, then those that only help to fill it in.
    private var header: [String] {
        language == .zh
            ? [
                "项目", "指标", "地区", "分组", "阶段", "口径", "方式", "数值", "截止日期", "已报数值", "上期数值", "上期日期",
                "单位", "名称",
            ]
            : [
                "project", "measure", "place", "facet", "stage", "at", "mode", "amount", "as-of",
                "reported", "last", "last-as-of", "unit", "name",
            ]
    }

    package var csv: String { ([header] + rows).map(CSVSheet.line).joined() }
}
