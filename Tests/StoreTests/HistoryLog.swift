import EventLog
import Milepost
import Testing

/// A random history of the model, told to the program in its own events.
struct HistoryLog {
    let history: RandomHistory
    let key = MeasureKey(city: "C", year: 0, project: "p", measure: "m")
    let measure: MeasureDefined
    /// The position of the history's first event.
    let first: Position

    init(_ history: RandomHistory) throws {
        self.history = history
        let model = history.measure
        let year = CalendarDate(day: Int32(model.yearStart)).year
        var measure = MeasureDefined(
            key: MeasureKey(city: "C", year: year, project: "p", measure: "m"),
            name: try #require(Name(zh: "指标", en: nil)),
            unit: "个",
            kind: Kind(rawValue: model.kind) ?? .flow
        )
        measure.baseline = Self.baseline(model.baseline)
        measure.stages = history.stages.compactMap(Stage.init)
        measure.facets = model.facets.sorted { $0.name < $1.name }.map {
            FacetDeclaration(name: $0.name, values: $0.values, addsUp: $0.addsUp)
        }
        measure.reportedBy = model.reportedBy
        self.measure = measure
        first = Position(3 + history.places.count)
    }

    static func baseline(_ text: String) -> Baseline {
        Baseline(text) ?? .date(CalendarDate(day: Int32(text) ?? 0))
    }

    func id(_ position: Position) -> EventID {
        EventID(high: 0x7000, low: 0x8000_0000_0000_0000 | UInt64(position))
    }

    /// Everything from the opening of the log to the last event.
    var events: [NewEvent] {
        var events: [Event] = [
            .logOpened(
                LogOpened(
                    origin: "test.example/log",
                    timeZone: "Asia/Shanghai",
                    key: nil,
                    testClock: true
                )
            )
        ]
        for place in history.places {
            let parent = history.measure.parents[place]
            events.append(
                .placeDefined(
                    PlaceDefined(
                        city: "C",
                        place: place == "C" ? nil : place,
                        parent: parent == "C" ? nil : parent,
                        name: measure.name
                    )
                )
            )
        }
        events.append(
            .projectDefined(ProjectDefined(project: measure.key.projectKey, name: measure.name))
        )
        events.append(.measureDefined(measure))
        events += history.events.map { event($0.act) }
        return events.enumerated().map {
            NewEvent(id: id(Position($0.offset)), event: $0.element)
        }
    }

    private func event(_ act: ModelEvent.Act) -> Event {
        switch act {
        case .report(let report): return .progressReported(self.report(report))
        case .correct(let on, let amount, let more, let less, let ulp):
            return .reportCorrected(
                ReportCorrected(
                    subject: subject(on),
                    amount: stated(amount, more, less, ulp),
                    reason: "because"
                )
            )
        case .withdraw(let on):
            return .reportWithdrawn(ReportWithdrawn(subject: subject(on), reason: "because"))
        }
    }

    private func subject(_ index: Int) -> Subject {
        Subject(
            on: id(first + Position(index)),
            project: measure.key.projectKey,
            measure: "m"
        )
    }

    private func report(_ model: ModelReport) -> ProgressReported {
        var report = ProgressReported(
            measure: measure.key,
            mode: Mode(rawValue: model.mode) ?? .increment,
            amount: stated(model.amount, model.more, model.less, model.ulp),
            asOf: CalendarDate(day: Int32(model.asOf))
        )
        report.place = model.place == "C" ? nil : model.place
        report.facets = facets(model.facets)
        report.stage = measure.stages.count == 1 ? nil : Stage(rawValue: model.stage)
        report.nowAt = model.nowAt
        if model.mode == "total", model.baseline != history.measure.baseline {
            report.baseline = Self.baseline(model.baseline)
        }
        report.periodStart = model.periodStart.map { CalendarDate(day: Int32($0)) }
        return report
    }

    func facets(_ pairs: [String: String]) -> Facets {
        Facets(pairs.map { ($0.key, $0.value) }) ?? .none
    }

    private func stated(_ amount: Int64, _ more: Bool, _ less: Bool, _ ulp: Int64) -> StatedAmount {
        let value = Decimal(tenThousandths: amount)
        return StatedAmount(
            value: value,
            bound: Bound(mayBeMore: more, mayBeLess: less),
            written: ulp == 0 ? nil : Self.written(amount, ulp)
        )
    }

    /// The amount with just the digits that the model says were written.
    private static func written(_ amount: Int64, _ ulp: Int64) -> String {
        let magnitude = amount.magnitude
        var digits = String(magnitude % 10_000 + 10_000).dropFirst()
        var unit = ulp
        while unit > 1 {
            digits = digits.dropLast()
            unit /= 10
        }
        let sign = amount < 0 ? "-" : ""
        return sign + String(magnitude / 10_000) + (digits.isEmpty ? "" : "." + digits)
    }
}
