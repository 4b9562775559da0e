/// What is checked; where the same matter is warned about at entry, under the same name.
package enum CheckCode: String, Sendable, CaseIterable {
    case stageAbove, partAbove, rateDiffers, shareDiffers, changeDiffers, facetSumDiffers
    case openingNegative, restatementDiffers
    case unreconciled, overlappingIncrement, totalFalls, remainingDiffers, wasDiffers, noWholeNumber
    case placesAboveTotal, pairedWithNothing, secondForDay, future, declaredDiffers
    case aboveTarget, pairedSharesDiffer, rateAbove100, metWithoutTarget, duePassed, late
    case notReported
    // Listed by `--all` alone: nothing in the log could contradict them.
    case sameAmount, possibleSum, overlapUnknown

    package enum Severity: String, Sendable, CaseIterable {
        /// Two statements contradict each other: one of them is wrong.
        case error
        /// Most likely a mistake, or something counted twice.
        case warning
        /// Nothing need be wrong; somebody should look, or ask.
        case notice
    }

    package var severity: Severity {
        switch self {
        case .stageAbove, .partAbove, .rateDiffers, .shareDiffers, .changeDiffers, .facetSumDiffers,
            .openingNegative, .restatementDiffers:
            .error
        case .unreconciled, .overlappingIncrement, .totalFalls, .remainingDiffers, .wasDiffers,
            .noWholeNumber, .placesAboveTotal, .pairedWithNothing, .secondForDay, .future,
            .declaredDiffers:
            .warning
        case .aboveTarget, .pairedSharesDiffer, .rateAbove100, .metWithoutTarget, .duePassed, .late,
            .notReported, .sameAmount, .possibleSum, .overlapUnknown:
            .notice
        }
    }

    /// How the left side should stand to the right one.
    package var relation: String {
        switch self {
        case .stageAbove, .partAbove, .placesAboveTotal, .aboveTarget, .rateAbove100, .late,
            .future, .openingNegative, .overlapUnknown:
            "≤"
        case .totalFalls, .duePassed: "≥"
        case .overlappingIncrement, .pairedWithNothing, .possibleSum, .noWholeNumber: ""
        default: "="
        }
    }
}
