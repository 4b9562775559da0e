import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct SourceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "The documents that figures were read from.",
        discussion: """
            Examples:
              milepost source add article.txt --published 2024-10-31
              milepost source list
            """,
        subcommands: [SourceAdd.self, SourceList.self]
    )
}

struct SourceAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Register a document: its fingerprint, not its text.",
        discussion: """
            Example:
              milepost source add article.txt --title "Progress to September" --published 2024-10-31
            """
    )

    @OptionGroup var options: WriteOptions
    @Argument(help: "The document, text in UTF-8.") var file: String
    @Option(help: "Its title; the file's name unless given.") var title: String?
    @Option(help: "Who published it.") var publisher: String?
    @Option(help: "The day it was published, if known.") var published: String?

    func run() throws {
        let language = options.log.language
        let bytes: [UInt8]
        do throws(TextFileProblem) {
            bytes = try TextFile.bytes(of: file)
        } catch { throw Failure.wrongInput(error.message(language)) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure.wrongInput(
                language(
                    """
                    \(file) is not text in UTF-8. Ranges count characters: save it as UTF-8 text.
                    """,
                    "\(file) 不是 UTF-8 文本。引用位置按字符计，请另存为 UTF-8 文本。"
                )
            )
        }
        let session = try options.open()
        let document = LeafHash.sha256(bytes).hex
        let source = SourceRegistered(
            document: document,
            title: title ?? file.split(separator: "/").last.map(String.init) ?? file,
            scalars: text.unicodeScalars.count,
            publisher: publisher,
            published: try published.map { try session.session.day($0, field: "--published") }
        )
        let added = try session.write { log, appender in
            let decision = try session.decider(log).register(source)
            return try appender.append(decision.events, to: &log).first
        }
        switch options.log.format {
        case .text: Output.write(String(document.prefix(12)))
        case .json:
            Output.write(
                OutputJSON.object([
                    ("document", .string(String(document.prefix(12)))),
                    ("sha256", .string(document)), ("added", .bool(added != nil)),
                    ("event", .of(added?.id)), ("position", .of(added?.position)),
                ]).text
            )
        }
    }
}

struct SourceList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The registered documents.",
        discussion: """
            Example:
              milepost source list
            """
    )

    @OptionGroup var log: LogOptions

    func run() throws {
        let session = try log.openForReading()
        let sources = try session.store.read { view in
            try Catalogue(view, knownAt: try view.size() - 1).sources.values
                .sorted { $0.document < $1.document }
        }
        let language = session.language
        switch log.format {
        case .text:
            var table = TextTable([
                (language("document", "文件"), .leading), (language("published", "发布日期"), .leading),
                (language("publisher", "发布单位"), .leading), (language("title", "标题"), .leading),
            ])
            for source in sources {
                table.append([
                    String(source.document.prefix(12)), source.published?.description ?? "",
                    source.publisher ?? "", source.title,
                ])
            }
            Output.write(table.lines.joined(separator: "\n"))
        case .json:
            let objects = sources.map { source in
                OutputJSON.object([
                    ("document", .string(String(source.document.prefix(12)))),
                    ("sha256", .string(source.document)), ("title", .string(source.title)),
                    ("publisher", .of(source.publisher)), ("published", .of(source.published)),
                    ("scalars", .of(source.scalars)),
                ])
            }
            Output.write(OutputJSON.object([("sources", .array(objects))]).text)
        }
    }
}
