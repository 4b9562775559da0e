import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Close a month and all before it: nothing more is reported for them.",
        discussion: """
            What was reported can still be corrected or withdrawn, with a reason, and is then marked
            as after close; --hard refuses that too. A place is closed with everything below it. The
            log is signed as it stands then (see checkpoint).

            Examples:
              milepost close 2024-09
              milepost close 2024-09 --place 130802 --hard
            """
    )

    @OptionGroup var options: WriteOptions
    @Argument(help: "The month, like 2024-09.") var month: String
    @Option(help: "A place and all below it; without it the log's city.") var place: String?
    @Flag(help: "Refuse corrections and withdrawals too.") var hard = false
    @Option(help: "Public for ever.") var note: String?
    @Option(help: "The event's id (a UUID).") var id: String?
    @Flag(name: .customLong("dry-run"), help: "Decide, append nothing.") var dryRun = false

    func run() throws {
        let session = try options.open()
        let read = session.session
        let language = session.language
        let custodian = Custodian(store: options.log.path, language: language)
        let (answer, gaps, isSigned) = try custodian.keeping(session, dryRun: dryRun) {
            log,
            appender in
            let decider = try session.decider(log, id: id)
            let (city, code) = try decider.catalogue.closedPlace(place, language)
            var closing = MonthClosed(city: city, place: code, month: try read.month(month))
            closing.hard = hard
            closing.note = note
            let gaps = try Gaps(
                log,
                catalogue: decider.catalogue,
                month: closing.month,
                filter: Gaps.Filter(place: code ?? city),
                today: decider.today,
                knownAt: decider.head
            )
            let answer = try AppendAnswer.of(
                try decider.close(closing),
                id: id,
                session: session,
                appender: &appender,
                log: &log
            )
            let isAdded = answer.appended.last?.added == true
            let signed = isAdded ? try custodian.signIfAtHand(&log, &appender) : nil
            return ((answer, gaps, signed != nil || !isAdded), signed)
        }
        answer.write(
            options.log,
            dryRun: dryRun,
            with: [("missing", .of(gaps.missing.count))]
        )
        if !isSigned {
            Output.complain(
                language(
                    "Not signed: the log's key is not at hand. milepost key --new --reason TEXT gives it one.",
                    "未签署：手边没有该日志的密钥。可用 milepost key --new --reason 理由 设置。"
                )
            )
        }
        let missing = gaps.missing.count
        if options.log.format == .text, missing > 0 {
            Output.write(
                language(
                    "Not reported for \(gaps.month): \(missing) of \(gaps.expected). "
                        + "`milepost gaps \(gaps.month)` lists them.",
                    "\(language.name(gaps.month))应报\(gaps.expected)项，未报\(missing)项，"
                        + "可用 `milepost gaps \(gaps.month)` 查看。"
                )
            )
        }
    }
}

struct Reopen: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open a closed month, and every later one, again.",
        discussion: """
            Example:
              milepost reopen 2024-09 --reason "two counties reported late"
            """
    )

    @OptionGroup var options: WriteOptions
    @Argument(help: "The month, like 2024-09.") var month: String
    @Option(help: "A place and all below it; without it the log's city.") var place: String?
    @Option(help: "Why; public for ever.") var reason: String
    @Option(help: "The event's id (a UUID).") var id: String?
    @Flag(name: .customLong("dry-run"), help: "Decide, append nothing.") var dryRun = false

    func run() throws {
        let session = try options.open()
        let language = session.language
        let read = session.session
        let (answer, later) = try session.write(dryRun: dryRun) { log, appender in
            let decider = try session.decider(log, id: id)
            let (city, code) = try decider.catalogue.closedPlace(place, language)
            let reopening = MonthReopened(
                city: city,
                place: code,
                month: try read.month(month),
                reason: reason
            )
            let later = decider.alsoReopened(by: reopening)
            let answer = try AppendAnswer.of(
                try decider.reopen(reopening),
                id: id,
                session: session,
                appender: &appender,
                log: &log
            )
            return (answer, later)
        }
        answer.write(
            options.log,
            dryRun: dryRun,
            with: [("alsoReopened", .array(later.map { .string($0.description) }))]
        )
        if options.log.format == .text, !later.isEmpty {
            let months = later.map(language.name).joined(separator: language(", ", "、"))
            Output.write(language("Open again too: \(months)", "一并重新开放：\(months)"))
        }
    }
}

extension Session {
    /// Reads a month, and nothing longer or shorter.
    func month(_ text: String, field: String = "month") throws -> Month {
        let last = try day(text, field: field)
        let month = Month(of: last)
        guard month.last == last, try firstDay(text, field: field) == month.first else {
            throw Failure.wrongInput(
                language(
                    "\(text) is no month; a month reads like 2024-10.",
                    "\(text)不是月份，月份写法如 2024-10。"
                )
            )
        }
        return month
    }
}

extension Catalogue {
    /// The city and the place to close; without a name the log's only city.
    func closedPlace(_ name: String?, _ language: Language) throws -> (String, String?) {
        if let name {
            let code = try place(named: name, in: nil)
            return (places.city(of: code) ?? code, code)
        }
        guard let city = places.cities.first else { throw Refusal.unknownPlace("", known: []) }
        guard places.cities.count == 1 else {
            let cities = places.cities.joined(separator: ", ")
            throw Failure.wrongInput(
                language(
                    "The log holds several cities (\(cities)). Say which with --place.",
                    "日志含多个城市（\(cities)）。请用 --place 写明。"
                )
            )
        }
        return (city, nil)
    }
}
