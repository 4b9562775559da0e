import EventLog
import EventLogSQLite
import Milepost
import Testing

@testable import MilepostCommand

/// Every line of the two logs.
struct CityLinesTests {
    @Test(arguments: [(City.chengde, 196), (.linyi, 312)])
    func `every line is read and written again byte for byte`(_ city: City, _ count: Int) throws {
        let lines = try city.lines()
        #expect(lines.count == count)
        for (position, line) in lines.enumerated() {
            let recorded = try EventText.read(line)
            #expect(EventText.line(recorded) == line, "@\(position)")
        }
        #expect(try Repository.bytes(city.file).last == 0x0A)
    }

    @Test(arguments: [(City.chengde, 196), (.linyi, 312)])
    func `the log is imported without a refusal and exported as it came`(
        _ city: City,
        _ count: Int
    ) throws {
        let folder = try TemporaryFolder()
        let store = try city.imported(to: folder.path("log.sqlite"))
        var exported: [UInt8] = []
        try store.read { log in
            #expect(try log.size() == Position(count))
            try log.lines(from: 0, through: .max) { _, line in
                exported += Array(line) + [0x0A]
                return true
            }
        }
        #expect(try exported == Repository.bytes(city.file))
    }

    @Test(arguments: City.allCases)
    func `every report would be decided as it was`(_ city: City) throws {
        let log = try city.log()
        let today = try #require(CalendarDate(iso: "2030-01-01"))
        try log.store.read { view in
            let head = view.size() - 1
            let decider = Decider(
                catalogue: try Catalogue(view, knownAt: head),
                store: view,
                today: today,
                head: head
            )
            for position in 0...head {
                guard case .progressReported(let report)? = try view.event(at: position) else {
                    continue
                }
                let draft = try ReportDraft(report, amount: report.amount, received: today)
                var formed = try decider.formed(draft)
                formed.restates = report.restates
                #expect(formed == report, "@\(position)")
                // The publication says so already: the same again adds nothing.
                #expect(try decider.report(formed).events.isEmpty, "@\(position)")
            }
        }
    }

    @Test(arguments: City.allCases)
    func `what is sent again from the log is already there`(_ city: City) throws {
        let log = try city.log()
        let before = try log.head
        let recorded = try city.recorded()
        let again = try log.store.write { transaction in
            try recorded.flatMap { event in
                try transaction.append(
                    [NewEvent(id: event.id, event: event.event)],
                    actor: event.actor,
                    now: event.recordedAt
                )
            }
        }
        #expect(again.allSatisfy { !$0.added })
        #expect(again.map(\.position) == Array(0...before))
    }
}
