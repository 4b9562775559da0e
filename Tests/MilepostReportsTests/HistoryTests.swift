import EventLog
import Milepost
import MilepostReports
import Testing

struct HistoryTests {
    private func inChina(_ moment: Moment) -> String { moment.text(offset: 28_800_000) }

    private func history(
        _ log: ExplainedLog,
        _ filter: History.Filter = .init(),
        knownAt: Position? = nil
    ) throws -> History {
        try log.read { view, catalogue, head in
            try History(view, catalogue: catalogue, filter: filter, knownAt: knownAt ?? head)
        }
    }

    @Test func `the whole log is told in order`() throws {
        let log = try ExplainedLog.small()
        let entries = try history(log).entries
        #expect(entries.map(\.position) == Array(0...9))
        #expect(try history(log, knownAt: 5).entries.count == 6)
    }

    @Test func `a project has its own chain and those of its measures`() throws {
        var log = try ExplainedLog.small()
        var statement = StatusDeclared(
            project: log.key.projectKey,
            status: .onTrack,
            asOf: try #require(CalendarDate(iso: "2024-10-31"))
        )
        try log.add(.statusDeclared(statement))
        statement.measure = log.key.measure
        try log.add(.statusDeclared(statement))
        let project = try history(log, .init(project: log.key.projectKey))
        #expect(project.entries.map(\.position) == [2, 3, 5, 6, 7, 8, 9, 10, 11])
        let measure = try history(log, .init(project: log.key.projectKey, measure: log.key))
        #expect(measure.entries.map(\.position) == [3, 5, 6, 7, 8, 9, 11])
    }

    @Test func `who recorded it and since when narrow a history`() throws {
        let log = try ExplainedLog.small()
        let moment = try #require(Moment("2024-11-01T00:07:30Z"))
        let late = try history(log, .init(actor: "zhang", since: moment)).entries
        #expect(late.map(\.position) == [7, 8, 9])
        #expect(try history(log, .init(actor: "zha")).entries.isEmpty)
        let ofMeasure = History.Filter(measure: log.key, since: moment)
        #expect(try history(log, ofMeasure).entries.map(\.position) == [7, 8, 9])
    }

    @Test func `a correction tells the old amount and the new`() throws {
        var log = try ExplainedLog()
        let report = try log.report("+5", "2024-10-31")
        let correction = try log.correct(report, "6", "a slip of the pen")
        let withdrawal = try log.withdraw(correction, "it was right")
        let entries = try history(log, .init(measure: log.key)).entries
        #expect(
            entries.map(\.asOf?.description) == [nil, "2024-10-31", "2024-10-31", "2024-10-31"]
        )
        #expect(entries[2].root?.before.amount?.value.description == "5")
        #expect(entries[2].root?.after.amount?.value.description == "6")
        #expect(entries[3].root?.after.amount?.value.description == "5")
        #expect(entries[3].recorded.id == withdrawal)
        let lines = try log.read { _, catalogue, _ in
            entries.map { $0.summary(.en, catalogue) }
        }
        #expect(
            lines.joined(separator: "\n") == """
                measure old-communities/renovated defined: communities renovated, 个, flow
                old-communities/renovated +5 个 as of 2024-10-31
                old-communities/renovated +5 个 as of 2024-10-31 (…00000005) corrected to +6 \
                个: a slip of the pen
                old-communities/renovated +6 个 as of 2024-10-31 (…00000005): …00000006 \
                withdrawn, now +5 个: it was right
                """
        )
        let page = try #require(
            try log.read { view, _, _ in try EventPage(view, at: entries[1].position) }
        )
        #expect(page.amendments.map(\.entry.recorded.id) == [correction, withdrawal])
        #expect(page.amendments.map(\.isWithdrawn) == [true, false])
    }

    @Test func `a history reads in both languages`() throws {
        let log = try ExplainedLog.small()
        let history = try history(log, .init(measure: log.key))
        let (en, zh) = try log.read { _, catalogue, _ in
            (
                history.text(.en, catalogue, time: inChina),
                history.text(.zh, catalogue, time: inChina)
            )
        }
        #expect(
            en == """
                @3  2024-11-01 08:04  …00000004  zhang: measure old-communities/renovated \
                defined: communities renovated, 个, flow
                @5  2024-11-01 08:06  …00000006  zhang: old-communities/renovated 24 个 to \
                date as of 2024-09-30
                @6  2024-11-01 08:07  …00000007  zhang: old-communities/renovated +5 个 as \
                of 2024-10-31
                @7  2024-11-01 08:08  …00000008  zhang: old-communities/renovated +5 个 as \
                of 2024-10-31
                @8  2024-11-01 08:09  …00000009  zhang: old-communities/renovated +20 个 \
                as of 2024-08-31
                @9  2024-11-01 08:10  …0000000a  zhang: old-communities/renovated +5 个 as \
                of 2024-10-31 (…00000007) withdrawn: entered twice

                """
        )
        #expect(
            zh == """
                @3  2024-11-01 08:04  …00000004  \
                zhang：设定指标：改造小区（old-communities/renovated），单位个，累加类
                @5  2024-11-01 08:06  …00000006  zhang：老旧小区改造/改造小区 累计24个，截至2024-09-30
                @6  2024-11-01 08:07  …00000007  zhang：老旧小区改造/改造小区 +5个，截至2024-10-31
                @7  2024-11-01 08:08  …00000008  zhang：老旧小区改造/改造小区 +5个，截至2024-10-31
                @8  2024-11-01 08:09  …00000009  zhang：老旧小区改造/改造小区 +20个，截至2024-08-31
                @9  2024-11-01 08:10  …0000000a  zhang：老旧小区改造/改造小区 \
                +5个，截至2024-10-31（…00000007）已撤回：entered twice

                """
        )
    }

    @Test func `a first definition is told from a revision`() throws {
        var log = try ExplainedLog()
        let name = try #require(Name(zh: "改造小区数", en: "communities done"))
        try log.add(
            .measureDefined(MeasureDefined(key: log.key, name: name, unit: "个", kind: .flow))
        )
        try log.add(.projectDefined(ProjectDefined(project: log.key.projectKey, name: name)))
        try log.add(.placeDefined(PlaceDefined(city: "130800", name: name)))
        try log.add(.placeDefined(PlaceDefined(city: "130800", place: "130802", name: name)))
        let (en, zh) = try log.read { view, catalogue, head in
            let entries = try History(
                view,
                catalogue: catalogue,
                filter: .init(),
                knownAt: head
            ).entries
            return (
                entries.map { $0.summary(.en, catalogue) },
                entries.map { $0.summary(.zh, catalogue) }
            )
        }
        #expect(
            en.dropFirst().joined(separator: "\n") == """
                place Chengde (130800) defined
                project old-communities defined: Old communities
                measure old-communities/renovated defined: communities renovated, 个, flow
                measure old-communities/renovated revised: communities done, 个, flow (name: \
                en=communities renovated; zh=改造小区 → en=communities done; zh=改造小区数)
                project old-communities revised: communities done (name: en=Old communities; \
                zh=老旧小区改造 → en=communities done; zh=改造小区数)
                place communities done (130800) revised (name: en=Chengde; zh=承德市 → \
                en=communities done; zh=改造小区数)
                place communities done (130802) defined
                """
        )
        #expect(
            zh.dropFirst().joined(separator: "\n") == """
                设定地区：承德市（130800）
                设定项目：老旧小区改造（old-communities）
                设定指标：改造小区（old-communities/renovated），单位个，累加类
                修订指标：改造小区数（old-communities/renovated），单位个，累加类\
                （名称：en=communities renovated；zh=改造小区 → en=communities done；zh=改造小区数）
                修订项目：改造小区数（old-communities）\
                （名称：en=Old communities；zh=老旧小区改造 → en=communities done；zh=改造小区数）
                修订地区：改造小区数（130800）\
                （名称：en=Chengde；zh=承德市 → en=communities done；zh=改造小区数）
                设定地区：改造小区数（130802）
                """
        )
    }

    @Test func `a revision tells what it changed, member by member`() throws {
        var log = try ExplainedLog(places: ["130802", "130803"])
        func name(_ zh: String, _ en: String) throws -> Name {
            try #require(Name(zh: zh, en: en))
        }
        var measure = MeasureDefined(
            key: log.key,
            name: try name("改造小区", "communities renovated"),
            unit: "个",
            kind: .flow
        )
        measure.lowerIsBetter = true
        measure.baseline = .inception
        measure.stages = [.started, .completed]
        measure.reportedBy = ["children"]
        try log.add(.measureDefined(measure))
        let project = try name("老旧小区改造", "Old communities")
        for due in [8, 10] {
            try log.add(
                .projectDefined(
                    ProjectDefined(project: log.key.projectKey, name: project, reportsDue: due)
                )
            )
        }
        var place = PlaceDefined(
            city: "130800",
            place: "130802",
            parent: "130803",
            name: try name("130802区", "District 130802")
        )
        try log.add(.placeDefined(place))
        place.parent = nil
        try log.add(.placeDefined(place))
        let (en, zh, json) = try log.read { view, catalogue, head in
            let all = History.Filter()
            let entries = try History(view, catalogue: catalogue, filter: all, knownAt: head)
                .entries.suffix(5)
            return (
                entries.map { $0.summary(.en, catalogue) },
                entries.map { $0.summary(.zh, catalogue) },
                try entries.map { try $0.json(catalogue).text }
            )
        }
        #expect(
            en.joined(separator: "\n") == """
                measure old-communities/renovated revised: communities renovated, 个, flow \
                (baseline: since 1 January of the year → since the beginning; better: up → down; \
                reported by: none → children; stages: done → started, completed)
                project old-communities revised: Old communities (reports due on day: none → 8)
                project old-communities revised: Old communities (reports due on day: 8 → 10)
                place District 130802 (130802) revised (parent: 130800 → 130803)
                place District 130802 (130802) revised (parent: 130803 → 130800)
                """
        )
        #expect(
            zh.joined(separator: "\n") == """
                修订指标：改造小区（old-communities/renovated），单位个，累加类\
                （基期：当年1月1日起 → 开展以来；以何为优：越高越好 → 越低越好；\
                报送单位：无 → children；阶段：完成 → 开工、竣工）
                修订项目：老旧小区改造（old-communities）（报送期限（日）：无 → 8）
                修订项目：老旧小区改造（old-communities）（报送期限（日）：8 → 10）
                修订地区：130802区（130802）（上级地区：130800 → 130803）
                修订地区：130802区（130802）（上级地区：130803 → 130800）
                """
        )
        let revised = json.compactMap { $0.firstMatch(of: /"revised":.*/)?.output }
        #expect(
            revised.joined(separator: "\n") == """
                "revised":[{"key":"baseline","old":"year","new":"inception"},\
                {"key":"better","old":"up","new":"down"},\
                {"key":"reportedBy","old":null,"new":["children"]},\
                {"key":"stages","old":["done"],"new":["started","completed"]}]}
                "revised":[{"key":"reportsDue","old":null,"new":8}]}
                "revised":[{"key":"reportsDue","old":8,"new":10}]}
                "revised":[{"key":"parent","old":"130800","new":"130803"}]}
                "revised":[{"key":"parent","old":"130803","new":"130800"}]}
                """
        )
    }

    @Test func `the form for programs has the keys of the contract`() throws {
        let log = try ExplainedLog.small()
        let catalogue = try log.read { _, catalogue, _ in catalogue }
        let json = try history(log, .init(measure: log.key), knownAt: 5).json(catalogue).text
        #expect(
            json == """
                {"events":[{"position":3,"id":"0192e000-0000-7000-8000-000000000004",\
                "type":"MeasureDefined","actor":"zhang",\
                "recordedAt":"2024-11-01T00:04:00.000Z","asOf":null,"city":"130800",\
                "kind":"flow","measure":"renovated","name":{"en":"communities renovated",\
                "zh":"改造小区"},"project":"old-communities","unit":"个","version":1,"year":2024},\
                {"position":5,"id":"0192e000-0000-7000-8000-000000000006",\
                "type":"ProgressReported","actor":"zhang",\
                "recordedAt":"2024-11-01T00:06:00.000Z","asOf":"2024-09-30","city":"130800",\
                "measure":"renovated","mode":"total","prev":3,"project":"old-communities",\
                "source":{"document":"c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4",\
                "from":120,"to":128},"value":"24","version":1,"year":2024}]}
                """
        )
    }

    @Test func `the page of an event shows what it changed`() throws {
        let log = try ExplainedLog.small()
        let page = try #require(try log.read { view, _, _ in try EventPage(view, at: 6) })
        #expect(page.change?.before?.figure.value?.quantity.value.description == "24")
        #expect(page.change?.after?.figure.value?.quantity.value.description == "29")
        let withdrawal = try #require(try log.read { view, _, _ in try EventPage(view, at: 9) })
        #expect(withdrawal.change?.before?.figure.value?.quantity.value.description == "34")
        #expect(withdrawal.change?.after?.figure.value?.quantity.value.description == "29")
        #expect(
            try page.text(.en, time: inChina) == """
                old-communities/renovated +5 个 as of 2024-10-31

                position                @6
                event                   0192e000-0000-7000-8000-000000000007
                type                    ProgressReported
                recorded by             zhang
                recorded at             2024-11-01 08:07
                as of                   2024-10-31
                city                    130800
                measure                 renovated
                mode                    increment
                project                 old-communities
                value                   5
                year                    2024
                before it in its chain  @5
                leaf hash               \
                fac90ef5e57dffd844d30df6dfaf0f7e0213348d921bb8b25991e83074cc2915

                {"actor":"zhang","asOf":"2024-10-31","city":"130800",\
                "id":"0192e000-0000-7000-8000-000000000007","measure":"renovated",\
                "mode":"increment","prev":5,"project":"old-communities",\
                "recordedAt":"2024-11-01T00:07:00.000Z","type":"ProgressReported","value":"5",\
                "version":1,"year":2024}

                Later:
                  @9  2024-11-01 08:10  …0000000a  zhang: old-communities/renovated +5 个 \
                as of 2024-10-31 (…00000007) withdrawn: entered twice

                Figure as of 2024-10-31:
                  before: 24 个
                  after: 29 个

                """
        )
        #expect(
            try page.text(.zh, time: inChina) == """
                老旧小区改造/改造小区 +5个，截至2024-10-31

                位置            @6
                事件            0192e000-0000-7000-8000-000000000007
                类型            进度上报
                录入人          zhang
                录入时间        2024-11-01 08:07
                截止日期        2024-10-31
                城市            130800
                指标            renovated
                方式            增量
                项目            old-communities
                数值            5
                年度            2024
                同一指标上一条  @5
                叶哈希          fac90ef5e57dffd844d30df6dfaf0f7e0213348d921bb8b25991e83074cc2915

                {"actor":"zhang","asOf":"2024-10-31","city":"130800",\
                "id":"0192e000-0000-7000-8000-000000000007","measure":"renovated",\
                "mode":"increment","prev":5,"project":"old-communities",\
                "recordedAt":"2024-11-01T00:07:00.000Z","type":"ProgressReported","value":"5",\
                "version":1,"year":2024}

                此后：
                  @9  2024-11-01 08:10  …0000000a  zhang：老旧小区改造/改造小区 \
                +5个，截至2024-10-31（…00000007）已撤回：entered twice

                截至2024-10-31的数据：
                  之前：24个
                  之后：29个

                """
        )
        #expect(try page.json.text.hasPrefix(#"{"position":6,"id":"#))
        #expect(try log.read { view, _, _ in try EventPage(view, at: 99) } == nil)
    }
}
