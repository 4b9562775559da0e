import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct CheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign the log as it stands: its size and the root of its tree.",
        discussion: """
            Keep checkpoints where nobody who holds the log can change them: only they show that its
            end was not cut off and that it was not rewritten. Nothing new appended, the same
            checkpoint is printed again.

            Example:
              milepost checkpoint -o 2024Q3.checkpoint
            """
    )

    @OptionGroup var options: WriteOptions
    @Option(name: .shortAndLong, help: "The file; standard output if it is - or not given.")
    var output: String?

    func run() throws {
        let session = try options.open()
        let file = try ProofFile(output, options.log)
        let custodian = Custodian(store: options.log.path, language: session.language)
        let note = try custodian.keeping(session) { log, appender in
            let note = try custodian.sign(&log, &appender)
            return (note, note)
        }
        switch options.log.format {
        case .text: try file.write(note.description)
        case .json:
            let checkpoint = try Checkpoint(text: note.note.text)
            try file.write(
                OutputJSON.object([
                    ("origin", .string(checkpoint.origin)), ("size", .of(checkpoint.size)),
                    ("root", .string(checkpoint.root.hex)),
                    ("checkpoint", .string(note.description)),
                ]).text + "\n"
            )
        }
    }
}

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Print the verifier key, which others check signatures with; or change the key.",
        discussion: """
            --new makes another key, appends that the log is signed with it from here on, and signs a
            checkpoint. The old key stays beside it under a name with its id.

            Examples:
              milepost key
              milepost key --new --reason "the old computer was sold"
            """
    )

    @OptionGroup var options: WriteOptions
    @Flag(help: "Change the key.") var new = false
    @Option(help: "With --new: why; public for ever.") var reason: String?

    func run() throws {
        guard new == (reason != nil) else {
            throw Failure.wrongInput(
                options.log.language(
                    "--new and --reason go together.",
                    "--new 与 --reason 须同时给出。"
                )
            )
        }
        if let reason { return try change(reason) }
        let session = try options.log.openForReading()
        let custody = try session.store.read { try Custody($0) }
        guard let key = custody.keys.last else {
            throw Failure.wrongInput(
                session.language(
                    "This log has no key yet. Give it one: milepost key --new --reason TEXT",
                    "本日志尚无密钥。请先设置：milepost key --new --reason 理由"
                )
            )
        }
        answer(key, all: custody.keys)
    }

    private func change(_ reason: String) throws {
        let session = try options.open()
        try PlainText.checkPublic(reason, field: "reason")
        let origin = session.session.opened.origin
        let custodian = Custodian(store: options.log.path, language: session.language)
        let known = try session.session.store.read { try Custody($0) }
        let key = try custodian.makeNext(after: known)
        let keys = try custodian.keeping(session) { log, appender in
            try appender.append(
                [.keyChanged(KeyChanged(key: key.description, reason: reason))],
                to: &log
            )
            let note = try custodian.sign(&log, &appender)
            return (try Custody(log).keys, note)
        }
        try custodian.settleNext(origin: origin)
        answer(key, all: keys)
    }

    private func answer(_ key: VerifierKey, all keys: [VerifierKey]) {
        switch options.log.format {
        case .text: Output.write(key.description)
        case .json:
            Output.write(
                OutputJSON.object([
                    ("key", .string(key.description)), ("origin", .string(key.name)),
                    ("keys", .array(keys.map { .string($0.description) })),
                ]).text
            )
        }
    }
}
