import EventLog
package import Milepost

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

    package func definitions(in city: String?, knownAt: Position) throws -> [Position] {
        let query =
            try city == nil
            ? statement(
                "definitions",
                """
                SELECT position FROM \(tables.name("definition"))
                WHERE position <= ?1 AND city <> '#' ORDER BY position
                """
            )
            : statement(
                "definitionsOfCity",
                """
                SELECT position FROM \(tables.name("definition"))
                WHERE position <= ?1 AND city = ?2 ORDER BY position
                """
            )
        query.bind(knownAt)
        if let city { query.bind(city, at: 2) }
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
            SELECT day, first, versions FROM \(tables.name("cell"))
            WHERE series = ?1 AND lane = ?2 AND (day, first) <= (?3, ?4)
            ORDER BY day DESC, first DESC LIMIT 1
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
            let version = CellVersions.newest(in: query.bytes(2), knownAt: knownAt)
            // Reset before the body, which may seek itself.
            query.reset()
            guard let cell = version?.cell, cell.count > 0 else { continue }
            if try !body(Int32(clamping: day), cell) { return }
        }
    }
}
