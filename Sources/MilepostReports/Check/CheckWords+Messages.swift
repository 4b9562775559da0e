import Milepost

extension CheckWords {
    /// What a finding says: what does not agree, and what to do.
    func message(_ check: Check) -> String {
        let left = told(check.left)
        let right = check.right.map(told) ?? ""
        let other =
            check.other.map { figure in
                let names = [measure(figure), part(figure)].filter { !$0.isEmpty }
                return language.quoted(names.joined(separator: language(", ", "，")))
            } ?? ""
        let outcomes = check.outcomes.map(outcome).joined(separator: language("; ", "；"))
        switch check.code {
        case .stageAbove:
            return language(
                "\(left) is more than the \(right) of \(other), an earlier stage, which contains "
                    + "it. Report the earlier stage too, or correct one of the two.",
                "\(left)大于\(other)的\(right)，而前一阶段的数量应包含后一阶段。请补报前一阶段，或更正其一。"
            )
        case .partAbove:
            return language(
                "\(left) is more than the \(right) of \(other), of which it is a part. Correct one "
                    + "of the two.",
                "\(left)大于其整体\(other)的\(right)。请更正其一。"
            )
        case .rateDiffers:
            return language(
                "The printed \(left) is not the \(right) that its two sides make. Correct the rate, "
                    + "or the side that is wrong.",
                "所报\(left)与按分子、分母计算的\(right)不符。请更正比率，或更正有误的一方。"
            )
        case .shareDiffers:
            return language(
                "The printed \(left) of the task is not the \(right) that the value makes of the "
                    + "target. Correct the share, the value, or revise the target.",
                "所报完成率\(left)与按数值和目标计算的\(right)不符。请更正完成率或数值，或修订目标。"
            )
        case .changeDiffers:
            return language(
                "From \(left) to \(right) is a change of \(outcomes); another is printed. Correct one "
                    + "of them.",
                "由\(left)到\(right)，变化为\(outcomes)，与所报变化不符。请更正其一。"
            )
        case .facetSumDiffers:
            return language(
                "The groups make \(left), but the undivided figure is \(right). Correct one of them.",
                "各分组合计\(left)，与未分组的\(right)不符。请更正其一。"
            )
        case .openingNegative:
            return language(
                "The increments up to the first total make \(left), more than its \(right). One was "
                    + "counted twice, or the total leaves something out.",
                "首个累计之前的增量合计\(left)，大于该累计\(right)。可能重复计算，或累计有遗漏。"
            )
        case .restatementDiffers:
            return language(
                "The restatement says \(left), the first statement \(right). Correct the one that is "
                    + "wrong; if it is a second fact, withdraw it and record it with --separate.",
                "重述为\(left)，首次表述为\(right)。请更正有误的一条；如系另一事实，请撤回后加 --separate 重新上报。"
            )
        default: return warning(check, left, right, other, outcomes)
        }
    }

    /// A side as it stands in a sentence.
    private func told(_ side: Check.Side) -> String {
        switch side {
        case .amount, .reports, .days, .day: self.side(side)
        case .declared, .standing: language.quoted(self.side(side))
        }
    }

    private func warning(
        _ check: Check,
        _ left: String,
        _ right: String,
        _ other: String,
        _ outcomes: String
    ) -> String {
        switch check.code {
        case .unreconciled:
            language(
                "From one total to the next it grew by \(left), the increments between make \(right): "
                    + "\(outcomes). Report what is missing, or correct the total.",
                "两次累计之间增长\(left)，其间增量合计\(right)，\(outcomes)。请补报所缺增量，或更正累计。"
            )
        case .overlappingIncrement:
            language(
                "The period of an increment that ends on \(right) shares days with others: what they "
                    + "both count is counted twice. If one contains the other, withdraw one of them.",
                "截止\(right)的增量与其他上报期间重叠，重叠部分会重复计算。如其中一条已包含另一条，请撤回其一。"
            )
        case .totalFalls:
            language(
                "The running total falls from \(right) to \(left). It only falls when an earlier one "
                    + "was wrong: correct that one.",
                "累计数由\(right)降到\(left)。累计数一般不会下降，请更正有误的一次。"
            )
        case .remainingDiffers:
            language(
                "Done and left make \(left), but the target is \(right). Correct what is left or done, "
                    + "or revise the target.",
                "已完成与剩余合计\(left)，与目标\(right)不符。请更正剩余或已完成数，或修订目标。"
            )
        case .wasDiffers:
            language(
                "The level before is said to be \(left), but \(right) was reported. Correct one of "
                    + "the two.",
                "所述原值\(left)与此前上报的\(right)不符。请更正其一。"
            )
        case .noWholeNumber:
            language(
                "No whole number makes \(right) print as \(left). Check both.",
                "没有整数能使\(right)与\(left)相符。请核对两数。"
            )
        case .placesAboveTotal:
            language(
                "The places below make \(left), more than the \(right) reported for all of them. "
                    + "Correct the total, or the place that is wrong.",
                "下级合计\(left)，大于本级上报的\(right)。请更正本级，或更正有误的下级。"
            )
        case .pairedWithNothing:
            language(
                "\(left) against \(right) of \(other): one of the two can't be nothing. Correct it.",
                "\(left)与\(other)的\(right)配对，其一不应为零。请更正。"
            )
        case .secondForDay:
            language(
                "Two reports for one day: \(left), recorded later, counts, and \(right) does not. "
                    + "Withdraw the one that is wrong.",
                "同一日有两条上报：以录入在后的\(left)为准，\(right)不计。请撤回有误的一条。"
            )
        case .future:
            language(
                "The as-of date \(left) is after the day of recording, \(right). Withdraw it and "
                    + "record it with its own date.",
                "截止日期\(left)晚于录入日\(right)。请撤回后按实际日期重新上报。"
            )
        case .declaredDiffers:
            language(
                "Declared \(left), but by its figures \(right). Declare it anew, or correct the "
                    + "figures.",
                "自报\(left)，而按数据推算为\(right)。请重新申报状态，或更正数据。"
            )
        default: notice(check, left, right, other)
        }
    }

    private func notice(_ check: Check, _ left: String, _ right: String, _ other: String) -> String
    {
        switch check.code {
        case .aboveTarget:
            language(
                "\(left) is more than the target of \(right). Check the amount, or revise the target "
                    + "if it was raised.",
                "\(left)超过目标\(right)。请核对数值；如目标已调高，请修订目标。"
            )
        case .pairedSharesDiffer:
            language(
                "\(left) is done by this measure, \(right) by \(other), and rounding does not close "
                    + "the gap: say by which measure when a percentage is told.",
                "按本指标完成\(left)，按\(other)完成\(right)，舍入不能解释差距。引用完成率时请写明口径。"
            )
        case .rateAbove100:
            language(
                "\(left) is more than all of it. Check the rate, or what it is a rate of.",
                "\(left)超过整体。请核对比率，或核对其分母。"
            )
        case .metWithoutTarget:
            language(
                "Declared \(left), but no target is in the log to hold it against (by its figures "
                    + "\(right)). Record the target with `milepost target`.",
                "自报\(left)，但日志中没有可对照的目标（按数据推算为\(right)）。"
                    + "请用 `milepost target` 录入目标。"
            )
        case .duePassed:
            language(
                "It was to be done by \(left), and nothing newer was reported by \(right). Ask how it "
                    + "went, and report it.",
                "预计\(left)前完成，至\(right)没有更新的上报。请核实情况并补报。"
            )
        case .late:
            language(
                "Received on \(left), due by \(right).",
                "于\(left)收到，报送期限为\(right)。"
            )
        case .notReported:
            language(
                "\(left) arrived, \(right) were due by now. `milepost gaps` says which are missing, month "
                    + "by month.",
                "至今应报\(right)，已报\(left)。可用 `milepost gaps` 按月查看未报项目。"
            )
        default: name(check.code)
        }
    }
}
