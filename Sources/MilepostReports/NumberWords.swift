import EventLog

extension ProofError {
    /// Why the proof of one number is refused; empty of what is refused of every proof.
    func numberMessage(_ say: Language) -> String {
        switch self {
        case .sealedDiffers(let size):
            say(
                "The sealed text speaks of another log or another tree than the note of \(size) lines "
                    + "that signs it.",
                "密封内容所指的日志或树，与签署它的检查点（\(size) 行）不同。"
            )
        case .unreadableLine(let position):
            say("Line @\(position) is no event.", "@\(position) 的行不是事件。")
        case .strayLine(let position):
            say(
                "Line @\(position) does not belong here: it is of another chain, or out of order.",
                "@\(position) 的行不应出现在此：不属于所证的链，或次序不对。"
            )
        case .chainGap(let chain, let position, let prev):
            say(
                "\(say.quoted(chain)): a line was left out or put in. Before @\(position) there must "
                    + "be \(prev.map { "@\($0)" } ?? "none").",
                "\(say.quoted(chain))的记录被删去或添入：@\(position) 之前应为"
                    + (prev.map { " @\($0)。" } ?? "空。")
            )
        case .chainEnd(let chain, let found, let sealed):
            say(
                "\(say.quoted(chain)) ends here with \(found.map { "@\($0)" } ?? "no line"), by the "
                    + "sealed text with \(sealed.map { "@\($0)" } ?? "none"): lines were left out.",
                "\(say.quoted(chain))在此止于\(found.map { " @\($0)" } ?? "空")，密封内容写明止于"
                    + "\(sealed.map { " @\($0)" } ?? "空")：有记录被删去。"
            )
        case .doesNotFollow(let figure?):
            say(
                "The sealed figure \(say.quoted(figure)) does not follow from the lines.",
                "密封数据\(say.quoted(figure))与由各行推算的结果不符。"
            )
        case .doesNotFollow(nil):
            say("No figure follows from these lines.", "由这些行无法推算数据。")
        case .otherRules(let rules):
            say(
                "The figures follow from rules of version \(rules), which this program does not know: "
                    + "use another version of it.",
                "数据按第 \(rules) 版规则推算，本程序不支持，请使用相应版本的程序。"
            )
        default: ""
        }
    }
}
