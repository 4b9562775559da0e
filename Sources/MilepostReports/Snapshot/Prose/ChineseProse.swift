import Milepost

/// The sentences that tell of one project in Chinese.
struct ChineseProse {
    let project: ProseProject
    let words: PageWords

    private var dates: ProseDates { project.dates }

    var sentence: String {
        let name = project.project.name.in(.zh)
        var since: CalendarDate?
        let told = project.measures.compactMap { measure in
            let clause = ChineseMeasure(measure: measure, dates: dates, since: since).clause
            since = measure.since ?? since
            return clause.map { (measure, $0) }
        }
        guard !told.isEmpty else { return withoutFigures(name) }
        let shared = sharedStatus(told.map(\.0))
        let clauses = told.map { measure, clause in
            let tail = shared == nil ? tail(measure, amongSeveral: told.count > 1) : ""
            return Clause(counts: measure.measure.kind.addsOverPlaces, text: clause + tail)
        }
        let after = [
            shared.map { "以上各项均\($0)" }, standing, self.told(of: project.statements),
        ].compactMap(\.self)
        return lead(name, to: clauses[0].text)
            + Self.joined(clauses + after.map { Clause(counts: nil, text: $0) }) + "。"
    }

    private struct Clause {
        /// Whether it counts something or says how high it stands; nil of the whole project.
        var counts: Bool?
        var text: String
    }

    /// Clauses with commas of their own are told apart by semicolons, many short ones
    /// where counts and levels take turns.
    private static func joined(_ clauses: [Clause]) -> String {
        if clauses.contains(where: { $0.text.contains("，") }) {
            return clauses.map(\.text).joined(separator: "；")
        }
        var text = ""
        var (run, last): (Int, Bool?) = (0, nil)
        for clause in clauses {
            let isOther = clause.counts != nil && clause.counts != last
            let breaks = clauses.count > 6 && (run >= 6 || run >= 3 && isOther)
            text += text.isEmpty ? clause.text : (breaks ? "；" : "，") + clause.text
            (run, last) = (breaks ? 1 : run + 1, clause.counts)
        }
        return text
    }

    private func withoutFigures(_ name: String) -> String {
        let said = told(of: project.statements).map { $0.hasPrefix("已") ? $0 : "，\($0)" }
        let awaited = project.measures.isEmpty ? nil : "尚未上报数据"
        return switch (said, awaited) {
        case (let said?, let awaited?): "\(name)\(said)，\(awaited)。"
        case (let only?, nil), (nil, let only?): "\(name)\(only)。"
        case (nil, nil): "\(name)暂无数据。"
        }
    }

    /// How the sentence begins, unless the first clause names the project anyway.
    private func lead(_ name: String, to clause: String) -> String {
        var core = name
        for ending in ["工程", "计划", "行动", "项目"] where core.hasSuffix(ending) {
            core = String(core.dropLast(ending.count))
            break
        }
        if !core.isEmpty, clause.contains(core) { return "" }
        if name.hasSuffix("行动") || name.hasSuffix("活动") { return "开展\(name)，" }
        if name.hasSuffix("工程") || name.hasSuffix("计划") { return "实施\(name)，" }
        return name + "方面，"
    }

    /// How the project stands to its targets.
    private var standing: String? {
        switch project.project.derived {
        case .met: "年度目标已完成"
        case .ahead: "总体进度超序时"
        case .onTime: "总体进度按序时"
        case .behind: "总体进度慢于序时"
        case .overdue: "部分目标已逾期"
        case .underWay, .notStarted: nil
        }
    }

    // MARK: What was said without a number

    /// The same said of each of several measures is said once.
    private func sharedStatus(_ measures: [ProseMeasure]) -> String? {
        let said = measures.map { statuses($0).joined(separator: "，") }
        guard measures.count > 1, let first = said.first, first.hasPrefix("已"),
            said.allSatisfy({ $0 == first })
        else { return nil }
        return first
    }

    private func tail(_ measure: ProseMeasure, amongSeveral: Bool) -> String {
        let said = statuses(measure).map { status in
            if status.hasPrefix("持续") { return "相关工作\(status)" }
            return status.hasPrefix("正在") || status.hasPrefix("按计划") ? "目前\(status)" : status
        }
        guard amongSeveral, said.allSatisfy({ $0.hasPrefix("已") }), !said.isEmpty else {
            return said.map { "，\($0)" }.joined()
        }
        return "（\(said.joined(separator: "，"))）"
    }

    private func statuses(_ measure: ProseMeasure) -> [String] {
        let due = measure.groups.flatMap(\.remaining).compactMap(\.row.report?.due)
        return measure.statements
            // A forecast is told with what remains, where the report names its day too.
            .filter { $0.status != .forecast || $0.expect.map { !due.contains($0) } ?? true }
            .compactMap { status($0) }
    }

    private func told(of statements: [Snapshot.Statement]) -> String? {
        // Straight after the project's own name no other subject is wanted.
        let measureless = project.measures.allSatisfy { $0.told.isEmpty }
        let told = statements.compactMap { statement in
            status(statement).map { (statement, $0) }
        }
        guard told.count > 1, told.allSatisfy({ isPartial($0.0) }) else {
            let all = told.map { statement, text in
                if isPartial(statement) { return "相关工作\(text)" }
                if measureless { return text }
                return standing != nil
                    ? "责任单位自报\(text)" : text.hasPrefix("已") ? text : "该项工作\(text)"
            }
            return all.isEmpty ? nil : all.joined(separator: "，")
        }
        // Each speaks of another part, which a note in the other language names.
        return "相关工作" + told.map { "有的\($0.1)" }.joined(separator: "、")
    }

    /// Whether a note that is not shown may narrow what is said.
    private func isPartial(_ statement: Snapshot.Statement) -> Bool {
        statement.note != nil && statement.note(in: .zh) == nil
    }

    private func status(_ statement: Snapshot.Statement) -> String? {
        let note = statement.note(in: .zh)
        guard var text = predicate(statement) ?? note else { return nil }
        if let note, text != note { text += "（\(note)）" }
        if statement.place != project.snapshot.place {
            text = words.name(ofPlace: statement.place) + text
        }
        return statement.asOf == project.snapshot.asOf
            ? text : "截至\(dates.short(statement.asOf))\(text)"
    }

    private func predicate(_ statement: Snapshot.Statement) -> String? {
        let said: String? =
            switch statement.status {
            case .onTrack: "按计划推进"
            case .underWay: "正在实施"
            case .met: "已完成目标任务"
            case .doneInFull: "已全部完成"
            case .fullCoverage: "已实现全覆盖"
            case .inUse: "已投入使用"
            case .launched: "已启动"
            case .extended: "范围已扩大"
            case .awarded: "获得表彰"
            case .ongoing: "持续开展"
            case .delayed: "进度滞后"
            case .suspended: "暂缓实施"
            case .terminated: "已终止"
            case .notStarted: "尚未启动"
            case .forecast, .claimed, .other: nil
            }
        guard let day = statement.expect else {
            return said ?? (statement.status == .forecast ? "预计可以完成" : nil)
        }
        let expected = "预计\(dates.by(day))完成"
        return said.map { "\($0)，\(expected)" } ?? expected
    }

    // MARK: Numerals

    /// The number of a heading, 1 to 99.
    static func numeral(_ number: Int) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard (1...99).contains(number) else { return String(number) }
        let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
        return (tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + digits[ones]
    }
}

extension Name {
    /// The name in a language, else in the other one.
    func `in`(_ language: Language) -> String { language.name(self) }
}
