extension CheckWords {
    /// What is looked at, in a few words.
    func name(_ code: CheckCode) -> String {
        switch code {
        case .stageAbove: language("within the earlier stage", "不超过前一阶段")
        case .partAbove: language("part within the whole", "部分不超过整体")
        case .rateDiffers: language("printed rate against computed", "所报比率与计算比率")
        case .shareDiffers: language("printed share against computed", "所报完成率与计算完成率")
        case .changeDiffers: language("change from the level before", "较原值的变化")
        case .facetSumDiffers: language("sum of the groups", "分组合计")
        case .openingNegative: language("opening balance", "期初余额")
        case .restatementDiffers: language("restated as first told", "重述与首次一致")
        case .unreconciled: language("growth against increments", "累计增长与增量")
        case .overlappingIncrement: language("periods do not overlap", "期间不重叠")
        case .totalFalls: language("total does not fall", "累计不下降")
        case .remainingDiffers: language("done and left make the whole", "已完成与剩余之和")
        case .wasDiffers: language("level said to be before", "所述原值")
        case .noWholeNumber: language("side that is not stated", "未说明的一方")
        case .placesAboveTotal: language("places within the total", "下级不超过本级")
        case .pairedWithNothing: language("for each of the paired", "配对指标平均值")
        case .secondForDay: language("one report a day", "一日一报")
        case .future: language("not dated after recording", "日期不晚于录入日")
        case .declaredDiffers: language("declared against derived", "自报状态与推算状态")
        case .aboveTarget: language("against the target", "与目标比较")
        case .pairedSharesDiffer: language("progress by either measure", "两种口径的完成率")
        case .rateAbove100: language("rate within 100 %", "比率不超过100%")
        case .metWithoutTarget: language("met, with a target", "完成且有目标")
        case .duePassed: language("due day not passed", "期限未过")
        case .late: language("received in time", "按期报送")
        case .notReported: language("reported when due", "应报已报")
        case .sameAmount: language("same amount, other unit", "数值相同单位不同")
        case .possibleSum: language("sum, if nothing is shared", "合计（无交叉时）")
        case .overlapUnknown: language("may lie in the other", "可能含于另一组")
        }
    }
}
