import Milepost

/// What lies between two points: what exactly one of them sees.
///
/// A point sees what was recorded by its position and is true for a day up to its own.
struct PointSpan {
    /// The point whose day is the earlier one; of one day the first that was given.
    let first: DifferenceQuery.Point
    let last: DifferenceQuery.Point

    init(from: DifferenceQuery.Point, to: DifferenceQuery.Point) {
        (first, last) = from.asOf <= to.asOf ? (from, to) : (to, from)
    }

    /// Positions that only one point knows: after the first, through the last.
    var known: (after: Position, through: Position) {
        (min(first.knownAt, last.knownAt), max(first.knownAt, last.knownAt))
    }

    func knows(_ position: Position) -> Bool {
        position > known.after && position <= known.through
    }

    /// Days with the positions of which one point only sees what was recorded.
    var regions: [(days: ClosedRange<Int32>, after: Position, through: Position)] {
        var regions: [(ClosedRange<Int32>, Position, Position)] = []
        if known.after < known.through {
            regions.append((.min...first.asOf.day, known.after, known.through))
        }
        if first.asOf < last.asOf {
            regions.append((first.asOf.day + 1...last.asOf.day, -1, last.knownAt))
        }
        return regions
    }

    /// Whatever was recorded through this position is seen by both points or by none.
    var beginning: Position { regions.map(\.after).min() ?? known.through }

    func separates(_ position: Position, from day: CalendarDate) -> Bool {
        regions.contains {
            $0.days.contains(day.day) && position > $0.after && position <= $0.through
        }
    }
}
