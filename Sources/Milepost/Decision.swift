/// What a command leads to when it is not refused.
package struct Decision: Sendable {
    package var events: [Event] = []
    package var warnings: [EntryWarning] = []
    /// The event that already says so: nothing is appended.
    package var unchanged: EventID?

    package init(events: [Event] = [], warnings: [EntryWarning] = [], unchanged: EventID? = nil) {
        self.events = events
        self.warnings = warnings
        self.unchanged = unchanged
    }
}

/// Decides commands against the state of the log: the catalogue, the figures, the events.
///
/// Pure: reads what the store holds, changes nothing, knows no clock but the day it is told.
package struct Decider<Store: FigureWriting> {
    package internal(set) var catalogue: Catalogue
    package let store: Store
    package let today: CalendarDate
    /// The last position of the log; everything recorded is known to a decision.
    package let head: Position
    /// Where the id was seen before: what the first time changed must not refuse the second, which
    /// is only compared with it.
    package var retried: Position?

    var isRetry: Bool { retried != nil }

    package init(catalogue: Catalogue, store: Store, today: CalendarDate, head: Position) {
        self.catalogue = catalogue
        self.store = store
        self.today = today
        self.head = head
    }

    func measure(_ key: MeasureKey) throws(Refusal) -> MeasureDefined {
        guard let measure = catalogue.measures[key] else {
            throw Refusal.unknownMeasure(
                key.measure,
                in: key.projectKey,
                known: catalogue.measures(of: key.projectKey).map(\.key.measure)
            )
        }
        return measure
    }

    func checkPlace(_ place: String?, in city: String) throws(Refusal) {
        guard let place else { return }
        guard catalogue.places.isAt(place, orBelow: city) else {
            throw Refusal.unknownPlace(place, known: catalogue.places.children(of: city))
        }
    }

    func checkFacets(_ facets: Facets, of measure: MeasureDefined) throws(Refusal) {
        for pair in facets.pairs {
            guard let declared = measure.facets.first(where: { $0.name == pair.name }) else {
                throw Refusal.unknownFacet(pair.name, known: measure.facets.map(\.name))
            }
            guard declared.values.contains(pair.value) else {
                throw Refusal.unknownFacetValue(
                    facet: pair.name,
                    value: pair.value,
                    known: declared.values
                )
            }
        }
    }

    /// The stage as stored: absent where the ladder has one only.
    func storedStage(
        _ stage: Stage?,
        of measure: MeasureDefined,
        required: Bool
    ) throws(Refusal) -> Stage? {
        guard let stage else {
            guard measure.stages.count == 1 || !required else {
                throw Refusal.stageMissing(ladder: measure.stages)
            }
            return nil
        }
        guard measure.stages.contains(stage) else {
            throw Refusal.stageNotOnLadder(stage, ladder: measure.stages)
        }
        return measure.stages.count == 1 ? nil : stage
    }

    func checkSource(_ source: SourceRange?) throws(Refusal) {
        guard let source else { return }
        guard let document = catalogue.sources[source.document] else {
            throw Refusal.unknownSource(
                source.document,
                known: catalogue.sources.keys.map { String($0.prefix(12)) }.sorted()
            )
        }
        if let range = source.range, range.upperBound > document.scalars || range.isEmpty {
            throw Refusal.sourceRange(range, scalars: document.scalars)
        }
    }

    func checkText(_ text: String?, field: String) throws(Refusal) {
        try PlainText.checkPublic(text, field: field)
    }
}
