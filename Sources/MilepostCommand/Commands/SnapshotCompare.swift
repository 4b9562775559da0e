import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct SnapshotCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "What became of published figures: which differ, by how much, why, by whom.",
        discussion: """
            Each side is a quarter as it was last issued (2024Q3), a page of it (FILE), what was known
            at a position (@198; of an issued snapshot, that one) or now. A position and now are of
            the other side's quarter.

            Below each figure that differs stands what else is printed of it and differs: its target
            and how it stands to it, and the earlier months of both sides; of one quarter also what
            has changed since the last quarter and since a year before.

            Examples:
              milepost snapshot compare 2024Q3 now
              milepost snapshot compare 2024Q2 2024Q3 --lang zh
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "A quarter, a page, @POSITION or now.") var first: String
    @Argument(help: "What it is compared with, named the same way.") var second: String
    @Option(help: "Of this place instead of the city.") var place: String?
    @Flag(help: "Every event, not the newest 20 of a figure.") var all = false

    func run() throws {
        let session = try log.openForReading()
        let comparison = try session.store.read { view in
            let sides = SnapshotSides(view: view, session: session, place: place)
            let (from, to) = try sides.named(first, second)
            return try SnapshotComparison(view, from: from, to: to, all: all)
        }
        switch log.format {
        case .text:
            Output.send(Array(comparison.text(session.language, time: session.clock.text).utf8))
        case .json: Output.write(try comparison.json.text)
        }
    }
}

/// Finds the snapshots that a command names.
struct SnapshotSides<View: LogView> {
    typealias Side = SnapshotComparison.Side

    let view: View
    let session: Session
    let place: String?

    private var language: Language { session.language }

    private enum Named {
        case snapshot(Side)
        /// Of the other side's quarter, as known by so many lines.
        case known(size: Position)
    }

    func named(_ first: String, _ second: String) throws -> (Side, Side) {
        let issued = try IssuedSnapshots(view).pages
        let sides = try (named(first, issued), named(second, issued))
        let (from, to): (Side, Side)
        switch sides {
        case (.snapshot(let one), .snapshot(let other)): (from, to) = (one, other)
        case (.snapshot(let one), .known(let size)): (from, to) = (one, try known(size, like: one))
        case (.known(let size), .snapshot(let one)): (from, to) = (try known(size, like: one), one)
        case (.known, .known):
            throw Failure.wrongInput(
                language(
                    "One side must name a quarter: 2024Q3, or a page of it.",
                    "至少一方须指明季度：如 2024Q3，或其页面文件。"
                )
            )
        }
        guard from.snapshot.place == to.snapshot.place else {
            throw Failure.wrongInput(
                language(
                    "The two are of different places: \(from.snapshot.place), \(to.snapshot.place).",
                    "两者地区不同：\(from.snapshot.place)、\(to.snapshot.place)。"
                )
            )
        }
        return (from, to)
    }

    /// The issued snapshot that is named, with its seal.
    func issued(_ text: String) throws -> SnapshotPage {
        let pages = try IssuedSnapshots(view).pages
        if case .snapshot(let side) = try named(text, pages), let position = side.position,
            let page = pages.first(where: { $0.seal?.position == position })
        {
            return page
        }
        let name = TextTable.harmless(text)
        throw Failure.wrongInput(
            language(
                "\(name) is no snapshot that this log issued: milepost snapshot list names those.",
                "\(name) 不是本日志签发的快照；可用 milepost snapshot list 查看已签发的。"
            )
        )
    }

    private func named(_ text: String, _ issued: [SnapshotPage]) throws -> Named {
        if text == "now" { return .known(size: try view.size()) }
        if text.hasPrefix("@") {
            let position = try session.knownAt(text, field: text, in: view)
            let page = issued.first { $0.seal?.position == position }
            return page.map { .snapshot(Side($0)) } ?? .known(size: position + 1)
        }
        if POSIXFile.status(text) == nil { return .snapshot(try last(of: text, issued)) }
        return .snapshot(try side(ofFile: text, issued))
    }

    /// A quarter as it was last issued.
    private func last(of text: String, _ issued: [SnapshotPage]) throws -> Side {
        let quarter: Quarter
        do throws(DateError) {
            let typed = try DateText(text)
            guard typed.grain == .quarter else { throw .notADate(text) }
            quarter = Quarter(of: typed.first)
        } catch {
            throw Failure.wrongInput(
                language(
                    "\(TextTable.harmless(text)) is no quarter like 2024Q3, no position like @198, not now, "
                        + "and there is no such file.",
                    "\(TextTable.harmless(text)) 不是季度（如 2024Q3）、位置（如 @198）或 now，也没有这个文件。"
                )
            )
        }
        let catalogue = try Catalogue(view, knownAt: view.size() - 1)
        let code = try place.map { try catalogue.place(named: $0, in: nil) }
        let pages = issued.filter { page in
            page.snapshot.quarter == quarter
                && page.snapshot.place == code ?? page.snapshot.city
        }
        guard Set(pages.map(\.snapshot.place)).count < 2 else {
            throw Failure.wrongInput(
                language(
                    "Several places have issued \(quarter); name one with --place.",
                    "有多个地区签发过 \(quarter)，请用 --place 指明。"
                )
            )
        }
        guard let page = pages.last else {
            throw Failure.wrongInput(
                language(
                    "\(quarter) was never issued here. milepost snapshot list shows what was; diff "
                        + "compares days that nobody issued.",
                    "\(quarter) 从未签发。可用 milepost snapshot list 查看已签发的；未签发的日期请用 diff 比较。"
                )
            )
        }
        return Side(page)
    }

    private func side(ofFile path: String, _ issued: [SnapshotPage]) throws -> Side {
        let bytes: [UInt8]
        do throws(TextFileProblem) {
            bytes = try TextFile.bytes(of: path, limit: PageFile.limit)
        } catch { throw Failure.wrongInput(error.message(language)) }
        let page: ReadPage
        do throws(UnreadablePage) {
            page = try ReadPage(bytes)
        } catch { throw Failure.wrongInput("\(path): " + error.message(language)) }
        if let sealed = page.sealed {
            let read: SnapshotPage
            do throws(UnreadableSnapshot) {
                read = try SnapshotPage(sealed: sealed, seal: nil)
            } catch { throw Failure.wrongInput("\(path): " + error.message(language)) }
            return Side(issued.last { $0.digest == read.digest } ?? read)
        }
        guard let found = issued.last(where: { $0.digest == page.digest }) else {
            throw Failure.wrongInput(
                "\(path): " + PageFinding.notIssued.message(language)
            )
        }
        return Side(found)
    }

    private func known(_ size: Position, like side: Side) throws -> Side {
        let snapshot = side.snapshot
        return Side(
            try Snapshot(
                view,
                SnapshotQuery(
                    city: snapshot.city,
                    place: snapshot.place,
                    quarter: snapshot.quarter,
                    size: size
                )
            )
        )
    }
}

extension SnapshotComparison.Side {
    fileprivate init(_ page: SnapshotPage) {
        self.init(page.snapshot, issuedAt: page.seal?.position)
    }
}
