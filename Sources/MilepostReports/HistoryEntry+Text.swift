import EventLog
package import Milepost

extension HistoryEntry {
    /// Position, time, the id's end, who, and what happened.
    package func text(
        _ language: Language,
        _ catalogue: Catalogue,
        time: (Moment) -> String = \.textInUTC
    ) -> String {
        let time = time(recorded.recordedAt)
        let summary = summary(language, catalogue)
        return TextTable.harmless(
            "@\(position)  \(time)  \(recorded.id.tail)  \(recorded.actor)"
                + language(": ", "：") + summary
        )
    }

    /// What happened, in one line without who and when.
    package func summary(_ language: Language, _ catalogue: Catalogue) -> String {
        EventSummary(language: language, catalogue: catalogue).text(of: self)
    }
}

/// Tells an event in one line of one language.
struct EventSummary {
    let language: Language
    let catalogue: Catalogue

    private var words: ExplanationWords { ExplanationWords(language: language) }

    func text(of entry: HistoryEntry) -> String {
        let text = whatHappened(entry)
        guard let note = entry.recorded.event.note else { return text }
        return text + language("; note: \(note)", "；备注：\(note)")
    }

    private func whatHappened(_ entry: HistoryEntry) -> String {
        guard let root = entry.root else {
            let changes = catalogue.changes(by: entry)
            return text(of: entry.recorded, isFirst: changes == nil)
                + (changes.map(text) ?? "") + afterClose(entry)
        }
        let what = text(of: root.recorded, amount: root.before.amount)
        let name = "\(what)\(language(" (", "（"))\(root.recorded.id.tail)\(language(")", "）"))"
        switch entry.recorded.event {
        case .reportCorrected(let correction):
            let amount = self.amount(correction.amount, like: root.recorded.event)
            return language(
                "\(name) corrected to \(amount): \(correction.reason)",
                "\(name)更正为\(amount)：\(correction.reason)"
            ) + afterClose(entry)
        case .reportWithdrawn(let withdrawal):
            var text = withdrawn(name, withdrawal, root)
            if let id = withdrawal.replacedBy {
                text += language("; replaced by \(id.tail)", "；由\(id.tail)替换")
            }
            return text + afterClose(entry)
        default: return text(of: entry.recorded)
        }
    }

    /// Member by member, what a definition said before and what it says now.
    private func text(of changes: [MemberChange]) -> String {
        let words = MemberWords(language: language)
        let parts = changes.map { change in
            words.label(change.key) + language(": ", "：") + words.value(change.key, change.old)
                + " → " + words.value(change.key, change.new)
        }
        let list = parts.joined(separator: language("; ", "；"))
        return language(" (\(list))", "（\(list)）")
    }

    /// That what was acted on spoke of a day that was closed by then.
    private func afterClose(_ entry: HistoryEntry) -> String {
        guard let closing = catalogue.closing(before: entry) else { return "" }
        return language(
            " [after close through \(closing.through)]",
            "【\(closing.through)关账后】"
        )
    }

    /// A withdrawal of the report itself, or of something that was done to it.
    private func withdrawn(
        _ name: String,
        _ withdrawal: ReportWithdrawn,
        _ root: HistoryEntry.Root
    ) -> String {
        let reason = withdrawal.reason
        guard withdrawal.subject.on != root.recorded.id else {
            return language("\(name) withdrawn: \(reason)", "\(name)已撤回：\(reason)")
        }
        let on = withdrawal.subject.on.tail
        if root.before.withdrawn, !root.after.withdrawn {
            return language(
                "\(name): withdrawal \(on) withdrawn, in force again: \(reason)",
                "\(name)：撤回\(on)已取消，恢复生效：\(reason)"
            )
        }
        let amount = root.after.amount.map { self.amount($0, like: root.recorded.event) } ?? ""
        return language(
            "\(name): \(on) withdrawn, now \(amount): \(reason)",
            "\(name)：\(on)已撤回，现为\(amount)：\(reason)"
        )
    }

    private func text(
        of recorded: RecordedEvent,
        amount: StatedAmount? = nil,
        isFirst: Bool = true
    ) -> String {
        switch recorded.event {
        case .logOpened(let log):
            return language("log opened: \(log.origin)", "建立日志：\(log.origin)")
        case .placeDefined(let place): return text(of: place, isFirst: isFirst)
        case .projectDefined(let project):
            let (code, name) = (project.project.project, language.name(project.name))
            return language(
                "project \(code) \(isFirst ? "defined" : "revised"): \(name)",
                "\(isFirst ? "设定" : "修订")项目：\(name)（\(code)）"
            )
        case .measureDefined(let measure): return text(of: measure, isFirst: isFirst)
        case .sourceRegistered(let source):
            let id = source.document.prefix(12)
            return language(
                "source \(id) registered: \(source.title)",
                "登记来源：《\(source.title)》（\(id)）"
            )
        case .targetSet(let target): return text(of: target, amount ?? target.amount)
        case .progressReported(let report):
            let late = catalogue.lateness(of: recorded).map { $0.mark(language) } ?? ""
            return text(of: report, amount ?? report.amount) + (amount == nil ? late : "")
        case .statusDeclared(let statement): return text(of: statement)
        case .reportCorrected(let correction): return correction.reason
        case .reportWithdrawn(let withdrawal): return withdrawal.reason
        case .monthClosed(let closing): return text(of: closing)
        case .monthReopened(let reopening):
            let place = self.place(reopening.place ?? reopening.city)
            return language(
                "\(reopening.month) reopened for \(place): \(reopening.reason)",
                "\(place)\(language.name(reopening.month))重新开放：\(reopening.reason)"
            )
        case .keyChanged(let change):
            return language(
                "the log is signed with another key from here: \(change.reason)",
                "此后改用新密钥签名：\(change.reason)"
            )
        case .checkpointSigned: return language("checkpoint signed", "签署检查点")
        case .snapshotIssued(let issued):
            let quarter = language.name(issued.quarter)
            return language("snapshot of the \(quarter) issued", "签发\(quarter)快照")
        }
    }

    private func text(of closing: MonthClosed) -> String {
        let place = self.place(closing.place ?? closing.city)
        let month = language.name(closing.month)
        let text =
            closing.hard
            ? language(
                "\(month) closed hard for \(place): corrections are refused too",
                "\(place)\(month)彻底关账：更正也不再受理"
            ) : language("\(month) closed for \(place)", "\(place)\(month)关账")
        return text + (closing.note.map { language(": \($0)", "：\($0)") } ?? "")
    }

    private func text(of place: PlaceDefined, isFirst: Bool) -> String {
        let (code, name) = (place.place ?? place.city, language.name(place.name))
        return language(
            "place \(name) (\(code)) \(isFirst ? "defined" : "revised")",
            "\(isFirst ? "设定" : "修订")地区：\(name)（\(code)）"
        )
    }

    private func text(of measure: MeasureDefined, isFirst: Bool) -> String {
        let code = "\(measure.key.project)/\(measure.key.measure)"
        let (name, kind) = (language.name(measure.name), language.name(measure.kind))
        return language(
            "measure \(code) \(isFirst ? "defined" : "revised"): \(name), \(measure.unit), \(kind)",
            "\(isFirst ? "设定" : "修订")指标：\(name)（\(code)），单位\(measure.unit)，\(kind)"
        )
    }

    private func text(of report: ProgressReported, _ amount: StatedAmount) -> String {
        var parts = [name(report.measure)]
        if let stage = report.stage, !report.nowAt { parts.append(language.name(stage)) }
        if report.nowAt, let stage = report.stage {
            let stage = language.name(stage)
            parts.append(language("now at \(stage)", "处于\(stage)"))
        }
        parts += scope(report.place, report.facets)
        parts.append(self.amount(amount, like: .progressReported(report)))
        var text = parts.joined(separator: " ")
        if let start = report.periodStart {
            text += language(", \(start) to \(report.asOf)", "，\(start)至\(report.asOf)")
        } else {
            text += language(" as of \(report.asOf)", "，截至\(report.asOf)")
        }
        if let baseline = report.baseline {
            text += language(", \(language.name(baseline))", "，\(language.name(baseline))")
        }
        if let day = report.received { text += language(", received \(day)", "，\(day)收到") }
        if let id = report.restates {
            text += language("; restates \(id.tail)", "；重述\(id.tail)")
        }
        if let id = report.replaces {
            text += language("; replaces \(id.tail)", "；替换\(id.tail)")
        }
        return text
    }

    private func text(of target: TargetSet, _ amount: StatedAmount) -> String {
        var parts = [name(target.measure)]
        if let stage = target.stage { parts.append(language.name(stage)) }
        parts += scope(target.place, target.facets)
        let amount = self.amount(amount, like: .targetSet(target))
        parts.append(
            language("target \(amount), due \(target.due)", "目标\(amount)，期限\(target.due)")
        )
        var text = parts.joined(separator: " ")
        let newYear = CalendarDate(year: target.measure.year, month: 1, day: 1)
        if let day = target.from, day != newYear {
            text += language(", from \(day) on", "，\(day)起适用")
        }
        if let id = target.replaces {
            text += language("; replaces \(id.tail)", "；替换\(id.tail)")
        }
        if let reason = target.reason { text += language(": \(reason)", "：\(reason)") }
        return text
    }

    private func text(of statement: StatusDeclared) -> String {
        let project = statement.project
        let name =
            statement.measure.map { measure in
                self.name(
                    MeasureKey(
                        city: project.city,
                        year: project.year,
                        project: project.project,
                        measure: measure
                    )
                )
            } ?? self.name(project)
        let place = scope(statement.place, .none)
        var text = ([name] + place).joined(separator: " ") + language(": declared ", "：自报")
        text += language.name(statement.status)
        text += language(" as of \(statement.asOf)", "，截至\(statement.asOf)")
        if let day = statement.expect {
            text += language(", expected by \(day)", "，预计\(day)")
        }
        if let note = statement.note { text += language(": \(note)", "：\(note)") }
        return text
    }

    private func scope(_ place: String?, _ facets: Facets) -> [String] {
        (place.map { [words.place($0, in: catalogue)] } ?? [])
            + (facets.isEmpty ? [] : [facets.description])
    }

    /// By codes, in Chinese by names where there are any: a command takes either.
    private func name(_ measure: MeasureKey) -> String {
        let code = measure.measure
        let name = catalogue.measures[measure]?.name.zh ?? code
        return self.name(measure.projectKey) + "/" + language(code, name)
    }

    private func place(_ code: String) -> String {
        catalogue.places.names[code].map { language.name($0) } ?? code
    }

    private func name(_ project: ProjectKey) -> String {
        let code = project.project
        return language(code, catalogue.projects[project]?.name.zh ?? code)
    }

    /// An amount as the report, or the target, would say it.
    private func amount(_ amount: StatedAmount, like event: Event) -> String {
        switch event {
        case .progressReported(let report):
            let unit = report.unit ?? catalogue.measures[report.measure]?.unit ?? ""
            return words.report(report.mode, amount, unit: unit)
        case .targetSet(let target):
            let unit = catalogue.measures[target.measure]?.unit ?? ""
            return AmountFormat(language).amount(amount, unit: unit)
        default: return amount.asWritten
        }
    }
}
