import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

/// What went wrong, in words, with the exit status: the one place where errors become both.
struct Failure: Error {
    var status: Int32
    var message: String

    static func wrongInput(_ message: String) -> Failure { Failure(status: 2, message: message) }

    static func unusable(_ message: String) -> Failure { Failure(status: 3, message: message) }

    static func noActor(_ language: Language) -> Failure {
        wrongInput(
            language(
                """
                Nobody is named as the one who records. Give --actor NAME, or set MILEPOST_ACTOR, \
                or make the log with init --actor NAME.
                """,
                "没有写明由谁记录。请用 --actor 姓名、环境变量 MILEPOST_ACTOR，或在建立日志时用 init --actor。"
            )
        )
    }

    static func withdrawnSince(_ language: Language) -> Failure {
        wrongInput(
            language(
                "That event is in the log already, and was withdrawn since.",
                "该事件已在日志中，且之后已被撤回。"
            )
        )
    }

    init(status: Int32, message: String) {
        self.status = status
        self.message = message
    }

    /// Nil for errors of the argument parser, which has words of its own.
    init?(_ error: any Error, language: Language) {
        switch error {
        case let failure as Failure: self = failure
        case let refusal as Refusal: self = .wrongInput(refusal.message(language))
        case let error as AmountError: self = .wrongInput(Refusal.amount(error).message(language))
        case let error as StoreError: self = .unusable(error.message(language))
        case let error as AppendError:
            switch error {
            case .clockBehind, .conflict: self = .unusable(error.message(language))
            case .idReused: self = .wrongInput(error.message(language))
            }
        case let error as UnreadableEvent: self = .unusable(error.message(language))
        case let error as UnreadableSnapshot: self = .unusable(error.message(language))
        case let error as AlteredLine:
            self.init(status: 1, message: error.message(language))
        case let error as FoldError:
            switch error {
            case .overflow: self = .wrongInput(error.message(language))
            case .unknownSubject: self = .unusable(error.message(language))
            }
        case let error as ProofError: self = .wrongInput(error.message(language))
        case let error as Overflow: self = .wrongInput(error.message(language))
        default: return nil
        }
    }
}

extension StoreError {
    func message(_ language: Language) -> String {
        switch self {
        case .missing(let path):
            language(
                "There is no log at \(path). Make one with: milepost init --log \(path)",
                "\(path) 处没有日志。请先建立：milepost init --log \(path)"
            )
        case .exists(let path):
            language(
                "\(path) is there already and is never overwritten. Choose another path.",
                "\(path) 已经存在，绝不覆盖。请换一个路径。"
            )
        case .isFolder(let path):
            language(
                "\(path) is a folder, not a log. Name the log's file in it.",
                "\(path) 是文件夹，不是日志。请写明其中日志文件的名称。"
            )
        case .notADatabase(let path):
            language(
                """
                \(path) is not a SQLite database, or its beginning is destroyed. Name the log's own \
                file, or restore a backup.
                """,
                "\(path) 不是 SQLite 数据库，或文件开头已损毁。请写明日志文件，或恢复备份。"
            )
        case .notALog(let path):
            language(
                "\(path) is a database, but not a milepost log.",
                "\(path) 是数据库，但不是 milepost 日志。"
            )
        case .newer(let path, let found, let known):
            language(
                """
                \(path) was made by a newer milepost (version \(found), this program knows \
                \(known)). It is left alone; use the newer program.
                """,
                "\(path) 由更新的 milepost 建立（版本 \(found)，本程序只认识到 \(known)）。未作任何改动，请使用新版程序。"
            )
        case .readOnly(let path):
            language(
                "\(path) can't be written: the file or its folder is read-only. Reading works.",
                "\(path) 无法写入：文件或所在文件夹为只读。仍可读取。"
            )
        case .notClosed(let path):
            language(
                """
                \(path) was not closed, and what \(path)-wal holds can't be read where the folder \
                can't be written. Copy both files to another folder and ask there.
                """,
                """
                \(path) 未正常关闭，\(path)-wal 中的内容在只读文件夹中无法读取。请将两个文件一并复制到\
                可写的文件夹后再查询。
                """
            )
        case .cannotOpen(let path, let reason):
            language("\(path) can't be opened: \(reason).", "无法打开 \(path)：\(reason)。")
        case .busy(let path):
            language(
                "\(path) is in use by other writers and did not become free. Try again.",
                "\(path) 正被其他程序写入，一直未空闲。请重试。"
            )
        case .diskFull(let path):
            language(
                "The disk is full: nothing was added to \(path). Free some space and try again.",
                "磁盘已满：未向 \(path) 写入任何内容。请清理空间后重试。"
            )
        case .diskFailed(let path, let code):
            language(
                """
                The disk failed at \(path) (SQLite \(code)); what was to be recorded now is not \
                acknowledged. Check the disk, then run milepost verify and look with milepost history \
                before trying again.
                """,
                """
                读写 \(path) 时磁盘出错（SQLite \(code)），本次内容未得到确认。请检查磁盘，再执行 \
                milepost verify，并用 milepost history 核对后重试。
                """
            )
        case .damaged(let path, let reason):
            language(
                "\(path) is damaged: \(reason). Restore a backup, or export what can be read.",
                "\(path) 已损坏：\(reason)。请恢复备份，或导出尚可读取的内容。"
            )
        case .failed(let path, let code, let reason):
            language(
                "\(path): \(reason) (SQLite \(code)).",
                "\(path)：\(reason)（SQLite \(code)）。"
            )
        case .rebuildOvertaken:
            language(
                "Another replay started meanwhile and took over; this one stopped.",
                "另一个重放在此期间开始并接手，本次已停止。"
            )
        }
    }
}
