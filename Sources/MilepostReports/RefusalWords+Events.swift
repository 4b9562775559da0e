import Milepost

// MARK: Earlier events

extension RefusalWords {
    func readOtherwise(_ event: EventID, _ value: String, _ source: SourceRange) -> String {
        let value = TextTable.harmless(value)
        let range = source.range.map { "#\($0.lowerBound)-\($0.upperBound)" } ?? ""
        let place = TextTable.harmless(String(source.document.prefix(12))) + range
        return say(
            "The same words of the document (\(place)) were read as \(value) in event \(event). If "
                + "that was misread, correct it: `milepost correct \(event) AMOUNT --reason TEXT`.",
            "来源文件的同一处（\(place)）已在事件\(event)中读作\(value)。如当时读错，请更正："
                + "`milepost correct \(event) AMOUNT --reason TEXT`。"
        )
    }

    func sameFactElsewhere(_ event: EventID, _ value: String) -> String {
        let value = TextTable.harmless(value)
        return say(
            "The document states the same figure for the same day elsewhere, as \(value), in "
                + "event \(event). If this is that fact told again (a headline, say), add "
                + "--restates \(event); if it is a second fact, add --separate.",
            "同一来源文件的另一处已就同一数据、同一截止日期记为\(value)（事件\(event)）。如系同一事实的"
                + "重复表述（如标题），请加 --restates \(event)；如系另一事实，请加 --separate。"
        )
    }

    func restatesOtherFigure(_ event: EventID) -> String {
        say(
            "Event \(event) is of another figure, mode, baseline or day, so it can't be restated "
                + "here. Check --restates, or leave it out and record a report of its own.",
            "事件\(event)的数据、方式、基期或截止日期与本条不同，不能作为重述。"
                + "请核对 --restates，或去掉它，单独上报。"
        )
    }

    func notAReport(_ event: EventID) -> String {
        say(
            "Event \(event) is no report in this log. Name a report: `milepost history` lists "
                + "them.",
            "本日志中的事件\(event)不是上报。请写上报的事件标识，可用 `milepost history` 查看。"
        )
    }

    func cannotActOn(_ event: EventID) -> String {
        say(
            "Event \(event) can't be acted on like this. A correction takes a report, a target or "
                + "a correction; a withdrawal also a statement or a withdrawal. Definitions are "
                + "revised by importing the catalogue again.",
            "不能对事件\(event)作此操作。可更正的有上报、目标和更正；可撤回的还有状态说明和撤回。"
                + "定义请修改目录文件后重新导入。"
        )
    }

    func alreadyWithdrawn(_ event: EventID, _ withdrawal: EventID?) -> String {
        guard let withdrawal else {
            return say(
                "Event \(event) is withdrawn. Record the report anew, or first withdraw its "
                    + "withdrawal: `milepost show \(event)` names it.",
                "事件\(event)已撤回。请重新上报，或先撤回对它的撤回："
                    + "可用 `milepost show \(event)` 查看。"
            )
        }
        return say(
            "Event \(event) was withdrawn by event \(withdrawal) already. To undo that: "
                + "`milepost withdraw \(withdrawal) --reason TEXT`.",
            "事件\(event)已由事件\(withdrawal)撤回。如需恢复，请用 "
                + "`milepost withdraw \(withdrawal) --reason TEXT`。"
        )
    }

    func targetExists(_ event: EventID) -> String {
        say(
            "There is a target for the same measure, place, stage and due date: event \(event). "
                + "To revise it, name it and say why: --replaces \(event) --reason TEXT. "
                + "A milestone beside it needs another due date or stage.",
            "同一指标、地区、阶段和期限已有目标（事件\(event)）。如系调整目标，请写明所替代的事件和理由："
                + "--replaces \(event) --reason TEXT。如系另设节点目标，期限或阶段须不同。"
        )
    }

    func replacesOtherTarget(_ event: EventID) -> String {
        say(
            "Event \(event) is no target in force of this measure, place and facets, so it can't "
                + "be replaced here. `milepost history PROJECT/MEASURE` lists the targets.",
            "事件\(event)不是该指标、地区和分组下仍有效的目标，不能在此替代。"
                + "可用 `milepost history PROJECT/MEASURE` 查看各目标。"
        )
    }

    var reasonMissing: String {
        say(
            "This changes what was recorded before, so it needs a reason, which stays on record. "
                + "Add --reason TEXT.",
            "此操作改变以前的记录，必须说明理由，理由将长期保留。请加 --reason TEXT。"
        )
    }
}

// MARK: Lines from elsewhere

extension RefusalWords {
    func storedOtherwise(_ field: String) -> String {
        let field = say.field(field)
        return say(
            "The field \(field) is not what milepost would have recorded here: parts of the line "
                + "contradict each other, or say what follows from others. Take the line from a "
                + "backup; what is new is recorded, not written into a log.",
            "\(field)与 milepost 会记录的内容不符：该行各项相互矛盾，或写出了应省略的内容。"
                + "请从备份中取回原行；新的内容应上报，而不是写进日志文件。"
        )
    }

    func saidAlready(_ event: EventID?) -> String {
        let (en, zh) = event.map { (" in event \($0)", "（事件\($0)）") } ?? ("", "")
        return say(
            "The log says so already\(en): milepost would not have recorded it again. Leave the "
                + "line out, or take the log from a backup.",
            "日志中已有相同内容\(zh)，milepost 不会重复记录。请去掉该行，或从备份中取回日志。"
        )
    }

    func replacementAlone(_ event: EventID) -> String {
        say(
            "A withdrawal that is replaced and the report that replaces it follow each other and "
                + "name each other; event \(event) stands alone. A line is missing or was put in: "
                + "take the log from a backup.",
            "被替换的撤回与替换它的上报须前后相接并互相指明，而事件\(event)缺少另一半。"
                + "可能缺少或插入了行，请从备份中取回日志。"
        )
    }
}

// MARK: The plan

extension RefusalWords {
    func frozen(_ measure: MeasureKey, _ field: String) -> String {
        let (name, field) = (TextTable.harmless(measure.chainName), say.field(field))
        return say(
            "The measure \(name) has reports already, so its \(field) can't change: every figure "
                + "would mean something else. Define a new measure with its own code, and leave "
                + "the \(field) of this one as it is.",
            "指标\(name)已有上报，\(field)不能再改，否则已有数据的含义都会改变。"
                + "请另设新代码的指标，本指标的\(field)保持原样。"
        )
    }

    func badDefinition(_ text: String, _ field: String) -> String {
        say(
            "The catalogue can't be imported: its field \(say.field(field)) is not as it must be "
                + "at \(say.quoted(text)). \(rule(of: field)) Change the file and import it again; "
                + "nothing of it was recorded.",
            "目录文件中\(say.quoted(text))处的\(say.field(field))不符合要求。\(rule(of: field))"
                + "请修改文件后重新导入；本次未记录任何内容。"
        )
    }

    private func rule(of field: String) -> String {
        let code = say(
            "A code has 1 to 80 characters, none of them / ; = # @ , or white space.",
            "代码为1至80个字符，不得含有 / ; = # @ , 或空白。"
        )
        return switch field {
        case "stages":
            say("A ladder has at least one stage, and none twice.", "阶段至少一个，且不得重复。")
        case "facets.values":
            say(
                "A facet has at least one value, and none twice; values are written like codes. ",
                "分组至少有一个取值，且不得重复；取值的写法与代码相同。"
            ) + code
        case "places.code":
            code
                + say(
                    " A place belongs to one city and stays there.",
                    "一个地区只属于一个市，不得改属。"
                )
        case "places.parent":
            say("A place does not lie below itself.", "地区不能位于自身之下。")
        case "targets":
            say(
                "A file sets one target for a place, facets, stage and due date.",
                "同一地区、分组、阶段和期限，在文件中只能有一个目标。"
            )
        case "part-of", "rate-of", "rank-of", "paired-with", "effect-of", "overlap-unknown":
            say(
                "It names another measure of the same project, and nothing is part of itself.",
                "此处应写同一项目的另一指标，且不得构成循环。"
            )
        case "year": say("A year is between 1 and 9999.", "年度为1至9999。")
        case "reports-due": say("It is a day from 1 to 28.", "应为1至28日。")
        // The domain names fields by text; whatever else it names is a code.
        default: code
        }
    }
}
