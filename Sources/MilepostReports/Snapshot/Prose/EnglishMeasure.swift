import Milepost

/// What the figures of one measure say, as a city's English press office writes it.
struct EnglishMeasure {
    let measure: ProseMeasure
    let dates: ProseDates

    private let amounts = ProseAmount(language: .en)
    private typealias Group = ProseMeasure.Group

    private var name: String { measure.name.in(.en) }

    /// Nil where nothing was reported and nothing is promised.
    var clause: String? {
        let groups = measure.told
        guard let first = groups.first else { return nil }
        if groups.count == 1, first.facets.isEmpty { return whole(first) }
        let parts = groups.filter { !$0.facets.isEmpty }
        let split = Self.joined(
            parts.map { "\(list($0)) (\($0.facets.pairs.map(\.value).joined(separator: ", ")))" }
        )
        if first.facets.isEmpty { return "\(whole(first)), of which \(split)" }
        let figure = parts[0].values.count == 1 ? parts[0].values[0] : nil
        return "\(name)\(figure.map { stage(after: name, $0) } ?? ""), \(split)"
    }

    private static func joined(_ parts: [String]) -> String {
        guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }

    // MARK: Sentences

    private func whole(_ group: Group) -> String {
        if group.target == nil, group.values.count == 1 {
            return ([single(group.values[0])] + beside(group)).joined(separator: ", ")
        }
        if group.values.isEmpty, group.target == nil {
            let alone = beside(group).joined(separator: ", ")
            return group.changes.isEmpty ? "\(name), \(alone)" : "\(name) \(alone)"
        }
        return "\(name), \(list(group))"
    }

    private func single(_ figure: Snapshot.Figure) -> String {
        let row = figure.row
        let amount = amount(figure)
        switch row.measure.kind {
        case .rate, .standard:
            return level(figure)
        case .rank:
            return "\(name) \(amount)"
        case .flow, .stock, .effect:
            let stage = stage(after: name, figure)
            let total = row.figure.baseline == .inception ? " in total" : ""
            let isOne = row.figure.value?.quantity.value.isOne == true
            guard ProseAmount.counts(row.unit), !isOne else {
                return isOne
                    ? "\(name)\(stage)\(total) (\(amount))"
                    : "\(name)\(stage) came to \(amount)\(total)"
            }
            return "\(amount) \(name)\(stage)\(total)"
        }
    }

    private func level(_ figure: Snapshot.Figure) -> String {
        let now = amount(figure)
        guard let was = figure.row.report?.was, let value = figure.row.figure.value?.quantity.value
        else { return "\(name) stood at \(now)" }
        if was == value { return "\(name) stood at \(now), as before" }
        return
            "\(name) \(was < value ? "rose" : "fell") from \(AmountFormat.grouped(was)) to \(now)"
    }

    /// The amounts that follow a name and a colon.
    private func list(_ group: Group) -> String {
        let several = group.values.count > 1 || group.target != nil
        let reached = group.reached.map { figure in
            amount(figure) + (several ? word(figure, among: group.reached) : "")
        }
        let nowAt = group.nowAt.map { figure in
            "\(amount(figure)) now at “\(Language.en.name(figure.row.figure.stage))”"
        }
        let all = Self.joined(reached + nowAt)
        let told = group.target.map { held($0.figure, $0.inUse, all) } ?? all
        return ([told] + beside(group)).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func held(
        _ figure: Snapshot.Figure,
        _ target: TargetInUse,
        _ reached: String
    ) -> String {
        let unit = measure.measure.unit
        let upper = target.bound == .atMost && !target.amount.mayBeLess ? "at most " : ""
        let number = measure.measure.kind == .rank ? "no. " : ""
        let goal = upper + number + amounts.of(target, stated: figure.row.target, unit)
        let promised = "a target of \(goal) \(dates.by(target.due))"
        guard !reached.isEmpty else { return "\(promised), not reported yet" }
        var text = "\(reached), against \(promised)"
        let stage = figure.row.figure.stage
        if let share = target.share {
            let verb = measure.measure.kind.accumulates ? Language.en.name(stage) : "reached"
            let percent = AmountFormat.shortShare(share)
            text += ", with \(percent)% of the target \(verb)"
        }
        if let pace = target.pace { text += " (\(Language.en.name(pace, of: target)))" }
        guard let rest = target.remaining, rest.value != .zero else { return text }
        let left = amounts.size(of: rest, figure.row.unitOfDifference)
        if rest.value < .zero { return text + ", \(left) above it" }
        return target.bound == .atMost ? text : text + ", \(left) remaining"
    }

    // MARK: Words

    /// The stage where the name does not say that anything was done.
    private func stage(after name: String, _ figure: Snapshot.Figure) -> String {
        let stage = figure.row.figure.stage
        if figure.row.figure.nowAt { return " now at “\(Language.en.name(stage))”" }
        guard figure.row.measure.kind == .flow, stage != .done else { return "" }
        if stage == .inUse { return " (in use)" }
        let acts = ["built", "sent", "held", "meeting", "opened", "added"]
        let saysSo = name.split(separator: " ").contains {
            $0.hasSuffix("ed") || acts.contains(String($0))
        }
        return saysSo && stage != .started && stage != .planned ? "" : " \(Language.en.name(stage))"
    }

    /// What tells one of several amounts from the others: its stage, or what it counts from.
    private func word(_ figure: Snapshot.Figure, among others: [Snapshot.Figure]) -> String {
        let (stage, baseline) = (figure.row.figure.stage, figure.row.figure.baseline)
        let baselines = Set(others.map(\.row.figure.baseline))
        let stages = Set(others.map(\.row.figure.stage))
        let word =
            stage == .done || (stages.count == 1 && baselines.count > 1)
            ? "" : " \(Language.en.name(stage))"
        guard baselines.count > 1 else { return word }
        return switch baseline {
        case .year?: word + " in the year"
        case .inception?: word + " since the beginning"
        case .date(let day)?: "\(word) since \(dates.short(day))"
        case .unstated?, nil: word + " in all"
        }
    }

    /// The amount, with the day where it is another one, and how many of its parts are in.
    private func amount(_ figure: Snapshot.Figure) -> String {
        var notes: [String] = []
        if let value = figure.row.figure.value, value.asOf != dates.snapshot.asOf {
            notes.append("as of \(dates.short(value.asOf))")
        }
        if let children = figure.row.figure.children, figure.row.report == nil,
            children.reported < children.expected
        {
            notes.append("\(children.reported) of \(children.expected) reported")
        }
        let number = figure.row.measure.kind == .rank ? "no. " : ""
        return number + amounts.of(figure.row)
            + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
    }

    // MARK: What stands beside the amounts

    private func beside(_ group: Group) -> [String] {
        let since = group.values.compactMap { figure -> String? in
            guard case .date(let day)? = figure.row.figure.baseline, group.values.count == 1 else {
                return nil
            }
            return "counted from \(dates.short(day))"
        }
        return since
            + group.shares.map { "\(amount($0)) of the annual task" }
            + group.remaining.map { figure in
                let due = figure.row.report?.due.map { ", expected \(dates.by($0))" } ?? ""
                return "\(amount(figure)) remaining\(due)"
            }
            + group.changes.map { changed($0) }
            + group.values.flatMap { moved($0, in: group) }
    }

    private func changed(_ figure: Snapshot.Figure) -> String {
        guard let quantity = figure.row.figure.value?.quantity else { return "" }
        let size = amounts.size(of: quantity, figure.row.unit)
        return "\(quantity.value < .zero ? "fell" : "rose") by \(size)"
    }

    private func moved(_ figure: Snapshot.Figure, in group: Group) -> [String] {
        let stages = Set(group.values.map(\.row.figure.stage))
        let subject = stages.count == 1 ? "" : "\(Language.en.name(figure.row.figure.stage)) "
        let changes = [
            figure.sinceQuarter.map {
                change(of: figure, by: $0, since: "since the end of last quarter")
            },
            figure.sinceYear.map { change(of: figure, by: $0, since: "on a year earlier") },
        ].compactMap(\.self)
        return changes.isEmpty ? [] : [subject + changes.joined(separator: " and ")]
    }

    private func change(
        of figure: Snapshot.Figure,
        by change: Quantity,
        since: String
    ) -> String {
        if change.value == .zero, change.bound == .exact { return "unchanged \(since)" }
        let verb = change.value < .zero ? "down" : "up"
        return "\(verb) \(amounts.size(of: change, figure.row.unitOfDifference)) \(since)"
    }
}
