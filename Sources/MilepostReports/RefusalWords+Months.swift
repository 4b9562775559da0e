import EventLog
import Milepost

// MARK: The months

extension RefusalWords {
    func monthClosed(_ day: CalendarDate, _ closed: Refusal.Closed, amending: Bool) -> String {
        let month = Month(of: day)
        let who = self.closed(closed)
        let place = TextTable.harmless(closed.place.code)
        let reason = say("TEXT", "理由")
        let reopen = "`milepost reopen \(month) --place \(place) --reason \(reason)`"
        guard !amending else {
            return say(
                "\(day) is closed hard: \(who). Corrections and withdrawals are refused too. "
                    + "If something must be changed, reopen it first: \(reopen).",
                "\(day)已彻底关账：\(who)。更正和撤回也不再受理。如确需改动，请先重新开放：\(reopen)。"
            )
        }
        return say(
            "\(day) is closed: \(who). To change an amount that was reported, correct it "
                + "(`milepost correct EVENT AMOUNT --reason TEXT`); to report anew, have the month "
                + "reopened (\(reopen)) or report as of a later day.",
            "\(day)已关账：\(who)。如需改动已上报的数值，请更正（`milepost correct 事件 数值 --reason 理由`）；"
                + "如需补报，请先重新开放（\(reopen)），或以其后的日期上报。"
        )
    }

    func monthNotOver(_ month: Month) -> String {
        say(
            "\(month) is not over: it can be closed from \(month.last) on.",
            "\(say.name(month))尚未结束，\(month.last)起方可关账。"
        )
    }

    func monthNotClosed(_ month: Month, _ place: Refusal.Place, _ through: CalendarDate?) -> String
    {
        let place = name(place)
        guard let through else {
            return say(
                "\(month) is not closed for \(place): no month is.",
                "\(place)\(say.name(month))没有关账，其他月份也没有。"
            )
        }
        return say(
            "\(month) is not closed for \(place): the months through \(through) are.",
            "\(place)\(say.name(month))没有关账，已关账至\(through)。"
        )
    }

    func heldAbove(_ month: Month, _ place: Refusal.Place, _ closed: Refusal.Closed) -> String {
        let (place, above) = (name(place), name(closed.place))
        return say(
            "\(month) can't be reopened for \(place) alone, since \(above) holds it: "
                + "\(self.closed(closed)). Reopen it there.",
            "\(place)\(say.name(month))不能单独重新开放，因其由\(above)关账：\(self.closed(closed))。请在该地区重新开放。"
        )
    }

    func revisesClosed(_ names: [String], _ closed: Refusal.Closed, hard: Bool) -> String {
        let names = names.map(TextTable.harmless).joined(separator: say(", ", "、"))
        let who = self.closed(closed)
        return say(
            "Revising \(names) may change the figures, as reckoned today, of months that are "
                + "closed\(hard ? " hard" : ""): \(who). As known before, they stay.",
            "修订\(names)后，按今日口径计算的已\(hard ? "彻底" : "")关账月份数据可能随之变动"
                + "（\(who)）；按此前所知查询的数据不变。"
        )
    }

    private func closed(_ closed: Refusal.Closed) -> String {
        let place = name(closed.place)
        guard let recording = closed.recording else {
            return say("\(place) through \(closed.through)", "\(place)关至\(closed.through)")
        }
        let actor = TextTable.harmless(recording.actor)
        let moment = recording.recordedAt
        let zone = closed.timeZone.flatMap(LogZone.init)
        let time = zone.map { moment.text(offset: $0.offset(at: moment)) } ?? moment.textInUTC
        return say(
            "\(place) through \(closed.through), by \(actor) on \(time) (event \(recording.id.tail))",
            "\(place)关至\(closed.through)，由\(actor)于\(time)关账（事件\(recording.id.tail)）"
        )
    }

    private func name(_ place: Refusal.Place) -> String {
        let code = TextTable.harmless(place.code)
        guard let name = place.name.map({ TextTable.harmless(say.name($0)) }) else { return code }
        return say("\(name) (\(code))", "\(name)（\(code)）")
    }
}
