import EventLog
package import Milepost

extension HistoryEntry {
    /// Position, id, type, actor, times, then every other key of the line as it is stored, and
    /// where it applies what it acts on, that it came late or after close, and what it revised.
    package func json(_ catalogue: Catalogue) throws -> OutputJSON {
        var members = try members
        if let late = catalogue.lateness(of: recorded) {
            members.append(
                ("late", .object([("received", .of(late.received)), ("due", .of(late.due))]))
            )
        }
        if let closing = catalogue.closing(before: self) {
            members.append(("afterClose", .of(closing.through)))
        }
        if let changes = catalogue.changes(by: self) {
            members.append(("revised", .array(changes.map(Self.json))))
        }
        return .object(members)
    }

    private var members: [(String, OutputJSON)] {
        get throws {
            var members: [(String, OutputJSON)] = [
                ("position", .of(position)),
                ("id", .of(recorded.id)),
                ("type", .of(EventText.name(of: recorded.event))),
                ("actor", .of(recorded.actor)),
                ("recordedAt", .of(recorded.recordedAt)),
                ("asOf", .of(asOf)),
            ]
            members += try stored.filter { stored in !members.contains { $0.0 == stored.key } }
                .map { ($0.key, $0.value) }
            if let root {
                members.append(
                    (
                        "actsOn",
                        .object([
                            ("event", .of(root.recorded.id)), ("position", .of(root.position)),
                            ("before", Self.json(root.before)), ("after", Self.json(root.after)),
                        ])
                    )
                )
            }
            return members
        }
    }

    private static func json(_ change: MemberChange) -> OutputJSON {
        .object([
            ("key", .string(change.key)), ("old", change.old.map(OutputJSON.init) ?? .null),
            ("new", change.new.map(OutputJSON.init) ?? .null),
        ])
    }

    private static func json(_ standing: InForce) -> OutputJSON {
        .object([
            ("withdrawn", .of(standing.withdrawn)), ("value", .of(standing.amount?.value)),
            ("asWritten", .of(standing.amount?.asWritten)),
        ])
    }

    /// The keys of the line, in its order.
    var stored: [(key: String, value: OutputJSON)] {
        get throws {
            guard case .object(let members) = try JSON(canonical: EventText.line(recorded)) else {
                return []
            }
            return members.map { ($0.key, OutputJSON($0.value)) }
        }
    }
}

extension OutputJSON {
    /// Stored JSON as it is.
    init(_ json: JSON) {
        switch json {
        case .string(let text): self = .string(text)
        case .integer(let number): self = .integer(number)
        case .bool(let flag): self = .bool(flag)
        case .array(let elements): self = .array(elements.map(OutputJSON.init))
        case .object(let members): self = .object(members.map { ($0.key, OutputJSON($0.value)) })
        }
    }
}
