import EventLog
import Milepost

extension SnapshotPage {
    /// The snapshot as tidy data: one value a row, under stable English headers.
    ///
    /// RFC 4180 with CRLF; `bom` is for Excel. A text that a spreadsheet would take for a formula
    /// begins with an apostrophe; a number is never changed. The last line holds the digest.
    package func csv(_ language: Language, bom: Bool) -> String {
        let sheet = TidySheet(page: self, language: language)
        return (bom ? "\u{FEFF}" : "") + CSVSheet.line(TidyRow.header)
            + sheet.rows.map { CSVSheet.line($0.cells) }.joined()
    }
}

/// Lays a snapshot out as tidy rows.
private struct TidySheet {
    let page: SnapshotPage
    let language: Language

    private var snapshot: Snapshot { page.snapshot }

    var rows: [TidyRow] {
        var rows = head
        for project in snapshot.projects {
            let start = row(of: project)
            rows += self.project(project, start)
            rows += project.figures.flatMap { TidyFigure($0, language, start).rows }
        }
        return rows + missing + [digest]
    }

    // MARK: The whole

    private var start: TidyRow {
        var row = TidyRow()
        row.edition =
            page.seal == nil ? "preview" : snapshot.isProvisional ? "provisional" : "final"
        row.city = snapshot.city
        row.cityName = name(of: snapshot.city)
        row.place = snapshot.place
        row.placeName = name(of: snapshot.place)
        row.quarter = snapshot.quarter.description
        row.asOf = snapshot.asOf.description
        return row
    }

    private func name(of place: String) -> String { language.name(of: place, in: snapshot) }

    private func value(_ what: String, _ set: (inout TidyRow) -> Void) -> TidyRow {
        var row = start
        row.what = what
        set(&row)
        return row
    }

    private var head: [TidyRow] {
        var rows = [value("language") { $0.word = language.rawValue }]
        func add(_ what: String, text: String?) {
            if let text { rows.append(value(what) { $0.text = text }) }
        }
        func add(_ what: String, _ count: Int64, word: String = "", text: String = "") {
            rows.append(
                value(what) { row in
                    (row.number, row.word, row.text) = (String(count), word, text)
                }
            )
        }
        add("origin", text: snapshot.origin)
        add("size", snapshot.size)
        add("root", text: snapshot.root.hex)
        add("rules", snapshot.rules)
        add(ReadPage.versionColumn, Int64(SnapshotPage.version))
        add("known-since", text: snapshot.knownSince?.description)
        add("issued-by", text: snapshot.issuedBy)
        add("approved-by", text: snapshot.approvedBy)
        add("issued-at", text: snapshot.issuedAt?.description)
        add("closed-through", text: snapshot.closedThrough?.description)
        add("projects", Int64(snapshot.projects.count))
        for (status, count) in snapshot.derivedCounts {
            add(
                "projects-derived",
                Int64(count),
                word: status.rawValue,
                text: language.name(status)
            )
        }
        for (status, count) in snapshot.declaredCounts {
            add(
                "projects-declared",
                Int64(count),
                word: status.rawValue,
                text: language.name(status)
            )
        }
        add("reports-expected", Int64(snapshot.gaps.expected))
        add("reports-arrived", Int64(snapshot.gaps.arrived))
        return rows
    }

    private var missing: [TidyRow] {
        snapshot.gaps.missing.map { missing in
            value("report-missing") { row in
                (row.project, row.measure) = (missing.project, missing.measure)
                (row.place, row.placeName) = (missing.place, name(of: missing.place))
                row.period = "\(missing.from)/\(missing.to)"
            }
        }
    }

    /// An ordinary row, so that every reader of CSV takes it.
    private var digest: TidyRow {
        value("digest") { row in
            row.number = page.seal.map { String($0.position) } ?? ""
            row.text = "sha256:\(page.digest)"
        }
    }

    // MARK: A project

    private func row(of project: Snapshot.Project) -> TidyRow {
        var row = start
        row.project = project.code
        row.projectName = language.name(project.name)
        row.theme = project.theme ?? ""
        return row
    }

    private func project(_ project: Snapshot.Project, _ start: TidyRow) -> [TidyRow] {
        var rows: [TidyRow] = []
        func add(_ what: String, word: String, text: String) {
            var row = start
            (row.what, row.word, row.text) = (what, word, text)
            rows.append(row)
        }
        add("status", word: project.derived.rawValue, text: language.name(project.derived))
        if let light = project.light {
            add("light", word: light.rawValue, text: language.name(light))
        }
        if let lead = project.lead { add("lead", word: "", text: language.name(lead)) }
        if let declared = project.declared?.status {
            add("declared", word: declared.rawValue, text: language.name(declared))
        }
        for statement in project.statements {
            var row = start
            (row.what, row.period) = ("statement", statement.asOf.description)
            row.measure = statement.measure ?? ""
            (row.place, row.placeName) = (statement.place, name(of: statement.place))
            row.word = statement.status.rawValue
            row.text = [language.name(statement.status), statement.note].compactMap(\.self)
                .joined(separator: language(": ", "："))
            rows.append(row)
            guard let expect = statement.expect else { continue }
            row.what = "statement-expected"
            row.period = expect.description
            rows.append(row)
        }
        return rows
    }
}
