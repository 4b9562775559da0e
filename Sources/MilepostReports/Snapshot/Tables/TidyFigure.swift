import Milepost

/// The rows of one figure.
struct TidyFigure {
    private(set) var rows: [TidyRow] = []
    private let start: TidyRow
    private let language: Language

    init(_ figure: Snapshot.Figure, _ language: Language, _ project: TidyRow) {
        let (said, measure) = (figure.row.figure, figure.row.measure)
        var start = project
        start.measure = said.measure.measure
        start.measureName = language.name(measure.name)
        start.kind = measure.kind.rawValue
        start.facets = said.facets.description
        start.stage = said.stage.rawValue
        start.at = said.nowAt ? "now-at" : "reached"
        start.mode = said.mode?.rawValue ?? ""
        start.baseline = said.baseline?.text ?? ""
        start.figure = figure.key
        self.start = start
        self.language = language
        addValue(figure.row)
        if let target = said.target { add(target, figure.row) }
        addMovements(figure)
        addRemarks(figure.row)
    }

    private mutating func add(_ what: String, _ set: (inout TidyRow) -> Void) {
        var row = start
        row.what = what
        set(&row)
        rows.append(row)
    }

    private mutating func add(_ what: String, _ quantity: Quantity?, unit: String) {
        guard let quantity else { return }
        add(what) { row in
            row.set(quantity)
            row.unit = unit
        }
    }

    private mutating func add(_ what: String, word: String, text: String) {
        add(what) { ($0.word, $0.text) = (word, text) }
    }

    private mutating func addValue(_ row: StatusReport.Row) {
        let notReported = language("not reported yet", "未上报")
        add("value") { cell in
            cell.unit = row.unit
            guard let value = row.figure.value else {
                (cell.word, cell.text) = ("not-reported", notReported)
                return
            }
            cell.set(value.quantity)
            cell.period = value.asOf.description
            cell.text = row.report?.amount.written ?? ""
        }
        if let was = row.report?.was {
            add("was", Quantity(value: was), unit: row.unit)
        }
        if let due = row.report?.due { add("forecast") { $0.period = due.description } }
    }

    private mutating func add(_ target: TargetInUse, _ row: StatusReport.Row) {
        let unit = row.measure.unit
        add("target") { cell in
            cell.set(target.amount)
            cell.bound = target.bound.rawValue
            cell.unit = unit
            cell.period = target.due.description
            cell.text = row.target?.written ?? ""
        }
        if let share = target.share {
            add("share") { ($0.number, $0.unit) = (AmountFormat.share(share), "%") }
        }
        add("remaining", target.remaining, unit: row.unitOfDifference)
        if let pace = target.pace { add("pace", word: pace.rawValue, text: language.name(pace)) }
        if let light = target.light {
            add("light", word: light.rawValue, text: language.name(light))
        }
    }

    private mutating func addMovements(_ figure: Snapshot.Figure) {
        let row = figure.row
        add("since-last-quarter", figure.sinceQuarter, unit: row.unitOfDifference)
        add("since-last-year", figure.sinceYear, unit: row.unitOfDifference)
        add("unreconciled", row.figure.unreconciled, unit: row.unit)
        add("opening", row.figure.opening, unit: row.unit)
        for month in figure.months {
            add("month") { cell in
                cell.number = month.value.description
                cell.unit = row.unit
                cell.period = month.month.description
            }
        }
    }

    private mutating func addRemarks(_ row: StatusReport.Row) {
        if let children = row.figure.children {
            add("places-expected") { $0.number = String(children.expected) }
            add("places-reported") { $0.number = String(children.reported) }
        }
        if row.figure.value?.derived == true {
            add("remark", word: "derived", text: language("derived", "推算"))
        }
        if row.report?.assumed == true {
            add("remark", word: "assumed", text: language("assumed", "口径为推定"))
        }
        if row.figure.afterYear {
            add("remark", word: "afterYear", text: language("after the year", "含年度结束后完成的"))
        }
        for warning in row.figure.warnings {
            add("remark", word: warning.rawValue, text: "")
        }
    }
}
