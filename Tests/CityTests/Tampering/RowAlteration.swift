import EventLog
import Foundation
import GRDB
import Milepost
import MilepostReports
import Testing

/// One change of a row that somebody makes behind the program's back.
enum RowAlteration: String, CaseIterable {
    case line, leaf, id, node, tree, deleted, inserted, swapped
    case chain, definition, series, cell, amendment, citation, projection

    /// What `verify` must say of a change.
    struct Expected {
        var code: String?
        /// Where that stands, or else the first finding.
        var positions: ClosedRange<Position>?

        func isMet(by findings: [LogFinding]) -> Bool {
            let found = findings.filter { finding in code.map { $0 == finding.code } ?? true }
            guard let positions else { return !found.isEmpty }
            return found.compactMap(\.position).min().map(positions.contains) ?? false
        }
    }

    /// Alters one thing.
    func apply(_ dice: inout Dice, _ database: Database) throws -> Expected {
        let size = try Position.fetchOne(database, sql: "SELECT count(*) FROM event") ?? 0
        let position = Position(dice.below(Int(size)))
        switch self {
        case .line, .leaf, .id: return try flip(at: position, &dice, database)
        case .node: return try alterNode(&dice, database)
        case .tree: return try alterTree(&dice, database)
        case .deleted:
            try database.execute(sql: "DELETE FROM event WHERE position = ?", arguments: [position])
            guard dice.chance(50) else {
                let isLast = position == size - 1
                let first = isLast ? position & ~15 : position
                return Expected(
                    code: isLast ? "rootDiffers" : "linesMissing",
                    positions: first...first
                )
            }
            try shift(database, after: position, by: -1)
        case .inserted:
            let place = Position(dice.below(Int(size) + 1))
            let row = try #require(try event(at: position, database))
            let other = EventID(high: 0x0193_0000_0000_7000, low: 0x8000_0000_0000_0000)
            let old = try EventText.read(row.line).id.description
            let text = String(decoding: row.line, as: UTF8.self)
            let line = Array(text.replacing(#""id":"\#(old)""#, with: #""id":"\#(other)""#).utf8)
            try shift(database, after: place - 1, by: 1)
            try database.execute(
                sql: "INSERT INTO event VALUES (?, ?, CAST(? AS TEXT), ?)",
                arguments: [place, Data(other.bytes), Data(line), Data(LeafHash.of(line))]
            )
            return Expected(positions: max(0, place - 15)...place)
        case .swapped:
            let other = Position(dice.below(Int(size)))
            guard other != position else { return try apply(&dice, database) }
            let (one, two) = (
                try #require(try event(at: position, database)),
                try #require(try event(at: other, database))
            )
            try put(EventRow(id: Data(count: 16), line: [], leaf: two.leaf), at: other, database)
            try put(two, at: position, database)
            try put(one, at: other, database)
            let first = min(position, other)
            return Expected(positions: max(0, first - 15)...first)
        case .projection: return try alterProjection(&dice, database)
        default: return try alterTable(&dice, database)
        }
        return Expected(positions: max(0, position - 15)...position)
    }

    // MARK: Lines

    private struct EventRow {
        var id: Data
        var line: [UInt8]
        var leaf: Data
    }

    private func event(at position: Position, _ database: Database) throws -> EventRow? {
        try Row.fetchOne(
            database,
            sql: "SELECT id, CAST(line AS BLOB) AS line, leaf FROM event WHERE position = ?",
            arguments: [position]
        ).map { row in EventRow(id: row["id"], line: Array(row["line"] as Data), leaf: row["leaf"])
        }
    }

    private func put(_ row: EventRow, at position: Position, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE event SET id = ?, line = CAST(? AS TEXT), leaf = ? WHERE position = ?",
            arguments: [row.id, Data(row.line), row.leaf, position]
        )
    }

    private func flip(
        at position: Position,
        _ dice: inout Dice,
        _ database: Database
    ) throws -> Expected {
        var row = try #require(try event(at: position, database))
        var code = "leafHashDiffers"
        switch self {
        case .line: row.line.flip(&dice)
        case .leaf: row.leaf.flip(&dice)
        default:
            row.id.flip(&dice)
            code = "idDiffers"
        }
        try put(row, at: position, database)
        return Expected(code: code, positions: position...position)
    }

    /// Renumbers the lines after a position.
    private func shift(_ database: Database, after position: Position, by step: Int64) throws {
        let far: Int64 = 1 << 40
        try database.execute(
            sql: "UPDATE event SET position = position + ? WHERE position > ?",
            arguments: [far, position]
        )
        try database.execute(
            sql: "UPDATE event SET position = position - ? WHERE position >= ?",
            arguments: [far - step, far]
        )
    }

    // MARK: The tree

    private func alterNode(_ dice: inout Dice, _ database: Database) throws -> Expected {
        let rows = try Row.fetchAll(database, sql: "SELECT level, idx, hash FROM node")
        let row = dice.pick(rows)
        let (level, index): (Int64, Int64) = (row["level"], row["idx"])
        var hash: Data = row["hash"]
        let change: (String, [any DatabaseValueConvertible])
        switch dice.below(4) {
        case 0: change = ("DELETE FROM node", [])
        case 1: change = ("UPDATE node SET idx = ?", [index + Int64(rows.count + dice.below(99))])
        case 2: change = ("UPDATE node SET level = ?", [level + 16])
        default:
            hash.flip(&dice)
            change = ("UPDATE node SET hash = ?", [hash])
        }
        try database.execute(
            sql: change.0 + " WHERE level = ? AND idx = ?",
            arguments: StatementArguments(change.1 + [level, index])
        )
        return Expected(code: "nodeDiffers", positions: index << level...index << level)
    }

    private func alterTree(_ dice: inout Dice, _ database: Database) throws -> Expected {
        let row = try #require(try Row.fetchOne(database, sql: "SELECT size, root FROM tree"))
        let size: Position = row["size"]
        var root: Data = row["root"]
        switch dice.below(8) {
        case 0: try database.execute(sql: "DELETE FROM tree")
        case 1:
            var other = size
            while other == size || other <= 0 { other = size ^ (1 << Int64(dice.below(62))) }
            try database.execute(sql: "UPDATE tree SET size = ?", arguments: [other])
        default:
            root.flip(&dice)
            try database.execute(sql: "UPDATE tree SET root = ?", arguments: [root])
            let first = (size - 1) & ~15
            return Expected(code: "rootDiffers", positions: first...first)
        }
        return Expected(code: "rootDiffers", positions: 0...size)
    }

    // MARK: The projections

    private func alterProjection(_ dice: inout Dice, _ database: Database) throws -> Expected {
        let number = Int64(1 + dice.below(1_000_000)) * (dice.chance(50) ? 1 : -1)
        let sql =
            switch dice.below(5) {
            case 0: "DELETE FROM projection"
            case 1: "UPDATE projection SET name = 'x' || \(number)"
            case 2: "INSERT INTO projection VALUES ('other', 1, \(number))"
            case 3: "UPDATE projection SET version = version + \(number)"
            default: "UPDATE projection SET position = position + \(number)"
            }
        try database.execute(sql: sql)
        return Expected(code: "projectionDiffers")
    }

    /// Deletes a row of the table, or changes one of its values.
    private func alterTable(_ dice: inout Dice, _ database: Database) throws -> Expected {
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(rawValue)")
        let row = dice.pick(rows)
        let names = Array(row.columnNames)
        let found = names.map { "\($0) = ?" }.joined(separator: " AND ")
        let values = Array(row.databaseValues)
        let place: [String: String] = ["series": "", "cell": "first"]
        let key = place[rawValue] ?? "position"
        let first: Position? = key.isEmpty ? nil : row[key]
        var expected = Expected(code: "projectionDiffers", positions: first.map { $0...$0 })
        guard dice.chance(80) else {
            try database.execute(
                sql: "DELETE FROM \(rawValue) WHERE \(found)",
                arguments: StatementArguments(values)
            )
            return expected
        }
        let column = dice.below(names.count)
        let changed = Self.changed(values[column], &dice)
        do {
            try database.execute(
                sql: "UPDATE \(rawValue) SET \(names[column]) = ? WHERE \(found)",
                arguments: StatementArguments([changed] + values)
            )
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            return try alterTable(&dice, database)
        }
        if names[column] == key, let first, let other = Position.fromDatabaseValue(changed) {
            expected.positions = min(first, other)...min(first, other)
        }
        return expected
    }

    private static func changed(_ value: DatabaseValue, _ dice: inout Dice) -> DatabaseValue {
        switch value.storage {
        case .int64(let number): (number ^ (1 << Int64(dice.below(20)))).databaseValue
        case .string(let text): (dice.chance(50) ? text + "x" : "y" + text).databaseValue
        case .blob(var bytes):
            if bytes.isEmpty { Data([1]).databaseValue } else { bytes.flipped(&dice).databaseValue }
        case .null, .double: 1.databaseValue
        }
    }
}

extension MutableCollection where Element == UInt8, Index == Int {
    /// Turns one bit.
    mutating func flip(_ dice: inout Dice) {
        self[startIndex + dice.below(count)] ^= 1 << UInt8(dice.below(8))
    }

    mutating func flipped(_ dice: inout Dice) -> Self {
        flip(&dice)
        return self
    }
}
