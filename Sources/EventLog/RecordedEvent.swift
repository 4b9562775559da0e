package import Milepost

/// An event with its envelope: who recorded it, when, under which id.
package struct RecordedEvent: Sendable, Hashable {
    package var id: EventID
    package var actor: String
    package var recordedAt: Moment
    package var prev: Position?
    package var clockReason: String?
    /// Of the form of the line.
    package var version: Int64
    package var event: Event

    package init(
        id: EventID,
        actor: String,
        recordedAt: Moment,
        prev: Position? = nil,
        clockReason: String? = nil,
        version: Int64? = nil,
        event: Event
    ) {
        self.id = id
        self.actor = actor
        self.recordedAt = recordedAt
        self.prev = prev
        self.clockReason = clockReason
        self.version = version ?? EventText.version(of: event)
        self.event = event
    }
}

extension Event {
    /// The chain that the line belongs to; nil for a type that has none.
    package var chain: String? {
        switch self {
        case .logOpened, .sourceRegistered, .monthClosed, .monthReopened, .keyChanged,
            .checkpointSigned, .snapshotIssued:
            nil
        case .placeDefined(let place): place.city
        case .projectDefined(let project): project.project.description
        case .measureDefined(let measure): measure.key.chain
        case .targetSet(let target): target.measure.chain
        case .progressReported(let report): report.measure.chain
        case .statusDeclared(let statement): statement.project.chain(statement.measure)
        case .reportCorrected(let correction): correction.subject.chain
        case .reportWithdrawn(let withdrawal): withdrawal.subject.chain
        }
    }
}

extension Event {
    /// Where keys, checkpoints and snapshots are found; no city has this code.
    package static let custody = "#"

    /// The city of an event that the catalogue is made of, empty for a source; nil of any other.
    package var definedCity: String? {
        switch self {
        case .placeDefined(let place): place.city
        case .projectDefined(let project): project.project.city
        case .measureDefined(let measure): measure.key.city
        case .targetSet(let target): target.measure.city
        case .statusDeclared(let statement): statement.project.city
        case .monthClosed(let closing): closing.city
        case .monthReopened(let reopening): reopening.city
        case .sourceRegistered: ""
        case .keyChanged, .checkpointSigned, .snapshotIssued: Self.custody
        case .logOpened, .progressReported, .reportCorrected, .reportWithdrawn: nil
        }
    }
}

extension MeasureKey {
    package var chain: String { projectKey.chain(measure) }
}

extension ProjectKey {
    /// A code holds no `/`, so the name of a chain is unambiguous.
    package func chain(_ measure: String?) -> String {
        measure.map { "\(self)/\($0)" } ?? description
    }
}

extension Subject {
    fileprivate var chain: String { project.chain(measure) }
}
