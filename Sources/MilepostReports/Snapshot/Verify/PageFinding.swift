package import EventLog
package import Milepost

/// What `snapshot verify` found wrong with a page or with what it was made from.
package enum PageFinding: Error, Sendable, Hashable {
    /// The log never issued what the page says.
    case notIssued
    case noteDiffers
    /// The page carries another sealed text than the one that was issued under its digest.
    case sealedDiffers
    /// A reader sees something else than was issued; nil is nothing.
    case seen(figure: String, column: String, page: String?, issued: String?)
    /// It was printed by a program whose pages look and speak otherwise.
    case otherPages(version: Int)
    /// All texts are there, but not as they stood; the first piece that differs, nil is none.
    case layoutChanged(page: String?, issued: String?)
    /// The note does not hold, or not for this log.
    case signature(ProofError)
    /// A line that the figures follow from is not the one that was signed.
    case eventChanged(Position)
    /// Derived again by other rules than it was sealed by, the figure differs.
    case rulesChanged(figure: String, column: String, sealed: Int64, now: Int64)
    /// Lines and rules are the same, and the figure still comes out otherwise.
    case reckonedOtherwise(
        figure: String,
        column: String,
        sealed: String?,
        now: String?,
        event: Position?
    )

    package var code: String {
        switch self {
        case .notIssued: "notIssued"
        case .noteDiffers: "noteDiffers"
        case .sealedDiffers: "sealedDiffers"
        case .seen: "valueChanged"
        case .otherPages: "otherPages"
        case .layoutChanged: "layoutChanged"
        case .signature: "signature"
        case .eventChanged: "eventChanged"
        case .rulesChanged: "rulesChanged"
        case .reckonedOtherwise: "reckonedOtherwise"
        }
    }

    package var figure: String? {
        switch self {
        case .seen(let figure, _, _, _), .rulesChanged(let figure, _, _, _),
            .reckonedOtherwise(let figure, _, _, _, _):
            figure.isEmpty ? nil : figure
        case .notIssued, .noteDiffers, .sealedDiffers, .otherPages, .layoutChanged, .signature,
            .eventChanged:
            nil
        }
    }

    package var position: Position? {
        switch self {
        case .eventChanged(let position): position
        case .reckonedOtherwise(_, _, _, _, let event): event
        case .notIssued, .noteDiffers, .sealedDiffers, .seen, .otherPages, .layoutChanged,
            .signature, .rulesChanged:
            nil
        }
    }

    package func message(_ language: Language) -> String {
        switch self {
        case .notIssued:
            language(
                "This log has issued no snapshot of this digest: the page is a preview, of another log, or "
                    + "made up.",
                "本日志没有签发过该摘要的快照：此页为预览稿、出自其他日志，或系伪造。"
            )
        case .noteDiffers:
            language(
                "The signed note in the page is not the one of the log.",
                "页面所载签名文本与日志中的不一致。"
            )
        case .sealedDiffers:
            language(
                "The sealed text in the page is not the one that was issued.",
                "页面所载密封内容与所签发的不一致。"
            )
        case .seen(_, let column, let page, let issued):
            language(
                "\(Self.shown(column))the page says \(Self.told(page, language)), issued was "
                    + "\(Self.told(issued, language)).",
                "\(Self.shown(column))页面为\(Self.told(page, language))，签发时为"
                    + "\(Self.told(issued, language))。"
            )
        case .otherPages(let version):
            language(
                "Printed by a milepost of page version \(version), this one prints version "
                    + "\(SnapshotPage.version): what the page shows was not compared. Verify it with that "
                    + "program, or print it anew: milepost snapshot show @N.",
                "页面由另一版本的 milepost 输出（页面版本\(version)，本程序为\(SnapshotPage.version)），所示内容未作比对。"
                    + "请用该版本程序校验，或重新输出：milepost snapshot show @N。"
            )
        case .layoutChanged(let page, let issued):
            language(
                "The texts are those that were issued, but the page is built otherwise: where it says "
                    + "\(Self.told(page, language)) there was \(Self.told(issued, language)). If somebody "
                    + "only sorted its rows and saved it, print it anew: milepost snapshot show @N.",
                "页面文字与签发时一致，但页面结构不同：现为\(Self.told(page, language))，签发时此处为"
                    + "\(Self.told(issued, language))。若仅因排序后另存所致，请重新输出："
                    + "milepost snapshot show @N。"
            )
        case .signature(let error): error.message(language)
        case .eventChanged(let position):
            language(
                "The line at @\(position) is not the one that was signed: an event was changed. milepost "
                    + "show @\(position) prints it as it is now.",
                "位置 @\(position) 的行与签署时不同：事件被改动。可用 milepost show @\(position) 查看现状。"
            )
        case .rulesChanged(_, let column, let sealed, let now):
            language(
                "\(Self.shown(column))sealed by the rules of version \(sealed), this program reckons by "
                    + "version \(now). No event changed.",
                "\(Self.shown(column))签发时适用规则第\(sealed)版，本程序按第\(now)版计算；事件并无改动。"
            )
        case .reckonedOtherwise(_, let column, let sealed, let now, _):
            language(
                "\(Self.shown(column))sealed was \(Self.told(sealed, language)), from the lines as they are "
                    + "now follows \(Self.told(now, language)).",
                "\(Self.shown(column))签发时为\(Self.told(sealed, language))，由现有各行计算得"
                    + "\(Self.told(now, language))。"
            )
        }
    }

    private static func shown(_ column: String) -> String {
        column.isEmpty ? "" : "[\(TextTable.harmless(column))] "
    }

    /// A text as it is quoted; long ones are cut.
    private static func told(_ text: String?, _ language: Language) -> String {
        guard let text else { return language("nothing", "无") }
        let shown = text.count > 80 ? text.prefix(80) + "…" : text
        return language.quoted(shown)
    }
}
