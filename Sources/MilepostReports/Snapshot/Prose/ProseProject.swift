import Milepost

/// A project with its measures as they are told: what is there to say, without words.
struct ProseProject {
    let project: Snapshot.Project
    let dates: ProseDates
    let measures: [ProseMeasure]
    /// What was last said of the project itself.
    let statements: [Snapshot.Statement]

    var snapshot: Snapshot { dates.snapshot }

    init(_ project: Snapshot.Project, in snapshot: Snapshot, language: Language) {
        self.project = project
        dates = ProseDates(snapshot: snapshot, language: language)
        var measures: [ProseMeasure] = []
        for figure in project.figures {
            let code = figure.row.figure.measure.measure
            if measures.last?.code != code {
                let told = project.statements.filter { $0.measure == code }
                measures.append(ProseMeasure(figure, statements: told.newest))
            }
            measures[measures.count - 1].take(figure)
        }
        self.measures = measures
        let codes = Set(measures.map(\.code))
        statements =
            project.statements
            .filter { $0.measure.map { !codes.contains($0) } ?? true }.newest
    }
}

/// A measure with its figures, those of the same facets together.
struct ProseMeasure {
    let code: String
    let name: Name
    let measure: MeasureDefined
    let statements: [Snapshot.Statement]
    private(set) var groups: [Group] = []

    /// The figures of the same facets.
    struct Group {
        let facets: Facets
        /// Of the measure's own amounts, those with a value.
        var values: [Snapshot.Figure] = []
        var remaining: [Snapshot.Figure] = []
        var shares: [Snapshot.Figure] = []
        var changes: [Snapshot.Figure] = []
        /// The figure that the target is held against.
        var target: (figure: Snapshot.Figure, inUse: TargetInUse)?

        var isSilent: Bool {
            values.isEmpty && remaining.isEmpty && shares.isEmpty && changes.isEmpty
        }

        /// Those that reached a stage, and those that are at one now.
        var reached: [Snapshot.Figure] { values.filter { !$0.row.figure.nowAt } }
        var nowAt: [Snapshot.Figure] { values.filter(\.row.figure.nowAt) }
    }

    init(_ figure: Snapshot.Figure, statements: [Snapshot.Statement]) {
        code = figure.row.figure.measure.measure
        name = figure.row.measure.name
        measure = figure.row.measure
        self.statements = statements
    }

    /// What is there to tell: groups with an amount, or with a target that waits for one; the whole
    /// first.
    var told: [Group] {
        let told = groups.filter { !$0.isSilent || $0.target != nil }
        return told.filter(\.facets.isEmpty) + told.filter { !$0.facets.isEmpty }
    }

    /// The one day that all of its amounts are counted from, where it is none of the calendar's.
    var since: CalendarDate? {
        let baselines = Set(groups.flatMap(\.values).map(\.row.figure.baseline))
        guard baselines.count == 1, case .date(let day)?? = baselines.first else { return nil }
        return day
    }

    mutating func take(_ figure: Snapshot.Figure) {
        let facets = figure.row.figure.facets
        let index = groups.firstIndex { $0.facets == facets } ?? groups.endIndex
        if index == groups.endIndex { groups.append(Group(facets: facets)) }
        groups[index].take(figure)
    }
}

extension ProseMeasure.Group {
    fileprivate mutating func take(_ figure: Snapshot.Figure) {
        let row = figure.row
        if row.figure.mode == nil, let inUse = row.figure.target {
            // The stage that meets the target; where none of it is known, the highest below it.
            if target?.inUse.decides != true { target = (figure, inUse) }
        }
        guard row.figure.value != nil else { return }
        switch row.figure.mode {
        case .remaining: remaining.append(figure)
        case .share: shares.append(figure)
        case .change: changes.append(figure)
        case .increment, .total, .level, nil: values.append(figure)
        }
    }
}

extension [Snapshot.Statement] {
    /// Of each place those of the newest day.
    fileprivate var newest: [Snapshot.Statement] {
        filter { statement in
            !contains { $0.place == statement.place && $0.asOf > statement.asOf }
        }
    }
}

extension Snapshot.Statement {
    /// The note where it is short and in the language; the other language's is left to other pages.
    func note(in language: Language) -> String? {
        guard let note, note.count <= 100 else { return nil }
        let isChinese = note.unicodeScalars.contains { 0x4E00...0x9FFF ~= $0.value }
        return isChinese == (language == .zh) ? note : nil
    }
}
