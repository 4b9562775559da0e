import Milepost

/// The tables of a page, in words for people or in numbers for sheets.
struct PageTables {
    enum Style {
        /// An amount with its bound and unit in one cell.
        case words
        /// The number alone, with what belongs to it in cells of its own.
        case numbers
    }

    let snapshot: Snapshot
    let language: Language
    let style: Style

    var format: AmountFormat { AmountFormat(language) }

    // MARK: Projects

    static let projectColumns: [PageColumn] = [.project, .lead, .status, .light, .declared, .code]

    func projects(_ projects: [Snapshot.Project]) -> PageTable {
        PageTable(
            Self.projectColumns,
            rows: projects.map { project in Self.projectColumns.map { cell($0, of: project) } }
        )
    }

    func cell(_ column: PageColumn, of project: Snapshot.Project) -> PageCell {
        switch column {
        case .project: .text(language.name(project.name))
        case .code: .text(project.code)
        case .lead: .text(project.lead.map { language.name($0) })
        case .status: .text(language.name(project.derived))
        case .light: .text(project.light.map { language.name($0) })
        case .declared: .text(project.declared.map { language.name($0.status) })
        default: .empty
        }
    }

    // MARK: Statements, gaps

    private static let statementColumns: [PageColumn] = [
        .asOf, .project, .measure, .place, .statement, .expected, .note, .code,
    ]

    var statements: PageTable {
        PageTable(
            Self.statementColumns,
            rows: snapshot.projects.flatMap { project in
                project.statements.map { statement in
                    let code = statement.measure.map { "\(project.code)/\($0)" } ?? project.code
                    return [
                        .text(statement.asOf.description), .text(language.name(project.name)),
                        .text(statement.measure.map { language.name(ofMeasure: $0, in: project) }),
                        .text(language.name(of: statement.place, in: snapshot)),
                        .text(language.name(statement.status)),
                        .text(statement.expect?.description), .text(statement.note), .text(code),
                    ]
                }
            }
        )
    }

    private static let missingColumns: [PageColumn] = [
        .project, .measure, .place, .from, .to, .code,
    ]

    var missing: PageTable {
        let projects = Dictionary(
            snapshot.projects.map { ($0.code, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return PageTable(
            Self.missingColumns,
            rows: snapshot.gaps.missing.map { missing in
                let project = projects[missing.project]
                return [
                    .text(project.map { language.name($0.name) } ?? missing.project),
                    .text(
                        project.map { language.name(ofMeasure: missing.measure, in: $0) }
                            ?? missing.measure
                    ),
                    .text(language.name(of: missing.place, in: snapshot)),
                    .text(missing.from.description), .text(missing.to.description),
                    .text("\(missing.project)/\(missing.measure)"),
                ]
            }
        )
    }

    // MARK: What does not add up

    private static let unreconciledColumns: [PageColumn] = [
        .project, .measure, .facets, .stage, .unreconciled, .unit, .asOf, .figure,
    ]

    var unreconciled: PageTable {
        PageTable(
            Self.unreconciledColumns,
            rows: snapshot.projects.flatMap { project in
                project.figures.filter { $0.row.figure.unreconciled != nil }.map { figure in
                    let cells = FigureCells(figure, of: project, in: self)
                    return Self.unreconciledColumns.map { cells[$0] }
                }
            }
        )
    }

    // MARK: Figures

    /// What is printed of a figure where the page is narrow; in words.
    static let wordColumns: [PageColumn] = [
        .project, .measure, .facets, .stage, .value, .target, .share, .remaining, .sinceQuarter,
        .sinceYear, .pace, .light, .notes, .figure,
    ]

    /// The printed columns of a sheet.
    static let printedColumns: [PageColumn] = [
        .project, .measure, .facets, .stage, .mode, .value, .unit, .asOf, .target, .due, .share,
        .remaining, .sinceQuarter, .sinceYear, .pace, .light, .notes,
    ]

    /// Those beside them, which are not printed.
    static let furtherColumns: [PageColumn] = [
        .bound, .precision, .written, .baseline, .targetBound, .unreconciled, .opening, .lead,
        .status, .declared, .code, .figure,
    ]

    /// A row for each figure; a project without one has a row of its own in a sheet.
    func figures(_ projects: [Snapshot.Project]) -> PageTable {
        let named = style == .words ? Self.wordColumns : Self.printedColumns + Self.furtherColumns
        let months = style == .words ? [] : self.months
        let rows = projects.flatMap { project -> [[PageCell]] in
            if project.figures.isEmpty, style == .numbers {
                return [named.map { cell($0, of: project) }]
            }
            return project.figures.enumerated().map { offset, figure in
                let cells = FigureCells(figure, of: project, in: self)
                var row = named.map { cells[$0] }
                if style == .words, offset > 0 { row[0] = .empty }
                let values = Dictionary(
                    figure.months.map { ($0.month, $0.value) },
                    uniquingKeysWith: { first, _ in first }
                )
                return row + months.map { values[$0].map { .number($0) } ?? .empty }
            }
        }
        return PageTable(named.map { .named($0) } + months.map { .month($0) }, rows: rows)
    }

    /// The months of the year through the quarter's last.
    private var months: [Month] {
        let last = snapshot.quarter.months[2]
        var months = [last]
        while let first = months.first, first.first.month > 1 {
            months.insert(first.previous, at: 0)
        }
        return months
    }
}
