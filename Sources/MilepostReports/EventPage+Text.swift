import EventLog
package import Milepost

extension EventPage {
    /// The page as a person reads it.
    package func text(
        _ language: Language,
        time: (Moment) -> String = \.textInUTC
    ) throws -> String {
        var table = TextTable([("", .leading), ("", .leading)])
        for (name, value) in try fields(language, time) { table.append([name, value]) }
        var lines = [TextTable.harmless(entry.summary(language, catalogue)), ""]
        lines += table.lines.dropFirst()
        lines += ["", TextTable.harmless(String(decoding: line, as: UTF8.self))]
        if !amendments.isEmpty {
            lines += ["", language("Later:", "此后：")]
            lines += amendments.map { amended in
                let mark = amended.isWithdrawn ? language(" (itself withdrawn)", "（该操作已撤回）") : ""
                return "  " + amended.entry.text(language, catalogue, time: time) + mark
            }
        }
        if let change {
            lines += ["", language("Figure as of \(change.asOf):", "截至\(change.asOf)的数据：")]
            lines.append("  " + language("before: ", "之前：") + self.text(change.before, language))
            lines.append("  " + language("after: ", "之后：") + self.text(change.after, language))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The event in one line, and what it changed in another: a step of a replay.
    package func step(
        _ language: Language,
        time: (Moment) -> String = \.textInUTC
    ) -> String {
        let line = entry.text(language, catalogue, time: time)
        guard let change else { return line }
        let (before, after) = (value(change.before, language), value(change.after, language))
        return line + "\n    " + (before == after ? after : "\(before) → \(after)")
            + goal(change, language)
    }

    /// The target, told once where it stays.
    private func goal(_ change: Change, _ language: Language) -> String {
        let (old, new) = (promise(change.before, language), promise(change.after, language))
        switch (old, new) {
        case _ where old == new: return goal(change.after, language)
        case (nil, let new?): return language(", now with target \(new)", "，新设目标\(new)")
        case (let old?, let new?):
            return language(", target \(old) → \(new)", "，目标由\(old)调整为\(new)")
        case (let old?, nil):
            return language(", no longer with target \(old)", "，不再有目标（原为\(old)）")
        case (nil, nil): return ""
        }
    }

    private func promise(_ row: StatusReport.Row?, _ language: Language) -> String? {
        guard let row, let target = row.figure.target else { return nil }
        let amount = AmountFormat(language).amount(target.amount, unit: row.measure.unit)
        return language("\(amount) by \(target.due)", "\(amount)（期限\(target.due)）")
    }

    private func text(_ row: StatusReport.Row?, _ language: Language) -> String {
        value(row, language) + goal(row, language)
    }

    /// The value as a status shows it.
    private func value(_ row: StatusReport.Row?, _ language: Language) -> String {
        guard let row, let value = row.figure.value else { return language("no value", "无数据") }
        return FigureText(row: row, asOf: value.asOf, language: language).value
    }

    private func goal(_ row: StatusReport.Row?, _ language: Language) -> String {
        guard let row, let target = row.figure.target else { return "" }
        let amount = AmountFormat(language).amount(target.amount, unit: row.measure.unit)
        return language(", target \(amount) by \(target.due)", "，目标\(amount)，期限\(target.due)")
    }

    /// The envelope, then every key of the line in words.
    private func fields(
        _ language: Language,
        _ time: (Moment) -> String
    ) throws -> [(String, String)] {
        let recorded = entry.recorded
        var fields = [
            (language("position", "位置"), "@\(entry.position)"),
            (language("event", "事件"), recorded.id.description),
            (language("type", "类型"), Self.type(of: recorded.event, language)),
            (language("recorded by", "录入人"), recorded.actor),
            (language("recorded at", "录入时间"), time(recorded.recordedAt)),
        ]
        let envelope: Set = ["id", "type", "actor", "recordedAt", "prev", "version"]
        fields += try entry.stored.filter { !envelope.contains($0.key) }.map { key, value in
            (Self.label(key, language), Self.words(key, value, language))
        }
        if let prev = recorded.prev {
            fields.append((Self.previous(of: recorded.event, language), "@\(prev)"))
        }
        if let root = entry.root, root.position != entry.position {
            fields.append((Self.subject(root.recorded.event, language), "@\(root.position)"))
        }
        fields.append((language("leaf hash", "叶哈希"), leafHash.hex))
        return fields
    }

    /// The type's stored name, in Chinese in words.
    private static func type(of event: Event, _ language: Language) -> String {
        let word =
            switch event {
            case .logOpened: "建立日志"
            case .placeDefined: "设定地区"
            case .projectDefined: "设定项目"
            case .measureDefined: "设定指标"
            case .targetSet: "设定目标"
            case .sourceRegistered: "登记来源"
            case .progressReported: "进度上报"
            case .statusDeclared: "状态申报"
            case .reportCorrected: "更正"
            case .reportWithdrawn: "撤回"
            case .monthClosed: "关账"
            case .monthReopened: "重新开放"
            case .keyChanged: "更换密钥"
            case .checkpointSigned: "签署检查点"
            }
        return language(EventText.name(of: event), word)
    }

    /// What a correction or a withdrawal is in the end about.
    private static func subject(_ event: Event, _ language: Language) -> String {
        let word =
            switch event {
            case .targetSet: "所涉目标"
            case .statusDeclared: "所涉申报"
            default: "所涉上报"
            }
        return language("in the end about", word)
    }

    /// What the line before it in its chain is of: a measure, a project, or the places of a city.
    private static func previous(of event: Event, _ language: Language) -> String {
        let subject =
            switch event {
            case .placeDefined: "地区"
            case .projectDefined: "项目"
            case .measureDefined, .targetSet, .progressReported: "指标"
            case .statusDeclared(let statement): statement.measure == nil ? "项目" : "指标"
            case .reportCorrected(let correction):
                correction.subject.measure == nil ? "项目" : "指标"
            case .reportWithdrawn(let withdrawal):
                withdrawal.subject.measure == nil ? "项目" : "指标"
            // No other is in a chain.
            default: "类"
            }
        return language("before it in its chain", "同一\(subject)上一条")
    }

    private static func words(_ key: String, _ value: OutputJSON, _ language: Language) -> String {
        if case .bool(true) = value { return language("yes", "是") }
        guard case .string(let text) = value else { return plain(value) }
        switch key {
        case "stage": return Stage(rawValue: text).map { language.name($0) } ?? text
        case "mode": return Mode(rawValue: text).map { language.name($0) } ?? text
        case "bound": return Bound(rawValue: text).map { language.name($0) } ?? text
        case "kind": return Kind(rawValue: text).map { language.name($0) } ?? text
        case "status": return Status(rawValue: text).map { language.name($0) } ?? text
        case "baseline": return Baseline(text).map { language.name($0) } ?? text
        case "frequency": return Frequency(rawValue: text).map { language.name($0) } ?? text
        case "basis": return language("partly assumed", "部分为推定")
        default: return text
        }
    }

    /// A value without the signs of JSON around it, where it is short.
    private static func plain(_ value: OutputJSON) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): String(flag)
        case .integer(let number): String(number)
        case .decimal(let number), .string(let number): number
        case .array(let elements): elements.map(plain).joined(separator: ", ")
        case .object(let members):
            members.map { "\($0.0)=\(plain($0.1))" }.joined(separator: "; ")
        }
    }

    private static func label(_ key: String, _ language: Language) -> String {
        guard let (en, zh) = labels[key] else { return key }
        return language(en, zh)
    }

    private static let labels: [String: (String, String)] = [
        "city": ("city", "城市"), "year": ("year", "年度"), "project": ("project", "项目"),
        "measure": ("measure", "指标"), "place": ("place", "地区"), "facets": ("facets", "分组"),
        "stage": ("stage", "阶段"), "nowAt": ("now at", "处于"), "mode": ("mode", "方式"),
        "value": ("value", "数值"), "bound": ("bound", "界限"), "written": ("as written", "原文写法"),
        "unit": ("unit", "单位"), "was": ("was", "原值"), "baseline": ("baseline", "基期"),
        "periodStart": ("period from", "起始日期"), "asOf": ("as of", "截止日期"),
        "received": ("received", "收到日期"), "due": ("due", "期限"), "expect": ("expected", "预计"),
        "status": ("status", "状态"), "basis": ("basis", "依据"), "source": ("source", "来源"),
        "on": ("acts on", "针对事件"), "replaces": ("replaces", "替换"),
        "replacedBy": ("replaced by", "被替换为"), "restates": ("restates", "重述"),
        "separate": ("a second fact", "另一事实"), "reason": ("reason", "理由"),
        "note": ("note", "备注"), "name": ("name", "名称"), "kind": ("kind", "指标类型"),
        "stages": ("stages", "阶段"), "title": ("title", "标题"), "document": ("SHA-256", "SHA-256"),
        "scalars": ("characters", "字符数"), "publisher": ("publisher", "发布机构"),
        "published": ("published", "发布日期"), "clockReason": ("clock was wrong", "时钟有误"),
        "origin": ("origin", "日志来源"), "timeZone": ("time zone", "时区"), "theme": ("theme", "类别"),
        "month": ("month", "月份"), "hard": ("hard", "彻底关账"),
        "lead": ("lead", "牵头单位"), "aliases": ("aliases", "别名"), "better": ("better", "以何为优"),
        "frequency": ("due", "报送频率"), "reportedBy": ("reported by", "报送单位"),
        "reportsDue": ("reports due on day", "报送期限（日）"), "parent": ("parent", "上级地区"),
    ]
}
