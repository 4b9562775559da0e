package import Milepost

/// What is planned, for people and for programs.
package struct PlanReport: Sendable {
    private let catalogue: Catalogue

    package init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    package func text(_ language: Language) -> String {
        guard !catalogue.projectOrder.isEmpty else {
            return language(
                "Nothing is planned yet. Take in a catalogue with: milepost plan import FILE.yaml",
                "尚无计划。请导入目录：milepost plan import 文件.yaml"
            )
        }
        var lines: [String] = []
        for key in catalogue.projectOrder {
            guard let project = catalogue.projects[key] else { continue }
            let place = catalogue.places.names[key.city].map(language.name) ?? key.city
            var heading = "\(language.name(project.name))  \(place)/\(key.year)/\(key.project)"
            if let theme = project.theme { heading += language("  [\(theme)]", "  类别：\(theme)") }
            if let lead = project.lead.map(language.name) {
                heading += language("  \(lead)", "  牵头单位：\(lead)")
            }
            lines.append(heading)
            for measure in catalogue.measures(of: key) { lines += text(measure, language) }
        }
        return lines.joined(separator: "\n")
    }

    private func text(_ measure: MeasureDefined, _ language: Language) -> [String] {
        var parts = [language.name(measure.kind), language("", "单位：") + measure.unit]
        if measure.kind.accumulates, measure.baseline != .year {
            parts.append(language.name(measure.baseline))
        }
        if measure.stages != [.done] {
            let ladder = measure.stages.map(language.name).joined(separator: " → ")
            parts.append(language("", "阶段：") + ladder)
        }
        for facet in measure.facets {
            let values = facet.values.joined(separator: language(", ", "、"))
            parts.append(facet.name + language(": ", "：") + values)
        }
        let about = parts.joined(separator: language("; ", "；"))
        var lines = [
            "  \(measure.key.measure)  \(language.name(measure.name))"
                + language("  (\(about))", "（\(about)）")
        ]
        for standing in catalogue.targets[measure.key] ?? [] {
            let target = standing.target
            let place = target.place.map { self.place($0, language) } ?? ""
            let amount = AmountFormat(language).amount(target.amount, unit: measure.unit)
            lines.append(
                language(
                    "    target\(place): \(amount) by \(target.due)",
                    "    目标\(place)：\(amount)（\(target.due)前）"
                )
            )
        }
        return lines
    }

    private func place(_ code: String, _ language: Language) -> String {
        let name = catalogue.places.names[code].map(language.name) ?? code
        return language(" \(name)", "（\(name)）")
    }

    package var json: OutputJSON {
        .object([
            (
                "places",
                .array(
                    catalogue.places.names.keys.sorted().map { code in
                        .object([
                            ("code", .string(code)),
                            ("name", Self.json(catalogue.places.names[code])),
                            ("parent", .of(catalogue.places.parent(of: code))),
                        ])
                    }
                )
            ),
            ("projects", .array(catalogue.projectOrder.compactMap(project))),
        ])
    }

    private func project(_ key: ProjectKey) -> OutputJSON? {
        guard let project = catalogue.projects[key] else { return nil }
        return .object([
            ("city", .string(key.city)), ("year", .of(key.year)), ("project", .string(key.project)),
            ("name", Self.json(project.name)), ("theme", .of(project.theme)),
            ("lead", Self.json(project.lead)), ("reportsDue", .of(project.reportsDue)),
            ("measures", .array(catalogue.measures(of: key).map(measure))),
        ])
    }

    private func measure(_ measure: MeasureDefined) -> OutputJSON {
        .object([
            ("measure", .string(measure.key.measure)), ("name", Self.json(measure.name)),
            ("aliases", .array(measure.aliases.map { .string($0) })),
            ("unit", .string(measure.unit)), ("kind", .of(measure.kind)),
            ("baseline", .string(measure.baseline.text)),
            ("better", .string(measure.lowerIsBetter ? "down" : "up")),
            ("stages", .array(measure.stages.map { .of($0) })),
            (
                "facets",
                .object(
                    measure.facets.map { facet in
                        (
                            facet.name,
                            .object([
                                ("values", .array(facet.values.map { .string($0) })),
                                ("addsUp", .bool(facet.addsUp)),
                            ])
                        )
                    }
                )
            ),
            ("frequency", .of(measure.frequency)),
            ("reportedBy", .array(measure.reportedBy.map { .string($0) })),
            (
                "targets",
                .array(
                    (catalogue.targets[measure.key] ?? []).map { standing in
                        .object([
                            ("event", .of(standing.id)),
                            ("amount", .of(standing.target.amount.value)),
                            ("asWritten", .string(standing.target.amount.asWritten)),
                            ("due", .of(standing.target.due)),
                            ("place", .string(standing.target.place ?? measure.key.city)),
                            ("facets", .of(standing.target.facets)),
                            ("stage", .of(standing.target.stage ?? measure.stages.last)),
                            ("from", .of(standing.target.from)),
                            ("replaces", .of(standing.target.replaces)),
                        ])
                    }
                )
            ),
        ])
    }

    private static func json(_ name: Name?) -> OutputJSON {
        guard let name else { return .null }
        return .object([("zh", .of(name.zh)), ("en", .of(name.en))])
    }
}
