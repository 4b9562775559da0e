import ArgumentParser
import EventLog
import EventLogSQLite
import Foundation
import Milepost
import MilepostReports

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the log as it is at one moment, while it is in use.",
        discussion: """
            The copy is a log of its own, without the key. It must not exist yet. A log with a line
            that does not fit its leaf hash is copied as it is, with a warning and exit status 1.

            Example:
              milepost backup /media/usb/milepost-2024Q3.sqlite
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "The copy to make.") var file: String

    func run() throws {
        let session = try log.openForReading()
        let language = session.language
        guard !ExportTarget.isPart(file, ofStore: log.path) else {
            throw Failure.wrongInput(
                language(
                    "\(file) is a name that the log itself uses. Choose another, best on another disk.",
                    "\(file) 是日志自身使用的名称。请换一个名称，最好放在另一磁盘。"
                )
            )
        }
        let size = try session.store.backup(to: file)
        switch log.format {
        case .text:
            Output.write(
                language("Copied \(size) events to \(file)", "已将 \(size) 个事件备份到 \(file)")
            )
        case .json:
            Output.write(
                OutputJSON.object([("events", .of(size)), ("backup", .string(file))]).text
            )
        }
        do {
            try SQLiteStore(path: file, for: .verifying).read { try $0.soundLines { _ in } }
        } catch let altered as AlteredLine {
            Output.complain(language("Warning: ", "提示：") + altered.message(language))
            throw ExitCode(1)
        }
    }
}

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the log from a backup; a log that is there is never overwritten.",
        discussion: """
            Move a damaged log away first. Put the key and the checkpoint back beside the log, if they
            are not there: verify then tells whether the backup is as far as what was signed.

            Example:
              milepost restore /media/usb/milepost-2024Q3.sqlite --log EventLog/milepost.sqlite
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "A backup.") var file: String

    func run() throws {
        let language = log.language
        let backup = try SQLiteStore(path: file, for: .verifying)
        let found = try backup.verify(against: [])
        guard found.findings.count == 0 else {
            let first = found.findings.listed.first?.message(language) ?? ""
            throw Failure.unusable(
                language(
                    "\(file) is no sound log; nothing was restored. \(first)",
                    "\(file) 不是完好的日志，未作恢复。\(first)"
                )
            )
        }
        let path = log.path
        _ = try backup.backup(to: path, makingFolder: true)
        let custodian = Custodian(store: path, language: language)
        let kept = try custodian.kept().map { [$0] } ?? []
        let restored = try SQLiteStore(path: path, for: .verifying).verify(against: kept)
        switch log.format {
        case .text:
            Output.write(
                language(
                    "Restored \(found.size) events to \(path)",
                    "已将 \(found.size) 个事件恢复到 \(path)"
                )
            )
        case .json:
            Output.write(
                OutputJSON.object([("events", .of(found.size)), ("log", .string(path))]).text
            )
        }
        for finding in restored.findings.listed {
            Output.complain(language("Warning: ", "提示：") + finding.message(language))
        }
    }
}
