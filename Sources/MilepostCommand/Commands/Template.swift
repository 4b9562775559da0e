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
            Beside each empty amount stand what was reported for the month already and the figure
            before it. Fill in what there is and take it back with
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
        let month = try session.month(month, field: "--month")
        let (sheet, closed) = try session.store.read { view in
            let catalogue = try Catalogue(view, knownAt: try view.size() - 1)
            try catalogue.checkLead(lead, language)
            let code = try place.map { try catalogue.place(named: $0, in: nil) }
            let sheet = try MonthSheet(
                view,
                catalogue: catalogue,
                month: month,
                lead: lead,
                place: code,
                language: language
            )
            if let closing = sheet.closed.first, sheet.count == 0 {
                throw Refusal.monthClosed(
                    month.last,
                    Refusal.Closed(
                        closing,
                        try view.recording(at: closing.event),
                        in: catalogue
                    ),
                    amending: false
                )
            }
            let closed = sheet.closed.map { closing in
                catalogue.places.names[closing.place].map(language.name) ?? closing.place
            }
            return (sheet, closed)
        }
        guard !FileManager.default.fileExists(atPath: file),
            !ExportTarget.isPart(file, ofStore: log.path)
        else {
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
                    "\(file): \(sheet.count) row\(sheet.count == 1 ? "" : "s") to fill in",
                    "\(file)：共\(sheet.count)行待填"
                )
            )
            if !closed.isEmpty {
                let places = closed.joined(separator: language(", ", "、"))
                Output.write(
                    language("Left out, since closed: \(places)", "已关账、未列入：\(places)")
                )
            }
        case .json:
            Output.write(
                OutputJSON.object([
                    ("file", .string(file)), ("rows", .of(sheet.count)),
                    ("closed", .array(sheet.closed.map { .string($0.place) })),
                ]).text
            )
        }
    }
}
