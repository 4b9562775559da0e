import Milepost
import MilepostReports

/// A sheet of reports as it was read: what may be decided, and what is wrong.
struct ReportSheet: Sendable {
    /// A row that may be decided.
    struct Row: Sendable, Hashable {
        let line: Int
        let draft: ReportDraft
        /// As the row gives it; nil where the id follows from its content.
        let id: EventID?
    }

    let encoding: TextFile.Encoding
    fileprivate(set) var rows: [Row] = []
    /// In the order of the lines.
    fileprivate(set) var problems: [SheetProblem] = []
    /// How many rows have an empty amount: not reported.
    fileprivate(set) var skipped = 0
    fileprivate var headers: [SheetColumn: String] = [:]

    /// Reads every row; `resolve` finds the event that a cell of `restates` names.
    ///
    /// What is wrong in the file is among the problems; thrown is only what `resolve` throws beside
    /// refusals.
    static func read(
        text: TextFile,
        catalogue: Catalogue,
        today: CalendarDate,
        resolve: (String) throws -> EventID
    ) throws -> ReportSheet {
        var result = ReportSheet(encoding: text.encoding)
        let sheet: CSVSheet
        do {
            sheet = try CSVSheet(text.text)
        } catch {
            result.problems = [SheetProblem(line: error.line, column: "", problem: .csv(error))]
            return result
        }
        let header = SheetHeader(sheet.header)
        guard header.problems.isEmpty else {
            result.problems = header.problems
            return result
        }
        result.headers = header.names
        try withoutActuallyEscaping(resolve) { resolve in
            let reader = RowReader(header, catalogue: catalogue, today: today, resolve: resolve)
            for row in sheet.rows {
                if let stray = header.stray(in: row) {
                    reader.problems.append(stray)
                } else if reader.isReported(row) {
                    if let read = try reader.read(row) { result.rows.append(read) }
                } else {
                    result.skipped += 1
                }
            }
            result.problems = reader.problems
        }
        result.problems += sheet.tooLong.map {
            SheetProblem(line: $0.line, column: "", problem: .csv($0))
        }
        result.problems.sort { $0.line < $1.line }
        return result
    }

    /// What a decision refuses of a row, at the cell that the refusal is about.
    func problem(_ refusal: Refusal, line: Int) -> SheetProblem {
        let column = SheetColumn(about: refusal)
        return SheetProblem(
            line: line,
            column: column.map { headers[$0] ?? $0.rawValue } ?? "",
            problem: .refusal(refusal)
        )
    }
}

/// Which column of the file is which.
struct SheetHeader {
    private(set) var positions: [SheetColumn: Int] = [:]
    private(set) var names: [SheetColumn: String] = [:]
    private(set) var problems: [SheetProblem] = []
    private var nameless: [Int] = []

    init(_ row: CSVSheet.Row) {
        for (position, cell) in row.cells.enumerated() {
            let name = cell.trimmed
            if name.isEmpty {
                nameless.append(position)
            } else if let column = SheetColumn(header: name) {
                if positions.updateValue(position, forKey: column) != nil {
                    note(.headerTwice(name), name, row)
                }
                names[column] = name
            } else {
                note(
                    .unknownHeader(name, known: SheetColumn.allCases.map(\.shown)),
                    name,
                    row
                )
            }
        }
        let missing = SheetColumn.required.filter { positions[$0] == nil }
        if !missing.isEmpty { note(.missingColumns(missing.map(\.shown)), "", row) }
    }

    private mutating func note(
        _ problem: SheetProblem.Problem,
        _ name: String,
        _ row: CSVSheet.Row
    ) {
        problems.append(SheetProblem(line: row.line, column: name, problem: problem))
    }

    /// A cell with something in it below no header.
    func stray(in row: CSVSheet.Row) -> SheetProblem? {
        nameless.first { !row.cells[$0].isBlank }.map { position in
            let problem = CSVProblem.tooManyCells(line: row.line, column: position + 1)
            return SheetProblem(line: row.line, column: "", problem: .csv(problem))
        }
    }
}
