import Foundation
import Testing

/// Standard streams that can't be written, through a shell that redirects them.
struct ClosedStreamTests {
    private func shell(_ line: String, in office: Office) throws -> Answer {
        try Child(
            ["/bin/bash", "-c", "set -o pipefail; " + line],
            in: office.folder.path,
            environment: office.cleanEnvironment.merging(
                ["M": Office.program, "PATH": "/usr/bin:/bin"]
            ) { $1 }
        ).wait()
    }

    private static let commands = [
        "status", "export", "history", "--help", "replay --verify", "plan show",
    ]

    @Test(arguments: commands)
    func `an answer that can't be written ends with 3 and says so`(command: String) throws {
        let office = try Office.withPlan()
        for end in [">/dev/full", ">&-"] {
            let answer = try shell("$M \(command) \(end)", in: office)
            #expect(answer.status == 3, "\(command) \(end): \(answer.said)")
            #expect(answer.err.contains("could not be written"), "\(command) \(end): \(answer.err)")
        }
        #expect(
            try shell("$M \(command) --lang zh >/dev/full", in: office).err.contains("磁盘已满")
                || command == "--help"
        )
    }

    @Test(arguments: [">/dev/full", ">&-"])
    func `an event whose answer can't be written is named`(end: String) throws {
        let office = try Office.withPlan()
        let id = "0192a000-0000-7000-8000-00000000000a"
        let answer = try shell(
            "$M record pocket-parks/parks +5 --as-of 2024-09 --id \(id) \(end)",
            in: office
        )
        #expect(answer.status == 3)
        #expect(answer.err.contains("the event is in the log: \(id)"), "\(answer.err)")
        #expect(try office.export().contains(id))
        let dry = try shell(
            "$M record pocket-parks/parks +5 --as-of 2024-09 --dry-run \(end)",
            in: office
        )
        #expect(dry.status == 3 && !dry.err.contains("in the log"), "\(dry.err)")
    }

    @Test(arguments: commands)
    func `a reader that goes away ends the program quietly`(command: String) throws {
        let office = try Office.withPlan()
        // The second form hands on an ignored SIGPIPE, as some services do.
        for begin in ["", "trap '' PIPE; "] {
            let answer = try shell(
                "\(begin){ sleep 0.2; $M \(command); echo $? >&2; } | true",
                in: office
            )
            #expect(["0\n", "141\n"].contains(answer.err), "\(command): \(answer.err)")
        }
    }

    @Test(arguments: ["2>&-", "2>/dev/full"])
    func `standard error that can't be written changes nothing`(end: String) throws {
        let office = try Office.withPlan()
        #expect(try shell("$M status \(end)", in: office).status == 0)
        #expect(try shell("$M record pocket-parks/parks 5 \(end)", in: office).status == 2)
        #expect(try shell("$M status >/dev/full \(end)", in: office).status == 3)
        let recorded = try shell(
            "$M record pocket-parks/parks +5 --as-of 2024-09 \(end)",
            in: office
        )
        #expect(recorded.status == 0 && recorded.out.contains("Recorded"), "\(recorded.said)")
        #expect(try office.run("replay", "--verify").status == 0)
    }
}
