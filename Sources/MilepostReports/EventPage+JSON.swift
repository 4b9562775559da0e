import EventLog
import Milepost

extension EventPage {
    /// The event's history object, then the line, its hash and what belongs to it.
    package var json: OutputJSON {
        get throws {
            guard case .object(var members) = try entry.json(catalogue) else { return .null }
            members += [
                ("summary", .of(entry.summary(.en, catalogue))),
                ("line", .of(String(decoding: line, as: UTF8.self))),
                ("leafHash", .of(leafHash.hex)),
                ("amendedBy", .array(try amendments.map(json))),
                (
                    "changed",
                    change.map { change in
                        .object([
                            ("asOf", .of(change.asOf)),
                            ("before", change.before?.json ?? .null),
                            ("after", change.after?.json ?? .null),
                        ])
                    } ?? .null
                ),
            ]
            return .object(members)
        }
    }

    private func json(_ amended: Amended) throws -> OutputJSON {
        guard case .object(var members) = try amended.entry.json(catalogue) else { return .null }
        members.append(("withdrawn", .of(amended.isWithdrawn)))
        return .object(members)
    }
}
