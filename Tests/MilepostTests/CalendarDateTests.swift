import Milepost
import Testing

struct CalendarDateTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
        ("2024-09-30", 19_996), ("2021-12-31", 18_992), ("0001-01-01", -719_162),
        ("9999-12-31", 2_932_896),
    ])
    func `a day is counted from the first of 1970`(text: String, day: Int32) throws {
        let date = try #require(CalendarDate(iso: text))
        #expect(date.day == day)
        #expect(date.description == text)
    }

    @Test func `every day of ten thousand years follows the day before it`() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var day = CalendarDate.earliest.day
        // Plain comparisons, and one expectation for all, keep 3.6 million days quick.
        var wrong: [CalendarDate] = []
        for year in 1...9999 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for (index, length) in lengths.enumerated() {
                let last = index == 1 && isLeap ? 29 : length
                for dayOfMonth in [1, 15, last] {
                    let date = CalendarDate(day: day + Int32(dayOfMonth) - 1)
                    let isRight =
                        date.year == year && date.month == index + 1
                        && date.dayOfMonth == dayOfMonth
                        && CalendarDate(year: year, month: index + 1, day: dayOfMonth) == date
                    if !isRight { wrong.append(date) }
                }
                day += Int32(last)
            }
        }
        #expect(wrong == [])
        #expect(day == CalendarDate.latest.day + 1)
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2024-00-10", "2024-13-01", "2024-04-31", "2024-09-00",
        "0000-01-01", "2024-9-30", "2024-09-3", "2024-09-301", "2024/09/30", "20240930",
        " 2024-09-30", "2024-09-30 ", "+024-09-30", "２０２４-09-30", "2024-09-30T00:00", "",
    ])
    func `a text that is no day is refused`(text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test(arguments: [(0, 1, 1), (10_000, 1, 1), (2024, 0, 1), (2024, 13, 1), (2024, 2, 30)])
    func `numbers that make no day are refused`(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
        #expect(CalendarDate(year: .max, month: .min, day: .max) == nil)
    }

    @Test func `a day is read from a part of a buffer`() {
        let line = Array("x,2024-09-30,y".utf8)
        #expect(CalendarDate(isoUTF8: line[2..<12])?.day == 19_996)
    }

    @Test(arguments: [
        ("2024-02-10", "2024-02-01", "2024-02-29", "2024-03-31"),
        ("2023-02-28", "2023-02-01", "2023-02-28", "2023-03-31"),
        ("2024-09-30", "2024-09-01", "2024-09-30", "2024-09-30"),
        ("2024-07-01", "2024-07-01", "2024-07-31", "2024-09-30"),
        ("2021-12-31", "2021-12-01", "2021-12-31", "2021-12-31"),
        ("2021-04-15", "2021-04-01", "2021-04-30", "2021-06-30"),
    ])
    func `a day knows its month and its quarter`(
        text: String,
        start: String,
        end: String,
        quarterEnd: String
    ) throws {
        let date = try #require(CalendarDate(iso: text))
        #expect(date.startOfMonth.description == start)
        #expect(date.endOfMonth.description == end)
        #expect(date.endOfQuarter.description == quarterEnd)
        #expect(date.startOfYear.description == "\(date.year)-01-01")
        #expect(date.endOfYear.description == "\(date.year)-12-31")
    }

    @Test func `days are added across months and years`() throws {
        let date = try #require(CalendarDate(iso: "2024-02-28"))
        #expect(date.adding(days: 1).description == "2024-02-29")
        #expect(date.adding(days: 2).description == "2024-03-01")
        #expect(date.adding(days: -59).description == "2023-12-31")
        #expect(date.adding(days: 366).description == "2025-02-28")
    }

    @Test func `adding stops at the ends of the calendar`() {
        #expect(CalendarDate.latest.adding(days: 1) == .latest)
        #expect(CalendarDate.earliest.adding(days: -1) == .earliest)
        #expect(CalendarDate(day: 0).adding(days: .max) == .latest)
        #expect(CalendarDate(day: -1).adding(days: .min) == .earliest)
        #expect(CalendarDate.earliest.description == "0001-01-01")
        #expect(CalendarDate.latest.endOfQuarter == .latest)
    }

    @Test func `days compare by time`() throws {
        let texts = ["0999-12-31", "1969-12-31", "1970-01-01", "2021-12-31", "2024-01-01"]
        let dates = try texts.map { try #require(CalendarDate(iso: $0)) }
        #expect(dates.reversed().sorted() == dates)
    }

    @Test func `a day outside the calendar is described without a trap`() {
        #expect(CalendarDate(day: .max).description == "5881580-07-11")
        #expect(CalendarDate(day: .min).endOfYear > CalendarDate(day: .min))
    }
}
