import Foundation
import Testing

/// What is proven here holds for a stranger, and what he signs or refuses is read alike here.
@Suite(.enabled(if: Stranger.isThere, "this needs a Python with the library cryptography"))
struct StrangerTests {
    private let office: Office
    private let stranger: Stranger

    init() throws {
        office = try Office.signed()
        stranger = Stranger(office: office)
    }

    @Test func `an exported log holds through closed months and changed keys`() throws {
        try office.succeed("record", "pocket-parks/parks", "+2", "--as-of", "2024-10")
        let first = try office.succeed("key")
        try office.succeed("checkpoint", "-o", "first.checkpoint")
        try office.succeed("prove", "--consistency", "5", "-o", "since-five.proof")
        try office.succeed("key", "--new", "--reason", "the old computer was sold")
        try office.succeed("reopen", "2024-09", "--reason", "one county was late")
        try office.succeed("close", "2024-09")
        try office.succeed("checkpoint", "-o", "last.checkpoint")
        let last = try office.succeed("key")
        try office.succeed("export", "-o", "log.jsonl")
        let keys = [first, last].flatMap { ["--key", $0.trimmed] }
        let checkpoints = ["first", "last"].flatMap { ["--checkpoint", "\($0).checkpoint"] }
        let verdict = try stranger.verdicts([["log", "log.jsonl"] + checkpoints + keys])[0]
        #expect(verdict.status == 0, "\(verdict.err)")
        #expect(verdict.out.contains("last.checkpoint: qinghe.example/2024: "))
        #expect(try office.run(["verify", "--against", "last.checkpoint"]).status == 0)
        #expect(try stranger.verdicts([["consistency", "since-five.proof"] + keys])[0].status == 0)
    }

    @Test func `what a log says of its keys and checkpoints is checked`() throws {
        let lines = try office.export().split(separator: "\n").map(String.init)
        let at = try #require(lines.lastIndex { $0.contains(#""type":"CheckpointSigned""#) })
        // Another actor before it: the line itself is a good one, but not what was signed.
        var forged = lines
        forged[at - 1].replace("督查室", with: "督查科")
        try office.write(forged.map { $0 + "\n" }.joined(), to: "forged.jsonl")
        let verdict = try stranger.verdict("log", "forged.jsonl")
        #expect(verdict.status == 1)
        #expect(verdict.err.hasPrefix("forged.jsonl:\(at + 1): refused: the root of"))
        // A key of another log.
        let (note, key) = try stranger.signed("a\n", name: "other.example")
        #expect(!note.isEmpty)
        let own = try office.succeed("key").trimmed
        try office.write(
            lines.map { $0.replacing(own, with: key) + "\n" }.joined(),
            to: "other.jsonl"
        )
        let other = try stranger.verdict("log", "other.jsonl")
        #expect(other.status == 1)
        #expect(other.err.hasPrefix("other.jsonl:1: refused: the key is of the log other.example"))
    }

    @Test func `a checkpoint signed in Python holds here, and one signed here in Python`() throws {
        let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        let text = "python.example/log\n12\n\(root)\n"
        let (note, key) = try stranger.signed(text, name: "python.example/log")
        try office.write(note, to: "python.checkpoint")
        let answer = try office.run("verify-proof", "python.checkpoint", "--key", key)
        #expect(answer.status == 0, "\(answer.said)")
        #expect(answer.out.contains("the log python.example/log was signed at 12 lines"))
        try office.write(note.replacing("\n12\n", with: "\n13\n"), to: "python.checkpoint")
        let refused = try office.run("verify-proof", "python.checkpoint", "--key", key)
        #expect(refused.status == 1 && refused.out.hasPrefix("Refused: "), "\(refused.said)")

        try office.succeed("checkpoint", "-o", "here.checkpoint")
        try office.succeed("export", "-o", "log.jsonl")
        let mine = try office.succeed("key").trimmed
        let call = ["log", "log.jsonl", "--checkpoint", "here.checkpoint", "--key", mine]
        #expect(try stranger.verdicts([call])[0].status == 0)
        let short = try office.export().split(separator: "\n").prefix(4).map { $0 + "\n" }
        try office.write(short.joined(), to: "log.jsonl")
        let verdict = try stranger.verdicts([call])[0]
        #expect(verdict.status == 1 && verdict.err.contains("the log has only 4"))
    }

    /// Every case that proofs.md wants refused, by this program and by a stranger.
    @Test func `what is no proof is refused by both, and for what it is`() throws {
        let key = try office.succeed("key").trimmed
        try office.succeed("prove", "@6", "-o", "good.tlog-proof")
        let good = try office.read("good.tlog-proof")
        let lines = good.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let path = try #require(lines.firstIndex(of: "")) - 3
        #expect(path >= 3)
        let end = path + 3
        func with(_ change: (inout [String]) -> Void) -> String {
            var changed = lines
            change(&changed)
            return changed.joined(separator: "\n")
        }
        let leaf = try #require(Data(base64Encoded: String(lines[1].dropFirst(6))))
        var bit = leaf
        bit[bit.count / 2] ^= 1
        let zero = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        let origin = "qinghe.example/2024"
        let (empty, python) = try stranger.signed("\(origin)\n0\n\(zero)\n", name: origin)
        let (two, _) = try stranger.signed("\(origin)\n9\n", name: origin)
        let head = lines[..<3].joined(separator: "\n") + "\n"
        let cases: [(String, String)] = [
            ("a path too short", with { $0.remove(at: 3) }),
            ("a path too long", with { $0.insert($0[3], at: 3) }),
            ("trailing hashes", with { $0.insert($0[3], at: end) }),
            ("an index past the end", with { $0[2] = "index 9999" }),
            ("another index", with { $0[2] = "index 7" }),
            ("size 0", head.replacing("index 6", with: "index 0") + "\n" + empty),
            ("another root", with { $0[end + 3] = zero }),
            ("a signature over another size", with { $0[end + 2] = "999" }),
            ("base64 that is not canonical", with { $0[3] = String($0[3].dropLast(1)) }),
            ("base64 with white space", with { $0[3] = " " + $0[3] }),
            ("a checkpoint of two lines", with { $0.remove(at: end + 3) }),
            ("a signed checkpoint of two lines", (lines[...end] + [two]).joined(separator: "\n")),
            ("a control character", with { $0[end + 1] += "\u{7}" }),
            ("a line with one bit altered", with { $0[1] = "extra " + bit.base64EncodedString() }),
            ("no signature", with { $0.removeSubrange((end + 5)...) }),
            ("another form", with { $0[0] = "c2sp.org/tlog-proof@v2" }),
            ("nothing", ""),
        ]
        var calls: [[String]] = []
        for (number, (name, text)) in cases.enumerated() {
            #expect(text != good)
            try office.write(text, to: "case-\(number)")
            let arguments = ["case-\(number)", "--key", key, "--key", python]
            let answer = try office.run(["verify-proof"] + arguments)
            #expect(answer.status == 1, "\(name): \(answer.said)")
            let isSaid = answer.out.hasPrefix("Refused: ") && answer.err == ""
            #expect(isSaid, "\(name): \(answer.said)")
            calls.append(["proof"] + arguments)
        }
        calls.append(["proof", "good.tlog-proof", "--key", key])
        let verdicts = try stranger.verdicts(calls)
        for ((name, _), verdict) in zip(cases, verdicts) {
            #expect(verdict.status == 1, "\(name): \(verdict.out)\(verdict.err)")
        }
        #expect(verdicts.last?.status == 0)
        #expect(try office.run("verify-proof", "good.tlog-proof", "--key", key).status == 0)
        let other = try office.run("verify-proof", "good.tlog-proof", "--key", python)
        #expect(other.status == 1 && other.out.contains("None of the known keys signed"))
    }

    @Test func `no altered consistency proof is taken by either`() throws {
        let key = try office.succeed("key").trimmed
        try office.succeed("prove", "--consistency", "6", "-o", "good.proof")
        let good = try office.read("good.proof")
        let lines = good.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let zero = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        let empty = try #require(lines.firstIndex(of: ""))
        var calls: [[String]] = []
        for (number, line) in lines.indices.dropLast().enumerated() {
            var changed = lines
            if lines[line].isEmpty { changed.remove(at: line) } else { changed[line] = zero }
            try office.write(changed.joined(separator: "\n"), to: "case-\(number)")
            let answer = try office.run("verify-proof", "case-\(number)", "--key", key)
            #expect(answer.status == 1, "line \(line + 1): \(answer.said)")
            calls.append(["consistency", "case-\(number)", "--key", key])
        }
        #expect(empty > 3)
        for (number, verdict) in try stranger.verdicts(calls).enumerated() {
            #expect(verdict.status == 1, "line \(number + 1): \(verdict.out)")
        }
        #expect(try office.run("verify-proof", "good.proof", "--key", key).status == 0)
        #expect(try stranger.verdict("consistency", "good.proof", "--key", key).status == 0)
    }
}

extension Office {
    /// A log with some reports, a closed month and what it signed.
    static func signed() throws -> Office {
        let office = try Office.withLog()
        try office.write(plan, to: "plan.yaml")
        try office.succeed("plan", "import", "plan.yaml")
        try office.succeed("record", "pocket-parks/parks", "+5", "--as-of", "2024-09")
        try office.succeed("close", "2024-09")
        return office
    }

    private static func withLog() throws -> Office {
        let office = try Office()
        try office.makeLog()
        return office
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
