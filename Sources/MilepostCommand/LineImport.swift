import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

/// Takes exported lines into an empty log after checking all that a log promises: the form and the
/// chains of its lines, and that each event is one that this program would have decided.
struct LineImport {
    private let file: String
    private let language: Language
    /// Follows the log, line by line.
    private var catalogue = Catalogue()
    private var zone: LogZone?
    private var previous: RecordedEvent?
    /// The line of each measure that is related to others, which may come later.
    private var related: [MeasureKey: Int] = [:]
    private var custody: Custody?

    init(file: String, language: Language) {
        self.file = file
        self.language = language
    }

    /// - Returns: how many events there are.
    func run(
        _ bytes: [UInt8],
        into log: inout SQLiteLog,
        progress: (Int) -> Void
    ) throws -> Int {
        var lines = self
        return try lines.take(bytes, into: &log, progress: progress)
    }

    private mutating func take(
        _ bytes: [UInt8],
        into log: inout SQLiteLog,
        progress: (Int) -> Void
    ) throws -> Int {
        guard !bytes.isEmpty else {
            throw problem(1, language("the file is empty", "文件为空"))
        }
        guard bytes.last == 0x0A else {
            let line = bytes.count { $0 == 0x0A } + 1
            throw problem(
                line,
                language(
                    "the last line has no line feed: the file was cut off",
                    "最后一行没有换行符：文件不完整"
                )
            )
        }
        var position: Position = 0
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = Array(bytes[start..<end])
            try take(line, at: position, into: &log)
            position += 1
            start = end + 1
            if position % 1000 == 0 { progress(start) }
        }
        try checkEnd(log, at: position)
        try log.follow(to: position - 1)
        return Int(position)
    }

    private mutating func take(
        _ line: [UInt8],
        at position: Position,
        into log: inout SQLiteLog
    ) throws {
        let number = Int(position) + 1
        let recorded: RecordedEvent
        do throws(UnreadableLine) {
            recorded = try EventText.readForeign(line)
        } catch { throw problem(number, error.message(language)) }
        try checkOpening(recorded, at: number)
        try checkEnvelope(recorded, at: number, in: log)
        try checkCustody(recorded.event, at: position, in: log)
        try locating(number) {
            try decider(log, on: recorded, at: position).check(
                recorded.event,
                id: recorded.id,
                in: ForeignContext(
                    previous: previous?.event,
                    sameMoment: previous?.recordedAt == recorded.recordedAt
                )
            )
            try log.append(line: line, recorded, at: position)
            try catalogue.follow(recorded.event, at: position, id: recorded.id, in: log)
        }
        if case .measureDefined(let measure) = recorded.event { related[measure.key] = number }
        previous = recorded
    }

    /// What the lines before a line decide about it.
    private func decider(
        _ log: SQLiteLog,
        on recorded: RecordedEvent,
        at position: Position
    ) -> Decider<SQLiteLog> {
        Decider(
            catalogue: catalogue,
            store: log,
            today: zone?.day(of: recorded.recordedAt) ?? CalendarDate(day: 0),
            head: position - 1
        )
    }

    private mutating func checkOpening(_ recorded: RecordedEvent, at number: Int) throws {
        guard case .logOpened(let opened) = recorded.event else {
            guard number > 1 else {
                throw problem(
                    number,
                    language("a log begins with LogOpened", "日志必须以 LogOpened 开头")
                )
            }
            return
        }
        guard number == 1 else {
            throw problem(
                number,
                language("LogOpened is only the first event", "LogOpened 只能是第一个事件")
            )
        }
        guard recorded.clockReason == nil else {
            throw problem(
                number,
                language("LogOpened has no clockReason", "LogOpened 不应有 clockReason")
            )
        }
        zone = LogZone(opened.timeZone)
        guard zone != nil else {
            throw problem(
                number,
                language(
                    "the time zone \(opened.timeZone) is not known on this computer",
                    "本机不认识时区 \(opened.timeZone)"
                )
            )
        }
    }

    /// Who recorded it and when, and its place among the other lines.
    private func checkEnvelope(
        _ recorded: RecordedEvent,
        at number: Int,
        in log: SQLiteLog
    ) throws {
        try locating(number) {
            try PlainText.check(actor: recorded.actor)
            try PlainText.check(recorded.clockReason, field: "clock-was-wrong")
        }
        if let previous, recorded.recordedAt < previous.recordedAt {
            throw problem(
                number,
                language("recordedAt goes back", "recordedAt 早于前一行")
            )
        }
        if let other = try log.position(of: recorded.id) {
            throw problem(
                number,
                language(
                    "the id \(recorded.id) is that of line \(other + 1)",
                    "标识 \(recorded.id) 与第 \(other + 1) 行重复"
                )
            )
        }
        let head = try recorded.event.chain.flatMap { try log.head(ofChain: $0) }
        guard head == recorded.prev else {
            let wanted = head.map(String.init) ?? language("none", "无")
            throw problem(
                number,
                language(
                    "prev does not name the previous line of its chain (\(wanted)): a line is missing or was put in",
                    "prev 与同链上一行（\(wanted)）不符：可能缺少或插入了行"
                )
            )
        }
    }

    /// Keys are of this log, and what was signed is what stands here.
    private mutating func checkCustody(
        _ event: Event,
        at position: Position,
        in log: SQLiteLog
    ) throws {
        do {
            if case .logOpened(let opened) = event { custody = try Custody(opened) }
            try custody?.take(event, at: position)
            if let signed = custody?.signed.last, signed.position == position {
                try signed.checkpoint.check(extendedBy: position, over: log)
            }
        } catch let error as ProofError {
            throw problem(Int(position) + 1, error.message(language))
        }
    }

    /// What can be said only when every line is there.
    private func checkEnd(_ log: SQLiteLog, at size: Position) throws {
        guard let previous else { return }
        let decider = decider(log, on: previous, at: size)
        try locating(Int(size)) { try decider.checkEnd(after: previous.event) }
        for (key, number) in related.sorted(by: { $0.value < $1.value }) {
            guard let measure = catalogue.measures[key] else { continue }
            try locating(number) { try decider.checkRelations(of: measure) }
        }
    }

    /// Says of which line it is that something is refused.
    private func locating(_ number: Int, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let refusal as Refusal {
            throw problem(number, refusal.message(language))
        } catch let error as FoldError {
            throw problem(number, error.message(language))
        } catch let error as Overflow {
            throw problem(number, error.message(language))
        }
    }

    private func problem(_ line: Int, _ reason: String) -> Failure {
        // Some reasons are whole sentences already.
        let isSentence = reason.hasSuffix(".") || reason.hasSuffix("。")
        let reason = isSentence ? String(reason.dropLast()) : reason
        return .wrongInput(
            language("\(file), line \(line): \(reason).", "\(file) 第 \(line) 行：\(reason)。")
        )
    }
}
