import MilepostReports
import Testing

@testable import MilepostCommand

struct CSVSheetTests {
    private func cells(_ text: String) throws -> [[String]] {
        let sheet = try CSVSheet(text)
        return [sheet.header.cells] + sheet.rows.map(\.cells)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines end in any of the three ways`(end: String) throws {
        let sheet = try CSVSheet(["a,b", "1,2", "3,4"].joined(separator: end))
        #expect(sheet.rows.map(\.cells) == [["1", "2"], ["3", "4"]])
        #expect(sheet.rows.map(\.line) == [2, 3])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `a line break in quotes is text, and counts as a line`(end: String) throws {
        let sheet = try CSVSheet("a,b\(end)\"1\(end)2\",x\(end)3,4\(end)")
        #expect(sheet.rows.map(\.cells) == [["1\(end)2", "x"], ["3", "4"]])
        #expect(sheet.rows.map(\.line) == [2, 4])
    }

    @Test func `quotes keep separators, and two of them are one`() throws {
        #expect(
            try cells("a,b\n\"1,5\",\"say \"\"so\"\"\"\n") == [["a", "b"], ["1,5", "say \"so\""]]
        )
        #expect(try cells("\"a\",b\n\"\",\"\"\"\"") == [["a", "b"], ["", "\""]])
    }

    @Test func `a quote within a plain cell is text`() throws {
        #expect(try cells("a,b\n5\",6") == [["a", "b"], ["5\"", "6"]])
    }

    @Test func `empty cells are kept, the last one too`() throws {
        #expect(
            try cells("a,b,c\n,,1\n1,,\n") == [["a", "b", "c"], ["", "", "1"], ["1", "", ""]]
        )
    }

    @Test(arguments: [";", "\t"])
    func `another separator is taken where the header has no comma`(separator: String) throws {
        let text = "a\(separator)b\n1,5\(separator)\"2\(separator)3\"\n"
        #expect(try cells(text) == [["a", "b"], ["1,5", "2\(separator)3"]])
    }

    @Test func `a comma in the header decides`() throws {
        #expect(try cells("a;x,b\n1;2,3") == [["a;x", "b"], ["1;2", "3"]])
    }

    @Test func `blank lines are left out and counted`() throws {
        let sheet = try CSVSheet("\na,b\n\n1,2\n,\n3,4\n\n  \n,,,\n")
        #expect(sheet.header.line == 2)
        #expect(sheet.rows.map(\.line) == [4, 6])
        #expect(sheet.tooLong.isEmpty)
    }

    @Test func `a short row is filled up, a long one is located`() throws {
        let sheet = try CSVSheet("a,b\n1\n1,2,,3\n4,5,\n")
        #expect(sheet.rows.map(\.cells) == [["1", ""], ["4", "5"]])
        #expect(sheet.tooLong == [.tooManyCells(line: 3, column: 4)])
    }

    @Test(arguments: [
        ("", CSVProblem.empty), ("\n \n", .empty),
        ("a,b\n1,2\n3,\"4\n5,6\n", .unclosedQuote(line: 3)),
        ("a,b\n\"1\n1\",\"2", .unclosedQuote(line: 3)),
        ("a,b\n1,\"2\"3\n", .textAfterQuote(line: 2, column: 2)),
        ("a,b\r\n1,\u{0}2\r\n", .nul(line: 2)),
    ])
    func `what is no CSV is refused with its line`(text: String, problem: CSVProblem) {
        #expect(throws: problem) { try CSVSheet(text) }
    }

    @Test func `a hundred thousand rows are cut in a second or two`() throws {
        let row = "street-lamps,lamps,130802,tier=县级,completed,,increment,24,2024-09-30,\"a, b\"\n"
        let text = "a,b,c,d,e,f,g,h,i,j\n" + String(repeating: row, count: 100_000)
        var rows = 0
        let time = try ContinuousClock().measure { rows = try CSVSheet(text).rows.count }
        #expect(rows == 100_000)
        #expect(time < .seconds(4))
    }
}
