/// What figures are reckoned from: the cells, as known at any position.
///
/// Two kinds of store keep them, so that neither the fold nor a figure knows which.
package protocol FigureReading {
    /// The series of a measure that have ever had a report, and their numbers.
    func series(of measure: MeasureKey) throws -> [SeriesKey: Int64]

    /// The lanes of a series that have ever had a report.
    func lanes(of series: Int64) throws -> [Lane]

    /// The newest day through `day` on which something stood in the lane, as known at a position.
    func newest(
        in lane: Lane,
        of series: Int64,
        through day: Int32,
        knownAt: Position
    ) throws -> (day: Int32, cell: Cell)?

    /// Calls the body with each day of the lane in `days`, newest first, on which something stood.
    func days(
        in lane: Lane,
        of series: Int64,
        from first: Int32,
        through last: Int32,
        knownAt: Position,
        _ body: (Int32, Cell) throws -> Void
    ) throws
}

/// What the fold writes to.
package protocol FigureWriting: FigureReading {
    /// The number of a series, given on its first report: 1, 2, 3, …
    mutating func number(of series: SeriesKey) throws -> Int64

    /// The series' number where it has one.
    func knownNumber(of series: SeriesKey) throws -> Int64?

    func latestCell(in slot: Slot) throws -> Cell?

    /// Adds the newest version of a slot.
    mutating func put(_ version: CellVersion, in slot: Slot) throws

    /// The reports that were ever put in the slot, newest first.
    func reports(in slot: Slot) throws -> [Position]

    func amendments(of root: Position) throws -> [Amendment]

    mutating func put(_ amendment: Amendment) throws

    /// The reports of a series that name a document as their source, oldest first.
    func citations(of document: String, in series: Int64) throws -> [Position]

    mutating func putCitation(of document: String, in series: Int64, at position: Position) throws

    func event(at position: Position) throws -> Event?

    /// What a report adds by itself, whatever was done to it since; nil of any other event.
    func posting(at position: Position) throws -> Posting?

    func id(at position: Position) throws -> EventID?

    func position(of id: EventID) throws -> Position?

    /// Who recorded an event, and when.
    func recording(at position: Position) throws -> Recording?
}

/// Who recorded an event, and when.
package struct Recording: Sendable, Hashable {
    package var id: EventID
    package var actor: String
    package var recordedAt: Moment

    package init(id: EventID, actor: String, recordedAt: Moment) {
        self.id = id
        self.actor = actor
        self.recordedAt = recordedAt
    }
}

/// A log that does not hold what it must hold, found while folding.
package enum FoldError: Error, Sendable, Hashable {
    case unknownSubject(EventID, at: Position)
    case overflow(at: Position)
}
