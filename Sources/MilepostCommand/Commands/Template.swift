import ArgumentParser
import EventLog
import EventLogSQLite
import Foundation
import Milepost
import MilepostReports

struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The sheet of what is to be reported for a month.",
        discussion: """
            Last figures stand beside empty amounts. Fill in what there is and take it back with
            record --from: an empty amount is not reported, 0 is zero. The mode is total, what
            there is to date; write increment instead where the amount is what the month added.

            Example:
              milepost template october.csv --month 2024-10 --lead 市住建局
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "The sheet to write (CSV).") var file: String
    @Option(help: "The month.") var month: String
    @Option(help: "Projects that one office leads.") var lead: String?
    @Option(help: "Reported by this place, not the city.") var place: String?

    func run() throws {
        let session = try log.openForReading()
        let language = session.language
        let end = try session.month(month, field: "--month").last
        let sheet = try session.store.read { view in
            let catalogue = try Catalogue(view, knownAt: try view.size() - 1)
            let code = try place.map { try catalogue.place(named: $0, in: nil) }
            return try MonthSheet(
                view,
                catalogue: catalogue,
                month: end,
                lead: lead,
                place: code,
                language: language
            )
        }
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Failure.wrongInput(
                language(
                    "\(file) is there already and is not overwritten.",
                    "\(file) 已存在，不予覆盖。"
                )
            )
        }
        // Excel reads UTF-8 as such only with a byte order mark.
        do {
            try Data(("\u{FEFF}" + sheet.csv).utf8).write(to: URL(fileURLWithPath: file))
        } catch {
            throw Failure.unusable(
                language("\(file) can't be written.", "无法写入 \(file)。")
            )
        }
        switch log.format {
        case .text:
            Output.write(
                language(
                    "\(file): \(sheet.count) rows to fill in",
                    "\(file)：共\(sheet.count)行待填"
                )
            )
        case .json:
            Output.write(
                OutputJSON.object([("file", .string(file)), ("rows", .of(sheet.count))]).text
            )
        }
    }
}
