import EventLog
import Milepost
import MilepostReports
import Testing

struct ExplanationTests {
    @Test func `a total and what was added after it make the figure`() throws {
        var log = try ExplainedLog()
        let total = try log.report("=24", "2024-09-30")
        let added = try log.report("+5", "2024-10-31")
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "29")
        #expect(explanation.terms.map(\.event) == [added, total])
        #expect(explanation.terms.map(\.because) == [.added, .total])
        #expect(explanation.months.isEmpty && explanation.parts.isEmpty)
    }

    @Test func `an increment under a total changes nothing and says so`() throws {
        var log = try ExplainedLog()
        let total = try log.report("=24", "2024-09-30")
        try log.report("+3", "2024-08-31")
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "24")
        let day = try #require(CalendarDate(iso: "2024-09-30"))
        #expect(explanation.terms.map(\.because) == [.total, .superseded(by: total, on: day)])
        #expect(explanation.terms.map(\.counts) == [true, false])
        let stretch = try #require(explanation.stretches.first)
        #expect(stretch.increments?.value.description == "3")
        #expect(stretch.unreconciled?.value.description == "21")
    }

    @Test func `an older total is superseded, a second one for the day replaced`() throws {
        var log = try ExplainedLog()
        try log.report("=20", "2024-06-30")
        try log.report("=23", "2024-09-30")
        let last = try log.report("=24", "2024-09-30")
        let day = try #require(CalendarDate(iso: "2024-09-30"))
        #expect(
            try log.explain("2024-10-31").terms.map(\.because)
                == [.total, .sameDayReplaced(by: last), .superseded(by: last, on: day)]
        )
    }

    @Test func `what is withdrawn does not count, and what is corrected counts anew`() throws {
        var log = try ExplainedLog()
        let first = try log.report("+5", "2024-09-30")
        let second = try log.report("+7", "2024-10-31")
        let withdrawal = try log.withdraw(first, "counted twice")
        let correction = try log.correct(second, "8", "a slip of the pen")
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "8")
        #expect(
            explanation.terms.map(\.because)
                == [.added, .withdrawn(by: withdrawal, reason: "counted twice")]
        )
        #expect(explanation.terms[0].correction?.by == correction)
        #expect(explanation.terms[0].correction?.original.value.description == "7")
        // Before either was known the figure was another.
        let before = try log.explain("2024-10-31", knownAt: log.position(of: second))
        #expect(before.sum?.value.description == "12")
        #expect(before.terms.map(\.because) == [.added, .added])
    }

    @Test func `later days and later knowledge are told apart`() throws {
        var log = try ExplainedLog()
        let known = try log.report("+5", "2024-09-30")
        try log.report("+6", "2024-11-30")
        let position = try log.position(of: known) + 1
        try log.report("+7", "2024-08-31")
        let explanation = try log.explain("2024-10-31", knownAt: position)
        #expect(explanation.sum?.value.description == "5")
        #expect(explanation.terms.map(\.because) == [.afterAsOf, .added, .notYetKnown])
    }

    @Test func `a headline restates and counts for nothing`() throws {
        var log = try ExplainedLog()
        let document = String(repeating: "ab", count: 32)
        try log.add(
            .sourceRegistered(
                SourceRegistered(document: document, title: "October bulletin", scalars: 900)
            )
        )
        let first = try log.report("=24", "2024-09-30") {
            $0.source = SourceRange(document: document, range: 120..<128)
        }
        try log.report("=24", "2024-09-30") {
            $0.source = SourceRange(document: document, range: 10..<18)
        }
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.terms.map(\.because) == [.restatement(of: first), .total])
        #expect(explanation.terms[1].source?.name == "abababababab")
        #expect(explanation.terms[1].source?.title == "October bulletin")
        #expect(explanation.sourced.terms == 1 && explanation.sourced.of == 1)
        #expect(explanation.sourced.amount.description == "24")
        #expect(explanation.text(.en).hasSuffix("The one report that counts names its source.\n"))
        #expect(explanation.text(.zh).hasSuffix("计入的1条上报已注明来源。\n"))
    }

    @Test func `totals from another baseline and amounts left are other figures`() throws {
        var log = try ExplainedLog()
        try log.report("=61", "2024-09-30") { $0.baseline = .inception }
        try log.report("+51", "2024-09-30")
        try log.report("2", "2024-09-30") { $0.mode = .remaining }
        try log.report("+4", "2023-12-31")
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "51")
        let start = try #require(CalendarDate(iso: "2024-01-01"))
        #expect(
            explanation.terms.map(\.because) == [
                .otherMode(.remaining), .added, .otherBaseline(.inception), .beforeBaseline(start),
            ]
        )
        let since = try log.explain("2024-10-31", baseline: .inception)
        #expect(since.sum?.value.description == "61")
        #expect(since.figure.opening?.value.description == "6")
        #expect(since.stretches.first?.opening?.value.description == "6")
    }

    @Test func `an amount left gives way to a newer report`() throws {
        var log = try ExplainedLog()
        try log.report("5", "2024-08-31") { $0.mode = .remaining }
        let left = try log.report("3", "2024-09-30") { $0.mode = .remaining }
        let day = try #require(CalendarDate(iso: "2024-09-30"))
        #expect(
            try log.explain("2024-10-31", mode: .remaining).terms.map(\.because)
                == [.newest, .superseded(by: left, on: day)]
        )
        let newer = try log.report("+5", "2024-10-31")
        let hidden = try log.explain("2024-10-31", mode: .remaining)
        #expect(hidden.sum == nil)
        let month = try #require(CalendarDate(iso: "2024-10-31"))
        #expect(
            hidden.terms.map(\.because) == [
                .otherMode(.increment), .overtaken(by: newer, on: month),
                .superseded(by: left, on: day),
            ]
        )
    }

    @Test func `months before the newest two hundred terms are summed`() throws {
        var log = try ExplainedLog()
        let first = try #require(CalendarDate(iso: "2024-01-01"))
        for day in 0..<300 { try log.report("+2", first.adding(days: day).description) }
        let explanation = try log.explain("2024-12-31")
        #expect(explanation.sum?.value.description == "600")
        #expect(explanation.terms.count == 200)
        #expect(explanation.months.map(\.first.month) == [4, 3, 2, 1])
        #expect(explanation.months.map(\.events) == [9, 31, 29, 31])
        let listed = explanation.terms.reduce(0) { $0 + $1.amount.value.tenThousandths }
        let summed = explanation.months.reduce(0) { $0 + $1.amount.value.tenThousandths }
        #expect(listed + summed == 6_000_000)
        let all = try log.explain("2024-12-31", all: true)
        #expect(all.terms.count == 300 && all.months.isEmpty)
    }

    @Test func `an early day of a long history still names its own terms`() throws {
        var log = try ExplainedLog()
        let first = try #require(CalendarDate(iso: "2024-01-01"))
        for day in 0..<300 { try log.report("+2", first.adding(days: day).description) }
        let explanation = try log.explain("2024-01-10")
        #expect(explanation.sum?.value.description == "20")
        #expect(explanation.counted.count == 10 && explanation.months.isEmpty)
        #expect(explanation.unlisted.afterAsOf)
        #expect(explanation.terms.count == 30)
    }

    @Test func `places and facets bring in what they add`() throws {
        var log = try ExplainedLog(
            places: ["130802", "130803"],
            facets: [FacetDeclaration(name: "tier", values: ["county", "city"], addsUp: true)]
        )
        try log.report("=10", "2024-06-30")
        try log.report("+1", "2024-05-31") { $0.place = "130802" }
        try log.report("+4", "2024-07-31") { $0.place = "130802" }
        try log.report("+3", "2024-07-31") { $0.place = "130803" }
        try log.report("+2", "2024-08-31") { $0.facets = .none.setting("tier", to: "city") }
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "19")
        #expect(explanation.parts.map(\.amount.value.description) == ["2", "4", "3"])
        #expect(explanation.parts.map { $0.whole?.value.description } == ["2", "5", "3"])
        #expect(explanation.parts.map(\.place) == ["130800", "130802", "130803"])
        #expect(explanation.notBrokenDown?.value.description == "9")
    }

    @Test func `a level gives way to newer levels of all that report`() throws {
        var log = try ExplainedLog(kind: .stock, places: ["130802", "130803"]) {
            $0.reportedBy = ["children"]
        }
        try log.report("100", "2024-06-30")
        try log.report("60", "2024-09-30") { $0.place = "130802" }
        #expect(try log.explain("2024-10-31").terms.map(\.because) == [.newest])
        #expect(try log.explain("2024-10-31").parts.isEmpty)
        try log.report("45", "2024-09-30") { $0.place = "130803" }
        let explanation = try log.explain("2024-10-31")
        #expect(explanation.sum?.value.description == "105")
        #expect(explanation.terms.map(\.because) == [.newerParts])
        #expect(explanation.parts.map(\.amount.value.description) == ["60", "45"])
    }

    @Test func `a small figure is explained in both languages`() throws {
        let explanation = try ExplainedLog.small().explain("2024-10-31")
        #expect(
            explanation.text(.en) == """
                old-communities/renovated: communities renovated, Chengde (130800), since 1 \
                January of the year
                As of 2024-10-31, as known at @9: 29 个

                  24 (total to date as of 2024-09-30, event …00000006) + 5 (increment to \
                2024-10-31, event …00000008) = 29 个

                event      position  as of       report      counts  because                  \
                                       source
                …00000008        @7  2024-10-31  +5          yes     added after the total
                …00000007        @6  2024-10-31  +5          no      withdrawn by …0000000a: \
                entered twice
                …00000006        @5  2024-09-30  24 to date  yes     the running total that \
                counts                   c4c4c4c4c4c4 120-128, 十月公报
                …00000009        @8  2024-08-31  +20         no      superseded by total \
                …00000006 as of 2024-09-30

                Totals against increments:
                  0 on 2023-12-31, 1 increment adding 20, total 24 on 2024-09-30: the total \
                says 4 more

                1 of 2 reports that count name a source: 24 of 29.

                """
        )
        #expect(
            explanation.text(.zh) == """
                old-communities/renovated：改造小区，承德市（130800），当年1月1日起
                截至2024-10-31，按@9时所知：29个

                  24（截至2024-09-30累计，事件…00000006） + 5（截至2024-10-31的增量，事件…00000008） = 29个

                事件       位置  截止日期    上报    计入  原因                                       来源
                …00000008    @7  2024-10-31  +5      是    累计之后的增量
                …00000007    @6  2024-10-31  +5      否    由…0000000a撤回：entered twice
                …00000006    @5  2024-09-30  累计24  是    计入的累计数                               \
                c4c4c4c4c4c4 120-128，《十月公报》
                …00000009    @8  2024-08-31  +20     否    已含在截至2024-09-30的累计（…00000006）中

                累计与增量核对：
                  截至2023-12-31为0，其间1条增量合计20，截至2024-09-30累计24：累计数多4

                计入的2条上报中有1条注明来源：29中有24。

                """
        )
    }

    @Test func `the form for programs has the keys of the contract`() throws {
        var log = try ExplainedLog()
        try log.report("=24", "2024-09-30")
        let json = try log.explain("2024-09-30").json.text
        #expect(json.hasPrefix(#"{"figure":{"city":"130800","year":2024,"project":"#))
        #expect(
            json.hasSuffix(
                """
                },"asOf":"2024-09-30","knownAt":4,\
                "terms":[{"event":"0192e000-0000-7000-8000-000000000005","position":4,\
                "amount":"24","counts":true,"because":"the running total that counts",\
                "code":"total","by":null,"asOf":"2024-09-30","periodStart":null,\
                "mode":"total","baseline":null,"bound":"exact","asWritten":"24","unit":"个",\
                "correctedBy":null,"original":null,"reason":null,"source":null,\
                "assumed":false,"late":false,"note":null}],"months":[],"parts":[],\
                "stretches":[{"event":"0192e000-0000-7000-8000-000000000005","position":4,\
                "asOf":"2024-09-30","total":"24","from":"2023-12-31","before":"0",\
                "increments":null,"events":0,"unreconciled":null,"opening":null}],\
                "opening":null,"notBrokenDown":null,"sourced":{"terms":0,"of":1,"amount":"0",\
                "notExamined":0},"unlisted":{"before":null,"afterAsOf":false,\
                "notYetKnown":false},"sum":"24"}
                """
            )
        )
    }
}
