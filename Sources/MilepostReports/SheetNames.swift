import Milepost

/// What a sheet calls a measure, as `record --from` reads it back: in Chinese by name where the
/// catalogue has the name once, else by code.
struct SheetNames {
    private(set) var project: String
    private(set) var measure: String
    /// Empty for the city itself.
    private(set) var place: String
    private let ladder: [Stage]
    private let language: Language

    init(
        of measure: MeasureDefined,
        at place: String?,
        _ catalogue: Catalogue,
        _ language: Language
    ) {
        let key = measure.key
        project = key.projectKey.description
        self.measure = key.measure
        self.place = place ?? ""
        ladder = measure.stages
        self.language = language
        guard language == .zh else { return }
        if let name = catalogue.projects[key.projectKey]?.name.zh,
            (try? catalogue.project(named: name)) == key.projectKey
        {
            project = name
        }
        if let name = measure.name.zh,
            (try? catalogue.measure(named: "\(project)/\(name)")) == key
        {
            self.measure = name
        }
        if let code = place, let name = catalogue.places.names[code]?.zh,
            (try? catalogue.place(named: name, in: key.city)) == code
        {
            self.place = name
        }
    }

    /// 完成 is read as completed where the ladder has both.
    func stage(_ stage: Stage) -> String {
        let isAmbiguous = stage == .done && ladder.contains(.completed)
        return isAmbiguous ? stage.rawValue : language(stage.rawValue, language.name(stage))
    }
}
