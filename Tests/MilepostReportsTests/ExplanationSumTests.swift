import EventLog
import Milepost
import MilepostReports
import Testing

/// Whatever was reported in whatever order: an explanation adds up to the figure it explains.
struct ExplanationSumTests {
    @Test(arguments: 1...60)
    func `terms, months and parts add up to the figure`(seed: Int) throws {
        var dice = Dice(seed: seed)
        let log = try randomLog(&dice)
        let size = try log.read { view, _, _ in view.size() }
        for day in ["2024-04-30", "2024-10-31"] {
            for knownAt in [size - 1, size - 3] {
                for baseline in [nil, Baseline.inception] {
                    let explanation = try log.explain(day, knownAt: knownAt, baseline: baseline)
                    let (sum, events) = added(explanation)
                    let value = explanation.figure.value
                    #expect(sum == value?.quantity.value.tenThousandths ?? 0)
                    #expect(events == value?.events ?? 0)
                    let last = explanation.stretches.first
                    #expect(last?.unreconciled == explanation.figure.unreconciled)
                    #expect(last?.opening == explanation.figure.opening)
                }
            }
        }
    }

    private func added(_ explanation: Explanation) -> (Int64, Int) {
        var sum: Int64 = 0
        var events = explanation.counted.count
        for term in explanation.counted { sum += term.amount.value.tenThousandths }
        for month in explanation.months where month.counts {
            sum += month.amount.value.tenThousandths
            events += month.events
        }
        for part in explanation.parts {
            sum += part.amount.value.tenThousandths
            events += part.events
        }
        return (sum, events)
    }

    /// A flow or a stock of a city with two districts, with or without a facet; few days, so that
    /// reports collide.
    private func randomLog(_ dice: inout Dice) throws -> ExplainedLog {
        let isStock = dice.below(4) == 0
        let tiers = dice.below(2) == 0 ? [] : ["county", "city"]
        let baseline = isStock ? .year : [Baseline.year, .inception, .unstated][dice.below(3)]
        let reportedBy = dice.below(2) == 0 ? ["children"] : []
        var log = try ExplainedLog(
            kind: isStock ? .stock : .flow,
            places: ["130802", "130803"],
            facets: tiers.isEmpty
                ? [] : [FacetDeclaration(name: "tier", values: tiers, addsUp: true)]
        ) {
            $0.baseline = baseline
            $0.reportedBy = reportedBy
        }
        var reports: [EventID] = []
        for _ in 0..<(4 + dice.below(14)) {
            let choice = dice.below(10)
            do {
                if choice == 0, let last = reports.last {
                    try log.correct(last, "\(dice.below(30))", "a slip of the pen")
                } else if choice == 1, !reports.isEmpty {
                    try log.withdraw(reports[dice.below(reports.count)], "entered twice")
                } else {
                    let mode: Mode = isStock ? .level : dice.below(2) == 0 ? .total : .increment
                    let place = ["130800", "130802", "130803"][dice.below(3)]
                    let tier = dice.below(4)
                    let isNamed = mode == .total && dice.below(5) == 0
                    let day = "2024-0\(1 + dice.below(9))-1\(dice.below(3))"
                    let report = try log.report("\(dice.below(40))", day) {
                        $0.mode = mode
                        $0.place = place
                        if isNamed { $0.baseline = .inception }
                        if tier < tiers.count { $0.facets = .none.setting("tier", to: tiers[tier]) }
                    }
                    reports.append(report)
                }
            } catch is Refusal {
                // What is withdrawn already can be neither corrected nor withdrawn.
                continue
            }
        }
        return log
    }
}

/// The same seed gives the same history with every toolchain.
private struct Dice {
    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }
}
