import Foundation
import Glibc
import Testing

/// A store and its key are there whole or not at all.
struct MakingTests {
    private let files = ["EventLog/milepost.sqlite", "EventLog/milepost.sqlite.key"]

    private func isThere(_ name: String, _ office: Office) -> Bool {
        FileManager.default.fileExists(atPath: office.path(name))
    }

    @Test func `an init that is killed leaves no half store, and the next one works`() throws {
        var killed = 0
        for round in 0..<25 {
            let office = try Office()
            let child = try office.start(["init", "--test-clock"])
            usleep(UInt32.random(in: 3_000...70_000))
            kill(child.pid, SIGKILL)
            if child.wait().status == 128 + SIGKILL { killed += 1 }
            if isThere(office.store, office) {
                #expect(isThere(files[1], office), "round \(round)")
            } else {
                try office.succeed("init", "--test-clock")
            }
            #expect(try office.run("replay", "--verify").status == 0, "round \(round)")
            #expect(try office.export().contains("LogOpened"), "round \(round)")
        }
        #expect(killed > 0, "no process was killed in time")
    }

    @Test func `what a killed init left is removed, the key with its two names too`() throws {
        let office = try Office()
        for name in [".making", ".making-wal", ".making-shm", ".making.key"] {
            try office.write("left over", to: office.store + name)
        }
        link(office.path(office.store + ".making.key"), office.path(files[1]))
        try office.succeed("init", "--test-clock")
        #expect(try office.read(files[1]) != "left over")
        let names = try FileManager.default.contentsOfDirectory(atPath: office.path("EventLog"))
        #expect(names.filter { $0.contains("making") } == [])
    }

    @Test func `a key that no killed init left is never replaced`() throws {
        let office = try Office()
        try office.write("another's", to: files[1])
        let answer = try office.run("init")
        #expect(answer.status == 3 && answer.err.contains("never overwritten"), "\(answer.said)")
        #expect(try office.read(files[1]) == "another's")
        #expect(!isThere(office.store, office))
    }

    @Test func `a write-ahead file without its store is not taken for the new one's`() throws {
        let office = try Office()
        try office.write("commits", to: office.store + "-wal")
        let answer = try office.run("init")
        #expect(answer.status == 3 && answer.err.contains("-wal"), "\(answer.said)")
        #expect(try office.read(office.store + "-wal") == "commits")
    }

    @Test func `an import that is killed or refused leaves nothing in the way`() throws {
        let office = try Office.withPlan()
        try office.write(try office.export(), to: "log.jsonl")
        try office.write(try office.export() + "{}\n", to: "bad.jsonl")
        let import_ = ["import", "log.jsonl", "--log", "copy.sqlite"]
        for _ in 0..<10 {
            let child = try office.start(import_)
            usleep(UInt32.random(in: 3_000...60_000))
            kill(child.pid, SIGKILL)
            _ = child.wait()
            if isThere("copy.sqlite", office) {
                #expect(try office.succeed("export", "--log", "copy.sqlite") == office.export())
                unlink(office.path("copy.sqlite"))
                unlink(office.path("copy.sqlite-wal"))
            }
        }
        #expect(try office.run("import", "bad.jsonl", "--log", "copy.sqlite").status == 2)
        let names = try FileManager.default.contentsOfDirectory(atPath: office.folder.path)
        #expect(names.filter { $0.hasPrefix("copy") && !$0.hasSuffix("-shm") } == [])
        try office.succeed(import_)
        #expect(try office.succeed("export", "--log", "copy.sqlite") == office.export())
    }

    @Test func `of many inits at once one makes the log`() throws {
        let office = try Office()
        let children = try (0..<6).map { _ in try office.start(["init", "--test-clock"]) }
        let answers = children.map { $0.wait() }
        #expect(answers.count { $0.status == 0 } == 1, "\(answers.map(\.said))")
        #expect(answers.allSatisfy { [0, 3].contains($0.status) })
        let made = try #require(answers.first { $0.status == 0 }).out
        let origin = try #require(made.firstMatch(of: /Origin: (\S+)/)?.1)
        #expect(try office.export().contains(origin))
        #expect(isThere(files[1], office))
    }

    @Test func `a store may have a name of one letter`() throws {
        let office = try Office()
        try office.succeed("init", "--log", "x")
        try office.succeed("export", "--log", "x")
    }
}
