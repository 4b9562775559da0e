import Milepost

/// The sentences that tell of one project in English.
struct EnglishProse {
    let project: ProseProject
    let words: PageWords

    private var dates: ProseDates { project.dates }

    var sentence: String {
        var clauses = project.measures.compactMap { measure -> String? in
            guard let clause = EnglishMeasure(measure: measure, dates: dates).clause else {
                return nil
            }
            return clause + statuses(measure).joined()
        }
        let hasFigures = !clauses.isEmpty
        let own = standing == nil ? "" : "declared by the lead: "
        clauses += [standing].compactMap(\.self)
        clauses += project.statements.compactMap { status($0).map { own + $0 } ?? remark($0) }
        if !hasFigures, !project.measures.isEmpty { clauses.append("no figures reported yet") }
        if clauses.isEmpty { clauses = ["no data"] }
        return "\(project.project.name.in(.en)): \(clauses.joined(separator: "; "))."
    }

    /// How the project stands to its targets.
    private var standing: String? {
        switch project.project.derived {
        case .met: "targets met"
        case .ahead: "ahead of schedule overall"
        case .onTime: "on schedule overall"
        case .behind: "behind schedule overall"
        case .overdue: "a target is overdue"
        case .underWay, .notStarted: nil
        }
    }

    private func statuses(_ measure: ProseMeasure) -> [String] {
        let due = measure.groups.flatMap(\.remaining).compactMap(\.row.report?.due)
        let stages = Set(measure.groups.flatMap(\.values).map(\.row.figure.stage))
        return measure.statements
            .filter { $0.status != .forecast || $0.expect.map { !due.contains($0) } ?? true }
            .filter { $0.status != .inUse || stages != [.inUse] || $0.note != nil }
            .compactMap { statement in
                status(statement).map { ", \($0)" } ?? remark(statement).map { " (\($0))" }
            }
    }

    private func remark(_ statement: Snapshot.Statement) -> String? {
        guard let note = statement.note(in: .en) else { return nil }
        return located((statement.status == .claimed ? "claimed: " : "note: ") + note, statement)
    }

    private func status(_ statement: Snapshot.Statement) -> String? {
        guard var text = predicate(statement) else { return nil }
        if let note = statement.note(in: .en) { text += " (\(note))" }
        return located(text, statement)
    }

    private func located(_ text: String, _ statement: Snapshot.Statement) -> String {
        let isHere = statement.place == project.snapshot.place
        let text = isHere ? text : "\(words.name(ofPlace: statement.place)): \(text)"
        return statement.asOf == project.snapshot.asOf
            ? text : "\(text) as of \(dates.short(statement.asOf))"
    }

    private func predicate(_ statement: Snapshot.Statement) -> String? {
        let said: String? =
            switch statement.status {
            case .onTrack: "on track"
            case .underWay: "under way"
            case .met: "annual target met"
            case .doneInFull: "all completed"
            case .fullCoverage: "full coverage reached"
            case .inUse: "in use"
            case .launched: "launched"
            case .extended: "scope extended"
            case .awarded: "award received"
            case .ongoing: "work continues"
            case .delayed: "behind schedule"
            case .suspended: "suspended"
            case .terminated: "terminated"
            case .notStarted: "not yet started"
            case .forecast, .claimed, .other: nil
            }
        guard let day = statement.expect else {
            return said ?? (statement.status == .forecast ? "completion expected" : nil)
        }
        let expected = "completion expected \(dates.by(day))"
        return said.map { "\($0), \(expected)" } ?? expected
    }
}
