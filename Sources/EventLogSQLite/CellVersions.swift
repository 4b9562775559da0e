import Milepost

/// Versions of a slot in the bytes of one row, as `cell.sql` describes them.
///
/// A row for each version would cost a replay more than everything else it does.
struct CellVersions {
    /// With its key a full row stays under the quarter of a page that SQLite keeps in place.
    static let capacity = 15
    private static let words = 8
    private static let size = words * 8

    private(set) var bytes: [UInt8] = []

    init() {}

    init(_ stored: UnsafeBufferPointer<UInt8>) { bytes = Array(stored) }

    var count: Int { bytes.count / Self.size }

    mutating func append(_ version: CellVersion) {
        let cell = version.cell
        for word in [
            version.position, cell.amount, cell.ulp, cell.report, cell.largest, Int64(cell.count),
            Int64(cell.more) << 32 | Int64(cell.less), cell.start.map(Int64.init) ?? .min,
        ] {
            withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
        }
    }

    /// The newest version at or before a position.
    static func newest(
        in stored: UnsafeBufferPointer<UInt8>,
        knownAt: Position
    ) -> CellVersion? {
        var index = stored.count / size - 1
        while index >= 0 {
            if word(0, of: index, in: stored) <= knownAt { return version(index, in: stored) }
            index -= 1
        }
        return nil
    }

    static func all(in stored: UnsafeBufferPointer<UInt8>) -> [CellVersion] {
        (0..<stored.count / size).map { version($0, in: stored) }
    }

    private static func version(
        _ index: Int,
        in stored: UnsafeBufferPointer<UInt8>
    ) -> CellVersion {
        var cell = Cell()
        cell.amount = word(1, of: index, in: stored)
        cell.ulp = word(2, of: index, in: stored)
        cell.report = word(3, of: index, in: stored)
        cell.largest = word(4, of: index, in: stored)
        cell.count = Int32(clamping: word(5, of: index, in: stored))
        let bounds = word(6, of: index, in: stored)
        cell.more = Int32(clamping: bounds >> 32)
        cell.less = Int32(truncatingIfNeeded: bounds)
        let start = word(7, of: index, in: stored)
        cell.start = start == .min ? nil : Int32(clamping: start)
        return CellVersion(position: word(0, of: index, in: stored), cell: cell)
    }

    private static func word(
        _ word: Int,
        of index: Int,
        in stored: UnsafeBufferPointer<UInt8>
    ) -> Int64 {
        Int64(
            littleEndian: UnsafeRawBufferPointer(stored)
                .loadUnaligned(fromByteOffset: index * size + word * 8, as: Int64.self)
        )
    }
}
