import EventLog
import MilepostReports

/// Where a checkpoint or a proof is written; an earlier one of the same name is replaced.
struct ProofFile {
    private let target: ExportTarget
    private let language: Language

    init(_ path: String?, _ options: LogOptions) throws {
        language = options.language
        target = try ExportTarget(path, store: options.path, language: language) { path in
            try ProofFile.isProof(path)
        }
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

    private static func isProof(_ bytes: [UInt8]) -> Bool {
        do throws(ProofError) {
            _ = try Proof(bytes)
            return true
        } catch { return false }
    }

    private static func isProof(_ path: String) throws -> Bool {
        do throws(TextFileProblem) {
            return Self.isProof(try TextFile.bytes(of: path))
        } catch { return false }
    }
}
