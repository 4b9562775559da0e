import EventLog
package import Milepost

/// What `snapshot verify` answers of one page.
package struct PageVerdict: Sendable {
    package let format: SnapshotFormat
    /// The issued page that the file was held against; nil where the log has none.
    package let issued: SnapshotPage?
    package let findings: [PageFinding]
    /// Those and the ones that are not listed.
    package let count: Int
    /// How many texts of the page were compared.
    package let examined: Int
    /// The file is byte for byte what this program prints.
    package let isAsPrinted: Bool

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
        if let issued { lines.append(told(issued, language, time)) }
        if isClean { lines.append(sound(language)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func told(
        _ page: SnapshotPage,
        _ language: Language,
        _ time: (Moment) -> String
    ) -> String {
        let snapshot = page.snapshot
        let name = snapshot.places[snapshot.place].map { language.name($0) } ?? snapshot.place
        let position = page.seal.map { "@\($0.position)" } ?? ""
        let at = snapshot.issuedAt.map(time) ?? ""
        return TextTable.harmless(
            language(
                "\(name) \(snapshot.quarter), issued as \(position) by \(snapshot.issuedBy ?? "") at \(at), "
                    + "from \(snapshot.size) lines.",
                "\(name)\(snapshot.quarter)，由\(snapshot.issuedBy ?? "")于\(at)签发（\(position)），"
                    + "依据日志前\(snapshot.size)行。"
            )
        )
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
                            ("position", .of(finding.position)), ("figure", .of(finding.figure)),
                            ("message", .string(finding.message(language))),
                        ])
                    }
                )
            ), ("found", .of(count)), ("examined", .of(examined)), ("format", .of(format)),
            ("asPrinted", .bool(isAsPrinted)), ("digest", .of(issued?.digest)),
            ("position", .of(issued?.seal?.position)),
        ])
    }
}
