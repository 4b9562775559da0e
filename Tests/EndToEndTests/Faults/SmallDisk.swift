import Foundation
import Glibc

/// A file system in memory that is soon full.
final class SmallDisk {
    let folder: URL
    private static let size = 1 << 20

    static let canMount: Bool = {
        do {
            _ = try SmallDisk()
            return true
        } catch { return false }
    }()

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("milepost-disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard mount("milepost", folder.path, "tmpfs", 0, "size=\(Self.size)") == 0 else {
            rmdir(folder.path)
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM)
        }
    }

    deinit {
        umount2(folder.path, Int32(MNT_DETACH))
        rmdir(folder.path)
    }

    /// As of a disk that was burnt, or that the system no longer trusts.
    func makeReadOnly() throws {
        let flags = UInt(MS_REMOUNT | MS_RDONLY)
        guard mount("", folder.path, nil, flags, nil) == 0 else { throw POSIXError(.EIO) }
    }

    private var filler: String { folder.path + "/filler" }

    /// Fills the disk up to so many bytes; with nil empties it again.
    func leave(_ room: Int?) throws {
        unlink(filler)
        guard let room else { return }
        var status = statvfs()
        guard statvfs(folder.path, &status) == 0 else { throw POSIXError(.EIO) }
        let free = Int(status.f_bfree) * Int(status.f_bsize)
        let bytes = Data(count: max(0, free - room))
        try bytes.write(to: URL(fileURLWithPath: filler))
    }
}
