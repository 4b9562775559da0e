import EventLog
import GRDB
package import Milepost

/// One consistent state of a log in SQLite, inside a transaction of the store.
package final class SQLiteLog {
    let database: Database
    let tables: Tables
    private var prepared: [String: Prepared] = [:]

    init(_ database: Database, tables: Tables = .live) {
        self.database = database
        self.tables = tables
    }

    /// A statement, prepared once for this state.
    func statement(_ name: String, _ sql: @autoclosure () -> String) throws -> Prepared {
        if let statement = prepared[name] { return statement }
        let statement = try Prepared(database, sql())
        prepared[name] = statement
        return statement
    }
}

// MARK: The log

extension SQLiteLog: LogView {
    package func size() throws -> Position {
        let query = try statement("size", "SELECT coalesce(max(position) + 1, 0) FROM event")
        query.bind()
        return try query.first { $0.integer(0) } ?? 0
    }

    package func line(at position: Position) throws -> [UInt8]? {
        let query = try statement("line", "SELECT line FROM event WHERE position = ?")
        query.bind(position)
        return try query.first { Array($0.bytes(0)) }
    }

    package func leafHash(at position: Position) throws -> [UInt8]? {
        let query = try statement("leaf", "SELECT leaf FROM event WHERE position = ?")
        query.bind(position)
        return try query.first { Array($0.bytes(0)) }
    }

    package func position(of id: EventID) throws -> Position? {
        let query = try statement("id", "SELECT position FROM event WHERE id = ?")
        query.reset()
        query.bind(id.bytes, at: 1)
        return try query.first { $0.integer(0) }
    }

    package func positions(ofIDsEndingIn tail: String) throws -> [Position] {
        let query = try statement(
            "tail",
            "SELECT position FROM event WHERE hex(id) LIKE '%' || ? ORDER BY position DESC LIMIT 9"
        )
        query.reset()
        query.bind(tail, at: 1)
        var positions: [Position] = []
        while try query.step() { positions.append(query.integer(0)) }
        return positions
    }

    package func lines(
        from first: Position,
        through last: Position,
        _ body: (Position, UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws {
        // Not shared: the body may ask for lines itself.
        let query = try Prepared(
            database,
            "SELECT position, line FROM event WHERE position BETWEEN ? AND ? ORDER BY position"
        )
        query.bind(first, last)
        defer { query.reset() }
        while try query.step() {
            guard try body(query.integer(0), query.bytes(1)) else { return }
        }
    }
}

// MARK: The projections, read

extension SQLiteLog {
    package func head(ofChain chain: String) throws -> Position? {
        let query = try statement(
            "head",
            "SELECT position FROM \(tables.name("chain")) WHERE name = ?"
        )
        query.reset()
        query.bind(chain, at: 1)
        return try query.first { $0.integer(0) }
    }

    package func definitions(knownAt: Position) throws -> [Position] {
        let query = try statement(
            "definitions",
            "SELECT position FROM \(tables.name("definition")) WHERE position <= ? ORDER BY position"
        )
        query.bind(knownAt)
        var positions: [Position] = []
        while try query.step() { positions.append(query.integer(0)) }
        return positions
    }

    package func amendments(of root: Position) throws -> [Amendment] {
        let query = try statement(
            "amendments",
            """
            SELECT position, target, kind FROM \(tables.name("amendment"))
            WHERE root = ? ORDER BY position
            """
        )
        query.bind(root)
        var amendments: [Amendment] = []
        while try query.step() {
            amendments.append(
                Amendment(
                    root: root,
                    position: query.integer(0),
                    target: query.integer(1),
                    kind: Amendment.Kind(rawValue: query.integer(2)) ?? .correction
                )
            )
        }
        return amendments
    }

    package func series(of measure: MeasureKey) throws -> [SeriesKey: Int64] {
        let query = try statement(
            "series",
            """
            SELECT id, place, facets, stage, now_at FROM \(tables.name("series"))
            WHERE city = ?1 AND year = ?2 AND project = ?3 AND measure = ?4
            """
        )
        query.reset()
        query.bind(measure.city, at: 1)
        query.bind(Int64(measure.year), at: 2)
        query.bind(measure.project, at: 3)
        query.bind(measure.measure, at: 4)
        var numbers: [SeriesKey: Int64] = [:]
        while try query.step() {
            let key = SeriesKey(
                measure: measure,
                place: query.text(1),
                facets: Facets(text: query.text(2)) ?? .none,
                stage: Stage(rawValue: query.text(3)),
                nowAt: query.integer(4) == 1
            )
            numbers[key] = query.integer(0)
        }
        return numbers
    }

    package func lanes(of series: Int64) throws -> [Lane] {
        let query = try statement(
            "lanes",
            """
            SELECT lane FROM \(tables.name("cell")) WHERE series = ? AND lane > ?
            ORDER BY lane LIMIT 1
            """
        )
        var lanes: [Lane] = []
        // One seek a lane: a lane may hold a million rows.
        query.bind(series, -1)
        while try query.step() {
            let lane = query.integer(0)
            lanes.append(Lane(rawValue: lane))
            query.bind(series, lane)
        }
        return lanes
    }

    package func newest(
        in lane: Lane,
        of series: Int64,
        through day: Int32,
        knownAt: Position
    ) throws -> (day: Int32, cell: Cell)? {
        var found: (Int32, Cell)?
        try eachDay(lane, series, from: .min, through: day, knownAt) { day, cell in
            found = (day, cell)
            return false
        }
        return found
    }

    package func days(
        in lane: Lane,
        of series: Int64,
        from first: Int32,
        through last: Int32,
        knownAt: Position,
        _ body: (Int32, Cell) throws -> Void
    ) throws {
        try eachDay(lane, series, from: first, through: last, knownAt) { day, cell in
            try body(day, cell)
            return true
        }
    }

    /// Seeks from day to day, newest first: a step costs one look-up where the day's newest version
    /// is known already, two where it came later, whatever the number of versions.
    private func eachDay(
        _ lane: Lane,
        _ series: Int64,
        from first: Int32,
        through last: Int32,
        _ knownAt: Position,
        _ body: (Int32, Cell) throws -> Bool
    ) throws {
        let query = try statement(
            "seek",
            """
            SELECT day, position, amount, ulp, more, less, count, report, largest, start
            FROM \(tables.name("cell"))
            WHERE series = ?1 AND lane = ?2 AND (day, position) <= (?3, ?4)
            ORDER BY day DESC, position DESC LIMIT 1
            """
        )
        var seek = (day: Int64(last), position: knownAt)
        while true {
            query.bind(series, lane.rawValue, seek.day, seek.position)
            guard try query.step() else { return }
            let day = query.integer(0)
            guard day >= Int64(first) else { return query.reset() }
            guard query.integer(1) <= knownAt else {
                seek = (day, knownAt)
                continue
            }
            seek = (day, -1)
            let cell = Self.cell(query, from: 2)
            // Reset before the body, which may seek itself.
            query.reset()
            guard cell.count > 0 else { continue }
            if try !body(Int32(clamping: day), cell) { return }
        }
    }

    private static func cell(_ query: Prepared, from column: Int32) -> Cell {
        var cell = Cell()
        cell.amount = query.integer(column)
        cell.ulp = query.integer(column + 1)
        cell.more = Int32(clamping: query.integer(column + 2))
        cell.less = Int32(clamping: query.integer(column + 3))
        cell.count = Int32(clamping: query.integer(column + 4))
        cell.report = query.integer(column + 5)
        cell.largest = query.integer(column + 6)
        cell.start = query.optionalInteger(column + 7).map { Int32(clamping: $0) }
        return cell
    }
}

// MARK: Writing

extension SQLiteLog: LogTransaction {
    package func insert(
        _ line: [UInt8],
        id: EventID,
        leafHash: [UInt8],
        at position: Position
    ) throws {
        let insert = try statement(
            "insert",
            "INSERT INTO event (position, id, line, leaf) VALUES (?, ?, ?, ?)"
        )
        insert.bind(position)
        insert.bind(id.bytes, at: 2)
        insert.bindText(line, at: 3)
        insert.bind(leafHash, at: 4)
        try insert.run()
    }

    package func follow(to position: Position) throws {
        let follow = try statement(
            "follow",
            "UPDATE projection SET position = ? WHERE name = '\(Tables.projection)'"
        )
        follow.bind(position)
        try follow.run()
    }

    package func setHead(ofChain chain: String, to position: Position) throws {
        let put = try statement(
            "setHead",
            """
            INSERT INTO \(tables.name("chain")) (name, position) VALUES (?1, ?2)
            ON CONFLICT (name) DO UPDATE SET position = ?2
            """
        )
        put.reset()
        put.bind(chain, at: 1)
        put.bind(position, at: 2)
        try put.run()
    }

    package func putDefinition(at position: Position) throws {
        let put = try statement(
            "putDefinition",
            "INSERT INTO \(tables.name("definition")) (position) VALUES (?)"
        )
        put.bind(position)
        try put.run()
    }

    package func number(of series: SeriesKey) throws -> Int64 {
        if let number = try knownNumber(of: series) { return number }
        let insert = try statement(
            "putSeries",
            """
            INSERT INTO \(tables.name("series"))
                (city, year, project, measure, place, facets, stage, now_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id
            """
        )
        bind(series, to: insert)
        return try insert.first { $0.integer(0) } ?? 0
    }

    package func knownNumber(of series: SeriesKey) throws -> Int64? {
        let query = try statement(
            "number",
            """
            SELECT id FROM \(tables.name("series"))
            WHERE city = ?1 AND year = ?2 AND project = ?3 AND measure = ?4 AND place = ?5
                AND facets = ?6 AND stage = ?7 AND now_at = ?8
            """
        )
        bind(series, to: query)
        return try query.first { $0.integer(0) }
    }

    private func bind(_ series: SeriesKey, to statement: Prepared) {
        statement.reset()
        statement.bind(series.measure.city, at: 1)
        statement.bind(Int64(series.measure.year), at: 2)
        statement.bind(series.measure.project, at: 3)
        statement.bind(series.measure.measure, at: 4)
        statement.bind(series.place, at: 5)
        statement.bind(series.facets.description, at: 6)
        statement.bind(series.stage?.rawValue ?? "", at: 7)
        statement.bind(series.nowAt ? 1 : 0, at: 8)
    }

    package func latestCell(in slot: Slot) throws -> Cell? {
        let query = try statement(
            "latest",
            """
            SELECT amount, ulp, more, less, count, report, largest, start
            FROM \(tables.name("cell")) WHERE series = ? AND lane = ? AND day = ?
            ORDER BY position DESC LIMIT 1
            """
        )
        query.bind(slot.series, slot.lane.rawValue, Int64(slot.day))
        return try query.first { Self.cell($0, from: 0) }
    }

    package func put(_ cell: Cell, in slot: Slot, at position: Position) throws {
        let insert = try statement(
            "putCell",
            """
            INSERT INTO \(tables.name("cell"))
                (series, lane, day, position, amount, ulp, more, less, count, report, largest, start)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        insert.bind(
            slot.series,
            slot.lane.rawValue,
            Int64(slot.day),
            position,
            cell.amount,
            cell.ulp,
            Int64(cell.more),
            Int64(cell.less),
            Int64(cell.count),
            cell.report,
            cell.largest
        )
        insert.bind(cell.start.map(Int64.init), at: 12)
        try insert.run()
    }

    package func reports(in slot: Slot) throws -> [Position] {
        let query = try statement(
            "reports",
            """
            SELECT DISTINCT report FROM \(tables.name("cell"))
            WHERE series = ? AND lane = ? AND day = ? AND report >= 0 ORDER BY report DESC
            """
        )
        query.bind(slot.series, slot.lane.rawValue, Int64(slot.day))
        var reports: [Position] = []
        while try query.step() { reports.append(query.integer(0)) }
        return reports
    }

    package func put(_ amendment: Amendment) throws {
        let insert = try statement(
            "putAmendment",
            """
            INSERT INTO \(tables.name("amendment")) (root, position, target, kind)
            VALUES (?, ?, ?, ?)
            """
        )
        insert.bind(
            amendment.root,
            amendment.position,
            amendment.target,
            amendment.kind.rawValue
        )
        try insert.run()
    }

    package func citations(of document: String, in series: Int64) throws -> [Position] {
        let query = try statement(
            "citations",
            """
            SELECT position FROM \(tables.name("citation"))
            WHERE document = ?1 AND series = ?2 ORDER BY position
            """
        )
        query.reset()
        query.bind(document, at: 1)
        query.bind(series, at: 2)
        var positions: [Position] = []
        while try query.step() { positions.append(query.integer(0)) }
        return positions
    }

    package func putCitation(
        of document: String,
        in series: Int64,
        at position: Position
    ) throws {
        let insert = try statement(
            "putCitation",
            """
            INSERT INTO \(tables.name("citation")) (document, series, position)
            VALUES (?1, ?2, ?3)
            """
        )
        insert.reset()
        insert.bind(document, at: 1)
        insert.bind(series, at: 2)
        insert.bind(position, at: 3)
        try insert.run()
    }
}
