import EventLog
import Milepost

/// What stands at the head of a page: what it is, of which quarter, and who answers for it.
struct PageHead {
    let page: SnapshotPage
    let language: Language
    /// Moments in the log's zone.
    let time: (Moment) -> String

    private var snapshot: Snapshot { page.snapshot }

    /// A preview, provisional data or both, which is said on every page; nil of a final one.
    var mark: String? {
        var words: [String] = []
        if page.seal == nil { words.append(language("PREVIEW, not issued", "预览稿，未签发")) }
        if snapshot.isProvisional { words.append(language("provisional", "初步数据")) }
        return words.isEmpty ? nil : words.joined(separator: language("; ", "；"))
    }

    var title: String {
        let place = language.name(of: snapshot.place, in: snapshot)
        let quarter = language.name(snapshot.quarter)
        return language(
            "\(place): livelihood projects in the \(quarter)",
            "\(place)\(quarter)民生实事项目进展情况"
        )
    }

    /// Each with its stable name.
    var lines: [(item: String, label: String, content: String)] {
        var lines: [(item: String, label: String, content: String)] = []
        func add(_ item: String, _ label: String, _ content: String?) {
            if let content { lines.append((item, label, content)) }
        }
        let place = snapshot.place
        let name = language.name(of: place, in: snapshot)
        add("place", language("Place", "地区"), language("\(name) (\(place))", "\(name)（\(place)）"))
        add("edition", language("Edition", "版本"), mark ?? language("final", "正式数据"))
        add("as-of", language("As of", "数据截至"), snapshot.asOf.description)
        add("known", language("As known through", "知悉范围"), known)
        add("issued-by", language("Issued by", "签发"), snapshot.issuedBy)
        add("approved-by", language("Approved by", "批准"), snapshot.approvedBy)
        add("issued-at", language("Issued at", "签发时间"), snapshot.issuedAt.map(time))
        add("event", language("Issued in the log as", "签发记录"), page.seal.map(event))
        add(
            "closed-through",
            language("Closed through", "已关账至"),
            snapshot.closedThrough.map { language.name($0) }
        )
        add("origin", language("Log", "日志"), snapshot.origin)
        add("root", language("Root of the log's tree", "日志树根"), snapshot.root.hex)
        add("rules", language("Version of the rules", "计算规则版本"), String(snapshot.rules))
        add("digest", language("Digest", "摘要"), "sha256:\(page.digest)")
        return lines
    }

    private var known: String {
        guard snapshot.size > 0 else { return language("an empty log", "日志为空") }
        let position = "@\(snapshot.size - 1)"
        guard let since = snapshot.knownSince.map(time) else { return position }
        return language("\(position) (recorded \(since))", "\(position)（\(since)录入）")
    }

    private func event(_ seal: SnapshotPage.Seal) -> String { "@\(seal.position) \(seal.event)" }

    /// How many projects stand how: those reckoned, then those declared.
    var counts: [(item: String, label: String, count: Int)] {
        let derived = snapshot.derivedCounts.map { part in
            (
                "projects \(part.status.rawValue)",
                language(
                    "Projects: \(language.name(part.status))",
                    "\(language.name(part.status))"
                ),
                part.count
            )
        }
        let declared = snapshot.declaredCounts.map { part in
            (
                "declared \(part.status.rawValue)",
                language(
                    "Declared: \(language.name(part.status))",
                    "自报\(language.name(part.status))"
                ),
                part.count
            )
        }
        let reports = [
            ("expected", language("Reports due", "应报次数"), snapshot.gaps.expected),
            ("arrived", language("Reports arrived", "已报次数"), snapshot.gaps.arrived),
        ]
        return [("projects", language("Projects", "项目总数"), snapshot.projects.count)] + derived
            + declared + (snapshot.gaps.expected > 0 ? reports : [])
    }

    /// The last words of a page: its digest, and where the log says so.
    var foot: String {
        let digest = "sha256:\(page.digest)"
        guard let seal = page.seal else {
            return language("\(digest) (\(mark ?? ""))", "\(digest)（\(mark ?? "")）")
        }
        let mark = mark.map { language(", \($0)", "，\($0)") } ?? ""
        return language(
            "\(digest) (issued @\(seal.position)\(mark))",
            "\(digest)（签发记录@\(seal.position)\(mark)）"
        )
    }
}

extension Language {
    /// The name of a place that a snapshot speaks of, else its code.
    func name(of place: String, in snapshot: Snapshot) -> String {
        TextTable.harmless(snapshot.places[place].map { name($0) } ?? place)
    }

    /// A quarter: `third quarter of 2024`, 2024年第三季度.
    func name(_ quarter: Quarter) -> String {
        let number = quarter.number - 1
        let ordinals = [("first", "一"), ("second", "二"), ("third", "三"), ("fourth", "四")]
        let (en, zh) = ordinals[number]
        return self("\(en) quarter of \(quarter.year)", "\(quarter.year)年第\(zh)季度")
    }

    /// A theme as a heading; nil is what has none.
    func heading(ofTheme theme: String?) -> String {
        guard let theme else { return self("Other projects", "其他项目") }
        let names = Self.themes[theme]
        return TextTable.harmless(names.map { self($0.en, $0.zh) } ?? theme)
    }

    /// Themes that a plan names by a word; any other is printed as the plan names it.
    private static let themes: [String: (en: String, zh: String)] = [
        "childcare": ("Child care", "托育服务"), "culture": ("Culture", "文化"),
        "disability": ("Support for the disabled", "残疾人保障"),
        "education": ("Education", "教育"), "elderly": ("Care of the elderly", "养老服务"),
        "employment": ("Employment", "就业创业"), "health": ("Health", "医疗卫生"),
        "housing": ("Housing", "住房与社区"), "insurance": ("Social insurance", "社会保险"),
        "parks": ("Parks", "公园绿地"), "relief": ("Social relief", "社会救助"),
        "roads": ("Roads", "道路交通"), "rural": ("The countryside", "乡村建设"),
        "safety": ("Safety", "公共安全"), "sport": ("Sport", "体育健身"),
        "veterans": ("Veterans", "退役军人"), "women": ("Women and children", "妇女儿童"),
    ]
}
