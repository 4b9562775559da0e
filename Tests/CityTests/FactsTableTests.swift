import Foundation
import Testing

/// The table of figures against the annotated publications.
///
/// The annotations quote the publications at length and are kept outside the repository; where they
/// are not at hand there is nothing to compare with.
@Suite(
    .enabled(
        if: FileManager.default.fileExists(
            atPath: Repository.facts.appending(path: "facts-chengde-2024.csv").path
        ),
        "the annotated publications are not beside the repository"
    )
)
struct FactsTableTests {
    private func facts(_ city: City) throws -> [FigureTable.Row] {
        let file = Repository.facts.appending(path: "facts-\(city.rawValue).csv")
        return try FigureTable(Array(Data(contentsOf: file))).rows
    }

    private func figures(_ city: City) throws -> [FigureTable.Row] {
        try FigureTable.figures().rows.filter { $0["city"] == city.code }
    }

    @Test(arguments: [(City.chengde, 82), (.linyi, 137)])
    func `every annotated number is in the table, in its order`(_ city: City, _ count: Int) throws {
        #expect(try facts(city).map { $0["id"] } == figures(city).map { $0["id"] })
        #expect(try facts(city).count == count)
    }

    @Test(arguments: City.allCases)
    func `value, unit, bound and day are the annotated ones`(_ city: City) throws {
        let bounds = ["exact": "exact", "at_least": "atLeast", "approx": "about"]
        for (fact, figure) in zip(try facts(city), try figures(city)) {
            let id = fact["id"]
            #expect(figure["value"] == fact["value"], "\(id)")
            #expect(figure["unit"] == fact["unit_zh"], "\(id)")
            #expect(figure["bound"] == bounds[fact["qualifier"]], "\(id)")
            #expect(figure["asOf"] == fact["as_of"], "\(id)")
        }
    }

    @Test(arguments: City.allCases)
    func `stage and mode follow from the annotated ones`(_ city: City) throws {
        let stages = [
            "construction_unspecified": "built", "structure_complete": "structureComplete",
            "in_use": "inUse", "recommended": "recommended", "accredited": "recognised",
            "planned": "planned", "started": "started", "completed": "completed",
        ]
        let modes: [String: Set<String>] = [
            "cumulative_actual": ["total"], "increment": ["increment"],
            "population": ["level"], "level_to": ["level"], "rate": ["level"], "rank": ["level"],
            "level_change": ["change"], "remaining": ["remaining"], "percent_of_target": ["share"],
        ]
        for (fact, figure) in zip(try facts(city), try figures(city))
        where figure["use"] == "figure" {
            let id = fact["id"]
            var stage = stages[fact["stage"]] ?? "done"
            // Accepted, not recognised; and what remains is what is left to complete.
            if id == "CD-025" || id == "LY-093" { stage = "accepted" }
            if fact["stage"] == "remaining" { stage = "completed" }
            #expect(figure["stage"] == stage, "\(id)")
            // Only what is at a stage is a level although it was counted.
            let mode = figure["nowAt"] == "true" ? ["level"] : modes[fact["mode"]]
            #expect(mode?.contains(figure["mode"]) == true, "\(id)")
        }
    }
}
