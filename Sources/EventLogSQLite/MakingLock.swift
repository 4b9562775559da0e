import Foundation

/// The file in which a store is being made, held by one process until the store has its name.
///
/// A lock ends with its process, so a file that nobody holds is what a killed one left.
struct MakingLock {
    let file: String
    private let descriptor: Int32

    init(_ file: String, of path: String) throws {
        self.file = file
        while true {
            let descriptor = open(file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw Self.error(path) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                throw StoreError.busy(path: path)
            }
            var (held, named) = (stat(), stat())
            let isHeld =
                fstat(descriptor, &held) == 0 && lstat(file, &named) == 0
                && held.st_ino == named.st_ino && held.st_dev == named.st_dev
            if isHeld, held.st_size == 0 {
                self.descriptor = descriptor
                break
            }
            // Left by one who was killed, or gone meanwhile: begin with a file of our own.
            if isHeld { unlink(file) }
            close(descriptor)
        }
        Self.removeCompanions(of: file)
        // Another may have finished between the look at the path and the lock.
        var status = stat()
        guard lstat(path, &status) != 0 else {
            release()
            throw StoreError.exists(path: path)
        }
    }

    /// Gives the file its name, where nothing has that name: a link never replaces.
    func rename(to path: String) throws {
        if link(file, path) == 0 {
            unlink(file)
            return
        }
        // A file system without links renames; that nothing is there was seen under the lock.
        var status = stat()
        guard errno != EEXIST, lstat(path, &status) != 0 else {
            throw StoreError.exists(path: path)
        }
        guard Foundation.rename(file, path) == 0 else { throw Self.error(path) }
    }

    /// Ends the making; what has not been renamed is removed.
    func release() {
        var (held, named) = (stat(), stat())
        if fstat(descriptor, &held) == 0, lstat(file, &named) == 0, held.st_ino == named.st_ino,
            held.st_nlink == 1
        {
            unlink(file)
            Self.removeCompanions(of: file)
        }
        close(descriptor)
    }

    private static func removeCompanions(of file: String) {
        for suffix in ["-wal", "-shm", "-journal"] { unlink(file + suffix) }
    }

    private static func error(_ path: String) -> StoreError {
        switch errno {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        case EROFS: .readOnly(path: path)
        default: .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
