package import EventLog
package import Milepost

/// The sheet of a month: a row for each figure that is to be reported, with its last value.
package struct MonthSheet: Sendable {
    private var rows: [[String]] = []
    private let language: Language

    package var count: Int { rows.count }

    /// Reads what there is to report for the month that ends on a day.
    ///
    /// `place` is who reports; nil is the city itself.
    package init(
        _ view: some LogView,
        catalogue: Catalogue,
        month: CalendarDate,
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
            for measure in catalogue.measures(of: key)
            where measure.isDue(at: month) && catalogue.reports(measure, at: place) {
                let figures = try Figures(
                    view,
                    measure: measure,
                    catalogue: catalogue,
                    knownAt: knownAt
                )
                try add(
                    measure,
                    named: SheetNames(of: measure, at: place, catalogue, language),
                    at: place ?? key.city,
                    figures.all(at: place ?? key.city, through: month),
                    month
                )
            }
        }
    }

    private mutating func add(
        _ measure: MeasureDefined,
        named names: SheetNames,
        at place: String,
        _ figures: [Figure],
        _ month: CalendarDate
    ) throws {
        let own = figures.filter {
            $0.mode == nil && $0.value?.derived != true
                && ($0.baseline == nil || $0.baseline == measure.baseline)
        }
        let known = Set(own.filter { $0.value != nil }.map { Row($0) })
        var wanted = known
        // What was never reported yet is asked for at every stage of the ladder.
        if known.isEmpty {
            wanted = Set(measure.stages.map { Row(facets: .none, stage: $0, nowAt: false) })
        }
        let order = measure.stages
        let sorted = wanted.sorted {
            (order.firstIndex(of: $0.stage) ?? 0, $0.nowAt ? 1 : 0, $0.facets)
                < (order.firstIndex(of: $1.stage) ?? 0, $1.nowAt ? 1 : 0, $1.facets)
        }
        for row in sorted {
            let last = own.first { Row($0) == row }?.value
            rows.append([
                names.project, names.measure, place == measure.key.city ? "" : names.place,
                row.facets.description, measure.stages.count > 1 ? names.stage(row.stage) : "",
                row.nowAt ? language("now-at", "处于") : "",
                measure.kind.accumulates && !row.nowAt ? language("total", "累计") : "", "",
                month.description,
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
                "项目", "指标", "地区", "分组", "阶段", "口径", "方式", "数值", "截止日期", "上期数值", "上期日期", "单位", "名称",
            ]
            : [
                "project", "measure", "place", "facet", "stage", "at", "mode", "amount", "as-of",
                "last", "last-as-of", "unit", "name",
            ]
    }

    package var csv: String {
        ([header] + rows).map { row in row.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension MeasureDefined {
    /// Whether a report for the month is asked for: every month unless a longer period is declared,
    /// then in the period's last month.
    fileprivate func isDue(at month: CalendarDate) -> Bool {
        switch frequency {
        case nil, .monthly: true
        case .quarterly: month == month.endOfQuarter
        case .yearly: month == month.endOfYear
        }
    }
}

extension Catalogue {
    /// Whether a place, or with nil the city itself, reports a measure.
    fileprivate func reports(_ measure: MeasureDefined, at place: String?) -> Bool {
        guard let place, place != measure.key.city else {
            return measure.reportedBy.isEmpty || measure.reportedBy.contains(measure.key.city)
        }
        if measure.reportedBy == ["children"] {
            return places.parent(of: place) == measure.key.city
        }
        return measure.reportedBy.contains(place)
    }
}
