import Foundation
import Glibc
import Testing

/// Files that a disk, a copy or a cleaner spoiled: never a crash, and `verify` finds it.
struct DamagedFileTests {
    private static let record = ["record", "pocket-parks/parks", "+1", "--as-of", "2024-09"]

    /// An office whose last reports are in the write-ahead file only, and are signed; with the
    /// length of that file before it held the signature.
    private func withWriteAhead() throws -> (Office, signedFrom: Int) {
        let office = try Office.withKey()
        // While another connection is open, the last one to close does not empty the file.
        let reader = try Child(
            ["/bin/sh", "-c", "(echo 'SELECT 1 FROM event;'; sleep 60) | sqlite3 \(office.store)"],
            in: office.folder.path,
            environment: ["PATH": "/usr/bin:/bin"]
        )
        usleep(300_000)
        for _ in 0..<3 { try office.succeed(Self.record) }
        let length = try bytes(office.store + "-wal", in: office).count
        try office.succeed("checkpoint")
        for suffix in ["", "-wal", ".checkpoint", ".key"] {
            try office.tool("/bin/cp", office.store + suffix, "copy.sqlite\(suffix)")
        }
        withExtendedLifetime(reader) {}
        #expect(try office.run(["verify", "--log", "copy.sqlite"]).status == 0)
        return (office, length)
    }

    private func bytes(_ name: String, in office: Office) throws -> Data {
        try Data(contentsOf: office.folder.appendingPathComponent(name))
    }

    /// SQLite takes what it can read of such a file for all there is, and says nothing.
    @Test func `a spoiled write-ahead file is found without a checkpoint too`() throws {
        let (office, _) = try withWriteAhead()
        unlink(office.path("copy.sqlite.checkpoint"))
        var log = try bytes("copy.sqlite-wal", in: office)
        // In the first of several commits.
        log[32 + 24 + 100] ^= 1
        try office.write(log, to: "copy.sqlite-wal")
        let verified = try office.run(["verify", "--log", "copy.sqlite"])
        #expect(verified.status == 1)
        #expect(verified.out.contains("byte 32 of copy.sqlite-wal"), "\(verified.said)")
        try office.write(Data(count: 32) + log.dropFirst(32), to: "copy.sqlite-wal")
        let headless = try office.run(["verify", "--log", "copy.sqlite"])
        #expect(headless.status == 1, "\(headless.said)")
    }

    /// The same where the file is cut or gone: of that the store itself knows nothing.
    @Test func `what a spoiled write-ahead file lost is found by the checkpoint`() throws {
        let (office, end) = try withWriteAhead()
        var moments = Moments("spoiled write-ahead file")
        let (store, log) = (
            try bytes("copy.sqlite", in: office), try bytes("copy.sqlite-wal", in: office)
        )
        for round in 0..<(runsLongTests ? 200 : 20) {
            var spoiled = log
            switch round % 4 {
            case 0: spoiled = spoiled.prefix(moments.number(below: end))
            // Frames begin after a header of 32 bytes.
            case 1: spoiled[32 + moments.number(below: end - 32)] ^= 1
            case 2:
                let first = moments.number(below: end - 512)
                spoiled.replaceSubrange(
                    first..<(first + 512),
                    with: Data(repeating: 0xA5, count: 512)
                )
            default: spoiled = Data()
            }
            unlink(office.path("copy.sqlite-shm"))
            try office.write(store, to: "copy.sqlite")
            try office.write(spoiled, to: "copy.sqlite-wal")
            let comment = Comment(rawValue: "seed \(moments.seed), round \(round)")
            let verified = try office.run(["verify", "--log", "copy.sqlite"])
            #expect(verified.status == 1, comment)
            #expect(verified.out.contains("checkpoint"), comment)
            let status = try office.run(["status", "--log", "copy.sqlite"])
            #expect([0, 3].contains(status.status), comment)
            let signed = try office.run(["checkpoint", "--log", "copy.sqlite"])
            #expect(signed.status == 1, comment)
        }
    }

    @Test func `a spoiled page is found, and no command crashes on it`() throws {
        let office = try Office.withKey()
        for _ in 0..<3 { try office.succeed(Self.record) }
        let whole = try bytes(office.store, in: office)
        var moments = Moments("spoiled page")
        let page = 4096
        for number in stride(from: 0, to: whole.count / page, by: runsLongTests ? 1 : 3) {
            let start = number * page
            var noise = Data(count: page)
            for index in noise.indices { noise[index] = UInt8(moments.number(below: 256)) }
            for (name, bytes) in [("zeros", Data(count: page)), ("noise", noise)] {
                var spoiled = whole
                spoiled.replaceSubrange(start..<(start + page), with: bytes)
                try check(spoiled, "seed \(moments.seed), \(name) on page \(number)", in: office)
            }
            if number > 0 { try check(whole.prefix(start), "cut at page \(number)", in: office) }
            if number > 0 { try check(whole.prefix(start + 100), "cut in \(number)", in: office) }
        }
    }

    private func check(_ spoiled: Data, _ what: String, in office: Office) throws {
        office.remove(office.store)
        try office.write(spoiled, to: office.store)
        let verified = try office.run("verify")
        if verified.status == 3 {
            #expect(verified.err.contains("not a SQLite database"), "\(what): \(verified.said)")
        } else {
            #expect(verified.status == 1, "\(what): \(verified.said)")
        }
        for command in [["status"], ["replay", "--verify"], ["backup", "spoiled.sqlite"]] {
            let answer = try office.run(command)
            office.remove("spoiled.sqlite")
            #expect([0, 1, 3].contains(answer.status), "\(what), \(command): \(answer.said)")
        }
        // Where what is left can be read, it is what counts: a project may be missing from it.
        let answer = try office.run(Self.record)
        #expect([0, 2, 3].contains(answer.status), "\(what): \(answer.said)")
    }
}
