// The fold once more, written from `domain.md` and from nothing else: it imports nothing, shares no
// code with Milepost, keeps nothing between questions and goes through all events for every term.
// It is slow on purpose. Where it and the program differ, one of them misreads the domain.

/// One event of a history; its position is its index in the array.
struct ModelEvent {
    enum Act {
        case report(ModelReport)
        case correct(on: Int, amount: Int64, more: Bool, less: Bool, ulp: Int64)
        case withdraw(on: Int)
    }
    var act: Act
}

struct ModelReport {
    var mode: String
    var place: String
    var facets: [String: String]
    var stage: String
    var nowAt: Bool
    var baseline: String  // of a total: "year", "inception", "unstated" or a day number; else ""
    var amount: Int64  // ten-thousandths
    var more: Bool
    var less: Bool
    var ulp: Int64  // unit of the last written digit, ten-thousandths; 0 exact
    var asOf: Int  // days since 1970-01-01
    var periodStart: Int?
}

struct ModelMeasure {
    var kind: String
    var baseline: String
    var yearStart: Int
    var facets: [(name: String, values: [String], addsUp: Bool)]
    var parents: [String: String]  // place -> parent place; the city has none
    var reportedBy: [String]  // [] = the city itself
}

struct ModelFigure: Equatable {
    var value: Int64
    var more: Bool
    var less: Bool
    var ulp: Int64
    var asOf: Int
    var events: Int
}

struct HistoryModel {
    let measure: ModelMeasure
    let events: [ModelEvent]

    /// The figure as of a day and as known at an event (inclusive); nil: nothing reported.
    func figure(
        place: String,
        facets: [String: String],
        stage: String,
        nowAt: Bool,
        baseline: String,
        asOf: Int,
        knownAt: Int
    ) -> ModelFigure? {
        let question = question(stage, nowAt, baseline, knownAt)
        let node = Node(place: place, facets: facets)
        if nowAt || measure.kind == "stock" { return question.fullLevel(node, asOf) }
        if measure.kind == "flow" || measure.kind == "effect" { return question.full(node, asOf) }
        return question.level(node, asOf)
    }

    /// What stands alone: the newest change, remaining or share of exactly this series.
    func standing(
        mode: String,
        place: String,
        facets: [String: String],
        stage: String,
        nowAt: Bool,
        asOf: Int,
        knownAt: Int
    ) -> ModelFigure? {
        let question = question(stage, nowAt, "", knownAt)
        let series = question.own(mode, Node(place: place, facets: facets))
        guard let newest = question.newest(series, asOf) else { return nil }
        let superseded = question.reports.contains {
            question.isAtOrBelow($0.place, place) && $0.mode != mode && $0.mode != "change"
                && newest.asOf < $0.asOf && $0.asOf <= asOf
        }
        return mode != "change" && superseded ? nil : question.term(newest)
    }

    /// What the newest total says beyond its increments, with the finite ends of the interval of
    /// possible values in half ten-thousandths (nil: infinite); nil where 0 is possible.
    func unreconciled(
        place: String,
        facets: [String: String],
        stage: String,
        baseline: String,
        asOf: Int,
        knownAt: Int
    ) -> (value: Int64, low: Int64?, high: Int64?)? {
        let question = question(stage, false, baseline, knownAt)
        let node = Node(place: place, facets: facets)
        guard let total = question.total(node, asOf) else { return nil }

        let start: Int
        var value = total.amount
        var possible = Interval(total)
        if let earlier = question.total(node, total.asOf - 1) {
            start = earlier.asOf
            value -= earlier.amount
            possible = possible.minus(Interval(earlier))
        } else if baseline == measure.baseline, let firstDay = question.firstDay {
            start = firstDay - 1
        } else {
            return nil
        }
        let own = question.own("increment", node)
        let increments = own.filter { start < $0.asOf && $0.asOf <= total.asOf }
        if increments.isEmpty { return nil }
        for increment in increments {
            value -= increment.amount
            possible = possible.minus(Interval(increment))
        }
        return possible.containsZero ? nil : (value, possible.low, possible.high)
    }

    private func question(
        _ stage: String,
        _ nowAt: Bool,
        _ baseline: String,
        _ knownAt: Int
    ) -> Question {
        let reports = reportsInForce(knownAt: knownAt)
        return Question(
            measure: measure,
            reports: reports,
            stage: stage,
            nowAt: nowAt,
            baseline: baseline
        )
    }

    // MARK: What is in force

    /// A withdrawal counts as long as it is not itself withdrawn.
    func isWithdrawn(_ index: Int, knownAt: Int) -> Bool {
        events.indices.contains {
            guard $0 <= knownAt, case .withdraw(let on) = events[$0].act else { return false }
            return on == index && !isWithdrawn($0, knownAt: knownAt)
        }
    }

    /// The report that a report or correction is about; none for a withdrawal.
    func root(_ index: Int) -> Int? {
        switch events[index].act {
        case .report: index
        case .correct(let on, _, _, _, _): root(on)
        case .withdraw: nil
        }
    }

    /// In the order in which they were recorded, each with its amount in force.
    func reportsInForce(knownAt: Int) -> [ModelReport] {
        let standing = events.indices.filter { $0 <= knownAt && !isWithdrawn($0, knownAt: knownAt) }
        return standing.compactMap { index in
            guard case .report(var report) = events[index].act else { return nil }
            for other in standing where root(other) == index {
                // In order of recording, so that the last correction stays.
                guard case .correct(_, let amount, let more, let less, let ulp) = events[other].act
                else { continue }
                (report.amount, report.ulp) = (amount, ulp)
                (report.more, report.less) = (more, less)
            }
            return report
        }
    }
}

/// Where a figure is asked: one place and one set of facet values.
private struct Node {
    var place: String
    var facets: [String: String]
}

/// One question: the reports in force, and what stays the same all the way down the places.
private struct Question {
    let measure: ModelMeasure
    let reports: [ModelReport]
    let stage: String
    let nowAt: Bool
    let baseline: String

    // MARK: Single reports

    func own(_ mode: String, _ node: Node) -> [ModelReport] {
        reports.filter {
            $0.mode == mode && $0.place == node.place && $0.facets == node.facets
                && $0.stage == stage && $0.nowAt == nowAt
        }
    }

    /// Newest as-of on or before the day; of one day the later recorded, which comes later here.
    func newest(_ reports: [ModelReport], _ day: Int) -> ModelReport? {
        var best: ModelReport?
        for report in reports where report.asOf <= day {
            if let best, report.asOf < best.asOf { continue }
            best = report
        }
        return best
    }

    func total(_ node: Node, _ day: Int) -> ModelReport? {
        newest(own("total", node).filter { $0.baseline == baseline }, day)
    }

    func level(_ node: Node, _ day: Int) -> ModelFigure? {
        newest(own("level", node), day).map(term)
    }

    func term(_ report: ModelReport) -> ModelFigure {
        var term = zero
        term.value = report.amount
        term.more = report.more
        term.less = report.less
        term.ulp = report.ulp
        term.asOf = report.asOf
        term.events = 1
        return term
    }

    /// A sum of nothing, of no events and no day; as a growth it adds nothing anywhere.
    var zero: ModelFigure {
        ModelFigure(value: 0, more: false, less: false, ulp: 0, asOf: Int.min, events: 0)
    }

    // MARK: Nodes

    func isAtOrBelow(_ place: String, _ ancestor: String) -> Bool {
        if place == ancestor { return true }
        guard let parent = measure.parents[place] else { return false }
        return isAtOrBelow(parent, ancestor)
    }

    func placeChildren(_ node: Node) -> [Node] {
        let places = measure.parents.keys.filter { measure.parents[$0] == node.place }
        return places.map { Node(place: $0, facets: node.facets) }
    }

    func facetChildren(_ node: Node) -> [Node] {
        let open = measure.facets.filter { $0.addsUp && node.facets[$0.name] == nil }
        guard let facet = open.min(by: { $0.name < $1.name }) else { return [] }
        return facet.values.map {
            var child = node
            child.facets[facet.name] = $0
            return child
        }
    }

    // MARK: Flows

    /// The first day that a `year` or dated baseline counts.
    var firstDay: Int? { baseline == "year" ? measure.yearStart : Int(baseline) }

    func sum(_ terms: [ModelFigure]) -> ModelFigure {
        var sum = zero
        for term in terms {
            sum.value += term.value
            sum.more = sum.more || term.more
            sum.less = sum.less || term.less
            sum.ulp += term.ulp
            sum.asOf = max(sum.asOf, term.asOf)
            sum.events += term.events
        }
        return sum
    }

    /// Events and day are those of the newer value; its bounds meet the swapped ones of the older.
    func difference(_ new: ModelFigure, _ old: ModelFigure) -> ModelFigure {
        var difference = new
        difference.value -= old.value
        difference.more = new.more || old.less
        difference.less = new.less || old.more
        difference.ulp += old.ulp
        return difference
    }

    /// Own increments that end after one day (nil: ever) and on or before another.
    func increments(_ node: Node, after: Int?, _ day: Int) -> [ModelFigure] {
        own("increment", node).filter { (after ?? Int.min) < $0.asOf && $0.asOf <= day }.map(term)
    }

    func incrementsFromBaseline(_ node: Node, _ day: Int) -> [ModelFigure] {
        guard baseline == measure.baseline, baseline != "unstated" else { return [] }
        return increments(node, after: firstDay.map { $0 - 1 }, day)
    }

    /// Value at a place without the places below it (Vown).
    func ownValue(_ node: Node, _ day: Int) -> ModelFigure? {
        if let total = total(node, day) {
            return sum([term(total), growthWithoutTotal(node, after: total.asOf, day)])
        }
        let children = facetChildren(node).compactMap { ownValue($0, day) }
        let parts = incrementsFromBaseline(node, day) + children
        return parts.isEmpty ? nil : sum(parts)
    }

    /// Growth of a place without the places below it (Gown).
    func ownGrowth(_ node: Node, after: Int, _ day: Int) -> ModelFigure {
        if let total = total(node, day), total.asOf > after,
            let now = ownValue(node, day), let then = ownValue(node, after)
        {
            return difference(now, then)
        }
        return growthWithoutTotal(node, after: after, day)
    }

    func growthWithoutTotal(_ node: Node, after: Int, _ day: Int) -> ModelFigure {
        let children = facetChildren(node).map { ownGrowth($0, after: after, day) }
        return sum(increments(node, after: after, day) + children)
    }

    /// The day through which totals say what the node has: its own, or those of its facet values.
    func anchor(_ node: Node, _ day: Int) -> Int? {
        if let total = total(node, day) { return total.asOf }
        let withValue = facetChildren(node).filter { ownValue($0, day) != nil }
        let anchors = withValue.map { anchor($0, day) }
        return anchors.contains(nil) ? nil : anchors.compactMap { $0 }.max()
    }

    /// Value with the places below (V).
    func full(_ node: Node, _ day: Int) -> ModelFigure? {
        let own = ownValue(node, day).map { [$0] } ?? []
        let parts: [ModelFigure]
        if let anchor = anchor(node, day) {
            parts = own + placeChildren(node).map { growth($0, after: anchor, day) }
        } else {
            parts = own + placeChildren(node).compactMap { full($0, day) }
        }
        return parts.isEmpty ? nil : sum(parts)
    }

    /// Growth with the places below (G).
    func growth(_ node: Node, after: Int, _ day: Int) -> ModelFigure {
        if let anchor = anchor(node, day), anchor > after,
            let now = full(node, day), let then = full(node, after)
        {
            return difference(now, then)
        }
        let children = placeChildren(node).map { growth($0, after: after, day) }
        return sum([growthWithoutTotal(node, after: after, day)] + children)
    }

    // MARK: Levels

    func sumOfLevels(_ parts: [ModelFigure]) -> ModelFigure? {
        guard let earliest = parts.map(\.asOf).min() else { return nil }
        var result = sum(parts)
        result.asOf = earliest
        return result
    }

    func ownLevel(_ node: Node, _ day: Int) -> ModelFigure? {
        let children = facetChildren(node).map { ownLevel($0, day) }
        if let own = level(node, day) {
            let allNewer = children.allSatisfy { $0.map { $0.asOf > own.asOf } ?? false }
            if children.isEmpty || !allNewer { return own }
        }
        return sumOfLevels(children.compactMap { $0 })
    }

    func fullLevel(_ node: Node, _ day: Int) -> ModelFigure? {
        let children = placeChildren(node)
        if let own = ownLevel(node, day) {
            let expected = children.filter { child in
                measure.reportedBy.contains { isAtOrBelow($0, child.place) }
            }
            let allNewer = expected.allSatisfy { child in
                fullLevel(child, day).map { $0.asOf > own.asOf } ?? false
            }
            if expected.isEmpty || !allNewer { return own }
        }
        return sumOfLevels(children.compactMap { fullLevel($0, day) })
    }
}

/// The values that an amount may stand for, in half ten-thousandths; an end of nil is infinite.
private struct Interval {
    var low: Int64?
    var high: Int64?
    var lowIncluded: Bool
    var highIncluded: Bool

    init(_ report: ModelReport) {
        low = report.less ? nil : 2 * report.amount - report.ulp
        high = report.more ? nil : 2 * report.amount + report.ulp
        lowIncluded = !report.less
        highIncluded = !report.more && report.ulp == 0
    }

    func minus(_ other: Interval) -> Interval {
        var result = self
        result.low = low.flatMap { low in other.high.map { low - $0 } }
        result.high = high.flatMap { high in other.low.map { high - $0 } }
        result.lowIncluded = lowIncluded && other.highIncluded
        result.highIncluded = highIncluded && other.lowIncluded
        return result
    }

    var containsZero: Bool {
        let above = low.map { $0 < 0 || $0 == 0 && lowIncluded } ?? true
        let below = high.map { $0 > 0 || $0 == 0 && highIncluded } ?? true
        return above && below
    }
}
