/// A report as somebody asks for it, before it is decided.
package struct ReportDraft: Sendable, Hashable {
    package var measure: MeasureKey
    package var amount: AmountText
    package var mode: Mode?
    package var bound: Bound?
    package var place: String?
    package var facets = Facets.none
    package var stage: Stage?
    package var nowAt = false
    package var baseline: Baseline?
    package var periodStart: CalendarDate?
    package var asOf: CalendarDate
    package var received: CalendarDate
    package var was: Decimal?
    package var due: CalendarDate?
    package var assumed = false
    package var source: SourceRange?
    package var restates: EventID?
    package var separate = false
    package var replaces: EventID?
    package var note: String?

    package init(
        measure: MeasureKey,
        amount: AmountText,
        asOf: CalendarDate,
        received: CalendarDate
    ) {
        self.measure = measure
        self.amount = amount
        self.asOf = asOf
        self.received = received
    }
}

extension AmountText {
    /// How the amount is to be read for a measure: by the mode given, else by its sign.
    func mode(
        given: Mode?,
        of measure: MeasureDefined,
        nowAt: Bool
    ) throws(Refusal) -> Mode {
        let legal = measure.kind.modes(nowAt: nowAt)
        let signed: Mode?
        switch sign {
        case .plus: signed = legal.contains(.increment) ? .increment : .change
        case .equals: signed = .total
        case .minus:
            let falls = suffix == .percent || suffix == .points
            signed = legal.contains(.increment) ? .increment : falls || given == nil ? .change : nil
        case .none: signed = legal.contains(.level) ? .level : nil
        }
        if let given {
            // A bare amount takes any mode; so does a negative one that may be a level.
            if sign == .plus || sign == .equals, signed != given {
                throw Refusal.modeContradictsSign(given, sign)
            }
            guard legal.contains(given) else {
                throw Refusal.modeNotOfKind(given, measure.kind, nowAt: nowAt, legal: legal)
            }
            return given
        }
        guard let signed else { throw Refusal.modeMissing(written, unit: measure.unit) }
        guard legal.contains(signed) else {
            throw Refusal.modeNotOfKind(signed, measure.kind, nowAt: nowAt, legal: legal)
        }
        return signed
    }

    /// The unit of a change where it is not the measure's own; checks every other unit.
    func unit(for mode: Mode, of measure: MeasureDefined) throws(Refusal) -> String? {
        switch suffix {
        case nil:
            return nil
        case .percent where mode == .share:
            return nil
        case .percent where mode == .change:
            return "%"
        case .percent where measure.unit == "%":
            return nil
        case .points where mode == .change:
            return measure.unit == "百分点" ? nil : "百分点"
        case .points where measure.unit == "百分点":
            return nil
        case .unit(let unit)
        where AmountText.Suffix.unit(unit).names(measure.unit) && mode != .share:
            return nil
        case .percent: throw Refusal.wrongUnit("%", expected: expected(mode, measure))
        case .points: throw Refusal.wrongUnit("百分点", expected: expected(mode, measure))
        case .unit(let unit): throw Refusal.wrongUnit(unit, expected: expected(mode, measure))
        }
    }

    private func expected(_ mode: Mode, _ measure: MeasureDefined) -> String {
        mode == .share ? "%" : measure.unit
    }

    /// The amount with a bound given in words beside it.
    package func stated(bound given: Bound?) throws(Refusal) -> StatedAmount {
        if let given, bound != .exact, given != bound {
            throw Refusal.boundTwice(bound, given)
        }
        return StatedAmount(
            value: value,
            bound: bound == .exact ? given ?? .exact : bound,
            written: written
        )
    }
}

extension AmountText {
    /// The amount of a target of a measure.
    package func promised(
        bound: Bound?,
        of measure: MeasureDefined
    ) throws(Refusal) -> StatedAmount {
        _ = try unit(for: .total, of: measure)
        return try stated(bound: bound)
    }
}

extension ReportDraft {
    /// A report as it could be asked for again, with its amount in force.
    package init(_ report: ProgressReported, amount: StatedAmount, received: CalendarDate)
        throws(Refusal)
    {
        let text: AmountText
        do { text = try AmountText(amount.asWritten) } catch { throw .amount(error) }
        self.init(
            measure: report.measure,
            amount: text,
            asOf: report.asOf,
            received: report.received ?? received
        )
        mode = report.mode
        bound = text.bound == .exact && amount.bound != .exact ? amount.bound : nil
        place = report.place
        facets = report.facets
        stage = report.stage
        nowAt = report.nowAt
        baseline = report.baseline
        periodStart = report.periodStart
        was = report.was
        due = report.due
        assumed = report.assumed
        source = report.source
        separate = report.separate
        note = report.note
        if let unit = report.unit { self.amount.suffix = unit == "%" ? .percent : .points }
    }
}
