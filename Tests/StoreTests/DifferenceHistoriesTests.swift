import EventLog
import EventLogSQLite
import Milepost
import MilepostReports
import Testing

/// What a difference says, against an independent model of the fold, on random histories.
struct DifferenceHistoriesTests {
    @Test(arguments: 0..<10)
    func `old and new are the model's at both points`(_ batch: Int) throws {
        for seed in 40_000 + batch * 30..<40_030 + batch * 30 {
            let log = try HistoryLog(RandomHistory(seed: UInt64(seed)))
            let store = MemoryStore()
            try store.fill(log)
            let view = try store.read { $0 }
            var dice = SplitMix64(state: UInt64(seed) &* 104_729)
            for _ in 0..<4 { try compare(view, log, &dice) }
        }
    }

    @Test func `SQLite and memory find the same events`() throws {
        for seed in 41_000..<41_040 {
            let log = try HistoryLog(RandomHistory(seed: UInt64(seed)))
            let memory = MemoryStore()
            try memory.fill(log)
            let folder = try TemporaryFolder()
            let sqlite = try SQLiteStore.create(path: folder.path("log.sqlite"))
            try sqlite.fill(log)
            var dice = SplitMix64(state: UInt64(seed))
            for _ in 0..<3 {
                let query = draw(log, &dice).query
                let one = try memory.read { try difference($0, query).json.text }
                let other = try sqlite.read { try difference($0, query).json.text }
                #expect(one == other, "seed \(seed)")
            }
        }
    }

    /// Two points, as the program asks for them and as the model does.
    private struct Points {
        var query: DifferenceQuery
        var from: ModelPoint
        var to: ModelPoint
    }

    private struct ModelPoint {
        var asOf: Int
        var knownAt: Int
    }

    /// Points that share a day, or what is known, or neither.
    private func draw(_ log: HistoryLog, _ dice: inout SplitMix64) -> Points {
        func point() -> ModelPoint {
            ModelPoint(
                asOf: dice.pick(log.history.days) + dice.below(3) - 1,
                knownAt: dice.below(log.history.events.count)
            )
        }
        let from = point()
        var to = point()
        if dice.chance(40) { to.asOf = from.asOf }
        if dice.chance(40) { to.knownAt = from.knownAt }
        func asked(_ point: ModelPoint) -> DifferenceQuery.Point {
            DifferenceQuery.Point(
                asOf: CalendarDate(day: Int32(point.asOf)),
                knownAt: log.first + Position(point.knownAt)
            )
        }
        let query = DifferenceQuery(from: asked(from), to: asked(to), byPlace: true, all: true)
        return Points(query: query, from: from, to: to)
    }

    private func difference(_ view: some LogView, _ query: DifferenceQuery) throws -> Difference {
        let last = max(query.from.knownAt, query.to.knownAt)
        return try Difference(view, catalogue: Catalogue(view, knownAt: last), query: query)
    }

    private func figures(
        _ view: some LogView,
        _ point: DifferenceQuery.Point
    ) throws -> [Figure] {
        let query = StatusQuery(asOf: point.asOf, knownAt: point.knownAt, byPlace: true)
        return try StatusReport(view, query: query).projects.flatMap(\.figures).map(\.figure)
            .filter { $0.value != nil }
    }

    private func compare(
        _ view: some LogView,
        _ log: HistoryLog,
        _ dice: inout SplitMix64
    ) throws {
        let points = draw(log, &dice)
        let (from, to) = (points.from, points.to)
        let asked: Comment = "seed \(log.history.seed), from \(from) to \(to)"
        let difference = try difference(view, points.query)
        for change in difference.changes {
            let figure = try #require(change.row?.figure)
            let old = expected(figure, log, from)
            let new = expected(figure, log, to)
            #expect(change.old?.figure.value.map(ModelFigure.init) == old, asked)
            #expect(change.new?.figure.value.map(ModelFigure.init) == new, asked)
            #expect((change.kind == .added) == (old == nil), asked)
            #expect((change.kind == .removed) == (new == nil), asked)
            // Every amount that is another has an event, and every event is seen by one point only.
            #expect(old == new || !change.events.isEmpty, asked)
            for event in change.events {
                let isOld = sees(from, event, log)
                #expect(isOld != sees(to, event, log), asked)
            }
        }
        // The end of the chain and the cells name the same events.
        var short = points.query
        short.all = false
        let listed = try self.difference(view, short).changes.map {
            $0.events.map(\.position)
        }
        let every = difference.changes.map { $0.events.map(\.position) }
        #expect(listed == every.map { $0.suffix(20) }, asked)
        let before = try figures(view, points.query.from)
        let after = try figures(view, points.query.to)
        let counts = [Difference.Change.Kind.added, .removed, .revised].map {
            difference.changes($0).count
        }
        #expect(difference.unchanged + counts[2] + counts[1] == before.count, asked)
        #expect(difference.unchanged + counts[2] + counts[0] == after.count, asked)
        // What is not told is the same at both points, as the model sees it too.
        for figure in before + after where !difference.changes.contains(where: { $0.isOf(figure) })
        {
            #expect(expected(figure, log, from) == expected(figure, log, to), asked)
        }
    }

    private func sees(
        _ point: ModelPoint,
        _ event: HistoryEntry,
        _ log: HistoryLog
    ) -> Bool {
        let day = Int(event.asOf?.day ?? .max)
        return event.position - log.first <= Position(point.knownAt) && day <= point.asOf
    }

    private func expected(_ figure: Figure, _ log: HistoryLog, _ point: ModelPoint) -> ModelFigure?
    {
        let model = HistoryModel(measure: log.history.measure, events: log.history.events)
        let facets = Dictionary(
            uniqueKeysWithValues: figure.facets.pairs.map { ($0.name, $0.value) }
        )
        if let mode = figure.mode {
            return model.standing(
                mode: mode.rawValue,
                place: figure.place,
                facets: facets,
                stage: figure.stage.rawValue,
                nowAt: figure.nowAt,
                asOf: point.asOf,
                knownAt: point.knownAt
            )
        }
        return model.figure(
            place: figure.place,
            facets: facets,
            stage: figure.stage.rawValue,
            nowAt: figure.nowAt,
            baseline: figure.baseline.map(name) ?? "",
            asOf: point.asOf,
            knownAt: point.knownAt
        )
    }

    /// The model writes a dated baseline as the number of its day.
    private func name(_ baseline: Baseline) -> String {
        guard case .date(let date) = baseline else { return baseline.text }
        return String(date.day)
    }
}

extension Difference.Change {
    fileprivate func isOf(_ figure: Figure) -> Bool {
        guard let own = row?.figure else { return false }
        return own.place == figure.place && own.facets == figure.facets
            && own.stage == figure.stage && own.nowAt == figure.nowAt && own.mode == figure.mode
            && own.baseline == figure.baseline
    }
}
