import EventLog
import EventLogSQLite
import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

/// The same seed gives the same history with every toolchain.
struct Dice {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}

/// An invented town's log that begins as every log does, and what was decided in it at random.
struct ForeignHistory {
    let log: WorkedLog
    private let measures = ["lamps", "insured", "rate", "rank", "jobs"]
    private let document = String(repeating: "ab", count: 32)

    init() throws {
        log = try WorkedLog(today: "2024-10-08")
        let opened = LogOpened(
            origin: "town.example/log",
            timeZone: "Asia/Shanghai",
            key: nil,
            testClock: true
        )
        _ = try log.decide { _ in Decision(events: [.logOpened(opened)]) }
        _ = try log.decide { try $0.plan(Self.plan()) }
        let source = SourceRegistered(document: document, title: "公报", scalars: 900)
        _ = try log.decide { try $0.register(source) }
    }

    static func plan(moreTiers: Bool = false) throws -> Plan {
        let name = try #require(Name(zh: "青杨", en: nil))
        let project = ProjectKey(city: "990100", year: 2024, project: "works")
        var plan = Plan()
        plan.places = [
            PlaceDefined(city: "990100", name: name),
            PlaceDefined(city: "990100", place: "990103", parent: "990102", name: name),
            PlaceDefined(city: "990100", place: "990102", name: name),
        ]
        plan.projects = [ProjectDefined(project: project, name: name)]
        let kinds: [(String, String, Kind)] = [
            ("lamps", "盏", .flow), ("insured", "人", .stock), ("rate", "%", .rate),
            ("rank", "位", .rank), ("jobs", "人", .effect),
        ]
        plan.measures = kinds.map { code, unit, kind in
            MeasureDefined(
                key: MeasureKey(city: "990100", year: 2024, project: "works", measure: code),
                name: name,
                unit: unit,
                kind: kind
            )
        }
        plan.measures[0].stages = [.started, .completed]
        plan.measures[0].facets = [
            FacetDeclaration(
                name: "tier",
                values: ["市级", "县级"] + (moreTiers ? ["乡级"] : []),
                addsUp: true
            )
        ]
        // The one names the other, and both may: in a log one of them comes first.
        plan.measures[0].relations.pairedWith = "jobs"
        plan.measures[4].relations.pairedWith = "lamps"
        plan.measures[4].relations.effectOf = "lamps"
        return plan
    }

    /// Decides so many entries; those that are refused leave no trace.
    func play(_ dice: inout Dice, entries: Int) throws {
        for _ in 0..<entries {
            do {
                switch dice.below(12) {
                case 0: try amend(&dice)
                case 1: try withdraw(&dice)
                case 2: try replace(&dice)
                case 3: try target(&dice)
                case 4: try declare(&dice)
                case 6 where dice.chance(4): try close(&dice)
                case 7 where dice.chance(50): try reopen(&dice)
                case 5 where dice.chance(20):
                    _ = try log.decide { try $0.plan(Self.plan(moreTiers: true)) }
                default: try report(&dice)
                }
            } catch is Refusal {
            } catch is AmountError {}
        }
    }

    private func close(_ dice: inout Dice) throws {
        var closing = MonthClosed(
            city: "990100",
            place: dice.pick([nil, "990100", "990102", "990103"]),
            month: Month(of: Self.day(&dice))
        )
        closing.hard = dice.chance(30)
        closing.note = dice.chance(30) ? "月报已定稿" : nil
        _ = try log.decide { try $0.close(closing) }
    }

    private func reopen(_ dice: inout Dice) throws {
        let reopening = MonthReopened(
            city: "990100",
            place: dice.pick([nil, "990100", "990102", "990103"]),
            month: Month(of: dice.pick([Self.day(&dice), CalendarDate(day: 19_700)])),
            reason: "补报"
        )
        _ = try log.decide { try $0.reopen(reopening) }
    }

    private func event(_ dice: inout Dice) throws -> Position {
        Position(dice.below(Int(try log.head) + 1))
    }

    private static func day(_ dice: inout Dice) -> CalendarDate {
        CalendarDate(day: 19_700 + Int32(dice.below(300)))
    }

    private static func draft(
        _ key: MeasureKey,
        document: String,
        _ dice: inout Dice
    ) throws -> ReportDraft {
        let amounts = [
            "+5", "+3.50", "=24", "=9.9万", "670", "约1200", "1万余", "-0.4pp", "-10%", "近3000", "7",
            "96.02%", "+0", "=5,378", "2",
        ]
        let today = CalendarDate(day: 20_004)
        var draft = ReportDraft(
            measure: key,
            amount: try AmountText(dice.pick(amounts)),
            asOf: day(&dice),
            received: dice.chance(20) ? day(&dice) : today
        )
        draft.mode = dice.chance(40) ? dice.pick(Mode.allCases) : nil
        draft.bound = dice.chance(20) ? dice.pick(Bound.allCases) : nil
        draft.place = dice.pick([nil, nil, "990100", "990102", "990103"])
        draft.nowAt = dice.chance(10)
        if key.measure == "lamps" {
            draft.stage = dice.pick([.started, .completed])
            if dice.chance(40) {
                draft.facets = Facets([("tier", dice.pick(["市级", "县级"]))]) ?? .none
            }
        } else {
            draft.stage = dice.pick([nil, .done])
        }
        draft.baseline = dice.pick([nil, nil, nil, .inception, .year, .unstated])
        if dice.chance(20) { draft.periodStart = day(&dice) }
        if dice.chance(10) { draft.was = Decimal(tenThousandths: 12_000) }
        if dice.chance(10) { draft.due = day(&dice) }
        draft.assumed = dice.chance(20)
        draft.separate = dice.chance(5)
        if dice.chance(30) {
            let start = dice.below(4) * 10
            draft.source = SourceRange(document: document, range: start..<start + 5)
        }
        draft.note = dice.chance(30) ? "含城中村，另见附件" : nil
        return draft
    }

    private func key(_ dice: inout Dice) throws -> MeasureKey {
        try log.measure("works/\(dice.pick(measures))").key
    }

    private func report(_ dice: inout Dice) throws {
        var draft = try Self.draft(try key(&dice), document: document, &dice)
        if dice.chance(10) {
            let position = try event(&dice)
            draft.restates = try log.store.read { try $0.id(at: position) }
        }
        _ = try log.decide { try $0.report(try $0.formed(draft)) }
    }

    private func amend(_ dice: inout Dice) throws {
        let position = try event(&dice)
        let amount = try AmountText(dice.pick(["26", "约30", "4万余", "-1", "12.50"]))
        let bound = dice.pick([nil, nil, Bound.atLeast])
        _ = try log.decide {
            try $0.correct(position, amount: amount, bound: bound, reason: "核对", note: nil)
        }
    }

    private func withdraw(_ dice: inout Dice) throws {
        let position = try event(&dice)
        _ = try log.decide { try $0.withdraw(position, reason: "重复", note: "两次上报") }
    }

    private func replace(_ dice: inout Dice) throws {
        let position = try event(&dice)
        let old = try log.store.read { try $0.event(at: position) }
        guard case .progressReported(let report)? = old else { return }
        let draft = try Self.draft(report.measure, document: document, &dice)
        let newID = WorkedLog.id(try log.head + 2)
        _ = try log.decide {
            try $0.replace(position, with: draft, newID: newID, reason: "月份有误")
        }
    }

    private func target(_ dice: inout Dice) throws {
        let key = try key(&dice)
        let amount = try AmountText(dice.pick(["400", "至少40", "3.5万", "不超过9"]))
        var target = TargetSet(
            measure: key,
            amount: try amount.stated(bound: nil),
            due: dice.pick([CalendarDate(day: 20_088), CalendarDate(day: 19_996)])
        )
        target.place = dice.pick([nil, "990100", "990102"])
        target.stage = key.measure == "lamps" ? dice.pick([nil, .started, .completed]) : nil
        target.from = dice.pick([nil, CalendarDate(day: 19_723), CalendarDate(day: 19_800)])
        if dice.chance(50), let old = try log.catalogue().targets[key]?.last {
            target.replaces = old.id
            target.place = old.target.place
            target.reason = "调增任务"
        }
        _ = try log.decide { try $0.target(target) }
    }

    private func declare(_ dice: inout Dice) throws {
        let project = ProjectKey(city: "990100", year: 2024, project: "works")
        var statement = StatusDeclared(
            project: project,
            status: dice.pick(Status.allCases),
            asOf: Self.day(&dice)
        )
        statement.measure = dice.pick([nil, "lamps"])
        statement.place = dice.pick([nil, "990100", "990103"])
        if dice.chance(50) {
            statement.source = SourceRange(document: document, range: dice.pick([nil, 5..<9]))
        }
        _ = try log.decide { try $0.declare(statement) }
    }
}

extension WorkedLog {
    var lines: [[UInt8]] {
        get throws { try store.read { log in (0..<log.size()).compactMap(log.line) } }
    }
}

extension LineImport {
    /// Imports lines into a new store, which holds them then.
    static func take(_ lines: [[UInt8]], to path: String) throws -> SQLiteStore {
        let store = try SQLiteStore.create(path: path)
        let bytes = Array(lines.map { $0 + [0x0A] }.joined())
        _ = try store.write { log in
            try LineImport(file: "log.jsonl", language: .en).run(bytes, into: &log) { _ in }
        }
        return store
    }
}
