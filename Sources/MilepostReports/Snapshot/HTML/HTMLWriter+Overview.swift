import Milepost

extension HTMLWriter {
    /// The counts by status, and a tile for each project.
    func overview(_ out: inout Markup) {
        out.raw("<section id=overview>")
        heading(&out, language("Overview", "总体情况"))
        out.raw("<p>")
        out.text(words.counts.text)
        out.raw("</p>\n")
        guard !snapshot.projects.isEmpty else { return out.raw("</section>\n") }
        counts(&out)
        if !drawsAll {
            out.raw("<p>")
            out.text(
                language(
                    "Of more than \(Self.mostDrawn) projects the bars by stage and the lines by "
                        + "month are left out; the months are in the sealed data of this file.",
                    "项目超过\(Self.mostDrawn)个，分阶段进度图和各月走势图从略；各月数值见本文件所附封存数据。"
                )
            )
            out.raw("</p>\n")
        }
        out.raw("<nav class=contents>")
        for (number, theme) in themes.enumerated() {
            out.raw("<a href=#t")
            out.number(number)
            out.raw(">")
            out.text(theme.name)
            out.raw("</a> ")
        }
        out.raw("</nav>\n<ul class=tiles>\n")
        for (_, projects) in themes {
            for (number, project) in projects { tile(&out, project, number) }
        }
        out.raw("</ul></section>\n")
    }

    private func counts(_ out: inout Markup) {
        out.raw("<ul class=counts>")
        for (status, count) in snapshot.derivedCounts {
            out.raw("<li")
            out.attribute("class", status.colour)
            out.raw("><b>")
            out.number(count)
            out.raw("</b>")
            HTMLPictures.light(&out, status.colour, nil)
            out.raw(" <span>")
            out.text(language.name(status))
            out.raw("</span></li>")
        }
        out.raw("</ul>\n")
        let counts = snapshot.derivedCounts.map { ($0.status.colour, $0.count) }
        HTMLPictures.stack(&out, counts, label: words.counts.text)
        out.raw("\n")
    }

    private func tile(_ out: inout Markup, _ project: Snapshot.Project, _ number: Int) {
        out.raw("<li><a href=#p")
        out.number(number)
        out.raw("><b>")
        out.text(language.name(project.name))
        out.raw("</b>")
        out.raw("<span class=how>")
        light(&out, of: project)
        out.raw(" ")
        out.text(language.name(project.derived))
        out.raw("</span>")
        if let declared = project.declared {
            out.raw("<span class=said>")
            let status = language.name(declared.status)
            out.text(language("declared: \(status)", "自报：\(status)"))
            out.raw("</span>")
        }
        glance(&out, project)
        out.raw("</a></li>\n")
    }

    /// The shares of the targets that decide, the lowest as a bar; without one the first value.
    private func glance(_ out: inout Markup, _ project: Snapshot.Project) {
        let shares = project.figures.filter {
            $0.row.figure.mode == nil && $0.row.figure.target?.decides == true
        }.compactMap { figure in figure.row.figure.target?.share.map { (figure: figure, share: $0) }
        }
        // The whole says more than its parts.
        let wholes = shares.filter { $0.figure.row.figure.facets.isEmpty }
        let sorted = (wholes.isEmpty ? shares : wholes).sorted { $0.share < $1.share }
        guard let low = sorted.first, let high = sorted.last else {
            let told = project.figures.filter { $0.row.figure.value != nil }
            // Where there is a light, what gives the project its own.
            let telling = told.first { $0.row.figure.target?.light == project.light }
            guard let first = project.light == nil ? told.first : telling ?? told.first else {
                return
            }
            let cells = HTMLFigure(first, asOf: snapshot.asOf, language)
            out.raw("<span class=said")
            out.attribute("data-figure", first.key)
            out.raw(">")
            let stage = cells[.stage]
            out.text(cells.measure + language(": ", "："))
            out.raw("<span class=phrase>")
            out.text((stage.isEmpty ? "" : stage + language(" ", "")) + cells[.value])
            out.raw("</span></span>")
            return
        }
        let lowest = AmountFormat.share(low.share) + "%"
        let highest = AmountFormat.share(high.share) + "%"
        let range =
            low.share == high.share ? lowest : language("\(lowest) – ", "\(lowest)～") + highest
        let text = language("\(range) of target", "完成目标的\(range)")
        out.raw("<span class=how")
        out.attribute("data-figure", low.figure.key)
        out.raw(">")
        out.text(text)
        HTMLPictures.share(&out, low.share, label: text)
        out.raw("</span>")
    }

    /// The light of a project, and without one the sign of how it stands.
    func light(_ out: inout Markup, of project: Snapshot.Project) {
        if let light = project.light {
            HTMLPictures.light(&out, light.rawValue, language.name(light))
        } else {
            HTMLPictures.light(&out, project.derived == .notStarted ? "grey" : "blue", nil)
        }
    }
}

extension ProjectStatus {
    /// The colour and shape that stand for it.
    fileprivate var colour: String {
        switch self {
        case .met, .ahead, .onTime: "green"
        case .behind: "yellow"
        case .overdue: "red"
        case .underWay: "blue"
        case .notStarted: "grey"
        }
    }
}
