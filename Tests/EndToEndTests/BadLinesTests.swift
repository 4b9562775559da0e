import Foundation
import Testing

/// What was done to an exported log.
struct Damage: Sendable, CustomTestStringConvertible {
    let what: String
    /// Words of the message.
    let words: [String]
    let lines: @Sendable ([String]) -> [String]

    var testDescription: String { what }

    private init(
        _ what: String,
        saying words: [String],
        _ lines: @escaping @Sendable ([String]) -> [String]
    ) {
        self.what = what
        self.words = words
        self.lines = lines
    }

    /// Changes the last line.
    private static func last(
        _ what: String,
        saying words: [String],
        _ change: @escaping @Sendable (String) -> String
    ) -> Damage {
        Damage(what, saying: words) { $0.dropLast() + [change($0[$0.count - 1])] }
    }

    static let all = [
        last("a line that is cut off", saying: ["ends too early"]) { String($0.dropLast(20)) },
        last("keys out of order", saying: ["key", "order"]) {
            $0.replacing(#"{"actor":"督查室","#, with: "{")
                .replacing(#","year":2024}"#, with: #","year":2024,"actor":"督查室"}"#)
        },
        last("an unknown key", saying: ["zebra", "newer"]) {
            $0.replacing(#","year":2024}"#, with: #","year":2024,"zebra":1}"#)
        },
        last("an unknown version", saying: ["Version 2", "newer"]) {
            $0.replacing(#""version":1"#, with: #""version":2"#)
        },
        last("an unknown type", saying: ["ProgressGuessed", "newer"]) {
            $0.replacing("ProgressReported", with: "ProgressGuessed")
        },
        last("white space", saying: ["white space"]) { $0.replacing(",", with: ", ") },
        last("an amount that is a number", saying: ["value"]) {
            $0.replacing(#""value":"5""#, with: #""value":5"#)
        },
        last("a default spelled out", saying: []) {
            $0.replacing(#""asOf""#, with: #""asOf""#)
                .replacing(#""city""#, with: #""bound":"exact","city""#)
        },
        Damage("the same line twice", saying: ["line"]) { $0 + [$0[$0.count - 1]] },
        Damage("a line taken out", saying: ["line", "missing"]) { lines in
            lines.dropLast(2) + [lines[lines.count - 1]]
        },
        Damage("an empty line", saying: ["line"]) { $0 + [""] },
        Damage("a beginning that is no LogOpened", saying: ["LogOpened"]) { Array($0.dropFirst()) },
    ]
}

struct BadLinesTests {
    private func exported() throws -> (Office, [String]) {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "+4", "--as-of", "2024-08")
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09")
        return (office, try office.export().split(separator: "\n").map(String.init))
    }

    @Test(arguments: Damage.all)
    func `a damaged log is refused with its line, and no store is left`(damage: Damage) throws {
        let (office, lines) = try exported()
        let damaged = damage.lines(lines)
        #expect(damaged != lines)
        try office.write(damaged.joined(separator: "\n") + "\n", to: "damaged.jsonl")
        let line = damage.what.contains("beginning") ? 1 : damaged.count
        let answer = try office.refuses(
            ["import", "damaged.jsonl", "--log", "new.sqlite"],
            saying: ["damaged.jsonl, line \(line)"] + damage.words
        )
        #expect(!answer.err.contains(".."), "one full stop is enough: \(answer.err)")
        for file in ["new.sqlite", "new.sqlite-wal", "new.sqlite-shm"] {
            #expect(!FileManager.default.fileExists(atPath: office.path(file)))
        }
    }

    @Test func `a file that was cut off in its last line is refused`() throws {
        let (office, lines) = try exported()
        try office.write(lines.joined(separator: "\n"), to: "cut.jsonl")
        try office.refuses(
            ["import", "cut.jsonl", "--log", "new.sqlite"],
            saying: ["line \(lines.count)", "cut off"]
        )
    }

    @Test func `import never overwrites a store`() throws {
        let (office, lines) = try exported()
        try office.write(lines.joined(separator: "\n") + "\n", to: "log.jsonl")
        try office.refuses(["import", "log.jsonl"], status: 3, saying: ["never overwritten"])
    }

    @Test func `a file that is not there is named`() throws {
        let office = try Office.withPlan()
        try office.refuses(
            ["import", "nowhere.jsonl", "--log", "new.sqlite"],
            saying: ["nowhere.jsonl"]
        )
        try office.refuses(["record", "--from", "nowhere.csv"], saying: ["nowhere.csv"])
        try office.refuses(["plan", "import", "nowhere.yaml"], saying: ["nowhere.yaml"])
    }

    @Test func `what was exported is imported to the same bytes`() throws {
        let (office, _) = try exported()
        try office.succeed("export", "-o", "log.jsonl")
        #expect(try office.read("log.jsonl") == office.export())
        try office.succeed("import", "log.jsonl", "--log", "new.sqlite")
        #expect(try office.succeed("export", "--log", "new.sqlite") == office.read("log.jsonl"))
        #expect(!FileManager.default.fileExists(atPath: office.path("new.sqlite.key")))
        let verified = try office.run("replay", "--verify", "--log", "new.sqlite")
        #expect(verified.status == 0, "\(verified.said)")
        #expect(
            try office.succeed("status", "--log", "new.sqlite") == office.succeed("status")
        )
    }

    @Test func `an unknown key of a catalogue is refused with its line`() throws {
        let office = try Office.withPlan()
        try office.write(
            Office.plan.replacing("    lead: {", with: "    leader: {"),
            to: "bad.yaml"
        )
        let line = Office.plan.split(separator: "\n").firstIndex { $0.contains("    lead: {") }
        try office.refuses(
            ["plan", "import", "bad.yaml"],
            saying: ["bad.yaml", "line \((try #require(line)) + 1)", "leader"]
        )
    }
}
