import Testing

/// A clock that jumps: what is recorded never goes back in time, and nobody is held up without
/// being told why.
struct WrongClockTests {
    private static let record = ["record", "pocket-parks/parks", "+1", "--as-of", "2024-09"]

    static let commands = [
        record, ["record", "--from", "sheet.csv"], ["correct", "last", "+2", "--reason", "twice"],
        ["close", "2024-08"], ["checkpoint"], ["key", "--new", "--reason", "handed over"],
    ]

    @Test(arguments: commands)
    func `a clock behind the log is refused until a reason is given`(command: [String]) throws {
        let office = try Office.withKey()
        try office.succeed(Self.record)
        try office.write(
            "project,measure,amount,as-of\npocket-parks,parks,+3,2024-09-30\n",
            to: "sheet.csv"
        )
        // The log's last time is 02:00: five minutes are borne, as between two computers.
        office.now = "2024-10-10T01:54:59.999Z"
        try office.refuses(
            command,
            status: 3,
            saying: ["2024-10-10T02:00:00.000Z", "--clock-was-wrong"]
        )
        let chinese = try office.run(command + ["--lang", "zh"])
        #expect(chinese.status == 3 && chinese.err.contains("校准时钟"), "\(chinese.said)")
        try office.succeed(command + ["--clock-was-wrong", "battery replaced"])
        #expect(try office.export().contains(#""clockReason":"battery replaced""#))
        try checkTimes(of: office)
    }

    @Test(arguments: commands)
    func `a clock that jumped ahead and back is told once`(command: [String]) throws {
        let office = try Office.withKey()
        try office.succeed(Self.record)
        try office.write(
            "project,measure,amount,as-of\npocket-parks,parks,+3,2024-09-30\n",
            to: "sheet.csv"
        )
        office.now = "2031-01-01T00:00:00.000Z"
        try office.succeed(command)
        office.now = "2024-10-10T02:01:00.000Z"
        try office.refuses(
            Self.record,
            status: 3,
            saying: ["2031-01-01T00:00:00.000Z", "--clock-was-wrong"]
        )
        try office.succeed(Self.record + ["--clock-was-wrong", "set to 2031 by mistake"])
        let last = try #require(try office.export().split(separator: "\n").last)
        #expect(last.contains(#""recordedAt":"2031-01-01T00:00:00.000Z""#))
        try checkTimes(of: office)
    }

    private func checkTimes(of office: Office) throws {
        let times = try office.export().matches(of: /"recordedAt":"([^"]*)"/).map { String($0.1) }
        #expect(times == times.sorted())
        try office.succeed("verify")
    }
}
