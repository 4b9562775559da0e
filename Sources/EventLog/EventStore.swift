package import Milepost

/// A place where a log is kept, with its projections.
///
/// Every store passes the same suite of tests; nothing above this protocol knows which it has.
package protocol EventStore: Sendable {
    associatedtype View: LogView
    associatedtype Transaction: LogTransaction

    /// Reads one consistent state; what others append meanwhile is not seen.
    func read<Result>(_ body: (View) throws -> Result) throws -> Result

    /// Runs alone among writers. What the body appended is kept when it returns, durably, and
    /// nothing of it when it throws.
    func write<Result>(_ body: (inout Transaction) throws -> Result) throws -> Result
}

/// One consistent state of a log and its projections.
package protocol LogView: FigureReading, MerkleNodes {
    /// The number of events; the last position is one less.
    func size() throws -> Position

    /// The bytes of a line without its line feed; nil past the end.
    func line(at position: Position) throws -> [UInt8]?

    func leafHash(at position: Position) throws -> [UInt8]?

    func position(of id: EventID) throws -> Position?

    /// Positions of events whose id ends in these hexadecimal digits, hyphens left out; at most 9.
    func positions(ofIDsEndingIn tail: String) throws -> [Position]

    /// The last position of a chain; earlier ones are found by `prev`.
    func head(ofChain chain: String) throws -> Position?

    /// Positions of the events that define, target and declare in a city, or with an empty code of
    /// those that register sources; with nil of all, but keys and checkpoints. In order.
    func definitions(in city: String?, knownAt: Position) throws -> [Position]

    func amendments(of root: Position) throws -> [Amendment]

    /// The reports that were ever put in the slot, newest first.
    func reports(in slot: Slot) throws -> [Position]

    /// Calls the body with what was put in each day's slot of a lane after one position and known at
    /// another, newest day first and of a day newest first; where it returns false, the day's older
    /// versions are left out.
    func versions(
        in lane: Lane,
        of series: Int64,
        from first: Int32,
        through last: Int32,
        after position: Position,
        knownAt: Position,
        _ body: (Int32, CellVersion) throws -> Bool
    ) throws

    /// Calls the body with each line from a position on, in order, until it returns false.
    func lines(
        from first: Position,
        through last: Position,
        _ body: (Position, UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws
}

extension LogView {
    /// The event at a position with its envelope; nil past the end.
    package func recorded(at position: Position) throws -> RecordedEvent? {
        try line(at: position).map { line in
            do throws(UnreadableLine) {
                return try EventText.read(line)
            } catch { throw UnreadableEvent(position: position, reason: error) }
        }
    }

    package func event(at position: Position) throws -> Event? {
        try recorded(at: position)?.event
    }

    package func id(at position: Position) throws -> EventID? { try recorded(at: position)?.id }

    package func recording(at position: Position) throws -> Recording? {
        try recorded(at: position).map {
            Recording(id: $0.id, actor: $0.actor, recordedAt: $0.recordedAt)
        }
    }

    package func posting(at position: Position) throws -> Posting? {
        guard let line = try line(at: position) else { return nil }
        var scanner = PostingScanner()
        if line.withUnsafeBufferPointer({ scanner.scan($0) }) { return scanner.posting }
        guard case .progressReported(let report) = try event(at: position) else { return nil }
        return Posting(report)
    }

    /// The last position of a chain, as known at a position.
    package func end(ofChain chain: String, knownAt: Position) throws -> Position? {
        var next = try head(ofChain: chain)
        while let position = next, position > knownAt { next = try recorded(at: position)?.prev }
        return next
    }

    /// The positions of a chain, newest first, through a position.
    package func chain(
        _ chain: String,
        knownAt: Position,
        _ body: (Position, RecordedEvent) throws -> Bool
    ) throws {
        var next = try head(ofChain: chain)
        while let position = next, let recorded = try recorded(at: position) {
            if position <= knownAt, try !body(position, recorded) { return }
            next = recorded.prev
        }
    }
}

/// A line that is missing, or is not the one that its leaf hash was made of.
package struct AlteredLine: Error, Sendable, Hashable {
    package var position: Position
}

extension LogView {
    /// Calls the body with every line in order; throws at the first that was altered.
    package func soundLines(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        var next: Position = 0
        try lines(from: 0, through: .max) { position, line in
            guard position == next, try leafHash(at: position) == LeafHash.of(line) else {
                throw AlteredLine(position: next)
            }
            try body(line)
            next += 1
            return true
        }
    }
}

/// A stored line that this program can't read.
package struct UnreadableEvent: Error, Sendable, Hashable {
    package var position: Position
    package var reason: UnreadableLine

    package init(position: Position, reason: UnreadableLine) {
        self.position = position
        self.reason = reason
    }
}

/// What a transaction adds to a view: appending, and the projections that follow.
package protocol LogTransaction: LogView, FigureWriting {
    /// Puts a line at the end. Only `append` calls it.
    mutating func insert(
        _ line: [UInt8],
        id: EventID,
        leafHash: [UInt8],
        at position: Position
    ) throws

    mutating func setHead(ofChain chain: String, to position: Position) throws

    mutating func putDefinition(in city: String, at position: Position) throws

    /// Adds versions to a slot, in the order of their positions.
    mutating func put(_ versions: [CellVersion], in slot: Slot) throws

    /// Says how far the projections have followed the log.
    mutating func follow(to position: Position) throws
}

/// An event to append.
package struct NewEvent: Sendable, Hashable {
    package var id: EventID
    package var event: Event

    package init(id: EventID, event: Event) {
        self.id = id
        self.event = event
    }
}

/// Where an event stands after an append.
package struct Appended: Sendable, Hashable {
    package var position: Position
    package var id: EventID
    /// False: the same id with the same content was there already, at this position.
    package var added: Bool

    package init(position: Position, id: EventID, added: Bool) {
        self.position = position
        self.id = id
        self.added = added
    }
}

/// Why nothing was appended.
package enum AppendError: Error, Sendable, Hashable {
    /// The id was used for something else.
    case idReused(EventID, at: Position)
    /// The log's last time is more than five minutes ahead of the clock.
    case clockBehind(last: Moment, now: Moment)
    /// Somebody appended after the position that the caller had seen.
    case conflict(expected: Position, found: Position)
}

extension LogTransaction {
    /// Appends events in order: encodes, hashes, chains and folds them.
    ///
    /// With `expected` the log must have that size. With `clockReason` it may be ahead of the clock.
    package mutating func append(
        _ events: [NewEvent],
        actor: String,
        now: Moment,
        expecting expected: Position? = nil,
        clockReason: String? = nil
    ) throws -> [Appended] {
        var size = try size()
        if let expected, expected != size {
            throw AppendError.conflict(expected: expected, found: size)
        }
        var last = try size == 0 ? nil : recorded(at: size - 1)?.recordedAt
        var appended: [Appended] = []
        appended.reserveCapacity(events.count)
        for new in events {
            var recorded = RecordedEvent(
                id: new.id,
                actor: actor,
                recordedAt: max(now, last ?? now),
                clockReason: nil,
                event: new.event
            )
            if let position = try position(of: new.id) {
                try checkSame(recorded, at: position)
                appended.append(Appended(position: position, id: new.id, added: false))
                continue
            }
            if let last, last.milliseconds > now.milliseconds + 300_000 {
                guard let clockReason else { throw AppendError.clockBehind(last: last, now: now) }
                recorded.clockReason = clockReason
            }
            let line = try chained(&recorded, at: size)
            try insert(line, id: new.id, leafHash: LeafHash.of(line), at: size)
            try project(recorded.event, chain: recorded.event.chain, at: size)
            appended.append(Appended(position: size, id: new.id, added: true))
            last = recorded.recordedAt
            size += 1
        }
        try follow(to: size - 1)
        return appended
    }

    /// Puts an event into its chain, and gives its line.
    ///
    /// What is chained and folded must be what the line says, which is in NFC: where a text may
    /// compose, the event is read again from its line.
    private func chained(
        _ recorded: inout RecordedEvent,
        at position: Position
    ) throws -> [UInt8] {
        recorded.prev = try recorded.event.chain.flatMap { try head(ofChain: $0) }
        let (line, mayBeComposed) = EventText.written(recorded)
        guard mayBeComposed else { return line }
        do throws(UnreadableLine) {
            recorded.event = try EventText.read(line).event
        } catch { throw UnreadableEvent(position: position, reason: error) }
        recorded.prev = try recorded.event.chain.flatMap { try head(ofChain: $0) }
        return EventText.line(recorded)
    }

    /// Appends a line as it is, with its own time and chain; for imports.
    package mutating func append(
        line: [UInt8],
        _ recorded: RecordedEvent,
        at position: Position
    ) throws {
        try insert(line, id: recorded.id, leafHash: LeafHash.of(line), at: position)
        try project(recorded.event, chain: recorded.event.chain, at: position)
    }

    /// Everything that follows from one event, in every projection.
    package mutating func project(_ event: Event, chain: String?, at position: Position) throws {
        if let chain { try setHead(ofChain: chain, to: position) }
        if let city = event.definedCity { try putDefinition(in: city, at: position) }
        try FigureFold.apply(event, at: position, to: &self)
    }

    private func checkSame(_ new: RecordedEvent, at position: Position) throws {
        guard let old = try recorded(at: position) else { return }
        guard EventText.content(old) == EventText.content(new) else {
            throw AppendError.idReused(new.id, at: position)
        }
    }
}

extension Catalogue {
    /// The catalogue as known at a position.
    ///
    /// Of the names given the first that is a city's code leaves the other cities out: a log may
    /// hold hundreds.
    package init(
        _ view: some LogView,
        knownAt: Position,
        mentioning names: [String] = []
    ) throws {
        self.init()
        if let first = try view.recorded(at: 0), case .logOpened = first.event {
            take(first.event, at: 0, id: first.id)
        }
        var positions: [Position] = []
        for name in names where positions.isEmpty && !name.isEmpty {
            positions = try view.definitions(in: name, knownAt: knownAt)
        }
        positions =
            positions.isEmpty
            ? try view.definitions(in: nil, knownAt: knownAt)
            : (positions + (try view.definitions(in: "", knownAt: knownAt))).sorted()
        for position in positions {
            guard let recorded = try view.recorded(at: position) else { continue }
            var event = recorded.event
            switch event {
            case .targetSet(var target):
                let standing = try view.standing(of: position, knownAt: knownAt)
                if standing.withdrawn { continue }
                if let correction = standing.correction,
                    case .reportCorrected(let corrected) = try view.event(at: correction)
                {
                    target.amount = corrected.amount
                    event = .targetSet(target)
                }
            case .statusDeclared:
                if try view.standing(of: position, knownAt: knownAt).withdrawn { continue }
            default: break
            }
            take(event, at: position, id: recorded.id)
        }
    }
}

extension LogView {
    /// Where a report, target or statement stands, as known at a position.
    package func standing(of root: Position, knownAt: Position) throws -> Standing {
        Standing(
            root: root,
            amendments: try amendments(of: root).filter { $0.position <= knownAt }
        )
    }
}
