import ArgumentParser
import EventLog
import EventLogSQLite
import Foundation
import Milepost
import MilepostReports

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The log as lines of canonical JSON, one event a line.",
        discussion: """
            A line that does not fit its leaf hash ends the export: no file is made, and the exit
            status is 1.

            Example:
              milepost export -o log.jsonl
            """
    )

    @OptionGroup var log: LogOptions
    @Option(name: .shortAndLong, help: "The file; standard output if it is - or not given.")
    var output: String?

    func run() throws {
        let session = try log.openForReading()
        let first = try session.store.read { try $0.line(at: 0) } ?? []
        let target = try ExportTarget(output, store: log.path, language: session.language) { path in
            try ExportTarget.begins(path, with: first)
        }
        let sink = try LineSink(target, language: session.language)
        do {
            try session.store.read { try $0.soundLines(sink.write) }
            try sink.finish()
        } catch {
            sink.abandon()
            throw error
        }
    }
}

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a log from exported lines, byte for byte.",
        discussion: """
            The store must not exist yet. No key is made: nothing can be signed with it until
            `key --new` has been appended.

            Example:
              milepost import EventLog/chengde-2024.jsonl --log chengde.sqlite
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "The lines; - is standard input.") var file: String

    func run() throws {
        let language = log.language
        let bytes: [UInt8]
        do throws(TextFileProblem) {
            bytes = try TextFile.bytes(of: file)
        } catch { throw Failure.wrongInput(error.message(language)) }
        let path = log.path
        let progress = Progress(language("Importing", "正在导入"))
        defer { progress.finish() }
        var count = 0
        try SQLiteStore.create(path: path) { store in
            count = try store.write { log in
                try LineImport(file: file, language: language).run(bytes, into: &log) {
                    progress.update(Int64($0), of: Int64(bytes.count))
                }
            }
        }
        Output.remember(language("the log was made: \(path)", "日志已建立：\(path)"))
        switch log.format {
        case .text:
            Output.write(
                language(
                    "Imported \(count) events into \(path)",
                    "已将 \(count) 个事件导入 \(path)"
                )
            )
        case .json:
            Output.write(
                OutputJSON.object([("events", .of(count)), ("log", .string(path))]).text
            )
        }
    }
}
