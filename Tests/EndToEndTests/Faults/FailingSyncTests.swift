import Foundation
import Testing

/// A disk that says at some sync that it could not write.
@Suite(.enabled(if: FailingSync.canCompile, "this needs a C compiler, cc"))
struct FailingSyncTests {
    private static let record = ["record", "pocket-parks/parks", "+1", "--as-of", "2024-09"]

    @Test(arguments: [
        record, ["record", "--from", "sheet.csv", "--format", "json"], ["close", "2024-08"],
        ["checkpoint"], ["key", "--new", "--reason", "handed over"], ["replay"],
    ])
    func `what could not be synced is not acknowledged`(command: [String]) throws {
        let office = try Office.withKey()
        try office.succeed(Self.record)
        let rows = (0..<60).map { _ in "street-lamps,lamps,completed,+1,2024-09-30\n" }
        try office.write("project,measure,stage,amount,as-of\n" + rows.joined(), to: "sheet.csv")
        let log = try office.export()
        let sync = try FailingSync(for: office)
        var failed = 0
        for syncs in 0..<12 {
            let answer = try office.run(command, environment: sync.after(syncs))
            let now = try office.export()
            try office.succeed("verify")
            try office.succeed("replay", "--verify")
            guard answer.status != 0 else {
                // A failure after the commit is that of a checkpoint, which is made up for later.
                if command != ["replay"] { #expect(now != log) }
                break
            }
            failed += 1
            #expect(answer.status == 3, "sync \(syncs): \(answer.said)")
            #expect(answer.out == "", "sync \(syncs)")
            #expect(
                answer.err.contains("disk failed") || answer.err.contains("can't be written"),
                "sync \(syncs): \(answer.err)"
            )
            #expect(now == log, "sync \(syncs)")
        }
        #expect(failed > 0, "the failing sync is used")
        try office.succeed(Self.record)
        try office.succeed("verify")
    }

    @Test(arguments: [
        ["init", "--log", "new.sqlite"], ["import", "log.jsonl", "--log", "new.sqlite"],
        ["backup", "new.sqlite"], ["export", "-o", "new.sqlite"],
    ])
    func `a file that could not be synced does not appear`(command: [String]) throws {
        let office = try Office.withKey()
        try office.write(try office.export(), to: "log.jsonl")
        let sync = try FailingSync(for: office)
        var failed = 0
        for syncs in 0..<20 {
            let answer = try office.run(command, environment: sync.after(syncs))
            let names = try FileManager.default.contentsOfDirectory(atPath: office.folder.path)
            let made = names.filter { $0.hasPrefix("new.sqlite") }
            guard answer.status != 0 else {
                #expect(made.contains("new.sqlite"))
                break
            }
            failed += 1
            #expect(answer.status == 3, "sync \(syncs): \(answer.said)")
            if made.contains("new.sqlite") {
                // Whole, but its name may not outlive a power cut: that is what was said.
                try office.succeed("export", "--log", "new.sqlite")
                office.remove("new.sqlite")
                for name in made { unlink(office.path(name)) }
            } else {
                #expect(made == [], "sync \(syncs)")
            }
        }
        #expect(failed > 0, "the failing sync is used")
    }
}

/// A library that is loaded before a program and lets its syncs fail.
private struct FailingSync {
    private let library: String
    private static let compiler = "/usr/bin/cc"
    static let canCompile = access(compiler, X_OK) == 0

    init(for office: Office) throws {
        library = office.path("failing-sync.so")
        try office.write(Self.source, to: "failing-sync.c")
        let compiled = try office.tool(
            Self.compiler,
            "-shared",
            "-fPIC",
            "-o",
            library,
            "failing-sync.c"
        )
        try #require(compiled.status == 0, "\(compiled.said)")
    }

    /// Every sync after so many fails.
    func after(_ syncs: Int) -> [String: String] {
        ["LD_PRELOAD": library, "SYNCS": String(syncs)]
    }

    private static let source = """
        #include <errno.h>
        #include <stdlib.h>
        #include <unistd.h>
        #include <sys/syscall.h>

        static int done;

        static int sync_one(long call, int descriptor) {
            const char *syncs = getenv("SYNCS");
            if (syncs && done++ >= atoi(syncs)) {
                errno = EIO;
                return -1;
            }
            return (int)syscall(call, descriptor);
        }

        int fsync(int descriptor) { return sync_one(SYS_fsync, descriptor); }
        int fdatasync(int descriptor) { return sync_one(SYS_fdatasync, descriptor); }

        """
}
