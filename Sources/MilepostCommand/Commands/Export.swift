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
            Example:
              milepost export -o log.jsonl
            """
    )

    @OptionGroup var log: LogOptions
    @Option(name: .shortAndLong, help: "The file; standard output unless given.")
    var output: String?

    func run() throws {
        let session = try log.openForReading()
        let sink = try LineSink(output, language: session.language)
        try session.store.read { view in
            try view.lines(from: 0, through: .max) { _, line in
                try sink.write(line)
                return true
            }
        }
        try sink.finish()
    }
}

/// Writes lines to a file that appears only when it is whole, or to standard output.
private final class LineSink {
    private let handle: FileHandle
    private let paths: (partial: String, whole: String)?
    private var buffer = Data()

    init(_ path: String?, language: Language) throws {
        guard let path else {
            (handle, paths) = (FileHandle.standardOutput, nil)
            return
        }
        let partial = path + ".partial"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let handle = FileHandle(forWritingAtPath: partial)
        else {
            throw Failure.unusable(
                language("\(path) can't be written.", "无法写入 \(path)。")
            )
        }
        self.handle = handle
        paths = (partial, path)
    }

    func write(_ line: UnsafeBufferPointer<UInt8>) throws {
        buffer.append(line)
        buffer.append(0x0A)
        if buffer.count > 1 << 20 { try flush() }
    }

    private func flush() throws {
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    func finish() throws {
        try flush()
        guard let paths else { return }
        try handle.synchronize()
        try handle.close()
        guard rename(paths.partial, paths.whole) == 0 else {
            throw Failure.unusable("\(paths.whole): \(String(cString: strerror(errno)))")
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
        let existed = FileManager.default.fileExists(atPath: path)
        let store = try SQLiteStore.create(path: path)
        let progress = Progress(language("Importing", "正在导入"))
        do {
            let count = try store.write { log in
                try LineImport(file: file, language: language).run(bytes, into: &log) {
                    progress.update(Int64($0), of: Int64(bytes.count))
                }
            }
            progress.finish()
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
        } catch {
            progress.finish()
            // Half a log is none. What was there before is never touched: create refuses it.
            if !existed {
                for suffix in ["", "-wal", "-shm"]
                where FileManager.default.fileExists(atPath: path + suffix) {
                    try FileManager.default.removeItem(atPath: path + suffix)
                }
            }
            throw error
        }
    }
}
