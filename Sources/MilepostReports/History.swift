package import EventLog
package import Milepost

/// The events of a log, or of one project or measure, in the order of their positions.
package struct History: Sendable {
    package let entries: [HistoryEntry]

    /// Which events are asked for; nil is any.
    package struct Filter: Sendable, Hashable {
        package var project: ProjectKey?
        /// Narrower than its project.
        package var measure: MeasureKey?
        package var actor: String?
        /// Recorded at this moment or later.
        package var since: Moment?

        package init(
            project: ProjectKey? = nil,
            measure: MeasureKey? = nil,
            actor: String? = nil,
            since: Moment? = nil
        ) {
            self.project = project
            self.measure = measure
            self.actor = actor
            self.since = since
        }
    }

    /// Every entry that fits; of a long log rather `forEach`, which keeps none.
    package init(
        _ view: some LogView,
        catalogue: Catalogue,
        filter: Filter,
        knownAt: Position
    ) throws {
        var entries: [HistoryEntry] = []
        try Self.forEach(in: view, catalogue: catalogue, filter: filter, knownAt: knownAt) {
            entries.append($0)
        }
        self.entries = entries
    }

    /// Calls the body with each entry that fits, oldest first.
    package static func forEach(
        in view: some LogView,
        catalogue: Catalogue,
        filter: Filter,
        knownAt: Position,
        _ body: (HistoryEntry) throws -> Void
    ) throws {
        let first =
            try filter.since.map { since in
                try view.lastPosition(recordedBy: Moment(milliseconds: since.milliseconds - 1)) + 1
            } ?? 0
        if let chains = filter.chains(catalogue) {
            let found = try chains.flatMap {
                try positions(inChain: $0, from: first, knownAt: knownAt, view)
            }
            for position in found.sorted() {
                guard let recorded = try view.recorded(at: position), filter.fits(recorded)
                else { continue }
                try body(try HistoryEntry(recorded, at: position, in: view))
            }
            return
        }
        // The bytes tell whose line it is, so that the others need not be read.
        let actor = filter.actor.map { Array(#""actor":"#.utf8) + JSON.string($0).bytes + [0x2C] }
        try view.lines(from: first, through: knownAt) { position, line in
            if let actor, !contains(line, actor) { return true }
            if let recorded = try view.recorded(at: position), filter.fits(recorded) {
                try body(try HistoryEntry(recorded, at: position, in: view))
            }
            return true
        }
    }

    private static func positions(
        inChain chain: String,
        from first: Position,
        knownAt: Position,
        _ view: some LogView
    ) throws -> [Position] {
        var positions: [Position] = []
        try view.chain(chain, knownAt: knownAt) { position, _ in
            guard position >= first else { return false }
            positions.append(position)
            return true
        }
        return positions
    }

    private static func contains(_ line: UnsafeBufferPointer<UInt8>, _ part: [UInt8]) -> Bool {
        guard let first = part.first, line.count >= part.count else { return false }
        return (0...(line.count - part.count)).contains { start in
            line[start] == first && line[start..<(start + part.count)].elementsEqual(part)
        }
    }
}

extension History.Filter {
    /// The chains that hold the events asked for; nil where that is the whole log.
    fileprivate func chains(_ catalogue: Catalogue) -> [String]? {
        if let measure { return [measure.chain] }
        return project.map { project in
            [project.description] + catalogue.measures(of: project).map(\.key.chain)
        }
    }

    fileprivate func fits(_ recorded: RecordedEvent) -> Bool {
        if let actor, recorded.actor != actor { return false }
        if let since, recorded.recordedAt < since { return false }
        return true
    }
}

extension History {
    /// One line an event, oldest first.
    package func text(
        _ language: Language,
        _ catalogue: Catalogue,
        time: (Moment) -> String = \.textInUTC
    ) -> String {
        entries.map { $0.text(language, catalogue, time: time) + "\n" }.joined()
    }

    /// The events in the form that `cli.md` names.
    package func json(_ catalogue: Catalogue) throws -> OutputJSON {
        .object([("events", .array(try entries.map { try $0.json(catalogue) }))])
    }
}
