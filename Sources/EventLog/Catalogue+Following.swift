package import Milepost

extension Catalogue {
    /// Takes one more event, which the log holds already.
    ///
    /// After each event the catalogue is the one that would be loaded.
    package mutating func follow(
        _ event: Event,
        at position: Position,
        id: EventID,
        in log: some LogTransaction
    ) throws {
        switch event {
        case .reportCorrected, .reportWithdrawn:
            let (root, subject) = try FigureFold.root(of: position, in: log)
            guard let subject, subject.definedCity != nil else { return }
            try put(subject, at: root, standing: log.standing(of: root, knownAt: position), in: log)
        default: take(event, at: position, id: id)
        }
    }

    /// A target or statement as it stands after it was acted on.
    private mutating func put(
        _ event: Event,
        at root: Position,
        standing: Standing,
        in log: some LogTransaction
    ) throws {
        guard let id = try log.id(at: root) else { return }
        switch event {
        case .targetSet(var target):
            if let correction = standing.correction,
                case .reportCorrected(let corrected)? = try log.event(at: correction)
            {
                target.amount = corrected.amount
            }
            let standing =
                standing.withdrawn
                ? nil : StandingTarget(position: root, id: id, target: target)
            put(standing, at: root, of: target.measure)
        case .statusDeclared(let statement):
            let standing =
                standing.withdrawn
                ? nil : StandingStatement(position: root, id: id, statement: statement)
            put(standing, at: root)
        default: return
        }
    }
}
