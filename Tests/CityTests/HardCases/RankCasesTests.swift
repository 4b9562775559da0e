import EventLog
import Milepost
import MilepostReports
import Testing

/// Hard cases of ranks, standards and words: 30, 31, 42, 43.
struct RankCasesTests {
    /// Case 30.
    @Test func `second in the province is a rank among others, and lower is better`() throws {
        let log = try City.linyi.log()
        let rank = try #require(try log.status("2021-12-31").row("linyi-bao/rank"))
        #expect((rank.amount, rank.unit, rank.measure.kind) == ("2", "位", .rank))
        #expect(rank.measure.lowerIsBetter)
        #expect(rank.measure.relations.rankOf?.measure == "enrolled")
        #expect(rank.measure.relations.rankOf?.among == "全省")
        #expect(try log.value("linyi-bao/enrolled", "2021-12-31") == "1549000")
        try log.report("linyi-bao/rank", "3", "2022-01-31")
        #expect(try log.value("linyi-bao/rank", "2022-01-31") == "3")
        #expect(try log.value("linyi-bao/rank", "2021-12-31") == "2")
        #expect(throws: Refusal.rankNotWhole(try #require(Decimal(plain: "2.5")))) {
            try log.report("linyi-bao/rank", "2.5", "2022-01-31")
        }
    }

    /// Case 30: met at or under the target, and no share of it.
    @Test func `a rank of 2 meets a target of 3 and has no share`() throws {
        let log = try WorkedLog.town()
        try log.plan("rank", "位", .rank) { $0.lowerIsBetter = true }
        try log.target("works/rank", "3", due: "2024-12-31")
        try log.report("works/rank", "4", "2024-06-30")
        #expect(try log.status("2025-01-01").row("works/rank")?.figure.target?.pace == .overdue)
        try log.report("works/rank", "2", "2024-12-31")
        let row = try #require(try log.status("2024-12-31").row("works/rank"))
        #expect(row.figure.target?.pace == .met)
        #expect(row.share == nil)
        #expect(row.figure.target?.bound == .atMost)
    }

    /// Case 31.
    @Test func `amounts per head keep the unit as far as it is printed`() throws {
        let linyi = try City.linyi.published()
        let chengde = try City.chengde.published()
        #expect(linyi.row("public-health-services/funding-per-head")?.unit == "元/人")
        #expect(linyi.row("resident-insurance-subsidy/subsidy")?.unit == "元/人/年")
        #expect(linyi.row("pensions/resident-basic-pension")?.unit == "元/人/月")
        #expect(chengde.row("universal-insurance/resident-subsidy")?.unit == "元/人")
        #expect(chengde.row("medical-capacity/outpatient-ceiling")?.unit == "元")
    }

    /// Case 42.
    ///
    /// The reader will have to know which digits are part of a name and which words are
    /// amounts; what it hands over is an amount by these rules.
    @Test(arguments: [("五", "5"), ("二", "2"), ("三", "3"), ("十二", "12"), ("2", "2")])
    func `a numeral written in words is an amount`(_ typed: String, _ value: String) throws {
        #expect(try AmountText(typed).value.description == value)
    }

    /// Case 42: names with digits in them are no amounts of the measure's unit.
    @Test(arguments: ["2型", "4D+", "两癌", "第十二中学", "四星级", "一日清"])
    func `a name with a digit in it is refused as an amount`(_ typed: String) throws {
        let log = try WorkedLog.town()
        try log.plan("managed", "%", .rate)
        let before = try log.head
        #expect(throws: (any Error).self) {
            try log.report("works/managed", typed, "2024-12-31")
        }
        #expect(try log.head == before)
    }

    /// Case 42: the words that were values are values in the log.
    @Test func `five services and second place are numbers in the log`() throws {
        let log = try City.linyi.log()
        #expect(try log.value("cross-province-services/services", "2021-12-31") == "5")
        #expect(try log.reports("cross-province-services/services")[0].amount.written != nil)
        #expect(try log.value("linyi-bao/rank", "2021-12-31") == "2")
        #expect(try log.reports("linyi-bao/rank")[0].amount.written != nil)
        #expect(try log.value("public-health-services/diabetes-managed", "2021-12-31") == "42")
    }

    /// Case 43.
    ///
    /// The reader will normalise for search alone; the log keeps names as typed, and a
    /// source range counts the scalars of the document as it is.
    @Test func `brackets and inserted letters in a name are kept as they are`() throws {
        let log = try WorkedLog.town()
        let name = "行政村(社區(qū))文化服務中心"
        try log.plan("centres") { $0.aliases = [name, "行政村(社區)文化服務中心"] }
        let measure = try log.measure("works/\(name)")
        #expect(measure.key.measure == "centres")
        #expect(measure.aliases.map { Array($0.utf8) }.first == Array(name.utf8))
        #expect(try log.measure("works/行政村(社區)文化服務中心").key.measure == "centres")
        #expect(throws: Refusal.self, "without the brackets it is another name") {
            try log.measure("works/行政村文化服務中心")
        }
    }

    /// Case 43: the ranges of the sources.
    @Test(arguments: City.allCases)
    func `every report names a place within the document that it was read in`(
        _ city: City
    ) throws {
        let log = try city.log()
        let sources = try log.catalogue().sources
        #expect(sources.count == 1)
        let document = try #require(sources.values.first)
        var ranges: Set<Range<Int>> = []
        for recorded in try city.recorded() {
            guard case .progressReported(let report) = recorded.event else { continue }
            let source = try #require(report.source)
            let range = try #require(source.range)
            #expect(source.document == document.document)
            #expect(range.upperBound <= document.scalars && !range.isEmpty)
            // What was written is as long as the range that it was read in.
            let length = report.amount.asWritten.unicodeScalars.count
            #expect(range.count >= length, "\(report.measure.measure)")
            ranges.insert(range)
        }
        #expect(ranges.count > 70)
    }
}
