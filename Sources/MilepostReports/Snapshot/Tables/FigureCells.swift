import Milepost

/// What the columns of a table say of one figure.
struct FigureCells {
    private let figure: Snapshot.Figure
    private let project: Snapshot.Project
    private let tables: PageTables

    init(_ figure: Snapshot.Figure, of project: Snapshot.Project, in tables: PageTables) {
        self.figure = figure
        self.project = project
        self.tables = tables
    }

    private var row: StatusReport.Row { figure.row }
    private var language: Language { tables.language }

    private var text: FigureText {
        FigureText(row: row, asOf: tables.snapshot.asOf, language: language)
    }

    subscript(column: PageColumn) -> PageCell {
        let (said, value, target) = (row.figure, row.figure.value, row.figure.target)
        switch column {
        case .figure: return .text(figure.key)
        case .measure: return .text(language.name(row.measure.name))
        case .facets:
            return .text(said.facets.pairs.map(\.value).joined(separator: language(", ", "、")))
        case .stage: return .text(text.stage)
        case .mode: return .text(said.mode.map { language.name($0) })
        case .baseline: return .text(said.baseline.map { language.name($0) })
        case .value: return self.value
        case .unit: return .text(value == nil ? row.measure.unit : row.unit)
        case .bound: return bound(value?.quantity.bound)
        case .precision: return value.map { .precision($0.quantity) } ?? .empty
        case .written: return .text(row.report?.amount.written)
        case .asOf: return .text(value?.asOf.description)
        case .target:
            switch tables.style {
            case .words: return .text(text.goal)
            case .numbers: return target.map { .number($0.amount.value) } ?? .empty
            }
        case .targetBound: return bound(target?.bound)
        case .due: return .text(target?.due.description)
        case .share: return target?.share.map { .share($0) } ?? .empty
        case .remaining:
            switch tables.style {
            case .words: return .text(text.left)
            case .numbers: return amount(target?.remaining, row.unitOfDifference)
            }
        case .sinceQuarter: return amount(figure.sinceQuarter, row.unitOfDifference, signed: true)
        case .sinceYear: return amount(figure.sinceYear, row.unitOfDifference, signed: true)
        case .pace: return .text(text.pace)
        case .light: return .text(text.light.map { language.name($0) })
        case .unreconciled: return amount(said.unreconciled, row.unit, signed: true)
        case .opening: return amount(said.opening, row.unit)
        case .notes:
            let missing = value == nil && tables.style == .numbers ? [text.value] : []
            return .text((missing + text.remarks).joined(separator: language(", ", "，")))
        default: return tables.cell(column, of: project)
        }
    }

    private func bound(_ bound: Bound?) -> PageCell {
        .text(bound.flatMap { $0 == .exact ? nil : language.name($0) })
    }

    private func amount(_ amount: Quantity?, _ unit: String, signed: Bool = false) -> PageCell {
        guard let amount else { return .empty }
        switch tables.style {
        case .words: return .text(tables.format.amount(amount, unit: unit, signed: signed))
        // A number alone would say more than is known.
        case .numbers where amount.bound != .exact:
            return .text(tables.format.amount(amount, signed: signed))
        case .numbers: return .number(amount.value)
        }
    }

    /// As it was written; with the digits beside it where they are not in it.
    private var value: PageCell {
        guard let quantity = row.figure.value?.quantity else {
            return tables.style == .words ? .text(text.value) : .empty
        }
        if tables.style == .numbers { return .number(quantity.value) }
        let digits = AmountFormat.grouped(quantity.value)
        let words = text.value
        guard row.report?.amount.written != nil, !words.contains(digits) else {
            return .text(words)
        }
        return .text(language("\(words) (\(digits))", "\(words)（\(digits)）"))
    }
}
