import EventLog
import Milepost
import MilepostReports
import Testing

/// What was expected of an invented town, what arrived, and what came late.
struct GapsTests {
    /// Lamps of two districts monthly by facet and stage, a quarterly rate and a yearly rank of the
    /// city, and benches that nobody waits for; due on the 8th.
    private static func town() throws -> DatedLog {
        var log = try DatedLog()
        let lamps = ProjectKey(city: "990100", year: 2024, project: "lamps")
        let city = ProjectKey(city: "990100", year: 2024, project: "city")
        var plan = Plan()
        plan.places = [
            ("990100", nil, "青杨市", "Qingyang"), ("990101", "990100", "东街区", "Eastgate"),
            ("990102", "990100", "西街区", "Westgate"), ("990101001", "990101", "东关", "Dongguan"),
        ].compactMap { code, parent, zh, en in
            Name(zh: zh, en: en).map { name in
                PlaceDefined(
                    city: "990100",
                    place: parent == nil ? nil : code,
                    parent: parent,
                    name: name
                )
            }
        }
        plan.projects = [
            ProjectDefined(
                project: lamps,
                name: try #require(Name(zh: "路灯", en: "Lamps")),
                lead: Name(zh: "市住建局", en: "Housing bureau"),
                reportsDue: 8
            ),
            ProjectDefined(
                project: city,
                name: try #require(Name(zh: "城市", en: "City")),
                reportsDue: 8
            ),
        ]
        func measure(
            _ project: ProjectKey,
            _ code: String,
            _ zh: String,
            _ kind: Kind,
            _ change: (inout MeasureDefined) -> Void
        ) throws {
            var measure = MeasureDefined(
                key: MeasureKey(
                    city: "990100",
                    year: 2024,
                    project: project.project,
                    measure: code
                ),
                name: try #require(Name(zh: zh, en: code)),
                unit: kind == .rate ? "%" : "盏",
                kind: kind
            )
            change(&measure)
            plan.measures.append(measure)
        }
        try measure(lamps, "installed", "安装路灯", .flow) {
            $0.stages = [.started, .completed]
            $0.facets = [FacetDeclaration(name: "tier", values: ["市级", "县级"], addsUp: true)]
            $0.frequency = .monthly
            $0.reportedBy = ["children"]
        }
        try measure(city, "lit", "亮灯率", .rate) { $0.frequency = .quarterly }
        try measure(city, "place", "排名", .rank) { $0.frequency = .yearly }
        try measure(city, "benches", "座椅", .flow) { _ in }
        try log.decide { try $0.plan(plan) }
        return log
    }

    private func expected(_ log: DatedLog, _ month: String) throws -> [String] {
        try log.gaps(month).missing.map { missing in
            "\(missing.report.measure.measure) \(missing.report.place) "
                + "\(missing.report.period.lowerBound)"
        }
    }

    @Test func `expected is measure by place by period, in the months of the plan's year`() throws {
        let log = try Self.town()
        let lamps = ["installed 990101 2024-", "installed 990102 2024-"]
        #expect(try expected(log, "2024-08") == lamps.map { $0 + "08-01" })
        #expect(
            try expected(log, "2024-09") == lamps.map { $0 + "09-01" } + ["lit 990100 2024-07-01"]
        )
        #expect(
            try expected(log, "2024-12")
                == lamps.map { $0 + "12-01" }
                + ["lit 990100 2024-10-01", "place 990100 2024-01-01"]
        )
        #expect(try expected(log, "2023-12") == [])
        #expect(try expected(log, "2025-01") == [])
    }

    @Test func `any report of the place in the period has arrived, nothing else has`() throws {
        var log = try Self.town()
        func missing(_ log: DatedLog) throws -> [String] {
            try log.gaps("2024-09").missing.map(\.report.place)
        }
        #expect(try missing(log) == ["990101", "990102", "990100"])
        // Of another month, or from a place below or above.
        try log.report("installed", "+1", .completed, at: "990101", on: "2024-10-01")
        try log.report("installed", "+1", .completed, at: "990101", on: "2024-08-31")
        try log.report("installed", "+1", .completed, at: "990101001", on: "2024-09-30")
        try log.report("installed", "+1", .completed, at: "990100", on: "2024-09-30")
        #expect(try missing(log) == ["990101", "990102", "990100"])
        // Of any stage, facet or mode; nothing happened, and said so.
        try log.report("installed", "+0", .started, at: "990101", on: "2024-09-01") {
            $0.facets = Facets([("tier", "县级")]) ?? .none
        }
        try log.report("lit", "+2pp", nil, at: "990100", on: "2024-07-31")
        #expect(try missing(log) == ["990102"])
        let remaining = try log.report("installed", "5", nil, at: "990102", on: "2024-09-30") {
            $0.mode = .remaining
            $0.stage = .completed
        }
        #expect(try missing(log) == [])
        try log.withdraw(remaining)
        #expect(try missing(log) == ["990102"])
        #expect(try log.gaps("2024-09", knownAt: remaining).missing.isEmpty)
        #expect(try log.gaps("2024-09", knownAt: remaining - 1).missing.count == 1)
    }

    @Test
    func `late is judged by the day received, else by the day of recording in the log's zone`()
        throws
    {
        var log = try Self.town()
        // 23:59 of 8 October in Shanghai, then midnight.
        log.now = try #require(Moment("2024-10-08T15:59:59.999Z"))
        try log.report("installed", "+1", .completed, at: "990101", on: "2024-09-30")
        log.now = try #require(Moment("2024-10-08T16:00:00Z"))
        let late = try log.report("installed", "+2", .completed, at: "990102", on: "2024-09-30")
        try log.report("lit", "96%", nil, at: "990100", on: "2024-09-30") {
            $0.received = CalendarDate(iso: "2024-10-08") ?? .latest
        }
        let gaps = try log.gaps("2024-09")
        #expect([gaps.expected, gaps.arrived, gaps.late.count] == [3, 3, 1])
        #expect(gaps.late.map(\.report.place) == ["990102"])
        #expect(gaps.late.map(\.event) == [try log.id(late)])
        #expect(gaps.late.map(\.received.description) == ["2024-10-09"])
        #expect(gaps.late.map(\.days) == [1])
        // Late stays late, whatever comes after; what came in time stays so, whatever is withdrawn.
        log.now = try #require(Moment("2024-12-01T00:00:00Z"))
        try log.report("installed", "+3", .completed, at: "990102", on: "2024-09-29")
        try log.report("installed", "=9", .completed, at: "990101", on: "2024-09-30")
        #expect(try log.gaps("2024-09").late.map(\.event) == [try log.id(late)])
        try log.withdraw(late)
        #expect(try log.gaps("2024-09").late.map(\.received.description) == ["2024-12-01"])
        // A report that came in time says so afterwards too.
        try log.report("installed", "+1", .started, at: "990102", on: "2024-09-30") {
            $0.received = CalendarDate(iso: "2024-10-07") ?? .latest
        }
        #expect(try log.gaps("2024-09").late.isEmpty)
    }

    @Test func `gaps read in both languages, by lead and project, and in JSON`() throws {
        var log = try Self.town()
        log.now = try #require(Moment("2024-10-10T00:00:00Z"))
        try log.report("installed", "+2", .completed, at: "990102", on: "2024-09-30")
        try log.decide { decider in
            try decider.close(
                MonthClosed(
                    city: "990100",
                    place: "990101",
                    month: try #require(Month(iso: "2024-09"))
                )
            )
        }
        let gaps = try log.gaps("2024-09", on: "2024-10-09")
        #expect(
            gaps.text(.en) == """
                2024-09, on 2024-10-09: 3 expected, 1 arrived (1 late), 2 missing.

                Missing:
                  Housing bureau
                    Lamps (lamps)
                      installed  Eastgate  due 2024-10-08  1 day overdue  closed
                  No lead named
                    City (city)
                      lit        Qingyang  due 2024-10-08  1 day overdue

                Arrived late:
                  Housing bureau
                    Lamps (lamps)
                      installed  Westgate  due 2024-10-08  received 2024-10-10, 2 days late  …0000000b

                """
        )
        #expect(
            gaps.text(.zh) == """
                2024年9月（2024-10-09查）：应报3项，已报1项（其中迟报1项），未报2项。

                未报：
                  市住建局
                    路灯（lamps）
                      安装路灯  东街区  期限2024-10-08  逾期1天  已关账
                  未列牵头单位
                    城市（city）
                      亮灯率    青杨市  期限2024-10-08  逾期1天

                迟报：
                  市住建局
                    路灯（lamps）
                      安装路灯  西街区  期限2024-10-08  2024-10-10收到，迟2天  …0000000b

                """
        )
        let lamps = try log.gaps("2024-09", on: "2024-10-08", filter: .init(lead: "市住建局"))
        #expect(
            lamps.json.text == """
                {"period":"2024-09","expected":2,"arrived":1,"late":1,"missing":[{"city":"990100",\
                "year":2024,"project":"lamps","measure":"installed","place":"990101",\
                "lead":"市住建局","from":"2024-09-01","to":"2024-09-30","due":"2024-10-08",\
                "daysOverdue":0,"closed":true}],"arrivedLate":[{"city":"990100","year":2024,\
                "project":"lamps","measure":"installed","place":"990102","lead":"市住建局",\
                "from":"2024-09-01","to":"2024-09-30","due":"2024-10-08",\
                "event":"00000000-0000-0000-0000-00000000000b","received":"2024-10-10",\
                "daysLate":2}]}
                """
        )
        let none = try log.gaps("2025-01")
        #expect(none.text(.zh) == "2025年1月没有应报事项：计划中没有该月到期的指标。\n")
    }

    @Test func `a late report is marked in history, explanation and status`() throws {
        var log = try Self.town()
        log.now = try #require(Moment("2024-10-10T00:00:00Z"))
        let position = try log.report("installed", "+2", .completed, at: "990102", on: "2024-09-30")
        let day = try #require(CalendarDate(iso: "2024-09-30"))
        try log.store.read { view in
            let catalogue = try Catalogue(view, knownAt: position)
            let recorded = try #require(try view.recorded(at: position))
            let entry = try HistoryEntry(recorded, at: position, in: view)
            #expect(entry.summary(.en, catalogue).hasSuffix(" [late: due 2024-10-08]"))
            #expect(entry.summary(.zh, catalogue).hasSuffix("【迟报，期限2024-10-08】"))
            #expect(
                try entry.json(catalogue).text
                    .hasSuffix(#","late":{"received":"2024-10-10","due":"2024-10-08"}}"#)
            )
            let query = StatusQuery(asOf: day, place: "990102")
            let row = try #require(
                try StatusReport(view, query: query).projects.first?.figures.first
            )
            #expect(row.figure.warnings == [.late])
            let explained = try Explanation(
                view: view,
                catalogue: catalogue,
                measure: row.measure,
                figure: row.figure,
                asOf: day,
                knownAt: position,
                all: false
            )
            #expect(explained.terms.map(\.late?.due.description) == ["2024-10-08"])
        }
    }

    @Test(arguments: 0..<60)
    func `gaps are those that a look at every event finds`(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var log = try Self.town()
        var reports:
            [(position: Position, place: String, day: CalendarDate, received: CalendarDate)] =
                []
        var withdrawn: [Position: Position] = [:]
        let start = try #require(Moment("2024-10-01T00:00:00Z"))
        for step in 0..<40 {
            log.now = Moment(milliseconds: start.milliseconds + Int64(step) * 43_200_000)
            if below(4) == 0, let old = reports.last, withdrawn[old.position] == nil {
                withdrawn[old.position] = try log.withdraw(old.position)
                continue
            }
            let day = CalendarDate(day: 19_966 + Int32(below(45)))
            let place = ["990101", "990102", "990101001", "990100"][below(4)]
            let received = CalendarDate(day: log.today.day - Int32(below(3) == 0 ? below(6) : 0))
            let amount = ["+1", "+0", "=5"][below(3)]
            let stage = [Stage.started, .completed][below(2)]
            let position = try log.report("installed", amount, stage, at: place, on: "\(day)") {
                $0.received = received
            }
            reports.append((position, place, day, received))
        }
        let head = try log.head
        for _ in 0..<6 {
            let knownAt = head - Position(below(40))
            let month = try #require(Month(iso: ["2024-08", "2024-09", "2024-10"][below(3)]))
            let gaps = try log.gaps(month.description, knownAt: knownAt)
            for place in ["990101", "990102"] {
                let due = month.last.adding(days: 8)
                let told = reports.filter {
                    $0.place == place && Month(of: $0.day) == month && $0.position <= knownAt
                }
                let inForce = told.filter { (withdrawn[$0.position] ?? .max) > knownAt }
                let name = "seed \(seed), \(month) at \(place) known at \(knownAt)"
                let isMissing = gaps.missing.contains { $0.report.place == place }
                #expect(isMissing == inForce.isEmpty, "\(name)")
                guard !inForce.isEmpty else { continue }
                let dueEnd = try log.lastPosition(on: due)
                let stoodInTime = told.contains {
                    $0.position <= dueEnd && (withdrawn[$0.position] ?? .max) > dueEnd
                }
                let isLate = !stoodInTime && inForce.allSatisfy { $0.received > due }
                #expect(gaps.late.contains { $0.report.place == place } == isLate, "\(name)")
            }
        }
    }
}
