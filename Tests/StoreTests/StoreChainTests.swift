import EventLog
import EventLogSQLite
import Milepost
import Testing

/// What every store promises of chains, definitions, amendments and cells.
struct StoreChainTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: LogKind.allCases)
    func `every type of line names the previous line of its chain`(_ kind: LogKind) throws {
        var other = Sample.measure
        other.measure = "repaired"
        var lastYear = Sample.measure
        lastYear.year = 2023
        let story: [(event: Event, prev: Position?)] = try [
            (Sample.opened(), nil),
            (Sample.place(), nil),
            (Sample.place("990101"), 1),
            (Sample.projectDefined(), nil),
            (Sample.measureDefined(), nil),
            (Sample.measureDefined(other), nil),
            (Sample.measureDefined(lastYear), nil),
            (Sample.projectDefined(), 3),
            (Sample.source("a"), nil),
            (Sample.target("40"), 4),
            (Sample.report(.total, "24", "2024-09-30"), 9),
            (Sample.report(.total, "3", "2024-09-30", of: other), 5),
            (Sample.statement(), 7),
            (Sample.statement("placed"), 10),
            (Sample.correction(of: 10, "26"), 13),
            (Sample.withdrawal(of: 14), 14),
            (Sample.withdrawal(of: 12, measure: nil), 12),
            (Sample.place("990102", parent: "990101"), 2),
            (Sample.source("b"), nil),
            (Sample.report(.increment, "5", "2024-10-31"), 15),
            (Sample.report(.total, "9", "2023-12-31", of: lastYear), 6),
        ]
        let store = try kind.makeStore(in: folder)
        for (number, step) in story.enumerated() {
            try store.append(Sample.numbered([step.event], from: UInt64(number)))
        }
        for (position, recorded) in try store.recorded().enumerated() {
            #expect(recorded.prev == story[position].prev, "@\(position)")
        }
        try store.inspect { view throws in
            #expect(try view.head(ofChain: "990100") == 17)
            #expect(try view.head(ofChain: "990100/2024/benches") == 16)
            #expect(try view.head(ofChain: "990100/2024/benches/placed") == 19)
            #expect(try view.head(ofChain: "990100/2024/benches/repaired") == 11)
            #expect(try view.head(ofChain: "990100/2023/benches/placed") == 20)
            #expect(try view.head(ofChain: "990100/2024/lamps") == nil)
            var walked: [Position] = []
            try view.chain("990100/2024/benches/placed", knownAt: 14) { position, _ in
                walked.append(position)
                return true
            }
            #expect(walked == [14, 13, 10, 9, 4])
        }
    }

    @Test(arguments: LogKind.allCases)
    func `one batch chains as single appends do`(_ kind: LogKind) throws {
        let events =
            try Sample.founding()
            + Sample.numbered(
                [
                    Sample.report(.increment, "5", "2024-01-31"),
                    Sample.report(.increment, "7", "2024-02-29"), Sample.target("40"),
                ],
                from: 4
            )
        let batch = try kind.makeStore(in: folder, name: "batch.sqlite")
        try batch.append(events)
        let single = try kind.makeStore(in: folder, name: "single.sqlite")
        for event in events { try single.append([event]) }
        #expect(try batch.lines() == single.lines())
    }

    @Test(arguments: LogKind.allCases)
    func `definitions and amendments are those known at a position`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(
            Sample.founding()
                + Sample.numbered(
                    [
                        Sample.report(.total, "24", "2024-09-30"), Sample.target("40"),
                        Sample.correction(of: 5, "36"), Sample.statement(), Sample.source("a"),
                        Sample.withdrawal(of: 7, measure: nil), Sample.withdrawal(of: 6),
                    ],
                    from: 4
                )
        )
        try store.inspect { view throws in
            #expect(try view.definitions(in: nil, knownAt: -1).isEmpty)
            #expect(try view.definitions(in: nil, knownAt: 3) == [1, 2, 3])
            #expect(try view.definitions(in: nil, knownAt: 10) == [1, 2, 3, 5, 7, 8])
            #expect(
                try view.amendments(of: 5) == [
                    Amendment(root: 5, position: 6, target: 5, kind: .correction),
                    Amendment(root: 5, position: 10, target: 6, kind: .withdrawal),
                ]
            )
            #expect(
                try view.amendments(of: 7) == [
                    Amendment(root: 7, position: 9, target: 7, kind: .withdrawal)
                ]
            )
            #expect(try view.amendments(of: 4).isEmpty)
            func target(knownAt: Position) throws -> String? {
                try Catalogue(view, knownAt: knownAt).targets[Sample.measure]?
                    .first?.target.amount.value.description
            }
            #expect(try target(knownAt: 4) == nil)
            #expect(try target(knownAt: 5) == "40")
            #expect(try target(knownAt: 6) == "36")
            #expect(try target(knownAt: 10) == "40")
            #expect(try Catalogue(view, knownAt: 8).statements.count == 1)
            #expect(try Catalogue(view, knownAt: 9).statements.isEmpty)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `a figure is the one known at each position, whatever came later`(
        _ kind: LogKind
    ) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(
            Sample.founding()
                + Sample.numbered(
                    [
                        Sample.report(.total, "24", "2024-09-30"),
                        Sample.report(.increment, "5", "2024-10-31"),
                        Sample.correction(of: 4, "26"), Sample.withdrawal(of: 5),
                        Sample.withdrawal(of: 7), Sample.report(.increment, "2", "2024-08-31"),
                        Sample.report(.total, "33", "2024-10-31"),
                    ],
                    from: 4
                )
        )
        let expected: [(knownAt: Position, september: String?, october: String?)] = [
            (3, nil, nil), (4, "24", "24"), (5, "24", "29"), (6, "26", "31"), (7, "26", "26"),
            (8, "26", "31"), (9, "26", "31"), (10, "26", "33"),
        ]
        for (knownAt, september, october) in expected {
            #expect(try store.value(asOf: "2024-09-30", knownAt: knownAt) == september)
            #expect(try store.value(asOf: "2024-10-31", knownAt: knownAt) == october)
        }
        #expect(try store.value(asOf: "2024-08-31", knownAt: 8) == nil)
        #expect(try store.value(asOf: "2024-08-31", knownAt: 9) == "2")
    }

    @Test(arguments: LogKind.allCases)
    func `cells are read by day and lane, newest first`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(
            Sample.founding()
                + Sample.numbered(
                    [
                        Sample.report(.increment, "5", "2024-01-31"),
                        Sample.report(.increment, "2", "2024-01-31"),
                        Sample.report(.increment, "7", "2024-02-29"),
                        Sample.report(.total, "24", "2024-09-30"),
                    ],
                    from: 4
                )
        )
        try store.inspect { view throws in
            let series = try #require(try view.series(of: Sample.measure).values.first)
            #expect(try view.lanes(of: series) == [.increments, .ownTotal])
            func days(knownAt: Position) throws -> [String] {
                var found: [String] = []
                try view.days(
                    in: .increments,
                    of: series,
                    from: .min,
                    through: .max,
                    knownAt: knownAt
                ) { day, cell in
                    found.append(
                        "\(CalendarDate(day: day)) \(cell.quantity.value) of \(cell.count)"
                    )
                }
                return found
            }
            #expect(try days(knownAt: 3).isEmpty)
            #expect(try days(knownAt: 4) == ["2024-01-31 5 of 1"])
            #expect(try days(knownAt: 7) == ["2024-02-29 7 of 1", "2024-01-31 7 of 2"])
            let newest = try view.newest(
                in: .ownTotal,
                of: series,
                through: .max,
                knownAt: 7
            )
            #expect(newest?.cell.quantity.value == Decimal(plain: "24"))
            let early = try view.newest(in: .ownTotal, of: series, through: .max, knownAt: 6)
            #expect(early == nil)
        }
    }
}
