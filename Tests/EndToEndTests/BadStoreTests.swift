import Foundation
import Testing

struct BadStoreTests {
    private let commands = [
        ["status"], ["history"], ["export"], ["replay", "--verify"], ["replay"],
        ["record", "pocket-parks/parks", "+1"],
    ]

    /// Every command ends with 3 and these words, and leaves the file as it is.
    private func unusable(
        _ store: String,
        saying words: [String],
        in office: Office,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = FileManager.default.contents(atPath: office.path(store))
        for command in commands {
            let answer = try office.run(command + ["--log", store])
            #expect(
                answer.status == 3,
                "\(command): \(answer.said)",
                sourceLocation: sourceLocation
            )
            #expect(answer.out == "", sourceLocation: sourceLocation)
            for word in words + [store] {
                #expect(
                    answer.err.contains(word),
                    "\(command): \(answer.err)",
                    sourceLocation: sourceLocation
                )
            }
        }
        let after = FileManager.default.contents(atPath: office.path(store))
        #expect(after == before, sourceLocation: sourceLocation)
    }

    @Test func `a store that is not there names init, and none is made`() throws {
        let office = try Office()
        try unusable("nowhere.sqlite", saying: ["init"], in: office)
        #expect(!FileManager.default.fileExists(atPath: office.path("nowhere.sqlite")))
    }

    @Test func `a file that is no database is said to be none`() throws {
        let office = try Office()
        try office.write(String(repeating: "路灯，盏，24\n", count: 400), to: "notes.txt")
        try unusable("notes.txt", saying: ["not a SQLite database"], in: office)
    }

    @Test func `an empty file is no log`() throws {
        let office = try Office()
        try office.write("", to: "empty.sqlite")
        try unusable("empty.sqlite", saying: ["not a milepost log"], in: office)
    }

    @Test func `a database of another program is left alone`() throws {
        let office = try Office()
        try office.tool("/usr/bin/sqlite3", "other.sqlite", "CREATE TABLE event (line TEXT)")
        try unusable("other.sqlite", saying: ["not a milepost log"], in: office)
    }

    @Test func `a folder is no store`() throws {
        let office = try Office()
        let answer = try office.run("status", "--log", "EventLog")
        #expect(answer.status == 3, "\(answer.said)")
        #expect(answer.err.contains("EventLog"))
    }

    @Test(arguments: [
        "PRAGMA user_version = 99", "UPDATE projection SET version = 99",
    ])
    func `what a newer program made is left alone`(change: String) throws {
        let office = try Office.withPlan()
        try office.tool("/usr/bin/sqlite3", office.store, change)
        try unusable(office.store, saying: ["newer milepost"], in: office)
    }

    @Test func `older projections are read from a rebuild that leaves the file alone`() throws {
        let office = try olderProjections()
        let before = try #require(FileManager.default.contents(atPath: office.path(office.store)))
        let answer = try office.run("status", "--as-of", "2024-09-30")
        #expect(answer.status == 0)
        #expect(answer.out.contains("5 个"))
        #expect(answer.err.contains("older"), "it says so: \(answer.err)")
        #expect(FileManager.default.contents(atPath: office.path(office.store)) == before)
    }

    @Test func `older projections are rebuilt by a command that may write`() throws {
        let office = try olderProjections()
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-09")
        let version = try office.tool(
            "/usr/bin/sqlite3",
            office.store,
            "SELECT version > 0 FROM projection"
        )
        #expect(version.out == "1\n")
        #expect(try office.succeed("status", "--as-of", "2024-09-30").contains("6 个"))
        #expect(try office.run("replay", "--verify").status == 0)
    }

    private func olderProjections() throws -> Office {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09")
        let answer = try office.tool(
            "/usr/bin/sqlite3",
            office.store,
            "UPDATE projection SET version = 0; DROP TABLE cell; CREATE TABLE cell (old);"
        )
        #expect(answer.status == 0, "\(answer.err)")
        return office
    }

    @Test func `projections that part from the log are found and replayed`() throws {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09")
        let edit = try office.tool(
            "/usr/bin/sqlite3",
            office.store,
            "UPDATE cell SET versions = zeroblob(length(versions))"
        )
        #expect(edit.status == 0, "\(edit.err)")
        let differs = try office.run("replay", "--verify")
        #expect(differs.status == 1)
        #expect(differs.out.contains("@"))
        try office.succeed("replay")
        #expect(try office.run("replay", "--verify").status == 0)
    }

    @Test func `the log itself can't be rewritten through SQL`() throws {
        let office = try Office.withPlan()
        let before = try office.export()
        for sql in ["UPDATE event SET line = '{}'", "DELETE FROM event WHERE position = 1"] {
            let answer = try office.tool("/usr/bin/sqlite3", office.store, sql)
            #expect(answer.status != 0)
            #expect(answer.err.contains("never"))
        }
        #expect(try office.export() == before)
    }

    @Test func `a second init never overwrites`() throws {
        let office = try Office.withPlan()
        try office.refuses(["init", "--test-clock"], status: 3, saying: ["never overwritten"])
    }
}
