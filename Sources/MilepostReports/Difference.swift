package import Milepost

/// What differs between two points, each a day asked about and what of the log was known.
package struct Difference: Sendable {
    package let from: Point
    package let to: Point
    /// The figures that differ, in the order of the plan.
    package let changes: [Change]
    /// How many figures with a value are the same at both points.
    package let unchanged: Int
    /// The projects that stand otherwise; none where only a measure was asked about.
    package let projects: [ProjectChange]
    package let statements: [StatementChange]
    /// As known at the later of the two points.
    package let catalogue: Catalogue

    /// One of the two points.
    package struct Point: Sendable {
        package var asOf: CalendarDate
        package var known: StatusReport.Known
    }

    /// A figure at both points, and the events that one of them sees and the other does not.
    package struct Change: Sendable {
        package var old: StatusReport.Row?
        package var new: StatusReport.Row?
        package var events: [HistoryEntry] = []
        package var unlisted = Unlisted()

        /// What kind of change it is: a figure is there as soon as something was reported.
        package enum Kind: String, Sendable { case added, removed, revised }

        package var kind: Kind {
            switch (old?.figure.value, new?.figure.value) {
            case (nil, .some): .added
            case (.some, nil): .removed
            case (.some, .some), (nil, nil): .revised
            }
        }

        /// The row that tells what the figure is called.
        package var row: StatusReport.Row? { new ?? old }

        /// New less old, where both are amounts of one unit.
        package var difference: Decimal? {
            guard let old, let new, old.unit == new.unit, new.figure.mode != .change,
                new.measure.kind != .rank, let before = old.figure.value?.quantity.value,
                let after = new.figure.value?.quantity.value
            else { return nil }
            return after.subtracting(before)
        }
    }

    /// Events that are not among those listed.
    package struct Unlisted: Sendable, Hashable {
        package var events = 0
        /// Counting stopped there.
        package var orMore = false
    }

    package struct ProjectChange: Sendable {
        package var project: ProjectKey
        package var old: ProjectStatus
        package var new: ProjectStatus
    }

    /// A statement that stands at one point only.
    package struct StatementChange: Sendable {
        package var standing: StandingStatement
        package var isAdded: Bool
        /// What made the difference: the statement itself, or what was done to it.
        package var event: HistoryEntry
    }

    package func changes(_ kind: Change.Kind) -> [Change] { changes.filter { $0.kind == kind } }
}

/// What a difference is asked for.
package struct DifferenceQuery: Sendable {
    package var from: Point
    package var to: Point
    package var project: ProjectKey?
    /// Narrower than its project.
    package var measure: String?
    /// Nil: each project's city.
    package var place: String?
    /// Also the figures of every place below.
    package var byPlace: Bool
    /// Every event, not the newest 20 of a figure.
    package var all: Bool

    /// A day, and the last position known.
    package struct Point: Sendable, Hashable {
        package var asOf: CalendarDate
        package var knownAt: Position

        package init(asOf: CalendarDate, knownAt: Position) {
            self.asOf = asOf
            self.knownAt = knownAt
        }
    }

    package init(
        from: Point,
        to: Point,
        project: ProjectKey? = nil,
        measure: String? = nil,
        place: String? = nil,
        byPlace: Bool = false,
        all: Bool = false
    ) {
        self.from = from
        self.to = to
        self.project = project
        self.measure = measure
        self.place = place
        self.byPlace = byPlace
        self.all = all
    }
}
