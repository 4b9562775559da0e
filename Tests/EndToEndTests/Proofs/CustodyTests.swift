import Foundation
import Testing

/// Keys and checkpoints as offices use, lose and change them.
struct CustodyTests {
    private func key(_ office: Office) throws -> String { try office.succeed("key").trimmed }

    @Test func `a checkpoint covers the log, and is printed again while nothing is new`() throws {
        let office = try Office.signed()
        let closed = try office.read(office.store + ".checkpoint")
        #expect(try office.succeed("checkpoint") == closed)
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-10")
        let after = try office.succeed("checkpoint")
        #expect(after != closed)
        #expect(try office.succeed("checkpoint") == after)
        #expect(try office.read(office.store + ".checkpoint") == after)
        try office.write(closed, to: "october.checkpoint")
        let verified = try office.run("verify", "--against", "october.checkpoint")
        #expect(verified.status == 0, "\(verified.said)")
        #expect(verified.out.contains("lines, chains, tree, signatures and projections fit."))
    }

    @Test func `an event that no checkpoint covers is signed, then proven`() throws {
        let office = try Office.signed()
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-10")
        let before = try office.export().split(separator: "\n").count
        let key = try key(office)
        try office.succeed("prove", "last", "-o", "new.tlog-proof")
        let lines = try office.export().split(separator: "\n")
        #expect(lines.count == before + 1)
        #expect(lines[before].contains(#""type":"CheckpointSigned""#))
        let proven = try office.run("verify-proof", "new.tlog-proof", "--key", key)
        #expect(proven.status == 0, "\(proven.said)")
        #expect(proven.out.contains(lines[before - 1]))
        try office.succeed("prove", "@3", "-o", "old.tlog-proof")
        #expect(try office.export().split(separator: "\n").count == before + 1)
    }

    @Test func `what was signed before a new key begins what was signed after it`() throws {
        let office = try Office.signed()
        let first = try key(office)
        let old = try office.succeed("checkpoint").split(separator: "\n")[1]
        let before = try office.read(office.store + ".key")
        let second = try office.succeed("key", "--new", "--reason", "the computer was sold").trimmed
        #expect(first != second)
        #expect(try key(office) == second)
        let id = first.split(separator: "+")[1]
        #expect(try office.read(office.store + ".key.\(id)") == before)
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-10")
        try office.succeed("prove", "--consistency", String(old), "-o", "both.proof")
        let held = try office.run("verify-proof", "both.proof", "--key", first, "--key", second)
        #expect(held.status == 0, "\(held.said)")
        for one in [first, second] {
            #expect(try office.run("verify-proof", "both.proof", "--key", one).status == 1)
        }
        #expect(try office.run("verify").status == 0)
    }

    @Test func `a log that was imported has no key until it is given one`() throws {
        let office = try Office.signed()
        try office.succeed("export", "-o", "log.jsonl")
        try office.succeed("import", "log.jsonl", "--log", "new.sqlite")
        let size = try office.export().split(separator: "\n").count
        try office.succeed(
            "record",
            "pocket-parks/parks",
            "+1",
            "--as-of",
            "2024-10",
            "--log",
            "new.sqlite"
        )
        for (language, word) in [("en", "milepost key --new --reason"), ("zh", "更换新密钥")] {
            let answer = try office.run("checkpoint", "--log", "new.sqlite", "--lang", language)
            #expect(answer.status == 2 && answer.out == "", "\(answer.said)")
            #expect(answer.err.contains(word), "\(answer.err)")
        }
        let alone = try office.run("verify", "--log", "new.sqlite")
        #expect(alone.status == 0 && alone.out.contains("No checkpoint was at hand."))
        // A month can be closed all the same; nothing is signed.
        try office.succeed("reopen", "2024-09", "--reason", "late", "--log", "new.sqlite")
        try office.succeed("close", "2024-09", "--log", "new.sqlite")
        let new = try office.succeed(
            ["key", "--new", "--reason", "imported", "--log", "new.sqlite"]
        ).trimmed
        let note = try office.succeed("checkpoint", "--log", "new.sqlite", "-o", "c")
        #expect(note == "")
        #expect(try office.run("verify-proof", "c", "--key", new).status == 0)
        let verified = try office.run("verify", "--log", "new.sqlite", "--against", "c")
        #expect(verified.status == 0, "\(verified.said)")
        let lines = try office.succeed("export", "--log", "new.sqlite").split(separator: "\n")
        #expect(lines.count == size + 5)
    }

    /// As of one who was killed after the log said so, before the key had its name.
    @Test(arguments: [true, false])
    func `a new key that still waits beside the old signs, and is put right`(_ old: Bool) throws {
        let office = try Office.signed()
        let first = try office.read(office.store + ".key")
        let id = try key(office).split(separator: "+")[1]
        let second = try office.succeed("key", "--new", "--reason", "sold").trimmed
        let key = office.path(office.store + ".key")
        let move = FileManager.default.moveItem(atPath:toPath:)
        try move(key, key + ".new")
        if old { try move(key + ".\(id)", key) }
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-10")
        try office.succeed("checkpoint", "-o", "c")
        #expect(try office.run("verify-proof", "c", "--key", second).status == 0)
        try office.succeed("key", "--new", "--reason", "again")
        #expect(!FileManager.default.fileExists(atPath: key + ".new"))
        #expect(try office.read(office.store + ".key.\(id)") == first)
        #expect(try office.run("verify").status == 0)
    }

    /// As of one who was killed before the log said so.
    @Test func `a key that the log does not know is passed over`() throws {
        let office = try Office.signed()
        let key = try key(office)
        let other = try Office.signed()
        try office.write(try other.read(other.store + ".key"), to: office.store + ".key.new")
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-10")
        try office.succeed("checkpoint", "-o", "c")
        #expect(try office.run("verify-proof", "c", "--key", key).status == 0)
        try office.succeed("key", "--new", "--reason", "again")
        #expect(try office.run("verify").status == 0)
    }

    @Test(arguments: ["en", "zh"])
    func `a log that is older than what was signed is refused by all that signs`(
        _ language: String
    ) throws {
        let office = try Office.signed()
        try office.succeed("backup", "old.sqlite")
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-10")
        try office.succeed("checkpoint", "-o", "new.checkpoint")
        try office.tool("/bin/cp", "old.sqlite", office.store)
        let zh = language == "zh"
        for command in [
            ["checkpoint"], ["key", "--new", "--reason", "why"],
            ["close", "2024-09", "--hard"],
        ] {
            let arguments = command + ["--lang", language]
            try office.refuses(
                arguments,
                status: 1,
                saying: [zh ? "不予签署" : "nothing is signed"]
            )
        }
        for arguments in [[], ["--against", "new.checkpoint"]] {
            let answer = try office.run(["verify", "--lang", language] + arguments)
            #expect(answer.status == 1 && answer.err == "", "\(answer.said)")
            #expect(answer.out.contains("olderThanSigned"))
            #expect(answer.out.contains(zh ? "被换回旧备份" : "an old backup was put back"))
        }
    }

    @Test(arguments: [
        ("en", "So this can't be known: whether the end of the log was cut off"),
        ("zh", "因此无法得知：日志末尾是否被截去"),
    ])
    func `without a checkpoint verify says what it can't know`(
        _ language: String,
        _ words: String
    ) throws {
        let office = try Office.signed()
        try office.tool("/bin/rm", office.store + ".checkpoint")
        let answer = try office.run("verify", "--lang", language)
        #expect(answer.status == 0 && answer.out.contains(words), "\(answer.said)")
    }

    @Test func `evidence is never replaced by other evidence`() throws {
        let office = try Office.signed()
        try office.succeed("checkpoint", "-o", "kept.checkpoint")
        let kept = try office.read("kept.checkpoint")
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-10")
        for command in [["checkpoint"], ["prove", "last"], ["prove", "--consistency", "3"]] {
            try office.refuses(command + ["-o", "kept.checkpoint"], saying: ["kept.checkpoint"])
        }
        #expect(try office.read("kept.checkpoint") == kept)
    }

    @Test func `a file of evidence is what verify-proof reads, and never JSON`() throws {
        let office = try Office.signed()
        for command in [["checkpoint"], ["prove", "last"], ["prove", "--consistency", "3"]] {
            let json = command + ["--format", "json"]
            try office.refuses(json + ["-o", "evidence"], saying: ["leave --format json out"])
            #expect(!FileManager.default.fileExists(atPath: office.path("evidence")))
            #expect(try office.succeed(json + ["-o", "-"]).hasPrefix("{"))
        }
    }

    @Test func `a log reached through a link keeps its key and checkpoint`() throws {
        let office = try Office.signed()
        let key = try key(office)
        symlink(office.path(office.store), office.path("link.sqlite"))
        let verified = try office.succeed("verify", "--log", "link.sqlite")
        #expect(verified.contains("Held against a checkpoint of"))
        try office.succeed(
            "record",
            "pocket-parks/parks",
            "+1",
            "--as-of",
            "2024-10",
            "--log",
            "link.sqlite"
        )
        let note = try office.succeed("checkpoint", "--log", "link.sqlite")
        #expect(try office.read(office.store + ".checkpoint") == note)
        #expect(try office.succeed("key", "--log", "link.sqlite").trimmed == key)
    }

    @Test func `a backup takes no name of the log and no folder that is not there`() throws {
        let office = try Office.signed()
        for suffix in ["", "-journal", "-wal", ".key.new"] {
            let name = office.store + suffix
            try office.refuses(["backup", name], saying: ["Choose another"])
        }
        let answer = try office.run("backup", "media/usb/copy.sqlite")
        #expect(answer.status == 3 && answer.err.contains("media/usb"), "\(answer.said)")
    }
}
