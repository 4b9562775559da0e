import Milepost
import Testing

struct DateTextTests {
    @Test(arguments: [
        ("2024-09-30", "2024-09-30"), ("2024/9/30", "2024-09-30"), ("2024/09/30", "2024-09-30"),
        ("2024年9月30日", "2024-09-30"), ("2024 年 9 月 3 日", "2024-09-03"),
        ("２０２４年９月３０日", "2024-09-30"), ("２０２４－０９－３０", "2024-09-30"),
        (" 2024-02-29\n", "2024-02-29"), ("2024-9-5", "2024-09-05"),
    ])
    func `a day is read`(text: String, day: String) throws {
        let date = try DateText(text)
        #expect(date.grain == .day)
        #expect(date.first.description == day)
        #expect(date.last == date.first)
    }

    @Test(arguments: [
        ("2024-09", "2024-09-01", "2024-09-30"), ("2024/9", "2024-09-01", "2024-09-30"),
        ("2024年9月", "2024-09-01", "2024-09-30"), ("2024年02月", "2024-02-01", "2024-02-29"),
        ("2021-12", "2021-12-01", "2021-12-31"), ("２０２４／９", "2024-09-01", "2024-09-30"),
    ])
    func `a month is read from its first day to its last`(
        text: String,
        first: String,
        last: String
    ) throws {
        let date = try DateText(text)
        #expect(date.grain == .month)
        #expect(date.first.description == first)
        #expect(date.last.description == last)
    }

    @Test(arguments: [
        "2024Q3", "2024年第三季度", "2024年3季度", "2024年第3季度", "2024年三季度", "２０２４Ｑ３", "2024 Q3",
    ])
    func `a quarter is read from its first day to its last`(text: String) throws {
        let date = try DateText(text)
        #expect(date.grain == .quarter)
        #expect(date.first.description == "2024-07-01")
        #expect(date.last.description == "2024-09-30")
    }

    @Test func `the fourth quarter ends with the year`() throws {
        #expect(try DateText("2021年第四季度").last.description == "2021-12-31")
        #expect(try DateText("2021Q1").first.description == "2021-01-01")
    }

    @Test(arguments: ["2021", "2021年", "２０２１年"])
    func `a year is read from its first day to its last`(text: String) throws {
        let date = try DateText(text)
        #expect(date.grain == .year)
        #expect(date.first.description == "2021-01-01")
        #expect(date.last.description == "2021-12-31")
    }

    @Test(arguments: ["", "  ", "\u{3000}"])
    func `nothing is no date`(text: String) {
        #expect(throws: DateError.empty) { try DateText(text) }
    }

    @Test(arguments: [
        "2023-02-29", "2024-13", "2024-00", "2024年9月31日", "2024Q5", "2024Q0", "2024年第五季度", "0000",
        "2024/2/30",
    ])
    func `a day that there is not is refused`(text: String) {
        #expect(throws: DateError.noSuchDay(text)) { try DateText(text) }
    }

    @Test(arguments: ["09-30", "9/30", "9月", "9月30日", "30日", "Q3", "三季度", "第3季度"])
    func `a date without its year is refused`(text: String) {
        #expect(throws: DateError.halfADate(text)) { try DateText(text) }
    }

    @Test(arguments: [
        "Sep-24", "24-Sep", "Sep 2024", "30-Sep-24", "September 2024", "sept. 24", "MAY-21",
        "Ｓep-24",
    ])
    func `a month in English is refused as what a spreadsheet made`(text: String) {
        #expect(throws: DateError.monthName(text)) { try DateText(text) }
    }

    @Test(arguments: [
        "today", "20240930", "202409", "24", "9", "2024-09-30T00:00:00Z", "30/09/2024", "2024.9.30",
        "2024年底", "2024年前三季度", "2024年上半年", "2024年三月", "2024-09-", "####-##", "####年9月", "-2024",
        "2024-009", "99999999999999999999999", "2024-09~2024-10", "20 24", "Seq-24", "+2024",
        "1—9月", "e\u{301}-24",
    ])
    func `any other text is refused`(text: String) {
        #expect(throws: DateError.notADate(text)) { try DateText(text) }
    }
}
