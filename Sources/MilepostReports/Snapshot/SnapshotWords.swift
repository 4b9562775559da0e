import Milepost

/// The words in which the pages of a snapshot speak of it.
struct SnapshotWords {
    let snapshot: Snapshot
    let language: Language

    var place: String { name(ofPlace: snapshot.place) }

    func name(ofPlace code: String) -> String {
        snapshot.places[code].map { language.name($0) } ?? code
    }

    var quarter: String {
        let (year, number) = (snapshot.quarter.year, snapshot.quarter.number)
        let ordinal = ["一", "二", "三", "四"][number - 1]
        return language("\(snapshot.quarter)", "\(year)年第\(ordinal)季度")
    }

    /// What of the log was known.
    var known: String {
        guard snapshot.size > 0 else { return language("of an empty log", "日志为空") }
        let last = snapshot.size - 1
        return language("as known through @\(last)", "按日志@\(last)时所知")
    }

    var title: String { titlePhrases.joined() }

    /// The title in pieces that are better not broken.
    var titlePhrases: [String] {
        language == .zh
            ? [place, quarter, "民生实事", "进展情况"]
            : ["\(place): livelihood projects, \(quarter)"]
    }

    /// What is said of the page as a whole before anything else; empty of a final, issued one.
    func marks(of page: SnapshotPage) -> [String] {
        var marks: [String] = []
        if page.seal == nil { marks.append(language("PREVIEW, not issued", "预览稿，未签发")) }
        if snapshot.isProvisional { marks.append(language("provisional", "初步数据")) }
        return marks
    }

    /// A day as it stands in running text.
    func day(_ date: CalendarDate) -> String {
        language("\(date)", "\(date.year)年\(date.month)月\(date.dayOfMonth)日")
    }

    /// A theme by the name that is usual for its code, else the code.
    func name(ofTheme theme: String?) -> String {
        guard let theme else { return language("Other projects", "其他") }
        guard let (en, zh) = Self.themes[theme] else { return theme }
        return language(en, zh)
    }

    private static let themes: [String: (en: String, zh: String)] = [
        "childcare": ("Child care", "托育托幼"), "culture": ("Culture", "文化惠民"),
        "disability": ("Disability services", "助残服务"), "education": ("Education", "教育"),
        "elderly": ("Elderly care", "养老服务"), "employment": ("Employment", "就业创业"),
        "health": ("Health", "医疗卫生"), "housing": ("Housing", "住房安居"),
        "insurance": ("Social insurance", "社会保险"), "parks": ("Parks", "公园绿地"),
        "relief": ("Relief and assistance", "社会救助"), "roads": ("Roads", "道路交通"),
        "rural": ("Rural areas", "乡村建设"), "safety": ("Public safety", "公共安全"),
        "sport": ("Sport", "全民健身"), "veterans": ("Veterans", "退役军人"),
        "women": ("Women and children", "妇女儿童"),
    ]

    /// A measure of a project by its code, as a statement or a gap names it.
    func name(ofMeasure code: String, in project: Snapshot.Project?) -> String {
        let figure = project?.figures.first { $0.row.figure.measure.measure == code }
        return figure.map { language.name($0.row.measure.name) } ?? code
    }

    /// What was said of a project without a number.
    func text(_ statement: Snapshot.Statement, in project: Snapshot.Project) -> String {
        var about: [String] = []
        if statement.place != snapshot.place { about.append(name(ofPlace: statement.place)) }
        if let code = statement.measure { about.append(name(ofMeasure: code, in: project)) }
        var text = about.joined(separator: language(", ", "、"))
        if !about.isEmpty { text += language(": ", "：") }
        switch (statement.status, statement.expect) {
        case (.forecast, let day?):
            text += language("expected by \(day)", "预计\(self.day(day))前完成")
        case (let status, let day?):
            text += language.name(status)
            text += language(", expected by \(day)", "，预计\(self.day(day))前")
        case (let status, nil):
            text += language.name(status)
        }
        if statement.asOf != snapshot.asOf {
            text += language(" (\(statement.asOf))", "（\(day(statement.asOf))）")
        }
        if let note = statement.note { text += language(". ", "。") + note }
        return text
    }

    /// How many projects stand how, and are said to stand.
    var sentence: String {
        let count = snapshot.projects.count
        guard count > 0 else { return language("No projects.", "没有项目。") }
        func counted(_ name: String, _ count: Int) -> String {
            language("\(count) \(name)", "\(name)\(count)项")
        }
        let comma = language(", ", "、")
        let derived = snapshot.derivedCounts.map { counted(language.name($0.status), $0.count) }
        let declared = snapshot.declaredCounts.map { counted(language.name($0.status), $0.count) }
        var text = language(
            "\(count) \(count == 1 ? "project" : "projects"): ",
            "共\(count)个项目，按目标与进度推算："
        )
        text += derived.joined(separator: comma)
        if !declared.isEmpty {
            text += language("; declared: ", "；按部门自报：") + declared.joined(separator: comma)
        }
        return text + language(".", "。")
    }
}
