import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove that an event is in the log, or that the log was only added to.",
        discussion: """
            The proof is one text file, checked offline by milepost verify-proof or by
            Scripts/verify_log.py. Where no signed checkpoint covers what is to be proven, one is
            signed first.

            Examples:
              milepost prove last -o report.tlog-proof
              milepost prove --consistency 97 -o since-october.proof
            """
    )

    @OptionGroup var options: WriteOptions
    @Argument(help: "An id, its last 6 characters or more, @POSITION, or last.") var event: String?
    @Option(help: "Prove that the log of so many lines is the beginning of today's.")
    var consistency: String?
    @Option(name: .shortAndLong, help: "The file; standard output if it is - or not given.")
    var output: String?

    func run() throws {
        let language = options.log.language
        guard (event == nil) != (consistency == nil) else {
            throw Failure.wrongInput(
                language(
                    "Name an event, or a size with --consistency.",
                    "请写明一个事件，或用 --consistency 写明行数。"
                )
            )
        }
        let file = try ProofFile(output, options.log)
        let text = try event.map(inclusion) ?? extending(consistency ?? "")
        try check(text)
        switch options.log.format {
        case .text: try file.write(text)
        case .json:
            try file.write(OutputJSON.object([("proof", .string(text))]).text + "\n")
        }
    }

    /// What would be refused elsewhere is not handed out.
    private func check(_ text: String) throws {
        let session = try options.log.openForReading()
        let keys = try session.store.read { try Custody($0).keys }
        do throws(ProofError) {
            _ = try ProofAnswer(try Proof(Array(text.utf8)), by: keys)
        } catch {
            let reason = error.message(session.language)
            throw Failure(
                status: 1,
                message: session.language(
                    "The log does not fit what was signed, so nothing can be proven: \(reason) "
                        + "milepost verify tells more.",
                    "日志与已签署的内容不符，无法出具证明：\(reason)可用 milepost verify 查看详情。"
                )
            )
        }
    }

    /// That an event is in the log, under the newest checkpoint if that covers it.
    private func inclusion(of event: String) throws -> String {
        let session = try options.log.openForReading()
        let actor = try WriteOptions.named(options.actor) ?? session.namedActor
        let position = try session.store.read { view in
            try session.event(event, actor: actor, in: view)
        }
        let newest = try session.store.read { try Custody($0).newest }
        if newest.map({ $0.checkpoint.size <= position }) ?? true { try sign() }
        return try session.store.read { view in
            guard let signed = try Custody(view).newest, let line = try view.line(at: position)
            else { throw Refusal.unknownEvent(event) }
            let path = try MerkleTree.inclusionProof(
                index: position,
                size: signed.checkpoint.size,
                over: view
            )
            return InclusionProof(
                line: line,
                index: position,
                path: path,
                checkpoint: signed.note
            ).description
        }
    }

    /// That the log of an earlier size is the beginning of today's, or where the key is not at hand
    /// of the newest checkpoint's.
    private func extending(_ text: String) throws -> String {
        let session = try options.log.openForReading()
        let (size, custody) = try session.store.read { (try $0.size(), try Custody($0)) }
        guard let older = Position(text), 1...size ~= older else {
            throw Failure.wrongInput(
                session.language(
                    "--consistency \(text): give a size from 1 to \(size), the log's own.",
                    "--consistency \(text)：行数应为 1 至 \(size)（日志当前行数）。"
                )
            )
        }
        let custodian = Custodian(store: options.log.path, language: session.language)
        let hasKey = try custodian.key(in: custody) != nil
        if hasKey, custody.last(before: size) == nil { try sign() }
        let isSigned = custody.signed.contains { $0.checkpoint.size == older }
        if !isSigned { try sign(size: older) }
        return try session.store.read { view in
            let custody = try Custody(view)
            guard let newest = custody.newest,
                let first = custody.signed.last(where: { $0.checkpoint.size == older })
            else { throw Refusal.unknownEvent(text) }
            let path = try MerkleTree.consistencyProof(
                from: older,
                to: newest.checkpoint.size,
                over: view
            )
            return ConsistencyProof(path: path, older: first.note, newer: newest.note).description
        }
    }

    /// Signs the log as it stands, or as it was at a size.
    private func sign(size: Position? = nil) throws {
        let session = try options.open()
        let custodian = Custodian(store: options.log.path, language: session.language)
        try custodian.keeping(session) { log, appender in
            let note = try custodian.sign(&log, &appender, size: size)
            return ((), size == nil ? note : nil)
        }
    }
}

struct VerifyProof: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-proof",
        abstract: "Check a proof or a checkpoint by its bytes and a key; no log is needed.",
        discussion: """
            The key must come from somebody you trust, not from the file. Exits 1 where the proof
            does not hold.

            Example:
              milepost verify-proof report.tlog-proof --key "$(cat city.vkey)"
            """
    )

    @Argument(help: "The file; - is standard input.") var file: String
    @Option(help: "The log's verifier key; repeatable where it was changed.") var key: [String]
    @Option(help: "text or json.") var format = AnswerForm.text
    @Option(help: "en or zh; the default follows LC_ALL and LANG.") var lang: Language?

    func run() throws {
        let language = lang ?? Language.current([])
        let bytes: [UInt8]
        do throws(TextFileProblem) {
            bytes = try TextFile.bytes(of: file)
        } catch { throw Failure.wrongInput(error.message(language)) }
        let keys = try key.map { text in
            do throws(ProofError) {
                return try VerifierKey(text.trimmed)
            } catch {
                throw Failure.wrongInput("--key: " + error.message(language))
            }
        }
        do throws(ProofError) {
            let proven = try ProofAnswer(try Proof(bytes), by: keys)
            switch format {
            case .text: Output.write(proven.text(language))
            case .json: Output.write(proven.json.text)
            }
        } catch {
            switch format {
            case .text:
                let refused = language("Refused: ", "不成立：") + error.message(language)
                Output.write(refused)
            case .json:
                Output.write(
                    OutputJSON.object([
                        ("valid", .bool(false)), ("message", .string(error.message(language))),
                    ]).text
                )
            }
            throw ExitCode(1)
        }
    }
}
