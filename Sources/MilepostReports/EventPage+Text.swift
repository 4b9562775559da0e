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
        if case .snapshotIssued = entry.recorded.event {
            // The line holds a whole page, which reads better as one.
            let at = "@\(entry.position)"
            lines += [
                "",
                language(
                    "milepost snapshot show \(at) prints what was issued; the line itself: "
                        + "milepost show \(at) --format json",
                    "查看签发内容：milepost snapshot show \(at)；查看原始行：milepost show \(at) --format json"
                ),
            ]
        } else {
            lines += ["", TextTable.harmless(String(decoding: line, as: UTF8.self))]
        }
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
        let words = MemberWords(language: language)
        fields += try entry.stored.filter { !envelope.contains($0.key) }.map { key, value in
            (words.label(key), words.value(key, value))
        }
        if case .snapshotIssued(let issued) = recorded.event {
            fields = fields.map { field in
                field.0 == words.label("sealed") ? (field.0, issued.digest) : field
            }
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
            case .snapshotIssued: "签发季度快照"
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
}
