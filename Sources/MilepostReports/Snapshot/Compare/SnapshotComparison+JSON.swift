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
        try changes.filter { $0.kind == kind }.map { try $0.json(catalogue) }
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
