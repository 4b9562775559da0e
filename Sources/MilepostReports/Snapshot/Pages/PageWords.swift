import EventLog
import Milepost

/// What a page says of itself, whatever its format: place, quarter, seal.
struct PageWords {
    let page: SnapshotPage
    let language: Language
    /// When the last line known was recorded, and when the page was issued, as `time` wrote it.
    let known: String?
    let issuedAt: String?

    init(page: SnapshotPage, language: Language, time: (Moment) -> String) {
        self.page = page
        self.language = language
        known = page.snapshot.knownSince.map(time)
        issuedAt = page.snapshot.issuedAt.map(time)
    }

    private var snapshot: Snapshot { page.snapshot }

    var place: String { name(ofPlace: snapshot.place) }

    func name(ofPlace code: String) -> String {
        TextTable.harmless(snapshot.places[code].map { language.name($0) } ?? code)
    }

    /// `2024Q3`, in Chinese `2024年第三季度`.
    var quarter: String {
        let (year, number) = (snapshot.quarter.year, snapshot.quarter.number)
        return language(
            "\(["First", "Second", "Third", "Fourth"][number - 1]) quarter of \(year)",
            "\(year)年第\(["一", "二", "三", "四"][number - 1])季度"
        )
    }

    /// What a reader must know before anything else; nil of a final page that is issued.
    var warning: String? {
        let parts = [
            page.seal == nil ? language("PREVIEW, not issued", "预览稿，未签发") : nil,
            snapshot.isProvisional ? language("provisional data", "初步数据") : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: language("; ", "；"))
    }

    /// Who issued it, who approved it, when; nil of a preview.
    var issued: String? {
        guard let seal = page.seal else { return nil }
        var parts = [
            snapshot.issuedBy.map { language("issued by \($0)", "签发：\($0)") },
            snapshot.approvedBy.map { language("approved by \($0)", "审定：\($0)") },
            issuedAt.map { language("issued at \($0)", "签发时间：\($0)") },
        ].compactMap(\.self)
        parts.append(language("entered as @\(seal.position)", "登记号：@\(seal.position)"))
        return TextTable.harmless(sentence(parts))
    }

    /// The day that the page is of, and the part of the log that it follows from.
    var basis: String {
        sentence([
            language("data as of \(snapshot.asOf)", "数据截至\(snapshot.asOf)"),
            snapshot.size > 0
                ? language(
                    "as known through @\(snapshot.size - 1)",
                    "依据日志至@\(snapshot.size - 1)"
                ) : language("of an empty log", "日志为空"),
            language("rules version \(snapshot.rules)", "计算规则第\(snapshot.rules)版"),
            language("root of the log \(snapshot.root.hex)", "日志根值\(snapshot.root.hex)"),
        ])
    }

    /// The last line of every page that does not carry the sealed text.
    var digest: String {
        language("Digest (SHA-256): \(page.digest)", "摘要（SHA-256）：\(page.digest)")
    }

    private func sentence(_ parts: [String]) -> String {
        let text = parts.joined(separator: language("; ", "；"))
        return text.prefix(1).uppercased() + text.dropFirst() + language(".", "。")
    }
}

extension Language {
    /// The heading of a theme; a code that is not known stands as it is.
    func theme(_ code: String) -> String {
        guard let name = Self.themes[code] else { return TextTable.harmless(code) }
        return self(name.en, name.zh)
    }

    private static let themes: [String: (en: String, zh: String)] = [
        "childcare": ("Childcare", "托育服务"),
        "culture": ("Culture", "文化惠民"),
        "disability": ("People with disabilities", "残疾人保障"),
        "education": ("Education", "教育"),
        "elderly": ("Care for older people", "养老服务"),
        "employment": ("Employment", "就业创业"),
        "environment": ("Environment", "生态环境"),
        "health": ("Health", "医疗卫生"),
        "heating": ("Heating", "供热保障"),
        "housing": ("Housing", "住房与城镇居住条件"),
        "insurance": ("Social insurance", "社会保险"),
        "parks": ("Parks and green space", "公园绿地"),
        "relief": ("Social assistance", "困难群众救助帮扶"),
        "roads": ("Roads", "道路交通"),
        "rural": ("Rural living conditions", "农村人居环境"),
        "safety": ("Public safety", "公共安全"),
        "sport": ("Sport and fitness", "全民健身"),
        "transport": ("Transport", "交通出行"),
        "veterans": ("Veterans and special care", "优抚"),
        "water": ("Water", "供水保障"),
        "women": ("Women and families", "妇女儿童与家庭"),
    ]

    /// The heading of what belongs to no theme.
    var noTheme: String { self("Other projects", "其他项目") }
}
