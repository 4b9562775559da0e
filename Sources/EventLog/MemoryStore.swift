package import Milepost
import Synchronization

/// A log in memory: for tests, and the plainest reading of what a store must do.
package final class MemoryStore: EventStore {
    private let state = Mutex(MemoryLog())

    package init() {}

    package func read<Result>(_ body: (MemoryLog) throws -> Result) throws -> Result {
        try body(state.withLock { $0 })
    }

    package func write<Result>(_ body: (inout MemoryLog) throws -> Result) throws -> Result {
        try state.withLock { state in
            var copy = state
            let result = try body(&copy)
            state = copy
            return result
        }
    }
}

/// The state of a log in memory.
///
/// A value: a copy is a consistent view, or a transaction.
package struct MemoryLog: LogTransaction, Sendable {
    private struct Key: Hashable {
        var series: Int64
        var lane: Lane
    }

    private var lines: [[UInt8]] = []
    private var hashes: [[UInt8]] = []
    private var ids: [EventID: Position] = [:]
    private var heads: [String: Position] = [:]
    private var defined: [(city: String, position: Position)] = []
    private var numbers: [SeriesKey: Int64] = [:]
    private var ofMeasure: [MeasureKey: [SeriesKey: Int64]] = [:]
    private var cells: [Key: [Int32: [CellVersion]]] = [:]
    private var lanesOf: [Int64: Set<Lane>] = [:]
    private var amendmentsOf: [Position: [Amendment]] = [:]
    private var cited: [String: [Position]] = [:]

    package init() {}

    package func size() -> Position { Position(lines.count) }

    package func line(at position: Position) -> [UInt8]? {
        lines.indices.contains(Int(position)) ? lines[Int(position)] : nil
    }

    package func leafHash(at position: Position) -> [UInt8]? {
        hashes.indices.contains(Int(position)) ? hashes[Int(position)] : nil
    }

    package func position(of id: EventID) -> Position? { ids[id] }

    package func positions(ofIDsEndingIn tail: String) -> [Position] {
        Array(ids.filter { $0.key.bytes.hex.hasSuffix(tail) }.map(\.value).sorted().prefix(9))
    }

    package func head(ofChain chain: String) -> Position? { heads[chain] }

    package func definitions(in city: String?, knownAt: Position) -> [Position] {
        defined.filter { defined in
            defined.position <= knownAt
                && (city.map { $0 == defined.city } ?? (defined.city != Event.custody))
        }.map(\.position)
    }

    package func amendments(of root: Position) -> [Amendment] { amendmentsOf[root] ?? [] }

    package func lines(
        from first: Position,
        through last: Position,
        _ body: (Position, UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws {
        var position = first
        while position <= last, let line = line(at: position) {
            guard try line.withUnsafeBufferPointer({ try body(position, $0) }) else { return }
            position += 1
        }
    }

    /// Only the leaves are kept.
    package func hash(level: Int, index: Int64) -> [UInt8]? {
        level == 0 ? leafHash(at: index) : nil
    }

    // MARK: Figures

    package func series(of measure: MeasureKey) -> [SeriesKey: Int64] { ofMeasure[measure] ?? [:] }

    package func lanes(of series: Int64) -> [Lane] { (lanesOf[series] ?? []).sorted() }

    private func cell(_ versions: [CellVersion], knownAt: Position) -> Cell? {
        guard let version = versions.last(where: { $0.position <= knownAt }),
            version.cell.count > 0
        else { return nil }
        return version.cell
    }

    package func newest(
        in lane: Lane,
        of series: Int64,
        through day: Int32,
        knownAt: Position
    ) -> (day: Int32, cell: Cell)? {
        guard let days = cells[Key(series: series, lane: lane)] else { return nil }
        for other in days.keys.filter({ $0 <= day }).sorted(by: >) {
            if let cell = days[other].flatMap({ cell($0, knownAt: knownAt) }) {
                return (other, cell)
            }
        }
        return nil
    }

    package func days(
        in lane: Lane,
        of series: Int64,
        from first: Int32,
        through last: Int32,
        knownAt: Position,
        _ body: (Int32, Cell) throws -> Void
    ) throws {
        guard first <= last, let days = cells[Key(series: series, lane: lane)] else { return }
        for day in days.keys.filter({ (first...last).contains($0) }).sorted(by: >) {
            if let cell = days[day].flatMap({ cell($0, knownAt: knownAt) }) { try body(day, cell) }
        }
    }

    package func versions(
        in lane: Lane,
        of series: Int64,
        from first: Int32,
        through last: Int32,
        after position: Position,
        knownAt: Position,
        _ body: (Int32, CellVersion) throws -> Bool
    ) throws {
        guard first <= last, let days = cells[Key(series: series, lane: lane)] else { return }
        for day in days.keys.filter({ (first...last).contains($0) }).sorted(by: >) {
            let versions = (days[day] ?? []).filter {
                $0.position > position && $0.position <= knownAt
            }
            for version in versions.reversed() {
                guard try body(day, version) else { break }
            }
        }
    }

    package mutating func number(of series: SeriesKey) -> Int64 {
        if let number = numbers[series] { return number }
        let number = Int64(numbers.count + 1)
        numbers[series] = number
        ofMeasure[series.measure, default: [:]][series] = number
        return number
    }

    package func knownNumber(of series: SeriesKey) -> Int64? { numbers[series] }

    package func latestCell(in slot: Slot) -> Cell? {
        cells[Key(series: slot.series, lane: slot.lane)]?[slot.day]?.last?.cell
    }

    package mutating func put(_ version: CellVersion, in slot: Slot) {
        put([version], in: slot)
    }

    package mutating func put(_ versions: [CellVersion], in slot: Slot) {
        cells[Key(series: slot.series, lane: slot.lane), default: [:]][slot.day, default: []]
            .append(contentsOf: versions)
        lanesOf[slot.series, default: []].insert(slot.lane)
    }

    package func reports(in slot: Slot) -> [Position] {
        let versions = cells[Key(series: slot.series, lane: slot.lane)]?[slot.day] ?? []
        return Set(versions.map(\.cell.report).filter { $0 >= 0 }).sorted(by: >)
    }

    package mutating func put(_ amendment: Amendment) {
        amendmentsOf[amendment.root, default: []].append(amendment)
    }

    package func citations(of document: String, in series: Int64) -> [Position] {
        cited["\(document)/\(series)"] ?? []
    }

    package mutating func putCitation(
        of document: String,
        in series: Int64,
        at position: Position
    ) {
        cited["\(document)/\(series)", default: []].append(position)
    }

    // MARK: Appending

    package mutating func insert(
        _ line: [UInt8],
        id: EventID,
        leafHash: [UInt8],
        at position: Position
    ) {
        lines.append(line)
        hashes.append(leafHash)
        ids[id] = position
    }

    package mutating func setHead(ofChain chain: String, to position: Position) {
        heads[chain] = position
    }

    package mutating func putDefinition(in city: String, at position: Position) {
        defined.append((city, position))
    }

    package mutating func follow(to position: Position) {}
}
