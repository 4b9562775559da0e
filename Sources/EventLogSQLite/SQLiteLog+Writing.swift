import EventLog
package import Milepost

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
        try grow(by: leafHash, at: position)
    }

    /// Adds a leaf to the tree, and keeps the subtrees that it completes.
    func grow(by leafHash: [UInt8], at position: Position) throws {
        var edge = try edge ?? MerkleEdge(size: position, over: self)
        for node in try edge.append(leafHash) where Self.keeps(level: node.level) {
            let insert = try statement(
                "putNode",
                "INSERT INTO node (level, idx, hash) VALUES (?1, ?2, ?3)"
            )
            insert.bind(Int64(node.level), node.index)
            insert.bind(node.hash, at: 3)
            try insert.run()
        }
        self.edge = edge
    }

    /// Writes down the tree that the transaction leaves.
    func keepRoot() throws {
        guard let edge, edge.size > 0 else { return }
        let put = try statement(
            "putRoot",
            """
            INSERT INTO tree (only, size, root) VALUES (1, ?1, ?2)
            ON CONFLICT (only) DO UPDATE SET size = ?1, root = ?2
            """
        )
        put.bind(edge.size)
        put.bind(try edge.root(), at: 2)
        try put.run()
    }

    package func follow(to position: Position) throws {
        let follow = try statement(
            "follow",
            "UPDATE projection SET position = ? WHERE name = '\(Tables.projection)'"
        )
        follow.bind(position)
        try follow.run()
        try keepRoot()
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

    package func putDefinition(in city: String, at position: Position) throws {
        let put = try statement(
            "putDefinition",
            "INSERT INTO \(tables.name("definition")) (position, city) VALUES (?1, ?2)"
        )
        put.bind(position)
        put.bind(city, at: 2)
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
        try lastRow(of: slot).flatMap { _, versions in
            versions.bytes.withUnsafeBufferPointer {
                CellVersions.newest(in: $0, knownAt: .max)?.cell
            }
        }
    }

    private func lastRow(of slot: Slot) throws -> (first: Position, versions: CellVersions)? {
        let query = try statement(
            "lastRow",
            """
            SELECT first, versions FROM \(tables.name("cell"))
            WHERE series = ? AND lane = ? AND day = ? ORDER BY first DESC LIMIT 1
            """
        )
        query.bind(slot.series, slot.lane.rawValue, Int64(slot.day))
        return try query.first { ($0.integer(0), CellVersions($0.bytes(1))) }
    }

    package func put(_ version: CellVersion, in slot: Slot) throws {
        try put([version], in: slot)
    }

    package func put(_ versions: [CellVersion], in slot: Slot) throws {
        var row = try lastRow(of: slot)
        if row == nil, let first = versions.first { try begin(slot, at: first.position) }
        for version in versions {
            if let full = row, full.versions.count == CellVersions.capacity {
                try put(full, in: slot)
                row = nil
            }
            var next = row ?? (version.position, CellVersions())
            next.versions.append(version)
            row = next
        }
        if let row { try put(row, in: slot) }
    }

    private func begin(_ slot: Slot, at position: Position) throws {
        let insert = try statement(
            "putSlot",
            """
            INSERT INTO \(tables.name("slot")) (series, lane, day, since) VALUES (?1, ?2, ?3, ?4)
            """
        )
        insert.bind(slot.series, slot.lane.rawValue, Int64(slot.day), position)
        try insert.run()
    }

    private func put(_ row: (first: Position, versions: CellVersions), in slot: Slot) throws {
        let put = try statement(
            "putRow",
            """
            INSERT INTO \(tables.name("cell")) (series, lane, day, first, versions)
            VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (series, lane, day, first) DO UPDATE SET versions = ?5
            """
        )
        put.bind(slot.series, slot.lane.rawValue, Int64(slot.day), row.first)
        put.bind(row.versions.bytes, at: 5)
        try put.run()
    }

    package func reports(in slot: Slot) throws -> [Position] {
        let query = try statement(
            "reports",
            """
            SELECT versions FROM \(tables.name("cell"))
            WHERE series = ? AND lane = ? AND day = ?
            """
        )
        query.bind(slot.series, slot.lane.rawValue, Int64(slot.day))
        var reports: Set<Position> = []
        while try query.step() {
            reports.formUnion(CellVersions.all(in: query.bytes(0)).map(\.cell.report))
        }
        reports.remove(-1)
        return reports.sorted(by: >)
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
