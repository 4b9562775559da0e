import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

/// Takes exported lines into an empty log after checking all that a log promises.
struct LineImport {
    let file: String
    let language: Language

    /// - Returns: how many events there are.
    func run(
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
        var last: Moment?
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = Array(bytes[start..<end])
            last = try take(line, at: position, after: last, into: &log)
            position += 1
            start = end + 1
            if position % 1000 == 0 { progress(start) }
        }
        try log.follow(to: position - 1)
        return Int(position)
    }

    private func take(
        _ line: [UInt8],
        at position: Position,
        after last: Moment?,
        into log: inout SQLiteLog
    ) throws -> Moment {
        let number = Int(position) + 1
        let recorded: RecordedEvent
        do throws(UnreadableLine) {
            recorded = try EventText.readForeign(line)
        } catch { throw problem(number, error.message(language)) }
        if case .logOpened = recorded.event {
            guard position == 0 else {
                throw problem(
                    number,
                    language("LogOpened is only the first event", "LogOpened 只能是第一个事件")
                )
            }
        } else if position == 0 {
            throw problem(number, language("a log begins with LogOpened", "日志必须以 LogOpened 开头"))
        }
        if let last, recorded.recordedAt < last {
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
        do {
            try log.append(line: line, recorded, at: position)
        } catch let error as FoldError {
            throw problem(number, error.message(language))
        }
        return recorded.recordedAt
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
