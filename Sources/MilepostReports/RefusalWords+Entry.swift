package import Milepost

// MARK: The amount

extension RefusalWords {
    func modeMissing(_ amount: String, _ unit: String) -> String {
        let amount = TextTable.harmless(amount)
        let counted = TextTable.harmless(say("\(amount) \(unit)", "\(amount)\(unit)"))
        return say(
            "\(counted) of a flow needs a sign or a mode: '+\(amount)' (\(amount) more in the "
                + "period), '=\(amount)' (\(amount) to date), or --mode with one of: "
                + "increment, total, remaining, share.",
            "该指标逐期累加，\(counted)须带符号或写明方式：'+\(amount)'（本期新增\(amount)）、"
                + "'=\(amount)'（累计已达\(amount)），或用 --mode 写明 "
                + "increment（增量）、total（累计）、remaining（剩余）、share（完成率）之一。"
        )
    }

    func modeContradictsSign(_ mode: Mode, _ sign: AmountText.Sign) -> String {
        let meaning: String
        switch sign {
        case .plus: meaning = say("\"+\" says so many more", "“+”表示新增")
        case .equals: meaning = say("\"=\" says so many to date", "“=”表示累计")
        case .minus: meaning = say("\"-\" says so many fewer", "“-”表示减少")
        case .none: meaning = say("A bare amount says a level", "不带符号表示现值")
        }
        let word = say.choices([mode], named: say.name)
        return say(
            "\(meaning), but the mode is \(word): the two contradict each other. Write the amount "
                + "without a sign, or leave out --mode. A correction keeps the mode of its "
                + "report: to change it, use `milepost correct EVENT --replace`.",
            "\(meaning)，而方式为 \(word)，两者矛盾。请去掉数值前的符号，或去掉 --mode。"
                + "更正不改变原上报的方式；如需改变，请用 `milepost correct EVENT --replace`。"
        )
    }

    func modeNotOfKind(_ mode: Mode, _ kind: Kind, nowAt: Bool, _ legal: [Mode]) -> String {
        let word = say.choices([mode], named: say.name)
        let choice = say.choices(legal, named: say.name)
        if nowAt {
            return say(
                "With --now-at the amount is what is at the stage now, so it can't be "
                    + "of mode \(word). Write the bare amount (mode \(choice)), or leave out "
                    + "--now-at if the stage has been reached by so many.",
                "使用 --now-at 时，数值是目前处于该阶段的数量，不能为 \(word)。请只写数值"
                    + "（方式为 \(choice)）；如指达到该阶段的数量，请去掉 --now-at。"
            )
        }
        let hint =
            legal.contains(.level)
            ? say("A bare amount is its level.", "数值不带符号即为现值。")
            : say(
                "'+5' is 5 more in the period, '=24' is 24 to date.",
                "'+5' 表示本期新增5，'=24' 表示累计已达24。"
            )
        return say(
            "This measure is of kind \(say.name(kind)), which takes no \(word). It takes: "
                + "\(choice). \(hint)",
            "该指标为\(say.name(kind))，不能用 \(word)。可用：\(choice)。\(hint)"
        )
    }

    func wrongUnit(_ unit: String, _ expected: String) -> String {
        let (unit, expected) = (say.quoted(unit), say.quoted(expected))
        return say(
            "The unit \(unit) does not fit here: expected is \(expected). Write the number with "
                + "\(expected) or without a unit. If \(unit) is right, report it under the measure "
                + "that is counted in \(unit): units are never converted.",
            "单位\(unit)不符，应为\(expected)。请写\(expected)或不写单位。"
                + "如确为\(unit)，请报入以\(unit)计量的指标：系统不换算单位。"
        )
    }

    func boundTwice(_ written: Bound, _ given: Bound) -> String {
        let (word, option) = (
            say.choices([written], named: say.name), say.choices([given], named: say.name)
        )
        return say(
            "The amount as written says \(word), --bound says \(option). Keep one of the two.",
            "数值本身写作 \(word)，--bound 却为 \(option)。请只保留其一。"
        )
    }

    func negativeNeedsNote(_ amount: Decimal) -> String {
        say(
            "An increment of \(amount) takes back what was reported. Say why with --note. If an "
                + "earlier report was wrong, correct it instead: "
                + "`milepost correct EVENT AMOUNT --reason TEXT`.",
            "增量\(amount)是冲减此前的上报，请用 --note 说明原因。如系以前上报有误，"
                + "请改用 `milepost correct EVENT AMOUNT --reason TEXT` 更正。"
        )
    }

    func negative(_ mode: Mode, _ amount: Decimal) -> String {
        say(
            "The amount is \(amount), but a \(say.name(mode)) can't be below 0. Check the sign; "
                + "what went down is recorded with --mode change where the measure takes it.",
            "数值为\(amount)，而\(say.name(mode))不能小于0。请检查符号；"
                + "如指下降的幅度，且指标允许，请用 --mode change（变化）。"
        )
    }

    func rankNotWhole(_ amount: Decimal) -> String {
        say(
            "A rank is a whole number from 1 (the best), not \(amount). Write it like 2.",
            "位次应为从1（最好）起的整数，不能是\(amount)。请写成如 2。"
        )
    }
}

extension AmountError {
    /// What was wrong with the amount, and how to write it.
    package func message(_ say: Language) -> String {
        switch self {
        case .empty:
            say(
                "The amount is empty. Write a number such as '+5' or '=24'; nothing at all means "
                    + "not reported, 0 means none.",
                "数值为空。请填写数字，如 '+5' 或 '=24'；不填表示未报，0表示没有。"
            )
        case .notAnAmount(let text):
            say(
                "\(say.quoted(text)) is not an amount. Write one number, with a scale word, bound "
                    + "and unit if needed: 24, '+5', '=24个', 9.9万平方米, 近3000, 96.02%.",
                "\(say.quoted(text))不是数值。请只写一个数，可带数级、约数词和单位，"
                    + "如 24、'+5'、'=24个'、9.9万平方米、近3000、96.02%。"
            )
        case .exponent(let text):
            say(
                "\(say.quoted(text)) is in the exponent form that spreadsheets make of large "
                    + "numbers, and digits may be lost in it. Write the number out, for example "
                    + "14.43亿 or 1443000000.",
                "\(say.quoted(text))是电子表格改写的科学记数法，可能已丢失数字。"
                    + "请写出原数，如 14.43亿 或 1443000000。"
            )
        case .tooManyDecimals(let text):
            say(
                "\(say.quoted(text)) has more than four decimals in the unit of the measure. "
                    + "Write it as published, with at most four decimals.",
                "\(say.quoted(text))折成指标单位后超过四位小数。请按公布的数字填写，最多四位小数。"
            )
        case .tooLarge(let text):
            say(
                "\(say.quoted(text)) is too large: at most \(Self.largest) can be held. Check the "
                    + "scale word (万, 亿) and the number of digits.",
                "\(say.quoted(text))过大，最大可记\(Self.largest)。请检查数级（万、亿）和位数。"
            )
        case .badGrouping(let text):
            say(
                "The digits of \(say.quoted(text)) are not grouped by three. Write 5,378 or 5378; "
                    + "separate two numbers into two reports.",
                "\(say.quoted(text))的数字未按三位分节。请写 5,378 或 5378；"
                    + "如为两个数，请分两条上报。"
            )
        case .twoBounds(let text):
            say(
                "\(say.quoted(text)) has more than one word of bound. Keep the one that counts, "
                    + "such as 近3000 or 3000以上.",
                "\(say.quoted(text))含有不止一个约数词。请只保留一个，如 近3000 或 3000以上。"
            )
        }
    }

    private static var largest: Decimal { Decimal(tenThousandths: .max) }
}

extension RefusalWords {
    var overflow: String {
        let largest = Decimal(tenThousandths: .max)
        return say(
            "The sum is larger than \(largest), the largest amount that can be held. Check the "
                + "scale words (万, 亿) of the amounts in it.",
            "合计超过可记的最大数\(largest)。请检查其中各数的数级（万、亿）。"
        )
    }
}

// MARK: The days

extension RefusalWords {
    func periodStartAfterEnd(_ start: CalendarDate, _ end: CalendarDate) -> String {
        say(
            "The period begins on \(start), after its last day \(end). Put --period-start on or "
                + "before --as-of.",
            "期间的起始日期\(start)晚于截止日期\(end)。--period-start 不得晚于 --as-of。"
        )
    }

    func periodStartNotOfMode(_ mode: Mode) -> String {
        let word = say.choices([mode], named: say.name)
        return say(
            "A period has a start only where the amount is of mode increment or change, not "
                + "\(word). Leave out --period-start; what a total counts from is --baseline.",
            "只有增量和变化才有起始日期，此处方式为 \(word)。请去掉 --period-start；"
                + "累计的起点用 --baseline 写明。"
        )
    }

    func baselineNotOfMode(_ mode: Mode) -> String {
        let word = say.choices([mode], named: say.name)
        return say(
            "Only a total counts from a baseline; the mode here is \(word). Leave out --baseline, "
                + "or record the running total: '=24' --baseline inception.",
            "只有累计才有基期，此处方式为 \(word)。请去掉 --baseline，"
                + "或按累计填写，如 '=24' --baseline inception。"
        )
    }

    func totalBeforeBaseline(_ asOf: CalendarDate, _ baseline: CalendarDate) -> String {
        say(
            "The total is as of \(asOf), but counts from \(baseline) on. Check --as-of, or name "
                + "another baseline: --baseline inception, unstated, or an earlier day.",
            "累计截止\(asOf)，而起算日为\(baseline)，截止早于起算。请检查 --as-of，"
                + "或改用其他基期：--baseline inception、unstated 或更早的日期。"
        )
    }

    func wasNotOfMode(_ mode: Mode) -> String {
        let word = say.choices([mode], named: say.name)
        return say(
            "Only a level can say what it was before (now 670, was 550); the mode here is "
                + "\(word). Leave out --was.",
            "只有现值可以写明原值（现为670，原为550），此处方式为 \(word)。请去掉 --was。"
        )
    }

    func dueNotOfMode(_ mode: Mode) -> String {
        let word = say.choices([mode], named: say.name)
        return say(
            "Only what remains has a due date in a report; the mode here is \(word). Leave out "
                + "--due; the due date of a target is set with `milepost target`.",
            "上报中只有剩余可以写完成期限，此处方式为 \(word)。请去掉 --due；"
                + "目标的期限请用 `milepost target` 设定。"
        )
    }
}

extension DateError {
    /// What was wrong with the date in a column or option, and how to write it.
    package func message(_ say: Language, field: String? = nil) -> String {
        let place = field.map { say("\(say.field($0)): ", "\(say.field($0))：") } ?? ""
        return place + words(say)
    }

    private func words(_ say: Language) -> String {
        switch self {
        case .empty:
            say(
                "The date is empty. Write a day, month, quarter or year, such as 2024-09-30 or "
                    + "2024-09.",
                "日期为空。请填写日、月、季度或年，如 2024-09-30 或 2024-09。"
            )
        case .notADate(let text):
            say(
                "\(say.quoted(text)) is not a date. Write 2024-09-30, 2024-09, 2024Q3, 2024, "
                    + "2024/9/30 or 2024年9月30日.",
                "\(say.quoted(text))不是日期。请写 2024-09-30、2024-09、2024Q3、2024、"
                    + "2024/9/30 或 2024年9月30日。"
            )
        case .noSuchDay(let text):
            say(
                "\(say.quoted(text)) is written like a date, but there is no such day in the "
                    + "calendar. Check year, month and day.",
                "\(say.quoted(text))形式正确，但日历上没有这一天。请核对年、月、日。"
            )
        case .halfADate(let text):
            say(
                "\(say.quoted(text)) lacks its year. Write it with four digits, such as 2024-09 "
                    + "or 2024年9月.",
                "\(say.quoted(text))缺少年份。请写明四位年份，如 2024-09 或 2024年9月。"
            )
        case .monthName(let text):
            say(
                "\(say.quoted(text)) is what spreadsheets make of a date, and its number may be "
                    + "a day or a year. Format the column as text in the spreadsheet, then write "
                    + "the date again, such as 2024-09.",
                "\(say.quoted(text))是电子表格自动改写的日期，其中的数字是日还是年无法判断。"
                    + "请在电子表格中将该列设为文本格式，再重新填写，如 2024-09。"
            )
        }
    }
}
