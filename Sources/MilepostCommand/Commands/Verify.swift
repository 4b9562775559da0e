import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that nothing in the log was changed, taken out or put in.",
        discussion: """
            Every line, chain, hash, signature and projection is looked at, and the log is held
            against the checkpoint that is kept beside its key. Exits 1 and names positions where
            something was found. What the file alone can't show is said in words: only a checkpoint
            kept elsewhere shows it.

            Examples:
              milepost verify
              milepost verify --against 2024Q3.checkpoint
            """
    )

    @OptionGroup var log: LogOptions
    @Option(help: "A signed checkpoint that somebody kept; repeatable.") var against: [String] = []
    @Option(help: "With --against: a verifier key to trust besides the log's own; repeatable.")
    var key: [String] = []

    func run() throws {
        let language = log.language
        var refused = LogFindings()
        var checkpoints: [OutsideCheckpoint] = []
        // One that can't be read is a finding as well: somebody changed it.
        do {
            if let kept = try Custodian(store: log.path, language: language).kept() {
                checkpoints.append(kept)
            }
        } catch let error as ProofError { refused.add(.againstUnreadable(error, .kept)) }
        for path in against {
            let bytes = try read(path)
            do throws(ProofError) {
                let keys = try key.map { text throws(ProofError) in try VerifierKey(text.trimmed) }
                let note = try SignedCheckpoint(bytes)
                checkpoints.append(OutsideCheckpoint(note, from: .given, keys: keys))
            } catch { refused.add(.againstUnreadable(error, .given)) }
        }
        let progress = Progress(language("Verifying", "正在核验"))
        let found = try SQLiteStore.verify(log.path, against: checkpoints) {
            progress.update($0, of: $1)
        }
        progress.finish()
        let answer = VerifyAnswer(
            findings: found.findings.adding(refused),
            size: found.size,
            root: found.root,
            vouched: found.vouched,
            unsigned: found.unsigned,
            isHeld: !checkpoints.isEmpty || refused.count > 0
        )
        switch log.format {
        case .text: Output.write(answer.text(language))
        case .json: Output.write(answer.json(language).text)
        }
        if !answer.isClean { throw ExitCode(1) }
    }

    private func read(_ path: String) throws -> [UInt8] {
        do throws(TextFileProblem) {
            return try TextFile.bytes(of: path)
        } catch { throw Failure.wrongInput(error.message(log.language)) }
    }
}
