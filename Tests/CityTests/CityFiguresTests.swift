import EventLog
import EventLogSQLite
import Milepost
import MilepostReports
import Testing

/// Every figure of the two publications, out of the logs as imported.
struct CityFiguresTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func status(_ city: City) throws -> StatusReport {
        let day = try #require(CalendarDate(iso: city.asOf))
        return try city.imported(to: folder.path("log.sqlite"))
            .read { try StatusReport($0, query: StatusQuery(asOf: day)) }
    }

    @Test(arguments: [(City.chengde, 77), (.linyi, 119)])
    func `the status holds every figure of the publication and no other`(
        _ city: City,
        _ count: Int
    ) throws {
        let expected = try FigureTable.figures(of: city, use: "figure").map { StatedFigure($0) }
        #expect(expected.count == count)
        #expect(Set(expected).count == count)
        let found = try status(city).projects.flatMap(\.figures).compactMap { StatedFigure($0) }
        #expect(Set(expected).subtracting(found).sorted() == [], "missing or wrong")
        #expect(Set(found).subtracting(expected).sorted() == [], "wrong or one too many")
        #expect(found.count == count)
    }

    @Test(arguments: City.allCases)
    func `what is shown besides follows from the figures or waits for its first`(
        _ city: City
    ) throws {
        let others = try status(city).projects.flatMap(\.figures)
            .filter { StatedFigure($0) == nil }
        let derived = others.filter { $0.figure.value != nil }
            .map { "\($0.figure.measure.measure) \($0.amount ?? "")" }
        switch city {
        case .chengde: #expect(derived.sorted() == ["bases 22", "people-supported 219400"])
        case .linyi: #expect(derived.isEmpty)
        }
        for row in others where row.figure.value == nil {
            #expect(row.figure.value?.quantity == nil && row.figure.mode == nil)
        }
    }

    @Test func `the two printed targets are the denominators of their measures`() throws {
        let report = try status(.chengde)
        for (id, name, amount, written, share) in [
            ("CD-011", "projects", "15", "15", "80.00"),
            ("CD-012", "floor-area", "99000", "9.9万", "73.74"),
        ] {
            let row = try #require(report.row("school-expansion/\(name)", at: .completed))
            #expect(row.figure.target?.amount.value.description == amount)
            #expect(row.target?.asWritten == written)
            #expect(row.figure.target?.due == CalendarDate(iso: "2024-12-31"))
            #expect(row.share == share)
            let targets = try FigureTable.figures(of: .chengde, use: "target")
            let printed = try #require(targets.first { $0["id"] == id })
            #expect(printed["measure"] == name && printed["value"] == amount)
        }
        let held = report.projects.flatMap(\.figures)
            .filter { $0.figure.target != nil }.map(\.figure.measure.measure)
        #expect(Set(held) == ["projects", "floor-area"], "no other target is printed")
        #expect(
            try status(.linyi, in: "linyi.sqlite").projects.flatMap(\.figures)
                .allSatisfy { $0.figure.target == nil }
        )
    }

    private func status(_ city: City, in name: String) throws -> StatusReport {
        let day = try #require(CalendarDate(iso: city.asOf))
        return try city.imported(to: folder.path(name))
            .read { try StatusReport($0, query: StatusQuery(asOf: day)) }
    }

    @Test func `three standards say what they were before`() throws {
        let report = try status(.linyi)
        for (id, name, was, now) in [
            ("LY-062", "public-health-services/funding-per-head", "74", "79"),
            ("LY-072", "resident-insurance-subsidy/subsidy", "550", "580"),
            ("LY-081", "pensions/resident-basic-pension", "142", "150"),
        ] {
            let row = try #require(report.row(name))
            #expect(row.report?.was?.description == was)
            #expect(row.amount == now)
            let printed = try FigureTable.figures(of: .linyi, use: "was").first { $0["id"] == id }
            #expect(printed?["value"] == was)
        }
        #expect(try FigureTable.figures(of: .linyi, use: "was").count == 3)
    }

    @Test func `eleven headlines are ten restatements that count for nothing`() throws {
        let headlines = try FigureTable.figures(of: .linyi, use: "restates")
        #expect(headlines.count == 11)
        let log = try City.linyi.log()
        let status = try log.status("2021-12-31")
        let figures = status.projects.flatMap(\.figures).compactMap { StatedFigure($0) }
        var restatements: [ProgressReported] = []
        for recorded in try City.linyi.recorded() {
            guard case .progressReported(let report) = recorded.event,
                let first = report.restates
            else { continue }
            restatements.append(report)
            try log.store.read { view in
                let position = try #require(view.position(of: first))
                guard case .progressReported(let body)? = try view.event(at: position) else {
                    Issue.record("\(recorded.id) restates no report")
                    return
                }
                #expect(body.restates == nil)
                #expect(body.amount.value == report.amount.value)
                #expect(body.series == report.series)
                #expect(body.source?.range != report.source?.range)
            }
            let row = try #require(
                status.projects.flatMap(\.figures).first { row in
                    row.report?.id == first
                }
            )
            #expect(row.figure.value?.events == 1)
        }
        #expect(restatements.count == 10)
        // The eleventh is the 550 of `550 to 580`, told with its new level.
        #expect(restatements.compactMap(\.was).map(\.description) == ["550"])
        for recorded in try City.linyi.recorded() {
            guard case .progressReported(let report) = recorded.event, report.restates != nil,
                let position = try log.store.read({ $0.position(of: recorded.id) })
            else { continue }
            _ = try log.decide {
                try $0.withdraw(position, reason: "without it", note: nil)
            }
        }
        let without = try log.status("2021-12-31").projects.flatMap(\.figures)
            .compactMap { StatedFigure($0) }
        #expect(without == figures)
    }

    @Test func `every number that is no figure has a reason`() throws {
        let context = try FigureTable.figures().rows.filter { $0["use"] == "context" }
        #expect(
            context.map { $0["id"] } == [
                "CD-001", "CD-023", "CD-026", "LY-001", "LY-014", "LY-069", "LY-120",
            ]
        )
        #expect(context.allSatisfy { !$0["because"].isEmpty && $0["measure"].isEmpty })
    }

    @Test func `the table of figures holds 219 numbers, each put to one use`() throws {
        let rows = try FigureTable.figures().rows
        #expect(rows.count == 219)
        #expect(Set(rows.map { $0["id"] }).count == 219)
        let uses = Dictionary(grouping: rows) { $0["use"] }.mapValues(\.count)
        #expect(uses == ["figure": 196, "target": 2, "was": 3, "restates": 11, "context": 7])
    }
}
