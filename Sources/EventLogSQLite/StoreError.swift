/// Why a store can't be used.
///
/// The words are made at the edge.
package enum StoreError: Error, Sendable, Hashable {
    case missing(path: String)
    case exists(path: String)
    case isFolder(path: String)
    case notADatabase(path: String)
    /// A SQLite database, but none of ours.
    case notALog(path: String)
    /// Made by a newer program: the store, or one of its projections.
    case newer(path: String, found: Int, known: Int)
    case readOnly(path: String)
    /// In a folder that can't be written, with a write-ahead file that SQLite would read by writing.
    case notClosed(path: String)
    case cannotOpen(path: String, reason: String)
    case busy(path: String)
    case diskFull(path: String)
    /// Reading, writing or syncing failed; what was not committed is not known to be on the disk.
    case diskFailed(path: String, code: Int)
    case damaged(path: String, reason: String)
    case failed(path: String, code: Int, reason: String)
    /// Another replay took this one's place.
    case rebuildOvertaken
}
