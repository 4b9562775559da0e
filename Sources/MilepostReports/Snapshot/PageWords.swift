import EventLog
import Milepost

/// The words in which every page of a snapshot speaks of it: each thing has one name in all forms.
struct PageWords {
    let page: SnapshotPage
    let language: Language
    /// When the last line known was recorded, and when the page was issued, as `time` wrote it.
    let knownSince: String?
    let issuedAt: String?

    init(page: SnapshotPage, language: Language, time: (Moment) -> String) {
        self.page = page
        self.language = language
        knownSince = page.snapshot.knownSince.map(time)
        issuedAt = page.snapshot.issuedAt.map(time)
    }

    var snapshot: Snapshot { page.snapshot }

    // MARK: Names

    var place: String { name(ofPlace: snapshot.place) }

    func name(ofPlace code: String) -> String { language.name(of: code, in: snapshot) }

    var quarter: String { language.name(snapshot.quarter) }

    var title: String { titlePhrases.joined() }

    /// The title in pieces that are better not broken.
    var titlePhrases: [String] {
        language == .zh
            ? [place, quarter, "民生实事", "进展情况"] : [place + Self.title(.en) + quarter]
    }

    /// What every title holds.
    static func title(_ language: Language) -> String {
        language(": livelihood projects in the ", "民生实事进展情况")
    }

    /// A theme as a heading: by the name that is usual for its code, else as the plan names it.
    func name(ofTheme theme: String?) -> String {
        guard let theme else { return language("Other projects", "其他项目") }
        guard let (en, zh) = Self.themes[theme] else { return TextTable.harmless(theme) }
        return language(en, zh)
    }

    private static let themes: [String: (en: String, zh: String)] = [
        "childcare": ("Childcare", "托育服务"), "culture": ("Culture", "文化惠民"),
        "disability": ("People with disabilities", "残疾人保障"), "education": ("Education", "教育"),
        "elderly": ("Care for older people", "养老服务"), "employment": ("Employment", "就业创业"),
        "environment": ("Environment", "生态环境"), "health": ("Health", "医疗卫生"),
        "heating": ("Heating", "供热保障"), "housing": ("Housing", "住房安居"),
        "insurance": ("Social insurance", "社会保险"), "parks": ("Parks and green space", "公园绿地"),
        "relief": ("Social assistance", "社会救助"), "roads": ("Roads", "道路交通"),
        "rural": ("Rural areas", "乡村建设"), "safety": ("Public safety", "公共安全"),
        "sport": ("Sport and fitness", "全民健身"), "transport": ("Transport", "交通出行"),
        "veterans": ("Veterans", "退役军人"), "water": ("Water supply", "供水保障"),
        "women": ("Women and children", "妇女儿童"),
    ]

    /// A measure of a project by its code, as a statement or a gap names it.
    func name(ofMeasure code: String, in project: Snapshot.Project?) -> String {
        language.name(ofMeasure: code, in: project)
    }

    /// A day as it stands in running text.
    func day(_ date: CalendarDate) -> String {
        language("\(date)", "\(date.year)年\(date.month)月\(date.dayOfMonth)日")
    }

    // MARK: What it is

    /// What a reader must know before anything else; empty of a final page that is issued.
    var marks: [String] {
        [
            page.seal == nil ? language("PREVIEW, not issued", "预览稿，未签发") : nil,
            snapshot.isProvisional ? language("provisional data", "初步数据") : nil,
        ].compactMap(\.self)
    }

    /// The marks in one; nil where there is none.
    var mark: String? {
        marks.isEmpty ? nil : marks.joined(separator: language("; ", "；"))
    }

    /// What of the log was known.
    var known: String {
        guard snapshot.size > 0 else { return language("of an empty log", "日志为空") }
        let last = snapshot.size - 1
        return language("as known through @\(last)", "按@\(last)时所知")
    }

    /// What was known, and when the last of it was recorded.
    var knownWithTime: String {
        known + recorded
    }

    var recorded: String {
        knownSince.map { language(" (recorded \($0))", "（\($0)录入）") } ?? ""
    }

    /// How many reports of the quarter were due, and how many are there.
    var reports: String {
        let (gaps, missing) = (snapshot.gaps, snapshot.gaps.missing.count)
        return language(
            "Reports of the quarter: \(gaps.expected) expected, \(gaps.arrived) arrived, "
                + "\(missing) missing.",
            "本季度应报\(gaps.expected)项，已报\(gaps.arrived)项，未报\(missing)项。"
        )
    }

    /// How many projects stand how, and are said to stand.
    var counts: CountSentence {
        CountSentence(
            count: snapshot.projects.count,
            derived: snapshot.derivedCounts,
            declared: snapshot.declaredCounts,
            language: language
        )
    }

    // MARK: Headings of what belongs to no theme

    var statements: String { language("Statements", "情况说明") }
    var missing: String { language("Missing reports", "应报未报") }
    var unreconciled: String { language("Unreconciled amounts", "累计与增量差额") }
}

extension Language {
    /// `third quarter of 2024`, 2024年第三季度.
    func name(_ quarter: Quarter) -> String {
        let ordinals = [("first", "一"), ("second", "二"), ("third", "三"), ("fourth", "四")]
        let (en, zh) = ordinals[quarter.number - 1]
        return self("\(en) quarter of \(quarter.year)", "\(quarter.year)年第\(zh)季度")
    }

    /// The name of a place that a snapshot speaks of, else its code.
    func name(of place: String, in snapshot: Snapshot) -> String {
        TextTable.harmless(snapshot.places[place].map { name($0) } ?? place)
    }

    /// The name of a measure that has a figure, else its code.
    func name(ofMeasure code: String, in project: Snapshot.Project?) -> String {
        let figure = project?.figures.first { $0.row.figure.measure.measure == code }
        return figure.map { name($0.row.measure.name) } ?? code
    }
}
