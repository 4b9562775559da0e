import CMinizip

/// Why bytes are no workbook that can be read.
package enum UnreadableWorkbook: Error, Sendable, Hashable {
    /// No zip archive, or a damaged one.
    case notZip
    /// Its parts are larger than any page's.
    case tooLarge
    case missingPart(String)
    /// Programs differ in which of two parts of one name they read.
    case partTwice(String)
    case notXML(part: String)
}

/// The parts of a zip archive in memory, unpacked by minizip; at most so many bytes in all.
struct ZipArchive: ~Copyable {
    static let limit = 128 << 20

    private let file: UnsafeMutablePointer<MemoryFile>
    private let archive: unzFile
    private var left = Self.limit

    init(_ bytes: [UInt8]) throws(UnreadableWorkbook) {
        file = MemoryFile.make(bytes)
        var functions = MemoryFile.functions(on: file)
        guard let archive = unzOpen2_64(nil, &functions) else {
            MemoryFile.free(file)
            throw .notZip
        }
        self.archive = archive
    }

    deinit {
        unzClose(archive)
        MemoryFile.free(file)
    }

    /// How many parts and sheets there may be, since each is searched for among all.
    static let most = 10_000

    /// Refuses parts that would be found by the same name.
    func checkNames() throws(UnreadableWorkbook) {
        var known: Set<String> = []
        var status = unzGoToFirstFile(archive)
        while status == UNZ_OK {
            var info = unz_file_info64()
            let name =
                withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { buffer in
                    buffer.initialize(repeating: 0)
                    let status = unzGetCurrentFileInfo64(
                        archive,
                        &info,
                        buffer.baseAddress,
                        uLong(buffer.count - 1),
                        nil,
                        0,
                        nil,
                        0
                    )
                    guard status == UNZ_OK, info.size_filename < buffer.count else { return nil }
                    return String(
                        validating: buffer.prefix(Int(info.size_filename)).map(
                            UInt8.init(bitPattern:)
                        ),
                        as: UTF8.self
                    )
                } as String?
            guard let name else { throw .notZip }
            let path = name.replacing("\\", with: "/").lowercased()
            guard known.insert(String(path.drop { $0 == "/" })).inserted else {
                throw .partTwice(name)
            }
            guard known.count < Self.most else { throw .tooLarge }
            status = unzGoToNextFile(archive)
        }
        guard status == UNZ_END_OF_LIST_OF_FILE else { throw .notZip }
    }

    /// The bytes of a part; nil where there is none of that name.
    mutating func part(_ name: String) throws(UnreadableWorkbook) -> [UInt8]? {
        // 2: upper and lower case are the same, as package parts are named.
        guard unzLocateFile(archive, name, 2) == UNZ_OK else { return nil }
        guard unzOpenCurrentFile(archive) == UNZ_OK else { throw .notZip }
        var bytes: [UInt8] = []
        let piece = 1 << 16
        var isDone = false
        while !isDone {
            // What it says of its size is not believed: it is counted.
            guard left > 0 else {
                unzCloseCurrentFile(archive)
                throw .tooLarge
            }
            let read = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: piece) { buffer in
                let count = unzReadCurrentFile(
                    archive,
                    buffer.baseAddress,
                    UInt32(min(piece, left))
                )
                if count > 0 { bytes += buffer[..<Int(count)] }
                return Int(count)
            }
            guard read >= 0 else {
                unzCloseCurrentFile(archive)
                throw .notZip
            }
            left -= read
            isDone = read == 0
        }
        // Only here a wrong checksum is told.
        guard unzCloseCurrentFile(archive) == UNZ_OK else { throw .notZip }
        return bytes
    }
}

/// Bytes that minizip reads as it would a file.
private struct MemoryFile {
    let bytes: UnsafeMutableBufferPointer<UInt8>
    var position = 0

    static func make(_ bytes: [UInt8]) -> UnsafeMutablePointer<MemoryFile> {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = copy.initialize(from: bytes)
        let file = UnsafeMutablePointer<MemoryFile>.allocate(capacity: 1)
        file.initialize(to: MemoryFile(bytes: copy))
        return file
    }

    static func free(_ file: UnsafeMutablePointer<MemoryFile>) {
        file.pointee.bytes.deallocate()
        file.deallocate()
    }

    static func functions(on file: UnsafeMutablePointer<MemoryFile>) -> zlib_filefunc64_def {
        var functions = zlib_filefunc64_def()
        functions.opaque = UnsafeMutableRawPointer(file)
        functions.zopen64_file = { file, _, mode in
            mode & Int32(ZLIB_FILEFUNC_MODE_WRITE) == 0 ? file : nil
        }
        functions.zread_file = { _, file, buffer, size in
            guard let file = file?.assumingMemoryBound(to: MemoryFile.self), let buffer else {
                return 0
            }
            let (bytes, position) = (file.pointee.bytes, file.pointee.position)
            let count = min(Int(clamping: size), bytes.count - position)
            guard count > 0, let base = bytes.baseAddress else { return 0 }
            buffer.copyMemory(from: base + position, byteCount: count)
            file.pointee.position += count
            return uLong(count)
        }
        functions.zwrite_file = { _, _, _, _ in 0 }
        functions.ztell64_file = { _, file in
            file.map { ZPOS64_T($0.assumingMemoryBound(to: MemoryFile.self).pointee.position) } ?? 0
        }
        functions.zseek64_file = { _, file, offset, origin in
            guard let file = file?.assumingMemoryBound(to: MemoryFile.self) else { return -1 }
            let start =
                switch origin {
                case Int32(ZLIB_FILEFUNC_SEEK_CUR): file.pointee.position
                case Int32(ZLIB_FILEFUNC_SEEK_END): file.pointee.bytes.count
                default: 0
                }
            let (position, overflow) = start.addingReportingOverflow(Int(clamping: offset))
            guard !overflow, position <= file.pointee.bytes.count else { return -1 }
            file.pointee.position = position
            return 0
        }
        functions.zclose_file = { _, _ in 0 }
        functions.zerror_file = { _, _ in 0 }
        return functions
    }
}
