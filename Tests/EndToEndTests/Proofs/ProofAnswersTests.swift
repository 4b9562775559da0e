import Foundation
import Testing

/// What the commands of proofs answer to programs, and that both languages say what was found.
struct ProofAnswersTests {
    private func object(
        _ arguments: [String],
        in office: Office,
        status: Int32 = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [String: Any] {
        let answer = try office.run(arguments + ["--format", "json"])
        let isPlain = answer.status == status && answer.err == ""
        #expect(isPlain, "\(arguments): \(answer.said)", sourceLocation: sourceLocation)
        let json = try JSONSerialization.jsonObject(with: Data(answer.out.utf8))
        return try #require(json as? [String: Any], sourceLocation: sourceLocation)
    }

    @Test func `verify answers its findings with position and code`() throws {
        let office = try Office.signed()
        let clean = try object(["verify"], in: office)
        #expect(Set(clean.keys) == ["findings", "found", "examined", "root", "checkpointed"])
        let size = try office.export().split(separator: "\n").count
        #expect(clean["examined"] as? Int == size && clean["found"] as? Int == 0)
        #expect(clean["checkpointed"] as? Int == size - 1)
        #expect((clean["root"] as? String)?.count == 64)
        try office.alter(
            "UPDATE event SET line = replace(line, '青禾', '青木') WHERE position = 1"
        )
        let found = try object(["verify"], in: office, status: 1)
        let findings = try #require(found["findings"] as? [[String: Any]])
        #expect(findings.count == found["found"] as? Int)
        for finding in findings {
            #expect(Set(finding.keys) == ["severity", "code", "position", "figure", "message"])
        }
        let changed = findings.first { $0["code"] as? String == "leafHashDiffers" }
        #expect(changed?["position"] as? Int == 1)
        let text = try office.run("verify", "--lang", "zh")
        #expect(text.status == 1)
        #expect(text.out.contains("@1  leafHashDiffers  该行与存入时的哈希不符：内容被改动。"))
    }

    @Test func `key, checkpoint, prove and verify-proof answer one object each`() throws {
        let office = try Office.signed()
        let key = try object(["key"], in: office)
        let text = try #require(key["key"] as? String)
        #expect(key["origin"] as? String == "qinghe.example/2024")
        #expect(key["keys"] as? [String] == [text])
        let checkpoint = try object(["checkpoint"], in: office)
        #expect(Set(checkpoint.keys) == ["origin", "size", "root", "checkpoint"])
        let note = try #require(checkpoint["checkpoint"] as? String)
        #expect(try office.read(office.store + ".checkpoint") == note)
        try office.write(note, to: "c")
        let proof = try #require(try object(["prove", "@3"], in: office)["proof"] as? String)
        #expect(proof.hasPrefix("c2sp.org/tlog-proof@v1\n"))
        try office.write(proof, to: "p")
        let since = try object(["prove", "--consistency", "5"], in: office)["proof"] as? String
        try office.write(try #require(since), to: "s")
        for (file, kind, keys) in [
            ("c", "checkpoint", ["origin", "size", "root"]),
            ("p", "inclusion", ["origin", "size", "index", "line"]),
            ("s", "consistency", ["origin", "size", "from"]),
        ] {
            let arguments = ["verify-proof", file, "--key", text]
            let answer = try object(arguments, in: office)
            #expect(answer["valid"] as? Bool == true && answer["kind"] as? String == kind)
            #expect(Set(answer.keys) == Set(keys + ["valid", "kind"]), "\(file)")
            #expect(try office.run(arguments + ["--lang", "zh"]).out.hasPrefix("成立："))
        }
        try office.write(proof.replacing("index 3", with: "index 4"), to: "p")
        let refused = try object(["verify-proof", "p", "--key", text], in: office, status: 1)
        #expect(Set(refused.keys) == ["valid", "message"] && refused["valid"] as? Bool == false)
        let zh = try office.run("verify-proof", "p", "--key", text, "--lang", "zh")
        #expect(zh.status == 1 && zh.out.hasPrefix("不成立："))
    }

    /// Two targets of Chengde's log are of version 1, which left `asOf` out.
    @Test func `a target of an older form that is sent again is the same event`() throws {
        let office = try Office()
        let log = Office.repository.appendingPathComponent("EventLog/chengde-2024.jsonl").path
        try office.succeed("import", log, "--log", "c.sqlite")
        let before = try office.succeed("export", "--log", "c.sqlite")
        #expect(try String(contentsOfFile: log, encoding: .utf8) == before)
        let answer = try office.run([
            "target", "school-expansion/floor-area", "9.9万", "--due", "2024-12-31", "--id",
            "0192e1ac-a100-7fdd-af3b-2e91b1b87bc0", "--log", "c.sqlite", "--actor",
            "Milepost demonstration", "--clock-was-wrong", "a test",
        ])
        #expect(answer.status == 0, "\(answer.said)")
        #expect(try office.succeed("export", "--log", "c.sqlite") == before)
        #expect(try office.run("verify", "--log", "c.sqlite").status == 0)
    }
}
