import Milepost

/// Folds plain reports of known series into cells that are held in memory: what a replay does for
/// nearly every line.
///
/// Not generic, unlike what surrounds it: the compiler makes no special code for a store in another
/// module, and the general code costs several times the work.
struct PlainFold {
    /// What became of a line.
    enum Outcome {
        case folded
        /// A plain report of a known series, whose slot is not held.
        case unheld(Slot, Posting)
        /// A plain report of a series not met yet.
        case unknownSeries
        case notPlain
    }

    private struct Held {
        var newest: Cell
        var versions: [CellVersion] = []
    }

    private var scanner = PostingScanner()
    private var numbers: [SeriesBytes: Int64] = [:]
    private var slots: [Slot: Held] = [:]
    /// The last position of plain reports in each series.
    private(set) var seriesHeads: [Int64: Position] = [:]

    /// How many series or slots are remembered: memory does not grow with the log.
    private static let limit = 200_000

    mutating func fold(
        _ line: UnsafeBufferPointer<UInt8>,
        at position: Position
    ) throws(FoldError) -> Outcome {
        guard scanner.scan(line) else { return .notPlain }
        guard let series = numbers[scanner.seriesBytes] else { return .unknownSeries }
        seriesHeads[series] = position
        let slot = Slot(series: series, lane: scanner.lane, day: scanner.day)
        guard let index = slots.index(forKey: slot) else { return .unheld(slot, scanner.posting) }
        let last = slots.values[index].newest
        let cell = try Cell(scanner.posting, after: last, in: slot.lane, at: position)
        slots.values[index].newest = cell
        slots.values[index].versions.append(CellVersion(position: position, cell: cell))
        return .folded
    }

    /// Remembers the number of the series of the line that was scanned last.
    mutating func remember(_ series: Int64) { numbers[scanner.seriesBytes] = series }

    mutating func put(_ version: CellVersion, in slot: Slot) {
        slots[slot, default: Held(newest: version.cell)].newest = version.cell
        slots[slot]?.versions.append(version)
    }

    func newest(in slot: Slot) -> Cell? { slots[slot]?.newest }

    func versions(in slot: Slot) -> [CellVersion] { slots[slot]?.versions ?? [] }

    /// What is held back, in the order of its keys; after it nothing is.
    mutating func takeVersions() -> [(slot: Slot, versions: [CellVersion])] {
        let held = slots.filter { !$0.value.versions.isEmpty }.sorted {
            ($0.key.series, $0.key.lane.rawValue, $0.key.day)
                < ($1.key.series, $1.key.lane.rawValue, $1.key.day)
        }.map { (slot: $0.key, versions: $0.value.versions) }
        if slots.count > Self.limit {
            slots.removeAll(keepingCapacity: true)
        } else {
            for (slot, _) in held { slots[slot]?.versions = [] }
        }
        if numbers.count > Self.limit { numbers.removeAll(keepingCapacity: true) }
        return held
    }

    mutating func takeSeriesHeads() -> [Int64: Position] {
        defer { seriesHeads.removeAll(keepingCapacity: true) }
        return seriesHeads
    }
}
