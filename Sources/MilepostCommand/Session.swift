import EventLog
import EventLogSQLite
import Foundation
import Milepost
import MilepostReports

/// An open log with its clock and the language to answer in.
struct Session {
    let store: SQLiteStore
    let language: Language
    let opened: LogOpened
    let clock: LogClock
    /// Who `init` said records here; nil where it did not say.
    let defaultActor: String?

    /// Who speaks where nothing is appended: the environment's actor, else the log's.
    var namedActor: String? {
        let named = ProcessInfo.processInfo.environment["MILEPOST_ACTOR"]
        return named.flatMap { $0.isEmpty ? nil : $0 } ?? defaultActor
    }

    init(_ store: SQLiteStore, language: Language) throws {
        self.store = store
        self.language = language
        let first = try store.read { try $0.recorded(at: 0) }
        guard let first, case .logOpened(let opened) = first.event else {
            throw StoreError.notALog(path: store.path)
        }
        self.opened = opened
        // A log opened by nobody in particular carries its own origin as the actor.
        defaultActor = first.actor == opened.origin ? nil : first.actor
        clock = try LogClock(opened, language: language)
    }
}

/// A session that may append: who does.
struct WritingSession {
    let session: Session
    let actor: String
    let clockReason: String?

    var language: Language { session.language }

    /// Decides and appends in one transaction, or with `dryRun` takes everything back at the end.
    func write<Result>(
        dryRun: Bool = false,
        _ body: (inout SQLiteLog, inout Appender) throws -> Result
    ) throws -> Result {
        var decided: Result?
        var last: EventID?
        func answer() throws -> Result {
            guard let decided else { throw StoreError.busy(path: session.store.path) }
            return decided
        }
        do {
            try session.store.write { log in
                var appender = Appender(
                    actor: actor,
                    now: session.clock.now,
                    clockReason: clockReason
                )
                decided = try body(&log, &appender)
                if dryRun { throw TakenBack() }
                last = appender.last
            }
        } catch is TakenBack {
            // The transaction is undone; what it decided is the answer all the same.
            return try answer()
        }
        if let last {
            Output.remember(
                language("the event is in the log: \(last)", "事件已写入日志：\(last)")
            )
        }
        return try answer()
    }
}

/// Ends a dry run: the transaction is undone, the answer is kept.
private struct TakenBack: Error {}

/// Appends what was decided, giving ids.
struct Appender {
    let actor: String
    let now: Moment
    let clockReason: String?
    /// The last event that was new.
    private(set) var last: EventID?
    private var ids = EventIDs()

    init(actor: String, now: Moment, clockReason: String?) {
        self.actor = actor
        self.now = now
        self.clockReason = clockReason
    }

    mutating func newID() -> EventID { ids.next(at: now) }

    @discardableResult
    mutating func append(
        _ events: [Event],
        ids given: [EventID] = [],
        to log: inout SQLiteLog
    ) throws -> [Appended] {
        try PlainText.check(actor: actor)
        try PlainText.check(clockReason, field: "clock-was-wrong")
        var new: [NewEvent] = []
        for (offset, event) in events.enumerated() {
            let id = offset < given.count ? given[offset] : newID()
            new.append(NewEvent(id: id, event: event))
        }
        let appended = try log.append(new, actor: actor, now: now, clockReason: clockReason)
        last = appended.last(where: \.added)?.id ?? last
        return appended
    }
}

/// The log's clock: the computer's, or `MILEPOST_NOW` on a log made for tests.
struct LogClock {
    let now: Moment
    private let zone: LogZone

    init(_ opened: LogOpened, language: Language) throws {
        guard let zone = LogZone(opened.timeZone) else {
            throw Failure.wrongInput(
                language(
                    "The log's time zone \(opened.timeZone) is not known on this computer.",
                    "本机不认识该日志的时区 \(opened.timeZone)。"
                )
            )
        }
        self.zone = zone
        now = try Self.now(isTestClock: opened.testClock, language: language)
    }

    static func now(isTestClock: Bool, language: Language) throws -> Moment {
        if let text = ProcessInfo.processInfo.environment["MILEPOST_NOW"], !text.isEmpty {
            guard let moment = Moment(text) else {
                throw Failure.wrongInput(
                    language(
                        "MILEPOST_NOW is \(text); a time reads like 2024-10-31T08:24:00.000Z.",
                        "MILEPOST_NOW 为 \(text)；时间写法如 2024-10-31T08:24:00.000Z。"
                    )
                )
            }
            if isTestClock { return moment }
            Output.complain(
                language(
                    "MILEPOST_NOW is ignored: this log was not made with init --test-clock.",
                    "已忽略 MILEPOST_NOW：该日志不是用 init --test-clock 建立的。"
                )
            )
        }
        return Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    /// The calendar day of a moment in the log's time zone.
    func day(of moment: Moment) -> CalendarDate { zone.day(of: moment) }

    var today: CalendarDate { day(of: now) }

    /// The last millisecond of a day in the log's time zone.
    func end(of date: CalendarDate) -> Moment { zone.end(of: date) }

    /// The end of a minute or a second as `text` writes it.
    func end(ofClockTime text: String) -> Moment? { zone.end(ofClockTime: text) }

    /// The first millisecond of a day in the log's time zone.
    func start(of date: CalendarDate) -> Moment {
        Moment(milliseconds: end(of: date.adding(days: -1)).milliseconds + 1)
    }

    /// A moment in the log's time zone: `2024-10-31 16:24`.
    func text(_ moment: Moment) -> String { moment.text(offset: zone.offset(at: moment)) }
}
