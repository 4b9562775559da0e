import EventLog
import MilepostReports

/// Where a checkpoint or a proof is written: evidence is never replaced by other evidence.
struct ProofFile {
    private let target: ExportTarget
    private let language: Language

    init(_ path: String?, _ options: LogOptions) throws {
        language = options.language
        target = try ExportTarget(path, store: options.path, language: language) { _ in false }
    }

    func write(_ text: String) throws {
        let sink = try LineSink(target, language: language)
        do {
            try sink.write(text: text)
            try sink.finish()
        } catch {
            sink.abandon()
            throw error
        }
    }
}
