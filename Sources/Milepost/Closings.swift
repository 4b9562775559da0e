/// Which places are closed through which day, as known at any position.
package struct Closings: Sendable {
    /// That a place takes no reports of a day.
    package struct Closing: Sendable, Hashable {
        /// Where it was closed: the place itself, or one that it lies in.
        package var place: String
        /// The last closed day.
        package var through: CalendarDate
        /// The event that closed it.
        package var event: Position
    }

    /// How a place's own closings stood after the event at a position.
    private struct Version {
        var position: Position
        var soft: Closing?
        var hard: Closing?
    }

    /// By place, oldest first.
    private var versions: [String: [Version]] = [:]

    package init() {}

    mutating func close(_ event: MonthClosed, at position: Position) {
        let place = event.place ?? event.city
        let closing = Closing(place: place, through: event.month.last, event: position)
        func later(_ old: Closing?) -> Closing {
            old.map { $0.through >= closing.through ? $0 : closing } ?? closing
        }
        var version = versions[place]?.last ?? Version(position: position)
        version.position = position
        version.soft = later(version.soft)
        if event.hard { version.hard = later(version.hard) }
        versions[place, default: []].append(version)
    }

    /// Moves the place and everything below it back to the end of the month before.
    mutating func reopen(_ event: MonthReopened, at position: Position, in places: PlaceTree) {
        let top = event.place ?? event.city
        let through = event.month.previous.last
        for (place, known) in versions where places.isAt(place, orBelow: top) {
            guard var version = known.last else { continue }
            version.position = position
            version.soft?.moveBack(to: through)
            version.hard?.moveBack(to: through)
            versions[place]?.append(version)
        }
    }

    /// What holds at a place: the latest of its own closing and of those of the places that it lies
    /// in, of equal ones the topmost; nil where nothing was closed.
    package func holding(
        at place: String,
        hard: Bool = false,
        in places: PlaceTree,
        knownAt: Position = .max
    ) -> Closing? {
        guard !versions.isEmpty else { return nil }
        return places.line(from: place).compactMap { place in
            let version = versions[place]?.last { $0.position <= knownAt }
            return hard ? version?.hard : version?.soft
        }.reversed().max { $0.through < $1.through }
    }
}

extension Closings.Closing {
    fileprivate mutating func moveBack(to day: CalendarDate) { through = min(through, day) }
}

extension Catalogue {
    /// What keeps a day from being reported at a place; nil where it is open.
    package func closing(
        of day: CalendarDate,
        at place: String,
        hard: Bool = false,
        knownAt: Position = .max
    ) -> Closings.Closing? {
        let holding = closings.holding(at: place, hard: hard, in: places, knownAt: knownAt)
        return holding.flatMap { day <= $0.through ? $0 : nil }
    }
}
