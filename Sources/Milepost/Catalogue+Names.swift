extension Catalogue {
    /// Finds a project by `code`, `2024/code` or `130800/2024/code`, where each part may be a name in
    /// either language: the shortest tail that fits one.
    package func project(named text: String) throws(Refusal) -> ProjectKey {
        let parts = text.split(separator: "/").map(String.init)
        guard (1...3).contains(parts.count) else {
            throw Refusal.unknownProject(text, near: near(text))
        }
        let fits = projectOrder.filter { self.fits($0, parts) }
        if fits.count == 1 { return fits[0] }
        guard fits.isEmpty else {
            throw Refusal.ambiguous(text, fits: fits.map(\.description))
        }
        throw Refusal.unknownProject(text, near: near(parts[parts.count - 1]))
    }

    private func fits(_ key: ProjectKey, _ parts: [String]) -> Bool {
        var parts = parts[...]
        guard let name = parts.popLast(),
            name == key.project || projects[key]?.name.all.contains(name) == true
        else { return false }
        if let year = parts.popLast(), year != String(key.year) { return false }
        if let city = parts.popLast(), city != key.city,
            places.names[key.city]?.all.contains(city) != true
        {
            return false
        }
        return true
    }

    /// Finds a measure by `PROJECT/MEASURE`: code, name in either language, or alias.
    ///
    /// A project of one measure may be named alone.
    package func measure(named text: String) throws(Refusal) -> MeasureKey {
        let parts = text.split(separator: "/").map(String.init)
        var fits: [MeasureKey] = []
        var inProject: Refusal?
        if parts.count >= 2 {
            // Names may not hold a slash, so the last part is the measure if anything is.
            let name = parts[parts.count - 1]
            for key in projectOrder where self.fits(key, Array(parts.dropLast())) {
                let found = measures(of: key).filter { $0.key.measure == name || $0.names(name) }
                fits += found.map(\.key)
                if found.isEmpty {
                    inProject = .unknownMeasure(
                        name,
                        in: key,
                        known: measures(of: key).map(\.key.measure)
                    )
                }
            }
        }
        if fits.isEmpty, parts.count <= 3 {
            for key in projectOrder where self.fits(key, parts) {
                let all = measures(of: key)
                if all.count == 1 {
                    fits.append(all[0].key)
                } else {
                    inProject =
                        inProject
                        ?? .unknownMeasure("", in: key, known: all.map(\.key.measure))
                }
            }
        }
        if fits.count == 1 { return fits[0] }
        guard fits.isEmpty else {
            throw Refusal.ambiguous(text, fits: fits.map(\.chainName))
        }
        if let inProject { throw inProject }
        throw Refusal.unknownProject(
            parts.dropLast(parts.count > 1 ? 1 : 0).joined(separator: "/"),
            near: near(parts.first ?? text)
        )
    }

    /// Finds a place by code or name in either language.
    package func place(named text: String, in city: String?) throws(Refusal) -> String {
        if places.contains(text), city == nil || places.isAt(text, orBelow: city ?? text) {
            return text
        }
        let fits = places.names.filter { code, name in
            name.all.contains(text) && (city.map { places.isAt(code, orBelow: $0) } ?? true)
        }.keys.sorted()
        if fits.count == 1 { return fits[0] }
        guard fits.isEmpty else { throw Refusal.ambiguous(text, fits: fits) }
        throw Refusal.unknownPlace(text, known: places.names.keys.sorted())
    }

    /// Codes that a mistyped name may have meant: those that share a part with it.
    private func near(_ text: String) -> [String] {
        let typed = Set(text.split(separator: "-").map { $0.lowercased() })
        let alike = projectOrder.filter { key in
            !typed.isDisjoint(with: key.project.split(separator: "-").map { $0.lowercased() })
                || projects[key]?.name.all.contains {
                    !text.isEmpty && ($0.hasPrefix(text) || text.hasPrefix($0))
                } == true
        }
        let shown = alike.isEmpty ? projectOrder : alike
        var told: Set<String> = []
        return Array(shown.map(\.project).filter { told.insert($0).inserted }.prefix(30))
    }
}

extension MeasureKey {
    /// The whole name, such as `130800/2024/street-lamps/lamps`.
    package var chainName: String { "\(projectKey)/\(measure)" }
}

extension MeasureDefined {
    fileprivate func names(_ text: String) -> Bool {
        name.all.contains(text) || aliases.contains(text)
    }
}
