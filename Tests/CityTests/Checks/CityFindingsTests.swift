import MilepostReports
import Testing

/// What `check` says of the two cities, on the day of the publication and long after.
struct CityFindingsTests {
    @Test(arguments: City.allCases)
    func `the findings are those of the table, each with its reason`(_ city: City) throws {
        let table = try FigureTable(Repository.bytes("Tests/Cities/findings.csv")).rows
            .filter { $0["city"] == city.code }
        for row in table { #expect(!row["because"].isEmpty) }
        for day in [city.asOf, "2026-06-30"] {
            let found = try Audit(city).report(as: day).findings.map { finding in
                [
                    day, finding.code.severity.rawValue, finding.code.rawValue,
                    finding.figure.name,
                    finding.events.map { "@\($0)" }.joined(separator: " "),
                ]
            }
            let expected = table.filter { $0["asOf"] == day }.map { row in
                ["asOf", "severity", "code", "figure", "events"].map { row[$0] }
            }
            #expect(found == expected)
        }
    }

    @Test(arguments: [(City.chengde, 206), (.linyi, 306)])
    func `every check that was made is listed once`(_ city: City, _ count: Int) throws {
        let report = try Audit(city).report()
        #expect(report.examined == count)
        #expect(report.checks.count == count)
        let text = report.text(.zh)
        #expect(text.contains("共核对\(count)项"))
        let listed = report.checks.filter { $0.verdict == .fails }.count
        #expect(report.findings.count == listed)
    }
}
