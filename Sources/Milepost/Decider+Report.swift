extension Decider {
    /// Decides one report: refused, already there, or an event with what to look at.
    package func report(_ report: ProgressReported) throws -> Decision {
        let measure = try measure(report.measure)
        if let known = try sameFact(as: report) {
            switch known {
            case .again(let id): return Decision(unchanged: id)
            case .elsewhere(let id):
                try checkOpen(report)
                var restatement = report
                restatement.restates = id
                return Decision(events: [.progressReported(restatement)], warnings: [.restates(id)])
            }
        }
        try checkOpen(report)
        let warnings = report.restates == nil ? try self.warnings(for: report, of: measure) : []
        return Decision(events: [.progressReported(report)], warnings: warnings)
    }

    func checkOpen(_ report: ProgressReported) throws {
        try checkOpen(report.asOf, at: report.series.place, replacing: report.replaces)
    }

    /// The event as it would be stored: every default left out, every rule of the kind kept.
    ///
    /// Apart from the decision, because an event id that was seen before is looked up first.
    package func formed(_ draft: ReportDraft) throws -> ProgressReported {
        let measure = try measure(draft.measure)
        try checkPlace(draft.place, in: draft.measure.city)
        try checkFacets(draft.facets, of: measure)
        let stage = try storedStage(draft.stage, of: measure, required: true)
        let mode = try draft.amount.mode(given: draft.mode, of: measure, nowAt: draft.nowAt)
        let unit = try draft.amount.unit(for: mode, of: measure)
        let amount = try draft.amount.stated(bound: draft.bound)
        try check(amount, mode: mode, of: measure, note: draft.note)
        try checkText(draft.note, field: "note")
        try checkSource(draft.source)

        var report = ProgressReported(
            measure: draft.measure,
            mode: mode,
            amount: amount,
            asOf: draft.asOf
        )
        report.place = draft.place == draft.measure.city ? nil : draft.place
        report.facets = draft.facets
        report.stage = stage
        report.nowAt = draft.nowAt
        report.unit = unit
        report.assumed = draft.assumed
        report.source = draft.source
        report.separate = draft.separate
        report.note = draft.note
        report.replaces = draft.replaces
        report.received = draft.received == today ? nil : draft.received
        if let was = draft.was {
            guard mode == .level else { throw Refusal.wasNotOfMode(mode) }
            report.was = was
        }
        if let due = draft.due {
            guard mode == .remaining else { throw Refusal.dueNotOfMode(mode) }
            report.due = due
        }
        if let start = draft.periodStart {
            guard mode == .increment || mode == .change else {
                throw Refusal.periodStartNotOfMode(mode)
            }
            guard start <= draft.asOf else {
                throw Refusal.periodStartAfterEnd(start, draft.asOf)
            }
            report.periodStart = start
        }
        if let baseline = draft.baseline?.normalized(year: draft.measure.year) {
            guard mode == .total else { throw Refusal.baselineNotOfMode(mode) }
            report.baseline = baseline == measure.baseline ? nil : baseline
        }
        if mode == .total,
            let start = (report.baseline ?? measure.baseline).start(year: draft.measure.year),
            report.asOf < start
        {
            throw Refusal.totalBeforeBaseline(asOf: report.asOf, baseline: start)
        }
        if let id = draft.restates { report.restates = try restated(id, by: report) }
        return report
    }

    func check(
        _ amount: StatedAmount,
        mode: Mode,
        of measure: MeasureDefined,
        note: String?
    ) throws(Refusal) {
        if mode == .level && measure.kind == .rank {
            guard amount.value.isWhole, amount.value > .zero else {
                throw Refusal.rankNotWhole(amount.value)
            }
        }
        guard amount.value < .zero else { return }
        switch mode {
        case .increment:
            guard note != nil else { throw Refusal.negativeNeedsNote(amount.value) }
        case .change:
            return
        case .level where measure.kind == .rate || measure.kind == .standard:
            return
        case .level, .total, .remaining, .share:
            throw Refusal.negative(mode, amount.value)
        }
    }

    /// The report that one named as its restatement repeats: of the same figure, mode and day.
    private func restated(_ id: EventID, by report: ProgressReported) throws -> EventID {
        guard let position = try store.position(of: id),
            case .progressReported(let first) = try store.event(at: position)
        else { throw Refusal.notAReport(id) }
        guard first.series == report.series, first.mode == report.mode,
            first.baseline == report.baseline, first.asOf == report.asOf
        else { throw Refusal.restatesOtherFigure(id) }
        // A restatement of a restatement repeats the first.
        return first.restates ?? id
    }

    enum KnownFact {
        case again(EventID)
        case elsewhere(EventID)
    }

    /// Whether the document says this already: at the same place in it, or at another.
    func sameFact(as report: ProgressReported) throws -> KnownFact? {
        guard let source = report.source, report.replaces == nil,
            let series = try store.knownNumber(of: report.series)
        else { return nil }
        var elsewhere: (EventID, StatedAmount)?
        for position in try store.citations(of: source.document, in: series) {
            guard case .progressReported(let other) = try store.event(at: position),
                let id = try store.id(at: position), other.mode == report.mode,
                other.baseline == report.baseline, other.asOf == report.asOf,
                let amount = try amountInForce(of: other, at: position)
            else { continue }
            let same = amount.value == report.amount.value && amount.bound == report.amount.bound
            if other.source?.range == source.range {
                guard other.periodStart == report.periodStart else { continue }
                if same { return .again(id) }
                throw Refusal.readOtherwise(
                    event: id,
                    value: amount.asWritten,
                    from: source
                )
            }
            if other.restates == nil, elsewhere == nil { elsewhere = (id, amount) }
        }
        guard let (id, amount) = elsewhere, !report.separate, report.restates == nil else {
            return nil
        }
        guard amount.value == report.amount.value, amount.bound == report.amount.bound else {
            throw Refusal.sameFactElsewhere(event: id, value: amount.asWritten)
        }
        return .elsewhere(id)
    }

    /// The amount in force of a report; nil when it is withdrawn.
    package func amountInForce(
        of report: ProgressReported,
        at position: Position
    ) throws -> StatedAmount? {
        let standing = Standing(root: position, amendments: try store.amendments(of: position))
        guard !standing.withdrawn else { return nil }
        guard let correction = standing.correction,
            case .reportCorrected(let corrected) = try store.event(at: correction)
        else { return report.amount }
        return corrected.amount
    }
}
