import EventLog
import Milepost

extension Snapshot {
    /// Reads a sealed text, and nothing that would be written otherwise.
    package init(sealed: String) throws(UnreadableSnapshot) {
        let json: JSON
        do { json = try JSON(canonical: Array(sealed.utf8)) } catch { throw .notCanonical(error) }
        var members = try SealedMembers(json, path: "")
        let form = try members.required("form", \.number)
        guard form <= Self.form else { throw .newerForm(form) }
        let city = try members.required("city", \.text)
        let quarter = try members.required("quarter") { $0.text.flatMap { Quarter($0) } }
        let place = try members.optional("place", \.text) ?? city
        self.init(
            rules: try members.required("rules", \.number),
            origin: try members.required("origin", \.text),
            city: city,
            place: place,
            places: try members.required("places", \.namesByKey),
            quarter: quarter,
            size: try members.required("size", \.number),
            root: try members.required("root", \.hash),
            knownSince: try members.optional("knownSince", \.moment),
            isProvisional: try members.flag("provisional"),
            issuedBy: try members.optional("issuedBy", \.text),
            approvedBy: try members.optional("approvedBy", \.text),
            issuedAt: try members.optional("issuedAt", \.moment),
            closedThrough: try members.optional("closedThrough", \.month),
            projects: try members.list("projects") { (project) throws(UnreadableSnapshot) in
                try Project(&project, city: city, place: place, year: quarter.year)
            },
            gaps: try members.object("gaps", Gaps.init)
                ?? Gaps(expected: 0, arrived: 0, missing: []),
            chains: try members.optional("chains", \.positionsByKey) ?? [:]
        )
        // What follows from the rest is told for readers without this program.
        for key in ["asOf", "derived", "declared"] { _ = try members.optional(key) { $0 } }
        try members.finish()
        // A default written, a count that is wrong: whatever this program would not have written.
        guard self.sealed == sealed else { throw .member("") }
    }
}

extension Snapshot.Project {
    fileprivate init(
        _ members: inout SealedMembers,
        city: String,
        place: String,
        year: Int
    ) throws(UnreadableSnapshot) {
        let code = try members.required("project", \.text)
        let key = ProjectKey(city: city, year: year, project: code)
        let statements = try members.list("statements", Snapshot.Statement.init)
        let declared = try members.optional("declared", \.id)
        self.init(
            code: code,
            name: try members.required("name", \.name),
            theme: try members.optional("theme", \.text),
            lead: try members.optional("lead", \.name),
            derived: try members.required("status") {
                $0.text.flatMap(ProjectStatus.init(rawValue:))
            },
            light: try members.word("light"),
            declared: statements.first { $0.event == declared },
            figures: try members.list("figures") { (figure) throws(UnreadableSnapshot) in
                try Snapshot.Figure(&figure, of: key, at: place)
            },
            statements: statements
        )
    }
}

extension Snapshot.Statement {
    fileprivate init(_ members: inout SealedMembers) throws(UnreadableSnapshot) {
        self.init(
            event: try members.required("event", \.id),
            measure: try members.optional("measure", \.text),
            place: try members.required("place", \.text),
            status: try members.required("status") { $0.text.flatMap(Status.init(rawValue:)) },
            asOf: try members.required("asOf", \.date),
            expect: try members.optional("expect", \.date),
            note: try members.optional("note", \.text)
        )
    }
}

extension Snapshot.Gaps {
    fileprivate init(_ members: inout SealedMembers) throws(UnreadableSnapshot) {
        self.init(
            expected: try members.required("expected", \.count),
            arrived: try members.required("arrived", \.count),
            missing: try members.list("missing") { (missing) throws(UnreadableSnapshot) in
                Missing(
                    project: try missing.required("project", \.text),
                    measure: try missing.required("measure", \.text),
                    place: try missing.required("place", \.text),
                    from: try missing.required("from", \.date),
                    to: try missing.required("to", \.date)
                )
            }
        )
    }
}

extension Snapshot.Figure {
    fileprivate init(
        _ members: inout SealedMembers,
        of project: ProjectKey,
        at place: String
    ) throws(UnreadableSnapshot) {
        let key = MeasureKey(
            city: project.city,
            year: project.year,
            project: project.project,
            measure: try members.required("measure", \.text)
        )
        var measure = MeasureDefined(
            key: key,
            name: try members.required("name", \.name),
            unit: try members.required("unit", \.text),
            kind: try members.required("kind") { $0.text.flatMap(Kind.init(rawValue:)) }
        )
        measure.lowerIsBetter = try members.optional("better", \.text) == "down"
        measure.relations.rankOf = try members.optional("among", \.text).map {
            Relations.RankOf(measure: "", among: $0)
        }
        var figure = Figure(
            measure: key,
            place: place,
            facets: try members.optional("facets", \.facets) ?? .none,
            stage: try members.word("stage") ?? .done,
            nowAt: try members.flag("nowAt"),
            mode: try members.word("mode"),
            baseline: try members.optional("baseline") { $0.text.flatMap(Baseline.init) }
        )
        figure.unreconciled = try members.quantity("unreconciled")
        figure.opening = try members.quantity("opening")
        figure.afterYear = try members.flag("afterYear")
        figure.children = try members.object("children") { (children) throws(UnreadableSnapshot) in
            Figure.Children(
                reported: try children.required("reported", \.count),
                expected: try children.required("expected", \.count)
            )
        }
        figure.warnings =
            try members.optional("warnings") { $0.words(Figure.Warning.self) } ?? []
        let target = try members.object("target", SealedTarget.init)
        figure.target = target?.inUse
        let report = try Self.report(&members, in: &figure)
        self.init(
            row: StatusReport.Row(
                figure: figure,
                measure: measure,
                report: report,
                target: target?.stated
            ),
            sinceQuarter: try members.quantity("sinceQuarter"),
            sinceYear: try members.quantity("sinceYear"),
            months: try members.optional("months", \.monthValues) ?? []
        )
    }

    /// The value, and the one report that it is taken from whole.
    private static func report(
        _ members: inout SealedMembers,
        in figure: inout Figure
    ) throws(UnreadableSnapshot) -> StatusReport.SingleReport? {
        guard let (quantity, bound) = try members.boundedQuantity() else { return nil }
        figure.value = Figure.Value(
            quantity: quantity,
            asOf: try members.required("asOf", \.date),
            events: try members.required("events", \.count),
            report: nil,
            newest: 0,
            derived: try members.flag("derived")
        )
        guard let id = try members.optional("event", \.id) else { return nil }
        return StatusReport.SingleReport(
            id: id,
            amount: StatedAmount(
                value: quantity.value,
                bound: bound,
                written: try members.optional("written", \.text)
            ),
            unit: try members.optional("statedUnit", \.text),
            was: try members.optional("was", \.decimal),
            due: try members.optional("due", \.date),
            assumed: try members.optional("basis") { $0.text == "assumed" ? true : nil } ?? false
        )
    }
}

/// A target with its amount as its event states it.
private struct SealedTarget {
    var inUse: TargetInUse
    var stated: StatedAmount?

    init(_ members: inout SealedMembers) throws(UnreadableSnapshot) {
        let bound: Bound? = try members.word("bound")
        let statedBound: Bound = try members.word("stated") ?? .exact
        guard let bound, let read = try members.quantity() else {
            throw .member("\(members.path).value")
        }
        let event = try members.optional("event", \.id)
        let written = try members.optional("written", \.text)
        var amount = read
        (amount.mayBeMore, amount.mayBeLess) = (statedBound.mayBeMore, statedBound.mayBeLess)
        inUse = TargetInUse(
            amount: amount,
            bound: bound,
            due: try members.required("due", \.date),
            derived: try members.flag("derived"),
            event: event,
            decides: try members.flag("decides")
        )
        inUse.share = try members.optional("share", \.hundredths)
        inUse.remaining = try members.quantity("remaining")
        inUse.pace = try members.word("pace")
        inUse.light = try members.word("light")
        stated = event.map { _ in
            StatedAmount(value: read.value, bound: statedBound, written: written)
        }
    }
}

extension JSON {
    fileprivate var namesByKey: [String: Name]? {
        guard case .object(let members) = self else { return nil }
        var names: [String: Name] = [:]
        for member in members {
            guard let name = member.value.name else { return nil }
            names[member.key] = name
        }
        return names
    }

    fileprivate var positionsByKey: [String: Position]? {
        guard case .object(let members) = self else { return nil }
        var positions: [String: Position] = [:]
        for member in members {
            guard let position = member.value.number else { return nil }
            positions[member.key] = position
        }
        return positions
    }

    fileprivate var monthValues: [Snapshot.MonthValue]? {
        guard case .object(let members) = self else { return nil }
        var values: [Snapshot.MonthValue] = []
        for member in members {
            guard let month = Month(iso: member.key), let value = member.value.decimal else {
                return nil
            }
            values.append(Snapshot.MonthValue(month: month, value: value))
        }
        return values
    }

    fileprivate func words<Word: RawRepresentable<String>>(_ type: Word.Type) -> [Word]? {
        guard case .array(let elements) = self else { return nil }
        let words = elements.compactMap { $0.text.flatMap(Word.init(rawValue:)) }
        return words.count == elements.count ? words : nil
    }
}
