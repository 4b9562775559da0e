package import EventLog

extension LogFinding {
    /// A stable name for programs.
    package var code: String {
        switch problem {
        case .missing: "linesMissing"
        case .unreadable: "lineUnreadable"
        case .idDiffers: "idDiffers"
        case .leafDiffers: "leafHashDiffers"
        case .prevDiffers: "chainDiffers"
        case .earlierThanBefore: "timeGoesBack"
        case .notOpened, .openedAgain: "openingDiffers"
        case .nodeDiffers: "nodeDiffers"
        case .rootDiffers: "rootDiffers"
        case .signature: "signatureRefused"
        case .againstUnreadable: "checkpointRefused"
        case .shorter: "olderThanSigned"
        case .otherThanSigned: "differsFromSigned"
        case .projection, .followsOtherwise: "projectionDiffers"
        case .schema: "schemaDiffers"
        case .damaged: "fileDamaged"
        }
    }

    /// What was found.
    package func message(_ say: Language) -> String {
        switch problem {
        case .missing(let last): missing(through: last, say)
        case .unreadable(let reason): reason.message(say)
        case .idDiffers:
            say(
                "The id beside the line is not the line's own.",
                "行旁存放的标识与行内标识不符。"
            )
        case .leafDiffers:
            say(
                "The line no longer has the hash that was stored with it: it was changed.",
                "该行与存入时的哈希不符：内容被改动。"
            )
        case .prevDiffers(let expected):
            say(
                "`prev` does not name the line before it in its chain "
                    + "(\(expected.map { "@\($0)" } ?? "none")): a line was taken out or put in.",
                "`prev` 与同链上一行（\(expected.map { "@\($0)" } ?? "无")）不符：有行被删去或插入。"
            )
        case .earlierThanBefore:
            say(
                "It was recorded earlier than the line before it.",
                "录入时间早于前一行。"
            )
        case .notOpened:
            say("A log begins with LogOpened.", "日志必须以 LogOpened 开头。")
        case .openedAgain:
            say("LogOpened stands only at position 0.", "LogOpened 只能在位置 0。")
        case .nodeDiffers(let last):
            say(
                "The lines through @\(last) do not make the node of the tree that is stored for them.",
                "截至 @\(last) 的各行与所存的树节点不符。"
            )
        case .rootDiffers(let size):
            say(
                "The lines do not make the root that was stored with \(size) lines: from here on, lines "
                    + "were changed, put in or taken out.",
                "各行与 \(size) 行时所存的树根不符：自此起有行被改动、插入或删去。"
            )
        case .signature(let error): error.message(say)
        case .againstUnreadable(let error, let from):
            "\(from.name(say))\(say(": ", "："))\(error.message(say))"
        case .shorter(let size, let from):
            say(
                "This log is older than what was signed: \(from.name(say)) covers \(size) lines. Its end "
                    + "was cut off, or an old backup was put back.",
                "本日志早于已签署的内容：\(from.name(say))涵盖 \(size) 行。日志末尾被截去，或被换回旧备份。"
            )
        case .otherThanSigned(let size, let from):
            say(
                "This log differs from what was signed: its first \(size) lines are not those of "
                    + "\(from.name(say)). It was rewritten.",
                "本日志与已签署的内容不同：前 \(size) 行与\(from.name(say))不符，日志被改写。"
            )
        case .projection(let table):
            say(
                "The table \(table) does not follow from the log. milepost replay rebuilds it.",
                "表 \(table) 与日志不一致。可用 milepost replay 重建。"
            )
        case .followsOtherwise(let position):
            say(
                "The projections say that they follow the log to @\(position). milepost replay "
                    + "rebuilds them.",
                "汇总数据所记的进度为 @\(position)，与日志不符。可用 milepost replay 重建。"
            )
        case .schema(let object):
            say(
                "\(say.quoted(object)) is not as this program makes it: what protects the log was "
                    + "changed or something was added.",
                "\(say.quoted(object))与本程序所建不同：日志的保护被改动，或被添加了内容。"
            )
        case .damaged(let reason):
            say(
                "The file is damaged: \(TextTable.harmless(reason)). Restore a backup, or export what "
                    + "can be read.",
                "文件已损坏：\(TextTable.harmless(reason))。请恢复备份，或导出尚可读取的内容。"
            )
        }
    }

    private func missing(through last: Int64, _ say: Language) -> String {
        guard let position, last > position else {
            return say("The line is missing.", "该行缺失。")
        }
        return say(
            "The lines through @\(last) are missing.",
            "截至 @\(last) 的各行缺失。"
        )
    }
}

extension LogFinding.Checkpointed {
    func name(_ say: Language) -> String {
        switch self {
        case .kept: say("the checkpoint beside the key", "密钥旁的检查点")
        case .given: say("the checkpoint given", "所给检查点")
        }
    }
}
