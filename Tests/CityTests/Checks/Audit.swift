import EventLog
import Milepost
import MilepostReports
import Testing

/// Another amount for one report of a city's log.
struct Change {
    var measure: String
    var amount: String
    var stage: Stage?
    var nowAt = false
    var facets = ""
    var mode: Mode?
    /// The headline instead of the statement that it repeats.
    var ofRestatement = false

    init(
        _ measure: String,
        _ amount: String,
        at stage: Stage? = nil,
        nowAt: Bool = false,
        facets: String = "",
        mode: Mode? = nil,
        ofRestatement: Bool = false
    ) {
        self.measure = measure
        self.amount = amount
        self.stage = stage
        self.nowAt = nowAt
        self.facets = facets
        self.mode = mode
        self.ofRestatement = ofRestatement
    }

    func to(_ amount: String) -> Change {
        var change = self
        change.amount = amount
        return change
    }

    func isMeant(_ report: ProgressReported) -> Bool {
        "\(report.measure.project)/\(report.measure.measure)" == measure
            && (stage == nil || report.stage == stage) && report.nowAt == nowAt
            && report.facets.description == facets && (mode == nil || report.mode == mode)
            && (report.restates != nil) == ofRestatement
    }
}

/// A city's log, perhaps with one figure changed, and what the checks say of it.
struct Audit {
    let city: City
    let log: WorkedLog

    /// `prepared` adds to the log what the publication leaves to be reckoned.
    init(
        _ city: City,
        _ change: Change? = nil,
        _ prepared: (WorkedLog) throws -> Void = { _ in }
    ) throws {
        self.city = city
        log = try WorkedLog(today: city == .chengde ? "2024-11-08" : "2022-02-08")
        var changed = 0
        try log.store.write { log in
            for (position, (line, recorded)) in try Self.events(of: city).enumerated() {
                var (line, recorded) = (line, recorded)
                if let change, case .progressReported(var report) = recorded.event,
                    change.isMeant(report)
                {
                    changed += 1
                    report.amount = try AmountText(change.amount).stated(bound: nil)
                    recorded.event = .progressReported(report)
                    line = EventText.line(recorded)
                }
                try log.append(line: line, recorded, at: Position(position))
            }
        }
        if let change { #expect(changed == 1, "\(change) means \(changed) reports") }
        try prepared(log)
    }

    /// The lines of a city and what they say, read once: a test changes one of them many times.
    private static func events(of city: City) throws -> [(line: [UInt8], RecordedEvent)] {
        try (city == .chengde ? chengde : linyi).get()
    }

    private static let chengde = Result { try read(.chengde) }
    private static let linyi = Result { try read(.linyi) }

    private static func read(_ city: City) throws -> [(line: [UInt8], RecordedEvent)] {
        try city.lines().map { ($0, try EventText.read($0)) }
    }

    func report(as day: String? = nil, place: String? = nil) throws -> CheckReport {
        let day = try #require(CalendarDate(iso: day ?? city.asOf))
        return try log.store.read { view in
            try CheckReport(
                view,
                query: CheckQuery(asOf: day, place: place, all: true)
            )
        }
    }

    /// Codes and figures of what was found.
    func findings() throws -> Set<String> {
        Set(try report().findings.map { "\($0.code) \($0.figure.name)" })
    }

    /// The check of a figure, named as its findings name it.
    func check(_ code: CheckCode, _ name: String) throws -> Check {
        let found = try report().checks.filter { $0.code == code && $0.figure.name == name }
        return try #require(found.last, "no \(code) of \(name)")
    }
}

/// Whether a change is found out.
///
/// The largest harmless change leaves the findings as they are, the smallest breaking one adds or
/// takes away just these.
func expectBroken(
    _ city: City,
    _ change: Change,
    harmless: String,
    breaking: String,
    adds: Set<String> = [],
    takesAway: Set<String> = [],
    prepared: (WorkedLog) throws -> Void = { _ in },
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let before = try Audit(city, nil, prepared).findings()
    let same = try Audit(city, change.to(harmless), prepared).findings()
    #expect(same == before, "\(harmless) is harmless", sourceLocation: sourceLocation)
    let after = try Audit(city, change.to(breaking), prepared).findings()
    #expect(after.subtracting(before) == adds, "\(breaking)", sourceLocation: sourceLocation)
    #expect(before.subtracting(after) == takesAway, "\(breaking)", sourceLocation: sourceLocation)
    #expect(!adds.isEmpty || !takesAway.isEmpty, sourceLocation: sourceLocation)
}

extension CheckedFigure {
    /// `project/measure stage now-at facets mode`, as far as there is one.
    var name: String {
        let names = [project.project, measure].compactMap { $0 }.joined(separator: "/")
        let standing = mode?.standsAlone == true ? mode?.rawValue : nil
        return [
            names, stage == .done ? nil : stage?.rawValue, nowAt ? "now-at" : nil,
            facets.isEmpty ? nil : facets.description, standing,
        ].compactMap { $0 }.joined(separator: " ")
    }
}

extension Check {
    func outcome(_ kind: Outcome.Kind) throws -> Estimate {
        try #require(outcomes.first { $0.kind == kind }).estimate
    }
}

extension Estimate {
    /// `73.74 (72.86–74.62)`, or of an exact number it alone.
    func text(_ decimals: Int) throws -> String {
        let text = value.rounded(decimals: decimals)
        guard !range.isExact else { return text }
        let ends = [try #require(range.low), try #require(range.high)]
        return text + " (\(ends.map { $0.rounded(decimals: decimals) }.joined(separator: "–")))"
    }

    /// In 万, as the notes write it.
    func inTenThousands(_ decimals: Int) throws -> String {
        try multiplied(by: Ratio(1, over: 10_000)).text(decimals)
    }

    func holds(_ value: Int128) throws -> Bool {
        let value = try Ratio(value)
        return range.meets(.exactly(value))
    }
}
