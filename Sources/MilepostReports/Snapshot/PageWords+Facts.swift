import EventLog
import Milepost

extension PageWords {
    /// What the page is of and who answers for it; each with its stable name.
    var facts: [Fact] {
        var facts: [Fact] = []
        func add(_ item: Fact.Item, _ en: String, _ zh: String, _ content: String?) {
            guard let content else { return }
            facts.append(
                Fact(item: item, label: language(en, zh), content: TextTable.harmless(content))
            )
        }
        let code = snapshot.place
        add(.place, "Place", "地区", place + language(" (\(code))", "（\(code)）"))
        add(.edition, "Edition", "版本", mark ?? language("final", "正式数据"))
        add(.asOf, "As of", "数据截至", day(snapshot.asOf))
        add(
            .known,
            "As known through",
            "知悉时点",
            snapshot.size > 0
                ? "@\(snapshot.size - 1)" + recorded : language("an empty log", "日志为空")
        )
        add(.issuedBy, "Issued by", "签发人", snapshot.issuedBy)
        add(.approvedBy, "Approved by", "批准人", snapshot.approvedBy)
        add(.issuedAt, "Issued at", "签发时间", issuedAt)
        add(.event, "Issued in the log as", "签发记录", page.seal.map { "@\($0.position) \($0.event)" })
        add(
            .closedThrough,
            "Closed through",
            "已关账至",
            snapshot.closedThrough.map { language.name($0) }
        )
        add(.origin, "Log", "日志", snapshot.origin)
        add(.root, "Root of the log's tree", "日志树根", snapshot.root.hex)
        add(.rules, "Version of the rules", "计算规则版本", String(snapshot.rules))
        add(.pages, Self.pages(.en), Self.pages(.zh), String(SnapshotPage.version))
        add(.digest, "Digest (SHA-256)", "摘要（SHA-256）", "sha256:\(page.digest)")
        return facts
    }

    struct Fact {
        var item: Item
        var label: String
        var content: String

        enum Item {
            case place, edition, asOf, known, issuedBy, approvedBy, issuedAt, event, closedThrough
            case origin, root, rules, pages, digest
        }
    }

    /// What stands before the version of the page, wherever it is printed.
    static func pages(_ language: Language) -> String {
        language("Version of the page", "页面版本")
    }

    /// The facts as phrases: `issued by Li Min`, 签发人：李敏.
    private func phrases(_ items: [Fact.Item]) -> [String] {
        facts.filter { items.contains($0.item) }.map { fact in
            let begun = fact.label.prefix(1).lowercased() + fact.label.dropFirst()
            return language("\(begun) \(fact.content)", "\(fact.label)：\(fact.content)")
        }
    }

    /// Who issued it, who approved it, when, and where the log says so.
    var sealing: [String] { phrases([.issuedBy, .approvedBy, .issuedAt, .event]) }

    /// The same in a sentence; nil of a preview.
    var issued: String? { page.seal == nil ? nil : sentence(sealing) }

    /// The day that the page is of, and the part of the log that it follows from.
    var basis: String {
        sentence(
            [language("data as of \(snapshot.asOf)", "数据截至\(snapshot.asOf)"), known]
                + phrases([.rules, .pages, .root])
        )
    }

    /// The last line of a page that carries neither the sealed text nor a table.
    var digestLine: String { language("Digest (SHA-256): ", "摘要（SHA-256）：") + page.digest }

    private func sentence(_ parts: [String]) -> String {
        let text = parts.joined(separator: language("; ", "；"))
        return text.prefix(1).uppercased() + text.dropFirst() + language(".", "。")
    }

    /// How many projects stand how: those reckoned, then those declared; then the reports.
    var tally: [(label: String, count: Int)] {
        let derived = snapshot.derivedCounts.map { part in
            let name = language.name(part.status)
            return (language("Projects: \(name)", name), part.count)
        }
        let declared = snapshot.declaredCounts.map { part in
            let name = language.name(part.status)
            return (language("Declared: \(name)", "自报\(name)"), part.count)
        }
        let reports = [
            (language("Reports expected", "应报次数"), snapshot.gaps.expected),
            (language("Reports arrived", "已报次数"), snapshot.gaps.arrived),
        ]
        return [(language("Projects", "项目总数"), snapshot.projects.count)] + derived + declared
            + (snapshot.gaps.expected > 0 ? reports : [])
    }

    /// The last words of a table's page: its digest, and where the log says so.
    var foot: String {
        let issued = page.seal.map { language("issued @\($0.position)", "签发记录@\($0.position)") }
        let parts = [issued, mark].compactMap(\.self).joined(separator: language(", ", "，"))
        return "sha256:\(page.digest)" + language(" (\(parts))", "（\(parts)）")
    }
}
