import Foundation
import Testing

/// The proof of one number holds for a stranger, who reckons it again; and nothing else does.
@Suite(.enabled(if: Stranger.isThere, "this needs a Python with the library cryptography"))
struct NumberProofTests {
    /// Issues a quarter and proves every measure of it; what the stranger says of each.
    private func verdicts(
        _ office: Office,
        _ quarter: String
    ) throws -> [(measure: String, verdict: Stranger.Verdict)] {
        let issue = ["snapshot", "issue", quarter, "--format", "json"]
        try office.write(try office.succeed(issue), to: "page.json")
        let measures = try office.read("page.json").sealedMeasures
        let key = try office.succeed("key").trimmed
        for (number, measure) in measures.enumerated() {
            try office.succeed("snapshot", "prove", quarter, measure, "-o", "\(number).number")
        }
        let calls = measures.indices.map { ["number", "\($0).number", "--key", key] }
        return Array(zip(measures, try Stranger(office: office).verdicts(calls)))
    }

    @Test(arguments: [
        ("chengde-2024", "2024Q3", "2024-11-08T02:00:00.000Z"),
        ("linyi-2021", "2021Q4", "2026-01-08T02:00:00.000Z"),
    ])
    func `every number of a real quarter is recomputed by a stranger`(
        _ city: String,
        _ quarter: String,
        _ now: String
    ) throws {
        let office = try Office()
        office.now = now
        let log = Office.repository.appendingPathComponent("EventLog/\(city).jsonl").path
        try office.succeed("import", log)
        try office.succeed("key", "--new", "--reason", "imported")
        let verdicts = try verdicts(office, quarter)
        var recomputed = 0
        for (measure, verdict) in verdicts {
            #expect(verdict.status == 0, "\(measure): \(verdict.out)\(verdict.err)")
            #expect(!verdict.out.contains("not recomputed"), "\(measure): \(verdict.out)")
            let last = verdict.out.split(separator: "\n").last ?? ""
            recomputed += Int(last.prefix { $0 != " " }) ?? 0
        }
        let figures = try office.read("page.json").matches(of: /"kind":"/).count
        #expect(recomputed == figures && figures > 70)
        let key = try office.succeed("key").trimmed
        for number in [0, verdicts.count / 2, verdicts.count - 1] {
            let answer = try office.run("verify-proof", "\(number).number", "--key", key)
            #expect(answer.status == 0 && answer.out.hasPrefix("Holds: "), "\(answer.said)")
        }
    }

    /// A correction and its withdrawal, issued; the proof is `parks.number`.
    private func story() throws -> (office: Office, key: String, file: NumberFile) {
        let office = try Office.withKey()
        for (amount, day) in [("+2", "2024-06"), ("+3", "2024-09"), ("+1", "2024-08")] {
            try office.succeed("record", "pocket-parks/parks", amount, "--as-of", day)
        }
        try office.succeed("correct", "last", "7", "--reason", "the sheet says 7")
        try office.succeed("withdraw", "last", "--reason", "of another sheet")
        let lamps = ["record", "street-lamps/lamps", "=9", "--stage", "started"]
        try office.succeed(lamps + ["--as-of", "2024-09"])
        try office.succeed("snapshot", "issue", "2024Q3", "--format", "html", "-o", "page.html")
        let name = "pocket-parks/parks"
        try office.succeed("snapshot", "prove", "page.html", name, "-o", "parks.number")
        let file = try NumberFile(office.read("parks.number"))
        return (office, try office.succeed("key").trimmed, file)
    }

    @Test func `an unknown project is answered with the code of each once`() throws {
        let (office, _, _) = try story()
        try office.write(Office.plan.replacing("2024", with: "2023"), to: "2023.yaml")
        try office.succeed("plan", "import", "2023.yaml")
        try office.refuses(
            ["snapshot", "prove", "2024Q3", "nope/x"],
            saying: ["codes are: street-lamps, pocket-parks, basic-pension. Name"]
        )
    }

    @Test func `a path that is too long is refused before it is read`() throws {
        let (office, key, file) = try story()
        try office.write(
            file.with {
                $0.lines[1].path =
                    $0.lines[0].path + Array(repeating: $0.lines[0].path[0], count: 100_000)
            },
            to: "long.number"
        )
        let line = 5 + file.lines[0].path.count + 64
        let verdict = try Stranger(office: office).verdict("number", "long.number", "--key", key)
        #expect(verdict.status == 1)
        #expect(
            verdict.err == "long.number:\(line): refused: the path has more than 63 hashes\n"
        )
    }

    @Test func `a corrected number holds, whichever page of its quarter is named`() throws {
        let (office, key, file) = try story()
        let verdict = try Stranger(office: office).verdict("number", "parks.number", "--key", key)
        #expect(verdict.status == 0, "\(verdict.err)")
        #expect(
            verdict.out.hasSuffix(
                "\n  parks: 6 个\n1 figures recomputed from 13 lines, of which none was left out\n"
            ),
            "\(verdict.out)"
        )
        let check = ["verify-proof", "parks.number", "--key", key]
        let answer = try office.succeed(check)
        #expect(answer.hasPrefix("Holds: what qinghe.example/2024 sealed of 990100/2024/pocket-"))
        #expect(answer.hasSuffix("\n  pocket-parks/parks: 6 个\n"))
        let chinese = try office.succeed(check + ["--lang", "zh"])
        #expect(chinese.hasPrefix("成立：") && chinese.hasSuffix("\n  pocket-parks/parks：6个\n"))
        let json = try office.succeed(check + ["--format", "json"])
        #expect(json.contains(#""kind":"number""#) && json.contains(#""value":"6""#))
        let prove = ["snapshot", "prove"]
        for format in ["text", "md", "csv", "json", "xlsx", "prose"] {
            let page = "page.\(format)"
            let issue = ["snapshot", "issue", "2024Q3", "--format", format, "-o", page]
            try office.succeed(issue)
            #expect(try office.succeed(prove + [page, "pocket-parks/parks"]) == file.text)
        }
        let position = String(try office.succeed("snapshot", "list").prefix { $0 != " " })
        let name = "990100/2024/pocket-parks/parks"
        #expect(try office.succeed(prove + [position, name]) == file.text)
        // What was appended since changes neither the quarter nor its proof.
        try office.succeed("record", "pocket-parks/parks", "+4", "--as-of", "2024-08")
        #expect(try office.succeed(prove + ["2024Q3", "口袋公园"]) == file.text)
    }

    @Test func `whatever was changed or left out of a proof is refused by both`() throws {
        let (office, key, file) = try story()
        try office.succeed("snapshot", "prove", "2024Q3", "street-lamps", "-o", "lamps.number")
        let lamps = try NumberFile(office.read("lamps.number"))
        let withdrawal = try file.index(of: "ReportWithdrawn")
        let correction = try file.index(of: "ReportCorrected")
        let report = try file.index(of: #""value":"3""#)
        let reported = try lamps.index(of: "ProgressReported")
        let place = try file.index(of: "河西区")
        let project = try file.index(of: "ProjectDefined")
        let checkpoint = try office.succeed("checkpoint")
        let cases: [(String, String)] = [
            (
                "a digit of a line",
                file.with { $0.lines[report].text.replace(#":"3""#, with: #":"4""#) }
            ),
            (
                "a digit of the sealed text",
                file.with { $0.sealed.replace(#":"6""#, with: #":"7""#) }
            ),
            ("a path", file.with { $0.lines[report].path.swapAt(0, 1) }),
            ("a path too short", file.with { $0.lines[report].path.removeLast() }),
            ("a path too long", file.with { $0.lines[report].path.append($0.lines[0].path[0]) }),
            ("a position", file.with { $0.lines[report].position -= 1 }),
            ("the withdrawal left out", file.with { $0.lines.remove(at: withdrawal) }),
            ("the correction left out", file.with { $0.lines.remove(at: correction) }),
            ("both left out", file.with { $0.lines.removeSubrange(correction...withdrawal) }),
            ("a report left out", file.with { $0.lines.remove(at: report) }),
            ("the project left out", file.with { $0.lines.remove(at: project) }),
            ("a place left out", file.with { $0.lines.remove(at: place) }),
            ("the first line left out", file.with { $0.lines.removeFirst() }),
            ("no line", file.with { $0.lines = [] }),
            ("a line twice", file.with { $0.lines.insert($0.lines[report], at: report) }),
            ("another order", file.with { $0.lines.swapAt(report, report - 1) }),
            ("another measure's line", file.with { $0.lines.append(lamps.lines[reported]) }),
            ("another measure", file.with { $0.measure = lamps.measure }),
            ("a measure of no plan", file.with { $0.measure = "990100/2025/pocket-parks/parks" }),
            ("the log's own checkpoint", file.with { $0.note = checkpoint }),
            ("another form", file.with { $0.form = "milepost-number/v2" }),
            ("base64 that is not canonical", file.text.replacing("=\n", with: "\n")),
        ]
        for (number, (label, text)) in cases.enumerated() {
            #expect(text != file.text, "\(label)")
            try office.write(text, to: "\(number)")
        }
        let calls = cases.indices.map { ["number", "\($0)", "--key", key] }
        let verdicts = try Stranger(office: office).verdicts(calls)
        for (number, ((label, _), verdict)) in zip(cases, verdicts).enumerated() {
            #expect(verdict.status == 1, "\(label): \(verdict.out)\(verdict.err)")
            #expect(verdict.err.contains("refused: "), "\(label): \(verdict.err)")
            let answer = try office.run("verify-proof", "\(number)", "--key", key)
            let isRefused = answer.status == 1 && answer.out.hasPrefix("Refused: ")
            #expect(isRefused, "\(label): \(answer.said)")
        }
        // The two stand at the end of their chain, so that only the sealed text tells of them.
        let ends = "8: refused: 990100/2024/pocket-parks/parks ends here with @18, by the sealed "
        #expect(verdicts[8].err == ends + "text with @20: lines were left out\n")
        let other = try Office.withKey().succeed("key").trimmed
        let verdict = try Stranger(office: office).verdict("number", "parks.number", "--key", other)
        #expect(verdict.status == 1 && verdict.err.contains("none of the given keys signed"))
        #expect(try office.run("verify-proof", "parks.number", "--key", other).status == 1)
    }

    /// Signs a sealed text with something changed, as one who has the log's key could; puts the proof
    /// into `forged` and answers the key.
    private func forge(
        _ file: NumberFile,
        in office: Office,
        _ change: (inout String) -> Void
    ) throws -> String {
        var forged = file
        change(&forged.sealed)
        #expect(forged.sealed != file.sealed)
        try office.write(forged.sealed, to: "sealed")
        let digest = try office.tool("/usr/bin/sha256sum", "sealed").out.prefix(64)
        let rows =
            file.note.split(separator: "\n").prefix(3).map(String.init)
            + ["snapshot sha256:\(digest)"]
        let text = rows.map { $0 + "\n" }.joined()
        let (note, key) = try Stranger(office: office).signed(text, name: "qinghe.example/2024")
        forged.note = note
        try office.write(forged.text, to: "forged")
        return key
    }

    /// Somebody who has the log's key seals another number than the one that follows.
    @Test(arguments: [
        (#""个","value":"6""#, #""个","value":"7""#, "value"),
        (#""events":3"#, #""events":2"#, "events"),
        (#""share":"50.00""#, #""share":"60.00""#, "target.share"),
        (#""2024-06":"2""#, #""2024-06":"3""#, "months.2024-06"),
    ])
    func `a signed number that does not follow from its lines is refused`(
        _ old: String,
        _ new: String,
        _ member: String
    ) throws {
        let (office, _, file) = try story()
        let key = try forge(file, in: office) { $0.replace(old, with: new) }
        let stranger = Stranger(office: office)
        let verdict = try stranger.verdict("number", "forged", "--key", key)
        #expect(verdict.status == 1)
        #expect(verdict.err.contains("refused: parks: \(member) is "), "\(verdict.err)")
        let answer = try office.run("verify-proof", "forged", "--key", key)
        #expect(answer.status == 1, "\(answer.said)")
        #expect(answer.out.contains("does not follow from the lines"), "\(answer.said)")
    }

    @Test func `figures of other rules are not passed off as recomputed`() throws {
        let (office, _, file) = try story()
        let key = try forge(file, in: office) { $0.replace(#""rules":1"#, with: #""rules":2"#) }
        let verdict = try Stranger(office: office).verdict("number", "forged", "--key", key)
        #expect(verdict.status == 2 && verdict.err.contains("rules of version 2"), "\(verdict.err)")
        let answer = try office.run("verify-proof", "forged", "--key", key)
        #expect(answer.status == 1 && answer.out.contains("rules of version 2"), "\(answer.said)")
    }

    @Test func `a change since last year is said not to be recomputed`() throws {
        let office = try Office.withKey()
        for (amount, day) in [("131", "2023-09"), ("143", "2024-07")] {
            try office.succeed("record", "basic-pension/monthly-amount", amount, "--as-of", day)
        }
        try office.succeed("snapshot", "issue", "2024Q3")
        try office.succeed("snapshot", "prove", "2024Q3", "basic-pension", "-o", "pension.number")
        let key = try office.succeed("key").trimmed
        let verdict = try Stranger(office: office).verdict("number", "pension.number", "--key", key)
        let told = "\n  monthly-amount: 143 元/人\n    not recomputed: sinceYear\n"
        #expect(verdict.status == 0 && verdict.out.contains(told), "\(verdict.out)\(verdict.err)")
        let answer = try office.succeed("verify-proof", "pension.number", "--key", key)
        let said = "143 元/人  (not recomputed: the change since last year)\n"
        #expect(answer.hasSuffix(said), "\(answer)")
    }

    @Test func `what was not issued, or is not in the quarter, can't be proven`() throws {
        let (office, _, _) = try story()
        let show = ["snapshot", "show", "2024Q2", "--format", "html", "-o", "preview.html"]
        try office.succeed(show)
        try office.write("nothing of ours\n", to: "note.txt")
        for (file, measure, word) in [
            ("preview.html", "pocket-parks", "snapshot list"),
            ("note.txt", "pocket-parks", "note.txt"), ("2024Q1", "pocket-parks", "2024Q1"),
            ("@3", "pocket-parks", "@3 is no snapshot"), ("nowhere", "pocket-parks", "nowhere"),
            ("2024Q3", "benches", "benches"),
        ] {
            try office.refuses(["snapshot", "prove", file, measure], saying: [word])
        }
        let kept = try office.read("parks.number")
        let prove = ["snapshot", "prove", "2024Q3", "street-lamps"]
        try office.refuses(prove + ["-o", "parks.number"], saying: ["parks.number"])
        #expect(try office.read("parks.number") == kept)
        try office.alter("UPDATE event SET line = replace(line, '河西', '河东')")
        let altered = try office.run(prove)
        #expect(altered.status == 1 && altered.out == "", "\(altered.said)")
        #expect(altered.err.contains("nothing can be proven"), "\(altered.said)")
    }

    /// Histories of every kind of measure, places and facets, each number proven and reckoned again.
    @Test(arguments: 0..<4)
    func `a stranger recomputes whatever the program reckons`(_ seed: Int) throws {
        let office = try RandomOffice(seed: UInt64(seed)).made()
        let verdicts = try verdicts(office, "2024Q3")
        #expect(verdicts.count == 10)
        for (measure, verdict) in verdicts {
            #expect(verdict.status == 0, "seed \(seed), \(measure): \(verdict.out)\(verdict.err)")
            #expect(!verdict.out.contains("not recomputed"), "seed \(seed): \(verdict.out)")
        }
        let key = try office.succeed("key").trimmed
        #expect(try office.run("verify-proof", "0.number", "--key", key).status == 0)
    }

    @Test func `an increment under a place that is rolled up is proven with its places`() throws {
        let office = try RandomOffice.planned()
        for (place, amount) in [("990102001", "+3"), ("990102", "=9"), ("990103", "+1")] {
            let facet = ["--facet", "tier=市级", "--place", place, "--as-of", "2024-08"]
            try office.succeed(["record", "works/split", amount] + facet)
        }
        let late = ["--facet", "tier=县级", "--place", "990102002", "--as-of", "2024-09"]
        try office.succeed(["record", "works/split", "+2"] + late)
        try office.succeed("key", "--new", "--reason", "to sign with")
        try office.succeed("snapshot", "issue", "2024Q3")
        try office.succeed("snapshot", "prove", "2024Q3", "works/split", "-o", "split.number")
        let key = try office.succeed("key").trimmed
        let stranger = Stranger(office: office)
        let verdict = try stranger.verdict("number", "split.number", "--key", key)
        #expect(verdict.status == 0, "\(verdict.err)")
        for figure in ["split: 12 个", "split tier=市级: 10 个", "split tier=县级: 2 个"] {
            #expect(verdict.out.contains("\n  \(figure)\n"), "\(verdict.out)")
        }
        // Without the town that reported there would be 10.
        let file = try NumberFile(office.read("split.number"))
        let town = try file.index(of: #""mode":"increment","place":"990102002""#)
        try office.write(file.with { $0.lines.remove(at: town) }, to: "less.number")
        #expect(try stranger.verdict("number", "less.number", "--key", key).status == 1)
    }
}
