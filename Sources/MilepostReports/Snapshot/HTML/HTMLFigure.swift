import Milepost

/// A column of the table of a project's figures.
///
/// Its name stands in the page as the class of its cells. The first column of a table is that of the
/// rows' headings.
enum FigureColumn: String, CaseIterable {
    case project, measure, stage, value, target, share, left, quarter, year, pace, months, notes

    func title(_ language: Language) -> String {
        switch self {
        case .project: language("Project", "项目")
        case .measure: language("Measure", "指标")
        case .stage: language("Stage", "阶段")
        case .value: language("Value", "数值")
        case .target: language("Target", "目标")
        case .share: language("Share", "完成率")
        case .left: language("Remaining", "剩余")
        case .quarter: language("Since last quarter", "较上季度末")
        case .year: language("Since a year ago", "较上年同期")
        case .pace: language("Pace", "进度")
        case .months: language("By month", "各月走势")
        case .notes: language("Notes", "备注")
        }
    }
}

/// What the cells of one figure say.
struct HTMLFigure {
    let figure: Snapshot.Figure
    private let text: FigureText
    private let language: Language
    private let format: AmountFormat

    init(_ figure: Snapshot.Figure, asOf: CalendarDate, _ language: Language) {
        self.figure = figure
        self.language = language
        text = FigureText(row: figure.row, asOf: asOf, language: language)
        format = AmountFormat(language)
    }

    private var row: StatusReport.Row { figure.row }

    var light: Light? { text.light }

    subscript(column: FigureColumn) -> String {
        switch column {
        case .project: ""
        case .measure: measure
        case .stage: text.stage
        case .value: text.value
        case .target: target
        case .share: text.share
        case .left: text.left
        case .quarter: change(figure.sinceQuarter)
        case .year: change(figure.sinceYear)
        case .pace: text.pace
        case .months: months
        case .notes: text.remarks.joined(separator: language(", ", "，"))
        }
    }

    /// The plain decimal behind a cell; behind that of a target only where it is written with a
    /// scale word.
    func exact(_ column: FigureColumn) -> Decimal? {
        switch column {
        case .value: row.figure.value?.quantity.value
        case .target where row.target?.written != nil: row.figure.target?.amount.value
        default: nil
        }
    }

    /// The measure with what splits it.
    var measure: String {
        let name = language.name(row.measure.name)
        let facets = row.figure.facets.pairs.map(\.value).joined(separator: language(", ", "、"))
        return facets.isEmpty ? name : name + language(" (\(facets))", "（\(facets)）")
    }

    var target: String {
        guard let target = row.figure.target, var goal = text.goal else { return "" }
        if target.derived { goal += language(" (derived)", "（合计）") }
        return goal + language(" ", "") + due
    }

    /// The end of the target's text, which is better not broken.
    var due: String {
        row.figure.target.map { language("by \($0.due)", "（\($0.due)前）") } ?? ""
    }

    private func change(_ change: Quantity?) -> String {
        guard let change else { return "" }
        if change.value == .zero, change.bound == .exact { return language("unchanged", "持平") }
        return format.amount(change, unit: row.unitOfDifference, signed: true)
    }

    /// The values of the months in words; empty where there is no more than one.
    private var months: String {
        guard figure.months.count > 1 else { return "" }
        let values = figure.months.map { month in
            let number = month.month.first.month
            let value = AmountFormat.grouped(month.value)
            return language("\(Self.monthNames[number - 1]) \(value)", "\(number)月\(value)")
        }
        return values.joined(separator: language(", ", "、"))
    }

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
