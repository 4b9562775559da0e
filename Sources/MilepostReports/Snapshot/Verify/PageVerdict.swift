package import EventLog
package import Milepost

/// What `snapshot verify` answers of one page.
package struct PageVerdict: Sendable {
    package let format: SnapshotFormat
    /// The language that the page is printed in.
    package let pageLanguage: Language
    /// The issued page that the file was held against; nil where the log has none.
    package let issued: SnapshotPage?
    package let findings: [PageFinding]
    /// Those and the ones that are not listed.
    package let count: Int
    /// How many texts of the page were compared.
    package let examined: Int
    /// The file is byte for byte what this program prints.
    package let isAsPrinted: Bool
    /// The log that issued it, and the keys that it names for its signatures.
    package let custody: Custody?
    /// The one that was last issued of the same quarter and place, where it is a later one.
    package let replacement: SnapshotPage?

    package var isClean: Bool { count == 0 }

    package func text(_ language: Language, time: (Moment) -> String) -> String {
        var lines = findings.map { finding in
            let place = finding.figure ?? finding.position.map { "@\($0)" }
            return TextTable.harmless(
                [place ?? language("page", "页面"), finding.code, finding.message(language)]
                    .joined(separator: "  ")
            )
        }
        if count > findings.count {
            let more = count - findings.count
            lines.append(language("… and \(more) more findings", "……另有 \(more) 项"))
        }
        if let issued { lines += told(issued, language, time) }
        if isClean { lines.append(sound(language)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func told(
        _ page: SnapshotPage,
        _ language: Language,
        _ time: (Moment) -> String
    ) -> [String] {
        let snapshot = page.snapshot
        let name = language.name(of: snapshot.place, in: snapshot)
        let position = page.seal.map { "@\($0.position)" } ?? ""
        let at = snapshot.issuedAt.map(time) ?? ""
        var lines = [
            language(
                "\(name) \(snapshot.quarter), issued as \(position) by \(snapshot.issuedBy ?? "") at \(at), "
                    + "from \(snapshot.size) lines.",
                "\(name)\(snapshot.quarter)，由\(snapshot.issuedBy ?? "")于\(at)签发（\(position)），"
                    + "依据日志前\(snapshot.size)行。"
            )
        ]
        if let custody, let key = custody.keys.last {
            lines.append(
                language(
                    "Of the log \(custody.origin), whose key is now \(key). Compare it with the key that you "
                        + "have from somebody you trust, or give that one with --key.",
                    "所属日志：\(custody.origin)，现用密钥 \(key)。请与可信渠道取得的密钥比对，或用 --key 给出。"
                )
            )
        }
        if let replacement, let position = replacement.seal?.position {
            lines.append(
                language(
                    "NOT THE LATEST: \(snapshot.quarter) was issued again as @\(position). milepost snapshot "
                        + "compare @\(page.seal?.position ?? 0) @\(position) says what changed.",
                    "并非最新：\(snapshot.quarter)已于@\(position)再次签发。可用 milepost snapshot compare "
                        + "@\(page.seal?.position ?? 0) @\(position) 查看变动。"
                )
            )
        }
        return lines.map(TextTable.harmless)
    }

    private func sound(_ language: Language) -> String {
        let figures = issued?.snapshot.projects.reduce(0) { $0 + $1.figures.count } ?? 0
        let file =
            isAsPrinted
            ? language("The page is as it was printed", "页面与打印时逐字节相同")
            : language(
                "The page was saved again since, and every text in it is as it was issued",
                "页面曾另行保存，所载内容均与签发时一致"
            )
        return language(
            "\(file) (\(examined) texts). \(figures) figures follow from the lines as sealed; signature "
                + "and root fit.",
            "\(file)（核对\(examined)处）。\(figures)项数据由日志重新计算，均与密封内容一致；签名与树根相符。"
        ) + (isAsPrinted ? "" : savedAgain(language))
    }

    /// What was not compared of a page that is not the printed one, and where that one is.
    private func savedAgain(_ language: Language) -> String {
        let original =
            "milepost snapshot show @\(issued?.seal?.position ?? 0) --format \(format)"
            + " --lang \(pageLanguage)"
        let rest =
            format == .xlsx
            ? language(
                " Fonts, formats and comments were looked at only for what hides a value; beyond that "
                    + "they are not compared.",
                "字体、格式和批注仅检查是否遮盖数值，其余未作比对。"
            ) : ""
        return rest
            + language("\nThe original: \(original)", "\n输出原件：\(original)")
    }

    package func json(_ language: Language) -> OutputJSON {
        .object([
            (
                "findings",
                .array(
                    findings.map { finding in
                        .object([
                            ("severity", .string("error")), ("code", .string(finding.code)),
                            ("position", .of(finding.position)), ("figure", .of(finding.figure)),
                            ("message", .string(finding.message(language))),
                        ])
                    }
                )
            ), ("found", .of(count)), ("examined", .of(examined)), ("format", .of(format)),
            ("asPrinted", .bool(isAsPrinted)), ("digest", .of(issued?.digest)),
            ("position", .of(issued?.seal?.position)),
            ("replacedBy", .of(replacement?.seal?.position)),
            ("origin", .of(custody?.origin)),
            ("keys", .array((custody?.keys ?? []).map { .string($0.description) })),
        ])
    }
}
