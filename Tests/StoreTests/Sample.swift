import EventLog
import Milepost
import Testing

/// The events of an invented town.
enum Sample {
    static let noon = "2024-10-08T04:00:00.000Z"
    static let project = ProjectKey(city: "990100", year: 2024, project: "benches")
    static let measure = MeasureKey(
        city: "990100",
        year: 2024,
        project: "benches",
        measure: "placed"
    )

    static func id(_ number: UInt64) -> EventID {
        EventID(high: 0x0192_6A00_0000_7000, low: 0x8000_0000_0000_0000 | number)
    }

    /// Numbered from a first id on.
    static func numbered(_ events: [Event], from first: UInt64 = 0) -> [NewEvent] {
        events.enumerated().map { NewEvent(id: id(first + UInt64($0.offset)), event: $0.element) }
    }

    static func opened() -> Event {
        .logOpened(
            LogOpened(
                origin: "town.example/log",
                timeZone: "Asia/Shanghai",
                key: nil,
                testClock: true
            )
        )
    }

    static func place(_ place: String? = nil, parent: String? = nil) throws -> Event {
        .placeDefined(
            PlaceDefined(
                city: "990100",
                place: place,
                parent: parent,
                name: try #require(Name(zh: "青杨", en: nil))
            )
        )
    }

    static func projectDefined(_ project: ProjectKey = project) throws -> Event {
        .projectDefined(
            ProjectDefined(project: project, name: try #require(Name(zh: "公园座椅", en: nil)))
        )
    }

    static func measureDefined(_ key: MeasureKey = measure) throws -> Event {
        .measureDefined(
            MeasureDefined(
                key: key,
                name: try #require(Name(zh: "安放座椅", en: nil)),
                unit: "张",
                kind: .flow
            )
        )
    }

    /// A log with a place, a project and a measure: positions 0 to 3.
    static func founding() throws -> [NewEvent] {
        numbered([opened(), try place(), try projectDefined(), try measureDefined()])
    }

    static func report(
        _ mode: Mode,
        _ value: String,
        _ asOf: String,
        of measure: MeasureKey = measure,
        _ change: (inout ProgressReported) -> Void = { _ in }
    ) throws -> Event {
        var report = ProgressReported(
            measure: measure,
            mode: mode,
            amount: StatedAmount(value: try #require(Decimal(plain: value))),
            asOf: try #require(CalendarDate(iso: asOf))
        )
        change(&report)
        return .progressReported(report)
    }

    static func target(_ value: String) throws -> Event {
        .targetSet(
            TargetSet(
                measure: measure,
                amount: StatedAmount(value: try #require(Decimal(plain: value))),
                due: try #require(CalendarDate(iso: "2024-12-31")),
                from: CalendarDate(iso: "2024-01-01")
            )
        )
    }

    static func statement(_ measure: String? = nil) throws -> Event {
        var statement = StatusDeclared(
            project: project,
            status: .underWay,
            asOf: try #require(CalendarDate(iso: "2024-09-30"))
        )
        statement.measure = measure
        return .statusDeclared(statement)
    }

    static func source(_ digit: String) -> Event {
        .sourceRegistered(
            SourceRegistered(
                document: String(repeating: digit, count: 64),
                title: "公报",
                scalars: 900
            )
        )
    }

    static func correction(of number: UInt64, _ value: String) throws -> Event {
        .reportCorrected(
            ReportCorrected(
                subject: subject(number),
                amount: StatedAmount(value: try #require(Decimal(plain: value))),
                reason: "counted again"
            )
        )
    }

    static func withdrawal(of number: UInt64, measure: String? = "placed") -> Event {
        .reportWithdrawn(
            ReportWithdrawn(
                subject: Subject(on: id(number), project: project, measure: measure),
                reason: "entered twice"
            )
        )
    }

    private static func subject(_ number: UInt64) -> Subject {
        Subject(on: id(number), project: project, measure: "placed")
    }
}
