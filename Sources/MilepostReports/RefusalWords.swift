package import Milepost

extension Refusal {
    /// What was wrong, where, and what to do next.
    package func message(_ language: Language) -> String {
        let words = RefusalWords(say: language)
        return switch self {
        case .unknownProject(let text, let near): words.unknownProject(text, near)
        case .unknownMeasure(let text, let project, let known):
            words.unknownMeasure(text, project, known)
        case .ambiguous(let text, let fits): words.ambiguous(text, fits)
        case .unknownPlace(let text, let known): words.unknownPlace(text, known)
        case .unknownFacet(let text, let known): words.unknownFacet(text, known)
        case .unknownFacetValue(let facet, let value, let known):
            words.unknownFacetValue(facet, value, known)
        case .facetMissing(let facet, let values): words.facetMissing(facet, values)
        case .stageMissing(let ladder): words.stageMissing(ladder)
        case .stageNotOnLadder(let stage, let ladder): words.stageNotOnLadder(stage, ladder)
        case .unknownEvent(let text): words.unknownEvent(text)
        case .unknownSource(let text, let known): words.unknownSource(text, known)
        case .sourceRange(let range, let scalars): words.sourceRange(range, scalars)
        case .amount(let error): error.message(language)
        case .modeMissing(let amount, let unit): words.modeMissing(amount, unit)
        case .modeContradictsSign(let mode, let sign): words.modeContradictsSign(mode, sign)
        case .modeNotOfKind(let mode, let kind, let nowAt, let legal):
            words.modeNotOfKind(mode, kind, nowAt: nowAt, legal)
        case .wrongUnit(let unit, let expected): words.wrongUnit(unit, expected)
        case .boundTwice(let written, let given): words.boundTwice(written, given)
        case .negativeNeedsNote(let amount): words.negativeNeedsNote(amount)
        case .negative(let mode, let amount): words.negative(mode, amount)
        case .rankNotWhole(let amount): words.rankNotWhole(amount)
        case .overflow: words.overflow
        case .date(let error, let field): error.message(language, field: field)
        case .periodStartAfterEnd(let start, let end): words.periodStartAfterEnd(start, end)
        case .periodStartNotOfMode(let mode): words.periodStartNotOfMode(mode)
        case .baselineNotOfMode(let mode): words.baselineNotOfMode(mode)
        case .totalBeforeBaseline(let asOf, let baseline):
            words.totalBeforeBaseline(asOf, baseline)
        case .wasNotOfMode(let mode): words.wasNotOfMode(mode)
        case .dueNotOfMode(let mode): words.dueNotOfMode(mode)
        case .personalNumber(let field, let kind): words.personalNumber(field, kind)
        case .emptyText(let field): words.emptyText(field)
        case .textTooLong(let field, let limit): words.textTooLong(field, limit)
        case .controlCharacter(let field, let code): words.controlCharacter(field, code)
        case .monthClosed(let day, let closed, let amending):
            words.monthClosed(day, closed, amending: amending)
        case .monthNotOver(let month): words.monthNotOver(month)
        case .monthNotClosed(let month, let place, let through):
            words.monthNotClosed(month, place, through)
        case .heldAbove(let month, let place, let closed): words.heldAbove(month, place, closed)
        case .readOtherwise(let event, let value, let source):
            words.readOtherwise(event, value, source)
        case .sameFactElsewhere(let event, let value): words.sameFactElsewhere(event, value)
        case .restatesOtherFigure(let event): words.restatesOtherFigure(event)
        case .notAReport(let event): words.notAReport(event)
        case .cannotActOn(let event): words.cannotActOn(event)
        case .alreadyWithdrawn(let event, let withdrawal):
            words.alreadyWithdrawn(event, withdrawal)
        case .targetExists(let event): words.targetExists(event)
        case .replacesOtherTarget(let event): words.replacesOtherTarget(event)
        case .reasonMissing: words.reasonMissing
        case .storedOtherwise(let field): words.storedOtherwise(field)
        case .saidAlready(let event): words.saidAlready(event)
        case .replacementAlone(let event): words.replacementAlone(event)
        case .frozen(let measure, let field): words.frozen(measure, field)
        case .badDefinition(let text, let field): words.badDefinition(text, field)
        }
    }
}

/// The sentences of refusals.
struct RefusalWords {
    let say: Language
}

// MARK: What is named

extension RefusalWords {
    func unknownProject(_ text: String, _ near: [String]) -> String {
        let name = say.quoted(text)
        guard !near.isEmpty else {
            return say(
                "There is no project \(name). `milepost plan show` lists the projects.",
                "没有项目\(name)。可用 `milepost plan show` 查看全部项目。"
            )
        }
        return say(
            "There is no project \(name). The nearest codes are: \(say.list(near)). "
                + "Name one of them, or see them all with `milepost plan show`.",
            "没有项目\(name)。相近的项目代码有：\(say.list(near))。"
                + "请从中选用，或用 `milepost plan show` 查看全部项目。"
        )
    }

    func unknownMeasure(_ text: String, _ project: ProjectKey, _ known: [String]) -> String {
        let owner = TextTable.harmless(project.description)
        let choice = say.list(known.map { "\(project.project)/\($0)" })
        if known.isEmpty {
            return say(
                "The project \(owner) has no measures. Define them in the catalogue and run "
                    + "`milepost plan import FILE`.",
                "项目\(owner)尚未定义指标。请在目录文件中补充指标，再执行 `milepost plan import FILE`。"
            )
        }
        // The domain refuses with an empty name when a project of several was named alone.
        if text.isEmpty {
            return say(
                "The project \(owner) has several measures. Say which one: \(choice).",
                "项目\(owner)有多个指标，请写明是哪一个：\(choice)。"
            )
        }
        return say(
            "The project \(owner) has no measure \(say.quoted(text)). It has: \(choice).",
            "项目\(owner)没有指标\(say.quoted(text))。现有指标：\(choice)。"
        )
    }

    func ambiguous(_ text: String, _ fits: [String]) -> String {
        say(
            "\(say.quoted(text)) fits more than one: \(say.list(fits)). Write out the one that "
                + "is meant.",
            "\(say.quoted(text))同时符合多项：\(say.list(fits))。请完整写出所指的一项。"
        )
    }

    func unknownPlace(_ text: String, _ known: [String]) -> String {
        let known =
            known.isEmpty
            ? say("No places are defined below this city yet.", "该市下尚未定义地区。")
            : say("Places here are: \(say.list(known)).", "可用的地区：\(say.list(known))。")
        return say(
            "There is no place \(say.quoted(text)) in this city. \(known) Give a code or a name "
                + "with --place, or add the place to the catalogue.",
            "本市没有地区\(say.quoted(text))。\(known)"
                + "请用 --place 写明地区代码或名称，或先在目录文件中补充该地区。"
        )
    }

    func unknownFacet(_ text: String, _ known: [String]) -> String {
        guard !known.isEmpty else {
            return say(
                "This measure is not split by facets, so \(say.quoted(text)) has no place in it. "
                    + "Leave out --facet.",
                "该指标未设分组，不能使用分组\(say.quoted(text))。请去掉 --facet。"
            )
        }
        return say(
            "This measure has no facet \(say.quoted(text)). Its facets are: \(say.list(known)). "
                + "Write --facet NAME=VALUE.",
            "该指标没有分组\(say.quoted(text))。现有分组：\(say.list(known))。请写 --facet 名称=取值。"
        )
    }

    func unknownFacetValue(_ facet: String, _ value: String, _ known: [String]) -> String {
        say(
            "The facet \(say.quoted(facet)) has no value \(say.quoted(value)). Its values are: "
                + "\(say.list(known)).",
            "分组\(say.quoted(facet))没有取值\(say.quoted(value))。可用的取值：\(say.list(known))。"
        )
    }

    func facetMissing(_ facet: String, _ values: [String]) -> String {
        let choice = say.list(values.map { "--facet \(facet)=\($0)" })
        return say(
            "The facet \(say.quoted(facet)) must be given here. Choose: \(choice).",
            "此处必须写明分组\(say.quoted(facet))。请选择：\(choice)。"
        )
    }

    func stageMissing(_ ladder: [Stage]) -> String {
        let choice = say.choices(ladder, named: say.name)
        return say(
            "This measure has several stages: say which one the amount has reached. "
                + "Add --stage with one of: \(choice).",
            "该指标分多个阶段，请写明数值达到哪一阶段。请加 --stage，可选：\(choice)。"
        )
    }

    func stageNotOnLadder(_ stage: Stage, _ ladder: [Stage]) -> String {
        let stage = say.choices([stage], named: say.name)
        let choice = say.choices(ladder, named: say.name)
        guard ladder.count > 1 else {
            return say(
                "--stage \(stage) is no stage of this measure, which has only one: \(choice). "
                    + "Leave out --stage.",
                "该指标没有 \(stage)这一阶段，只有一个阶段：\(choice)。请去掉 --stage。"
            )
        }
        return say(
            "--stage \(stage) is no stage of this measure. Its stages are, in order: \(choice). "
                + "Give one of them with --stage.",
            "该指标没有 \(stage)这一阶段。其阶段依次为：\(choice)。请用 --stage 写明其一。"
        )
    }

    func unknownEvent(_ text: String) -> String {
        say(
            "No event fits \(say.quoted(text)). Name an event by its id, by the last 6 or more "
                + "characters of it, by @POSITION, or as `last`; `milepost history` lists them.",
            "没有与\(say.quoted(text))相符的事件。请写事件标识、标识末尾至少6位、@序号，"
                + "或 last（本人最近一条）；可用 `milepost history` 查看。"
        )
    }

    func unknownSource(_ text: String, _ known: [String]) -> String {
        let listed =
            known.isEmpty
            ? say("No documents are registered yet.", "目前尚未登记任何来源文件。")
            : say("Registered are: \(say.list(known)).", "已登记的有：\(say.list(known))。")
        return say(
            "The document \(say.quoted(text)) is not registered. \(listed) Register it with "
                + "`milepost source add FILE`.",
            "来源文件\(say.quoted(text))尚未登记。\(listed)请用 `milepost source add FILE` 登记。"
        )
    }

    func sourceRange(_ range: Range<Int>, _ scalars: Int) -> String {
        let (from, to) = (range.lowerBound, range.upperBound)
        return say(
            "The range \(from)-\(to) is not in the document, which has \(scalars) characters. "
                + "Count characters from 0, write DOC#FROM-TO with FROM below TO, "
                + "and TO no more than \(scalars).",
            "范围\(from)-\(to)不在来源文件之内，该文件共\(scalars)个字符。字符从0数起，"
                + "请写 DOC#起-止，起小于止，止不超过\(scalars)。"
        )
    }
}

// MARK: Free text

extension RefusalWords {
    func personalNumber(_ field: String, _ kind: PersonalNumber) -> String {
        let (field, kind) = (say.field(field), say.name(kind))
        return say(
            "The field \(field) holds what looks like a person's \(kind). Notes and reasons are "
                + "public for ever and can't be erased later. Leave the number out; refer to the "
                + "person by a case number of your office.",
            "\(field)中疑有个人的\(kind)。备注和理由永久公开，记录后无法删除。"
                + "请去掉该号码，必要时改用本单位的案卷编号。"
        )
    }

    func emptyText(_ field: String) -> String {
        let name = say.field(field)
        let other =
            field == "note"
            ? say(
                " The status other always needs a note that says what is meant.",
                "状态 other（其他）必须附备注说明情况。"
            ) : ""
        return say(
            "The field \(name) is empty. Write something in it, or leave the field out where "
                + "it is not required.\(other)",
            "\(name)为空。请填写内容；非必填时也可不写该项。\(other)"
        )
    }

    func controlCharacter(_ field: String, _ code: UInt32) -> String {
        let hex = String(code, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        return say(
            "The field \(say.field(field)) holds a character that is not shown, \(name), such as "
                + "a line break or one that turns text around. Write the text without it, on one "
                + "line.",
            "\(say.field(field))含有不可见的控制字符\(name)（如换行或改变文字方向的字符）。"
                + "请去掉该字符，写成一行。"
        )
    }

    func textTooLong(_ field: String, _ limit: Int) -> String {
        say(
            "The field \(say.field(field)) has more than \(limit) characters. Shorten it; longer "
                + "texts belong in a document: register it with `milepost source add FILE`.",
            "\(say.field(field))超过\(limit)个字符。请缩短；较长的文字请作为来源文件，"
                + "用 `milepost source add FILE` 登记。"
        )
    }
}
