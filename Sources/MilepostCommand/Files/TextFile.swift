import Glibc
import MilepostReports

/// The text of a file, with the encoding it was recognised to be in.
struct TextFile: Sendable, Hashable {
    /// The encodings that are read.
    enum Encoding: Sendable, Hashable, CaseIterable {
        case utf8, utf8WithMark, utf16LittleEndian, utf16BigEndian, gb18030
    }

    let text: String
    let encoding: Encoding

    /// Reads a file, or standard input for `-`.
    static func read(_ path: String) throws(TextFileProblem) -> TextFile {
        try TextFile(bytes: bytes(of: path))
    }

    /// The bytes of a file, or of standard input for `-`; no more than the limit.
    static func bytes(
        of path: String,
        limit: Int = .max
    ) throws(TextFileProblem) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, because: lastError) }
        // Nothing was written through it, so that closing it has nothing to report.
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count > 0 {
                bytes += chunk[..<count]
                guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw .unreadable(path: path, because: lastError)
            }
        }
    }

    private static var lastError: String { String(cString: strerror(errno)) }

    /// Recognises the encoding of bytes: a byte order mark, else UTF-8, else GB 18030.
    init(bytes: [UInt8]) throws(TextFileProblem) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let scan = UTF8Scan(bytes)
            if let offset = scan.firstBroken { throw .broken(.utf8WithMark, bytes, at: offset) }
            text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
            encoding = .utf8WithMark
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            text = try Self.utf16(bytes, .utf16LittleEndian)
            encoding = .utf16LittleEndian
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            text = try Self.utf16(bytes, .utf16BigEndian)
            encoding = .utf16BigEndian
        } else if let valid = String(validating: bytes, as: UTF8.self) {
            text = valid
            encoding = .utf8
        } else {
            let scan = UTF8Scan(bytes)
            // One damaged byte in a long UTF-8 file would else pass for a file of odd characters.
            if let offset = scan.firstBroken, scan.characters > scan.breaks {
                throw .broken(.utf8, bytes, at: offset)
            }
            text = try Self.gb18030(bytes)
            encoding = .gb18030
        }
    }

    private static func utf16(
        _ bytes: [UInt8],
        _ encoding: Encoding
    ) throws(TextFileProblem) -> String {
        let high = encoding == .utf16BigEndian ? 0 : 1
        guard bytes.count.isMultiple(of: 2) else {
            throw .broken(encoding, bytes, at: bytes.count - 1)
        }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for offset in stride(from: 2, to: bytes.count, by: 2) {
            units.append(UInt16(bytes[offset + high]) << 8 | UInt16(bytes[offset + 1 - high]))
        }
        if let text = String(validating: units, as: UTF16.self) { return text }
        var pairOpen = false
        for (index, unit) in units.enumerated() {
            if pairOpen != (0xDC00...0xDFFF).contains(unit) {
                throw .broken(encoding, bytes, at: 2 * (pairOpen ? index : index + 1))
            }
            pairOpen = (0xD800...0xDBFF).contains(unit)
        }
        throw .broken(encoding, bytes, at: bytes.count - 2)
    }

    private static func gb18030(_ bytes: [UInt8]) throws(TextFileProblem) -> String {
        let converter = iconv_open("UTF-8", "GB18030")
        guard converter != iconv_t(bitPattern: -1) else { throw .noConverter(because: lastError) }
        defer { iconv_close(converter) }
        var input = bytes
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 3 / 2)
        var buffer = [CChar](repeating: 0, count: 1 << 16)
        let broken: Int? = input.withUnsafeMutableBytes { source in
            var next = source.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = source.count
            while left > 0 {
                let (result, code, written) = buffer.withUnsafeMutableBufferPointer { target in
                    var free = target.baseAddress
                    var room = target.count
                    let result = iconv(converter, &next, &left, &free, &room)
                    return (result, errno, target.count - room)
                }
                output += buffer[..<written].lazy.map { UInt8(bitPattern: $0) }
                // A full buffer is no error; anything else that stops it is.
                if result == -1, code != E2BIG { return source.count - left }
            }
            return nil
        }
        if let broken { throw .broken(.gb18030, bytes, at: broken) }
        let text = String(decoding: output, as: UTF8.self)
        return text.unicodeScalars.first == "\u{FEFF}"
            ? String(text.unicodeScalars.dropFirst()) : text
    }
}

/// What a look over bytes as UTF-8 finds.
private struct UTF8Scan {
    /// Characters beyond ASCII.
    private(set) var characters = 0
    private(set) var breaks = 0
    private(set) var firstBroken: Int?

    init(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count {
            let length = Self.length(at: index, of: bytes)
            if length == 0 {
                breaks += 1
                firstBroken = firstBroken ?? index
            } else if length > 1 {
                characters += 1
            }
            index += max(length, 1)
        }
    }

    /// The bytes of the character at an index, 0 where there is none.
    private static func length(at index: Int, of bytes: [UInt8]) -> Int {
        let second: ClosedRange<UInt8>
        let length: Int
        switch bytes[index] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]),
            bytes[(index + 2)..<(index + length)].allSatisfy({ (0x80...0xBF).contains($0) })
        else { return 0 }
        return length
    }
}

/// Why the text of a file is not to be had.
enum TextFileProblem: Error, Sendable, Hashable {
    case unreadable(path: String, because: String)
    /// It holds more bytes than what is asked for ever has.
    case tooLarge(path: String, limit: Int)
    /// At the byte with this offset from 0, in this line from 1.
    case broken(TextFile.Encoding, offset: Int, line: Int)
    case noConverter(because: String)

    fileprivate static func broken(
        _ encoding: TextFile.Encoding,
        _ bytes: [UInt8],
        at offset: Int
    ) -> TextFileProblem {
        let lines: Int
        switch encoding {
        case .utf8, .utf8WithMark, .gb18030:
            lines = bytes[..<offset].count { $0 == 0x0A }
        case .utf16LittleEndian, .utf16BigEndian:
            let lineFeed: [UInt8] = encoding == .utf16BigEndian ? [0, 0x0A] : [0x0A, 0]
            let units = stride(from: 2, to: offset - 1, by: 2)
            lines = units.count { bytes[$0] == lineFeed[0] && bytes[$0 + 1] == lineFeed[1] }
        }
        return .broken(encoding, offset: offset, line: lines + 1)
    }
}

extension TextFile.Encoding: CustomStringConvertible {
    var description: String {
        switch self {
        case .utf8, .utf8WithMark: "UTF-8"
        case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
        case .gb18030: "GB 18030"
        }
    }
}

extension TextFileProblem {
    func message(_ language: Language) -> String {
        switch self {
        case .tooLarge(let path, let limit):
            return language(
                "\(TextTable.harmless(path)) is larger than \(limit >> 20) MiB, which no such file is.",
                "\(TextTable.harmless(path)) 超过 \(limit >> 20) MiB，不会是这种文件。"
            )
        case .unreadable(let path, let because):
            return language(
                "\(TextTable.harmless(path)) can't be read: \(because)",
                "无法读取 \(TextTable.harmless(path))：\(because)"
            )
        case .broken(.gb18030, let offset, let line):
            return language(
                "line \(line): the byte at offset \(offset) is neither UTF-8 nor GB 18030; "
                    + "save the file as UTF-8",
                "第 \(line) 行：偏移 \(offset) 处的字节既不是 UTF-8 也不是 GB 18030；请将文件另存为 UTF-8"
            )
        case .broken(let encoding, let offset, let line):
            return language(
                "line \(line): the byte at offset \(offset) is not \(encoding); "
                    + "save the file as UTF-8",
                "第 \(line) 行：偏移 \(offset) 处的字节不是 \(encoding) 编码；请将文件另存为 UTF-8"
            )
        case .noConverter(let because):
            return language(
                "the file is not UTF-8, and GB 18030 can't be read on this machine (\(because)); "
                    + "save the file as UTF-8",
                "文件不是 UTF-8，而本机无法读取 GB 18030（\(because)）；请将文件另存为 UTF-8"
            )
        }
    }
}
