import EventLog
import EventLogSQLite
import Foundation
import GRDB
import Milepost
import Testing

/// A store of an earlier version becomes today's without a line or a root changing.
struct MigrationTests {
    private let folder: TemporaryFolder
    private let path: String
    private let root: [UInt8]

    /// A store as version 1 had it, of 301 events: without the tree.
    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("log.sqlite")
        let store = try SQLiteStore.create(path: path)
        let reports = try (0..<297).map { number in
            try Sample.report(.increment, "1", "2024-09-30") { $0.note = "\(number)" }
        }
        try store.append(try Sample.founding() + Sample.numbered(reports, from: 4))
        root = try store.read { try MerkleTree.root(size: 301, over: $0) }
        let database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { database in
            try database.execute(
                sql: "DROP TABLE node; DROP TABLE tree; PRAGMA user_version = 1"
            )
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try database.close()
    }

    private func opened(_ access: SQLiteStore.Access) throws -> SQLiteStore {
        try SQLiteStore(path: path, for: access)
    }

    private func bytes() throws -> Data { try Data(contentsOf: URL(filePath: path)) }

    @Test func `reading and verifying leave the file as it is`() throws {
        let before = try bytes()
        let store = try opened(.reading)
        let found = try store.read { try MerkleTree.root(size: 301, over: $0) }
        #expect(found == root)
        let leaf = try store.read { try $0.leafHash(at: 17) }
        let path = try store.read {
            try MerkleTree.inclusionProof(index: 17, size: 301, over: $0)
        }
        try MerkleTree.verifyInclusion(
            leafHash: try #require(leaf),
            index: 17,
            size: 301,
            path: path,
            root: root
        )
        #expect(try store.value(asOf: "2024-09-30", knownAt: 300) == "297")
        let verified = try opened(.verifying).verify(against: [])
        #expect(verified.findings.listed == [])
        #expect(verified.root == root)
        #expect(try bytes() == before)
    }

    @Test func `the first opening for writing makes the tree`() throws {
        let lines = try opened(.reading).lines()
        let store = try opened(.writing)
        #expect(try store.lines() == lines)
        let version = try DatabaseQueue(path: path).read {
            try Int.fetchOne($0, sql: "PRAGMA user_version")
        }
        #expect(version == 2)
        let found = try store.read { try MerkleTree.root(size: 301, over: $0) }
        #expect(found == root)
        let nodes = try DatabaseQueue(path: path).read {
            try Row.fetchAll($0, sql: "SELECT level, idx FROM node ORDER BY level, idx")
                .map { [$0["level"] as Int64, $0["idx"]] }
        }
        #expect(nodes == (0..<18).map { [4, $0] } + [[8, 0]])
        // Nodes, root, schema and projections are what the lines make them.
        #expect(try opened(.verifying).verify(against: []).findings.listed == [])
        let more = try Sample.report(.increment, "1", "2024-09-30")
        try store.append(Sample.numbered([more], from: 301))
        let verified = try opened(.verifying).verify(against: [])
        #expect(verified.findings.listed == [] && verified.size == 302)
        // A second opening has nothing left to do.
        #expect(try opened(.writing).size() == 302)
    }

    @Test func `a store that only says that it is older is found`() throws {
        _ = try opened(.writing)
        let database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 1") }
        try database.close()
        let objects = try opened(.verifying).verify(against: []).findings.listed.map(\.problem)
        #expect(Set(objects) == [.schema(object: "node"), .schema(object: "tree")])
    }
}
