import EventLog
import EventLogSQLite
import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

/// The two real cities, whose logs are part of the repository.
enum City: String, CaseIterable, CustomTestStringConvertible {
    case chengde = "chengde-2024"
    case linyi = "linyi-2021"

    var testDescription: String { rawValue }

    var code: String { self == .chengde ? "130800" : "371300" }

    /// The day that the publication speaks of.
    var asOf: String { self == .chengde ? "2024-09-30" : "2021-12-31" }

    var file: String { "EventLog/\(rawValue).jsonl" }

    /// The lines of the log, without their line feeds.
    func lines() throws -> [[UInt8]] {
        try Repository.bytes(file).split(separator: 0x0A).map { Array($0) }
    }

    func recorded() throws -> [RecordedEvent] { try lines().map { try EventText.read($0) } }

    /// The log as `milepost import` makes it.
    func imported(to path: String) throws -> SQLiteStore {
        let store = try SQLiteStore.create(path: path)
        let bytes = try Repository.bytes(file)
        _ = try store.write { log in
            try LineImport(file: file, language: .en).run(bytes, into: &log) { _ in }
        }
        return store
    }

    /// The log in memory, open to further entries.
    func log() throws -> WorkedLog {
        let log = try WorkedLog(today: self == .chengde ? "2024-11-08" : "2022-02-08")
        try log.take(lines())
        return log
    }

    /// The status of the day that the publication speaks of, out of the log as it is.
    func published() throws -> StatusReport {
        try (self == .chengde ? Self.chengdeStatus : Self.linyiStatus).get()
    }

    private static let chengdeStatus = Result { try chengde.log().status(chengde.asOf) }
    private static let linyiStatus = Result { try linyi.log().status(linyi.asOf) }
}
