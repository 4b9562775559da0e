import EventLog
import Milepost
import MilepostReports
import Testing

struct DifferenceTests {
    private func inChina(_ moment: Moment) -> String { moment.text(offset: 28_800_000) }

    /// Two points, each a day and the last position known; nil is all of the log.
    private func difference(
        _ log: LampLog,
        from: (day: String, knownAt: Position?),
        to: (day: String, knownAt: Position?),
        _ change: (inout DifferenceQuery) -> Void = { _ in }
    ) throws -> Difference {
        try log.store.read { view in
            func point(_ point: (day: String, knownAt: Position?)) throws -> DifferenceQuery.Point {
                DifferenceQuery.Point(
                    asOf: try #require(CalendarDate(iso: point.day)),
                    knownAt: point.knownAt ?? view.size() - 1
                )
            }
            var query = DifferenceQuery(from: try point(from), to: try point(to))
            change(&query)
            let last = max(query.from.knownAt, query.to.knownAt)
            return try Difference(view, catalogue: Catalogue(view, knownAt: last), query: query)
        }
    }

    /// September as it was reported, then what became of it.
    private func revised() throws -> (log: LampLog, reported: Position) {
        var log = try LampLog.reported()
        let reported = try log.store.read { $0.size() - 1 }
        try log.correct(EventID(high: 0, low: 13), "235", because: "five counted twice")
        try log.report(.lamps, "+4", .completed, on: "2024-09-30") { $0.place = "990101" }
        try log.withdraw(last: 5, because: "not measured in September")
        try log.withdraw(last: 5, because: "said too early")
        var target = TargetSet(
            measure: .lamps,
            amount: StatedAmount(value: try #require(Decimal(plain: "450"))),
            due: try #require(CalendarDate(iso: "2024-12-31"))
        )
        target.replaces = EventID(high: 0, low: 9)
        target.reason = "fifty more were promised"
        target.from = CalendarDate(iso: "2024-09-01")
        try log.decide { try $0.target(target) }
        try log.report(.benches, "=7", on: "2024-09-30")
        return (log, reported)
    }

    @Test func `a figure that is another by its definition names what the definition changed`()
        throws
    {
        var log = try LampLog.reported()
        let reported = try log.store.read { $0.size() - 1 }
        var plan = Plan()
        try log.store.read { view in
            let catalogue = try Catalogue(view, knownAt: reported)
            var project = try #require(catalogue.projects[MeasureKey.lamps.projectKey])
            project.reportsDue = 5
            var measure = try #require(catalogue.measures[.lamps])
            measure.lowerIsBetter = true
            (plan.projects, plan.measures) = ([project], [measure])
        }
        try log.decide { try $0.plan(plan) }
        let text = try difference(log, from: ("2024-09-30", reported), to: ("2024-09-30", nil))
            .text(.en, time: inChina)
        #expect(text.contains("(reports due on day: none → 5)"))
        #expect(text.contains("(better: up → down)"))
    }

    @Test func `September as published against September as known today`() throws {
        let (log, reported) = try revised()
        let difference = try difference(
            log,
            from: ("2024-09-30", reported),
            to: ("2024-09-30", nil)
        )
        #expect(
            difference.text(.en, time: inChina) == """
                From: as of 2024-09-30, as known at @17 (recorded 2024-10-08 09:00)
                To:   as of 2024-09-30, as known at @23 (recorded 2024-10-08 09:00)
                Figures: 1 added, 1 removed, 2 revised, 1 unchanged.

                Qingyang 2024

                Back-street lamps (street-lamps)
                  lamps installed, started: 380 盏, as before
                    before: 95.00%, target 400, 20 left
                    after: 84.44%, target 450, 70 left
                    @22  2024-10-08 09:00  …00000016  wang: street-lamps/lamps target 450 盏, \
                due 2024-12-31, from 2024-09-01 on; replaces …00000009: fifty more were \
                promised
                  lamps installed, completed: 240 盏 → 235 盏 (-5 盏)
                    before: 60.00%, yellow light, target 400 by 2024-12-31, 160 left
                    after: 52.22%, red light, target 450 by 2024-12-31, 215 left
                    @18  2024-10-08 09:00  …00000012  wang: street-lamps/lamps completed 240 \
                盏 to date as of 2024-09-30 (…0000000d) corrected to 235 盏 to date: five \
                counted twice
                    @22  2024-10-08 09:00  …00000016  wang: street-lamps/lamps target 450 盏, \
                due 2024-12-31, from 2024-09-01 on; replaces …00000009: fifty more were \
                promised
                  share of lamps lit: +3 percentage points → no figure
                    @20  2024-10-08 09:00  …00000014  wang: street-lamps/lit change +3 \
                percentage points as of 2024-09-30 (…0000000f) withdrawn: not measured in \
                September
                  Statements:
                    - @21  2024-10-08 09:00  …00000015  wang: street-lamps: declared under \
                way as of 2024-09-30 (…00000010) withdrawn: said too early

                Park benches (benches): no figures yet → under way
                  benches replaced: not reported yet → 7 张
                    @23  2024-10-08 09:00  …00000017  wang: benches/benches 7 张 to date as of \
                2024-09-30

                """
        )
        #expect(
            difference.text(.zh, time: inChina) == """
                对比前：截至2024-09-30，按@17时所知（2024-10-08 09:00录入）
                对比后：截至2024-09-30，按@23时所知（2024-10-08 09:00录入）
                数据：新出现1项，不再有1项，有变动2项，无变动1项。

                青杨市2024年

                背街小巷路灯（street-lamps）
                  安装路灯，开工：380盏，数值未变
                    之前：95.00%，目标400盏，剩余20盏
                    之后：84.44%，目标450盏，剩余70盏
                    @22  2024-10-08 09:00  …00000016  wang：背街小巷路灯/安装路灯 \
                目标450盏，期限2024-12-31，2024-09-01起适用；替换…00000009：fifty more were promised
                  安装路灯，竣工：240盏 → 235盏（-5盏）
                    之前：60.00%，黄灯，目标400盏（2024-12-31前），剩余160盏
                    之后：52.22%，红灯，目标450盏（2024-12-31前），剩余215盏
                    @18  2024-10-08 09:00  …00000012  wang：背街小巷路灯/安装路灯 竣工 \
                累计240盏，截至2024-09-30（…0000000d）更正为累计235盏：five counted twice
                    @22  2024-10-08 09:00  …00000016  wang：背街小巷路灯/安装路灯 \
                目标450盏，期限2024-12-31，2024-09-01起适用；替换…00000009：fifty more were promised
                  亮灯率：+3个百分点 → 无此数据
                    @20  2024-10-08 09:00  …00000014  wang：背街小巷路灯/亮灯率 \
                变化+3个百分点，截至2024-09-30（…0000000f）已撤回：not measured in September
                  状态申报：
                    - @21  2024-10-08 09:00  …00000015  \
                wang：背街小巷路灯：自报正在实施，截至2024-09-30（…00000010）已撤回：said too early

                公园座椅（benches）：暂无数据 → 进行中
                  更换座椅：未上报 → 7张
                    @23  2024-10-08 09:00  …00000017  wang：公园座椅/更换座椅 累计7张，截至2024-09-30

                """
        )
    }

    @Test func `a county's report under the city's total is the county's alone`() throws {
        let (log, reported) = try revised()
        let difference = try difference(
            log,
            from: ("2024-09-30", reported),
            to: ("2024-09-30", nil)
        ) { $0.byPlace = true }
        let lamps = difference.changes.filter {
            $0.row?.figure.measure == .lamps && $0.row?.figure.stage == .completed
        }
        #expect(lamps.map(\.kind) == [.revised, .added])
        #expect(lamps.map { $0.row?.figure.place } == ["990100", "990101"])
        #expect(lamps.map { $0.events.map(\.position) } == [[18, 22], [19]])
        #expect(lamps.map { $0.difference?.description } == ["-5", nil])
    }

    @Test func `the other way round what was added is removed`() throws {
        let (log, reported) = try revised()
        let points = (("2024-09-30", reported as Position?), ("2024-09-30", nil as Position?))
        let there = try difference(log, from: points.0, to: points.1)
        let back = try difference(log, from: points.1, to: points.0)
        #expect(there.changes(.added).count == back.changes(.removed).count)
        #expect(there.changes(.removed).count == back.changes(.added).count)
        #expect(there.unchanged == back.unchanged)
        #expect(back.changes(.revised).map { $0.difference?.description } == ["0", "5"])
        #expect(back.statements.map(\.isAdded) == [true])
    }

    @Test func `from one day to another the reports between them make the difference`() throws {
        let log = try LampLog.reported()
        let difference = try difference(log, from: ("2024-08-31", nil), to: ("2024-09-30", nil))
        // What was left in August is hidden by September's total.
        #expect(
            difference.changes.map { change in
                let mode = change.row?.figure.mode?.rawValue ?? "-"
                return "\(change.kind) \(mode) \(change.events.map(\.position))"
            } == [
                "added - [12]", "revised - [13]", "removed remaining [12, 13]", "added change [15]",
            ]
        )
        #expect(difference.statements.map(\.event.position) == [16, 17])
    }

    @Test func `a pace that days alone have changed has no event`() throws {
        let log = try LampLog.reported()
        let difference = try difference(
            log,
            from: ("2024-09-30", nil),
            to: ("2024-12-01", nil)
        ) {
            $0.project = MeasureKey.lamps.projectKey
            $0.measure = "lamps"
        }
        #expect(
            difference.text(.en, time: inChina).hasSuffix(
                """
                Figures: 0 added, 0 removed, 1 revised, 1 unchanged.

                Qingyang 2024

                Back-street lamps (street-lamps)
                  lamps installed, completed: 240 盏, as before
                    before: yellow light
                    after: red light, as of 2024-09-30
                    no event: only days passed

                """
            )
        )
    }

    @Test func `the newest twenty events are listed, and all on request`() throws {
        var log = try LampLog.planned()
        let first = try #require(CalendarDate(iso: "2024-09-01"))
        for day in 0..<30 {
            try log.report(.benches, "+1", on: first.adding(days: day).description)
        }
        let points = (("2024-08-31", nil as Position?), ("2024-09-30", nil as Position?))
        let short = try #require(try difference(log, from: points.0, to: points.1).changes.first)
        #expect(short.events.map(\.position) == Array(20...39))
        #expect(short.unlisted.events == 10 && !short.unlisted.orMore)
        let text = try difference(log, from: points.0, to: points.1)
        #expect(text.text(.en).contains("\n    10 earlier events not listed (--all lists them)\n"))
        #expect(text.text(.zh).contains("\n    另有10个较早的事件未列出（--all可全部列出）\n"))
        let all = try difference(log, from: points.0, to: points.1) { $0.all = true }
        #expect(all.changes.first?.events.count == 30)
        #expect(all.changes.first?.unlisted.events == 0)
    }

    @Test func `of a long chain the count stops, and an old stretch of it is found all the same`()
        throws
    {
        var log = try LampLog.planned()
        let first = try #require(CalendarDate(iso: "2024-02-01"))
        for day in 0..<150 {
            try log.report(.benches, "+1", on: first.adding(days: day).description)
        }
        let long = try difference(log, from: ("2024-12-31", 9), to: ("2024-12-31", nil))
        let change = try #require(long.changes.first)
        #expect(change.events.map(\.position) == Array(140...159))
        #expect(change.unlisted.events == 40 && change.unlisted.orMore)
        #expect(long.text(.en).contains("    40 or more earlier events not listed (--all"))
        #expect(long.text(.zh).contains("    另有40个以上较早的事件未列出（--all"))
        let old = try difference(log, from: ("2024-12-31", 14), to: ("2024-12-31", 18))
        #expect(old.changes.map { $0.events.map(\.position) } == [[15, 16, 17, 18]])
        #expect(old.changes.map { $0.difference?.description } == ["4"])
    }

    @Test func `before anything was known every figure is added`() throws {
        let log = try LampLog.reported()
        let difference = try difference(log, from: ("2024-09-30", -1), to: ("2024-09-30", nil))
        #expect(difference.changes(.added).count == 4)
        #expect(difference.unchanged == 0)
        #expect(
            difference.text(.zh, time: inChina).hasPrefix("对比前：截至2024-09-30，日志建立之前\n")
        )
        let same = try self.difference(log, from: ("2024-09-30", nil), to: ("2024-09-30", nil))
        #expect(same.changes.isEmpty && same.statements.isEmpty && same.unchanged == 4)
    }
}
