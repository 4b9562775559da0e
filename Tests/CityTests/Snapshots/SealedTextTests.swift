import EventLog
import Milepost
import MilepostReports
import Testing

/// The sealed text holds everything that a page says, in one written form.
struct SealedTextTests {
    @Test(arguments: [(City.chengde, 77), (.linyi, 119)])
    func `every figure of the publication stands in the sealed text`(
        _ city: City,
        _ count: Int
    ) throws {
        let read = try Snapshot(sealed: try city.snapshot().sealed)
        let expected = try FigureTable.figures(of: city, use: "figure").map { StatedFigure($0) }
        let found = read.projects.flatMap(\.figures).compactMap { StatedFigure($0.row) }
        #expect(found.count == count)
        #expect(Set(found) == Set(expected))
        let rows = try city.published().projects.flatMap(\.figures)
        for (figure, row) in zip(read.projects.flatMap(\.figures), rows) {
            #expect(figure.row.figure.value?.quantity == row.figure.value?.quantity)
            #expect(figure.row.figure.target == row.figure.target)
            #expect(figure.row.report == row.report)
            #expect(figure.row.target == row.target)
        }
        #expect(Set(read.projects.flatMap(\.figures).map(\.key)).count == rows.count)
    }

    @Test func `a sealed text has one written form`() throws {
        let sealed = try City.chengde.snapshot().sealed
        for (old, new, member) in [
            (#""form":1"#, #""form":2"#, UnreadableSnapshot.newerForm(2)),
            (#""rules":1"#, #""rules":"1""#, .member("rules")),
            (#""quarter":"#, #""provisional":false,"quarter":"#, .member("provisional")),
            (#""origin":"#, #""opinion":"x","origin":"#, .unknownMember("opinion")),
            (#""declared":{"#, #""declared":{"awarded":7,"#, .member("")),
        ] {
            let changed = sealed.replacing(old, with: new, maxReplacements: 1)
            #expect(changed != sealed)
            #expect(throws: member) { try Snapshot(sealed: changed) }
        }
        #expect(throws: UnreadableSnapshot.self) { try Snapshot(sealed: " " + sealed) }
    }
}

extension City {
    var quarter: String { self == .chengde ? "2024Q3" : "2021Q4" }

    /// A preview of the quarter that the publication speaks of.
    func snapshot() throws -> Snapshot {
        let quarter = try #require(Quarter(quarter))
        return try log().store.read { view in
            try Snapshot(
                view,
                SnapshotQuery(city: code, quarter: quarter, size: view.size())
            )
        }
    }
}
