import ArgumentParser
import EventLog
import EventLogSQLite
import Foundation
import Milepost
import MilepostReports

/// The words that a command's `--format` takes.
protocol OutputForm: ExpressibleByArgument, CaseIterable, Sendable {
    static var usual: Self { get }
}

extension OutputForm {
    /// `text, md or html`.
    fileprivate static var choices: ArgumentHelp {
        let words = allValueStrings
        return "\(words.dropLast().joined(separator: ", ")) or \(words.last ?? "")."
    }
}

/// The forms that every answer has.
enum AnswerForm: String, OutputForm {
    case text, json

    static let usual = text
}

typealias LogOptions = FormOptions<AnswerForm>
typealias WriteOptions = FormWriteOptions<AnswerForm>

/// What every command takes: where the log is, and how to speak.
struct FormOptions<Form: OutputForm>: ParsableArguments {
    @Option(name: .customLong("log"), help: "The store (also MILEPOST_LOG).")
    var log: String?

    @Option(help: Form.choices)
    var format = Form.usual

    @Option(help: "en or zh; the default follows LC_ALL and LANG.")
    var lang: Language?

    var language: Language { lang ?? Language.current([]) }

    func validate() throws {
        guard let log, log.allSatisfy(\.isWhitespace) else { return }
        throw ValidationError(
            language(
                "--log names no file. Write its path, or leave --log out.",
                "--log 没有写明文件。请写出路径，或不用 --log。"
            )
        )
    }

    /// The store's path: named, or under the current folder, or the user's own.
    ///
    /// Behind a link it is the store's own, beside which its key lies.
    var path: String {
        let path = named
        guard let status = POSIXFile.status(path, followingLinks: false),
            status.st_mode & S_IFMT == S_IFLNK
        else { return path }
        return ExportTarget.real(path) ?? path
    }

    private var named: String {
        let environment = ProcessInfo.processInfo.environment
        if let path = log ?? environment["MILEPOST_LOG"], !path.isEmpty { return path }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: "EventLog", isDirectory: &isFolder),
            isFolder.boolValue
        {
            return "EventLog/milepost.sqlite"
        }
        let data =
            environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? (environment["HOME"] ?? ".") + "/.local/share"
        return data + "/milepost/milepost.sqlite"
    }

    func openForReading() throws -> Session {
        let store = try SQLiteStore(path: path, for: .reading)
        if store.usesTemporaryTables {
            Output.complain(
                language(
                    "The projections are older than this program: answered from a fresh replay. "
                        + "milepost replay rebuilds them.",
                    "汇总数据由旧版程序生成，本次按日志重新计算后作答；执行 milepost replay 可更新。"
                )
            )
        }
        return try Session(store, language: language)
    }
}

/// What a command that appends takes besides.
struct FormWriteOptions<Form: OutputForm>: ParsableArguments {
    @OptionGroup var log: FormOptions<Form>

    @Option(help: "Who records (also MILEPOST_ACTOR, or what init --actor said).")
    var actor: String?

    @Option(
        name: .customLong("clock-was-wrong"),
        help: "Append although the log's last time is ahead of the clock; say why."
    )
    var clockWasWrong: String?

    func open() throws -> WritingSession {
        let session = try Session(
            SQLiteStore(path: log.path, for: .writing),
            language: log.language
        )
        guard let actor = try Self.named(actor) ?? session.defaultActor else {
            throw Failure.noActor(log.language)
        }
        guard (1...200).contains(actor.unicodeScalars.count) else {
            throw Failure.wrongInput(
                log.language(
                    "An actor's name has 1 to 200 characters.",
                    "记录人名称应为1至200个字符。"
                )
            )
        }
        try PlainText.checkPublic(clockWasWrong, field: "clock-was-wrong")
        return WritingSession(session: session, actor: actor, clockReason: clockWasWrong)
    }
}

extension FormWriteOptions {
    /// Who records: named in the call, else in the environment, where empty is unset.
    static func named(_ given: String?) throws(Refusal) -> String? {
        let environment = ProcessInfo.processInfo.environment["MILEPOST_ACTOR"] ?? ""
        guard let actor = given ?? (environment.isEmpty ? nil : environment) else { return nil }
        guard !PlainText.isBlank(actor) else { throw .emptyText(field: "actor") }
        return actor
    }
}

extension Language: ExpressibleByArgument {
    /// The language before options are parsed, for messages about options too.
    static func current(_ arguments: [String]) -> Language {
        if let index = arguments.lastIndex(of: "--lang"), index + 1 < arguments.count,
            let language = Language(rawValue: arguments[index + 1])
        {
            return language
        }
        if let joined = arguments.last(where: { $0.hasPrefix("--lang=") }),
            let language = Language(rawValue: String(joined.dropFirst(7)))
        {
            return language
        }
        let environment = ProcessInfo.processInfo.environment
        let locale = environment["LC_ALL"].flatMap { $0.isEmpty ? nil : $0 } ?? environment["LANG"]
        return Language(locale: locale ?? "")
    }
}
