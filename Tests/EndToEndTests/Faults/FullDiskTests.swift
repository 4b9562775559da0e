import Foundation
import Testing

/// A disk that is full: a clear error, nothing half-written, and work goes on once there is space.
@Suite(.enabled(if: SmallDisk.canMount, "mounting a small file system needs root"))
struct FullDiskTests {
    private static let record = ["record", "pocket-parks/parks", "+1", "--as-of", "2024-09"]

    static let commands = [
        record, ["record", "--from", "sheet.csv"], ["replay"], ["close", "2024-08"],
        ["checkpoint"], ["key", "--new", "--reason", "handed over"], ["backup", "copy.sqlite"],
        ["export", "-o", "out.jsonl"], ["init", "--log", "new.sqlite"],
        ["import", "log.jsonl", "--log", "new.sqlite"],
    ]

    /// An office on a disk of its own, with what the commands read.
    private func office(on disk: SmallDisk) throws -> Office {
        let office = try Office.withKey(in: disk.folder)
        try office.succeed(Self.record)
        let rows = (0..<60).map { _ in "street-lamps,lamps,completed,+1,2024-09-30\n" }
        try office.write("project,measure,stage,amount,as-of\n" + rows.joined(), to: "sheet.csv")
        try office.write(try office.export(), to: "log.jsonl")
        return office
    }

    /// What is there, but what SQLite keeps beside a store, and a key that waits.
    private func names(in office: Office) throws -> [String] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: office.folder.path)
        return paths.filter { path in
            ["-wal", "-shm", ".key.new"].allSatisfy { !path.hasSuffix($0) }
        }.sorted()
    }

    @Test(arguments: commands)
    func `on a full disk a command ends with 3 and changes nothing`(command: [String]) throws {
        let disk = try SmallDisk()
        let office = try office(on: disk)
        let (log, files) = (try office.export(), try names(in: office))
        let kept = try office.read(office.store + ".checkpoint")
        var refused = 0
        for room in [0, 8, 24, 40, 56, 80, 120, 200] {
            try disk.leave(room << 10)
            let answer = try office.run(command)
            try disk.leave(nil)
            if answer.status == 0 { break }
            refused += 1
            #expect(answer.status == 3, "\(room) KiB left: \(answer.said)")
            #expect(answer.err.lowercased().contains("disk is full"), "\(room): \(answer.err)")
            #expect(answer.out == "", "\(room) KiB left")
            #expect(try office.export() == log, "\(room) KiB left")
            #expect(try names(in: office) == files, "\(room) KiB left")
            #expect(try office.read(office.store + ".checkpoint") == kept, "\(room) KiB left")
            try office.succeed("verify")
        }
        #expect(refused > 0)
        try office.succeed("verify")
        if refused == 8 { try office.succeed(command) }
        try office.succeed(Self.record)
        try office.succeed("replay", "--verify")
    }

    @Test func `on a full disk questions are answered`() throws {
        let disk = try SmallDisk()
        let office = try office(on: disk)
        let log = try office.export()
        try disk.leave(0)
        #expect(try office.succeed("status", "--as-of", "2024-09").contains("1 个"))
        #expect(try office.export() == log)
        for question in [["history"], ["explain", "pocket-parks/parks"], ["verify"]] {
            try office.succeed(question)
        }
        #expect(try office.run(Self.record).status == 3)
        #expect(try office.run(Self.record + ["--lang", "zh"]).err.contains("磁盘已满"))
        try office.succeed("status")
    }
}
