// Small legal histories by seed, for comparing the program with `HistoryModel`. Everything is drawn
// from few days, few nodes and small amounts, because the rules differ only where reports collide.

/// A generator of our own: the same seed gives the same history with every toolchain.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

    mutating func pick(weighted choices: [(name: String, weight: Int)]) -> String {
        var rest = below(choices.reduce(0) { $0 + $1.weight })
        for choice in choices {
            if rest < choice.weight { return choice.name }
            rest -= choice.weight
        }
        preconditionFailure("the weights are positive")
    }
}

struct RandomHistory {
    let seed: UInt64
    let measure: ModelMeasure
    let stages: [String]  // the ladder, lowest first
    let events: [ModelEvent]

    /// The city and whatever lies below it.
    var places: [String] { ["C"] + measure.parents.keys.sorted() }

    init(seed: UInt64) {
        var draft = HistoryDraft(seed: seed)
        // The longer of two draws: it takes many reports for the rarer rules to meet.
        let length = 4 + max(draft.dice.below(21), draft.dice.below(21))
        while draft.events.count < length { draft.addEvent() }
        self.seed = seed
        measure = draft.measure
        stages = draft.stages
        events = draft.events
    }
}

private struct HistoryDraft {
    var dice: SplitMix64
    let measure: ModelMeasure
    let stages: [String]
    let places: [String]
    let days: [Int]  // few, so that reports collide
    let startDay: Int  // of a dated baseline
    let tiny: Bool  // amounts so close that many a comparison ends near 0
    var events: [ModelEvent] = []

    init(seed: UInt64) {
        var dice = SplitMix64(state: seed)
        let kind = dice.pick(weighted: [
            ("flow", 60), ("effect", 8), ("stock", 16), ("rate", 5), ("standard", 6), ("rank", 5),
        ])
        let flows = kind == "flow" || kind == "effect"
        let yearStart = dice.pick([18628, 19723])  // 1 January of 2021 and of 2024
        // Never 1 January itself: that one is stored as `year`.
        startDay = dice.chance(70) ? yearStart + 1 + dice.below(30) : yearStart - 1 - dice.below(20)
        var baseline = "year"  // what is declared where nothing is said
        if flows {
            baseline = dice.pick(weighted: [
                ("year", 50), ("inception", 18), ("unstated", 12), (String(startDay), 20),
            ])
        }
        let parents = dice.pick([
            [:], ["A": "C"], ["A": "C", "B": "C"],
            ["A": "C", "B": "C", "A1": "A", "A2": "A"], ["A": "C", "B": "C", "A1": "A", "A2": "A"],
        ])
        places = ["C"] + parents.keys.sorted()
        let reporting = dice.pick([
            [], ["A", "B"], ["A"], ["A1", "A2", "B"], ["A1", "B"], ["A1"], ["A2", "B"],
        ])
        let declared = [
            (name: "tier", values: ["p", "q"], addsUp: true),
            (name: "grade", values: ["x", "y"], addsUp: dice.chance(50)),
        ]
        measure = ModelMeasure(
            kind: kind,
            baseline: baseline,
            yearStart: yearStart,
            facets: Array(declared.prefix(dice.pick([0, 0, 1, 1, 2]))),
            parents: parents,
            reportedBy: reporting.filter { parents[$0] != nil }
        )
        stages = dice.pick([
            ["done"], ["done"], ["started", "completed"], ["structureComplete", "completed"],
            ["started", "structureComplete", "completed"],
        ])
        // The edges of the baselines, some days of the first ten weeks, two of them adjacent,
        // a day before the year, and one in January after it.
        let middle = yearStart + 5 + dice.below(60)
        days =
            [yearStart, startDay - dice.below(2), middle, middle, middle + 1]
            + (0..<3).map { _ in yearStart + dice.below(70) }
            + [yearStart - 1 - dice.below(5), yearStart + 367 + dice.below(20)]
        tiny = dice.chance(30)
        self.dice = dice
    }

    mutating func addEvent() {
        let model = HistoryModel(measure: measure, events: events)
        let open = events.indices.filter { !model.isWithdrawn($0, knownAt: events.count) }
        // A withdrawal has no root; a correction of a withdrawn report would be refused.
        let correctable = open.filter { model.root($0).map(open.contains) ?? false }
        switch dice.below(100) {
        case 0..<17 where !correctable.isEmpty:
            let target = dice.pick(correctable)
            guard let root = model.root(target), case .report(var report) = events[root].act
            else { return }
            setAmount(&report, negative: report.amount < 0)
            events.append(
                ModelEvent(
                    act: .correct(
                        on: target,
                        amount: report.amount,
                        more: report.more,
                        less: report.less,
                        ulp: report.ulp
                    )
                )
            )
        case 17..<30 where !open.isEmpty:
            // Withdrawing what is not a report is rarer than it should be if left to chance.
            let later = open.filter { model.root($0) != $0 }
            let on = dice.pick(later.isEmpty || dice.chance(40) ? open : later)
            events.append(ModelEvent(act: .withdraw(on: on)))
        default:
            let report = makeReport()
            events.append(ModelEvent(act: .report(report)))
        }
    }

    private mutating func makeReport() -> ModelReport {
        var report = ModelReport(
            mode: "",
            place: dice.chance(40) ? "C" : dice.pick(places),
            facets: [:],
            stage: dice.chance(80) ? stages[stages.count - 1] : dice.pick(stages),
            nowAt: false,
            baseline: "",
            amount: 0,
            more: false,
            less: false,
            ulp: 0,
            asOf: dice.pick(days),
            periodStart: nil
        )
        if dice.chance(70) {
            for facet in measure.facets where dice.chance(70) {
                report.facets[facet.name] = dice.pick(facet.values)
            }
        }
        if let last = reports.last, dice.chance(40) {
            (report.place, report.facets, report.stage) = (last.place, last.facets, last.stage)
        }
        setMode(&report)
        setAmount(&report, negative: report.mode == "change" && dice.chance(35))
        if report.mode == "total", dice.chance(40) { agree(&report) }
        return report
    }

    private var reports: [ModelReport] {
        events.compactMap {
            guard case .report(let report) = $0.act else { return nil }
            return report
        }
    }

    /// Most totals agree with what was reported before them, or nearly so.
    private mutating func agree(_ total: inout ModelReport) {
        let (place, facets, stage, day) = (total.place, total.facets, total.stage, total.asOf)
        let before = reports.filter {
            $0.mode == "increment" && $0.place == place && $0.facets == facets
                && $0.stage == stage && $0.asOf <= day
        }
        let sum = before.reduce(0) { $0 + $1.amount }
        if sum == 0 { return }
        total.amount = sum + Int64(dice.below(3) - 1) * 1_000
        total.ulp = total.amount % 10_000 == 0 ? 0 : 1_000
        (total.more, total.less) = (false, false)
    }

    private mutating func setMode(_ report: inout ModelReport) {
        let flows = measure.kind == "flow" || measure.kind == "effect"
        switch measure.kind {
        case _ where flows && stages.count > 1 && dice.chance(12):
            (report.mode, report.nowAt) = ("level", true)
        case _ where flows:
            report.mode = dice.pick(weighted: [
                ("increment", 55), ("total", 32), ("remaining", 7), ("share", 6),
            ])
        case "stock":
            report.mode = dice.pick(weighted: [
                ("level", 66), ("change", 14), ("remaining", 10), ("share", 10),
            ])
        case "rank": report.mode = "level"
        default: report.mode = dice.pick(weighted: [("level", 65), ("change", 35)])
        }
        if report.mode == "total" {
            let others = ["year", "inception", "unstated", String(startDay)]
            report.baseline = dice.chance(80) ? measure.baseline : dice.pick(others)
            // A total to date before its baseline begins would say nothing.
            let firstDay = report.baseline == "year" ? measure.yearStart : Int(report.baseline)
            report.asOf = max(report.asOf, firstDay ?? report.asOf)
        }
        if report.mode == "increment" || report.mode == "change", dice.chance(30) {
            report.periodStart = report.asOf - dice.below(31)
        }
    }

    /// A correction keeps the sign of its report, so the sign is given and never drawn here.
    private mutating func setAmount(_ report: inout ModelReport, negative: Bool) {
        (report.more, report.less, report.ulp) = (false, false, 0)
        if measure.kind == "rank" {
            report.amount = Int64(1 + dice.below(9)) * 10_000
            return
        }
        let largest = tiny ? 3 : ["total": 40, "level": 40, "share": 130][report.mode] ?? 9
        // 0 is a report too, `+0` above all; only a change of 0 would have no sign to keep.
        let isNothing = report.mode != "change" && dice.chance(report.mode == "increment" ? 12 : 4)
        report.amount = isNothing ? 0 : Int64(1 + dice.below(largest)) * 10_000
        if isNothing { return }
        if dice.chance(tiny ? 50 : 18) {
            report.amount += Int64(1 + dice.below(9)) * 1_000
            report.ulp = 1_000
        }
        if negative {
            report.amount = -report.amount
        } else if dice.chance(15) {
            // Only here: which way a bound of a fall points ("down more than 3") is not decided.
            report.ulp = 0
            report.more = dice.chance(60)
            report.less = !report.more || dice.chance(40)
        }
    }
}
