import Foundation
import Testing

struct JSONTests {
    /// The answer as one object; standard output holds nothing else and standard error nothing.
    private func object(
        _ arguments: [String],
        in office: Office,
        status: Int32 = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [String: Any] {
        let answer = try office.run(arguments + ["--format", "json"])
        #expect(answer.status == status, "\(answer.said)", sourceLocation: sourceLocation)
        if status == 0 { #expect(answer.err == "", sourceLocation: sourceLocation) }
        let json = try JSONSerialization.jsonObject(with: Data(answer.out.utf8))
        return try #require(json as? [String: Any], sourceLocation: sourceLocation)
    }

    private func objects(_ value: Any?) throws -> [[String: Any]] {
        try #require(value as? [[String: Any]])
    }

    private func expect(
        _ object: [String: Any],
        has keys: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let missing = keys.split(separator: " ").filter { object[String($0)] == nil }
        #expect(missing == [], "\(object)", sourceLocation: sourceLocation)
    }

    private let figureKeys = """
        city year project measure place facets stage nowAt kind baseline value bound precision \
        asWritten unit asOf was events target targetBound targetDue targetDerived share remaining \
        pace light derived unreconciled opening children afterYear warnings
        """

    private func reported() throws -> Office {
        let office = try Office.withPlan()
        try office.succeed(
            "record",
            "street-lamps/lamps",
            "=240.5",
            "--stage",
            "completed",
            "--as-of",
            "2024-09"
        )
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09")
        try office.succeed(
            "record",
            "pocket-parks/parks",
            "7",
            "--mode",
            "remaining",
            "--as-of",
            "2024-09"
        )
        try office.succeed("declare", "pocket-parks", "onTrack", "--as-of", "2024-09")
        return office
    }

    @Test func `status answers its keys, amounts as strings`() throws {
        let status = try object(["status", "--as-of", "2024-09"], in: reported())
        expect(status, has: "asOf knownAt projects figures statements")
        #expect(status["asOf"] as? String == "2024-09-30")
        let known = try #require(status["knownAt"] as? [String: Any])
        expect(known, has: "position size time")
        #expect((known["time"] as? String)?.contains(/^2024-10-10T02:00:00\.000Z$/) == true)
        expect(try #require(status["projects"] as? [String: Any]), has: "derived declared")
        let figures = try objects(status["figures"])
        for figure in figures { expect(figure, has: figureKeys) }
        let lamps = try #require(
            figures.first { $0["measure"] as? String == "lamps" && $0["value"] as? String != nil }
        )
        for (key, value) in [
            ("value", "240.5"), ("precision", "0.05"), ("unit", "盏"), ("target", "400"),
            ("share", "60.13"), ("remaining", "159.5"), ("asOf", "2024-09-30"),
            ("targetDue", "2024-12-31"), ("stage", "completed"), ("kind", "flow"),
            ("baseline", "year"), ("bound", "exact"), ("pace", "behind"),
        ] {
            #expect(lamps[key] as? String == value, "\(key)")
        }
        #expect(figures.contains { $0["value"] is NSNull })
        #expect(figures.contains { $0["mode"] as? String == "remaining" })
        #expect(lamps["mode"] == nil)
        let statement = try #require(try objects(status["statements"]).first)
        expect(statement, has: "project measure status asOf expect event")
    }

    @Test func `record answers the event and the figure before and after`() throws {
        let office = try reported()
        let answer = try object(
            ["record", "pocket-parks/parks", "+2", "--as-of", "2024-09"],
            in: office
        )
        expect(answer, has: "event position added before after warnings")
        #expect(answer["added"] as? Bool == true)
        let before = try #require(answer["before"] as? [String: Any])
        let after = try #require(answer["after"] as? [String: Any])
        #expect(before["value"] as? String == "5" && after["value"] as? String == "7")
        expect(after, has: figureKeys)
        for warning in try objects(answer["warnings"]) { expect(warning, has: "code message") }
        let event = try #require(answer["event"] as? String)
        let position = try #require(answer["position"] as? Int)
        let exported = try office.export().split(separator: "\n")
        #expect(exported[position].contains(event))
    }

    @Test func `a sheet answers its rows, refused ones too`() throws {
        let office = try reported()
        let header = "project,measure,amount,as-of\n"
        try office.write(header + "pocket-parks,parks,+1,2024-08\n", to: "good.csv")
        for result in ["added", "unchanged"] {
            let rows = try objects(object(["record", "--from", "good.csv"], in: office)["rows"])
            #expect(rows.count == 1)
            expect(rows[0], has: "line result event column message")
            #expect(rows[0]["line"] as? Int == 2 && rows[0]["result"] as? String == result)
            #expect(rows[0]["event"] is String)
        }
        try office.write(header + "pocket-parks,parks,1,2024-08\n", to: "bad.csv")
        let answer = try object(["record", "--from", "bad.csv"], in: office, status: 2)
        let row = try #require(try objects(answer["rows"]).first)
        #expect(row["result"] as? String == "refused")
        #expect(row["message"] is String && row["column"] is String)
    }

    @Test func `explain answers the figure, its terms and their sum`() throws {
        let answer = try object(
            ["explain", "pocket-parks/parks", "--as-of", "2024-09"],
            in: reported()
        )
        expect(answer, has: "figure terms sum")
        #expect(answer["sum"] as? String == "5")
        let terms = try objects(answer["terms"])
        for term in terms { expect(term, has: "event position amount counts because") }
        #expect(terms.contains { $0["counts"] as? Bool == true && $0["amount"] as? String == "5" })
    }

    @Test func `history answers its events in order`() throws {
        let events = try objects(object(["history"], in: reported())["events"])
        for event in events { expect(event, has: "position id type actor recordedAt") }
        #expect(events.map { $0["position"] as? Int } == Array(0..<events.count))
        #expect(events.first?["type"] as? String == "LogOpened")
        #expect(events.last?["asOf"] as? String == "2024-09-30")
    }

    @Test func `replay answers how fast and whether equal`() throws {
        let office = try reported()
        let keys = "events seconds eventsPerSecond equal firstDifference"
        let verified = try object(["replay", "--verify"], in: office)
        expect(verified, has: keys)
        #expect(verified["equal"] as? Bool == true && verified["firstDifference"] is NSNull)
        let rebuilt = try object(["replay"], in: office)
        expect(rebuilt, has: keys)
        #expect(rebuilt["events"] as? Int == verified["events"] as? Int)
    }

    @Test func `a refusal leaves standard output empty`() throws {
        try reported().refuses(
            ["record", "pocket-parks/parks", "5", "--format", "json"],
            saying: ["--mode"]
        )
    }

    @Test(arguments: [
        ["plan", "show"], ["source", "list"], ["show", "last"],
        ["correct", "@15", "6", "--reason", "miscounted"],
        ["template", "t.csv", "--month", "2024-09"],
        ["replay", "--until", "12"],
    ])
    func `every other command answers one object`(command: [String]) throws {
        let office = try reported()
        var command = command
        if command[0] == "correct" {
            let lines = try office.export().split(separator: "\n")
            let index = lines.firstIndex { $0.contains(#""mode":"increment""#) }
            command[1] = "@\(try #require(index))"
        }
        #expect(try !object(command, in: office).isEmpty)
    }

    @Test func `diff answers its keys, with who changed what and why`() throws {
        let office = try reported()
        let last = try office.export().split(separator: "\n").count - 1
        office.now = "2024-12-03T02:00:00.000Z"
        try office.succeed(
            "correct",
            "@\(last - 3)",
            "238.5",
            "--reason",
            "two counted twice",
            "--actor",
            "市住建局"
        )
        let points = ["--from", "2024-09-30@2024-10-31", "--to", "2024-09-30"]
        let diff = try object(["diff"] + points, in: office)
        expect(diff, has: "from to added removed revised unchanged projects statements")
        #expect(try objects(diff["added"]).isEmpty && objects(diff["removed"]).isEmpty)
        let revised = try #require(try objects(diff["revised"]).first)
        expect(revised, has: "figure old new changed difference events unlisted")
        #expect(revised["difference"] as? String == "-2")
        for side in ["old", "new"] {
            expect(try #require(revised[side] as? [String: Any]), has: figureKeys)
        }
        let figure = try #require(revised["figure"] as? [String: Any])
        expect(figure, has: "city year project measure place facets stage nowAt kind baseline")
        let events = try objects(revised["events"])
        #expect(events.map { $0["position"] as? Int } == [last + 1])
        #expect(events.map { $0["actor"] as? String } == ["市住建局"])
        #expect(events.map { $0["reason"] as? String } == ["two counted twice"])
        #expect(events.map { $0["recordedAt"] as? String } == ["2024-12-03T02:00:00.000Z"])
        // A status of the same point is the same figure.
        let then = try object(
            ["status", "--as-of", "2024-09", "--known-at", "2024-10-31"],
            in: office
        )
        let old = try #require(revised["old"] as? [String: Any])
        #expect(
            try objects(then["figures"]).contains {
                NSDictionary(dictionary: $0) == NSDictionary(dictionary: old)
            }
        )
    }
}
