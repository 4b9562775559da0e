import Milepost

extension Explanation {
    /// The explanation in the form that `cli.md` names, with what else is known of each term.
    package var json: OutputJSON {
        .object([
            ("figure", row.json),
            ("asOf", .of(asOf)),
            ("knownAt", .of(knownAt)),
            ("terms", .array(terms.map(json))),
            ("months", .array(months.map(json))),
            ("parts", .array(parts.map(json))),
            ("stretches", .array(stretches.map(json))),
            ("opening", .of(figure.opening?.value)),
            ("notBrokenDown", .of(notBrokenDown?.value)),
            (
                "sourced",
                .object([
                    ("terms", .of(sourced.terms)), ("of", .of(sourced.of)),
                    ("amount", .of(sourced.amount)), ("notExamined", .of(sourced.notExamined)),
                ])
            ),
            (
                "unlisted",
                .object([
                    ("before", .of(unlisted.before)), ("afterAsOf", .of(unlisted.afterAsOf)),
                    ("notYetKnown", .of(unlisted.notYetKnown)),
                ])
            ),
            ("sum", .of(sum?.value)),
        ])
    }

    private func json(_ term: Term) -> OutputJSON {
        let words = ExplanationWords(language: .en, fullIDs: true)
        return .object([
            ("event", .of(term.event)),
            ("position", .of(term.position)),
            ("amount", .of(term.amount.value)),
            ("counts", .of(term.counts)),
            ("because", .of(words.because(term, of: self))),
            ("code", .of(term.because.code)),
            ("by", .of(term.because.by)),
            ("asOf", .of(term.asOf)),
            ("periodStart", .of(term.periodStart)),
            ("mode", .of(term.mode)),
            ("baseline", .of(term.baseline?.text)),
            ("bound", .of(term.amount.bound)),
            ("asWritten", .of(term.amount.asWritten)),
            ("unit", .of(term.mode == .share ? "%" : term.unit ?? measure.unit)),
            ("correctedBy", .of(term.correction?.by)),
            ("original", .of(term.correction?.original.value)),
            ("reason", .of(term.correction?.reason ?? term.because.reason)),
            ("source", json(term.source)),
            ("assumed", .of(term.assumed)),
            ("late", .of(term.late != nil)),
            ("note", .of(term.note)),
        ])
    }

    private func json(_ source: Source?) -> OutputJSON {
        guard let source else { return .null }
        return .object([
            ("document", .of(source.document)), ("from", .of(source.range?.lowerBound)),
            ("to", .of(source.range?.upperBound)), ("title", .of(source.title)),
        ])
    }

    private func json(_ month: Month) -> OutputJSON {
        .object([
            ("month", .of(month.name)), ("amount", .of(month.amount.value)),
            ("events", .of(month.events)), ("counts", .of(month.counts)),
        ])
    }

    private func json(_ part: Part) -> OutputJSON {
        .object([
            ("place", .of(part.place)), ("facets", .of(part.facets)),
            ("amount", .of(part.amount.value)), ("events", .of(part.events)),
            ("value", .of(part.whole?.value)), ("since", .of(part.since)),
        ])
    }

    private func json(_ stretch: Stretch) -> OutputJSON {
        .object([
            ("event", .of(stretch.total)), ("position", .of(stretch.position)),
            ("asOf", .of(stretch.asOf)), ("total", .of(stretch.amount.value)),
            ("from", .of(stretch.from)), ("before", .of(stretch.before?.value)),
            ("increments", .of(stretch.increments?.value)), ("events", .of(stretch.events)),
            ("unreconciled", .of(stretch.unreconciled?.value)),
            ("opening", .of(stretch.opening?.value)),
        ])
    }
}

extension Explanation.Because {
    fileprivate var reason: String? {
        guard case .withdrawn(_, let reason) = self else { return nil }
        return reason
    }
}
