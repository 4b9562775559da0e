package import EventLog
import Milepost

/// The sealed text of a snapshot: the one room that knows the names in it.
///
/// These spellings are a storage format, as those of the events are: a later form gets another
/// number, and every earlier one is still read.
extension Snapshot {
    static let form: Int64 = 1

    /// The sealed text.
    package var sealed: String { String(decoding: json.bytes, as: UTF8.self) }

    /// Canonical JSON; what is absent, empty or the default is left out.
    package var json: JSON {
        .sorted([
            ("form", .integer(Self.form)), ("rules", .integer(rules)),
            ("origin", .string(origin)), ("city", .string(city)),
            ("place", place == city ? nil : .string(place)),
            ("places", .sorted(places.map { ($0.key, $0.value.json) })),
            ("quarter", .string(quarter.description)), ("asOf", .string(asOf.description)),
            ("size", .integer(size)), ("root", .string(root.hex)),
            ("knownSince", knownSince.text), ("provisional", isProvisional.flag),
            ("issuedBy", issuedBy.text), ("approvedBy", approvedBy.text),
            ("issuedAt", issuedAt.text), ("closedThrough", closedThrough.text),
            ("derived", Self.json(derivedCounts)), ("declared", Self.json(declaredCounts)),
            ("projects", projects.map(\.json).unlessEmpty), ("gaps", gaps.json),
            (
                "chains",
                chains.isEmpty ? nil : .sorted(chains.map { ($0.key, .integer($0.value)) })
            ),
        ])
    }

    private static func json<Word: RawRepresentable<String>>(
        _ counts: [(status: Word, count: Int)]
    ) -> JSON? {
        counts.isEmpty
            ? nil : .sorted(counts.map { ($0.status.rawValue, .integer(Int64($0.count))) })
    }
}

extension Snapshot.Project {
    fileprivate var json: JSON {
        .sorted([
            ("project", .string(code)), ("name", name.json), ("theme", theme.text),
            ("lead", lead?.json), ("status", .string(derived.rawValue)),
            ("light", light.text), ("declared", (declared?.event).text),
            ("figures", figures.map(\.json).unlessEmpty),
            ("statements", statements.map(\.json).unlessEmpty),
        ])
    }
}

extension Snapshot.Statement {
    fileprivate var json: JSON {
        .sorted([
            ("event", .string(event.description)), ("measure", measure.text),
            ("place", .string(place)), ("status", .string(status.rawValue)),
            ("asOf", .string(asOf.description)), ("expect", expect.text), ("note", note.text),
        ])
    }
}

extension Snapshot.Figure {
    var json: JSON {
        let (figure, measure, report) = (row.figure, row.measure, row.report)
        var members: [(String, JSON?)] = [
            ("measure", .string(figure.measure.measure)), ("name", measure.name.json),
            ("unit", .string(measure.unit)), ("kind", .string(measure.kind.rawValue)),
            ("better", measure.lowerIsBetter ? .string("down") : nil),
            ("among", (measure.relations.rankOf?.among).text),
            ("facets", figure.facets.json),
            ("stage", figure.stage == .done ? nil : .string(figure.stage.rawValue)),
            ("nowAt", figure.nowAt.flag), ("mode", figure.mode.text),
            ("baseline", (figure.baseline?.text).text),
            ("unreconciled", figure.unreconciled?.json), ("opening", figure.opening?.json),
            ("afterYear", figure.afterYear.flag),
            (
                "children",
                figure.children.map {
                    .sorted([
                        ("reported", .integer(Int64($0.reported))),
                        ("expected", .integer(Int64($0.expected))),
                    ])
                }
            ),
            ("target", figure.target.map { $0.json(stated: row.target) }),
            ("warnings", figure.warnings.map { .string($0.rawValue) }.unlessEmpty),
            ("sinceQuarter", sinceQuarter?.json), ("sinceYear", sinceYear?.json),
            (
                "months",
                months.isEmpty
                    ? nil : .sorted(months.map { ($0.month.description, $0.value.json) })
            ),
        ]
        if let value = figure.value {
            members += value.quantity.members
            members += [
                ("asOf", .string(value.asOf.description)),
                ("events", .integer(Int64(value.events))), ("derived", value.derived.flag),
            ]
        }
        if let report {
            members.removeAll { $0.0 == "bound" }
            members += [
                ("event", .string(report.id.description)),
                ("bound", report.amount.bound == .exact ? nil : report.amount.bound.text),
                ("written", report.amount.written.text), ("statedUnit", report.unit.text),
                ("was", report.was?.json), ("due", report.due.text),
                ("basis", report.assumed ? .string("assumed") : nil),
            ]
        }
        return .sorted(members)
    }
}

extension TargetInUse {
    fileprivate func json(stated: StatedAmount?) -> JSON {
        .sorted(
            amount.members.filter { $0.0 != "bound" } + [
                ("bound", bound.text), ("due", due.text), ("derived", derived.flag),
                ("stated", (stated?.bound ?? amount.bound).unlessExact),
                ("written", (stated?.written).text), ("event", event.text),
                ("share", share.map { .string(AmountFormat.share($0)) }),
                ("remaining", remaining?.json), ("pace", pace.text), ("light", light.text),
                ("decides", decides.flag),
            ]
        )
    }
}

extension Snapshot.Gaps {
    fileprivate var json: JSON {
        .sorted([
            ("expected", .integer(Int64(expected))), ("arrived", .integer(Int64(arrived))),
            (
                "missing",
                missing.map {
                    .sorted([
                        ("project", .string($0.project)), ("measure", .string($0.measure)),
                        ("place", .string($0.place)), ("from", $0.from.text), ("to", $0.to.text),
                    ])
                }.unlessEmpty
            ),
        ])
    }
}

extension Quantity {
    fileprivate var members: [(String, JSON?)] {
        [
            ("value", value.json), ("bound", bound.unlessExact),
            ("precision", ulp == 0 ? nil : .string(AmountFormat.precision(self))),
        ]
    }

    fileprivate var json: JSON { .sorted(members) }
}

extension Decimal {
    fileprivate var json: JSON { .string(description) }
}

extension Name {
    fileprivate var json: JSON { .sorted([("zh", zh.text), ("en", en.text)]) }
}

extension Facets {
    fileprivate var json: JSON? {
        isEmpty ? nil : .sorted(pairs.map { ($0.name, .string($0.value)) })
    }
}

extension Bool {
    fileprivate var flag: JSON? { self ? .bool(true) : nil }
}

extension Bound {
    fileprivate var text: JSON? { .string(rawValue) }
    fileprivate var unlessExact: JSON? { self == .exact ? nil : text }
}

extension CalendarDate {
    fileprivate var text: JSON? { .string(description) }
}

extension Optional where Wrapped == String {
    fileprivate var text: JSON? { map { .string($0) } }
}

extension Optional where Wrapped: RawRepresentable<String> {
    fileprivate var text: JSON? { map { .string($0.rawValue) } }
}

extension Optional<CalendarDate> {
    fileprivate var text: JSON? { map { .string($0.description) } }
}

extension Optional<Moment> {
    fileprivate var text: JSON? { map { .string($0.description) } }
}

extension Optional<Month> {
    fileprivate var text: JSON? { map { .string($0.description) } }
}

extension Optional<EventID> {
    fileprivate var text: JSON? { map { .string($0.description) } }
}

extension [JSON] {
    fileprivate var unlessEmpty: JSON? { isEmpty ? nil : .array(self) }
}
