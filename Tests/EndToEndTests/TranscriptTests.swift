import Foundation
import Testing

struct TranscriptTests {
    private static let folder = Office.repository.appendingPathComponent("Tests/Transcripts")

    @Test(arguments: [
        "a-month-in-english", "a-month-in-chinese", "a-late-correction-in-english",
        "a-late-correction-in-chinese",
    ])
    func `an office's work reads as it is written down`(name: String) throws {
        let office = try Office()
        try FileManager.default.copyItem(
            at: Self.folder.appendingPathComponent("plan.yaml"),
            to: office.folder.appendingPathComponent("plan.yaml")
        )
        let file = Self.folder.appendingPathComponent("\(name).txt")
        let written = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let played = try Transcript(written).played(in: office).text
        if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
            try Data(played.utf8).write(to: file)
            return
        }
        let (now, then) = (played.split(separator: "\n"), written.split(separator: "\n"))
        let difference = zip(now, then).first { $0 != $1 }
        #expect(
            played == written,
            "first: \(difference?.0 ?? "") instead of \(difference?.1 ?? "")"
        )
    }
}
