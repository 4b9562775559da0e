import EventLog
import Milepost
import MilepostReports
import Testing

/// An invented town whose pages have a little of everything.
struct ReleaseTown {
    let log: WorkedLog

    init() throws {
        log = try WorkedLog(today: "2024-07-08")
        try log.open()
        for year in [2023, 2024] { try plan(year) }
        try log.report("2023/lamps/lamps", "=180", "2023-06-30", at: .completed)
        try log.target("2024/lamps/lamps", "400", due: "2024-12-31")
        try log.report("2024/lamps/lamps", "=300", "2024-06-30", at: .started)
        try log.report("2024/lamps/lamps", "=150", "2024-03-31", at: .completed)
        try log.report("2024/lamps/lamps", "+90", "2024-06-30", at: .completed)
        try log.report("2024/lamps/lamps", "40", "2024-06-30", at: .structureComplete) {
            $0.nowAt = true
        }
        try log.report("2024/lamps/lit-share", "61.5", "2024-03-31")
        try log.report("2024/lamps/lit-share", "70%以上", "2024-06-30")
        try log.report("2024/meals/subsidy", "15", "2024-06-30") {
            $0.was = Decimal(tenThousandths: 120_000)
        }
        try log.report("2024/meals/paid", "+50万", "2024-04-30")
        try log.report("2024/meals/paid", "=123.4万", "2024-05-31")
        try log.report("2024/meals/diners", "+近3万", "2024-06-30")
        try log.report("2024/meals/sites", "3", "2024-06-30") {
            $0.mode = .remaining
            $0.due = CalendarDate(iso: "2024-09-30")
        }
        try declare("lamps", .delayed, note: "电缆到货较晚", expect: "2024-08-31")
        try declare("meals", .onTrack, note: "menus are published weekly")
        try declare("hotline", .inUse)
    }

    private func plan(_ year: Int) throws {
        var plan = Plan()
        plan.places = [
            PlaceDefined(city: "990100", name: try #require(Name(zh: "青杨市", en: "Qingyang")))
        ]
        func project(_ code: String, _ zh: String, _ en: String, _ theme: String?) throws {
            var project = ProjectDefined(
                project: ProjectKey(city: "990100", year: year, project: code),
                name: try #require(Name(zh: zh, en: en))
            )
            project.theme = theme
            plan.projects.append(project)
        }
        func measure(
            _ project: String,
            _ code: String,
            _ zh: String,
            _ en: String,
            _ unit: String,
            _ kind: Kind,
            _ stages: [Stage] = [.done]
        ) throws {
            let key = MeasureKey(city: "990100", year: year, project: project, measure: code)
            let name = try #require(Name(zh: zh, en: en))
            var measure = MeasureDefined(key: key, name: name, unit: unit, kind: kind)
            measure.stages = stages
            if code == "lamps" { measure.frequency = .monthly }
            plan.measures.append(measure)
        }
        try project("lamps", "背街小巷路灯工程", "Back-street lamps", "housing")
        try measure(
            "lamps",
            "lamps",
            "安装路灯",
            "lamps installed",
            "盏",
            .flow,
            [.started, .structureComplete, .completed]
        )
        try measure("lamps", "lit-share", "背街小巷亮灯率", "share of lanes lit", "%", .rate)
        if year == 2024 {
            try project("meals", "长者食堂", "Canteens for older people", "elderly")
            try measure("meals", "subsidy", "就餐补贴标准", "meal subsidy", "元/人/月", .standard)
            try measure("meals", "paid", "发放就餐补贴", "meal subsidy paid", "元", .flow)
            try measure("meals", "diners", "就餐老年人", "meals taken by older people", "人次", .flow)
            try measure("meals", "sites", "新开食堂", "canteens opened", "处", .flow)
            try project("hotline", "便民热线", "Help line", "elderly")
            try project("trees", "行道树", "Street trees", nil)
            try measure("trees", "planted", "补植行道树", "street trees planted", "株", .flow)
        }
        _ = try log.decide { try $0.plan(plan) }
    }

    private func declare(
        _ project: String,
        _ status: Status,
        note: String? = nil,
        expect: String? = nil
    ) throws {
        var statement = StatusDeclared(
            project: ProjectKey(city: "990100", year: 2024, project: project),
            status: status,
            asOf: try #require(CalendarDate(iso: "2024-06-30"))
        )
        statement.note = note
        statement.expect = expect.flatMap { CalendarDate(iso: $0) }
        _ = try log.decide { try $0.declare(statement) }
    }
}

extension WorkedLog {
    /// Makes the log's first line, without which there is no snapshot of it.
    func open() throws {
        let opened = LogOpened(
            origin: "milepost.invalid/town",
            timeZone: "Asia/Shanghai",
            key: nil,
            testClock: true
        )
        _ = try decide { _ in Decision(events: [.logOpened(opened)]) }
    }

    /// A page of one of the log's quarters, as known now; issued where a seal is wanted.
    func page(_ city: String, _ quarter: String, isIssued: Bool = false) throws -> SnapshotPage {
        let quarter = try #require(Quarter(quarter))
        let snapshot = try store.read { view in
            var query = SnapshotQuery(city: city, quarter: quarter, size: view.size())
            if isIssued {
                query.isProvisional = true
                query.issuedBy = "李敏"
                query.approvedBy = "周航"
                query.issuedAt = Moment("2024-07-08T02:30:00Z")
            }
            return try Snapshot(view, query)
        }
        let seal = SnapshotPage.Seal(
            event: Self.id(snapshot.size),
            position: snapshot.size,
            note: "a note"
        )
        return try SnapshotPage(sealed: snapshot.sealed, seal: isIssued ? seal : nil)
    }
}
