extension Decider {
    /// What an official should look at before the report is believed.
    func warnings(
        for report: ProgressReported,
        of measure: MeasureDefined
    ) throws -> [EntryWarning] {
        let index = try SeriesIndex(
            store,
            measure: measure,
            places: catalogue.places,
            knownAt: head
        )
        let series = index.numbers[report.series]
        var warnings: [EntryWarning] = []
        if report.mode == .increment, let start = report.meets(startOf: measure) {
            warnings.append(.beforeBaseline(start))
        }
        if let series {
            switch report.mode {
            case .increment:
                warnings += try incrementWarnings(report, series, index)
            case .total:
                warnings += try totalWarnings(report, series, index)
            case .level, .remaining, .share, .change:
                warnings += try secondForDay(report, series)
            }
        }
        warnings += try targetWarnings(report, measure, index)
        warnings += try ladderWarnings(report, measure, index)
        if let due = catalogue.deadline(of: measure, for: report.asOf) {
            let received = report.received ?? today
            if received > due { warnings.append(.late(received: received, due: due)) }
        }
        if report.asOf > today { warnings.append(.future(report.asOf)) }
        return warnings
    }

    private func incrementWarnings(
        _ report: ProgressReported,
        _ series: Int64,
        _ index: SeriesIndex<Store>
    ) throws -> [EntryWarning] {
        var warnings: [EntryWarning] = []
        var largest: Int64 = 0
        var overlap: (EventID, CalendarDate)?
        var hasSameDay = false
        let day = report.asOf.day
        let start = report.periodStart?.day ?? day
        try store.days(
            in: .increments,
            of: series,
            from: .min,
            through: .max,
            knownAt: head
        ) { other, cell in
            largest = max(largest, cell.largest)
            if other == day { hasSameDay = true }
            guard overlap == nil, other >= start else { return }
            // Another's day lies in this period, or this period meets another's stated one.
            let inside = report.periodStart != nil && other <= day
            let across = cell.start.map { $0 <= day } ?? false
            guard inside || across else { return }
            overlap = try overlapping(
                report,
                in: Slot(series: series, lane: .increments, day: other)
            )
        }
        let value = report.amount.value.tenThousandths
        if largest > 0, Int128(value) > Int128(largest) * 10 {
            warnings.append(
                .incrementTenfold(report.amount.value, largest: Decimal(tenThousandths: largest))
            )
        }
        if let (id, day) = overlap { warnings.append(.overlappingIncrement(id, day)) }
        let slot = Slot(series: series, lane: .increments, day: day)
        if hasSameDay, let id = try sameIncrement(as: report, in: slot) {
            warnings.append(.sameIncrement(id, report.asOf))
        }
        for lane in try store.lanes(of: series) where lane.rawValue >= Lane.ownTotal.rawValue {
            guard let total = try index.newest(lane, series, through: .max) else { continue }
            if total.asOf >= day {
                // Another baseline's total does not hold the value still.
                guard lane == .ownTotal else { continue }
                warnings.append(.underTotal(CalendarDate(day: total.asOf)))
            } else if report.periodStart != nil, start <= total.asOf,
                let id = try total.report.map(store.id) ?? nil
            {
                warnings.append(.overlappingIncrement(id, CalendarDate(day: total.asOf)))
            }
        }
        return warnings
    }

    /// A report in force of the slot whose period shares a day with this one's.
    private func overlapping(
        _ report: ProgressReported,
        in slot: Slot
    ) throws -> (EventID, CalendarDate)? {
        for position in try store.reports(in: slot) {
            guard case .progressReported(let other) = try store.event(at: position),
                try amountInForce(of: other, at: position) != nil,
                report.overlaps(other), let id = try store.id(at: position)
            else { continue }
            return (id, other.asOf)
        }
        return nil
    }

    /// A report in force of the day that adds the same amount, where neither states a period.
    ///
    /// Beyond the newest of them nobody looks: many reports a day are no slip.
    private func sameIncrement(as report: ProgressReported, in slot: Slot) throws -> EventID? {
        guard !report.separate, report.periodStart == nil, report.amount.value != .zero else {
            return nil
        }
        for position in try store.reports(in: slot).prefix(20) {
            guard case .progressReported(let other) = try store.event(at: position),
                other.periodStart == nil,
                try amountInForce(of: other, at: position)?.value == report.amount.value,
                let id = try store.id(at: position), id != report.replaces
            else { continue }
            return id
        }
        return nil
    }

    private func totalWarnings(
        _ report: ProgressReported,
        _ series: Int64,
        _ index: SeriesIndex<Store>
    ) throws -> [EntryWarning] {
        var warnings = try secondForDay(report, series)
        let lane = Lane.total(report.baseline)
        let value = report.amount.value
        if let last = try index.newest(lane, series, through: report.asOf.day - 1) {
            if value < last.quantity.value {
                warnings.append(
                    .totalFalls(
                        from: last.quantity.value,
                        to: value,
                        on: CalendarDate(day: last.asOf)
                    )
                )
            }
            let tenfold = Int128(last.quantity.value.tenThousandths) * 10
            if tenfold > 0, Int128(value.tenThousandths) > tenfold {
                warnings.append(.totalTenfold(value, last: last.quantity.value))
            }
        }
        // A total put in before a later one makes that one fall where it says more.
        var next: Tally?
        try store.days(
            in: lane,
            of: series,
            from: report.asOf.day + 1,
            through: .max,
            knownAt: head
        ) { day, cell in next = Tally(cell, day: day) }
        if let next, next.quantity.value < value {
            warnings.append(
                .totalFalls(
                    from: value,
                    to: next.quantity.value,
                    on: CalendarDate(day: next.asOf)
                )
            )
        }
        return warnings
    }

    private func secondForDay(
        _ report: ProgressReported,
        _ series: Int64
    ) throws -> [EntryWarning] {
        let slot = Slot(
            series: series,
            lane: Lane.of(report.mode, baseline: report.baseline),
            day: report.asOf.day
        )
        guard let cell = try store.latestCell(in: slot), cell.count > 0,
            let id = try store.id(at: cell.report)
        else { return [] }
        return [.secondForDay(report.mode, id, report.asOf)]
    }

    /// The value that the figure would have, where it can be told before the event is folded.
    private func valueAfter(
        _ report: ProgressReported,
        _ measure: MeasureDefined,
        _ index: SeriesIndex<Store>
    ) throws -> Decimal? {
        switch report.mode {
        case .total: return report.baseline == nil ? report.amount.value : nil
        case .level: return report.amount.value
        case .increment:
            if let start = report.meets(startOf: measure), report.asOf < start { return nil }
            let stage = index.resolvedStage(report.stage)
            let flow = FlowReckoning(index: index, stage: stage, baseline: nil)
            let place = report.series.place
            let before = try flow.value(place, report.facets, through: report.asOf.day)
            if let total = try flow.total(place, report.facets, through: .max),
                total.asOf >= report.asOf.day
            {
                return before?.quantity.value
            }
            guard let before else { return report.amount.value }
            return before.quantity.value.adding(report.amount.value)
        case .change, .remaining, .share: return nil
        }
    }

    private func targetWarnings(
        _ report: ProgressReported,
        _ measure: MeasureDefined,
        _ index: SeriesIndex<Store>
    ) throws -> [EntryWarning] {
        guard !report.nowAt, let value = try valueAfter(report, measure, index) else { return [] }
        let reckoning = TargetReckoning(
            targets: catalogue.targets[measure.key] ?? [],
            measure: measure,
            places: catalogue.places
        )
        guard
            let target = try reckoning.inUse(
                at: report.series.place,
                facets: report.facets,
                stage: index.resolvedStage(report.stage),
                value: nil,
                on: report.asOf
            ),
            !measure.lowerIsBetter, value > target.amount.value
        else { return [] }
        return [.aboveTarget(value, target: target.amount.value)]
    }

    /// Reached figures must not rise along the ladder.
    private func ladderWarnings(
        _ report: ProgressReported,
        _ measure: MeasureDefined,
        _ index: SeriesIndex<Store>
    ) throws -> [EntryWarning] {
        guard measure.stages.count > 1, measure.kind.accumulates, !report.nowAt,
            let value = try valueAfter(report, measure, index),
            let rank = report.stage.flatMap(measure.stages.firstIndex)
        else { return [] }
        func reached(_ stage: Stage) throws -> Decimal? {
            try FlowReckoning(index: index, stage: stage, baseline: nil)
                .value(report.series.place, report.facets, through: report.asOf.day)?
                .quantity.value
        }
        let stage = measure.stages[rank]
        for lower in measure.stages[..<rank].reversed() {
            guard let below = try reached(lower) else { continue }
            if value > below { return [.stageAbove(stage, value, lower: lower, below)] }
            break
        }
        for upper in measure.stages[(rank + 1)...] {
            guard let above = try reached(upper) else { continue }
            if above > value { return [.stageAbove(upper, above, lower: stage, value)] }
            break
        }
        return []
    }
}

extension ProgressReported {
    /// Whether two increments of one figure count a day twice.
    ///
    /// One without a stated start is its day alone, and two such never overlap.
    package func overlaps(_ other: ProgressReported) -> Bool {
        guard periodStart != nil || other.periodStart != nil else { return false }
        return (periodStart ?? asOf) <= other.asOf && (other.periodStart ?? other.asOf) <= asOf
    }
}

extension ProgressReported {
    /// The first day that the measure counts, where the report's period begins before it.
    fileprivate func meets(startOf measure: MeasureDefined) -> CalendarDate? {
        guard let start = measure.baseline.start(year: measure.key.year),
            min(periodStart ?? asOf, asOf) < start
        else { return nil }
        return start
    }
}
