package import EventLog
package import Milepost

/// A snapshot as it is printed: read from its sealed text, with the seal where there is one.
package struct SnapshotPage: Sendable {
    /// The version of how pages look and speak; what would print the same sealed text otherwise in
    /// any form but JSON gets the next number, or pages printed before would seem to be changed.
    package static let version = 1

    package let snapshot: Snapshot
    /// The sealed text: canonical JSON.
    package let sealed: String
    /// SHA-256 of the sealed text, lower-case hex.
    package let digest: String
    /// Nil of a preview, which says on every page that it is one.
    package let seal: Seal?

    /// What issuing adds: the line of the log, and the note that signs both the tree and the text.
    package struct Seal: Sendable, Hashable {
        package var event: EventID
        package var position: Position
        package var note: String

        package init(event: EventID, position: Position, note: String) {
            self.event = event
            self.position = position
            self.note = note
        }
    }

    /// Reads a sealed text; throws what in it is not of its one form.
    package init(sealed: String, seal: Seal?) throws(UnreadableSnapshot) {
        snapshot = try Snapshot(sealed: sealed)
        self.sealed = sealed
        digest = LeafHash.sha256(sealed.utf8).hex
        self.seal = seal
    }
}

/// Why a text is no snapshot.
package enum UnreadableSnapshot: Error, Sendable, Hashable {
    case notCanonical(NotCanonical)
    /// Made by a newer milepost.
    case newerForm(Int64)
    /// Missing, or not of its form: `projects.2.figures.0.value`.
    case member(String)
    case unknownMember(String)
}

extension UnreadableSnapshot {
    package func message(_ language: Language) -> String {
        switch self {
        case .newerForm:
            language(
                "The snapshot was made by a newer milepost; use the newer program.",
                "该快照由更新的 milepost 生成，请使用新版程序。"
            )
        case .notCanonical(let error):
            language(
                "The snapshot's text is not of its one form (byte \(error.offset)).",
                "快照内容不是规范格式（第 \(error.offset) 字节处）。"
            )
        case .member(let path), .unknownMember(let path):
            language("The snapshot's text was changed", "快照内容被改动")
                + (path.isEmpty ? "" : language(": ", "：") + TextTable.harmless(path))
                + language(".", "。")
        }
    }
}
