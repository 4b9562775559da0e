import Milepost

/// The cells and notes of one figure in one language.
struct FigureText {
    let row: StatusReport.Row
    /// The day asked for.
    let asOf: CalendarDate
    let language: Language

    private var figure: Figure { row.figure }

    private var format: AmountFormat { AmountFormat(language) }

    /// Empty where the measure's name says what was done.
    var stage: String {
        let stage = figure.stage == .done ? "" : language.name(figure.stage)
        return figure.nowAt ? language("now \(stage)", "现\(stage)") : stage
    }

    var value: String {
        guard let value = figure.value else { return language("not reported yet", "未上报") }
        let isChange = figure.mode == .change
        let amount =
            row.report.map { format.amount($0.amount, unit: row.unit, signed: isChange) }
            ?? format.amount(value.quantity, unit: row.unit, signed: isChange)
        return switch figure.mode {
        case .remaining: language("\(amount) left", "剩余\(amount)")
        case .share: language("\(amount) of the task", "完成任务的\(amount)")
        case _ where row.measure.kind == .rank: rank(amount, value.quantity)
        case .change, .increment, .total, .level, nil: amount
        }
    }

    private func rank(_ amount: String, _ quantity: Quantity) -> String {
        let among = row.measure.relations.rankOf?.among
        let place = AmountFormat.grouped(quantity.value)
        return language(
            "no. \(place)" + (among.map { " (\($0))" } ?? ""),
            (among ?? "") + "第\(place)位"
        )
    }

    var share: String { figure.target?.share.map { AmountFormat.share($0) + "%" } ?? "" }

    var pace: String {
        figure.target.flatMap { target in target.pace.map { language.name($0, of: target) } } ?? ""
    }

    /// What is left of the target, or by how much it was passed; of a ceiling only the latter.
    var left: String {
        guard let target = figure.target, let rest = target.remaining else { return "" }
        let amount = format.amount(rest.size, unit: row.unitOfDifference)
        if rest.value < .zero { return language("\(amount) above", "超出\(amount)") }
        return target.bound == .atMost ? "" : amount
    }

    var light: Light? { figure.target?.light }

    /// What is said beside the cells.
    var notes: [String] { (figure.target.map(held) ?? []) + remarks }

    /// What is said of the figure alone, without its target.
    var remarks: [String] { told + reckoned }

    /// The target as it was written, with its unit.
    var goal: String? { figure.target.map { goal($0, unit: row.measure.unit) } }

    private func goal(_ target: TargetInUse, unit: String) -> String {
        let goal =
            row.target.map { format.amount($0, unit: unit) }
            ?? format.amount(target.amount, unit: unit)
        guard target.bound == .atMost, !target.amount.mayBeLess else { return goal }
        return language("at most ", "不超过") + goal
    }

    /// The target, and what is left of it.
    private func held(against target: TargetInUse) -> [String] {
        let lowerIsBetter = target.bound == .atMost
        let unit = language("", row.measure.unit)
        let amount = goal(target, unit: unit)
        var goal = language("target \(amount)", "目标\(amount)")
        if target.derived { goal += language(" (derived)", "（合计）") }
        if target.decides { goal += language(" by \(target.due)", "（\(target.due)前）") }
        guard let rest = target.remaining, rest.value != .zero else { return [goal] }
        let points = row.unit == "%" ? row.unitOfDifference : unit
        guard rest.value < .zero else {
            if lowerIsBetter { return [goal] }
            let left = format.amount(rest, unit: points)
            return [goal, language("\(left) left", "剩余\(left)")]
        }
        let text = format.amount(rest.size, unit: points)
        return [goal, language("\(text) above", "超出\(text)")]
    }

    /// What the report itself says beside its amount.
    private var told: [String] {
        guard let value = figure.value else { return [] }
        var told: [String] = []
        if let due = row.report?.due {
            told.append(language("due \(due)", "预计\(due)前完成"))
        }
        if let was = row.report?.was {
            let now = AmountFormat.grouped(value.quantity.value)
            let before = AmountFormat.grouped(was)
            told.append(
                was < value.quantity.value
                    ? language("up from \(before)", "由\(before)提高至\(now)")
                    : was > value.quantity.value
                        ? language("down from \(before)", "由\(before)降至\(now)")
                        : language("as before", "与此前持平")
            )
        }
        if let baseline = figure.baseline, baseline != .year {
            told.append(language.name(baseline))
        }
        if value.asOf != asOf { told.append(language("as of \(value.asOf)", "截至\(value.asOf)")) }
        if row.report?.assumed == true { told.append(language("assumed", "口径为推定")) }
        return told
    }

    /// How the figure came about, and what to look at.
    private var reckoned: [String] {
        var notes: [String] = []
        if figure.value?.derived == true { notes.append(language("derived", "推算")) }
        // An amount that one report states whole is no sum of what the places below report.
        if let children = figure.children, row.report == nil,
            figure.value?.derived == true || children.reported < children.expected
        {
            notes.append(
                language(
                    "\(children.reported) of \(children.expected) reported",
                    "应报\(children.expected)地、已报\(children.reported)地"
                )
            )
        }
        if let rest = figure.unreconciled {
            let text = format.amount(rest, unit: language("", row.unit), signed: true)
            notes.append(language("unreconciled \(text)", "累计与增量差额\(text)"))
        }
        if let opening = figure.opening {
            let text = format.amount(opening, unit: language("", row.unit))
            notes.append(language("opening balance \(text)", "期初余额\(text)（推算）"))
        }
        if row.isMissed(onItsDay: asOf) {
            notes.append(language("not met on the day it is due", "到期日未完成"))
        }
        if figure.afterYear { notes.append(language("after the year", "含年度结束后完成的")) }
        for warning in figure.warnings {
            switch warning {
            case .carriedForward:
                notes.append(language("older figures carried forward", "部分沿用较早数据"))
            case .milestoneMissed:
                notes.append(language("an earlier milestone was missed", "前期节点未完成"))
            case .late: notes.append(language.name(warning))
            // The count of places says so already.
            case .childrenMissing: continue
            }
        }
        return notes
    }
}

/// A line that goes on in the next one, indented, where it would grow wider than a terminal.
struct WrappedLine {
    static let columns = 100

    private let indent: String
    private var full: [String] = []
    private var text = ""
    private var width = 0

    init(indent: String) { self.indent = indent }

    var lines: [String] { full + [text] }

    /// Adds a part after a separator, of which a new line does not need the spaces.
    mutating func add(
        _ part: String,
        after separator: String = "",
        painted: (String) -> String = { $0 }
    ) {
        let wanted = TextTable.width(of: separator + part)
        // Two columns are kept for the comma that a following part may leave at the end.
        if width > 0, width + wanted > Self.columns - 2 {
            full.append(text + separator.split(separator: " ").joined())
            (text, width) = (indent + painted(part), indent.utf8.count + TextTable.width(of: part))
        } else {
            text += separator + painted(part)
            width += wanted
        }
    }
}
