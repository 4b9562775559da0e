import Testing

/// One report on the command line that can't be taken.
struct BadReport: Sendable, CustomTestStringConvertible {
    let what: String
    let arguments: [String]
    let words: [String]

    var testDescription: String { what }

    init(_ what: String, _ arguments: [String], saying words: [String]) {
        self.what = what
        self.arguments = arguments
        self.words = words
    }

    static let all = [
        BadReport(
            "an unknown project",
            ["benches/lamps", "+1"],
            saying: ["no project", "benches"]
        ),
        BadReport(
            "an unknown measure",
            ["street-lamps/benches", "+1"],
            saying: ["benches", "lamps"]
        ),
        BadReport("another unit", ["pocket-parks/parks", "+5盏"], saying: ["盏", "个"]),
        BadReport("no number", ["pocket-parks/parks", "NaN"], saying: ["NaN", "not an amount"]),
        BadReport(
            "an exponent",
            ["pocket-parks/parks", "1e9", "--mode", "total"],
            saying: ["1e9", "exponent"]
        ),
        BadReport(
            "twenty digits",
            ["pocket-parks/parks", "=12345678901234567890"],
            saying: ["12345678901234567890", "too large"]
        ),
        BadReport(
            "five decimals",
            ["pocket-parks/parks", "=1.23456"],
            saying: ["1.23456", "decimals"]
        ),
        BadReport(
            "groups of four",
            ["pocket-parks/parks", "=1,2345"],
            saying: ["1,2345", "three"]
        ),
        BadReport(
            "a flow without sign or mode",
            ["pocket-parks/parks", "5"],
            saying: ["'+5'", "'=5'", "--mode", "increment", "total"]
        ),
        BadReport(
            "a fall without a note",
            ["pocket-parks/parks", "-5"],
            saying: ["--note", "-5"]
        ),
        BadReport(
            "a ladder without a stage",
            ["street-lamps/lamps", "+5"],
            saying: ["--stage", "started", "completed"]
        ),
        BadReport(
            "a day and month alone",
            ["pocket-parks/parks", "+5", "--as-of", "09-30"],
            saying: ["--as-of", "09-30", "year"]
        ),
        BadReport(
            "a month alone",
            ["pocket-parks/parks", "+5", "--as-of", "9月"],
            saying: ["--as-of", "9月", "year"]
        ),
        BadReport(
            "a spreadsheet's date",
            ["pocket-parks/parks", "+5", "--as-of", "Sep-24"],
            saying: ["--as-of", "Sep-24", "as text"]
        ),
        BadReport(
            "a day that is not in the calendar",
            ["pocket-parks/parks", "+5", "--as-of", "2024-02-30"],
            saying: ["2024-02-30"]
        ),
        BadReport(
            "an identity number in the note",
            ["pocket-parks/parks", "+5", "--note", "联系人身份证号110101199003077758"],
            saying: ["note", "identity number"]
        ),
        BadReport(
            "a mobile number in the note",
            ["pocket-parks/parks", "+5", "--note", "联系电话13912345678"],
            saying: ["note", "mobile number"]
        ),
        BadReport(
            "an unknown place",
            ["pocket-parks/parks", "+5", "--place", "河南区"],
            saying: ["河南区"]
        ),
        BadReport(
            "an unknown mode",
            ["pocket-parks/parks", "5", "--mode", "more"],
            saying: ["--mode", "more", "increment"]
        ),
        BadReport(
            "a mode that the kind does not take",
            ["basic-pension/monthly-amount", "140", "--mode", "total"],
            saying: ["level"]
        ),
        BadReport(
            "an id that is no UUID",
            ["pocket-parks/parks", "+5", "--id", "42"],
            saying: ["--id", "UUID"]
        ),
        BadReport(
            "a source that is not registered",
            ["pocket-parks/parks", "+5", "--source", "52be8599c2dd#1-2"],
            saying: ["52be8599c2dd"]
        ),
    ]
}

struct BadAmountTests {
    @Test(arguments: BadReport.all)
    func `what can't be taken is refused in words and leaves the log alone`(
        report: BadReport
    ) throws {
        let office = try Office.withPlan()
        try office.refuses(["record"] + report.arguments, saying: report.words)
    }

    @Test func `a refusal in Chinese is Chinese`() throws {
        let office = try Office.withPlan()
        let answer = try office.refuses(
            ["record", "pocket-parks/parks", "5", "--lang", "zh"],
            saying: ["错误：", "新增", "累计"]
        )
        #expect(!answer.err.contains("Error"))
    }

    @Test func `a code of two years is listed with both and refused`() throws {
        let office = try Office.withPlan()
        try office.write(Office.plan.replacing("2024", with: "2025"), to: "2025.yaml")
        try office.succeed("plan", "import", "2025.yaml")
        try office.refuses(
            ["record", "pocket-parks/parks", "+5"],
            saying: ["2024/pocket-parks", "2025/pocket-parks"]
        )
        try office.succeed("record", "2025/pocket-parks/parks", "+5", "--as-of", "2025-01")
    }

    @Test func `nobody named as the one who records is refused`() throws {
        let office = try Office()
        try office.makeLog(actor: nil)
        try office.write(Office.plan, to: "plan.yaml")
        try office.refuses(["plan", "import", "plan.yaml"], saying: ["--actor", "MILEPOST_ACTOR"])
        try office.succeed("plan", "import", "plan.yaml", "--actor", "张三")
        try office.refuses(["record", "pocket-parks/parks", "+5"], saying: ["--actor"])
        let answer = try office.run(
            ["record", "pocket-parks/parks", "+5"],
            environment: ["MILEPOST_ACTOR": "李四"]
        )
        #expect(answer.status == 0, "\(answer.said)")
        #expect(try office.export().contains(#""actor":"李四""#))
    }

    @Test func `a fall is no option, and with a note it is taken`() throws {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "+9", "--as-of", "2024-08")
        let out = try office.succeed(
            "record",
            "pocket-parks/parks",
            "-2",
            "--as-of",
            "2024-09",
            "--note",
            "两处移交区里"
        )
        #expect(out.contains("7 个"))
    }
}
