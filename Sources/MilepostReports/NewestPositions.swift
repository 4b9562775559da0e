import Milepost

/// The newest positions of many, and how many there were besides.
struct NewestPositions {
    /// So many are listed where not all are asked for.
    static let listed = 20

    private let limit: Int
    /// Beyond so many counting stops: it would take as long as listing.
    private let counting: Int
    private var kept: [Position] = []
    private var count = 0
    /// There may be more than were taken.
    private var isCut = false

    init(all: Bool) {
        limit = all ? .max : Self.listed
        counting = all ? .max : 1000
    }

    var isEmpty: Bool { kept.isEmpty }

    /// Whether some are left out for sure.
    var isOverfull: Bool { count > kept.count }

    /// Oldest first.
    var positions: [Position] { kept.sorted() }

    var unlisted: Difference.Unlisted {
        Difference.Unlisted(events: count - kept.count, orMore: isCut || count >= counting)
    }

    /// Takes a position; answers whether an older one may still matter.
    @discardableResult
    mutating func take(_ position: Position) -> Bool {
        count = min(count + 1, counting)
        guard kept.count == limit else {
            kept.append(position)
            return true
        }
        let oldest = kept.indices.min { kept[$0] < kept[$1] }
        guard let oldest, position > kept[oldest] else { return count < counting }
        kept[oldest] = position
        return true
    }

    /// Says that not all were looked at.
    mutating func cut() { isCut = true }

    mutating func take(_ other: NewestPositions) {
        let besides = other.unlisted.events
        for position in other.kept { take(position) }
        count = min(count + besides, counting)
        isCut = isCut || other.isCut
    }
}
