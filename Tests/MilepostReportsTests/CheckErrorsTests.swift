import EventLog
import Milepost
import MilepostReports
import Testing

/// Two statements that contradict each other.
struct CheckErrorsTests {
    @Test func `a later stage above an earlier one, also with what is now between`() throws {
        var log = try LampLog.works()
        try log.measure("schools") { $0.stages = [.started, .structureComplete, .completed] }
        try log.works("schools", "=15", .started)
        try log.works("schools", "=12", .completed)
        try log.works("schools", "3", .structureComplete) { $0.nowAt = true }
        #expect(try log.found() == [])
        try log.works("schools", "4", .structureComplete) { $0.nowAt = true }
        // The later of two levels for a day counts.
        #expect(
            try log.found() == [
                "stageAbove schools completed", "secondForDay schools structureComplete",
            ]
        )
        let finding = try #require(try log.check().findings.first)
        #expect(finding.code.severity == .error)
        #expect(try finding.events == [log.last - 3, log.last - 2, log.last])
        try log.withdraw(last: 1, because: "miscounted")
        #expect(try log.found() == [])
    }

    @Test func `rounding is no contradiction`() throws {
        var log = try LampLog.works()
        try log.measure("roads", "公里") { $0.stages = [.started, .completed] }
        try log.works("roads", "=847.9", .started)
        try log.works("roads", "=847.94", .completed)
        #expect(try log.found() == [])
        try log.works("roads", "=847.96", .completed, on: "2024-10-01")
        #expect(try log.found(as: "2024-10-01") == ["stageAbove roads completed"])
    }

    @Test func `a part above its whole`() throws {
        var log = try LampLog.works()
        try log.measure("trained", "人次")
        try log.measure("founders", "人次") { $0.relations.partOf = "trained" }
        try log.works("trained", "=16.37万")
        try log.works("founders", "=16.37万")
        #expect(try log.found() == [])
        try log.works("founders", "=16.38万", on: "2024-10-01")
        #expect(try log.found(as: "2024-10-01") == ["partAbove founders"])
        #expect(try log.found() == [], "not before its day")
    }

    @Test func `a printed rate that its two sides do not make`() throws {
        var log = try LampLog.works()
        try log.measure("paid", "元")
        try log.measure("premium", "元", .stock)
        try log.measure("ratio", "%", .rate) {
            $0.relations.rateOf = .init(numerator: "paid", denominator: "premium")
        }
        try log.works("paid", "=1775700")
        try log.works("premium", "2000000")
        try log.works("ratio", "88.79%")
        #expect(try log.found() == [], "88.785 is printed 88.79")
        try log.works("ratio", "88.78%", on: "2024-10-01")
        #expect(try log.found(as: "2024-10-01") == [], "its sides were not reported for that day")
        try log.works("paid", "=1775700", on: "2024-10-01")
        try log.works("premium", "2000000", on: "2024-10-01")
        #expect(try log.found(as: "2024-10-01") == ["rateDiffers ratio"])
    }

    @Test func `a printed share that value and target do not make`() throws {
        var log = try LampLog.works()
        try log.measure("jobs", "人")
        try log.works("jobs", "=16134")
        try log.works("jobs", "112.8%") { $0.mode = .share }
        #expect(try log.found() == [])
        try log.target("jobs", "14300")
        #expect(try log.found() == ["aboveTarget jobs"])
        try log.works("jobs", "112.9%", on: "2024-09-29") { $0.mode = .share }
        #expect(try log.found() == ["aboveTarget jobs"], "of a day without a value")
        try log.works("jobs", "=16134", on: "2024-09-29")
        #expect(try log.found() == ["shareDiffers jobs", "aboveTarget jobs"])
    }

    @Test func `a printed change that the two levels do not make`() throws {
        var log = try LampLog.works()
        try log.measure("subsidy", "元", .standard)
        try log.works("subsidy", "79") { $0.was = Decimal(plain: "74") }
        try log.works("subsidy", "+6.76%")
        #expect(try log.found() == [])
        try log.works("subsidy", "+6%", on: "2024-10-31")
        try log.works("subsidy", "79", on: "2024-10-31") { $0.was = Decimal(plain: "74") }
        #expect(
            try log.found(as: "2024-10-31") == [
                "changeDiffers subsidy", "wasDiffers subsidy", "future subsidy", "future subsidy",
            ]
        )
    }

    @Test func `groups that do not make the whole`() throws {
        var log = try LampLog.works()
        try log.measure("bases") {
            $0.facets = [FacetDeclaration(name: "tier", values: ["市级", "县级"], addsUp: true)]
        }
        for (tier, amount) in [("市级", "=15"), ("县级", "=7")] {
            try log.works("bases", amount) { $0.facets = Facets([("tier", tier)]) ?? .none }
        }
        #expect(try log.found() == [])
        try log.works("bases", "=22")
        #expect(try log.found() == [])
        try log.works("bases", "=23", on: "2024-09-30")
        #expect(try log.found() == ["facetSumDiffers bases", "secondForDay bases"])
    }

    @Test func `increments above the total that holds them`() throws {
        var log = try LampLog.works()
        try log.measure("centres") { $0.baseline = .inception }
        try log.works("centres", "+51", on: "2024-06-30")
        try log.works("centres", "=61")
        #expect(try log.found() == [])
        try log.works("centres", "+11", on: "2024-07-31")
        #expect(try log.found() == ["openingNegative centres"])
    }

    @Test func `a restatement whose first was corrected`() throws {
        var log = try LampLog.works()
        try log.measure("paid", "元")
        let document = String(repeating: "c", count: 64)
        let source = SourceRegistered(document: document, title: "公报", scalars: 900)
        try log.decide { try $0.register(source) }
        for range in [200..<206, 10..<16] {
            try log.works("paid", "=14.43亿") {
                $0.source = SourceRange(document: document, range: range)
            }
        }
        #expect(try log.found() == [])
        let first = try #require(try log.store.read { try $0.id(at: log.last - 1) })
        try log.correct(first, "14.4亿", because: "rounded")
        #expect(try log.found() == [])
        try log.correct(first, "14.34亿", because: "miscounted")
        #expect(try log.found() == ["restatementDiffers paid"])
        let before = try log.check(knownAt: log.last - 1)
        #expect(before.findings.isEmpty, "not yet known")
    }
}
