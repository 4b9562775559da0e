import EventLog
import Milepost
import Testing

/// What every store promises of its clock.
struct StoreClockTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func report(_ number: UInt64) throws -> [NewEvent] {
        Sample.numbered([try Sample.report(.increment, "5", "2024-01-31")], from: number)
    }

    @Test(arguments: LogKind.allCases)
    func `recorded times never go back, however the clock does`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding(), at: "2024-10-08T04:00:00.000Z")
        try store.append(report(4), at: "2024-10-08T03:58:00.000Z")
        try store.append(report(5), at: "2024-10-08T04:00:01.250Z")
        try store.append(report(6), at: "2024-10-08T03:57:00.000Z")
        #expect(
            try store.recorded().dropFirst(3).map(\.recordedAt.description) == [
                "2024-10-08T04:00:00.000Z", "2024-10-08T04:00:00.000Z",
                "2024-10-08T04:00:01.250Z", "2024-10-08T04:00:01.250Z",
            ]
        )
    }

    @Test(arguments: LogKind.allCases)
    func `a clock 5 minutes behind is taken, one millisecond more is refused`(
        _ kind: LogKind
    ) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding(), at: "2024-10-08T04:00:00.000Z")
        try store.append(report(4), at: "2024-10-08T03:55:00.000Z")
        #expect(
            throws: AppendError.clockBehind(
                last: try #require(Moment("2024-10-08T04:00:00.000Z")),
                now: try #require(Moment("2024-10-08T03:54:59.999Z"))
            )
        ) {
            try store.append(report(5), at: "2024-10-08T03:54:59.999Z")
        }
        #expect(try store.size() == 5)
        #expect(try store.recorded()[4].clockReason == nil)
    }

    @Test(arguments: LogKind.allCases)
    func `a clock far behind is taken with a reason, which is kept`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding(), at: "2026-10-08T04:00:00.000Z")
        try store.append(
            report(4),
            at: "2024-10-08T04:00:00.000Z",
            clockReason: "set to 2026 by mistake"
        )
        let last = try #require(try store.recorded().last)
        #expect(last.clockReason == "set to 2026 by mistake")
        #expect(last.recordedAt.description == "2026-10-08T04:00:00.000Z")
    }

    @Test(arguments: LogKind.allCases)
    func `a reason given beside a right clock is not kept`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        try store.append(report(4), clockReason: "not needed")
        #expect(try store.recorded()[4].clockReason == nil)
    }

    @Test(arguments: LogKind.allCases)
    func `the same event again is the same although its clock was wrong the first time`(
        _ kind: LogKind
    ) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding(), at: "2026-10-08T04:00:00.000Z")
        let wrong = "2024-10-08T04:00:00.000Z"
        try store.append(report(4), at: wrong, clockReason: "set to 2026 by mistake")
        let again = try store.append(report(4), at: wrong, clockReason: "set to 2026 by mistake")
        #expect(again == [Appended(position: 4, id: Sample.id(4), added: false)])
        let later = try store.append(report(4), at: "2026-10-08T05:00:00.000Z")
        #expect(later == [Appended(position: 4, id: Sample.id(4), added: false)])
    }

    @Test(arguments: LogKind.allCases)
    func `a retry is answered although the clock is far behind by now`(_ kind: LogKind) throws {
        let store = try kind.makeStore(in: folder)
        try store.append(Sample.founding())
        let again = try store.append(Sample.founding(), at: "2024-01-01T00:00:00.000Z")
        #expect(again.map(\.added) == [false, false, false, false])
    }
}
