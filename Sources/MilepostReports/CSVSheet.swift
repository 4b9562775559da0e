import Glibc

/// The rows of a CSV text by RFC 4180, each with the line it begins on.
package struct CSVSheet: Sendable {
    /// A row: one cell for each of the header, trimmed of nothing.
    package struct Row: Sendable, Hashable {
        /// The first line of the text is 1; line breaks in quotes count too.
        package let line: Int
        package let cells: [String]

        package init(line: Int, cells: [String]) {
            self.line = line
            self.cells = cells
        }
    }

    package let header: Row
    /// Rows with anything in them; a short one is filled up with empty cells.
    package let rows: [Row]
    /// Rows with more cells than the header, which are not among the rows.
    package let tooLong: [CSVProblem]

    package init(_ text: String) throws(CSVProblem) {
        var text = text
        text.makeContiguousUTF8()
        let records = text.utf8.withContiguousStorageIfAvailable { bytes in
            Result { () throws(CSVProblem) in
                var reader = CSVReader(bytes)
                return try reader.records()
            }
        }
        guard let records, let (header, others) = try Self.split(records.get()) else {
            throw .empty
        }
        self.header = header
        let width = header.cells.count
        var rows: [Row] = []
        rows.reserveCapacity(others.count)
        var tooLong: [CSVProblem] = []
        for row in others {
            let count = row.cells.count
            if count == width {
                rows.append(row)
            } else if count < width {
                let missing = [String](repeating: "", count: width - count)
                rows.append(Row(line: row.line, cells: row.cells + missing))
            } else if let extra = row.cells[width...].firstIndex(where: { !$0.isBlank }) {
                tooLong.append(.tooManyCells(line: row.line, column: extra + 1))
            } else {
                rows.append(Row(line: row.line, cells: Array(row.cells[..<width])))
            }
        }
        self.rows = rows
        self.tooLong = tooLong
    }

    /// The cells as one line of a sheet, with its CRLF.
    package static func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static func split(_ records: [Row]) -> (header: Row, others: ArraySlice<Row>)? {
        let header = records.first
        return header.map { ($0, records.dropFirst()) }
    }
}

/// What keeps a text from being a sheet; lines and columns from 1.
package enum CSVProblem: Error, Sendable, Hashable {
    case empty
    case unclosedQuote(line: Int)
    case textAfterQuote(line: Int, column: Int)
    case tooManyCells(line: Int, column: Int)
    case nul(line: Int)
}

/// Cuts bytes into cells, through a pointer, which is fast in a debug build too.
private struct CSVReader {
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private let bytes: UnsafeBufferPointer<UInt8>
    private var separator = UInt8(ascii: ",")
    private var index = 0
    private var line = 1

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func records() throws(CSVProblem) -> [CSVSheet.Row] {
        if let nul = offset(of: 0, from: 0) { throw .nul(line: self.line(at: nul)) }
        skipBlankLines()
        separator = headerSeparator()
        var rows: [CSVSheet.Row] = []
        var width = 0
        while index < bytes.count {
            let first = line
            let cells = try record(reserving: width)
            width = max(width, cells.count)
            if cells.contains(where: { !$0.isBlank }) {
                rows.append(CSVSheet.Row(line: first, cells: cells))
            }
        }
        return rows
    }

    /// The separator of the first line: `;` or a tab only where it has no comma.
    private func headerSeparator() -> UInt8 {
        var semicolons = 0
        var tabs = 0
        var isQuoted = false
        scan: for byte in bytes[index...] {
            switch byte {
            case Self.quote: isQuoted.toggle()
            case Self.lineFeed, Self.carriageReturn: if !isQuoted { break scan }
            case UInt8(ascii: ","): if !isQuoted { return byte }
            case UInt8(ascii: ";"): if !isQuoted { semicolons += 1 }
            case UInt8(ascii: "\t"): if !isQuoted { tabs += 1 }
            default: continue
            }
        }
        guard semicolons + tabs > 0 else { return UInt8(ascii: ",") }
        return semicolons >= tabs ? UInt8(ascii: ";") : UInt8(ascii: "\t")
    }

    private mutating func skipBlankLines() {
        while index < bytes.count, takeLineBreak() {}
    }

    private mutating func takeLineBreak() -> Bool {
        guard index < bytes.count else { return false }
        switch bytes[index] {
        case Self.lineFeed: index += 1
        case Self.carriageReturn:
            index += index + 1 < bytes.count && bytes[index + 1] == Self.lineFeed ? 2 : 1
        default: return false
        }
        line += 1
        return true
    }

    private mutating func record(reserving width: Int) throws(CSVProblem) -> [String] {
        var cells: [String] = []
        cells.reserveCapacity(width)
        while true {
            if index < bytes.count, bytes[index] == Self.quote {
                cells.append(try quoted(column: cells.count + 1))
            } else {
                cells.append(plain())
            }
            if index < bytes.count, bytes[index] == separator {
                index += 1
                continue
            }
            // Nothing but a line break or the end stops a cell that no separator stops.
            _ = takeLineBreak()
            return cells
        }
    }

    private mutating func plain() -> String {
        let start = index
        let end = bytes.count
        let separator = separator
        guard let base = bytes.baseAddress else { return "" }
        var next = start
        while next < end {
            let byte = base[next]
            if byte == separator || byte == 0x0A || byte == 0x0D { break }
            next += 1
        }
        index = next
        return text(start..<next)
    }

    private mutating func quoted(column: Int) throws(CSVProblem) -> String {
        let opened = line
        index += 1
        var value = ""
        while true {
            guard let end = offset(of: Self.quote, from: index) else {
                throw .unclosedQuote(line: opened)
            }
            value += text(index..<end)
            line += breaks(in: index..<end)
            index = end + 1
            guard index < bytes.count, bytes[index] == Self.quote else { break }
            value += "\""
            index += 1
        }
        while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
        guard index < bytes.count else { return value }
        switch bytes[index] {
        case separator, Self.lineFeed, Self.carriageReturn: return value
        default: throw .textAfterQuote(line: line, column: column)
        }
    }

    private func text(_ range: Range<Int>) -> String {
        range.isEmpty
            ? "" : String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    private func offset(of byte: UInt8, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Line breaks of each of the three kinds.
    private func breaks(in range: Range<Int>) -> Int {
        range.count { index in
            switch bytes[index] {
            case Self.lineFeed: index == 0 || bytes[index - 1] != Self.carriageReturn
            case Self.carriageReturn: true
            default: false
            }
        }
    }

    private func line(at offset: Int) -> Int { 1 + breaks(in: 0..<offset) }
}

extension String {
    /// Whether there is nothing in it but white space.
    package var isBlank: Bool { unicodeScalars.allSatisfy(\.isSpace) }

    /// The text without white space around it, of full width too.
    package var trimmed: String {
        let scalars = unicodeScalars
        guard scalars.first?.isSpace == true || scalars.last?.isSpace == true else { return self }
        guard let start = scalars.firstIndex(where: { !$0.isSpace }),
            let end = scalars.lastIndex(where: { !$0.isSpace })
        else { return "" }
        return String(scalars[start...end])
    }
}

extension Unicode.Scalar {
    /// White space of any width, and the control characters of ASCII.
    fileprivate var isSpace: Bool { value < 0x80 ? value <= 0x20 : properties.isWhitespace }
}

extension CSVProblem {
    /// The line it is on, from 1.
    package var line: Int {
        switch self {
        case .empty: 1
        case .unclosedQuote(let line), .textAfterQuote(let line, _), .tooManyCells(let line, _),
            .nul(let line):
            line
        }
    }

    package func message(_ language: Language) -> String {
        switch self {
        case .empty:
            language("there is no header: the file is empty", "没有表头：文件为空")
        case .unclosedQuote:
            language("a quote is opened here and never closed", "此处的引号没有闭合")
        case .textAfterQuote(_, let column):
            language(
                "column \(column): there is text after the closing quote; "
                    + "a quote within quotes is written twice",
                "第 \(column) 列：右引号之后还有文字；引号内的引号要写两个"
            )
        case .tooManyCells(_, let column):
            language(
                "column \(column) has no header; a cell with a comma in it needs quotes",
                "第 \(column) 列没有表头；含逗号的单元格要加引号"
            )
        case .nul:
            language(
                "there is a NUL character; save the file as UTF-8 text",
                "含有 NUL 字符；请将文件另存为 UTF-8 文本"
            )
        }
    }
}
