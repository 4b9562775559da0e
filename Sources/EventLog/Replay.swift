package import Milepost

/// Folds stored lines into fresh projections.
///
/// What it keeps in memory does not grow with the log.
///
/// New versions of cells are held back and written in the order of their keys, a batch at a time:
/// the pages of a table are then touched once a batch instead of once an event.
package struct Replay<Target: LogTransaction> {
    private var buffer: CellBuffer<Target>
    private var chains: [Int64: String] = [:]
    /// The last position in each chain, written with the cells.
    private var heads: [String: Position] = [:]

    package init(into target: Target) {
        buffer = CellBuffer(target: target)
    }

    /// Folds the lines from one position through another.
    package mutating func fold(
        from first: Position,
        through last: Position,
        of log: some LogView
    ) throws {
        try log.lines(from: first, through: last) { position, line in
            try fold(line, at: position)
            return true
        }
        try flush()
    }

    private mutating func fold(_ line: UnsafeBufferPointer<UInt8>, at position: Position) throws {
        let outcome = try buffer.plain.fold(line, at: position)
        switch outcome {
        case .folded: return
        case .unheld(let slot, let posting):
            let last = try buffer.latestCell(in: slot)
            let cell = try Cell(posting, after: last, in: slot.lane, at: position)
            buffer.put(CellVersion(position: position, cell: cell), in: slot)
            return
        case .unknownSeries, .notPlain: break
        }
        let recorded: RecordedEvent
        do throws(UnreadableLine) {
            recorded = try EventText.read(line)
        } catch { throw UnreadableEvent(position: position, reason: error) }
        let event = recorded.event
        if let chain = event.chain { heads[chain] = position }
        if let city = event.definedCity {
            try buffer.target.putDefinition(in: city, at: position)
        }
        try FigureFold.apply(event, at: position, to: &buffer)
        if case .unknownSeries = outcome, case .progressReported(let report) = event {
            let series = try buffer.number(of: report.series)
            buffer.plain.remember(series)
            chains[series] = report.measure.chain
        }
    }

    private mutating func flush() throws {
        for (slot, versions) in buffer.plain.takeVersions() {
            try buffer.target.put(versions, in: slot)
        }
        for (series, position) in buffer.plain.takeSeriesHeads() {
            if let chain = chains[series] { heads[chain] = max(heads[chain] ?? position, position) }
        }
        for (chain, position) in heads.sorted(by: { $0.key < $1.key }) {
            try buffer.target.setHead(ofChain: chain, to: position)
        }
        heads.removeAll(keepingCapacity: true)
        if chains.count > 200_000 { chains.removeAll(keepingCapacity: true) }
    }
}

/// Holds back new versions of cells; the rest is asked of the tables.
private struct CellBuffer<Target: LogTransaction>: FigureWriting {
    var target: Target
    var plain = PlainFold()

    init(target: Target) {
        self.target = target
    }

    mutating func put(_ version: CellVersion, in slot: Slot) { plain.put(version, in: slot) }

    func latestCell(in slot: Slot) throws -> Cell? {
        try plain.newest(in: slot) ?? target.latestCell(in: slot)
    }

    func reports(in slot: Slot) throws -> [Position] {
        let held = plain.versions(in: slot).map(\.cell.report).filter { $0 >= 0 }
        return try Set(held).union(target.reports(in: slot)).sorted(by: >)
    }

    mutating func number(of series: SeriesKey) throws -> Int64 {
        try target.number(of: series)
    }

    func knownNumber(of series: SeriesKey) throws -> Int64? {
        try target.knownNumber(of: series)
    }

    mutating func put(_ amendment: Amendment) throws { try target.put(amendment) }

    mutating func putCitation(
        of document: String,
        in series: Int64,
        at position: Position
    ) throws {
        try target.putCitation(of: document, in: series, at: position)
    }

    func amendments(of root: Position) throws -> [Amendment] { try target.amendments(of: root) }
    func citations(of document: String, in series: Int64) throws -> [Position] {
        try target.citations(of: document, in: series)
    }
    func event(at position: Position) throws -> Event? { try target.event(at: position) }
    func posting(at position: Position) throws -> Posting? { try target.posting(at: position) }
    func id(at position: Position) throws -> EventID? { try target.id(at: position) }
    func recording(at position: Position) throws -> Recording? {
        try target.recording(at: position)
    }
    func position(of id: EventID) throws -> Position? { try target.position(of: id) }
    func series(of measure: MeasureKey) throws -> [SeriesKey: Int64] {
        try target.series(of: measure)
    }
    func lanes(of series: Int64) throws -> [Lane] { try target.lanes(of: series) }
    func newest(
        in lane: Lane,
        of series: Int64,
        through day: Int32,
        knownAt: Position
    ) throws -> (day: Int32, cell: Cell)? {
        try target.newest(in: lane, of: series, through: day, knownAt: knownAt)
    }
    func days(
        in lane: Lane,
        of series: Int64,
        from first: Int32,
        through last: Int32,
        knownAt: Position,
        _ body: (Int32, Cell) throws -> Void
    ) throws {
        try target.days(
            in: lane,
            of: series,
            from: first,
            through: last,
            knownAt: knownAt,
            body
        )
    }
}
