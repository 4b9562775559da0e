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
            SELECT lane FROM \(tables.name("slot")) WHERE series = ? AND lane > ?
            ORDER BY lane LIMIT 1
            """
        )
        var lanes: [Lane] = []
        // One seek a lane: a lane may hold many days.
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
        let days = try slots(of: series, lane, from: .min, through: day, knownAt)
        while try days.step() {
            let day = days.integer(0)
            guard let cell = try cell(series, lane, day, knownAt) else { continue }
            days.reset()
            return (Int32(clamping: day), cell)
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
        for day in try knownDays(of: series, lane, from: first, through: last, knownAt) {
            guard let cell = try cell(series, lane, day, knownAt) else { continue }
            try body(Int32(clamping: day), cell)
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
        let query = try statement(
            "versions",
            """
            SELECT versions FROM \(tables.name("cell"))
            WHERE series = ?1 AND lane = ?2 AND day = ?3 AND first <= ?4
            ORDER BY first DESC
            """
        )
        for day in try knownDays(of: series, lane, from: first, through: last, knownAt) {
            query.bind(series, lane.rawValue, day, knownAt)
            rows: while try query.step() {
                let versions = CellVersions.all(in: query.bytes(0))
                for version in versions.reversed() where version.position <= knownAt {
                    guard version.position > position, try body(Int32(clamping: day), version)
                    else { break rows }
                }
            }
            query.reset()
        }
    }

    /// All of the days at once: what is done with one may ask for days itself.
    private func knownDays(
        of series: Int64,
        _ lane: Lane,
        from first: Int32,
        through last: Int32,
        _ knownAt: Position
    ) throws -> [Int64] {
        let slots = try slots(of: series, lane, from: first, through: last, knownAt)
        var days: [Int64] = []
        while try slots.step() { days.append(slots.integer(0)) }
        return days
    }

    /// The days of a lane on which anything was known, newest first.
    private func slots(
        of series: Int64,
        _ lane: Lane,
        from first: Int32,
        through last: Int32,
        _ knownAt: Position
    ) throws -> Prepared {
        let query = try statement(
            "slots",
            """
            SELECT day FROM \(tables.name("slot"))
            WHERE series = ?1 AND lane = ?2 AND day BETWEEN ?3 AND ?4 AND since <= ?5
            ORDER BY day DESC
            """
        )
        query.bind(series, lane.rawValue, Int64(first), Int64(last), knownAt)
        return query
    }

    /// What stood on a day; nil where nothing did any more.
    private func cell(
        _ series: Int64,
        _ lane: Lane,
        _ day: Int64,
        _ knownAt: Position
    ) throws -> Cell? {
        let query = try statement(
            "cell",
            """
            SELECT versions FROM \(tables.name("cell"))
            WHERE series = ?1 AND lane = ?2 AND day = ?3 AND first <= ?4
            ORDER BY first DESC LIMIT 1
            """
        )
        query.bind(series, lane.rawValue, day, knownAt)
        let cell = try query.first { CellVersions.newest(in: $0.bytes(0), knownAt: knownAt)?.cell }
        return cell.flatMap(\.self).flatMap { $0.count > 0 ? $0 : nil }
    }
}
