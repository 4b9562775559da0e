/// The target that a figure is held against, and how the figure stands to it.
package struct TargetInUse: Sendable, Hashable {
    package var amount: Quantity
    /// At least, or at most where lower is better, or as the target says.
    package var bound: Bound
    package var due: CalendarDate
    /// The sum of the targets of the places below: no target of its own.
    package var derived: Bool
    package var event: EventID?
    /// In percent of the target, in hundredths, half-up; nil where there is none.
    package var share: Int64?
    package var remaining: Quantity?
    /// Only at the stage that meets the target.
    package var pace: Pace?
    package var light: Light?
    /// Whether this is the figure that meets the target, reported or not.
    package var decides: Bool
}

/// How a share stands to the time elapsed.
package enum Pace: String, Sendable, CaseIterable {
    case overdue, behind, onTime, ahead, met
}

package enum Light: String, Sendable {
    case green, yellow, red
}

/// Finds the target in use for a figure on a day.
struct TargetReckoning {
    let targets: [StandingTarget]
    let measure: MeasureDefined
    let places: PlaceTree

    /// A target with the days it holds.
    struct Held {
        var standing: StandingTarget
        /// The first from-day in the chain of replacements: pace is counted from it.
        var begins: CalendarDate
    }

    private func from(_ target: TargetSet) -> CalendarDate {
        target.from ?? CalendarDate(year: measure.key.year, month: 1, day: 1)
            ?? CalendarDate(day: .min)
    }

    private func rank(_ stage: Stage?) -> Int {
        stage.flatMap(measure.stages.firstIndex) ?? measure.stages.count - 1
    }

    /// The targets that hold on a day: begun, and not ended by a revision that has begun.
    func held(at place: String, facets: Facets, stage: Stage, on day: CalendarDate) -> [Held] {
        let byID = Dictionary(targets.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let begun = targets.filter { from($0.target) <= day }
        let ended = Set(begun.compactMap(\.target.replaces))
        return begun.filter { standing in
            !ended.contains(standing.id)
                && (standing.target.place ?? measure.key.city) == place
                && standing.target.facets == facets
                && rank(standing.target.stage) >= rank(stage)
        }.map { standing in
            var first = standing
            while let id = first.target.replaces, let earlier = byID[id], earlier.id != first.id,
                earlier.position < first.position
            {
                first = earlier
            }
            return Held(standing: standing, begins: from(first.target))
        }
    }

    func inUse(
        at place: String,
        facets: Facets,
        stage: Stage,
        value: Quantity?,
        on day: CalendarDate
    ) throws -> TargetInUse? {
        let held = held(at: place, facets: facets, stage: stage, on: day)
        let next = held.filter { $0.standing.target.due >= day }
            .min { $0.standing.target.due < $1.standing.target.due }
        guard let use = next ?? held.max(by: { $0.standing.target.due < $1.standing.target.due })
        else { return try sumOfChildren(at: place, facets: facets, stage: stage, value, on: day) }
        let target = use.standing.target
        return try TargetInUse(
            amount: target.amount.quantity,
            bound: bound(of: target),
            due: target.due,
            derived: false,
            event: use.standing.id,
            decides: rank(target.stage) == rank(stage)
        ).measured(
            value,
            lowerIsBetter: measure.lowerIsBetter,
            accumulates: measure.kind.accumulates,
            begins: use.begins,
            on: day
        )
    }

    /// An earlier milestone whose day has passed and that the value does not reach.
    func missedMilestone(
        at place: String,
        facets: Facets,
        stage: Stage,
        value: Quantity?,
        on day: CalendarDate
    ) -> Bool {
        let held = held(at: place, facets: facets, stage: stage, on: day)
        guard held.contains(where: { $0.standing.target.due >= day }) else { return false }
        return held.contains { milestone in
            let target = milestone.standing.target
            guard target.due < day, rank(target.stage) == rank(stage) else { return false }
            return !satisfies(value, target)
        }
    }

    private func bound(of target: TargetSet) -> Bound {
        guard target.amount.bound == .exact else { return target.amount.bound }
        return measure.lowerIsBetter ? .atMost : .atLeast
    }

    private func satisfies(_ value: Quantity?, _ target: TargetSet) -> Bool {
        guard let value else { return false }
        return bound(of: target) == .atMost
            ? value.value <= target.amount.value : value.value >= target.amount.value
    }

    /// A place without a target of its own shows its children's sum.
    private func sumOfChildren(
        at place: String,
        facets: Facets,
        stage: Stage,
        _ value: Quantity?,
        on day: CalendarDate
    ) throws -> TargetInUse? {
        guard measure.kind.addsOverPlaces, !targets.isEmpty else { return nil }
        var sum: TargetInUse?
        var begins = day
        for child in places.children(of: place) {
            guard
                let part = try inUse(at: child, facets: facets, stage: stage, value: nil, on: day)
            else { continue }
            begins =
                held(at: child, facets: facets, stage: stage, on: day)
                .map(\.begins).min().map { min($0, begins) } ?? begins
            guard var total = sum else {
                sum = part
                continue
            }
            total.amount = try total.amount.adding(part.amount)
            total.due = max(total.due, part.due)
            total.decides = total.decides && part.decides
            sum = total
        }
        guard var sum else { return nil }
        sum.derived = true
        sum.event = nil
        return try sum.measured(
            value,
            lowerIsBetter: measure.lowerIsBetter,
            accumulates: measure.kind.accumulates,
            begins: begins,
            on: day
        )
    }
}

extension TargetInUse {
    package init(
        amount: Quantity,
        bound: Bound,
        due: CalendarDate,
        derived: Bool,
        event: EventID?,
        decides: Bool
    ) {
        self.amount = amount
        self.bound = bound
        self.due = due
        self.derived = derived
        self.event = event
        self.decides = decides
    }

    /// The target with share, remaining, pace and light of a value on a day.
    func measured(
        _ value: Quantity?,
        lowerIsBetter: Bool,
        accumulates: Bool,
        begins: CalendarDate,
        on day: CalendarDate
    ) throws(Overflow) -> TargetInUse {
        var result = self
        let goal = Int128(amount.value.tenThousandths)
        var share: (Int128, Int128)?
        var isMet = false
        if let value {
            let amount = Int128(value.value.tenThousandths)
            isMet = bound == .atMost ? amount <= goal : amount >= goal
            result.remaining = try self.amount.subtracting(value)
            // Nearing a cap is no progress, so it has no share.
            if goal > 0, !lowerIsBetter, bound != .atMost {
                share = (amount, goal)
                result.share = Int64(clamping: Self.roundedHalfUp(amount * 10000, over: goal))
            }
        }
        guard decides else { return result }
        if isMet {
            (result.pace, result.light) = (.met, .green)
        } else if day > due {
            (result.pace, result.light) = (.overdue, .red)
        } else if let share {
            let elapsed = Int128(day.day - begins.day + 1)
            let whole = Int128(due.day - begins.day + 1)
            // (share − elapsed) in points, over the common denominator, compared exactly.
            let scale = share.1 * whole
            let lead = (share.0 * whole - elapsed * share.1) * 100
            if lead > 5 * scale {
                (result.pace, result.light) = (.ahead, .green)
            } else if lead < -5 * scale {
                (result.pace, result.light) = (.behind, lead < -20 * scale ? .red : .yellow)
            } else {
                (result.pace, result.light) = (.onTime, .green)
            }
        } else if value != nil {
            // Above a cap before its day: a sum stays above, a level may still fall.
            (result.pace, result.light) = (.behind, accumulates ? .red : .yellow)
        }
        return result
    }

    private static func roundedHalfUp(_ numerator: Int128, over denominator: Int128) -> Int128 {
        let doubled = 2 * numerator + denominator
        let (quotient, remainder) = doubled.quotientAndRemainder(dividingBy: 2 * denominator)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
