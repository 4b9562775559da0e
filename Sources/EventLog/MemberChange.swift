package import Milepost

/// What one member of a line said before a revision, and what since; nil where it is left out.
package struct MemberChange: Sendable, Hashable {
    package var key: String
    package var old: JSON?
    package var new: JSON?
}

extension EventText {
    /// The members in which two versions of a definition differ, in the order of a line.
    package static func changes(from old: Event, to new: Event) -> [MemberChange] {
        let (old, new) = (spelledOut(old), spelledOut(new))
        return Set(old.keys).union(new.keys).sorted { $0.precedesInUTF16($1) }
            .filter { old[$0] != new[$0] }
            .map { MemberChange(key: $0, old: old[$0], new: new[$0]) }
    }

    /// The members of a definition, with what holds where one is left out.
    private static func spelledOut(_ event: Event) -> [String: JSON] {
        let stated = Dictionary(
            members(of: event).compactMap { key, value in value.map { (key, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        switch event {
        case .measureDefined(let measure):
            return stated.merging([
                "baseline": .string(measure.baseline.text),
                "better": .string(measure.lowerIsBetter ? "down" : "up"),
                "stages": .array(measure.stages.map { .string($0.rawValue) }),
            ]) { first, _ in first }
        case .placeDefined(let place) where place.place != nil:
            return stated.merging(["parent": .string(place.city)]) { first, _ in first }
        default: return stated
        }
    }
}
