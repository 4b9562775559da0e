import Milepost

/// What the figures of one measure say, as Chinese officials write it.
struct ChineseMeasure {
    let measure: ProseMeasure
    let dates: ProseDates
    /// The day that the measure before was counted from.
    let since: CalendarDate?

    private let amounts = ProseAmount(language: .zh)
    private typealias Group = ProseMeasure.Group

    private var name: String { measure.name.in(.zh) }

    /// Nil where nothing was reported and nothing is promised.
    var clause: String? {
        let groups = measure.told
        guard let first = groups.first else { return nil }
        if groups.count == 1, first.facets.isEmpty { return subject(first) + said(first) }
        // The whole comes first, with its parts after it.
        let parts = groups.filter { !$0.facets.isEmpty }
        let separator = parts.contains { said($0).contains { "，、".contains($0) } } ? "，" : "、"
        let split = parts.map { label($0) + said($0) }.joined(separator: separator)
        guard first.facets.isEmpty else { return subject(parts[0]) + split }
        return subject(first) + said(first) + "，其中\(split)"
    }

    private func label(_ group: Group) -> String {
        group.facets.pairs.map(\.value).joined(separator: "·")
    }

    // MARK: The subject

    /// The name, with the act before it where the name does not say it and nothing after it does.
    private func subject(_ group: Group) -> String {
        let since = measure.since.map { $0 == self.since ? "同期" : "自\(dates.short($0))起，" } ?? ""
        guard group.target == nil, measure.measure.kind == .flow else { return since + name }
        guard let figure = only(group.values) else {
            return since + (isAward(group.reached) ? "" : name)
        }
        guard !figure.row.figure.nowAt, !isCumulative(figure), let act = act(of: figure) else {
            return since + name
        }
        let opening = name.prefix(8)
        // 适老化改造 and 清洁取暖建设 are what is completed, not the act.
        let saysSo = act.saidBy.contains { opening.contains($0) && !name.hasSuffix($0) }
        return since + (saysSo ? name : act.verb + name)
    }

    private func act(of figure: Snapshot.Figure) -> (verb: String, saidBy: [String])? {
        switch figure.row.figure.stage {
        case .built: ("建设", ["建"])
        case .completed:
            (
                ["平台", "设施", "站", "项目", "公园"].contains { name.hasSuffix($0) } ? "建成" : "完成",
                ["完成", "建成", "建设", "改造", "修缮", "新增", "新建", "建立"]
            )
        case .recognised: ("创建", ["创建", "选树", "入选", "达到", "认定", "评选"])
        case .recommended: ("推荐", ["推荐", "申报"])
        case .planned, .started, .structureComplete, .accepted, .inUse, .done: nil
        }
    }

    /// What is recommended and then recognised takes its name after the first of the verbs.
    private func isAward(_ figures: [Snapshot.Figure]) -> Bool {
        figures.count > 1 && Set(figures.map(\.row.figure.baseline)).count == 1
            && figures.allSatisfy { [.recommended, .recognised].contains($0.row.figure.stage) }
    }

    // MARK: The amounts

    private func said(_ group: Group) -> String {
        var text = group.target.map { held(group, $0.figure, $0.inUse) } ?? values(group)
        let tail = tail(group)
        // A share or a remainder that stands alone follows the name without a comma.
        for (offset, part) in tail.enumerated() {
            text += offset == 0 && text.isEmpty ? part : "，" + part
        }
        return text
    }

    private func values(_ group: Group) -> String {
        guard let figure = only(group.values) else {
            let isAward = isAward(group.reached) && measure.measure.kind == .flow
            let reached = group.reached.enumerated().map { offset, figure in
                verb(figure, among: group.reached) + (isAward && offset == 0 ? name : "")
                    + amount(figure)
            }
            return reached.joined(separator: "、") + atNow(group)
        }
        let row = figure.row
        if row.figure.nowAt { return "处于\(Language.zh.name(row.figure.stage))阶段\(amount(figure))" }
        switch row.measure.kind {
        case .rate, .standard:
            return level(figure)
        case .rank:
            return rank(figure)
        case .flow, .stock, .effect:
            return flowing(figure)
        }
    }

    private func flowing(_ figure: Snapshot.Figure) -> String {
        let amount = amount(figure)
        if isCumulative(figure) { return "累计\(amount)" }
        guard measure.measure.kind == .flow else { return amount }
        return switch figure.row.figure.stage {
        case .planned: "计划\(amount)"
        case .started where name.hasSuffix("数") || name.hasSuffix("面积"): "\(amount)（已开工）"
        case .started: "开工\(amount)"
        case .structureComplete: "主体完工\(amount)"
        case .accepted: name.contains("验收") ? amount : "\(amount)（已通过验收）"
        case .inUse where ["建设", "新建", "改造"].contains { name.hasPrefix($0) }:
            "\(amount)（已投入使用）"
        case .built, .completed, .inUse, .recommended, .recognised, .done: amount
        }
    }

    private func rank(_ figure: Snapshot.Figure, verb: String = "") -> String {
        let among = figure.row.measure.relations.rankOf?.among ?? ""
        let number = figure.row.figure.value?.quantity.value.description ?? ""
        return name.contains(among) ? "\(verb)第\(number)位" : "居\(among)第\(number)位"
    }

    private func level(_ figure: Snapshot.Figure) -> String {
        let now = amount(figure)
        guard let was = figure.row.report?.was, let value = figure.row.figure.value?.quantity.value
        else { return "为\(now)" }
        if was == value { return "为\(now)，与此前持平" }
        let before = amounts.of(Quantity(value: was), figure.row.unit)
        // 每人由74元增至79元: for whom it is stands once, in front.
        let each = ProseAmount.parts(of: figure.row.unit).each
        let verb = was < value ? "增至" : "降至"
        return "\(each)由\(before.dropFirst(each.count))\(verb)\(now.dropFirst(each.count))"
    }

    /// A ladder against its target, in one sentence.
    private func held(
        _ group: Group,
        _ figure: Snapshot.Figure,
        _ target: TargetInUse
    ) -> String {
        let unit = measure.measure.unit
        let goal = amounts.of(target, stated: figure.row.target, unit)
        let isUpper = target.bound == .atMost && !target.amount.mayBeLess
        var text = dates.isAnnual(target.due) ? "年度目标" : "\(dates.by(target.due))目标"
        if measure.measure.kind == .rank {
            text += "为第\(target.amount.value)位" + (isUpper ? "以内" : "")
        } else {
            text += (isUpper ? "不超过" : "") + goal
        }
        guard !group.values.isEmpty else { return text + "，尚未上报" }
        if measure.measure.kind.accumulates {
            let reached = group.reached.map { verb($0, among: []) + amount($0) }
            if !reached.isEmpty { text += "，已" + reached.joined(separator: "、") }
        } else {
            let isRank = measure.measure.kind == .rank
            let now = group.reached.map { isRank ? rank($0, verb: "为") : level($0) }
            text += "，现" + now.joined(separator: "、")
        }
        text += atNow(group)
        return text + standing(figure, target)
    }

    /// The share of the target, the pace, and what is left.
    private func standing(_ figure: Snapshot.Figure, _ target: TargetInUse) -> String {
        var text = ""
        let stage = figure.row.figure.stage
        let word = stage == .done ? "" : Language.zh.name(stage)
        if let share = target.share {
            let goal = dates.isAnnual(target.due) ? "年度目标" : "目标"
            text += "，\(word)完成\(goal)的\(AmountFormat.shortShare(share))%"
        }
        if let pace = target.pace { text += "（\(Language.zh.name(pace, of: target))）" }
        guard let rest = target.remaining, rest.value != .zero else { return text }
        guard rest.value < .zero else {
            let left = amounts.of(rest, figure.row.unitOfDifference)
            return text + (target.bound == .atMost ? "" : "，剩余\(left)")
        }
        return text + "，超出目标\(amounts.size(of: rest, figure.row.unitOfDifference))"
    }

    private func atNow(_ group: Group) -> String {
        group.nowAt.map { figure in
            "，另有\(amount(figure))处于\(Language.zh.name(figure.row.figure.stage))阶段"
        }.joined()
    }

    /// What tells one of several amounts from the others: its stage, or what it counts from.
    private func verb(_ figure: Snapshot.Figure, among others: [Snapshot.Figure]) -> String {
        let stages = Set(others.map(\.row.figure.stage))
        let baselines = Set(others.map(\.row.figure.baseline))
        let stage = stages.count == 1 ? "" : Language.zh.name(figure.row.figure.stage)
        guard baselines.count > 1 else { return stage }
        return switch figure.row.figure.baseline {
        case .year?: stage + "新增"
        case .inception?: stage + "累计"
        case .date(let day)?: "自\(dates.short(day))起\(stage)"
        case .unstated?, nil: stage + "共"
        }
    }

    private func isCumulative(_ figure: Snapshot.Figure) -> Bool {
        figure.row.figure.baseline == .inception
    }

    /// The amount, with the day where it is another one, and how many of its parts are in.
    private func amount(_ figure: Snapshot.Figure) -> String {
        var text = amounts.of(figure.row)
        var notes: [String] = []
        if let value = figure.row.figure.value, value.asOf != dates.snapshot.asOf {
            notes.append("截至\(dates.short(value.asOf))")
        }
        if let children = figure.row.figure.children, figure.row.report == nil,
            children.reported < children.expected
        {
            notes.append("应报\(children.expected)地、已报\(children.reported)地")
        }
        if !notes.isEmpty { text += "（\(notes.joined(separator: "，"))）" }
        return text
    }

    // MARK: What stands beside the amounts

    private func tail(_ group: Group) -> [String] {
        group.shares.map { "年度任务完成率\(amount($0))" }
            + group.remaining.map { figure in
                let left = "剩余\(amount(figure))"
                return figure.row.report?.due.map { "\(left)预计\(dates.by($0))完成" } ?? left
            }
            + group.changes.map { changed($0) }
            + group.values.flatMap { moved($0, in: group) }
    }

    private func changed(_ figure: Snapshot.Figure) -> String {
        guard let quantity = figure.row.figure.value?.quantity else { return "" }
        let isFall = quantity.value < .zero
        let size = amounts.size(of: quantity, figure.row.unit)
        let isAmount = figure.row.unit != "%" && figure.row.unit != "百分点"
        let verb = isFall ? (isAmount ? "减少" : "降低") : (isAmount ? "增加" : "提高")
        let each = ProseAmount.parts(of: figure.row.unit).each
        return each + verb + size.dropFirst(each.count)
    }

    private func moved(_ figure: Snapshot.Figure, in group: Group) -> [String] {
        let stages = Set(group.values.map(\.row.figure.stage))
        let subject = stages.count == 1 ? "" : Language.zh.name(figure.row.figure.stage)
        let changes = [
            figure.sinceQuarter.map { change(of: figure, by: $0, since: "较上季度末") },
            figure.sinceYear.map { change(of: figure, by: $0, since: "同比") },
        ].compactMap(\.self)
        return changes.isEmpty ? [] : [subject + changes.joined(separator: "、")]
    }

    private func change(
        of figure: Snapshot.Figure,
        by change: Quantity,
        since: String
    ) -> String {
        if change.value == .zero, change.bound == .exact { return since + "持平" }
        let isRate = figure.row.unit == "%"
        let size = amounts.size(of: change, figure.row.unitOfDifference)
        return change.value < .zero
            ? "\(since)\(isRate ? "下降" : "减少")\(size)"
            : "\(since)\(isRate ? "提高" : "增加")\(size)"
    }

    private func only(_ figures: [Snapshot.Figure]) -> Snapshot.Figure? {
        figures.count == 1 ? figures[0] : nil
    }
}
