import Foundation

/// What SQLite passes over in silence: commits in a write-ahead file behind a place that is spoiled.
///
/// SQLite takes whatever follows a wrong checksum for the write that was under way when the power
/// went. That can be one commit only: each is synced before the next begins.
struct WriteAheadFile {
    /// The first byte that can't be believed although two or more commits follow; nil where all is
    /// well, or the file was begun anew meanwhile.
    static func spoiledByte(of path: String) throws -> Int? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { file.closeFile() }
        let header = [UInt8](try file.read(upToCount: headerSize) ?? Data())
        guard header.count == headerSize else { return nil }
        guard var sum = Checksum(header) else { return 0 }
        let frameSize = frameHeaderSize + Int(word(2, of: header))
        var offset = headerSize
        var spoiled: Int?
        var commits = 0
        while let data = try file.read(upToCount: frameSize), data.count == frameSize {
            let frame = [UInt8](data)
            if spoiled == nil, !sum.holds(for: frame, salt: header[16..<24]) { spoiled = offset }
            let isCommit = word(1, of: frame) != 0 && frame[8..<16] == header[16..<24]
            if spoiled != nil, isCommit { commits += 1 }
            offset += frameSize
        }
        try file.seek(toOffset: 0)
        let again = [UInt8](try file.read(upToCount: headerSize) ?? Data())
        return commits > 1 && again == header ? spoiled : nil
    }

    private static let headerSize = 32
    private static let frameHeaderSize = 24

    /// A big-endian number of a header, by its place.
    fileprivate static func word(_ index: Int, of bytes: [UInt8]) -> UInt32 {
        bytes[index * 4..<index * 4 + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// SQLite's running sum over the header and every frame so far.
    private struct Checksum {
        private var first: UInt32 = 0
        private var second: UInt32 = 0
        private let isBigEndian: Bool

        /// Nil for a header that is none.
        init?(_ header: [UInt8]) {
            let magic = WriteAheadFile.word(0, of: header)
            guard magic & ~1 == 0x377F_0682 else { return nil }
            isBigEndian = magic & 1 == 1
            add(header[..<24])
            guard equals(header, at: 6) else { return nil }
        }

        mutating func holds(for frame: [UInt8], salt: ArraySlice<UInt8>) -> Bool {
            add(frame[..<8])
            add(frame[24...])
            return frame[8..<16] == salt && equals(frame, at: 4)
        }

        private func equals(_ bytes: [UInt8], at index: Int) -> Bool {
            first == WriteAheadFile.word(index, of: bytes)
                && second == WriteAheadFile.word(index + 1, of: bytes)
        }

        private mutating func add(_ bytes: ArraySlice<UInt8>) {
            bytes.withUnsafeBytes { bytes in
                for offset in stride(from: 0, to: bytes.count, by: 8) {
                    first &+= word(offset, of: bytes) &+ second
                    second &+= word(offset + 4, of: bytes) &+ first
                }
            }
        }

        private func word(_ offset: Int, of bytes: UnsafeRawBufferPointer) -> UInt32 {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
        }
    }
}
