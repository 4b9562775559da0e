import Milepost

extension SnapshotComparison {
    /// As `diff`, with the two snapshots for its points.
    package var json: OutputJSON {
        get throws {
            .object([
                ("from", from.json), ("to", to.json), ("restatement", .bool(isRestatement)),
                ("added", .array(try json(.added))), ("removed", .array(try json(.removed))),
                ("revised", .array(try json(.revised))), ("unchanged", .of(unchanged)),
            ])
        }
    }

    private func json(_ kind: Difference.Change.Kind) throws -> [OutputJSON] {
        try changes.filter { $0.rows.kind == kind }.map { change in
            try change.rows.json(catalogue, old: change.old?.told, new: change.new?.told)
        }
    }
}

extension Snapshot.Figure {
    /// As `status` tells it, and how it moved.
    fileprivate var told: OutputJSON {
        guard case .object(let members) = row.json else { return row.json }
        return .object(
            members + [
                ("sinceQuarter", .of(sinceQuarter?.value)), ("sinceYear", .of(sinceYear?.value)),
                ("months", .object(months.map { ($0.month.description, .of($0.value)) })),
            ]
        )
    }
}

extension SnapshotComparison.Side {
    fileprivate var json: OutputJSON {
        .object([
            ("quarter", .of(snapshot.quarter.description)), ("place", .of(snapshot.place)),
            ("asOf", .of(snapshot.asOf)), ("size", .of(snapshot.size)),
            ("position", .of(position)), ("issuedAt", .of(snapshot.issuedAt)),
        ])
    }
}
