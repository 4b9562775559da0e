import ArgumentParser
import Crypto
import EventLog
import EventLogSQLite
import Foundation
import Milepost
import MilepostReports

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an empty log and its key.",
        discussion: """
            Example:
              milepost init --place 130800 --name 承德市 --origin chengde.example/minsheng-2024 \
            --actor "Housing bureau"
            """
    )

    @OptionGroup var log: LogOptions

    @Option(help: "Who records here unless another is named.") var actor: String?
    @Option(help: "Code of the city (GB/T 2260 where there is one).") var place: String?
    @Option(help: "Name of the city.") var name: String?
    @Option(help: "The log's name to the world, like a host and a path.") var origin: String?
    @Option(name: .customLong("time-zone"), help: "Where a day ends.")
    var timeZone = "Asia/Shanghai"
    @Flag(name: .customLong("test-clock"), help: "Let MILEPOST_NOW set the clock of this log.")
    var testClock = false

    func run() throws {
        let language = log.language
        guard TimeZone(identifier: timeZone) != nil else {
            throw Failure.wrongInput(
                language("There is no time zone \(timeZone).", "没有时区 \(timeZone)。")
            )
        }
        guard (place == nil) == (name == nil) else {
            throw Failure.wrongInput(
                language(
                    "--place and --name go together: a city has a code and a name.",
                    "--place 与 --name 须同时给出：城市既有代码也有名称。"
                )
            )
        }
        let path = log.path
        let keyPath = SigningKey.path(besideStore: path)
        let key = Curve25519.Signing.PrivateKey()
        let origin = origin ?? SigningKey.defaultOrigin(key.publicKey)
        let opened = LogOpened(
            origin: origin,
            timeZone: timeZone,
            key: try SigningKey.verifier(of: key, origin: origin).description,
            testClock: testClock
        )
        let now = try LogClock.now(isTestClock: testClock, language: language)
        let given = try WriteOptions.named(actor)
        var hasKey = false
        do {
            try SQLiteStore.create(path: path) { store in
                try begin(store, opened, actor: given ?? origin, now: now)
            } beforeItAppears: {
                try SigningKey.place(key, besideStore: path, language: language)
                hasKey = true
            }
        } catch StoreError.exists(path) where hasKey {
            // Another store took the name in the last moment: the key is not its key.
            SigningKey.takeBack(besideStore: path)
            throw StoreError.exists(path: path)
        }
        SigningKey.settle(besideStore: path)
        Output.remember(language("the log was made: \(path)", "日志已建立：\(path)"))
        answer(opened, keyPath)
    }

    /// Appends what a log begins with.
    private func begin(
        _ store: SQLiteStore,
        _ opened: LogOpened,
        actor: String,
        now: Moment
    ) throws {
        try store.write { log in
            var appender = Appender(actor: actor, now: now, clockReason: nil)
            var events: [Event] = [.logOpened(opened)]
            if let place, let name = Name(zh: name, en: nil) {
                let decider = Decider(
                    catalogue: Catalogue(),
                    store: log,
                    today: CalendarDate(day: 0),
                    head: -1
                )
                var plan = Plan()
                plan.places = [PlaceDefined(city: place, name: name)]
                events += try decider.plan(plan).events
            }
            try appender.append(events, to: &log)
        }
    }

    private func answer(_ opened: LogOpened, _ keyPath: String) {
        let language = log.language
        let path = log.path
        switch log.format {
        case .text:
            Output.write(
                language(
                    """
                    Made \(path)
                    Its key is \(keyPath); keep a copy of it elsewhere.
                    Origin: \(opened.origin)
                    Next: milepost plan import FILE.yaml
                    """,
                    """
                    已建立 \(path)
                    密钥在 \(keyPath)，请另存一份。
                    来源标识：\(opened.origin)
                    下一步：milepost plan import 文件.yaml
                    """
                )
            )
        case .json:
            Output.write(
                OutputJSON.object([
                    ("log", .string(path)), ("key", .of(opened.key)),
                    ("origin", .string(opened.origin)),
                ]).text
            )
        }
    }
}
