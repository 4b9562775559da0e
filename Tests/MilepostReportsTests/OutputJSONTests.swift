import EventLog
import Milepost
import MilepostReports
import Testing

struct OutputJSONTests {
    @Test func `an object is one line with its keys in the order given`() {
        let json = OutputJSON.object([
            ("value", .string("764.6")), ("asOf", .null), ("events", .integer(-3)),
            ("seconds", .decimal("1.234")), ("derived", .bool(false)), ("added", .bool(true)),
            ("warnings", .array([])), ("facets", .object([])),
            ("nested", .array([.integer(1), .object([("a", .array([.null]))])])),
        ])
        #expect(
            json.text == #"{"value":"764.6","asOf":null,"events":-3,"seconds":1.234,"#
                + #""derived":false,"added":true,"warnings":[],"facets":{},"#
                + #""nested":[1,{"a":[null]}]}"#
        )
    }

    @Test(arguments: [
        ("plain", #""plain""#), ("四星级 \u{1F600}", #""四星级 😀""#), ("e\u{301}", "\"e\u{301}\""),
        (#"a"b\c/d"#, #""a\"b\\c/d""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
        ("\r\n", #""\r\n""#), ("\u{0}\u{1B}\u{1F}", #""\u0000\u001b\u001f""#),
        ("\u{7F}\u{9B}", #""\u007f\u009b""#), ("\u{2028}\u{202E}", #""\u2028\u202e""#),
    ])
    func `a text is escaped where it must be, or where a terminal would obey it`(
        text: String,
        written: String
    ) {
        #expect(OutputJSON.string(text).text == written)
        #expect(OutputJSON.object([(text, .null)]).text == "{\(written):null}")
    }

    @Test func `what is absent is null`() {
        #expect(OutputJSON.of(nil as String?).text == "null")
        #expect(OutputJSON.of(nil as Int64?).text == "null")
        #expect(OutputJSON.of(nil as Int?).text == "null")
        #expect(OutputJSON.of(nil as Bool?).text == "null")
        #expect(OutputJSON.of(nil as Decimal?).text == "null")
        #expect(OutputJSON.of(nil as CalendarDate?).text == "null")
        #expect(OutputJSON.of(nil as Stage?).text == "null")
        #expect(OutputJSON.of(Facets.none).text == "{}")
    }

    @Test func `the domain's values have the forms of the contract`() {
        #expect(OutputJSON.of(Decimal(plain: "764.6")).text == #""764.6""#)
        #expect(OutputJSON.of(CalendarDate(iso: "2024-09-30")).text == #""2024-09-30""#)
        #expect(OutputJSON.of(Stage.structureComplete).text == #""structureComplete""#)
        #expect(
            OutputJSON.of(Moment(milliseconds: 1)).text == #""1970-01-01T00:00:00.001Z""#
        )
        #expect(OutputJSON.of(EventID(high: 0, low: 1)).text.count == 38)
        #expect(
            OutputJSON.of(Facets.none.setting("tier", to: "省级")).text == #"{"tier":"省级"}"#
        )
    }

    @Test(arguments: [
        (0, "0.000"), (7, "0.007"), (1234, "1.234"), (60_000, "60.000"), (-50, "-0.050"),
    ])
    func `seconds are a plain number with three decimals`(milliseconds: Int64, text: String) {
        #expect(OutputJSON.seconds(milliseconds: milliseconds).text == text)
    }
}
