package import EventLog

/// What `verify` answers: what it found, what it held the log against, and what it can't know.
package struct VerifyAnswer: Sendable {
    private let findings: [LogFinding]
    private let count: Int
    private let size: Int64
    private let root: [UInt8]?
    /// The largest size that a checkpoint from outside vouches for; nil where there was none.
    private let vouched: Int64?
    /// How many lines it does not vouch for, checkpoints apart.
    private let unsigned: Int64
    /// Whether there was a checkpoint to hold it against, fitting or not.
    private let isHeld: Bool

    package init(
        findings: LogFindings,
        size: Int64,
        root: [UInt8]?,
        vouched: Int64?,
        unsigned: Int64,
        isHeld: Bool
    ) {
        self.findings = findings.listed.sorted {
            ($0.position ?? -1, $0.code) < ($1.position ?? -1, $1.code)
        }
        count = findings.count
        self.size = size
        self.root = root
        self.vouched = vouched
        self.unsigned = unsigned
        self.isHeld = isHeld
    }

    package var isClean: Bool { count == 0 }

    package func text(_ language: Language) -> String {
        var lines = findings.map { finding in
            let place = finding.position.map { "@\($0)" } ?? language("file", "文件")
            return "\(place)  \(finding.code)  \(finding.message(language))"
        }
        if count > findings.count {
            let more = count - findings.count
            lines.append(language("… and \(more) more findings", "……另有 \(more) 项"))
        }
        let root = root.map { language(", root \($0.hex)", "，树根 \($0.hex)") } ?? ""
        lines.append(
            isClean
                ? language(
                    "\(size) lines\(root): lines, chains, tree, signatures and projections fit.",
                    "共 \(size) 行\(root)：各行、各链、树、签名与汇总数据均相符。"
                )
                : language(
                    "\(size) lines: \(count) findings.",
                    "共 \(size) 行，发现 \(count) 项问题。"
                )
        )
        if vouched != nil || !isHeld { lines.append(limits(language)) }
        return lines.joined(separator: "\n")
    }

    /// What the file alone cannot show.
    private func limits(_ language: Language) -> String {
        guard let vouched else {
            return language(
                """
                No checkpoint was at hand. So this can't be known: whether the end of the log was cut \
                off, whether an old copy was put back, or whether all of it was rewritten with new \
                hashes. Keep checkpoints elsewhere (milepost checkpoint -o FILE) and hold the log \
                against them (milepost verify --against FILE).
                """,
                """
                手边没有检查点，因此无法得知：日志末尾是否被截去，是否被换回旧副本，是否连同哈希被整体改写。\
                请将检查点另存他处（milepost checkpoint -o 文件），并据以核对（milepost verify --against 文件）。
                """
            )
        }
        guard isClean, unsigned > 0 else {
            return language(
                "Held against a checkpoint of \(vouched) lines.",
                "已与涵盖 \(vouched) 行的检查点核对。"
            )
        }
        return language(
            """
            The first \(vouched) lines are as they were signed. For what came after (\(unsigned)) no \
            checkpoint vouches yet: milepost checkpoint signs it.
            """,
            "前 \(vouched) 行与签署时相同。其后 \(unsigned) 行尚无检查点：可用 milepost checkpoint 签署。"
        )
    }

    package func json(_ language: Language) -> OutputJSON {
        .object([
            (
                "findings",
                .array(
                    findings.map { finding in
                        .object([
                            ("severity", .string("error")), ("code", .string(finding.code)),
                            ("position", .of(finding.position)), ("figure", .null),
                            ("message", .string(finding.message(language))),
                        ])
                    }
                )
            ), ("found", .of(count)), ("examined", .of(size)),
            ("root", .of(root?.hex)), ("checkpointed", .of(vouched)),
        ])
    }
}
