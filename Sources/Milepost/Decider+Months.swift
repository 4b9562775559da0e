// Closing is a date per place: running totals reach back, so a month is closed with all before it.
extension Decider {
    /// Closes a place and everything below it through a month.
    package func close(_ draft: MonthClosed) throws -> Decision {
        var closing = draft
        closing.place = try checkedPlace(draft.place, in: draft.city)
        try checkText(draft.note, field: "note")
        guard draft.month.last <= today else { throw Refusal.monthNotOver(draft.month) }
        let place = closing.place ?? closing.city
        if !isRetry,
            let known = catalogue.closing(of: draft.month.last, at: place, hard: draft.hard)
        {
            return Decision(unchanged: try store.id(at: known.event))
        }
        return Decision(events: [.monthClosed(closing)])
    }

    /// Opens a place and everything below it again from a month on.
    package func reopen(_ draft: MonthReopened) throws -> Decision {
        var reopening = draft
        reopening.place = try checkedPlace(draft.place, in: draft.city)
        try checkText(draft.reason, field: "reason")
        if isRetry { return Decision(events: [.monthReopened(reopening)]) }
        let place = reopening.place ?? reopening.city
        let day = draft.month.last
        guard below(place).contains(where: { catalogue.closing(of: day, at: $0) != nil }) else {
            throw Refusal.monthNotClosed(
                draft.month,
                at: Refusal.Place(place, in: catalogue),
                through: catalogue.closings.holding(at: place, in: catalogue.places)?.through
            )
        }
        if let parent = catalogue.places.parent(of: place),
            let above = catalogue.closing(of: day, at: parent)
        {
            throw Refusal.heldAbove(
                draft.month,
                at: Refusal.Place(place, in: catalogue),
                by: try closed(by: above)
            )
        }
        return Decision(events: [.monthReopened(reopening)])
    }

    /// The months after it that a reopening opens too, where they are closed now.
    package func alsoReopened(by reopening: MonthReopened) -> [Month] {
        let place = reopening.place ?? reopening.city
        let through = below(place).compactMap {
            catalogue.closings.holding(at: $0, in: catalogue.places)?.through
        }.max()
        var months: [Month] = []
        var month = reopening.month.next
        while let through, month.last <= through {
            months.append(month)
            month = month.next
        }
        return months
    }

    /// A place and every place below it.
    private func below(_ place: String) -> some Sequence<String> {
        catalogue.places.names.keys.filter { catalogue.places.isAt($0, orBelow: place) }
    }

    /// Refuses what would be true for a closed day.
    func checkOpen(_ day: CalendarDate, at place: String, replacing old: EventID? = nil) throws {
        guard !isRetry, let closing = catalogue.closing(of: day, at: place) else { return }
        // With its day kept, what replaces a report corrects it, which only a hard closing refuses.
        if let position = try old.flatMap(store.position),
            try store.event(at: position)?.dated?.day == day
        {
            return try checkNotHard(day, at: place)
        }
        throw Refusal.monthClosed(day, try closed(by: closing), amending: false)
    }

    /// Refuses to correct or withdraw what is true for a day that is closed hard.
    func checkNotHard(_ day: CalendarDate, at place: String) throws {
        guard !isRetry, let closing = catalogue.closing(of: day, at: place, hard: true) else {
            return
        }
        throw Refusal.monthClosed(day, try closed(by: closing), amending: true)
    }

    /// That definitions are revised under closed months.
    ///
    /// No refusal: what was known before does not change with them.
    func revisionWarnings(_ names: [String], in city: String) throws -> [EntryWarning] {
        let closings = below(city).flatMap { place in
            [true, false].compactMap { hard in
                catalogue.closings.holding(at: place, hard: hard, in: catalogue.places)
                    .map { (closing: $0, hard: hard) }
            }
        }
        // The one that reaches furthest, of equal ones the hard one and the first.
        let last = closings.max {
            ($0.closing.through, $0.hard ? 1 : 0, -$0.closing.event)
                < ($1.closing.through, $1.hard ? 1 : 0, -$1.closing.event)
        }
        return try last.map {
            [.revisesClosed(names, try closed(by: $0.closing), hard: $0.hard)]
        } ?? []
    }

    private func closed(by closing: Closings.Closing) throws -> Refusal.Closed {
        Refusal.Closed(closing, try store.recording(at: closing.event), in: catalogue)
    }

    private func checkedPlace(_ place: String?, in city: String) throws(Refusal) -> String? {
        guard catalogue.places.definition(city)?.place == nil, catalogue.places.contains(city)
        else { throw .unknownPlace(city, known: catalogue.places.cities) }
        try checkPlace(place, in: city)
        return place == city ? nil : place
    }
}

extension Event {
    /// The place and the day that a report, a statement or a target speaks of.
    package var dated: (place: String, day: CalendarDate)? {
        switch self {
        case .progressReported(let report): (report.series.place, report.asOf)
        case .statusDeclared(let statement):
            (statement.place ?? statement.project.city, statement.asOf)
        case .targetSet(let target):
            target.from.map { (target.place ?? target.measure.city, $0) }
        case .logOpened, .placeDefined, .projectDefined, .measureDefined, .sourceRegistered,
            .reportCorrected, .reportWithdrawn, .monthClosed, .monthReopened, .keyChanged,
            .checkpointSigned, .snapshotIssued:
            nil
        }
    }
}
