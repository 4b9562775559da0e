import EventLog
import EventLogSQLite
import Foundation
import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

/// Chengde's log as its office went on with it: the key changed twice, months closed, checkpoints
/// signed, and some lines at the end that nothing vouches for yet.
final class SignedCity: Sendable {
    /// The store's file, whole; tests alter copies.
    let bytes: Data
    let lines: [[UInt8]]
    /// What was signed, oldest first; an outsider kept each of them.
    let signed: [SignedCheckpoint]
    let sizes: [Position]
    /// The private key that is in force, and the checkpoint beside it, as files hold them.
    let key: Data
    let kept: Data
    /// Copies that were made on the way, with their sizes.
    let backups: [(size: Position, bytes: Data)]
    let custody: Custody

    static let made = Result { try SignedCity() }

    private init() throws {
        let folder = try TemporaryFolder()
        var office = try SigningOffice(folder.path("log.sqlite"))
        try office.changeKey("imported")
        try office.report(20)
        try office.backup(folder.path("first.sqlite"))
        try office.close("2024-08")
        try office.report(20)
        try office.sign()
        try office.backup(folder.path("second.sqlite"))
        try office.changeKey("the old computer was sold")
        try office.amend()
        try office.report(12)
        try office.close("2024-09")
        try office.backup(folder.path("third.sqlite"))
        try office.report(9)
        try office.backup(folder.path("log-copy.sqlite"))
        bytes = try Data(contentsOf: URL(filePath: folder.path("log-copy.sqlite")))
        key = try Data(contentsOf: URL(filePath: folder.path("log.sqlite.key")))
        kept = try Data(contentsOf: URL(filePath: folder.path("log.sqlite.checkpoint")))
        backups = try office.backups.map { ($0.size, try Data(contentsOf: URL(filePath: $0.path))) }
        lines = try office.store.lines()
        custody = try office.store.read { try Custody($0) }
        signed = custody.signed.map(\.note)
        sizes = custody.signed.map(\.checkpoint.size)
    }

    var size: Position { Position(lines.count) }

    func recorded() throws -> [RecordedEvent] { try lines.map { try EventText.read($0) } }

    /// The smallest checkpoint that covers a line; nil after the last.
    func checkpoint(covering position: Position) -> OutsideCheckpoint? {
        zip(sizes, signed).first { $0.0 > position }.map { given($0.1) }
    }

    /// A checkpoint as an outsider gives it, who trusts the log's real keys.
    func given(_ note: SignedCheckpoint) -> OutsideCheckpoint {
        OutsideCheckpoint(note, from: .given, keys: custody.keys)
    }

    /// Puts the key and the last checkpoint beside a store.
    func putKey(beside path: String) throws {
        try key.write(to: URL(filePath: path + ".key"))
        try kept.write(to: URL(filePath: path + ".checkpoint"))
    }
}

/// Whoever works with a log that is signed.
struct SigningOffice {
    let store: SQLiteStore
    let custodian: Custodian
    private(set) var backups: [(size: Position, path: String)] = []
    private var reports = 0

    /// Imports Chengde's log.
    init(_ path: String) throws {
        store = try City.chengde.imported(to: path)
        custodian = Custodian(store: path, language: .en)
    }

    /// Works on with a store that is there.
    init(opening path: String) throws {
        store = try SQLiteStore(path: path, for: .writing)
        custodian = Custodian(store: path, language: .en)
        reports = 100
    }

    private func write<Result>(
        _ body: (inout SQLiteLog, inout Appender) throws -> Result
    ) throws -> Result {
        let now = try #require(Moment("2025-03-01T02:00:00.000Z"))
        return try store.write { log in
            var appender = Appender(actor: "督查室", now: now, clockReason: nil)
            return try body(&log, &appender)
        }
    }

    private func append(_ event: Event) throws {
        try write { log, appender in _ = try appender.append([event], to: &log) }
    }

    func changeKey(_ reason: String) throws {
        let custody = try store.read { try Custody($0) }
        let key = try custodian.makeNext(after: custody)
        let note = try write { log, appender in
            let changed = KeyChanged(key: key.description, reason: reason)
            try appender.append([.keyChanged(changed)], to: &log)
            return try custodian.sign(&log, &appender)
        }
        try custodian.settleNext(origin: custody.origin)
        try keep(note)
    }

    private func keep(_ note: SignedCheckpoint) throws {
        try Data(note.description.utf8).write(to: URL(fileURLWithPath: store.path + ".checkpoint"))
    }

    @discardableResult
    func sign() throws -> SignedCheckpoint {
        let note = try write { log, appender in try custodian.sign(&log, &appender) }
        try keep(note)
        return note
    }

    @discardableResult
    func close(_ month: String) throws -> SignedCheckpoint? {
        let month = try #require(Month(iso: month))
        let note = try write { log, appender in
            let closed = MonthClosed(city: City.chengde.code, month: month)
            try appender.append([.monthClosed(closed)], to: &log)
            return try custodian.signIfAtHand(&log, &appender)
        }
        if let note { try keep(note) }
        return note
    }

    /// Running totals of one measure, a day each.
    mutating func report(_ count: Int) throws {
        for _ in 0..<count {
            let day = try #require(CalendarDate(iso: "2024-10-01")).adding(days: reports)
            let amount = try #require(Decimal(plain: String(25 + reports)))
            var report = ProgressReported(
                measure: Self.measure,
                mode: .total,
                amount: StatedAmount(value: amount),
                asOf: day
            )
            report.stage = .completed
            try append(.progressReported(report))
            reports += 1
        }
    }

    static let measure = MeasureKey(
        city: "130800",
        year: 2024,
        project: "old-communities",
        measure: "communities"
    )

    /// Two corrections and a withdrawal of the newest reports.
    func amend() throws {
        let newest = try store.read { log in
            try (log.size() - 30..<log.size()).compactMap { position in
                try log.recorded(at: position)
            }
        }
        let subjects = newest.compactMap { recorded -> Subject? in
            guard case .progressReported(let report) = recorded.event else { return nil }
            let measure = report.measure
            return Subject(
                on: recorded.id,
                project: measure.projectKey,
                measure: measure.measure
            )
        }
        for (subject, amount) in zip(subjects, ["30", "31"]) {
            let amount = StatedAmount(value: try #require(Decimal(plain: amount)))
            let reason = "counted again"
            try append(
                .reportCorrected(
                    ReportCorrected(subject: subject, amount: amount, reason: reason)
                )
            )
        }
        let last = try #require(subjects.last)
        try append(.reportWithdrawn(ReportWithdrawn(subject: last, reason: "entered twice")))
    }

    mutating func backup(_ path: String) throws {
        backups.append((try store.backup(to: path), path))
    }
}

extension SQLiteStore {
    func lines() throws -> [[UInt8]] {
        try read { log in
            var lines: [[UInt8]] = []
            try log.lines(from: 0, through: .max) { _, line in
                lines.append(Array(line))
                return true
            }
            return lines
        }
    }
}
