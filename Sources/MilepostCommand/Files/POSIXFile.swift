import Foundation
import MilepostReports

/// The system's own calls where Foundation would crash or hide what went wrong.
enum POSIXFile {
    /// Writes every byte; answers 0, or the error number of what stopped it.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let count = Foundation.write(descriptor, part.baseAddress, part.count)
            if count < 0 {
                guard errno == EINTR else { return errno }
                continue
            }
            rest = rest.dropFirst(count)
        }
        return 0
    }

    /// What stands at a path; nil where nothing does, or nothing that can be seen.
    static func status(_ path: String, followingLinks: Bool = true) -> stat? {
        var status = stat()
        let code = followingLinks ? stat(path, &status) : lstat(path, &status)
        return code == 0 ? status : nil
    }

    /// An error number in words.
    static func words(_ code: Int32, _ language: Language) -> String {
        switch code {
        case ENOSPC, EDQUOT: language("the disk is full", "磁盘已满")
        case EACCES, EPERM: language("permission denied", "没有权限")
        case EIO: language("the disk failed", "磁盘出错")
        case EROFS: language("the file system is read-only", "文件系统为只读")
        case EBADF: language("it is closed", "已关闭")
        case ENOENT: language("there is no such folder", "没有该文件夹")
        default: String(cString: strerror(code))
        }
    }
}
