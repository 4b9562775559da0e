import EventLog
import EventLogSQLite
import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

/// What an import does not take: what this program would not have decided.
struct ForeignLinesTests {
    /// A log of a plan, a document and three reports; the last is the event that a test forges.
    private func history() throws -> ForeignHistory {
        let history = try ForeignHistory()
        try history.log.report("works/lamps", "+5", "2024-08-31", at: .completed)
        try history.log.report("works/insured", "670", "2024-08-31")
        try history.log.report("works/lamps", "+7", "2024-09-30", at: .completed)
        return history
    }

    /// Why an import is refused that ends with this event in place of the last, or nil.
    private func refusal(
        _ history: ForeignHistory,
        replacingLast: Bool = true,
        actor: String = "zhou",
        _ event: Event
    ) throws -> String? {
        var lines = try history.log.lines
        if replacingLast { lines.removeLast() }
        let recorded = try lines.map { try EventText.read($0) }
        let prev = recorded.lastIndex { $0.event.chain == event.chain }
        let forged = RecordedEvent(
            id: WorkedLog.id(Position(lines.count)),
            actor: actor,
            recordedAt: recorded[lines.count - 1].recordedAt,
            prev: event.chain == nil ? nil : prev.map { Position($0) },
            event: event
        )
        lines.append(EventText.line(forged))
        let folder = try TemporaryFolder()
        do {
            _ = try LineImport.take(lines, to: folder.path("log.sqlite"))
        } catch let failure as Failure {
            #expect(failure.status == 2)
            #expect(failure.message.hasPrefix("log.jsonl, line \(lines.count): "))
            return failure.message
        }
        return nil
    }

    private func forged(
        _ change: (inout ProgressReported) throws -> Void
    ) throws -> String? {
        let history = try history()
        var report = try #require(try history.log.reports("works/lamps").last)
        try change(&report)
        return try refusal(history, .progressReported(report))
    }

    @Test func `a report that is left as it was is taken`() throws {
        #expect(try forged { _ in } == nil)
        #expect(try forged { $0.place = "990103" } == nil)
    }

    @Test func `a report whose value is not what is written is refused`() throws {
        let value = try #require(Decimal(plain: "24"))
        #expect(
            try forged { $0.amount = StatedAmount(value: value, written: "99万") }?
                .contains("amount") == true
        )
        #expect(try forged { $0.amount = StatedAmount(value: value, written: "many") } != nil)
        #expect(
            try forged { $0.amount = StatedAmount(value: value, bound: .atMost, written: "24余") }
                != nil
        )
    }

    @Test func `a report of what was never planned is refused`() throws {
        #expect(try forged { $0.place = "990199" }?.contains("990199") == true)
        #expect(try forged { $0.stage = .inUse }?.contains("inUse") == true)
        #expect(try forged { $0.stage = nil } != nil)
        #expect(try forged { $0.facets = Facets([("tier", "国家级")]) ?? .none } != nil)
        #expect(try forged { $0.facets = Facets([("zone", "东")]) ?? .none } != nil)
        #expect(try forged { $0.mode = .level } != nil)
        #expect(try forged { $0.measure.measure = "poles" }?.contains("poles") == true)
        let (known, unknown) = (
            String(repeating: "ab", count: 32), String(repeating: "cd", count: 32)
        )
        #expect(try forged { $0.source = SourceRange(document: known, range: 1..<900) } == nil)
        #expect(try forged { $0.source = SourceRange(document: known, range: 1..<901) } != nil)
        #expect(try forged { $0.source = SourceRange(document: unknown, range: nil) } != nil)
    }

    @Test func `a default that is written is refused`() throws {
        #expect(try forged { $0.place = "990100" }?.contains("place") == true)
        #expect(
            try forged {
                $0.mode = .total
                $0.baseline = .year
            }?.contains("baseline") == true
        )
        #expect(try forged { $0.unit = "盏" } != nil)
    }

    @Test func `a report refers to reports of its own figure, and replaces what makes way`() throws
    {
        let history = try history()
        let size = try history.log.head + 1
        func forged(_ change: (inout ProgressReported) -> Void) throws -> String? {
            var report = try #require(try history.log.reports("works/lamps").last)
            change(&report)
            return try refusal(history, .progressReported(report))
        }
        #expect(try forged { $0.restates = WorkedLog.id(size - 2) } != nil, "of another measure")
        #expect(try forged { $0.restates = WorkedLog.id(size - 3) } != nil, "of another day")
        #expect(try forged { $0.restates = WorkedLog.id(99) } != nil)
        #expect(try forged { $0.replaces = WorkedLog.id(size - 3) }?.contains("alone") == true)
    }

    @Test func `a text that hides something is refused`() throws {
        #expect(try forged { $0.note = "a\u{202E}b" }?.contains("U+202E") == true)
        #expect(try forged { $0.note = String(repeating: "长", count: 2001) } != nil)
        let history = try history()
        let report = try #require(try history.log.reports("works/lamps").last)
        let event = Event.progressReported(report)
        #expect(try refusal(history, actor: "周\u{7}", event) != nil)
        #expect(try refusal(history, actor: String(repeating: "周", count: 201), event) != nil)
        #expect(try refusal(history, actor: String(repeating: "周", count: 200), event) == nil)
    }

    @Test func `a correction or withdrawal acts on what is there and in force`() throws {
        let history = try history()
        let last = WorkedLog.Entry(
            id: WorkedLog.id(try history.log.head),
            position: try history.log.head,
            warnings: []
        )
        let project = ProjectKey(city: "990100", year: 2024, project: "works")
        func correct(_ id: EventID, measure: String = "lamps", _ value: String = "8") throws
            -> String?
        {
            let correction = ReportCorrected(
                subject: Subject(on: id, project: project, measure: measure),
                amount: StatedAmount(value: try #require(Decimal(plain: value))),
                reason: "核对"
            )
            return try refusal(history, replacingLast: false, .reportCorrected(correction))
        }
        func withdraw(_ id: EventID, replacedBy: EventID? = nil) throws -> String? {
            var withdrawal = ReportWithdrawn(
                subject: Subject(on: id, project: project, measure: "lamps"),
                reason: "重复"
            )
            withdrawal.replacedBy = replacedBy
            return try refusal(history, replacingLast: false, .reportWithdrawn(withdrawal))
        }
        #expect(try correct(last.id) == nil)
        #expect(try correct(last.id, measure: "insured") != nil, "the subject is repeated")
        #expect(try correct(WorkedLog.id(99)) != nil)
        #expect(try correct(WorkedLog.id(3)) != nil, "a definition")
        #expect(try correct(last.id, "-8") != nil, "a fall needs a note")
        #expect(try withdraw(last.id) == nil)
        #expect(try withdraw(last.id, replacedBy: WorkedLog.id(98))?.contains("alone") == true)
        #expect(try withdraw(WorkedLog.id(3)) != nil)
        try history.log.withdraw(last)
        #expect(try correct(last.id) != nil)
        #expect(try withdraw(last.id) != nil)
    }

    @Test func `a definition is one that the plan could hold`() throws {
        let history = try history()
        let lamps = try history.log.measure("works/lamps")
        let name = lamps.name
        func take(_ event: Event) throws -> String? {
            try refusal(history, replacingLast: false, event)
        }
        func measure(_ change: (inout MeasureDefined) -> Void) throws -> String? {
            var measure = lamps
            change(&measure)
            return try take(.measureDefined(measure))
        }
        #expect(try measure { $0.aliases = ["路灯"] } == nil)
        #expect(try measure { _ in } != nil, "nothing is new")
        #expect(try measure { $0.unit = "个" } != nil)
        #expect(try measure { $0.kind = .stock } != nil)
        #expect(try measure { $0.stages = [.completed] } != nil)
        #expect(try measure { $0.key.project = "parks" }?.contains("parks") == true)
        #expect(
            try measure {
                $0.key.measure = "poles"
                $0.stages = [.started, .started]
            } != nil
        )
        #expect(try measure { $0.relations.partOf = "poles" }?.contains("poles") == true)
        func place(_ code: String, _ parent: String?) throws -> String? {
            try take(
                .placeDefined(
                    PlaceDefined(city: "990100", place: code, parent: parent, name: name)
                )
            )
        }
        #expect(try place("990104", "990102") == nil)
        #expect(try place("990104", "990199") != nil)
        #expect(try place("990104", "990100") != nil, "a default")
        #expect(try place("990102", "990103") != nil, "a circle")
        func source(_ document: String) throws -> String? {
            try take(
                .sourceRegistered(SourceRegistered(document: document, title: "公报", scalars: 9))
            )
        }
        #expect(try source(String(repeating: "0f", count: 32)) == nil)
        #expect(try source(String(repeating: "0F", count: 32)) != nil)
        #expect(try source("0f") != nil)
        let project = ProjectKey(city: "990200", year: 2024, project: "works")
        #expect(try take(.projectDefined(ProjectDefined(project: project, name: name))) != nil)
    }

    @Test func `a target or statement is one that could be made`() throws {
        let history = try history()
        let lamps = try history.log.measure("works/lamps").key
        func target(_ change: (inout TargetSet) -> Void) throws -> String? {
            var target = TargetSet(
                measure: lamps,
                amount: StatedAmount(value: try #require(Decimal(plain: "40"))),
                due: try #require(CalendarDate(iso: "2024-12-31")),
                from: CalendarDate(iso: "2024-01-01")
            )
            change(&target)
            return try refusal(history, replacingLast: false, .targetSet(target))
        }
        #expect(try target { _ in } == nil)
        #expect(try target { $0.amount.bound = .atLeast } != nil, "a default")
        #expect(try target { $0.amount.written = "9万" } != nil)
        #expect(try target { $0.stage = .completed } != nil, "a default")
        #expect(try target { $0.replaces = WorkedLog.id(2) } != nil)
        func statement(_ change: (inout StatusDeclared) -> Void) throws -> String? {
            var statement = StatusDeclared(
                project: lamps.projectKey,
                status: .underWay,
                asOf: try #require(CalendarDate(iso: "2024-09-30"))
            )
            change(&statement)
            return try refusal(history, replacingLast: false, .statusDeclared(statement))
        }
        #expect(try statement { _ in } == nil)
        #expect(try statement { $0.measure = "poles" } != nil)
        #expect(try statement { $0.place = "990199" } != nil)
        #expect(try statement { $0.status = .other } != nil, "without a note")
    }

    @Test func `a log opens in a time zone that there is, by a clock that was right`() throws {
        let lines = try history().log.lines
        let first = try EventText.read(lines[0])
        guard case .logOpened(var opened) = first.event else {
            Issue.record("no LogOpened")
            return
        }
        func take(_ recorded: RecordedEvent) throws {
            let folder = try TemporaryFolder()
            _ = try LineImport.take([EventText.line(recorded)], to: folder.path("log.sqlite"))
        }
        try take(first)
        var late = first
        late.clockReason = "set wrong"
        #expect(throws: Failure.self) { try take(late) }
        opened.timeZone = "Asia/Atlantis"
        var elsewhere = first
        elsewhere.event = .logOpened(opened)
        #expect(throws: Failure.self) { try take(elsewhere) }
    }
}
