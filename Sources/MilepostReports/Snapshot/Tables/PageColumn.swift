import Milepost

/// A column of the tables of a page; its raw value is its stable name.
enum PageColumn: String, CaseIterable, Sendable {
    case item, content, count
    case project, code, theme, lead, place, status, light, declared
    case measure, facets, stage, mode, baseline
    case value, unit, bound, precision, written, asOf
    case target, targetBound, due, share, remaining, sinceQuarter, sinceYear, pace
    case unreconciled, opening, notes
    case statement, expected, note, from, to
    /// The key of a figure, after which a row is known.
    case figure

    /// Whether its cells are flush right.
    var isNumber: Bool {
        switch self {
        case .count, .value, .precision, .target, .share, .remaining, .sinceQuarter, .sinceYear,
            .unreconciled, .opening:
            true
        default: false
        }
    }

    func label(_ language: Language) -> String {
        switch self {
        case .item: language("Item", "事项")
        case .content: language("Content", "内容")
        case .count: language("Number", "数量")
        case .project: language("Project", "项目")
        case .code: language("Code", "代码")
        case .theme: language("Theme", "类别")
        case .lead: language("Lead", "牵头单位")
        case .place: language("Place", "地区")
        case .status: language("Progress", "进展")
        case .light: language("Light", "亮灯")
        case .declared: language("Declared", "自报")
        case .measure: language("Measure", "指标")
        case .facets: language("Breakdown", "分组")
        case .stage: language("Stage", "阶段")
        case .mode: language("Mode", "方式")
        case .baseline: language("Counted from", "基期")
        case .value: language("Value", "完成情况")
        case .unit: language("Unit", "单位")
        case .bound: language("Bound", "界限")
        case .precision: language("Precision ±", "精度±")
        case .written: language("As written", "原文")
        case .asOf: language("As of", "截至")
        case .target: language("Target", "目标")
        case .targetBound: language("Bound of the target", "目标界限")
        case .due: language("Due", "完成期限")
        case .share: language("Share of the target (%)", "完成率（%）")
        case .remaining: language("Left", "剩余")
        case .sinceQuarter: language("Since last quarter", "较上季末增减")
        case .sinceYear: language("Since a year before", "较上年同期增减")
        case .pace: language("Pace", "序时进度")
        case .unreconciled: language("Unreconciled", "累计与增量差额")
        case .opening: language("Opening balance", "期初余额（推算）")
        case .notes: language("Remarks", "说明")
        case .statement: language("Statement", "情况")
        case .expected: language("Expected by", "预计完成")
        case .note: language("Note", "备注")
        case .from: language("From", "起始日期")
        case .to: language("To", "截止日期")
        case .figure: language("Figure", "数据编号")
        }
    }
}

/// The cell of a table of a page.
enum PageCell: Sendable, Hashable {
    case text(String)
    case number(Decimal)
    /// Hundredths of a percent, shown with two decimals.
    case share(Int64)

    static let empty = PageCell.text("")

    static func text(_ text: String?) -> PageCell { .text(text ?? "") }

    static func count(_ count: Int) -> PageCell {
        .number(Decimal(tenThousandths: Int64(count) * 10_000))
    }

    /// Half a unit of the last written digit; a fifth decimal fits no amount.
    static func precision(_ quantity: Quantity) -> PageCell {
        if quantity.ulp == 0 { return .empty }
        let text = AmountFormat.precision(quantity)
        return Decimal(plain: text).map { .number($0) } ?? .text(text)
    }

    /// As it is read.
    var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): AmountFormat.grouped(number)
        case .share(let share): AmountFormat.share(share)
        }
    }
}

/// A table of a page.
struct PageTable: Sendable {
    /// A named column, or the value at the end of a month.
    enum Column: Sendable, Hashable {
        case named(PageColumn)
        case month(Month)

        /// Its stable name.
        var name: String {
            switch self {
            case .named(let column): column.rawValue
            case .month(let month): month.description
            }
        }

        var isNumber: Bool {
            switch self {
            case .named(let column): column.isNumber
            case .month: true
            }
        }

        func label(_ language: Language) -> String {
            switch self {
            case .named(let column): column.label(language)
            case .month(let month): month.description
            }
        }
    }

    var columns: [Column]
    var rows: [[PageCell]]

    init(_ columns: [Column], rows: [[PageCell]]) {
        self.columns = columns
        self.rows = rows
    }

    init(_ columns: [PageColumn], rows: [[PageCell]]) {
        self.init(columns.map { .named($0) }, rows: rows)
    }

    /// The table without the columns that have nothing in them.
    var withoutEmptyColumns: PageTable {
        var isFilled = columns.map { _ in false }
        for row in rows {
            for (column, cell) in row.enumerated() where cell != .empty { isFilled[column] = true }
        }
        func filled<Element>(_ elements: [Element]) -> [Element] {
            zip(elements, isFilled).filter { $0.1 }.map { $0.0 }
        }
        return PageTable(filled(columns), rows: rows.map { filled($0) })
    }
}

/// The header of a table as it is read back: which column is where.
struct ReadHeader {
    private let columns: [Int: String]

    /// Nil where the cells are no header: fewer than half of them are labels of columns.
    init?(_ cells: [(position: Int, text: String)]) {
        var columns: [Int: String] = [:]
        var known = 0
        for (position, text) in cells where !text.isEmpty {
            let name = Self.names[text] ?? Month(iso: text)?.description
            if name != nil { known += 1 }
            columns[position] = name ?? text
        }
        guard known > 1, known * 2 >= columns.count else { return nil }
        self.columns = columns
    }

    private static let names = Dictionary(
        Language.allCases.flatMap { language in
            PageColumn.allCases.map { ($0.label(language), $0.rawValue) }
        },
        uniquingKeysWith: { first, _ in first }
    )

    /// The cells of a row below it, each with the figure that the row is of.
    func read(_ cells: [(position: Int, text: String)]) -> [ReadPage.Cell] {
        let figure = cells.first { columns[$0.position] == PageColumn.figure.rawValue }?.text ?? ""
        return cells.filter { !$0.text.isEmpty }.map { cell in
            ReadPage.Cell(figure: figure, column: columns[cell.position] ?? "", text: cell.text)
        }
    }
}
