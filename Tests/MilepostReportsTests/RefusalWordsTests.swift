import EventLog
import Milepost
import MilepostReports
import Testing

struct RefusalWordsTests {
    private static let measure = MeasureKey(
        city: "130800",
        year: 2024,
        project: "street-lamps",
        measure: "lamps"
    )
    private static let event = EventID(high: 7, low: 1)
    private static let other = EventID(high: 7, low: 2)
    private static let day = CalendarDate(day: 19_996)
    private static let later = CalendarDate(day: 20_000)
    private static let five = Decimal(tenThousandths: 50_000)
    private static let minus = Decimal(tenThousandths: -50_000)

    /// A refusal of each case, with what its message must name in either language.
    static let refusals: [(Refusal, names: [String])] = [
        (.unknownProject("street-lamp", near: ["street-lamps"]), ["street-lamp", "street-lamps"]),
        (.unknownProject("street-lamp", near: []), ["street-lamp", "plan show"]),
        (
            .unknownMeasure("lumps", in: measure.projectKey, known: ["lamps"]),
            ["lumps", "130800/2024/street-lamps", "street-lamps/lamps"]
        ),
        (
            .unknownMeasure("", in: measure.projectKey, known: ["lamps", "poles"]),
            ["street-lamps/lamps", "street-lamps/poles"]
        ),
        (.unknownMeasure("lumps", in: measure.projectKey, known: []), ["130800/2024/street-lamps"]),
        (
            .ambiguous("lamps", fits: ["130800/2024/a", "371300/2021/a"]),
            ["lamps", "371300/2021/a"]
        ),
        (.unknownPlace("双桥", known: ["130802"]), ["双桥", "130802", "--place"]),
        (.unknownFacet("level", known: ["tier"]), ["level", "tier", "--facet"]),
        (.unknownFacet("level", known: []), ["level", "--facet"]),
        (
            .unknownFacetValue(facet: "tier", value: "乡级", known: ["市级"]),
            ["tier", "乡级", "市级"]
        ),
        (.facetMissing("tier", values: ["市级"]), ["tier", "--facet tier=市级"]),
        (.stageMissing(ladder: [.started, .structureComplete]), ["started", "structureComplete"]),
        (.stageNotOnLadder(.accepted, ladder: [.started, .completed]), ["accepted", "completed"]),
        (.stageNotOnLadder(.accepted, ladder: [.done]), ["accepted", "done", "--stage"]),
        (.unknownEvent("abcdef"), ["abcdef", "@", "last", "history"]),
        (.unknownSource("52be8599", known: ["2e24fb3dcb33"]), ["52be8599", "2e24fb3dcb33"]),
        (.sourceRange(10..<20, scalars: 15), ["10-20", "15", "#"]),
        (.amount(.empty), ["'+5'", "'=24'"]),
        (.amount(.notAnAmount("many")), ["many", "近3000"]),
        (.amount(.exponent("1.443e9")), ["1.443e9", "14.43亿", "1443000000"]),
        (.amount(.tooManyDecimals("1.23456")), ["1.23456"]),
        (.amount(.tooLarge("99万万亿")), ["99万万亿", "922337203685477.5807"]),
        (.amount(.badGrouping("53,78")), ["53,78", "5,378"]),
        (.amount(.twoBounds("近5余")), ["近5余"]),
        (.modeMissing("24", unit: "个"), ["'+24'", "'=24'", "--mode", "remaining", "个"]),
        (.modeContradictsSign(.total, .plus), ["+", "total", "--mode"]),
        (
            .modeNotOfKind(.increment, .stock, nowAt: false, legal: [.level, .change]),
            ["increment", "level", "change"]
        ),
        (.modeNotOfKind(.level, .flow, nowAt: false, legal: [.increment, .total]), ["'=24'"]),
        (.modeNotOfKind(.increment, .flow, nowAt: true, legal: [.level]), ["--now-at", "level"]),
        (.wrongUnit("户", expected: "个"), ["户", "个"]),
        (.boundTwice(.nearly, .about), ["nearly", "about", "--bound"]),
        (.negativeNeedsNote(minus), ["-5", "--note", "correct"]),
        (.negative(.total, minus), ["-5"]),
        (.rankNotWhole(Decimal(tenThousandths: 15_000)), ["1.5"]),
        (.overflow, ["922337203685477.5807"]),
        (.date(.empty, field: "as-of"), ["as-of", "2024-09"]),
        (.date(.notADate("soon"), field: "as-of"), ["as-of", "soon", "2024Q3"]),
        (.date(.noSuchDay("2024-02-30"), field: "due"), ["due", "2024-02-30"]),
        (.date(.halfADate("9月"), field: "expect"), ["expect", "9月", "2024-09"]),
        (.date(.monthName("Sep-24"), field: "as-of"), ["as-of", "Sep-24", "2024-09"]),
        (.periodStartAfterEnd(later, day), ["2024-10-04", "2024-09-30", "--period-start"]),
        (.periodStartNotOfMode(.total), ["total", "--period-start"]),
        (.baselineNotOfMode(.increment), ["increment", "--baseline"]),
        (.totalBeforeBaseline(asOf: day, baseline: later), ["2024-09-30", "2024-10-04"]),
        (.wasNotOfMode(.total), ["total", "--was"]),
        (.dueNotOfMode(.total), ["total", "--due"]),
        (.personalNumber(field: "note", kind: .identity), ["note"]),
        (.personalNumber(field: "reason", kind: .mobile), ["reason"]),
        (.emptyText(field: "note"), ["note", "other"]),
        (.textTooLong(field: "reason", limit: 2000), ["reason", "2000"]),
        (.controlCharacter(field: "note", code: 7), ["note", "U+0007"]),
        (
            .readOtherwise(
                event: event,
                value: "42",
                from: SourceRange(document: "52be8599c2ddc900ff", range: 3..<9)
            ),
            ["42", event.description, "52be8599c2dd#3-9", "correct"]
        ),
        (
            .sameFactElsewhere(event: event, value: "42"),
            ["42", event.description, "--restates", "--separate"]
        ),
        (.restatesOtherFigure(event), [event.description, "--restates"]),
        (.notAReport(event), [event.description]),
        (.cannotActOn(event), [event.description]),
        (.alreadyWithdrawn(event, by: other), [event.description, other.description]),
        (.alreadyWithdrawn(event, by: nil), [event.description]),
        (.targetExists(event), [event.description, "--replaces", "--reason"]),
        (.replacesOtherTarget(event), [event.description]),
        (.reasonMissing, ["--reason"]),
        (.storedOtherwise(field: "amount"), ["amount"]),
        (.saidAlready(event), [event.description]),
        (.saidAlready(nil), []),
        (.replacementAlone(event), [event.description]),
        (.frozen(measure, field: "unit"), ["130800/2024/street-lamps/lamps", "unit"]),
        (.badDefinition("a/b", field: "code"), ["a/b", "code"]),
        (.badDefinition("tier", field: "facets.values"), ["tier", "facets.values"]),
        (.badDefinition("lamps: poles", field: "part-of"), ["lamps: poles", "part-of"]),
    ]

    static let warnings: [(EntryWarning, names: [String])] = [
        (.totalFalls(from: five, to: minus, on: day), ["5", "-5", "2024-09-30"]),
        (.incrementTenfold(five, largest: Decimal(tenThousandths: 4000)), ["5", "0.4"]),
        (.totalTenfold(five, last: Decimal(tenThousandths: 4000)), ["5", "0.4"]),
        (.aboveTarget(five, target: Decimal(tenThousandths: 4000)), ["5", "0.4"]),
        (.stageAbove(.completed, five, lower: .started, minus), ["5", "-5"]),
        (.overlappingIncrement(event, day), [event.description, "2024-09-30"]),
        (.sameIncrement(event, day), [event.description, "2024-09-30"]),
        (.secondForDay(.total, event, day), [event.description, "2024-09-30"]),
        (.underTotal(day), ["2024-09-30"]),
        (.beforeBaseline(day), ["2024-09-30"]),
        (.late(received: later, due: day), ["2024-10-04", "2024-09-30"]),
        (.future(later), ["2024-10-04"]),
        (.restates(event), [event.description]),
        (.hasRestatements(event), [event.description]),
    ]

    private func expect(
        _ en: String,
        _ zh: String,
        name values: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(en != zh, sourceLocation: sourceLocation)
        #expect(en.unicodeScalars.last == ".", "\(en)", sourceLocation: sourceLocation)
        #expect(zh.unicodeScalars.last == "。", "\(zh)", sourceLocation: sourceLocation)
        for value in values {
            #expect(en.contains(value), "\(en)", sourceLocation: sourceLocation)
            #expect(zh.contains(value), "\(zh)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: refusals.indices)
    func `a refusal names its values in full sentences of both languages`(index: Int) {
        let (refusal, names) = Self.refusals[index]
        expect(refusal.message(.en), refusal.message(.zh), name: names)
    }

    @Test(arguments: warnings.indices)
    func `a warning names its values in full sentences of both languages`(index: Int) {
        let (warning, names) = Self.warnings[index]
        expect(warning.message(.en), warning.message(.zh), name: names)
        #expect(Language.en.name(warning) != Language.zh.name(warning))
    }

    @Test func `a warning about a figure speaks both languages`() {
        for warning in [Figure.Warning.carriedForward, .childrenMissing, .milestoneMissed] {
            expect(warning.message(.en), warning.message(.zh), name: [])
            #expect(Language.en.name(warning) != Language.zh.name(warning))
        }
    }

    @Test func `every warning code is unique and a plain word`() {
        let codes =
            Self.warnings.map(\.0.code)
            + [Figure.Warning.carriedForward, .childrenMissing, .milestoneMissed].map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isLetter } })
    }

    @Test func `a personal number is refused because notes are public for ever`() {
        let refusal = Refusal.personalNumber(field: "note", kind: .mobile)
        #expect(refusal.message(.en).contains("public for ever"))
        #expect(refusal.message(.zh).contains("永久公开"))
    }

    @Test func `the date of a spreadsheet is answered with how to format the column`() {
        let refusal = Refusal.date(.monthName("Sep-24"), field: "as-of")
        #expect(refusal.message(.en).contains("Format the column as text"))
        #expect(refusal.message(.zh).contains("文本格式"))
        #expect(refusal.message(.zh).contains("截止日期"))
    }

    @Test func `what somebody typed can't steer the terminal`() {
        let typed = "\u{1B}[2J\n"
        let refusals: [Refusal] = [
            .unknownProject(typed, near: [typed]), .amount(.notAnAmount(typed)),
            .wrongUnit(typed, expected: typed), .date(.notADate(typed), field: typed),
            .badDefinition(typed, field: typed), .modeMissing(typed, unit: typed),
            .frozen(Self.measure, field: typed), .emptyText(field: typed),
        ]
        for refusal in refusals {
            for language in Language.allCases {
                let message = refusal.message(language)
                #expect(!message.unicodeScalars.contains { $0.value < 0x20 }, "\(message)")
            }
        }
    }

    @Test func `a long list of names is cut short and says so`() {
        let refusal = Refusal.unknownProject("x", near: (1...30).map { "p\($0)" })
        #expect(refusal.message(.en).contains("p12 and 18 more"))
        #expect(!refusal.message(.zh).contains("p13"))
    }

    @Test func `every word of the domain has a name of its own in each language`() {
        func distinct<Word>(_ words: [Word], _ name: (Language) -> (Word) -> String) {
            for language in Language.allCases {
                #expect(Set(words.map(name(language))).count == words.count)
            }
        }
        distinct(Stage.allCases) { language in { language.name($0) } }
        distinct(Mode.allCases) { language in { language.name($0) } }
        distinct(Kind.allCases) { language in { language.name($0) } }
        distinct(Status.allCases) { language in { language.name($0) } }
        distinct(Bound.allCases) { language in { language.name($0) } }
        distinct(ProjectStatus.allCases) { language in { language.name($0) } }
        distinct(Pace.allCases) { language in { language.name($0) } }
        distinct(Frequency.allCases) { language in { language.name($0) } }
        distinct([Baseline.year, .inception, .unstated, .date(Self.day)]) { language in
            { language.name($0) }
        }
        distinct([Light.green, .yellow, .red]) { language in { language.name($0) } }
    }

    @Test(arguments: [
        ("zh_CN.UTF-8", Language.zh), ("zh", .zh), ("ZH-Hant", .zh), ("en_GB.UTF-8", .en),
        ("C", .en), ("", .en), ("de_DE", .en),
    ])
    func `the language follows the locale`(locale: String, language: Language) {
        #expect(Language(locale: locale) == language)
    }

    @Test func `a name is given in the language asked for, else in the other`() throws {
        let both = try #require(Name(zh: "承德市", en: "Chengde"))
        let one = try #require(Name(zh: "双桥区", en: nil))
        #expect(Language.en.name(both) == "Chengde")
        #expect(Language.zh.name(both) == "承德市")
        #expect(Language.en.name(one) == "双桥区")
    }
}

struct ErrorWordsTests {
    private let id = EventID(high: 7, low: 1)

    private func bothDiffer(
        _ message: (Language) -> String,
        _ values: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let (en, zh) = (message(.en), message(.zh))
        #expect(en != zh, sourceLocation: sourceLocation)
        for value in values {
            #expect(en.contains(value), "\(en)", sourceLocation: sourceLocation)
            #expect(zh.contains(value), "\(zh)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: [
        UnreadableLine.unknownType("PledgeMade"), .newerVersion(type: "PledgeMade", version: 2),
        .unknownKey("PledgeMade", type: "TargetSet"),
    ])
    func `what this program does not know was written by a newer one`(error: UnreadableLine) {
        bothDiffer(error.message, ["PledgeMade"])
        #expect(error.message(.en).contains("written by a newer milepost"))
        #expect(error.message(.zh).contains("更新版本的 milepost"))
    }

    @Test func `a damaged line is told by its key or its byte`() {
        bothDiffer(UnreadableLine.missing(key: "asOf").message, ["asOf"])
        bothDiffer(UnreadableLine.badValue(key: "asOf").message, ["asOf"])
        bothDiffer(UnreadableLine.notAnObject.message, ["JSON"])
        bothDiffer(UnreadableLine.notAsWritten.message, ["milepost"])
        let error = #expect(throws: UnreadableLine.self) { try EventText.read(Array("{ ".utf8)) }
        bothDiffer(error?.message ?? { _ in "" }, ["RFC 8785", "1"])
    }

    @Test func `an append that failed says what to do`() {
        let (now, last) = (Moment(milliseconds: 0), Moment(milliseconds: 600_000))
        bothDiffer(AppendError.idReused(id, at: 95).message, [id.description, "@95"])
        bothDiffer(
            AppendError.clockBehind(last: last, now: now).message,
            [last.description, now.description, "--clock-was-wrong"]
        )
        bothDiffer(AppendError.conflict(expected: 95, found: 96).message, ["95", "96"])
    }

    @Test func `a fold that failed names the event`() {
        bothDiffer(FoldError.unknownSubject(id, at: 95).message, [id.description, "@95", "verify"])
        bothDiffer(FoldError.overflow(at: 95).message, ["@95"])
    }
}
