import EventLog
import MilepostReports

/// Where a checkpoint or a proof is written: evidence is never replaced by other evidence.
struct ProofFile {
    private let target: ExportTarget
    private let language: Language

    init(_ path: String?, _ options: LogOptions) throws {
        language = options.language
        // What verify-proof reads is the text; in JSON it is for a program, which takes it from there.
        guard path == nil || path == "-" || options.format == .text else {
            throw Failure.wrongInput(
                language(
                    "With -o the file is the text that verify-proof reads: leave --format json out, "
                        + "or leave -o out and have JSON printed.",
                    "-o 写出的是 verify-proof 所读的文本：请去掉 --format json；如需 JSON，请去掉 -o，改为输出到屏幕。"
                )
            )
        }
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
