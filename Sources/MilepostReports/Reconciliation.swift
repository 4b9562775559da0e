import EventLog
package import Milepost

extension Explanation {
    /// From one running total to the next: what was added between, and what the totals say more.
    package struct Stretch: Sendable, Hashable {
        package var total: EventID
        package var position: Position
        package var asOf: CalendarDate
        package var amount: Quantity
        /// Nil where nothing precedes the total.
        package var from: CalendarDate?
        package var before: Quantity?
        /// The sum of the increments between; nil where there are none.
        package var increments: Quantity?
        package var events: Int
        /// What the total says more (positive) or less; nil where they agree.
        package var unreconciled: Quantity?
        /// Of a first total without a beginning: what it holds beyond the increments.
        package var opening: Quantity?
    }
}

extension FigureSeries {
    /// Every total through the as-of day against the one before it, newest first.
    func stretches(limit: Int) throws -> [Explanation.Stretch] {
        guard isSum else { return [] }
        let totals = days.filter { $0.day <= asOf.day }
        var stretches: [Explanation.Stretch] = []
        var rest = increments[...]
        for (offset, total) in totals.enumerated() {
            guard stretches.count < limit, let id = try view.id(at: total.cell.report)
            else { break }
            var before: Day?
            if offset + 1 < totals.count {
                before = totals[offset + 1]
            } else if case .day(let day) = opening {
                before = Day(day: day, cell: Cell())
            }
            rest = rest.drop { $0.day > total.day }
            let between = rest.prefix { day in before.map { day.day > $0.day } ?? true }
            var sum: Quantity?
            for day in between { sum = try (sum ?? .zero).adding(day.cell.quantity) }
            var stretch = Explanation.Stretch(
                total: id,
                position: total.cell.report,
                asOf: CalendarDate(day: total.day),
                amount: total.cell.quantity,
                from: before.map { CalendarDate(day: $0.day) },
                before: before?.cell.quantity,
                increments: sum,
                events: between.reduce(0) { $0 + Int($1.cell.count) }
            )
            try stretch.reconcile()
            stretches.append(stretch)
        }
        return stretches
    }

    /// The increments through the as-of day that are not among the terms listed, by month, newest
    /// first.
    func months(besides listed: [Explanation.Term]) throws -> [Explanation.Month] {
        var shown: [Int32: Cell] = [:]
        for term in listed where term.mode == .increment && term.isInForce {
            shown[term.asOf.day, default: Cell()].take(term.amount.quantity)
        }
        var months: [Explanation.Month] = []
        for day in increments where day.day <= asOf.day {
            let rest = day.cell.without(shown[day.day])
            guard rest.count > 0 else { continue }
            let first = CalendarDate(day: day.day).startOfMonth
            let counts = countedAfter.map { day.day > $0 } ?? true
            if let last = months.last, last.first == first, last.counts == counts {
                months[months.count - 1].amount = try last.amount.adding(rest.quantity)
                months[months.count - 1].events += Int(rest.count)
            } else {
                months.append(
                    Explanation.Month(
                        first: first,
                        amount: rest.quantity,
                        events: Int(rest.count),
                        counts: counts
                    )
                )
            }
        }
        return months
    }
}

extension Explanation.Stretch {
    fileprivate mutating func reconcile() throws {
        guard let increments else { return }
        guard let before else {
            opening = try amount.subtracting(increments)
            return
        }
        let range = amount.interval.subtracting(before.interval).subtracting(increments.interval)
        guard !range.containsZero else { return }
        unreconciled = try amount.subtracting(before).subtracting(increments)
    }
}

extension Explanation.Term {
    /// Whether the cells of the increments hold it.
    fileprivate var isInForce: Bool {
        switch because {
        case .withdrawn, .restatement, .notYetKnown: false
        case .total, .added, .newest, .superseded, .sameDayReplaced, .afterAsOf, .otherBaseline,
            .beforeBaseline, .noTotalYet, .otherMode, .newerParts, .overtaken:
            true
        }
    }
}

extension Cell {
    // A cell's own sum fitted; so does what is left of it, whatever wraps on the way there.
    fileprivate mutating func take(_ quantity: Quantity) {
        amount &+= quantity.value.tenThousandths
        ulp &+= quantity.ulp
        if quantity.mayBeMore { more += 1 }
        if quantity.mayBeLess { less += 1 }
        count += 1
    }

    fileprivate func without(_ listed: Cell?) -> Cell {
        guard let listed else { return self }
        var rest = self
        rest.amount &-= listed.amount
        rest.ulp &-= listed.ulp
        rest.more -= listed.more
        rest.less -= listed.less
        rest.count -= listed.count
        return rest
    }
}
