import EventLog
package import Milepost

extension SnapshotPage {
    /// The page as an official reads it on a terminal: what it is, then the status that it seals.
    package func text(
        _ language: Language,
        colour: Bool,
        time: (Moment) -> String = \.textInUTC
    ) -> String {
        let lines = head(language, time: time).map { TextTable.harmless($0) + "\n" }.joined()
        let status = StatusReport(snapshot).text(language, colour: colour, time: time)
        return lines + "\n" + status
    }

    private func head(_ language: Language, time: (Moment) -> String) -> [String] {
        let quarter = snapshot.quarter
        let name = snapshot.places[snapshot.place].map { language.name($0) } ?? snapshot.place
        var head = [
            language(
                "\(name), quarter \(quarter)",
                "\(name)\(quarter.year)年第\(quarter.number)季度"
            )
        ]
        if snapshot.isProvisional { head.append(language("Provisional.", "初步数据。")) }
        if seal == nil { head.append(language("PREVIEW, not issued.", "预览稿，未签发。")) }
        if let by = snapshot.issuedBy, let at = snapshot.issuedAt {
            let approved = snapshot.approvedBy.map {
                language(", approved by \($0)", "，\($0)批准")
            }
            head.append(
                language("Issued by \(by), \(time(at))", "\(by)于\(time(at))签发")
                    + (approved ?? "") + language(".", "。")
            )
        }
        let gaps = snapshot.gaps
        if gaps.expected > 0 {
            head.append(
                language(
                    "Reports of the quarter: \(gaps.arrived) of \(gaps.expected) arrived.",
                    "本季度应报\(gaps.expected)项，已报\(gaps.arrived)项。"
                )
            )
        }
        head.append("sha256:\(digest)")
        return head
    }

    /// One object: what the page is, and the sealed text in it as it stands.
    package var json: OutputJSON {
        .object([
            ("preview", .bool(seal == nil)), ("digest", .of(digest)),
            ("event", .of(seal?.event)), ("position", .of(seal?.position)),
            ("note", .of(seal?.note)), ("sealed", .of(sealed)),
        ])
    }
}

extension StatusReport {
    /// The status that a snapshot seals.
    init(_ snapshot: Snapshot) {
        var places = PlaceTree()
        for (code, name) in snapshot.places.sorted(by: { $0.key < $1.key }) {
            let place = code == snapshot.city ? nil : code
            places.define(PlaceDefined(city: snapshot.city, place: place, name: name))
        }
        self.init(
            query: StatusQuery(
                asOf: snapshot.asOf,
                place: snapshot.place == snapshot.city ? nil : snapshot.place
            ),
            known: Known(
                position: snapshot.size - 1,
                size: snapshot.size,
                time: snapshot.knownSince
            ),
            places: places,
            projects: snapshot.projects.map { Project($0, in: snapshot) }
        )
    }
}

extension StatusReport.Project {
    fileprivate init(_ project: Snapshot.Project, in snapshot: Snapshot) {
        let key = ProjectKey(
            city: snapshot.city,
            year: snapshot.quarter.year,
            project: project.code
        )
        self.init(
            definition: ProjectDefined(
                project: key,
                name: project.name,
                theme: project.theme,
                lead: project.lead
            ),
            place: snapshot.place,
            figures: project.figures.map(\.row),
            derived: project.derived,
            light: project.light,
            declared: project.declared.map { StandingStatement($0, of: key) },
            statements: project.statements.map { StandingStatement($0, of: key) }
        )
    }
}

extension StandingStatement {
    fileprivate init(_ statement: Snapshot.Statement, of project: ProjectKey) {
        var declared = StatusDeclared(
            project: project,
            status: statement.status,
            asOf: statement.asOf
        )
        declared.measure = statement.measure
        declared.place = statement.place
        declared.expect = statement.expect
        declared.note = statement.note
        // Where it stands in the log is told by its id.
        self.init(position: 0, id: statement.event, statement: declared)
    }
}
