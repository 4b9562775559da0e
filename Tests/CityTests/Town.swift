import Milepost
import MilepostReports
import Testing

/// An invented town whose one project, `works` of 2024, has the measures that a test makes up.
extension WorkedLog {
    static func town(places: [String] = []) throws -> WorkedLog {
        let log = try WorkedLog(today: "2025-06-30")
        var plan = Plan()
        plan.places = [
            PlaceDefined(city: "990100", name: try #require(Name(zh: "青杨市", en: "Qingyang")))
        ]
        for place in places {
            plan.places.append(
                PlaceDefined(
                    city: "990100",
                    place: place,
                    name: try #require(Name(zh: "\(place)县", en: nil))
                )
            )
        }
        plan.projects = [
            ProjectDefined(
                project: ProjectKey(city: "990100", year: 2024, project: "works"),
                name: try #require(Name(zh: "便民工程", en: "Works"))
            )
        ]
        _ = try log.decide { try $0.plan(plan) }
        return log
    }

    /// Adds a measure of the project, a flow of 个 unless said.
    func plan(
        _ code: String,
        _ unit: String = "个",
        _ kind: Kind = .flow,
        _ change: (inout MeasureDefined) -> Void = { _ in }
    ) throws {
        var measure = MeasureDefined(
            key: MeasureKey(city: "990100", year: 2024, project: "works", measure: code),
            name: try #require(Name(zh: code, en: nil)),
            unit: unit,
            kind: kind
        )
        change(&measure)
        var plan = Plan()
        plan.measures = [measure]
        _ = try decide { try $0.plan(plan) }
    }

    /// Registers an invented document of 900 characters.
    func source(_ digit: String = "c") throws -> String {
        let document = String(repeating: digit, count: 64)
        let source = SourceRegistered(document: document, title: "季度公报", scalars: 900)
        _ = try decide { try $0.register(source) }
        return document
    }
}
