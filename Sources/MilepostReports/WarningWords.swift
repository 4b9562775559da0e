package import Milepost

extension EntryWarning {
    /// A stable name for programs.
    package var code: String {
        switch self {
        case .totalFalls: "totalFalls"
        case .incrementTenfold: "incrementTenfold"
        case .totalTenfold: "totalTenfold"
        case .aboveTarget: "aboveTarget"
        case .stageAbove: "stageAbove"
        case .overlappingIncrement: "overlappingIncrement"
        case .sameIncrement: "sameIncrement"
        case .secondForDay: "secondForDay"
        case .underTotal: "underTotal"
        case .beforeBaseline: "beforeBaseline"
        case .late: "late"
        case .future: "future"
        case .restates: "restates"
        case .hasRestatements: "hasRestatements"
        case .afterClose: "afterClose"
        case .revisesClosed: "revisesClosed"
        }
    }

    /// What to look at before the entry is believed.
    package func message(_ say: Language) -> String {
        switch self {
        case .totalFalls(let from, let to, let day):
            say(
                "Next to the total of \(day) the running total falls from \(from) to \(to). "
                    + "A running total only falls when an earlier one was wrong: check both.",
                "与\(day)的累计相比，累计数由\(from)降到\(to)。累计数一般不会下降，请核对两次上报。"
            )
        case .incrementTenfold(let amount, let largest):
            say(
                "The increment \(amount) is more than ten times the largest one so far, "
                    + "\(largest). Check the unit and the scale word; "
                    + "if it is a running total, it is '=\(amount)'.",
                "增量\(amount)超过以往最大增量\(largest)的十倍。请核对单位和数级；"
                    + "如系累计数，应写 '=\(amount)'。"
            )
        case .totalTenfold(let amount, let last):
            say(
                "The total \(amount) is more than ten times the one before, \(last). Check the "
                    + "unit and the scale word.",
                "累计\(amount)超过上次累计\(last)的十倍。请核对单位和数级。"
            )
        case .aboveTarget(let amount, let target):
            say(
                "The value \(amount) is above the target of \(target). Check the amount, or revise "
                    + "the target if it was raised.",
                "数值\(amount)超过目标\(target)。请核对数值；如目标已调高，请修订目标。"
            )
        case .stageAbove(let stage, let amount, let lower, let reached):
            say(
                "\(amount) \(say.name(stage)) is more than the \(reached) \(say.name(lower)), an "
                    + "earlier stage, which contains it. Report the earlier stage too, or check "
                    + "both.",
                "\(say.name(stage))\(amount)大于\(say.name(lower))\(reached)，而前一阶段的数量应包含后一"
                    + "阶段。请补报前一阶段，或核对两数。"
            )
        case .overlappingIncrement(let event, let day):
            say(
                "The period shares days with event \(event), as of \(day): what both count is "
                    + "counted twice. If one contains the other, withdraw one of them.",
                "本期与事件\(event)（截止\(day)）的期间重叠，重叠部分会重复计算。"
                    + "如其中一条已包含另一条，请撤回其一。"
            )
        case .sameIncrement(let event, let day):
            say(
                "The same amount was already reported for \(day): event \(event). Both count; if it "
                    + "is the same report, withdraw one.",
                "\(day)已上报过相同增量（事件\(event)）。两条均计入；如系同一次上报，请撤回其一。"
            )
        case .secondForDay(let mode, let event, let day):
            say(
                "Event \(event) already states a \(say.name(mode)) for \(day). Both are kept; this "
                    + "one, recorded later, counts. If the other was wrong, correct it instead.",
                "\(day)已有\(say.name(mode))（事件\(event)）。两条均保留，以录入在后的本条为准。"
                    + "如前一条有误，宜改用更正。"
            )
        case .underTotal(let day):
            say(
                "The increment is under the total of \(day), which counts it already: the value "
                    + "stays as it is. If that total does not include it, correct the total.",
                "\(day)的累计已包含本增量的期间，当前数值不变。如该累计未计入本增量，请更正累计。"
            )
        case .beforeBaseline(let start):
            say(
                "The measure is counted from \(start): an increment that ends before that day counts "
                    + "for nothing, and one that begins before it counts whole. Check the as-of date "
                    + "and the period.",
                "该指标自\(start)起计数：截止日期在此之前的增量不计入，期间跨过该日的增量全部计入。"
                    + "请核对截止日期和起始日期。"
            )
        case .late(let received, let due):
            say(
                "The report was received on \(received), but was due by \(due): it is marked late. "
                    + "If the office had it earlier, say so with --received.",
                "本条于\(received)收到，报送期限为\(due)，将标为迟报。如实际收到更早，请用 --received 写明。"
            )
        case .future(let day):
            say(
                "The as-of date \(day) lies in the future. Check it; for what is still to come "
                    + "there is `milepost declare PROJECT forecast`.",
                "截止日期\(day)在今天之后，请核对；尚未发生的情况请用 "
                    + "`milepost declare PROJECT forecast`（预计完成）说明。"
            )
        case .restates(let event):
            say(
                "The document says this elsewhere too: recorded as a restatement of event "
                    + "\(event), which alone counts. If it is a second fact, record it with "
                    + "--separate.",
                "来源文件另一处已有相同表述：本条记为事件\(event)的重述，只计该事件一次。"
                    + "如系另一事实，请加 --separate 重新上报。"
            )
        case .hasRestatements(let event):
            say(
                "Event \(event) restates what is withdrawn here and counts for nothing by itself. "
                    + "Withdraw it too, or record the fact anew.",
                "事件\(event)是对所撤回上报的重述，自身不计数。请一并撤回，或重新上报该事实。"
            )
        case .afterClose(let through):
            say(
                "The day is closed through \(through): this is recorded and marked after close.",
                "所涉日期已关账（至\(through)）：照常记录，并标明为关账后所作。"
            )
        case .revisesClosed(let names, let closed, let hard):
            RefusalWords(say: say).revisesClosed(names, closed, hard: hard)
        }
    }
}

extension Figure.Warning {
    /// A stable name for programs.
    package var code: String {
        switch self {
        case .carriedForward: "carriedForward"
        case .childrenMissing: "childrenMissing"
        case .milestoneMissed: "milestoneMissed"
        case .late: "late"
        }
    }

    /// What to know before the figure is used.
    package func message(_ language: Language) -> String {
        switch self {
        case .carriedForward:
            language(
                "A place below had no report for the day that its growth is counted from; its "
                    + "last value before was carried forward. Ask for the missing report.",
                "下级地区在起算之日没有上报，其增长以此前最近的数值顺延计算。请补报所缺数据。"
            )
        case .childrenMissing:
            language(
                "Not every place below has reported: the sum is incomplete. `milepost gaps` lists "
                    + "who is missing.",
                "下级地区尚未全部上报，合计不完整。可用 `milepost gaps` 查看未报地区。"
            )
        case .milestoneMissed:
            language(
                "An earlier milestone is past its due date and not reached, though the target in "
                    + "use is not due yet. Look at the targets of the measure.",
                "当前目标尚未到期，但此前的节点目标已过期未完成。请查看该指标的各项目标。"
            )
        case .late:
            language(
                "The newest report of the figure came after the day it was due.",
                "该数据最近一次上报晚于报送期限。"
            )
        }
    }
}

// MARK: Headings

extension Language {
    /// A warning in a few words, for a column of a table.
    package func name(_ warning: EntryWarning) -> String {
        switch warning {
        case .totalFalls: self("total falls", "累计下降")
        case .incrementTenfold: self("increment tenfold", "增量超十倍")
        case .totalTenfold: self("total tenfold", "累计超十倍")
        case .aboveTarget: self("above target", "超过目标")
        case .stageAbove: self("above an earlier stage", "大于前一阶段")
        case .overlappingIncrement: self("overlapping period", "期间重叠")
        case .sameIncrement: self("same increment", "增量相同")
        case .secondForDay: self("second for the day", "同日重复")
        case .underTotal: self("under a total", "已含于累计")
        case .beforeBaseline: self("before the baseline", "早于基期")
        case .late: self("late", "迟报")
        case .future: self("in the future", "日期在后")
        case .restates: self("restatement", "重述")
        case .hasRestatements: self("has restatements", "另有重述")
        case .afterClose: self("after close", "关账后")
        case .revisesClosed: self("closed months", "涉及已关账月份")
        }
    }

    /// A warning in a few words, for a column of a table.
    package func name(_ warning: Figure.Warning) -> String {
        switch warning {
        case .carriedForward: self("carried forward", "顺延计算")
        case .childrenMissing: self("reports missing", "上报不全")
        case .milestoneMissed: self("milestone missed", "节点未完成")
        case .late: self("late", "迟报")
        }
    }
}
