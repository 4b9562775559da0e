import ArgumentParser
import EventLog
import Milepost
import MilepostReports

/// Reads moments, days and events as the command line writes them.
extension Session {
    /// A position, a time, or the last instant of a day, a minute or a second in the log's zone.
    func knownAt(
        _ text: String?,
        field: String = "--known-at",
        in view: some LogView
    ) throws -> Position {
        let last = try view.size() - 1
        guard let text else { return last }
        let digits = text.hasPrefix("@") ? String(text.dropFirst()) : text
        // Four digits could be a year; as a moment digits alone are a position.
        if !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard let position = Position(digits), position <= last else {
                throw Failure.wrongInput(
                    language(
                        "There is no position \(digits): the last is \(last).",
                        "没有位置 \(digits)：最后一个是 \(last)。"
                    )
                )
            }
            return position
        }
        if let moment = Moment(text) ?? clock.end(ofClockTime: text) {
            return try lastKnown(at: moment, in: view)
        }
        let date = try day(text, field: field)
        guard date <= clock.today else {
            throw Failure.wrongInput(
                language(
                    "\(date) is after today; what will be known then is not known. The last position is \(last).",
                    "\(date) 晚于今天，届时所知尚不可知。最后一个位置是 \(last)。"
                )
            )
        }
        if date == clock.today { return last }
        return try lastKnown(at: clock.end(of: date), in: view)
    }

    private func lastKnown(at moment: Moment, in view: some LogView) throws -> Position {
        try view.lastPosition(recordedBy: moment)
    }

    /// A day; a month, quarter or year is its last one.
    func day(_ text: String, field: String) throws -> CalendarDate {
        try period(text, field: field).last
    }

    func firstDay(_ text: String, field: String) throws -> CalendarDate {
        try period(text, field: field).first
    }

    private func period(_ text: String, field: String) throws -> DateText {
        do throws(DateError) {
            return try DateText(text)
        } catch { throw Refusal.date(error, field: field) }
    }

    func asOf(_ text: String?) throws -> CalendarDate {
        try text.map { try day($0, field: "--as-of") } ?? clock.today
    }

    /// The position of an event named by id, by a tail of it, by `@POSITION`, or as `last`.
    func event(_ text: String, actor: String?, in view: some LogView) throws -> Position {
        if text.hasPrefix("@"), let position = Position(text.dropFirst()) {
            let size = try view.size()
            guard position >= 0, position < size else {
                throw Failure.wrongInput(
                    language(
                        "There is no position \(position): the last is \(size - 1).",
                        "没有位置 \(position)：最后一个是 \(size - 1)。"
                    )
                )
            }
            return position
        }
        if text == "last" { return try last(of: actor, in: view) }
        if let id = EventID(text) {
            guard let position = try view.position(of: id) else { throw Refusal.unknownEvent(text) }
            return position
        }
        let tail = text.filter { $0 != "-" }.lowercased()
        guard tail.count >= 6, tail.allSatisfy(\.isHexDigit) else {
            throw Failure.wrongInput(
                language(
                    """
                    \(text) names no event: give an id, at least 6 characters of its end, \
                    @POSITION, or last.
                    """,
                    "\(text) 不是事件：请写事件编号、编号末尾至少6个字符、@位置 或 last。"
                )
            )
        }
        let fits = try view.positions(ofIDsEndingIn: tail)
        guard fits.count < 2 else {
            throw Refusal.ambiguous(text, fits: fits.map { "@\($0)" })
        }
        guard let position = fits.first else { throw Refusal.unknownEvent(text) }
        return position
    }

    private func last(of actor: String?, in view: some LogView) throws -> Position {
        var position = try view.size() - 1
        while position > 0, let recorded = try view.recorded(at: position) {
            // A checkpoint is nobody's report, and often appended by the way.
            if case .checkpointSigned = recorded.event {
                position -= 1
                continue
            }
            if actor == nil || recorded.actor == actor { return position }
            position -= 1
        }
        throw Failure.wrongInput(
            language(
                "\(actor ?? "") has recorded nothing in this log.",
                "\(actor ?? "") 在本日志中还没有记录。"
            )
        )
    }
}
