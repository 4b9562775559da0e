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
            log again. Exits 1 and names the figure where something differs, and says whether the page
            was changed, an event was, the rules were, or a milepost of other words printed it. A page
            that another program saved again passes as long as a reader sees the same in it.

            Examples:
              milepost snapshot verify 2024Q3.html
              milepost snapshot verify 2024Q3.xlsx --key "$(cat city.vkey)"
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "The page, in any format; - is standard input.") var file: String
    @Option(help: "The verifier key that must have signed, from somebody you trust; repeatable.")
    var key: [String] = []

    func run() throws {
        let language = log.language
        let bytes: [UInt8]
        do throws(TextFileProblem) {
            bytes = try TextFile.bytes(of: file, limit: PageFile.limit)
        } catch { throw Failure.wrongInput(error.message(language)) }
        let keys = try key.map { text in
            do throws(ProofError) {
                return try VerifierKey(text.trimmed)
            } catch { throw Failure.wrongInput("--key: " + error.message(language)) }
        }
        let page: ReadPage
        do throws(UnreadablePage) {
            page = try ReadPage(bytes)
        } catch { throw Failure.wrongInput("\(file): " + error.message(language)) }
        let session = try log.openForReading()
        let progress = Progress(language("Deriving every figure again", "正在按日志重新计算"))
        // From the lines alone: whoever can change a figure's cell could change the tables too.
        let verdict = try session.store.replaying(
            through: nil,
            progress: { progress.update($0, of: $1) }
        ) { replayed, _ in
            var verifier = PageVerifier(replayed, trusting: keys, time: session.clock.text)
            return try verifier.verify(bytes, read: page)
        }
        progress.finish()
        switch log.format {
        case .text: Output.send(Array(verdict.text(language, time: session.clock.text).utf8))
        case .json: Output.write(verdict.json(language).text)
        }
        if !verdict.isClean { throw ExitCode(1) }
    }
}
