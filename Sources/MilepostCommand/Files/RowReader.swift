import Milepost
import MilepostReports

/// Reads rows; what comes again, a name, a date, an amount, is made out once.
final class RowReader {
    var problems: [SheetProblem] = []
    private let header: SheetHeader
    private let catalogue: Catalogue
    private let today: CalendarDate
    private let resolve: (String) throws -> EventID
    private var row = CSVSheet.Row(line: 0, cells: [])
    private var measures = Memo<[String], MeasureDefined>()
    private var places = Memo<[String], String>()
    private var stages = Memo<Rung, Stage>()
    private var amounts = Memo<String, AmountText>()
    private var dates = Memo<String, DateText>()
    private var facets = Memo<String, Facets>()
    private var modes = Memo<String, Mode>()
    private var bounds = Memo<String, Bound>()
    private var baselines = Memo<String, Baseline>()

    private struct Rung: Hashable {
        let ladder: [Stage]
        let word: String
    }

    init(
        _ header: SheetHeader,
        catalogue: Catalogue,
        today: CalendarDate,
        resolve: @escaping (String) throws -> EventID
    ) {
        self.header = header
        self.catalogue = catalogue
        self.today = today
        self.resolve = resolve
    }

    func isReported(_ row: CSVSheet.Row) -> Bool {
        header.positions[.amount].map { !row.cells[$0].isBlank } == true
    }

    func read(_ row: CSVSheet.Row) throws -> ReportSheet.Row? {
        self.row = row
        let known = problems.count
        let measure = try measure()
        let amount = try required(.amount) { try self.amount($0) }
        let asOf = try required(.asOf) { try self.date($0, .asOf).last }
        let received = try optional(.received) { try self.date($0, .received).last }
        let id = try optional(.id) { text in
            guard let id = EventID(text) else { throw SheetProblem.Problem.notAnID(text) }
            return id
        }
        guard let measure, let amount, let asOf else { return nil }
        var draft = ReportDraft(
            measure: measure.key,
            amount: amount,
            asOf: asOf,
            received: received ?? today
        )
        try readFigure(of: measure, into: &draft)
        try readDays(into: &draft)
        try readOrigin(into: &draft)
        draft.was = try optional(.was) { try self.level($0, of: measure) }
        try check(draft, measure)
        guard problems.count == known else { return nil }
        return ReportSheet.Row(line: row.line, draft: draft, id: id)
    }

    private func readFigure(of measure: MeasureDefined, into draft: inout ReportDraft) throws {
        draft.place = try optional(.place) { try self.place($0, in: measure.key.city) }
        draft.facets = try optional(.facet) { try self.facets($0) } ?? .none
        draft.stage = try optional(.stage) { try self.stage($0, of: measure) }
        draft.nowAt =
            try optional(.at) { text in
                try self.word(text, [("reached", "达到", false), ("now-at", "处于", true)])
            } ?? false
        draft.mode = try optional(.mode) { text in
            try self.modes.value(of: text) { () throws(SheetProblem.Problem) in
                guard let mode = Mode(word: text) else {
                    throw .unknownWord(text, legal: Words.legalModes)
                }
                return mode
            }
        }
        draft.bound = try optional(.bound) { text in
            try self.bounds.value(of: text) { () throws(SheetProblem.Problem) in
                guard let bound = Bound(word: text) else {
                    throw .unknownWord(text, legal: Words.legalBounds)
                }
                return bound
            }
        }
    }

    private func readDays(into draft: inout ReportDraft) throws {
        draft.periodStart = try optional(.periodStart) { try self.date($0, .periodStart).first }
        draft.due = try optional(.due) { try self.date($0, .due).last }
        draft.baseline = try optional(.baseline) { text in
            try self.baselines.value(of: text) {
                guard let baseline = try Baseline(word: text) else {
                    throw SheetProblem.Problem.unknownWord(text, legal: Words.legalBaselines)
                }
                return baseline
            }
        }
    }

    private func readOrigin(into draft: inout ReportDraft) throws {
        draft.source = try optional(.source) { text in
            guard let source = try SourceRange.read(text, catalogue: self.catalogue) else {
                throw SheetProblem.Problem.notASource(text)
            }
            return source
        }
        draft.restates = try optional(.restates, resolve)
        draft.assumed =
            try optional(.basis) { text in
                try self.word(text, [("stated", "明示", false), ("assumed", "推定", true)])
            } ?? false
        draft.note = try optional(.note) { $0 }
    }

    /// What the decision would refuse too, but of the row and not of a cell.
    private func check(_ draft: ReportDraft, _ measure: MeasureDefined) throws {
        if draft.stage == nil, measure.stages.count > 1, cell(.stage) == nil {
            note(.refusal(.stageMissing(ladder: measure.stages)), .stage)
        }
        let isBare = draft.amount.sign == .none && draft.mode == nil && cell(.mode) == nil
        if isBare, !measure.kind.modes(nowAt: draft.nowAt).contains(.level) {
            note(.refusal(.modeMissing(draft.amount.written, unit: measure.unit)), .mode)
        }
        // Of a share or a change % and points may be right; another unit never is.
        if case .unit(let unit) = draft.amount.suffix,
            !AmountText.Suffix.unit(unit).names(measure.unit)
        {
            note(.refusal(.wrongUnit(unit, expected: measure.unit)), .amount)
        }
        _ = try optional(.unit) { unit in
            guard AmountText.Suffix.unit(unit).names(measure.unit) else {
                throw Refusal.wrongUnit(unit, expected: measure.unit)
            }
        }
    }
}

// The cells.
extension RowReader {
    private func cell(_ column: SheetColumn) -> String? {
        guard let position = header.positions[column] else { return nil }
        let text = row.cells[position]
        guard !text.isEmpty else { return nil }
        let trimmed = text.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }

    private func note(_ problem: SheetProblem.Problem, _ column: SheetColumn) {
        problems.append(
            SheetProblem(
                line: row.line,
                column: header.names[column] ?? column.rawValue,
                problem: problem
            )
        )
    }

    /// What a cell says, nil where it is empty or wrong; what is wrong is noted.
    private func optional<Value>(
        _ column: SheetColumn,
        _ read: (String) throws -> Value
    ) throws -> Value? {
        guard let text = cell(column) else { return nil }
        do {
            return try read(text)
        } catch let problem as SheetProblem.Problem {
            note(problem, column)
        } catch let refusal as Refusal {
            note(.refusal(refusal), column)
        }
        return nil
    }

    private func required<Value>(
        _ column: SheetColumn,
        _ read: (String) throws -> Value
    ) throws -> Value? {
        if cell(column) == nil { note(.emptyCell, column) }
        return try optional(column, read)
    }
}

// What the cells say.
extension RowReader {
    private func measure() throws -> MeasureDefined? {
        let project = try required(.project) { $0 }
        let measure = try required(.measure) { $0 }
        guard let project, let measure else { return nil }
        do {
            return try measures.value(of: [project, measure]) { () throws(Refusal) in
                let key = try catalogue.measure(named: "\(project)/\(measure)")
                guard let defined = catalogue.measures[key] else {
                    throw .unknownMeasure(measure, in: key.projectKey, known: [])
                }
                return defined
            }
        } catch let refusal as Refusal {
            note(.refusal(refusal), SheetColumn(about: refusal) ?? .measure)
            return nil
        }
    }

    private func place(_ text: String, in city: String) throws -> String {
        try places.value(of: [city, text]) { try catalogue.place(named: text, in: city) }
    }

    private func amount(_ text: String) throws -> AmountText {
        do {
            return try amounts.value(of: text) { try AmountText(text) }
        } catch let error as AmountError {
            throw Refusal.amount(error)
        }
    }

    private func date(_ text: String, _ column: SheetColumn) throws -> DateText {
        do {
            return try dates.value(of: text) { try DateText(text) }
        } catch let error as DateError {
            throw Refusal.date(error, field: column.rawValue)
        }
    }

    private func stage(_ text: String, of measure: MeasureDefined) throws -> Stage {
        try stages.value(of: Rung(ladder: measure.stages, word: text)) {
            guard let stage = try Stage(word: text, ladder: measure.stages) else {
                throw SheetProblem.Problem.unknownWord(text, legal: Words.legal(measure.stages))
            }
            return stage
        }
    }

    /// Names and values, with `;` and `=` in either width.
    private func facets(_ text: String) throws -> Facets {
        try facets.value(of: text) { () throws(SheetProblem.Problem) in
            var pairs: [(String, String)] = []
            for part in text.split(whereSeparator: { $0 == ";" || $0 == "；" }) {
                let sides = part.split(
                    maxSplits: 1,
                    omittingEmptySubsequences: false,
                    whereSeparator: { $0 == "=" || $0 == "＝" }
                ).map { String($0).trimmed }
                guard sides.count == 2, !sides.contains("") else { throw .notFacets(text) }
                pairs.append((sides[0], sides[1]))
            }
            guard let facets = Facets(pairs) else { throw .notFacets(text) }
            return facets
        }
    }

    private func word<Value>(
        _ text: String,
        _ words: [(String, String, Value)]
    ) throws(SheetProblem.Problem) -> Value {
        let typed = text.lowercased()
        guard let found = words.first(where: { $0.0 == typed || $0.1 == text }) else {
            throw .unknownWord(text, legal: words.map { "\($0.0) \($0.1)" })
        }
        return found.2
    }

    private func level(_ text: String, of measure: MeasureDefined) throws -> Decimal {
        let amount = try amount(text)
        guard amount.sign == .none || amount.sign == .minus, amount.bound == .exact else {
            throw SheetProblem.Problem.notANumberAlone(text)
        }
        if let suffix = amount.suffix, !suffix.names(measure.unit) {
            throw Refusal.wrongUnit(suffix.text, expected: measure.unit)
        }
        return amount.value
    }
}
