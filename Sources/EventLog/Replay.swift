package import Milepost

/// Folds stored lines into fresh projections.
///
/// What it keeps in memory does not grow with the log.
///
/// New versions of cells are held back and written in the order of their keys, a batch at a time:
/// the pages of a table are then touched once a batch instead of once an event.
package struct Replay<Target: LogTransaction> {
    private var buffer: CellBuffer<Target>
    private var scanner = PostingScanner()
    private var numbers: [SeriesBytes: Int64] = [:]
    private var chains: [Int64: String] = [:]
    /// The last position in each chain, and of plain reports in each series, written with the cells.
    private var heads: [String: Position] = [:]
    private var seriesHeads: [Int64: Position] = [:]

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
        let isPlain = scanner.scan(line)
        if isPlain, let series = numbers[scanner.seriesBytes] {
            let slot = Slot(series: series, lane: scanner.lane, day: scanner.day)
            try buffer.post(scanner.posting, in: slot, at: position)
            seriesHeads[series] = position
            return
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
        if isPlain, case .progressReported(let report) = event {
            if numbers.count >= 200_000 {
                try flush()
                numbers.removeAll(keepingCapacity: true)
                chains.removeAll(keepingCapacity: true)
            }
            let series = try buffer.number(of: report.series)
            numbers[scanner.seriesBytes] = series
            chains[series] = report.measure.chain
        }
    }

    private mutating func flush() throws {
        try buffer.flush()
        for (series, position) in seriesHeads {
            if let chain = chains[series] { heads[chain] = max(heads[chain] ?? position, position) }
        }
        seriesHeads.removeAll(keepingCapacity: true)
        for (chain, position) in heads.sorted(by: { $0.key < $1.key }) {
            try buffer.target.setHead(ofChain: chain, to: position)
        }
        heads.removeAll(keepingCapacity: true)
    }
}

/// Holds back new versions of cells, and remembers the newest ones.
private struct CellBuffer<Target: LogTransaction>: FigureWriting {
    private struct Held {
        var newest: Cell
        var versions: [CellVersion] = []

        mutating func add(_ version: CellVersion) {
            newest = version.cell
            versions.append(version)
        }
    }

    var target: Target
    private var slots: [Slot: Held] = [:]

    init(target: Target) {
        self.target = target
    }

    /// Writes what is held back in the order of its keys.
    mutating func flush() throws {
        let held = slots.filter { !$0.value.versions.isEmpty }.sorted {
            ($0.key.series, $0.key.lane.rawValue, $0.key.day)
                < ($1.key.series, $1.key.lane.rawValue, $1.key.day)
        }
        for (slot, cells) in held {
            try target.put(cells.versions, in: slot)
            slots[slot]?.versions.removeAll(keepingCapacity: true)
        }
        if slots.count > 200_000 { slots.removeAll(keepingCapacity: true) }
    }

    mutating func post(_ posting: Posting, in slot: Slot, at position: Position) throws {
        guard let index = slots.index(forKey: slot) else {
            let last = try target.latestCell(in: slot)
            let cell = try Cell(posting, after: last, in: slot.lane, at: position)
            put(CellVersion(position: position, cell: cell), in: slot)
            return
        }
        let last = slots.values[index].newest
        let cell = try Cell(posting, after: last, in: slot.lane, at: position)
        slots.values[index].add(CellVersion(position: position, cell: cell))
    }

    mutating func put(_ version: CellVersion, in slot: Slot) {
        slots[slot, default: Held(newest: version.cell)].add(version)
    }

    func latestCell(in slot: Slot) throws -> Cell? {
        if let held = slots[slot] { return held.newest }
        return try target.latestCell(in: slot)
    }

    func reports(in slot: Slot) throws -> [Position] {
        let held = (slots[slot]?.versions ?? []).map(\.cell.report).filter { $0 >= 0 }
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

    // Nothing but cells is held back: the rest is asked of the tables.
    func amendments(of root: Position) throws -> [Amendment] { try target.amendments(of: root) }
    func citations(of document: String, in series: Int64) throws -> [Position] {
        try target.citations(of: document, in: series)
    }
    func event(at position: Position) throws -> Event? { try target.event(at: position) }
    func id(at position: Position) throws -> EventID? { try target.id(at: position) }
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
