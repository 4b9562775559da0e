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
        if nowAt || measure.kind == "stock" { return question.fullLevel(Piece(node: node), asOf) }
        if measure.kind == "flow" || measure.kind == "effect" {
            return question.full(Piece(node: node), asOf)
        }
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

/// A figure that enters another: with the places below or without, added or taken out again.
private struct Piece {
    var node: Node
    var here = false
    var out = false
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

    /// Value of a piece; nil: nothing was reported of it.
    func full(_ piece: Piece, _ day: Int) -> ModelFigure? {
        if let total = total(piece.node, day) {
            return sum([term(total), added(piece, after: total.asOf, day)])
        }
        let pieces = pieces(piece, day)
        let inside = pieces.filter { !$0.out }.compactMap { full($0, day) }
        let parts = incrementsFromBaseline(piece.node, day) + inside
        guard !parts.isEmpty else { return nil }
        return less(sum(parts), pieces.filter(\.out).compactMap { full($0, day) })
    }

    /// What a piece grew by after a day.
    func growth(_ piece: Piece, after: Int, _ day: Int) -> ModelFigure {
        if let total = total(piece.node, day), total.asOf > after,
            let now = full(piece, day), let then = full(piece, after)
        {
            return difference(now, then)
        }
        return added(piece, after: after, day)
    }

    /// What its own increments and its pieces added after a day.
    func added(_ piece: Piece, after: Int, _ day: Int) -> ModelFigure {
        let pieces = pieces(piece, day)
        let inside = pieces.filter { !$0.out }.map { growth($0, after: after, day) }
        let twice = pieces.filter(\.out).map { growth($0, after: after, day) }
        return less(
            sum(increments(piece.node, after: after, day) + inside),
            twice.filter { $0.events > 0 }
        )
    }

    func less(_ whole: ModelFigure, _ twice: [ModelFigure]) -> ModelFigure {
        twice.isEmpty ? whole : difference(whole, sum(twice))
    }

    /// What a figure without a total is made of: facets first, then places, nothing twice.
    func pieces(_ piece: Piece, _ day: Int) -> [Piece] {
        let node = piece.node
        let splits = facetChildren(node)
        let below = piece.here ? [] : placeChildren(node).map { Piece(node: $0) }
        if splits.isEmpty { return below }
        let flows = !nowAt && (measure.kind == "flow" || measure.kind == "effect")
        let said = reports.filter { report in
            report.stage == stage && report.nowAt == nowAt && report.asOf <= day
                && (flows
                    ? report.mode == "increment"
                        || report.mode == "total" && report.baseline == baseline
                    : report.mode == "level")
        }
        let undivided = said.contains {
            $0.facets == node.facets && $0.place != node.place
                && isAtOrBelow($0.place, node.place)
        }
        if below.isEmpty || !undivided { return splits.map { Piece(node: $0, here: piece.here) } }
        return below
            + splits.flatMap { split -> [Piece] in
                let covers = said.contains { report in
                    report.place == node.place && report.mode != "increment"
                        && split.facets.allSatisfy { report.facets[$0.key] == $0.value }
                }
                guard covers else { return [Piece(node: split, here: true)] }
                return [Piece(node: split)]
                    + placeChildren(split).map { Piece(node: $0, out: true) }
            }
    }

    // MARK: Levels

    func sumOfLevels(_ parts: [ModelFigure]) -> ModelFigure? {
        guard let earliest = parts.map(\.asOf).min() else { return nil }
        var result = sum(parts)
        result.asOf = earliest
        return result
    }

    func fullLevel(_ piece: Piece, _ day: Int) -> ModelFigure? {
        let pieces = pieces(piece, day)
        guard let own = level(piece.node, day) else {
            let inside = pieces.filter { !$0.out }.compactMap { fullLevel($0, day) }
            guard let sum = sumOfLevels(inside) else { return nil }
            return less(sum, pieces.filter(\.out).compactMap { fullLevel($0, day) })
        }
        let splits = facetChildren(piece.node).map {
            fullLevel(Piece(node: $0, here: piece.here), day)
        }
        if !splits.isEmpty, splits.allSatisfy({ $0.map { $0.asOf > own.asOf } ?? false }) {
            return sumOfLevels(splits.compactMap { $0 })
        }
        if piece.here { return own }
        let children = placeChildren(piece.node)
        let expected = children.filter { child in
            measure.reportedBy.contains { isAtOrBelow($0, child.place) }
        }
        let allNewer = expected.allSatisfy { child in
            fullLevel(Piece(node: child), day).map { $0.asOf > own.asOf } ?? false
        }
        if expected.isEmpty || !allNewer { return own }
        return sumOfLevels(children.compactMap { fullLevel(Piece(node: $0), day) })
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
