/// The cells of one measure through a day, as known at one position, read once.
///
/// So that its figures on many days follow from one reading: whatever position it is asked with, it
/// answers with the one that it was read at.
package struct MeasureCells: FigureReading {
    private let numbers: [SeriesKey: Int64]
    private var stacks: [Int64: [Lane: [(day: Int32, cell: Cell)]]] = [:]

    package init(
        _ store: some FigureReading,
        of measure: MeasureKey,
        through last: CalendarDate,
        knownAt: Position
    ) throws {
        numbers = try store.series(of: measure)
        for series in numbers.values {
            for lane in try store.lanes(of: series) {
                var stack: [(day: Int32, cell: Cell)] = []
                try store.days(
                    in: lane,
                    of: series,
                    from: .min,
                    through: last.day,
                    knownAt: knownAt
                ) { stack.append((day: $0, cell: $1)) }
                stacks[series, default: [:]][lane] = stack
            }
        }
    }

    package func series(of measure: MeasureKey) -> [SeriesKey: Int64] {
        numbers.filter { $0.key.measure == measure }
    }

    package func lanes(of series: Int64) -> [Lane] { stacks[series]?.keys.sorted() ?? [] }

    package func newest(
        in lane: Lane,
        of series: Int64,
        through day: Int32,
        knownAt: Position
    ) -> (day: Int32, cell: Cell)? {
        stacks[series]?[lane]?.first { $0.day <= day }
    }

    package func days(
        in lane: Lane,
        of series: Int64,
        from first: Int32,
        through last: Int32,
        knownAt: Position,
        _ body: (Int32, Cell) throws -> Void
    ) rethrows {
        for (day, cell) in stacks[series]?[lane] ?? [] where first...last ~= day {
            try body(day, cell)
        }
    }
}
