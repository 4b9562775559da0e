import Milepost

extension HTMLWriter {
    /// A theme with its projects.
    func theme(
        _ out: inout Markup,
        _ theme: (name: String, projects: [(number: Int, project: Snapshot.Project)]),
        number: Int
    ) {
        out.raw("<section id=t")
        out.number(number)
        out.raw(">")
        let count = theme.projects.count
        heading(
            &out,
            theme.name,
            count: language("\(count) \(count == 1 ? "project" : "projects")", "\(count)个项目")
        )
        if drawsAll {
            for (number, project) in theme.projects { self.project(&out, project, number) }
        } else {
            table(&out, theme.projects)
            statements(&out, theme.projects.map(\.project), naming: true)
        }
        out.raw("</section>\n")
    }

    private func project(_ out: inout Markup, _ project: Snapshot.Project, _ number: Int) {
        out.raw("<article id=p")
        out.number(number)
        // A short project is not broken over two printed pages.
        if project.figures.count <= 8 { out.raw(" class=whole") }
        out.raw("><div class=lead><h3>")
        out.text(language.name(project.name))
        out.raw("</h3>\n<p class=status><span>")
        light(&out, of: project)
        out.raw(" ")
        out.text(language.name(project.derived))
        out.raw("</span> ")
        if let declared = project.declared {
            let status = language.name(declared.status)
            line(&out, language("declared: \(status)", "自报：\(status)"))
        }
        if let lead = project.lead {
            let name = language.name(lead)
            line(&out, language("lead: \(name)", "牵头单位：\(name)"))
        }
        out.raw("</p>\n")
        // The heading and the first picture stay on one printed page.
        let ladders = Ladder.all(of: project.figures)
        if let first = ladders.first { picture(&out, first) }
        out.raw("</div>\n")
        for ladder in ladders.dropFirst() { picture(&out, ladder) }
        if project.figures.isEmpty {
            out.raw("<p>")
            out.text(language("No figures.", "没有数据。"))
            out.raw("</p>\n")
        } else {
            table(&out, project.figures)
        }
        statements(&out, [project], naming: false)
        out.raw("</article>\n")
    }

    private func line(_ out: inout Markup, _ text: String) {
        out.raw("<span>")
        out.text(text)
        out.raw("</span> ")
    }

    // MARK: Pictures

    private func picture(_ out: inout Markup, _ ladder: Ladder) {
        let main = HTMLFigure(ladder.main, asOf: snapshot.asOf, language)
        let rungs = ladder.rungs.map { rung in
            (rung: rung, text: rungText(HTMLFigure(rung.figure, asOf: snapshot.asOf, language)))
        }
        let target = main.target
        let left = main[.left]
        var parts = rungs.reversed().map(\.text)
        if !target.isEmpty { parts.append(language("target \(target)", "目标\(target)")) }
        let said = parts.joined(separator: language(", ", "，"))
        out.raw("<figure class=picture")
        out.attribute("data-figure", ladder.main.key)
        out.raw("><figcaption>")
        out.text(main.measure)
        out.raw("</figcaption>")
        HTMLPictures.ladder(&out, ladder, label: main.measure + language(": ", "：") + said)
        out.raw("<div class=legend>")
        for (rung, text) in rungs.reversed() {
            out.raw("<span")
            out.attribute("class", "drawn")
            out.attribute("data-figure", rung.figure.key)
            out.raw("><i")
            out.attribute("class", "key \(rung.shade)")
            out.raw("></i>")
            out.text(text)
            out.raw("</span> ")
        }
        if !left.isEmpty {
            out.raw("<span>")
            if ladder.showsRest { out.raw("<i class=\"key rest\"></i>") }
            out.text(
                ladder.main.row.figure.target?.remaining.map { $0.value < .zero } == true
                    ? left : language("\(left) left", "剩余\(left)")
            )
            out.raw("</span> ")
        }
        if !target.isEmpty {
            out.raw("<span>")
            out.text(language("target \(target)", "目标\(target)"))
            out.raw("</span>")
        }
        out.raw("</div></figure>\n")
    }

    private func rungText(_ cells: HTMLFigure) -> String {
        let stage = cells[.stage]
        return stage.isEmpty ? cells[.value] : language("\(stage) ", stage) + cells[.value]
    }

    // MARK: Statements

    /// The one that stands beside the name is told again only where it says more.
    private func statements(
        _ out: inout Markup,
        _ projects: [Snapshot.Project],
        naming: Bool
    ) {
        let told = projects.flatMap { project in
            project.unrepeated.filter {
                naming || $0.event != project.declared?.event || snapshot.tellsMore($0)
            }.map { (project, $0) }
        }
        guard !told.isEmpty else { return }
        out.raw("<ul class=said>")
        for (project, statement) in told {
            out.raw("<li>")
            if naming { out.text(language.name(project.name) + language(", ", "，")) }
            out.text(language(naming ? "declared: " : "Declared: ", "自报："))
            out.text(text(statement, in: project))
            out.raw("</li>")
        }
        out.raw("</ul>\n")
    }

    /// What was said of a project without a number.
    private func text(_ statement: Snapshot.Statement, in project: Snapshot.Project) -> String {
        var about: [String] = []
        if statement.place != snapshot.place { about.append(words.name(ofPlace: statement.place)) }
        if let code = statement.measure { about.append(words.name(ofMeasure: code, in: project)) }
        var text = about.joined(separator: language(", ", "、"))
        if !about.isEmpty { text += language(": ", "：") }
        switch (statement.status, statement.expect) {
        case (.forecast, let day?):
            text += language("expected by \(day)", "预计\(words.day(day))前完成")
        case (let status, let day?):
            text += language.name(status)
            text += language(", expected by \(day)", "，预计\(words.day(day))前")
        case (let status, nil):
            text += language.name(status)
        }
        if statement.asOf != snapshot.asOf {
            text += language(" (\(statement.asOf))", "（\(words.day(statement.asOf))）")
        }
        if let note = statement.note { text += language(". ", "。") + note }
        return text
    }
}
