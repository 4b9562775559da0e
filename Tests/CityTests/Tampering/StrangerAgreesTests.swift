import EventLog
import EventLogSQLite
import Foundation
import Milepost
import Testing

@testable import MilepostCommand

/// `Scripts/verify_log.py` sees a log's lines alone: it refuses where these differ, and nothing else.
struct StrangerAgreesTests {
    private static let python = "/usr/bin/python3"

    private static let isThere: Bool = {
        do {
            return try run(["-c", "import cryptography"]).status == 0
        } catch { return false }
    }()

    private static func run(_ arguments: [String]) throws -> (status: Int32, out: Data) {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let out = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, out)
    }

    /// Judges many exported logs in one process: of each the line that it is refused for, 0 where it
    /// is refused as a whole, and -1 where it holds.
    private static let judge = """
        import sys
        sys.dont_write_bytecode = True
        sys.path.insert(0, sys.argv[1])
        from verify_log import Key, Refused, compare, read_lines, read_log, take_checkpoint
        folder, count, checkpoint, *keys = sys.argv[2:]
        checkpoint = take_checkpoint(read_lines(checkpoint), [Key(key) for key in keys])
        for number in range(int(count)):
            try:
                tree, roots, _ = read_log(f"{folder}/{number}.jsonl", {checkpoint.size})
                if checkpoint.size not in roots:
                    raise Refused("too short")
                compare(roots[checkpoint.size], checkpoint)
                print(-1)
            except Refused as error:
                print(error.line)
        """

    @Test(.enabled(if: isThere, "this needs a Python with the library cryptography"))
    func `altered lines are refused by Python too, and nothing else is`() throws {
        let city = try SignedCity.made.get()
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("logs"),
            withIntermediateDirectories: true
        )
        let store = try TamperedStore()
        try store.put(city.bytes)
        try city.putKey(beside: store.path)
        let note = try SigningOffice(opening: store.path).sign()
        try Data(note.description.utf8).write(to: URL(filePath: folder.path("checkpoint")))
        var cases: [(label: String, first: Int?)] = []
        for kind in RowAlteration.allCases {
            for seed in 0..<Rounds.of(500) {
                var dice = Dice(seed)
                try store.put(city.bytes)
                _ = try store.alter { try kind.apply(&dice, $0) }
                let lines = try SQLiteStore(path: store.path, for: .verifying).lines()
                let same = zip(lines, city.lines).prefix { $0 == $1 }.count
                let isSame = lines == city.lines
                let bytes = Data(lines.joined(separator: [0x0A])) + Data([0x0A])
                try bytes.write(to: URL(filePath: folder.path("logs/\(cases.count).jsonl")))
                cases.append(("\(kind), seed \(seed)", isSame ? nil : same))
            }
        }
        let scripts = Repository.root.appending(path: "Scripts").path
        let arguments = [scripts, folder.path("logs"), "\(cases.count)", folder.path("checkpoint")]
        let keys = city.custody.keys.map(\.description)
        let answer = try Self.run(["-c", Self.judge] + arguments + keys)
        let judged = String(decoding: answer.out, as: UTF8.self).split(separator: "\n")
            .compactMap { Int($0) }
        #expect(judged.count == cases.count)
        for ((label, first), line) in zip(cases, judged) {
            // Every line before the first that differs is as it was.
            let isRight = first.map { line == 0 || line > $0 } ?? (line == -1)
            #expect(isRight, "\(label): \(line), differs from \(String(describing: first))")
        }
    }
}
