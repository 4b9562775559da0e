import EventLog
import Milepost
import MilepostReports
import Testing

/// An invented town whose one project, `works` of 2024, has the measures that a test makes up, and
/// what the checks say of it.
extension LampLog {
    static func works(reportsDue: Int? = nil) throws -> LampLog {
        var log = LampLog()
        var plan = Plan()
        plan.places = [
            PlaceDefined(city: "990100", name: try #require(Name(zh: "青杨市", en: "Qingyang")))
        ]
        for place in ["990101", "990102"] {
            let name = try #require(Name(zh: "\(place)县", en: place))
            plan.places.append(PlaceDefined(city: "990100", place: place, name: name))
        }
        plan.projects = [
            ProjectDefined(
                project: ProjectKey(city: "990100", year: 2024, project: "works"),
                name: try #require(Name(zh: "便民工程", en: "Works")),
                reportsDue: reportsDue
            )
        ]
        try log.decide { try $0.plan(plan) }
        return log
    }

    /// Adds a measure of the project, a flow of 个 unless said.
    mutating func measure(
        _ code: String,
        _ unit: String = "个",
        _ kind: Kind = .flow,
        _ change: (inout MeasureDefined) -> Void = { _ in }
    ) throws {
        let name = try #require(Name(zh: "指标\(code)", en: code))
        var measure = MeasureDefined(key: .works(code), name: name, unit: unit, kind: kind)
        change(&measure)
        var plan = Plan()
        plan.measures = [measure]
        try decide { try $0.plan(plan) }
    }

    mutating func target(_ code: String, _ amount: String, due: String = "2024-12-31") throws {
        let target = TargetSet(
            measure: .works(code),
            amount: try AmountText(amount).stated(bound: nil),
            due: try #require(CalendarDate(iso: due))
        )
        try decide { try $0.target(target) }
    }

    mutating func works(
        _ code: String,
        _ amount: String,
        _ stage: Stage? = nil,
        on day: String = "2024-09-30",
        _ change: (inout ReportDraft) -> Void = { _ in }
    ) throws {
        try report(.works(code), amount, stage, on: day, change)
    }

    /// The position of the last event.
    var last: Position {
        get throws { try store.read { $0.size() } - 1 }
    }

    func check(
        as day: String = "2024-09-30",
        knownAt: Position? = nil,
        place: String? = nil,
        all: Bool = false
    ) throws -> CheckReport {
        let query = CheckQuery(
            asOf: try #require(CalendarDate(iso: day)),
            knownAt: knownAt,
            place: place,
            all: all
        )
        return try store.read { view in
            try CheckReport(view, query: query)
        }
    }

    /// Codes, measures and stages of what is found.
    func found(as day: String = "2024-09-30", place: String? = nil) throws -> [String] {
        try check(as: day, place: place).findings.map { finding in
            let stage = finding.figure.stage == .done ? nil : finding.figure.stage?.rawValue
            let names = [finding.code.rawValue, finding.figure.measure ?? "project", stage]
            return names.compactMap(\.self).joined(separator: " ")
        }
    }
}

extension MeasureKey {
    static func works(_ code: String) -> MeasureKey {
        MeasureKey(city: "990100", year: 2024, project: "works", measure: code)
    }
}
