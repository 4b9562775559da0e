import EventLog
package import Milepost

extension SnapshotPage {
    /// The page as the text of a press release; moments as `time` writes them.
    package func prose(_ language: Language, time: (Moment) -> String) -> String {
        let words = PageWords(page: self, language: language, time: time)
        let release = PressRelease(page: self, words: words, language: language)
        return release.lines.joined(separator: "\n") + "\n"
    }
}

/// Lays out a press release: title, counts, a paragraph a theme, notes, seal.
private struct PressRelease {
    let page: SnapshotPage
    let words: PageWords
    let language: Language

    private var snapshot: Snapshot { page.snapshot }

    private var warning: [String] {
        words.mark.map { [language("[\($0)]", "【\($0)】")] } ?? []
    }

    var lines: [String] {
        warning + [words.title, "", paragraph(opening)] + themes + notes + [""] + warning
            + [words.issued, words.basis, words.digestLine].compactMap(\.self)
    }

    private func paragraph(_ text: String) -> String { language("", "　　") + text }

    // MARK: The counts

    private var opening: String {
        let day = ProseDates(snapshot: snapshot, language: language).full(snapshot.asOf)
        let count = snapshot.projects.count
        guard count > 0 else {
            return language(
                "As of \(day), the plan of \(words.place) holds no livelihood project.",
                "截至\(day)，\(words.place)尚无列入计划的民生实事项目。"
            )
        }
        let derived = snapshot.derivedCounts
        let all = derived.map { part in
            language(
                "\(part.count) \(language.name(part.status))",
                "\(language.name(part.status))\(part.count)项"
            )
        }.joined(separator: language(", ", "、"))
        return language(
            "As of \(day), the livelihood projects of \(words.place) number \(count): \(all).",
            "截至\(day)，\(words.place)\(count)项民生实事项目中，\(all)。"
        ) + declared
    }

    /// What those in charge say themselves; remarks and claims are no standing.
    private var declared: String {
        let parts = snapshot.declaredCounts.filter { $0.status != .other && $0.status != .claimed }
            .map { part in
                let name = language.name(part.status)
                return language("\(name) \(part.count)", "\(name)\(part.count)项")
            }
        guard !parts.isEmpty else { return "" }
        return language(
            " By their leads' own account: \(parts.joined(separator: ", ")).",
            "另据责任单位自报，\(parts.joined(separator: "、"))。"
        )
    }

    // MARK: The themes

    private var themes: [String] {
        let themes = snapshot.themes
        return themes.enumerated().flatMap { offset, part in
            let name = words.name(ofTheme: part.theme)
            let number = language("", ChineseProse.numeral(offset + 1) + "、")
            let sentences = part.projects.map { sentence(of: $0) }
            return ["", number + name, paragraph(sentences.joined(separator: language(" ", "")))]
        }
    }

    private func sentence(of project: Snapshot.Project) -> String {
        let project = ProseProject(project, in: snapshot, language: language)
        let text =
            switch language {
            case .zh: ChineseProse(project: project, words: words).sentence
            case .en: EnglishProse(project: project, words: words).sentence
            }
        return TextTable.harmless(text)
    }

    // MARK: The notes

    private var notes: [String] {
        let notes = ProseNotes(snapshot: snapshot, words: words, language: language).sentences
            .map(TextTable.harmless)
        guard notes.count > 1 else {
            return notes.flatMap { ["", paragraph(language("Note: ", "注：") + $0)] }
        }
        return ["", language("Notes", "注：")]
            + notes.enumerated().map { "\($0.offset + 1). \($0.element)" }
    }
}

/// Days as a press release writes them, the year only where it is another one.
struct ProseDates {
    let snapshot: Snapshot
    let language: Language

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    func full(_ day: CalendarDate) -> String {
        language(
            "\(day.dayOfMonth) \(Self.months[day.month - 1]) \(day.year)",
            "\(day.year)年\(day.month)月\(day.dayOfMonth)日"
        )
    }

    func short(_ day: CalendarDate) -> String {
        guard day.year == snapshot.quarter.year else { return full(day) }
        return language(
            "\(day.dayOfMonth) \(Self.months[day.month - 1])",
            "\(day.month)月\(day.dayOfMonth)日"
        )
    }

    /// `10月底前`, `by the end of October`; a day within a month is named.
    func by(_ day: CalendarDate) -> String {
        guard day == day.endOfMonth else { return language("by \(short(day))", "\(short(day))前") }
        let isThisYear = day.year == snapshot.quarter.year
        return language(
            "by the end of \(Self.months[day.month - 1])\(isThisYear ? "" : " \(day.year)")",
            "\(isThisYear ? "" : "\(day.year)年")\(day.month)月底前"
        )
    }

    /// Whether a target due on the day is that of the plan's year.
    func isAnnual(_ due: CalendarDate) -> Bool {
        due.year == snapshot.quarter.year && due == due.endOfYear
    }
}
