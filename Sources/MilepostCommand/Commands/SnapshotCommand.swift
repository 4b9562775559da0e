import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "A quarter as it is published: previewed, or sealed for good.",
        discussion: """
            A snapshot holds every figure of a year's plan at the end of a quarter, as known by the
            log's last line. Issuing stores and signs it, so that it can be printed again for ever.

            Example:
              milepost snapshot show 2024Q3
              milepost snapshot issue 2024Q3 --approved-by "Deputy mayor Li"
            """,
        subcommands: [
            SnapshotShow.self, SnapshotIssue.self, SnapshotList.self, SnapshotVerify.self,
            SnapshotCompare.self, SnapshotProve.self,
        ]
    )
}

/// Which quarter of which place.
struct SnapshotOptions: ParsableArguments {
    @Argument(help: "The quarter, like 2024Q3; to show an issued one also its @POSITION.")
    var quarter: String
    @Option(help: "Of this place instead of the city.") var place: String?
    @Option(name: .shortAndLong, help: "The file; standard output if it is - or not given.")
    var output: String?
    @Flag(help: "With --format csv: begin with a byte order mark, which Excel needs.")
    var bom = false

    func query(in view: some LogView, _ session: Session) throws -> SnapshotQuery {
        let language = session.language
        let typed: DateText
        do throws(DateError) {
            typed = try DateText(quarter)
        } catch { throw Refusal.date(error, field: "quarter") }
        guard typed.grain == .quarter else {
            throw Failure.wrongInput(
                language(
                    "\(quarter) is no quarter; one is written 2024Q3.",
                    "\(quarter) 不是季度，请写成 2024Q3。"
                )
            )
        }
        let size = try view.size()
        let catalogue = try Catalogue(view, knownAt: size - 1)
        let code = try place.map { try catalogue.place(named: $0, in: nil) }
        let cities = catalogue.places.cities
        let city = code.flatMap { catalogue.places.city(of: $0) } ?? cities.first
        guard let city, code != nil || cities.count == 1 else {
            throw Failure.wrongInput(
                cities.isEmpty
                    ? language(
                        "This log has no city yet: milepost plan import FILE defines one.",
                        "本日志尚无城市，请先执行 milepost plan import 文件。"
                    )
                    : language(
                        "This log holds several cities; name one with --place: ",
                        "本日志有多个城市，请用 --place 指明："
                    ) + cities.joined(separator: ", ")
            )
        }
        let quarter = Quarter(of: typed.first)
        return SnapshotQuery(city: city, place: code, quarter: quarter, size: size)
    }
}

struct SnapshotShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Preview a quarter as it would be issued now, or print one that was issued.",
        discussion: """
            Examples:
              milepost snapshot show 2024Q3 --lang zh
              milepost snapshot show 2024Q3 --format html -o preview.html
              milepost snapshot show @196 --format prose     (as it was issued; see snapshot list)
            """
    )

    @OptionGroup var log: FormOptions<SnapshotFormat>
    @OptionGroup var options: SnapshotOptions

    func run() throws {
        let session = try log.openForReading()
        let file = try PageFile(options, log)
        let page = try session.store.read { view in
            if options.place == nil, options.quarter.hasPrefix("@") {
                return try issued(in: view, session)
            }
            let snapshot = try Snapshot(view, options.query(in: view, session))
            return try SnapshotPage(sealed: snapshot.sealed, seal: nil)
        }
        try file.write(page, session.clock)
    }

    /// The one that stands in the log at a position.
    private func issued(in view: some LogView, _ session: Session) throws -> SnapshotPage {
        let position = try session.event(options.quarter, actor: nil, in: view)
        guard let page = try SnapshotPage(issuedAt: position, in: view) else {
            throw Failure.wrongInput(
                session.language(
                    "@\(position) issues no snapshot: milepost snapshot list says where they are.",
                    "@\(position) 不是快照签发记录，可用 milepost snapshot list 查看。"
                )
            )
        }
        return page
    }
}

struct SnapshotIssue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Seal a quarter: store it in the log, signed, and print it.",
        discussion: """
            A quarter that is not over is issued with --provisional only. Asked again when nothing
            else was appended, the stored one is printed, unless another is named who approved it
            or a final one is asked for after a provisional one; after a final one --provisional is
            refused. An issued snapshot is never changed; a later one stands beside it.

            Examples:
              milepost snapshot issue 2024Q3 --approved-by "Deputy mayor Li"
              milepost snapshot issue 2024Q3 --format html -o 2024Q3.html
            """
    )

    @OptionGroup var write: FormWriteOptions<SnapshotFormat>
    @OptionGroup var options: SnapshotOptions
    @Option(name: .customLong("approved-by"), help: "Who approved it; public for ever.")
    var approvedBy: String?
    @Flag(help: "To be replaced by a final one.") var provisional = false

    func run() throws {
        let session = try write.open()
        try PlainText.checkPublic(approvedBy, field: "approved-by")
        let file = try PageFile(options, write.log)
        try checkTables(session.session)
        let custodian = Custodian(store: write.log.path, language: session.language)
        let page = try custodian.keeping(session) { log, appender in
            var query = try options.query(in: log, session.session)
            query.isProvisional = provisional
            query.approvedBy = approvedBy
            query.issuedBy = session.actor
            query.issuedAt = session.session.clock.now
            guard provisional || query.quarter.last <= session.session.clock.today else {
                throw Failure.wrongInput(
                    session.language(
                        "\(query.quarter) is not over; issue it with --provisional.",
                        "\(query.quarter) 尚未结束；如需签发初步数据，请加 --provisional。"
                    )
                )
            }
            if let stored = try IssuedSnapshots.same(as: query, in: log) {
                return (try printable(stored, session.session), nil)
            }
            let issued = try custodian.issue(query, &log, &appender)
            guard provisional || !issued.0.snapshot.projects.isEmpty else {
                throw Failure.wrongInput(
                    session.language(
                        "The log holds no project of \(query.quarter.year), so there is nothing to issue.",
                        "日志中没有\(query.quarter.year)年的项目，没有可签发的内容。"
                    )
                )
            }
            return issued
        }
        try file.write(page, session.session.clock)
        if let issuer = page.snapshot.issuedBy, issuer != session.actor, let seal = page.seal {
            let name = TextTable.harmless(issuer)
            Output.complain(
                session.language(
                    "It was issued as @\(seal.position) by \(name), and is not issued again.",
                    "该快照已由\(name)签发（@\(seal.position)），未重新签发。"
                )
            )
        }
    }
}

extension SnapshotIssue {
    /// A stored page, unless it is a final one and a provisional one was asked for.
    private func printable(_ page: SnapshotPage, _ session: Session) throws -> SnapshotPage {
        guard provisional, !page.snapshot.isProvisional, let seal = page.seal else { return page }
        let (quarter, position) = (page.snapshot.quarter, seal.position)
        throw Failure.wrongInput(
            session.language(
                "A final snapshot of \(quarter) stands (@\(position)), and nothing was appended since; "
                    + "no provisional one is issued. milepost snapshot show @\(position) prints it.",
                "\(quarter) 已有正式快照（@\(position)），此后无新增记录，不再签发初步数据。"
                    + "可用 milepost snapshot show @\(position) 打印。"
            )
        )
    }

    /// What is published for good follows from the lines: tables that somebody changed are refused.
    private func checkTables(_ session: Session) throws {
        let progress = Progress(
            session.language("Checking the figures against the log", "正在核对汇总数据与日志")
        )
        let difference = try session.store.replaying(
            through: nil,
            progress: { progress.update($0, of: $1) }
        ) { replayed, live in try live.firstDifference(from: replayed) }
        progress.finish()
        guard let difference else { return }
        let place = difference.position.map { "@\($0)" } ?? difference.table
        throw Failure(
            status: 1,
            message: session.language(
                "The stored figures do not follow from the log (\(place)), so nothing is issued. milepost "
                    + "verify says more; milepost replay makes them anew from the log.",
                "已存的汇总数据与日志不符（\(place)），不予签发。可用 milepost verify 查看详情；"
                    + "milepost replay 按日志重新计算。"
            )
        )
    }
}

struct SnapshotList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Every snapshot that was issued, oldest first.",
        discussion: """
            Example:
              milepost snapshot list
            """
    )

    @OptionGroup var log: LogOptions

    func run() throws {
        let session = try log.openForReading()
        let pages = try session.store.read { try IssuedSnapshots($0).pages }
        switch log.format {
        case .text:
            for page in pages {
                let (snapshot, seal) = (page.snapshot, page.seal)
                let day = snapshot.issuedAt.map(session.clock.text) ?? ""
                let kind = session.language(
                    snapshot.isProvisional ? "provisional" : "final",
                    snapshot.isProvisional ? "初步" : "正式"
                )
                let parts = [
                    "@\(seal?.position ?? 0)", snapshot.quarter.description, snapshot.place, kind,
                    day, snapshot.issuedBy ?? "",
                    snapshot.approvedBy.map { session.language("approved by \($0)", "批准人：\($0)") },
                    "sha256:\(page.digest.prefix(12))",
                ]
                Output.write(TextTable.harmless(parts.compactMap(\.self).joined(separator: "  ")))
            }
        case .json:
            let list = pages.map { page in
                OutputJSON.object([
                    ("position", .of(page.seal?.position)), ("event", .of(page.seal?.event)),
                    ("quarter", .of(page.snapshot.quarter.description)),
                    ("place", .of(page.snapshot.place)),
                    ("provisional", .bool(page.snapshot.isProvisional)),
                    ("issuedBy", .of(page.snapshot.issuedBy)),
                    ("approvedBy", .of(page.snapshot.approvedBy)),
                    ("issuedAt", .of(page.snapshot.issuedAt)), ("digest", .of(page.digest)),
                ])
            }
            Output.write(OutputJSON.object([("snapshots", .array(list))]).text)
        }
    }
}
