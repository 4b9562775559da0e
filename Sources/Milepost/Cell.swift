/// The list within a series that a report goes to.
///
/// Raw values are stored in the projections.
package struct Lane: RawRepresentable, Sendable, Hashable, Comparable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    package static let increments = Lane(rawValue: 0)
    package static let level = Lane(rawValue: 1)
    package static let change = Lane(rawValue: 2)
    package static let remaining = Lane(rawValue: 3)
    package static let share = Lane(rawValue: 4)
    /// Totals from the measure's own baseline.
    package static let ownTotal = Lane(rawValue: 10)

    private static let firstDated: Int64 = 1_000_000
    /// Days before 1970 are negative; the calendar begins in year 1.
    private static let dayShift: Int64 = 1_000_000

    /// Totals from a baseline; nil is the measure's own.
    package static func total(_ baseline: Baseline?) -> Lane {
        switch baseline {
        case nil: ownTotal
        case .year: Lane(rawValue: 11)
        case .inception: Lane(rawValue: 12)
        case .unstated: Lane(rawValue: 13)
        case .date(let date): Lane(rawValue: firstDated + dayShift + Int64(date.day))
        }
    }

    /// The baseline that totals of this lane name; nil for every other lane and for the own one.
    package var namedBaseline: Baseline? {
        switch rawValue {
        case 11: .year
        case 12: .inception
        case 13: .unstated
        case Self.firstDated...:
            .date(CalendarDate(day: Int32(rawValue - Self.firstDated - Self.dayShift)))
        default: nil
        }
    }

    package static func of(_ mode: Mode, baseline: Baseline?) -> Lane {
        switch mode {
        case .increment: increments
        case .total: total(baseline)
        case .level: level
        case .change: change
        case .remaining: remaining
        case .share: share
        }
    }

    package static func < (left: Lane, right: Lane) -> Bool { left.rawValue < right.rawValue }
}

/// One day of one lane of a series, as it stood after the event at a position.
package struct Slot: Sendable, Hashable {
    package var series: Int64
    package var lane: Lane
    package var day: Int32

    package init(series: Int64, lane: Lane, day: Int32) {
        self.series = series
        self.lane = lane
        self.day = day
    }
}

/// What a slot holds: of increments the running sum of the day, of every other lane the report that
/// counts.
///
/// Amounts in ten-thousandths.
package struct Cell: Sendable, Hashable {
    package var amount: Int64 = 0
    package var ulp: Int64 = 0
    /// How many of the reports in force may be more, or less, than they say.
    package var more: Int32 = 0
    package var less: Int32 = 0
    /// Reports in force; 0 means that nothing stands here.
    package var count: Int32 = 0
    /// The report that brought this version; of the other lanes the one that counts.
    package var report: Position = -1
    /// Of increments: the largest of the day, and the earliest stated first day of a period.
    package var largest: Int64 = 0
    package var start: Int32?

    package init() {}

    package var quantity: Quantity {
        Quantity(
            value: Decimal(tenThousandths: amount),
            ulp: ulp,
            mayBeMore: more > 0,
            mayBeLess: less > 0
        )
    }

    mutating func add(_ quantity: Quantity, start periodStart: Int32?) throws(Overflow) {
        amount = try amount.checkedAdding(quantity.value.tenThousandths)
        ulp = try ulp.checkedAdding(quantity.ulp)
        if quantity.mayBeMore { more += 1 }
        if quantity.mayBeLess { less += 1 }
        largest =
            count == 0
            ? quantity.value.tenThousandths
            : max(largest, quantity.value.tenThousandths)
        count += 1
        if let periodStart { start = min(start ?? periodStart, periodStart) }
    }
}

extension Cell {
    /// A slot after one more report: an increment joins the day's sum, any other takes its place.
    ///
    /// Apart from the fold, because a replay of plain reports reads no whole event.
    package init(
        _ posting: Posting,
        after last: Cell?,
        in lane: Lane,
        at position: Position
    ) throws(FoldError) {
        self = lane == .increments ? last ?? Cell() : Cell()
        do { try add(posting.quantity, start: posting.periodStart) } catch {
            throw .overflow(at: position)
        }
        report = position
    }
}

/// A slot as it stood from the event at a position on.
package struct CellVersion: Sendable, Hashable {
    package var position: Position
    package var cell: Cell

    package init(position: Position, cell: Cell) {
        self.position = position
        self.cell = cell
    }
}

/// What one report adds to its slot.
package struct Posting: Sendable, Hashable {
    package var quantity: Quantity
    package var periodStart: Int32?

    package init(quantity: Quantity, periodStart: Int32?) {
        self.quantity = quantity
        self.periodStart = periodStart
    }

    package init(_ report: ProgressReported) {
        self.init(quantity: report.amount.quantity, periodStart: report.periodStart?.day)
    }
}

/// A correction or a withdrawal, in the tree of those that act on one report, target or statement.
package struct Amendment: Sendable, Hashable {
    package enum Kind: Int64, Sendable { case correction, withdrawal }

    /// The report, target or statement at the bottom of the tree.
    package var root: Position
    package var position: Position
    /// The event acted on: the root, or another amendment of it.
    package var target: Position
    package var kind: Kind

    package init(root: Position, position: Position, target: Position, kind: Kind) {
        self.root = root
        self.position = position
        self.target = target
        self.kind = kind
    }
}

/// Where a report stands after everything that was done to it.
package struct Standing: Sendable, Hashable {
    package var withdrawn: Bool
    /// The correction whose amount is in force; nil: the report's own.
    package var correction: Position?

    /// `amendments` are those of one root that are known.
    package init(root: Position, amendments: [Amendment]) {
        func isWithdrawn(_ position: Position) -> Bool {
            amendments.contains {
                $0.kind == .withdrawal && $0.target == position && !isWithdrawn($0.position)
            }
        }
        withdrawn = isWithdrawn(root)
        correction = amendments.filter { $0.kind == .correction && !isWithdrawn($0.position) }
            .map(\.position).max()
    }

    /// Whether an event of the tree is itself withdrawn.
    package static func isWithdrawn(_ position: Position, amendments: [Amendment]) -> Bool {
        Standing(root: position, amendments: amendments).withdrawn
    }
}
