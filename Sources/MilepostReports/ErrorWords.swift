package import EventLog
package import Milepost

extension UnreadableLine {
    /// Why the line can't be read, and what to do.
    package func message(_ say: Language) -> String {
        switch self {
        case .notCanonical(let error):
            error.message(say)
        case .notAnObject:
            say(
                "The line is JSON, but no object, so it is no event. \(damaged(say))",
                "该行是JSON，但不是对象，因而不是事件。\(damaged(say))"
            )
        case .unknownType(let type):
            newer(
                say,
                "The event type \(say.quoted(type)) is unknown here.",
                "无法识别事件类型\(say.quoted(type))。"
            )
        case .newerVersion(let type, let version):
            newer(
                say,
                "Version \(version) of the event type \(say.quoted(type)) is unknown here.",
                "无法识别事件类型\(say.quoted(type))的第\(version)版。"
            )
        case .unknownKey(let key, let type):
            newer(
                say,
                "The key \(say.quoted(key)) of the event type \(say.quoted(type)) is unknown here.",
                "无法识别事件类型\(say.quoted(type))中的键\(say.quoted(key))。"
            )
        case .missing(let key):
            say(
                "The line lacks the key \(say.quoted(key)), which every event of its type has. "
                    + "\(damaged(say))",
                "该行缺少同类事件必有的键\(say.quoted(key))。\(damaged(say))"
            )
        case .badValue(let key):
            say(
                "The value of the key \(say.quoted(key)) is not of the form it must have. "
                    + "\(damaged(say))",
                "键\(say.quoted(key))的值不合格式。\(damaged(say))"
            )
        case .notAsWritten:
            say(
                "The line says what milepost would write otherwise, such as a default that is "
                    + "spelled out. \(damaged(say))",
                "该行的写法与 milepost 写出的不同，例如写出了应省略的默认值。\(damaged(say))"
            )
        }
    }

    private func newer(_ say: Language, _ en: String, _ zh: String) -> String {
        say(
            "\(en) The line was probably written by a newer milepost: update this one.",
            "\(zh)该行很可能由更新版本的 milepost 写入，请升级本程序。"
        )
    }

    private func damaged(_ say: Language) -> String {
        say(
            "It was not written by milepost or was changed since: take the line from a backup.",
            "该行不是 milepost 写入的，或写入后被改动，请从备份中取回原行。"
        )
    }
}

extension NotCanonical {
    /// Where and why bytes cease to be canonical JSON.
    package func message(_ say: Language) -> String {
        let reason = reason.words(say)
        return say(
            "The line is not in canonical JSON (RFC 8785): \(reason) at byte \(offset). It was not "
                + "written by milepost or was changed since: take the line from a backup.",
            "该行不是规范JSON（RFC 8785）：第\(offset)字节处\(reason)。"
                + "该行不是 milepost 写入的，或写入后被改动，请从备份中取回原行。"
        )
    }
}

extension NotCanonical.Reason {
    fileprivate func words(_ say: Language) -> String {
        switch self {
        case .truncated: say("it ends too early", "提前结束")
        case .notUTF8: say("a text is not UTF-8", "文本不是UTF-8编码")
        case .unexpectedByte: say("there is an unexpected byte", "出现不应有的字节")
        case .whiteSpace: say("there is white space", "出现空白")
        case .keysOutOfOrder: say("a key is out of order", "键的顺序不对")
        case .duplicateKey: say("a key is there twice", "键重复")
        case .longEscape: say("a character is escaped otherwise than needed", "转义写法不规范")
        case .badNumber: say("a number is not a plain integer below 2^53", "数字不是小于2^53的整数")
        case .empty: say("an object or array is empty", "对象或数组为空")
        case .trailingBytes: say("more bytes follow its end", "结尾之后还有字节")
        case .tooDeep: say("it is nested too deep", "嵌套过深")
        case .notNFC: say("a text is not in Unicode NFC", "文本不是Unicode NFC形式")
        }
    }
}

extension UnreadableEvent {
    /// Which line can't be read, why, and what to do.
    package func message(_ say: Language) -> String {
        say(
            "The event at @\(position) can't be read. \(reason.message(say))",
            "无法读取@\(position)处的事件。\(reason.message(say))"
        )
    }
}

extension AlteredLine {
    /// Which line was altered, and what tells more.
    package func message(_ say: Language) -> String {
        say(
            "The line at @\(position) is missing, or does not fit its leaf hash: the log was altered. "
                + "milepost verify tells more.",
            "@\(position)处的行缺失或与其叶哈希不符，日志已被改动。可用 milepost verify 查看详情。"
        )
    }
}

extension AppendError {
    /// Why nothing was appended, and what to do.
    package func message(_ say: Language) -> String {
        switch self {
        case .idReused(let id, let position):
            say(
                "The id \(id) is taken: the event at @\(position) says something else. Use a new "
                    + "id for a second fact; to change what is recorded, correct that event.",
                "标识\(id)已被占用：@\(position)处的事件内容与此不同。另一事实请用新的标识；"
                    + "如要改变已记录的内容，请更正该事件。"
            )
        case .clockBehind(let last, let now):
            say(
                "The clock says \(now), but the last event was recorded at \(last), more than 5 "
                    + "minutes ahead. Set the clock; if it was wrong then and is right now, "
                    + "add --clock-was-wrong REASON.",
                "本机时钟为\(now)，而最后一条事件的录入时间为\(last)，超前5分钟以上。请校准时钟；"
                    + "如当时的时钟有误而现在正确，请加 --clock-was-wrong REASON。"
            )
        case .conflict(let expected, let found):
            say(
                "Somebody else appended meanwhile: the log had \(expected) events and now has "
                    + "\(found). Nothing was recorded; look at what is new and try again.",
                "其间有他人写入：日志原有\(expected)条事件，现有\(found)条。"
                    + "本次未记录任何内容，请查看新增内容后重试。"
            )
        }
    }
}

extension FoldError {
    /// What the log does not hold, and what to do.
    package func message(_ say: Language) -> String {
        switch self {
        case .unknownSubject(let id, let position):
            say(
                "The event at @\(position) acts on event \(id), which is not in the log before it. "
                    + "The log is incomplete or damaged: run `milepost verify`.",
                "@\(position)处的事件针对事件\(id)，但日志中在它之前没有该事件。"
                    + "日志不完整或已损坏，请执行 `milepost verify`。"
            )
        case .overflow(let position):
            say(
                "With the event at @\(position) a sum grows larger than can be held. Check the "
                    + "amounts of that figure, and correct or withdraw the one that is too large.",
                "计入@\(position)处的事件后，合计超过可记的最大数。"
                    + "请核对该数据的各条数值，更正或撤回过大的一条。"
            )
        }
    }
}

extension Overflow {
    /// What did not fit, and what to check.
    package func message(_ language: Language) -> String { RefusalWords(say: language).overflow }
}
