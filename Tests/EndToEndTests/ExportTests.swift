import Foundation
import Glibc
import Testing

/// An export never destroys what stands where it goes.
struct ExportTests {
    private func leftovers(_ office: Office) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: office.folder.path)
            .filter { $0.contains("partial") }
    }

    @Test(arguments: ["", "-wal", "-shm", "-journal", ".key"])
    func `the log and its key are never the target`(suffix: String) throws {
        let office = try Office.withPlan()
        try office.write("a key\n", to: office.store + ".key")
        let target = office.store + suffix
        symlink(office.path(target), office.path("link"))
        link(office.path(target), office.path("second"))
        symlink(office.path("EventLog"), office.path("folder"))
        var names = [target, "./EventLog/../" + target, "folder/milepost.sqlite" + suffix]
        names += ["link", "second"].filter { access(office.path($0), F_OK) == 0 }
        for name in names {
            try office.refuses(["export", "-o", name], saying: ["the log itself, its key"])
        }
        #expect(try office.read(office.store + ".key") == "a key\n")
        #expect(try leftovers(office) == [])
    }

    @Test func `a file that is no export is not replaced`() throws {
        let office = try Office.withPlan()
        let other = try office.export().replacing("\"origin\":\"", with: "\"origin\":\"other.")
        for text in ["minutes of the meeting\n", "{}\n", "no line feed", other] {
            try office.write(text, to: "notes.txt")
            try office.refuses(
                ["export", "-o", "notes.txt"],
                saying: ["notes.txt", "something else"]
            )
            #expect(try office.read("notes.txt") == text)
        }
        for folder in [".", "EventLog", office.folder.path] {
            try office.refuses(["export", "-o", folder], saying: ["is a folder"])
        }
        symlink("nowhere", office.path("link"))
        try office.refuses(["export", "-o", "link"], saying: ["leads nowhere"])
        try office.refuses(["export", "-o", "no/f.jsonl"], status: 3, saying: ["no such folder"])
        #expect(try leftovers(office) == [])
    }

    @Test func `a new file, an empty one and an earlier export are written whole`() throws {
        let office = try Office.withPlan()
        let first = try office.export()
        try office.write("", to: "empty.jsonl")
        symlink("log.jsonl", office.path("link.jsonl"))
        try office.write(first, to: "log.jsonl")
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09")
        let second = try office.export()
        for name in ["n", "empty.jsonl", "link.jsonl"] {
            #expect(try office.succeed("export", "-o", name) == "")
            #expect(try office.read(name) == second)
        }
        #expect(try office.read("log.jsonl") == second)
        let attributes = try FileManager.default.attributesOfItem(atPath: office.path("link.jsonl"))
        #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
        #expect(try office.succeed("export", "-o", "-") == second)
        #expect(try leftovers(office) == [])
    }

    @Test func `an altered line is not exported, and is backed up with a warning`() throws {
        let office = try Office.withPlan()
        let size = try office.export().split(separator: "\n").count
        try office.alter(
            "UPDATE event SET line = replace(line, '河西', '河北') WHERE position = 4"
        )
        let en = "The line at @4 is missing, or does not fit its leaf hash: the log was altered. "
        for target in [[], ["-o", "f.jsonl"]] {
            let answer = try office.run(["export"] + target)
            #expect(answer.status == 1 && answer.out == "", "\(answer.said)")
            #expect(answer.err == "Error: \(en)milepost verify tells more.\n")
        }
        let zh = try office.run("export", "--lang", "zh")
        #expect(zh.err == "错误：@4处的行缺失或与其叶哈希不符，日志已被改动。可用 milepost verify 查看详情。\n")
        #expect(!FileManager.default.fileExists(atPath: office.path("f.jsonl")))
        #expect(try leftovers(office) == [])
        let answer = try office.run("backup", "copy.sqlite")
        #expect(answer.status == 1)
        #expect(answer.out == "Copied \(size) events to copy.sqlite\n")
        #expect(answer.err.hasPrefix("Warning: \(en)"), "\(answer.err)")
        let verified = try office.run("verify", "--log", "copy.sqlite")
        #expect(verified.status == 1 && verified.out.contains("@4  leafHashDiffers"))
        #expect(try leftovers(office) == [])
    }

    @Test func `a device is written to and stays`() throws {
        let office = try Office.withPlan()
        try office.refuses(["export", "-o", "/dev/full"], status: 3, saying: ["the disk is full"])
        try office.succeed("export", "-o", "/dev/null")
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        mkfifo(office.path("pipe"), 0o600)
        let child = try office.start(["export", "-o", "pipe"])
        let read = try office.tool("/bin/cat", "pipe")
        #expect(child.wait().status == 0)
        #expect(try read.out == office.export())
    }

    @Test func `a disk that fills up leaves nothing and is named in plain words`() throws {
        let office = try Office.withPlan()
        let rows = (1...300).map { "street-lamps,lamps,completed,+\($0),2024-09-30\n" }
        try office.write(
            "project,measure,stage,amount,as-of\n" + rows.joined(),
            to: "sheet.csv"
        )
        try office.succeed("record", "--from", "sheet.csv")
        // A limit on the size of a file ends a write in the same way; SQLite's own files fit in.
        let line = "trap '' XFSZ; ulimit -f 40; exec \(Office.program) export -o f.jsonl"
        let answer = try Child(
            ["/bin/bash", "-c", line],
            in: office.folder.path,
            environment: office.cleanEnvironment
        ).wait()
        #expect(answer.status == 3, "\(answer.said)")
        let isPlain = answer.err.contains("f.jsonl can't be written")
        #expect(isPlain && !answer.err.contains("Cocoa"), "\(answer.err)")
        #expect(!FileManager.default.fileExists(atPath: office.path("f.jsonl")))
        #expect(try leftovers(office) == [])
    }
}
