extension Decider {
    /// A status without a number.
    package func declare(_ statement: StatusDeclared) throws -> Decision {
        guard catalogue.projects[statement.project] != nil else {
            throw Refusal.unknownProject(statement.project.description, near: [])
        }
        if let measure = statement.measure {
            _ = try self.measure(
                MeasureKey(
                    city: statement.project.city,
                    year: statement.project.year,
                    project: statement.project.project,
                    measure: measure
                )
            )
        }
        try checkPlace(statement.place, in: statement.project.city)
        try checkText(statement.note, field: "note")
        try checkSource(statement.source)
        guard statement.status != .other || statement.note != nil else {
            throw Refusal.emptyText(field: "note")
        }
        var stored = statement
        if stored.place == statement.project.city { stored.place = nil }
        if stored.source != nil,
            let same = catalogue.statements.first(where: { $0.statement == stored })
        {
            return Decision(unchanged: same.id)
        }
        try checkOpen(stored.asOf, at: stored.place ?? stored.project.city)
        return Decision(
            events: [.statusDeclared(stored)],
            warnings: statement.asOf > today ? [.future(statement.asOf)] : []
        )
    }

    /// Registers a document; the same bytes again add nothing.
    package func register(_ source: SourceRegistered) throws -> Decision {
        try checkText(source.title, field: "title")
        try checkText(source.publisher, field: "publisher")
        if let known = catalogue.sources[source.document], known == source { return Decision() }
        return Decision(events: [.sourceRegistered(source)])
    }

    /// A new amount for a report, a target, or through a correction for its report.
    package func correct(
        _ position: Position,
        amount: AmountText,
        bound: Bound?,
        reason: String,
        note: String?
    ) throws -> Decision {
        let (subject, root, event) = try actedOn(position)
        try checkText(reason, field: "reason")
        try checkText(note, field: "note")
        let amendments = try store.amendments(of: root)
        if !isRetry,
            Standing.isWithdrawn(position, amendments: amendments)
                || Standing.isWithdrawn(root, amendments: amendments)
        {
            throw Refusal.alreadyWithdrawn(subject.on, by: nil)
        }
        if case .reportWithdrawn = try store.event(at: position) {
            throw Refusal.cannotActOn(subject.on)
        }
        let stated = try amount.stated(bound: bound)
        switch event {
        case .progressReported(let report):
            let measure = try measure(report.measure)
            // The mode stays: a sign may repeat it, not change it.
            switch amount.sign {
            case .plus where report.mode != .increment && report.mode != .change,
                .equals where report.mode != .total:
                throw Refusal.modeContradictsSign(report.mode, amount.sign)
            case .plus, .equals, .minus, .none: break
            }
            let unit = try amount.unit(for: report.mode, of: measure)
            if report.mode == .change, let unit, unit != report.unit {
                throw Refusal.wrongUnit(unit, expected: report.unit ?? measure.unit)
            }
            try check(stated, mode: report.mode, of: measure, note: note ?? report.note)
        case .targetSet(let target):
            _ = try amount.unit(for: .total, of: try measure(target.measure))
        default:
            throw Refusal.cannotActOn(subject.on)
        }
        var correction = ReportCorrected(subject: subject, amount: stated, reason: reason)
        correction.note = note
        return Decision(
            events: [.reportCorrected(correction)],
            warnings: try amendingWarnings(event)
        )
    }

    /// Takes a report, target, statement, correction or withdrawal out of force.
    package func withdraw(
        _ position: Position,
        reason: String,
        note: String?
    ) throws -> Decision {
        let (subject, root, event) = try actedOn(position)
        try checkText(reason, field: "reason")
        try checkText(note, field: "note")
        let amendments = try store.amendments(of: root)
        if !isRetry, Standing.isWithdrawn(position, amendments: amendments) {
            let by = amendments.last { $0.target == position && $0.kind == .withdrawal }
            throw Refusal.alreadyWithdrawn(
                subject.on,
                by: try by.flatMap { try store.id(at: $0.position) }
            )
        }
        var withdrawal = ReportWithdrawn(subject: subject, reason: reason)
        withdrawal.note = note
        var decision = Decision(
            events: [.reportWithdrawn(withdrawal)],
            warnings: try amendingWarnings(event)
        )
        if position == root, case .progressReported(let report) = event, report.restates == nil,
            let restatement = try restatement(of: subject.on, report)
        {
            decision.warnings.append(.hasRestatements(restatement))
        }
        return decision
    }

    /// Withdraws a report and records it anew, each naming the other.
    ///
    /// `newID` is the id that the new report will have.
    package func replace(
        _ position: Position,
        with draft: ReportDraft,
        newID: EventID,
        reason: String
    ) throws -> Decision {
        var decision = try withdraw(position, reason: reason, note: nil)
        guard case .reportWithdrawn(var withdrawal)? = decision.events.first,
            case .progressReported = try store.event(at: position)
        else { throw Refusal.cannotActOn(try store.id(at: position) ?? newID) }
        withdrawal.replacedBy = newID
        var draft = draft
        draft.replaces = withdrawal.subject.on
        let report = try self.report(try formed(draft))
        decision.events = [.reportWithdrawn(withdrawal)] + report.events
        decision.warnings += report.warnings
        return decision
    }

    /// Refused where the day is closed hard, marked where it is closed.
    private func amendingWarnings(_ event: Event?) throws -> [EntryWarning] {
        guard let (place, day) = event?.dated else { return [] }
        try checkNotHard(day, at: place)
        return catalogue.closing(of: day, at: place).map { [.afterClose(through: $0.through)] }
            ?? []
    }

    private func restatement(of id: EventID, _ report: ProgressReported) throws -> EventID? {
        guard let source = report.source,
            let series = try store.knownNumber(of: report.series)
        else { return nil }
        for position in try store.citations(of: source.document, in: series) {
            if case .progressReported(let other) = try store.event(at: position),
                other.restates == id, try amountInForce(of: other, at: position) != nil
            {
                return try store.id(at: position)
            }
        }
        return nil
    }

    /// What a correction or withdrawal names, and the report, target or statement it ends at.
    private func actedOn(_ position: Position) throws -> (Subject, Position, Event?) {
        guard let id = try store.id(at: position) else {
            throw Refusal.unknownEvent("@\(position)")
        }
        let (root, event) = try FigureFold.root(of: position, in: store)
        switch event {
        case .progressReported(let report):
            return (
                Subject(
                    on: id,
                    project: report.measure.projectKey,
                    measure: report.measure.measure
                ),
                root, event
            )
        case .targetSet(let target):
            return (
                Subject(
                    on: id,
                    project: target.measure.projectKey,
                    measure: target.measure.measure
                ),
                root, event
            )
        case .statusDeclared(let statement):
            return (
                Subject(on: id, project: statement.project, measure: statement.measure), root, event
            )
        default: throw Refusal.cannotActOn(id)
        }
    }
}
