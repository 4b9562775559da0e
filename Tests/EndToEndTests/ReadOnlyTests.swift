import Foundation
import Glibc
import Testing

/// A store in a folder that the one who asks may read, but not write.
struct ReadOnlyTests {
    /// A user without rights; where the tests run as root, permissions alone hold nobody back.
    private static let setpriv = [
        "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
    ]

    private static let canTest: Bool = {
        guard getuid() == 0 else { return true }
        do {
            let folder = FileManager.default.temporaryDirectory.path
            let child = try Child(setpriv + ["/bin/true"], in: folder, environment: [:])
            return child.wait().status == 0
        } catch { return false }
    }()

    private func run(_ arguments: String..., in office: Office) throws -> Answer {
        let user = getuid() == 0 ? Self.setpriv : []
        return try Child(
            user + [office.path("milepost")] + arguments,
            in: office.folder.path,
            environment: office.cleanEnvironment
        ).wait()
    }

    /// A copy of the program that everybody may run.
    private func copyProgram(to office: Office) throws {
        // A process of its own: a file that this one has open for writing can't be run.
        try office.tool("/bin/cp", Office.program, "milepost")
        chmod(office.path("milepost"), 0o755)
        chmod(office.folder.path, 0o755)
    }

    private func lock(_ office: Office) throws {
        let folder = office.path("EventLog")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
            chmod(folder + "/" + file, file.hasSuffix(".key") ? 0o600 : 0o444)
        }
        chmod(folder, 0o555)
    }

    private func unlock(_ office: Office) { chmod(office.path("EventLog"), 0o755) }

    @Test(.enabled(if: canTest, "as root this needs setpriv"))
    func `a read-only folder can be read, and recording says why not`() throws {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09")
        try copyProgram(to: office)
        let export = try office.export()
        try lock(office)
        defer { unlock(office) }
        #expect(try run("status", "--as-of", "2024-09", in: office).out.contains("5 个"))
        #expect(try run("export", in: office).out == export)
        for command in ["history", "explain", "replay"] {
            let arguments = ["history": "pocket-parks", "explain": "pocket-parks/parks"]
            let answer = try run(command, arguments[command] ?? "--verify", in: office)
            #expect(answer.status == 0, "\(command): \(answer.said)")
        }
        for (command, argument) in [("withdraw", "last"), ("replay", "--lang=en")] {
            let reason = command == "withdraw" ? "--reason=twice" : "--format=text"
            let answer = try run(command, argument, reason, in: office)
            #expect(answer.status == 3, "\(command): \(answer.said)")
            #expect(answer.err.contains("read-only"), "\(command): \(answer.err)")
        }
        let recorded = try run("record", "pocket-parks/parks", "+1", in: office)
        #expect(recorded.status == 3, "\(recorded.said)")
        #expect(recorded.err.contains("read-only"), "\(recorded.err)")
        #expect(try run("export", in: office).out == export)
    }

    /// As evidence on a medium that nobody can write.
    @Test(.enabled(if: canTest, "as root this needs setpriv"))
    func `a signed log in a read-only folder is verified, proven and exported`() throws {
        let office = try Office.signed()
        try copyProgram(to: office)
        let key = try office.succeed("key").trimmed
        let note = try office.read(office.store + ".checkpoint")
        let export = try office.export()
        try lock(office)
        defer { unlock(office) }
        let verified = try run("verify", in: office)
        #expect(verified.status == 0 && verified.err == "", "\(verified.said)")
        #expect(verified.out.contains("Held against a checkpoint of"), "\(verified.said)")
        #expect(try run("key", in: office).out == key + "\n")
        #expect(try run("status", "--as-of", "2024-09", in: office).out.contains("5 个"))
        #expect(try run("export", in: office).out == export)
        let proven = try run("prove", "@3", in: office)
        #expect(proven.status == 0 && proven.out.hasSuffix("\n\n" + note), "\(proven.said)")
        try office.write(proven.out, to: "three.tlog-proof")
        let held = try run("verify-proof", "three.tlog-proof", "--key", key, in: office)
        #expect(held.status == 0, "\(held.said)")
        // Nothing is new: what is stored is printed again.
        #expect(try run("checkpoint", in: office).out == note)
    }

    @Test(.enabled(if: SmallDisk.canMount, "mounting a file system needs root"))
    func `a read-only medium can be read, and everything else says why not`() throws {
        let disk = try SmallDisk()
        let office = try Office.withKey(in: disk.folder)
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09")
        let export = try office.export()
        // Empty since the last one closed.
        for suffix in ["-wal", "-shm"] { unlink(office.path(office.store + suffix)) }
        // A store that was not closed, as a copy of a running one is.
        try office.tool("/bin/cp", office.store, "open.sqlite")
        try office.write("commits", to: "open.sqlite-wal")
        try disk.makeReadOnly()
        #expect(try office.export() == export)
        for question in [["status"], ["history"], ["verify"], ["replay", "--verify"], ["key"]] {
            try office.succeed(question)
        }
        let refused = [
            ["record", "pocket-parks/parks", "+1"], ["close", "2024-08"], ["replay"],
            ["key", "--new", "--reason", "handed over"], ["backup", "copy.sqlite"],
            ["export", "-o", "out.jsonl"], ["init", "--log", "new.sqlite"],
        ]
        for command in refused {
            let answer = try office.run(command)
            #expect(answer.status == 3, "\(command): \(answer.said)")
            #expect(answer.err.contains("read-only"), "\(command): \(answer.err)")
        }
        for command in [["status"], ["verify"]] {
            let answer = try office.run(command + ["--log", "open.sqlite"])
            #expect(answer.status == 3, "\(answer.said)")
            #expect(answer.err.contains("Copy both files"), "\(answer.err)")
        }
    }

    /// As when a folder is copied or shared while somebody records in it.
    @Test(.enabled(if: canTest, "as root this needs setpriv"))
    func `what is only in the write-ahead file of a read-only folder is read too`() throws {
        let office = try Office.withPlan()
        try copyProgram(to: office)
        // While another connection is open, the last one to close does not empty the file.
        let reader = try Child(
            ["/bin/sh", "-c", "(echo 'SELECT 1 FROM event;'; sleep 30) | sqlite3 \(office.store)"],
            in: office.folder.path,
            environment: ["PATH": "/usr/bin:/bin"]
        )
        usleep(300_000)
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09")
        for suffix in ["", "-wal", "-shm"] {
            try office.tool("/bin/cp", office.store + suffix, "copy\(suffix)")
        }
        withExtendedLifetime(reader) {}
        #expect(try office.read("copy-wal") != "")
        try office.tool("/bin/rm", "-r", "EventLog")
        try office.tool("/bin/mkdir", "EventLog")
        for suffix in ["", "-wal", "-shm"] {
            try office.tool("/bin/cp", "copy\(suffix)", office.store + suffix)
        }
        try lock(office)
        defer { unlock(office) }
        let answer = try run("status", "--as-of", "2024-09", in: office)
        #expect(answer.status == 0, "\(answer.said)")
        #expect(answer.out.contains("5 个"), "\(answer.said)")
    }
}
