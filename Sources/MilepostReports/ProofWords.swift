package import EventLog

extension ProofError {
    /// Why a proof, a checkpoint or a key is refused, and what that means.
    package func message(_ say: Language) -> String {
        switch self {
        case .leafMissing(let index):
            say("The log lacks the line at position \(index).", "日志缺少位置 \(index) 的行。")
        case .indexBeyond(let index, let size):
            say(
                "Position \(index) lies beyond a log of \(size) lines.",
                "位置 \(index) 超出共 \(size) 行的日志。"
            )
        case .sizes(let older, let newer):
            say(
                "A log of \(newer) lines can't be shown to extend one of \(older): the earlier size is "
                    + "at least 1 and not the larger.",
                "无法证明 \(newer) 行的日志由 \(older) 行的日志延续而来：先前的行数至少为 1，且不大于后来的行数。"
            )
        case .pathTooShort(let count):
            say(
                "The path has only \(count) hashes and ends before the root.",
                "路径只有 \(count) 个哈希，未达到树根。"
            )
        case .pathTooLong(let count):
            say(
                "The path has \(count) hashes, more than lead to the root.",
                "路径有 \(count) 个哈希，多于到树根所需。"
            )
        case .hashLength(let count):
            say("A hash has \(count) bytes, not 32.", "哈希长 \(count) 字节，应为 32 字节。")
        case .rootDiffers(let size, let computed, let given):
            say(
                "The root of \(size) lines is \(computed.hex), not \(given.hex): a line or the proof was "
                    + "changed.",
                "\(size) 行的树根为 \(computed.hex)，而非 \(given.hex)：有行或证明被改动。"
            )
        case .notUTF8(let line): say("Line \(line) is not UTF-8.", "第\(line)行不是 UTF-8。")
        case .controlCharacter(let line):
            say("Line \(line) holds a control character.", "第\(line)行含控制字符。")
        case .unreadable(let part, let line):
            say(
                "Line \(line): \(part.name(say)) is missing or not of its one form.",
                "第\(line)行：\(part.name(say))缺失或格式不符。"
            )
        case .keyName(let name):
            say(
                "\(say.quoted(name)) can't name a key: no spaces, plus signs or control characters.",
                "\(say.quoted(name))不能作密钥名：不得含空格、加号或控制字符。"
            )
        case .keyID(let found, let expected):
            say(
                "The key's id is \(say.quoted(found)), but follows as \(expected): the key was copied "
                    + "wrongly.",
                "密钥编号为\(say.quoted(found))，按内容应为 \(expected)：密钥抄写有误。"
            )
        case .badSignature(let key):
            say(
                "The signature of \(key.name) does not fit the text: the text was changed, or another "
                    + "key signed.",
                "\(key.name) 的签名与内容不符：内容被改动，或由其他密钥签署。"
            )
        case .unsigned(let known):
            known.isEmpty
                ? say("No key is known that could have signed.", "没有可用于核对签名的密钥。")
                : say(
                    "None of the known keys signed (\(known.map(Self.short).joined(separator: ", "))).",
                    "已知密钥（\(known.map(Self.short).joined(separator: "、"))）均未签署。"
                )
        case .notSignedByLog(let origin, let signers):
            say(
                "It speaks of the log \(say.quoted(origin)), but is signed by "
                    + "\(signers.map(Self.short).joined(separator: ", ")).",
                "内容所指日志为\(say.quoted(origin))，签署者却是\(signers.map(Self.short).joined(separator: "、"))。"
            )
        case .originsDiffer(let older, let newer):
            say(
                "It is of another log: \(say.quoted(newer)), not \(say.quoted(older)).",
                "所属日志不同：为\(say.quoted(newer))，而非\(say.quoted(older))。"
            )
        case .sizeDiffers(let named, let checkpoint):
            say(
                "It names the size \(named), but its checkpoint is of \(checkpoint) lines.",
                "所写行数为 \(named)，其检查点却为 \(checkpoint) 行。"
            )
        case .snapshotDigest(let expected):
            say(
                "The note does not end in the digest of the sealed text (\(expected)): the text was "
                    + "changed.",
                "签名文本末行不是密封内容的摘要（\(expected)）：内容被改动。"
            )
        case .sealedDiffers, .unreadableLine, .strayLine, .chainGap, .chainEnd, .doesNotFollow,
            .otherRules:
            numberMessage(say)
        }
    }

    private static func short(_ key: VerifierKey) -> String { "\(key.name)+\(key.id.hex)" }
}

extension ProofPart {
    func name(_ say: Language) -> String {
        switch self {
        case .form: say("the name of the format", "格式名称")
        case .extra: say("`extra` with the line", "`extra`（所证的行）")
        case .index: say("`index` with the position", "`index`（位置）")
        case .from: say("`from` with the earlier size", "`from`（先前行数）")
        case .to: say("`to` with the later size", "`to`（后来行数）")
        case .hash: say("a hash", "哈希")
        case .emptyLine: say("the empty line", "空行")
        case .measure: say("`measure` with the measure's whole name", "`measure`（指标全名）")
        case .sealed: say("`sealed` with the sealed text", "`sealed`（密封内容）")
        case .line: say("`line` with a position and a line", "`line`（位置与该行）")
        case .origin: say("the log's origin", "日志来源标识")
        case .size: say("the size", "行数")
        case .root: say("the root hash", "树根哈希")
        case .extensionLine: say("an extension line", "扩展行")
        case .signature: say("a signature", "签名")
        case .signatureCount: say("the number of signatures", "签名数量")
        case .lineFeed: say("the last line feed", "末尾换行符")
        case .verifierKey: say("the verifier key", "验证密钥")
        }
    }
}
