import ArgumentParser
import EventLog
import Foundation
import Milepost
import MilepostReports

/// Where the page of a quarter is written: a file that is there already is never replaced.
struct PageFile {
    private let target: ExportTarget
    private let language: Language
    private let format: SnapshotFormat
    private let bom: Bool

    /// Larger than any page.
    static let limit = 128 << 20

    init(_ options: SnapshotOptions, _ log: FormOptions<SnapshotFormat>) throws {
        (language, format, bom) = (log.language, log.format, options.bom)
        target = try ExportTarget(options.output, store: log.path, language: language) { _ in
            false
        }
        guard !bom || format == .csv else {
            throw Failure.wrongInput(
                language("--bom goes with --format csv.", "--bom 只用于 --format csv。")
            )
        }
        if format == .xlsx, target.isScreen, isatty(STDOUT_FILENO) == 1 {
            throw Failure.wrongInput(
                language(
                    "A workbook can't be shown on a terminal: name its file with -o FILE.xlsx.",
                    "工作簿无法在终端显示，请用 -o 文件.xlsx 写明文件名。"
                )
            )
        }
    }

    func write(_ page: SnapshotPage, _ clock: LogClock) throws {
        let bytes = try bytes(of: page, time: clock.text)
        let sink = try LineSink(target, language: language)
        do {
            try sink.write(bytes: bytes)
            try sink.finish()
        } catch {
            sink.abandon()
            throw error
        }
    }

    private func bytes(of page: SnapshotPage, time: (Moment) -> String) throws -> [UInt8] {
        if format == .text, target.isScreen, Output.inColour {
            return Array(page.text(language, colour: true, time: time).utf8)
        }
        do {
            return try page.bytes(format, language, bom: bom, time: time)
        } catch let error as WorkbookNotWritten {
            throw Failure.unusable(error.message(language))
        }
    }
}

extension SnapshotFormat: OutputForm {
    static let usual = text
}

extension ExportTarget {
    fileprivate var isScreen: Bool {
        if case .standardOutput = self { true } else { false }
    }
}
