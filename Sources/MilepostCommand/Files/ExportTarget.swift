import EventLogSQLite
import Foundation
import MilepostReports

/// Where an export or a proof goes; what stands there already is only replaced where nothing is
/// lost.
enum ExportTarget {
    case standardOutput
    /// A terminal, a pipe, a device: written to, never replaced.
    case device(String)
    /// A new file, or one that is empty or an earlier export.
    case file(String)

    /// `replaces` says whether an earlier file is of the same kind.
    init(
        _ path: String?,
        store: String,
        language: Language,
        replaces: (String) throws -> Bool
    ) throws {
        guard let path, path != "-" else {
            self = .standardOutput
            return
        }
        func refused(_ en: String, _ zh: String) -> Failure {
            .wrongInput(language("-o \(path): \(en)", "-o \(path)：\(zh)"))
        }
        guard !path.allSatisfy(\.isWhitespace) else {
            throw refused("no file is named.", "没有写明文件。")
        }
        guard !Self.isPart(path, ofStore: store) else {
            throw refused(
                "this is the log itself, its key or its checkpoint, which is never replaced.",
                "这是日志本身、其密钥或检查点，绝不覆盖。"
            )
        }
        guard let found = POSIXFile.status(path) else {
            guard POSIXFile.status(path, followingLinks: false) == nil else {
                throw refused("this is a link that leads nowhere.", "该链接指向的文件不存在。")
            }
            self = .file(path)
            return
        }
        switch found.st_mode & S_IFMT {
        case S_IFDIR:
            throw refused(
                "this is a folder. Name a file in it.",
                "这是文件夹。请写明其中的文件名。"
            )
        case S_IFREG:
            guard try found.st_size == 0 || replaces(path) else {
                throw refused(
                    "the file is there already and holds something else, so it is not replaced. "
                        + "Choose another name.",
                    "文件已存在且是其他内容，不会被覆盖。请换一个名称。"
                )
            }
            // Behind a link the file is replaced, not the link.
            self = .file(Self.real(path) ?? path)
        default:
            self = .device(path)
        }
    }

    /// Whether a path leads to the store, to a file that SQLite keeps beside it, or to the key;
    /// also where that file is not there just now.
    static func isPart(_ path: String, ofStore store: String) -> Bool {
        let place = Place(path)
        return [store, real(store) ?? store].contains { store in
            ["", "-wal", "-shm", "-journal", ".key", ".key.new", ".checkpoint"].contains { suffix in
                let other = store + suffix
                if let place, place == Place(other) { return true }
                guard let one = POSIXFile.status(path), let two = POSIXFile.status(other) else {
                    return false
                }
                return one.st_ino == two.st_ino && one.st_dev == two.st_dev
            }
        }
    }

    /// A name in a folder, whether or not there is a file of that name.
    private struct Place: Equatable {
        var folder: String
        var name: String

        init?(_ path: String) {
            guard let folder = real(SQLiteStore.folder(of: path)) else { return nil }
            self.folder = folder
            let slash = path.lastIndex(of: "/")
            name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        }
    }

    static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether a file begins with this line: then it is an earlier export of the same log.
    static func begins(_ path: String, with line: [UInt8]) throws -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { file.closeFile() }
        let start = try file.read(upToCount: line.count + 1) ?? Data()
        return start.elementsEqual(line + [0x0A])
    }
}
