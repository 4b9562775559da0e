import EventLog
import Milepost

extension Difference {
    /// The difference in the form that `cli.md` names, with what else is known of it.
    package var json: OutputJSON {
        get throws {
            .object([
                ("from", from.json), ("to", to.json),
                ("added", .array(try changes(.added).map { try $0.json(catalogue) })),
                ("removed", .array(try changes(.removed).map { try $0.json(catalogue) })),
                ("revised", .array(try changes(.revised).map { try $0.json(catalogue) })),
                ("unchanged", .of(unchanged)),
                ("projects", .array(projects.map(\.json))),
                (
                    "statements",
                    .object([
                        (
                            "added",
                            .array(try statements.filter(\.isAdded).map { try $0.json(catalogue) })
                        ),
                        (
                            "removed",
                            .array(
                                try statements.filter { !$0.isAdded }.map { try $0.json(catalogue) }
                            )
                        ),
                    ])
                ),
            ])
        }
    }
}

extension Difference.Point {
    fileprivate var json: OutputJSON { .object([("asOf", .of(asOf)), ("knownAt", known.json)]) }
}

extension Difference.Change {
    fileprivate func json(_ catalogue: Catalogue) throws -> OutputJSON {
        try json(catalogue, old: old?.json, new: new?.json)
    }

    /// With what is told of the figure at either point.
    func json(_ catalogue: Catalogue, old: OutputJSON?, new: OutputJSON?) throws -> OutputJSON {
        .object([
            ("figure", row.map { .object($0.name) } ?? .null),
            ("old", old ?? .null), ("new", new ?? .null),
            ("changed", .array(Self.changedKeys(old, new).map { .string($0) })),
            ("difference", .of(difference)),
            ("events", .array(try events.map { try $0.json(catalogue) })),
            (
                "unlisted",
                .object([("events", .of(unlisted.events)), ("orMore", .of(unlisted.orMore))])
            ),
        ])
    }

    /// The keys of a figure whose values differ.
    private static func changedKeys(_ old: OutputJSON?, _ new: OutputJSON?) -> [String] {
        guard case .object(let before) = old, case .object(let after) = new else { return [] }
        let values = Dictionary(before.map { ($0.0, $0.1.text) }, uniquingKeysWith: { $1 })
        let kept = after.filter { values[$0.0] != $0.1.text }.map(\.0)
        return kept + before.map(\.0).filter { key in !after.contains { $0.0 == key } }
    }
}

extension StatusReport.Row {
    /// The keys that tell the figure from every other.
    fileprivate var name: [(String, OutputJSON)] {
        identity + (figure.mode.map { [("mode", .of($0))] } ?? [])
    }
}

extension Difference.ProjectChange {
    fileprivate var json: OutputJSON {
        .object([
            ("city", .of(project.city)), ("year", .of(project.year)),
            ("project", .of(project.project)), ("old", .of(old)), ("new", .of(new)),
        ])
    }
}

extension Difference.StatementChange {
    fileprivate func json(_ catalogue: Catalogue) throws -> OutputJSON {
        .object([("statement", standing.json), ("event", try event.json(catalogue))])
    }
}
