import Foundation
import MilepostReports
import Testing

@testable import MilepostCommand

struct TextFileTests {
    private let text = "项目,数值\n路灯,24\n"

    @Test func `UTF-8 is read with and without a byte order mark`() throws {
        let bytes = Array(text.utf8)
        #expect(try TextFile(bytes: bytes).text == text)
        #expect(try TextFile(bytes: bytes).encoding == .utf8)
        let marked = try TextFile(bytes: [0xEF, 0xBB, 0xBF] + bytes)
        #expect(marked.text == text)
        #expect(marked.encoding == .utf8WithMark)
    }

    @Test func `nothing at all is an empty text`() throws {
        #expect(try TextFile(bytes: []).text == "")
    }

    @Test func `UTF-16 as spreadsheets save it is read in either byte order`() throws {
        let units = Array("\u{FEFF}\(text)𠀀".utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try TextFile(bytes: little).text == text + "𠀀")
        #expect(try TextFile(bytes: little).encoding == .utf16LittleEndian)
        #expect(try TextFile(bytes: big).text == text + "𠀀")
        #expect(try TextFile(bytes: big).encoding == .utf16BigEndian)
    }

    @Test func `GB 18030 is recognised, and said`() throws {
        let file = try TextFile(bytes: [
            0xCF, 0xEE, 0xC4, 0xBF, 0x2C, 0xCA, 0xFD, 0xD6, 0xB5, 0x0A,
            0xC2, 0xB7, 0xB5, 0xC6, 0x2C, 0x32, 0x34, 0x0A,
        ])
        #expect(file.text == text)
        #expect(file.encoding == .gb18030)
        #expect(file.encoding.description == "GB 18030")
    }

    @Test
    func `characters of four bytes in GB 18030 are read, and its byte order mark is not text`()
        throws
    {
        let mark: [UInt8] = [0x84, 0x31, 0x95, 0x33]
        let file = try TextFile(bytes: mark + [0x95, 0x32, 0x82, 0x36, 0xD6, 0xD0])
        #expect(file.text == "𠀀中")
    }

    @Test func `a long GB 18030 text is read whole`() throws {
        let name: [UInt8] = [0xC2, 0xB7, 0xB5, 0xC6, 0x0A]
        let bytes = Array(repeatElement(name, count: 60_000).joined())
        let file = try TextFile(bytes: bytes)
        #expect(file.text.unicodeScalars.count == 180_000)
        #expect(file.text.hasSuffix("路灯\n"))
    }

    @Test func `a byte of no encoding is refused with its offset and line`() {
        #expect(throws: TextFileProblem.broken(.gb18030, offset: 9, line: 3)) {
            try TextFile(bytes: Array("ab,c\nde\n,".utf8) + [0xFF, 0x0A])
        }
    }

    @Test func `one damaged byte in UTF-8 does not turn the file into GB 18030`() {
        var bytes = Array("项目,数值\n路灯,24\n".utf8)
        bytes[16] = 0x41
        #expect(throws: TextFileProblem.broken(.utf8, offset: 14, line: 2)) {
            try TextFile(bytes: bytes)
        }
    }

    @Test func `a file cut within a character is refused where the character begins`() {
        let bytes = Array("项目,数值\n路灯".utf8.dropLast())
        #expect(throws: TextFileProblem.broken(.utf8, offset: 17, line: 2)) {
            try TextFile(bytes: bytes)
        }
        #expect(throws: TextFileProblem.broken(.utf8WithMark, offset: 20, line: 2)) {
            try TextFile(bytes: [0xEF, 0xBB, 0xBF] + bytes)
        }
    }

    @Test func `half a pair in UTF-16 is refused where it stands`() {
        let little: (String) -> [UInt8] = { text in
            text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        }
        let start = little("\u{FEFF}a\nb")
        #expect(throws: TextFileProblem.broken(.utf16LittleEndian, offset: 8, line: 2)) {
            try TextFile(bytes: start + [0x40, 0xD8] + little("c"))
        }
        #expect(throws: TextFileProblem.broken(.utf16LittleEndian, offset: 8, line: 2)) {
            try TextFile(bytes: start + [0x00, 0xDC] + little("c"))
        }
        #expect(throws: TextFileProblem.broken(.utf16LittleEndian, offset: 8, line: 2)) {
            try TextFile(bytes: start + [0x40, 0xD8])
        }
        #expect(throws: TextFileProblem.broken(.utf16LittleEndian, offset: 8, line: 2)) {
            try TextFile(bytes: start + [0x40])
        }
    }

    @Test func `a file is read from the disk`() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(text.utf8).write(to: url)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: url) } }
        #expect(try TextFile.read(url.path).text == text)
    }

    @Test func `a file that can't be read is named, with the reason`() throws {
        let problem = try #require(throws: TextFileProblem.self) {
            try TextFile.read("/nowhere/reports.csv")
        }
        #expect(
            problem.message(.en) == "/nowhere/reports.csv can't be read: No such file or directory"
        )
        #expect(throws: TextFileProblem.unreadable(path: "/", because: "Is a directory")) {
            try TextFile.read("/")
        }
    }
}
