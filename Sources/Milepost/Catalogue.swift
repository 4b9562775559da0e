/// What was planned: places, projects, measures, targets, statements and sources, as known at one
/// position of the log.
package struct Catalogue: Sendable {
    package private(set) var places = PlaceTree()
    package private(set) var projects: [ProjectKey: ProjectDefined] = [:]
    package private(set) var measures: [MeasureKey: MeasureDefined] = [:]
    package private(set) var sources: [String: SourceRegistered] = [:]
    package private(set) var targets: [MeasureKey: [StandingTarget]] = [:]
    package private(set) var statements: [StandingStatement] = []
    package private(set) var closings = Closings()
    /// By the position of a revision: the definition that it took the place of.
    package private(set) var revised: [Position: Event] = [:]
    /// Where the log's days end; nil of what was not read from a log.
    package private(set) var timeZone: String?
    /// In the order of their first definition, which is the order of the plan.
    package private(set) var projectOrder: [ProjectKey] = []
    package private(set) var measureOrder: [ProjectKey: [MeasureKey]] = [:]

    package init() {}

    /// Takes a defining event; later definitions of the same thing revise the earlier ones.
    package mutating func take(_ event: Event, at position: Position, id: EventID) {
        switch event {
        case .logOpened(let log): timeZone = log.timeZone
        case .placeDefined(let place):
            let old = places.definition(place.place ?? place.city)
            revised[position] = old.map(Event.placeDefined)
            places.define(place)
        case .projectDefined(let project):
            let old = projects.updateValue(project, forKey: project.project)
            revised[position] = old.map(Event.projectDefined)
            if old == nil { projectOrder.append(project.project) }
        case .measureDefined(let measure):
            let old = measures.updateValue(measure, forKey: measure.key)
            revised[position] = old.map(Event.measureDefined)
            if old == nil { measureOrder[measure.key.projectKey, default: []].append(measure.key) }
        case .sourceRegistered(let source):
            sources[source.document] = source
        case .targetSet(let target):
            targets[target.measure, default: []]
                .append(StandingTarget(position: position, id: id, target: target))
        case .statusDeclared(let statement):
            statements.append(
                StandingStatement(position: position, id: id, statement: statement)
            )
        case .monthClosed(let closing):
            closings.close(closing, at: position)
        case .monthReopened(let reopening):
            closings.reopen(reopening, at: position, in: places)
        case .progressReported, .reportCorrected, .reportWithdrawn, .keyChanged, .checkpointSigned,
            .snapshotIssued:
            break
        }
    }

    /// Puts a target as it stands after it was corrected or withdrawn; nil takes it out of force.
    package mutating func put(_ target: StandingTarget?, at position: Position, of key: MeasureKey)
    {
        var list = targets[key] ?? []
        list.removeAll { $0.position == position }
        if let target {
            list.insert(target, at: list.firstIndex { $0.position > position } ?? list.endIndex)
        }
        targets[key] = list
    }

    /// Puts a statement that was withdrawn, or came into force again.
    package mutating func put(_ statement: StandingStatement?, at position: Position) {
        statements.removeAll { $0.position == position }
        guard let statement else { return }
        let place = statements.firstIndex { $0.position > position } ?? statements.endIndex
        statements.insert(statement, at: place)
    }

    package func measures(of project: ProjectKey) -> [MeasureDefined] {
        (measureOrder[project] ?? []).compactMap { measures[$0] }
    }
}

/// A target in force, with its corrections applied.
package struct StandingTarget: Sendable, Hashable {
    package var position: Position
    package var id: EventID
    package var target: TargetSet

    package init(position: Position, id: EventID, target: TargetSet) {
        self.position = position
        self.id = id
        self.target = target
    }
}

/// A statement in force.
package struct StandingStatement: Sendable, Hashable {
    package var position: Position
    package var id: EventID
    package var statement: StatusDeclared

    package init(position: Position, id: EventID, statement: StatusDeclared) {
        self.position = position
        self.id = id
        self.statement = statement
    }
}

/// Cities and the places below them.
package struct PlaceTree: Sendable {
    package private(set) var names: [String: Name] = [:]
    private var parents: [String: String] = [:]
    private var childrenOf: [String: [String]] = [:]
    package private(set) var cities: [String] = []
    private var revisions: [String: PlaceDefined] = [:]

    package init() {}

    package mutating func define(_ place: PlaceDefined) {
        let code = place.place ?? place.city
        if names.updateValue(place.name, forKey: code) == nil {
            if place.place == nil { cities.append(code) }
        } else if let old = parents[code] {
            childrenOf[old]?.removeAll { $0 == code }
        }
        revisions[code] = place
        guard place.place != nil else { return }
        let parent = place.parent ?? place.city
        parents[code] = parent
        childrenOf[parent, default: []].append(code)
    }

    package func definition(_ code: String) -> PlaceDefined? { revisions[code] }

    package func contains(_ code: String) -> Bool { names[code] != nil }

    package func children(of code: String) -> [String] { childrenOf[code] ?? [] }

    package func parent(of code: String) -> String? { parents[code] }

    /// Whether a place is the other one or lies below it.
    package func isAt(_ code: String, orBelow top: String) -> Bool {
        line(from: code).contains(top)
    }

    /// A place and those that it lies in, up to its city.
    package func line(from code: String) -> some Sequence<String> {
        // A tree is no deeper than it has places; a longer walk would be a circle.
        sequence(first: code) { parents[$0] }.prefix(names.count + 1)
    }

    /// The city that a place lies in.
    package func city(of code: String) -> String? { revisions[code]?.city }
}
