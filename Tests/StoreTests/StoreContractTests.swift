import EventLog
import EventLogSQLite
import Milepost
import Testing

/// What every store promises of appending and reading.
struct StoreContractTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: LogKind.allCases)
    func `an empty log has no position, no line and no event`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.inspect { view throws in
            #expect(try view.size() == 0)
            #expect(try view.line(at: 0) == nil)
            #expect(try view.leafHash(at: 0) == nil)
            #expect(try view.recorded(at: 0) == nil)
            #expect(try view.position(of: Sample.id(0)) == nil)
        }
        #expect(try store.lines().isEmpty)
    }

    @Test(arguments: LogKind.allCases)
    func `positions run from 0 without a gap, over several transactions`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        #expect(try store.append(Sample.founding()).map(\.position) == [0, 1, 2, 3])
        let more = try [
            Sample.report(.increment, "5", "2024-01-31"),
            Sample.report(.increment, "7", "2024-02-29"),
        ]
        let appended = try store.append(Sample.numbered(more, from: 4))
        #expect(appended.map(\.position) == [4, 5])
        #expect(appended.map(\.added) == [true, true])
        #expect(try store.size() == 6)
        try store.inspect { view throws in
            for number in 0..<6 {
                #expect(try view.position(of: Sample.id(UInt64(number))) == Position(number))
                #expect(try view.id(at: Position(number)) == Sample.id(UInt64(number)))
            }
            #expect(try view.line(at: 6) == nil)
        }
    }

    @Test(arguments: LogKind.allCases)
    func `an append that expects another size is refused with the size found`(
        _ kind: LogKind
    ) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding(), expecting: 0)
        let report = Sample.numbered([try Sample.report(.increment, "5", "2024-01-31")], from: 4)
        #expect(throws: AppendError.conflict(expected: 3, found: 4)) {
            try store.append(report, expecting: 3)
        }
        #expect(throws: AppendError.conflict(expected: 5, found: 4)) {
            try store.append(report, expecting: 5)
        }
        #expect(try store.size() == 4)
        #expect(try store.append(report, expecting: 4).map(\.position) == [4])
    }

    @Test(arguments: LogKind.allCases)
    func `the same id with the same content is where it was first, later and by any clock`(
        _ kind: LogKind
    ) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        let report = Sample.numbered([try Sample.report(.increment, "5", "2024-01-31")], from: 4)
        try store.append(report)
        let before = try store.lines()
        for time in ["2024-10-08T04:00:00.000Z", "2025-01-01T00:00:00.000Z"] {
            let again = try store.append(report, at: time)
            #expect(again == [Appended(position: 4, id: Sample.id(4), added: false)])
        }
        #expect(try store.lines() == before)
    }

    @Test(arguments: LogKind.allCases)
    func `of a batch only what is new is added`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        let more = Sample.numbered([try Sample.report(.increment, "5", "2024-01-31")], from: 4)
        let appended = try store.append(Sample.founding() + more + more)
        #expect(appended.map(\.position) == [0, 1, 2, 3, 4, 4])
        #expect(appended.map(\.added) == [false, false, false, false, true, false])
        #expect(try store.size() == 5)
        #expect(try store.value(asOf: "2024-01-31", knownAt: 4) == "5")
    }

    @Test(arguments: LogKind.allCases)
    func `the same id with other content is refused with its place`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        try store.append(
            Sample.numbered([try Sample.report(.increment, "5", "2024-01-31")], from: 4)
        )
        let reused = AppendError.idReused(Sample.id(4), at: 4)
        let before = try store.lines()
        for other in [
            try Sample.report(.increment, "6", "2024-01-31"),
            try Sample.report(.total, "5", "2024-01-31"),
            try Sample.report(.increment, "5", "2024-02-29"),
            try Sample.statement(),
        ] {
            #expect(throws: reused) {
                try store.append([NewEvent(id: Sample.id(4), event: other)])
            }
        }
        #expect(throws: reused, "another actor says something else") {
            try store.append(
                Sample.numbered([try Sample.report(.increment, "5", "2024-01-31")], from: 4),
                actor: "qian"
            )
        }
        #expect(try store.lines() == before)
    }

    @Test(arguments: LogKind.allCases)
    func `a refusal in the middle of a batch takes the whole batch back`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        let fresh = Sample.numbered([try Sample.report(.increment, "5", "2024-01-31")], from: 4)
        let reused = NewEvent(id: Sample.id(0), event: try Sample.statement())
        #expect(throws: AppendError.idReused(Sample.id(0), at: 0)) {
            try store.append(fresh + [reused])
        }
        #expect(try store.size() == 4)
        #expect(try store.value(asOf: "2024-12-31", knownAt: 3) == nil)
    }

    @Test(arguments: LogKind.allCases)
    func `a write that throws leaves neither lines nor figures nor chains`(
        _ kind: LogKind
    ) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        let before = try store.lines()
        let events = try [
            Sample.report(.total, "24", "2024-09-30"), Sample.target("40"), Sample.source("a"),
        ]
        #expect(throws: GaveUp.self) {
            try store.appendAndGiveUp(Sample.numbered(events, from: 4))
        }
        #expect(try store.lines() == before)
        try store.inspect { view throws in
            #expect(try view.size() == 4)
            #expect(try view.position(of: Sample.id(4)) == nil)
            #expect(try view.definitions(in: nil, knownAt: 100) == [1, 2, 3])
            #expect(try view.head(ofChain: Sample.measure.chain) == 3)
            #expect(try view.series(of: Sample.measure).isEmpty)
        }
        #expect(try store.value(asOf: "2024-12-31", knownAt: 3) == nil)
        let appended = try store.append(Sample.numbered(events, from: 4))
        #expect(appended.map(\.position) == [4, 5, 6])
    }

    @Test(arguments: LogKind.allCases)
    func `a leaf hash is SHA-256 of a zero byte and the line`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        try store.inspect { view throws in
            for position in 0..<(try view.size()) {
                let line = try #require(try view.line(at: position))
                #expect(try view.leafHash(at: position) == LeafHash.sha256([0x00] + line))
            }
        }
        // The digest of a single zero byte, as published: the leaf of an empty line.
        #expect(
            LeafHash.of([]).hex
                == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        )
    }

    @Test(arguments: LogKind.allCases)
    func `reading begins at a position, ends at another, and stops when told`(
        _ kind: LogKind
    ) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        func read(_ first: Position, _ last: Position, stopAfter count: Int = .max) throws
            -> [Position]
        {
            try store.inspect { view throws in
                var read: [Position] = []
                try view.lines(from: first, through: last) { position, line throws in
                    #expect(try Array(line) == view.line(at: position))
                    read.append(position)
                    return read.count < count
                }
                return read
            }
        }
        #expect(try read(0, .max) == [0, 1, 2, 3])
        #expect(try read(2, .max) == [2, 3])
        #expect(try read(1, 2) == [1, 2])
        #expect(try read(3, 3) == [3])
        #expect(try read(4, .max).isEmpty)
        #expect(try read(2, 1).isEmpty)
        #expect(try read(0, .max, stopAfter: 2) == [0, 1])
    }

    @Test(arguments: LogKind.allCases)
    func `the end of an id finds every event that has it, and at most 9`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        func alike(_ count: UInt64, low: UInt64) throws -> [NewEvent] {
            try (1...count).map { number in
                NewEvent(
                    id: EventID(high: number << 16 | 0x7000, low: 0x8000_0000_0000_0000 | low),
                    event: try Sample.report(.increment, "1", "2024-01-31")
                )
            }
        }
        try store.append(try alike(3, low: 0xABCDEF) + alike(12, low: 0x123456))
        try store.inspect { view throws in
            #expect(try view.positions(ofIDsEndingIn: "000002") == [2])
            #expect(try view.positions(ofIDsEndingIn: "fedcba").isEmpty)
            #expect(try Set(view.positions(ofIDsEndingIn: "abcdef")) == [4, 5, 6])
            #expect(try view.positions(ofIDsEndingIn: "123456").count == 9)
        }
    }
}
