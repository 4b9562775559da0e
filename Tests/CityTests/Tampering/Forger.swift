import EventLog
import EventLogSQLite
import Foundation
import GRDB
import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

/// One who rewrites a log wholly: its lines, chains, hashes, nodes, root and projections follow from
/// one another as if it had never been otherwise.
struct Forger {
    enum Attack: String, CaseIterable {
        /// A line is changed, taken out or put in, and the checkpoints after it are left out.
        case rewritten
        case cut
        /// The log opens with the forger's key, and he signs.
        case ownKey
        /// The key changes to the forger's, and he signs from there on.
        case keyChanged
    }

    let city: SignedCity
    /// Of the one event that he adds.
    private static let id = EventID(high: 0x0193_0000_0000_7000, low: 0x8000_0000_0000_0001)

    /// Makes the store; gives the first position where it differs.
    func attack(_ attack: Attack, _ dice: inout Dice, at path: String) throws -> Position {
        var events = try city.recorded()
        let last = Int(try #require(city.sizes.last))
        var place = dice.below(last)
        switch attack {
        case .cut:
            // What the last checkpoint covers is cut too, else nothing of it is missing.
            return try make(Array(events.prefix(1 + dice.below(last - 1))), at: path)
        case .rewritten:
            while try !rewrite(&events, at: place, &dice) { place = dice.below(last) }
            keep(&events) { $0 < place }
            return try make(events, at: path)
        case .ownKey:
            let key = try makeKey(beside: path)
            guard case .logOpened(var opened) = events[0].event else { return 0 }
            opened.key = key
            events[0].event = .logOpened(opened)
            keep(&events) { _ in false }
            events = Self.withoutKeys(events[...])
        case .keyChanged:
            place = 1 + dice.below(last - 1)
            let changed = KeyChanged(key: try makeKey(beside: path), reason: "said so")
            keep(&events) { $0 < place }
            events = Array(events[..<place]) + Self.withoutKeys(events[place...])
            var event = events[place - 1]
            event.id = Self.id
            event.prev = nil
            event.version = 1
            event.clockReason = nil
            event.event = .keyChanged(changed)
            events.insert(event, at: min(place, events.count))
        }
        let first = try make(events, at: path)
        if attack == .ownKey || attack == .keyChanged { try SigningOffice(opening: path).sign() }
        return first
    }

    /// A key of his own, beside his store.
    private func makeKey(beside path: String) throws -> String {
        let custodian = Custodian(store: path, language: .en)
        let key = try custodian.makeNext(after: city.custody)
        try custodian.settleNext(origin: city.custody.origin)
        return key.description
    }

    private static func withoutKeys(_ events: ArraySlice<RecordedEvent>) -> [RecordedEvent] {
        events.filter {
            if case .keyChanged = $0.event { false } else { true }
        }
    }

    /// Leaves checkpoints out, but for those at these positions.
    private func keep(_ events: inout [RecordedEvent], where isKept: (Int) -> Bool) {
        events = events.enumerated().filter { position, recorded in
            if case .checkpointSigned = recorded.event { return isKept(position) }
            return true
        }.map(\.element)
    }

    /// Changes a line, takes it out or puts another one before it; false where it is of no such kind.
    private func rewrite(
        _ events: inout [RecordedEvent],
        at place: Int,
        _ dice: inout Dice
    ) throws -> Bool {
        guard case .progressReported(var report) = events[place].event, report.source == nil
        else {
            guard case .checkpointSigned = events[place].event else {
                events[place].actor += "x"
                return true
            }
            return false
        }
        let more = Decimal(tenThousandths: report.amount.value.tenThousandths + 10_000)
        report.amount = StatedAmount(value: more)
        var changed = events[place]
        changed.event = .progressReported(report)
        switch dice.below(3) {
        case 0: events[place] = changed
        case 1:
            changed.id = Self.id
            events.insert(changed, at: place)
        default:
            let id = events[place].id
            let isNamed = events.contains { recorded in
                switch recorded.event {
                case .reportCorrected(let correction): correction.subject.on == id
                case .reportWithdrawn(let withdrawal): withdrawal.subject.on == id
                default: false
                }
            }
            if isNamed { return false }
            events.remove(at: place)
        }
        return true
    }

    /// Chains the events anew and makes a store of them.
    private func make(_ events: [RecordedEvent], at path: String) throws -> Position {
        var heads: [String: Position] = [:]
        var lines: [([UInt8], RecordedEvent)] = []
        for (position, event) in events.enumerated() {
            var event = event
            event.prev = event.event.chain.flatMap { heads[$0] }
            if let chain = event.event.chain { heads[chain] = Position(position) }
            lines.append((EventText.line(event), event))
        }
        try SQLiteStore.create(
            path: path,
            filling: { store in
                try store.write { log in
                    for (position, (line, event)) in lines.enumerated() {
                        try log.append(line: line, event, at: Position(position))
                    }
                    try log.follow(to: Position(lines.count) - 1)
                }
            }
        )
        let same = zip(lines, city.lines).prefix { $0.0 == $1 }.count
        return Position(same)
    }

    /// Makes the tree that the leaves in the file have.
    static func settleTree(_ database: Database) throws {
        try database.execute(sql: "DELETE FROM node")
        var edge = MerkleEdge()
        for leaf in try Data.fetchAll(database, sql: "SELECT leaf FROM event ORDER BY position") {
            for node in try edge.append(Array(leaf)) where node.level.isMultiple(of: 4) {
                try database.execute(
                    sql: "INSERT INTO node VALUES (?, ?, ?)",
                    arguments: [node.level, node.index, Data(node.hash)]
                )
            }
        }
        try database.execute(
            sql: "UPDATE tree SET size = ?, root = ?",
            arguments: [edge.size, Data(try edge.root())]
        )
    }
}
