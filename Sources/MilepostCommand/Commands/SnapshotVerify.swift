import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct SnapshotVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Hold a published page against the log that issued it.",
        discussion: """
            Whatever a reader sees in the page is compared with what was issued; the issued snapshot's
            signature is checked, the root of its lines recomputed, and every figure derived from the
            log again. Exits 1 and names the figure where something differs. A page that another
            program saved again passes as long as every value in it is the same.

            Example:
              milepost snapshot verify 2024Q3.html
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "The page, in any format; - is standard input.") var file: String

    func run() throws {
        let language = log.language
        let bytes: [UInt8]
        do throws(TextFileProblem) {
            bytes = try TextFile.bytes(of: file)
        } catch { throw Failure.wrongInput(error.message(language)) }
        let session = try log.openForReading()
        let verdict: PageVerdict
        do {
            verdict = try session.store.read { view in
                var verifier = PageVerifier(view, time: session.clock.text)
                return try verifier.verify(bytes)
            }
        } catch let error as UnreadablePage {
            throw Failure.wrongInput("\(file): " + error.message(language))
        }
        switch log.format {
        case .text: Output.send(Array(verdict.text(language, time: session.clock.text).utf8))
        case .json: Output.write(verdict.json(language).text)
        }
        if !verdict.isClean { throw ExitCode(1) }
    }
}
