/// What a line from elsewhere stands beside.
package struct ForeignContext: Sendable {
    /// The event of the line before.
    package var previous: Event?
    /// Whether that was recorded in the same millisecond.
    ///
    /// The clock may then have been behind, and so the day of the decision an earlier one.
    package var sameMoment: Bool

    package init(previous: Event?, sameMoment: Bool) {
        self.previous = previous
        self.sameMoment = sameMoment
    }
}

// There is one way for the command line, for sheets and for imports: an event from elsewhere is
// decided anew from what it says, and must come out as it is.
extension Decider {
    /// Refuses an event that would not have been decided at this point of the log.
    ///
    /// The relations of a measure are left to the end of the log: they may name a later line.
    package func check(_ event: Event, id: EventID, in context: ForeignContext) throws {
        try checkReplacement(event, id: id, after: context.previous)
        switch event {
        case .logOpened: return
        case .placeDefined(let place): try checkForeign(place)
        case .projectDefined(let project):
            try check(project)
            guard catalogue.projects[project.project] != project else {
                throw Refusal.saidAlready(nil)
            }
        case .measureDefined(let measure): try checkForeign(measure)
        case .targetSet(let target): try checkForeign(target)
        case .sourceRegistered(let source): try checkForeign(source)
        case .progressReported(let report): try checkForeign(report, in: context)
        case .statusDeclared(let statement):
            try expect(try declare(statement), event, field: "place")
        case .reportCorrected(let correction): try checkForeign(correction)
        case .reportWithdrawn(let withdrawal): try checkForeign(withdrawal)
        case .monthClosed(let closing): try expect(try close(closing), event, field: "place")
        case .monthReopened(let reopening): try expect(try reopen(reopening), event, field: "place")
        // Keys and signatures are of the log as a whole, and checked by whoever takes it in.
        case .keyChanged(let change): try PlainText.checkPublic(change.reason, field: "reason")
        case .checkpointSigned: return
        case .snapshotIssued(let issued):
            guard catalogue.places.cities.contains(issued.city), issued.place != issued.city else {
                throw Refusal.storedOtherwise(field: "place")
            }
            try checkPlace(issued.place, in: issued.city)
        }
    }

    /// Refuses a log that ends where a replacement must follow.
    package func checkEnd(after previous: Event?) throws {
        if let awaited = try awaited(after: previous) { throw Refusal.replacementAlone(awaited) }
    }

    /// Whether what is decided is the event; `field` is what deciding may change in it.
    private func expect(_ decision: Decision, _ event: Event, field: String) throws(Refusal) {
        guard let decided = decision.events.first else {
            throw Refusal.saidAlready(decision.unchanged)
        }
        guard decided == event else { throw Refusal.storedOtherwise(field: field) }
    }
}

// MARK: Definitions

extension Decider {
    private func checkForeign(_ place: PlaceDefined) throws(Refusal) {
        let isCity = place.place == nil
        guard place.parent == nil || (!isCity && place.parent != place.city) else {
            throw Refusal.storedOtherwise(field: "parent")
        }
        try check(place)
        guard catalogue.places.definition(place.place ?? place.city) != place else {
            throw Refusal.saidAlready(nil)
        }
    }

    private func checkForeign(_ measure: MeasureDefined) throws {
        guard measure.baseline == measure.baseline.normalized(year: measure.key.year) else {
            throw Refusal.storedOtherwise(field: "baseline")
        }
        try check(measure)
        guard catalogue.measures[measure.key] != measure else { throw Refusal.saidAlready(nil) }
    }

    private func checkForeign(_ target: TargetSet) throws {
        _ = try measure(target.measure)
        let (text, bound) = try reread(target.amount)
        var draft = target
        draft.amount = try text.stated(bound: bound)
        guard text.sign == .none || text.sign == .minus, text.suffix == nil else {
            throw Refusal.storedOtherwise(field: "amount")
        }
        let decision = try self.target(draft)
        guard case .targetSet(let decided)? = decision.events.first,
            decided.amount == target.amount
        else { throw Refusal.storedOtherwise(field: "amount") }
        let field =
            decided.stage != target.stage
            ? "stage"
            : decided.from != target.from ? "from" : "place"
        try expect(decision, .targetSet(target), field: field)
    }

    private func checkForeign(_ source: SourceRegistered) throws {
        let digits = source.document.utf8
        guard digits.count == 64,
            digits.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }), source.scalars >= 0
        else { throw Refusal.storedOtherwise(field: "document") }
        try expect(try register(source), .sourceRegistered(source), field: "document")
    }

    /// An amount as it would have been typed.
    private func reread(_ amount: StatedAmount) throws(Refusal) -> (AmountText, Bound?) {
        let text: AmountText
        do { text = try AmountText(amount.asWritten) } catch { throw .amount(error) }
        return (text, text.bound == .exact && amount.bound != .exact ? amount.bound : nil)
    }
}

// MARK: Reports

extension Decider {
    private func checkForeign(_ report: ProgressReported, in context: ForeignContext) throws {
        var draft = try ReportDraft(report, amount: report.amount, received: today)
        draft.restates = report.restates
        draft.replaces = report.replaces
        var formed = try formed(draft)
        if context.sameMoment { formed.received = report.received }
        guard formed == report else {
            throw Refusal.storedOtherwise(field: formed.firstDifference(from: report))
        }
        switch try sameFact(as: report) {
        case .again(let id): throw Refusal.saidAlready(id)
        case .elsewhere: throw Refusal.storedOtherwise(field: "restates")
        case nil: try checkOpen(report)
        }
    }

    /// The report that must come next after a withdrawal that names its replacement.
    private func awaited(after previous: Event?) throws -> EventID? {
        guard case .reportWithdrawn(let withdrawal)? = previous, let new = withdrawal.replacedBy,
            // Sent again after the withdrawal was undone, the report was there before.
            try store.position(of: new) == nil
        else { return nil }
        return new
    }

    /// The withdrawal of a report and the one that replaces it stand together.
    private func checkReplacement(_ event: Event, id: EventID, after previous: Event?) throws {
        var replaces: EventID?
        if case .progressReported(let report) = event { replaces = report.replaces }
        let awaited = try awaited(after: previous)
        guard replaces != nil || awaited != nil else { return }
        guard awaited == id, case .reportWithdrawn(let withdrawal)? = previous,
            withdrawal.subject.on == replaces
        else { throw Refusal.replacementAlone(awaited ?? id) }
    }
}

extension ProgressReported {
    /// The field, as it is headed in a sheet, in which two reports of one line differ.
    fileprivate func firstDifference(from other: ProgressReported) -> String {
        let fields: [(String, Bool)] = [
            ("amount", amount == other.amount), ("place", place == other.place),
            ("stage", stage == other.stage), ("unit", unit == other.unit),
            ("baseline", baseline == other.baseline), ("received", received == other.received),
            ("restates", restates == other.restates),
        ]
        return fields.first { !$0.1 }?.0 ?? "mode"
    }
}

// MARK: Corrections and withdrawals

extension Decider {
    private func position(actedOnBy subject: Subject) throws -> Position {
        guard let position = try store.position(of: subject.on) else {
            throw Refusal.unknownEvent(subject.on.description)
        }
        return position
    }

    private func checkForeign(_ correction: ReportCorrected) throws {
        let (text, bound) = try reread(correction.amount)
        guard text.sign == .none || text.sign == .minus, text.suffix == nil else {
            throw Refusal.storedOtherwise(field: "amount")
        }
        let decision = try correct(
            try position(actedOnBy: correction.subject),
            amount: text,
            bound: bound,
            reason: correction.reason,
            note: correction.note
        )
        guard case .reportCorrected(let decided)? = decision.events.first,
            decided.subject == correction.subject
        else { throw Refusal.storedOtherwise(field: "project") }
        try expect(decision, .reportCorrected(correction), field: "amount")
    }

    private func checkForeign(_ withdrawal: ReportWithdrawn) throws {
        let position = try position(actedOnBy: withdrawal.subject)
        let decision = try withdraw(
            position,
            reason: withdrawal.reason,
            note: withdrawal.note
        )
        guard case .reportWithdrawn(var decided)? = decision.events.first else { return }
        if let new = withdrawal.replacedBy {
            guard case .progressReported? = try store.event(at: position) else {
                throw Refusal.cannotActOn(withdrawal.subject.on)
            }
            try checkReplaced(by: new, withdrawal)
            decided.replacedBy = new
        }
        guard decided == withdrawal else { throw Refusal.storedOtherwise(field: "project") }
    }

    /// What replaces a report comes next, or was there before; then it says so.
    private func checkReplaced(by new: EventID, _ withdrawal: ReportWithdrawn) throws {
        guard let position = try store.position(of: new) else { return }
        guard case .progressReported(let report)? = try store.event(at: position),
            report.replaces == withdrawal.subject.on
        else { throw Refusal.replacementAlone(new) }
    }
}
