import EventLog
import Milepost

/// What the proof of one number shows once it was checked: figures of a sealed quarter, reckoned
/// again from their lines alone.
struct NumberAnswer: Sendable {
    private let snapshot: Snapshot
    private let digest: String
    private let measure: MeasureKey
    /// How many lines of the log the figures follow from.
    private let lines: Int
    private let figures: [Snapshot.Figure]
    /// Keys of the figures whose change since last year may follow from lines that are not here.
    private let unjudged: Set<String>

    /// Checks the proof with the keys that are trusted, and reckons its figures again.
    init(_ proof: NumberProof, by keys: [VerifierKey]) throws(ProofError) {
        do throws(UnreadableSnapshot) {
            snapshot = try Snapshot(sealed: proof.sealed)
        } catch { throw .unreadable(.sealed, line: 3) }
        digest = LeafHash.sha256(proof.sealed.utf8).hex
        measure = proof.measure
        let proven = try proof.verified(
            by: keys,
            as: NumberProof.Sealed(
                origin: snapshot.origin,
                size: snapshot.size,
                root: snapshot.root,
                chains: snapshot.chains
            )
        )
        lines = proven.lines.count
        guard snapshot.rules == Snapshot.rules else { throw .otherRules(snapshot.rules) }
        figures = snapshot.figures(of: measure)
        let again: [Snapshot.Figure]
        do {
            again = try Self.reckoned(snapshot, from: proven.lines).figures(of: measure)
        } catch { throw .doesNotFollow(figure: nil) }
        unjudged = try Self.compare(figures, with: again, in: snapshot.quarter)
    }

    /// The snapshot as it follows from a log of these lines and no others.
    private static func reckoned(
        _ snapshot: Snapshot,
        from lines: [(line: [UInt8], recorded: RecordedEvent)]
    ) throws -> Snapshot {
        let store = MemoryStore()
        try store.write { log in
            for (offset, line) in lines.enumerated() {
                try log.append(line: line.line, line.recorded, at: Position(offset))
            }
        }
        var query = SnapshotQuery(of: snapshot)
        query.size = Position(lines.count)
        return try store.read { try Snapshot($0, query) }
    }

    /// Refuses a figure that is another than the one that follows, that is missing or too many.
    ///
    /// Answers the keys of those that are told with a change since a day before the plan's year: it
    /// may follow from the plan of the year before, and is left aside.
    private static func compare(
        _ sealed: [Snapshot.Figure],
        with again: [Snapshot.Figure],
        in quarter: Quarter
    ) throws(ProofError) -> Set<String> {
        func withinYear(_ figure: Snapshot.Figure) -> Snapshot.Figure {
            var figure = figure
            figure.sinceYear = nil
            if quarter.number == 1 { figure.sinceQuarter = nil }
            return figure
        }
        var unjudged: Set<String> = []
        for (offset, figure) in sealed.enumerated() {
            let within = withinYear(figure).json
            guard offset < again.count, within == withinYear(again[offset]).json else {
                throw .doesNotFollow(figure: figure.key)
            }
            if within != figure.json { unjudged.insert(figure.key) }
        }
        if again.count > sealed.count { throw .doesNotFollow(figure: again[sealed.count].key) }
        return unjudged
    }

    func text(_ language: Language) -> String {
        let head = language(
            "Holds: what \(snapshot.origin) sealed of \(measure.chain) for \(snapshot.quarter) "
                + "(\(snapshot.place), as of \(snapshot.asOf), sha256:\(digest)) follows from these "
                + "\(lines) of its \(snapshot.size) lines; none was left out.",
            "成立：\(snapshot.origin) 就 \(measure.chain) 签发的 \(snapshot.quarter) 数据（\(snapshot.place)，"
                + "截至\(snapshot.asOf)，sha256:\(digest)）可由其 \(snapshot.size) 行中的这 \(lines) 行推算得出，"
                + "且无一遗漏。"
        )
        return ([head] + figures.map { "  " + line($0, language) }).joined(separator: "\n")
    }

    private func line(_ figure: Snapshot.Figure, _ language: Language) -> String {
        let text = FigureText(row: figure.row, asOf: snapshot.asOf, language: language)
        let name = TextTable.harmless(figure.key)
        let said = language("\(name): \(text.value)", "\(name)：\(text.value)")
        guard unjudged.contains(figure.key) else { return said }
        return said + language("  (not recomputed: the change since last year)", "（未复算：比上年的变化）")
    }

    var json: OutputJSON {
        .object([
            ("valid", .bool(true)), ("kind", .string("number")),
            ("origin", .string(snapshot.origin)), ("size", .of(snapshot.size)),
            ("digest", .string(digest)), ("measure", .string(measure.chain)),
            ("quarter", .string(snapshot.quarter.description)),
            ("place", .string(snapshot.place)), ("asOf", .of(snapshot.asOf)),
            ("lines", .of(lines)), ("figures", .array(figures.map(figure))),
        ])
    }

    private func figure(_ figure: Snapshot.Figure) -> OutputJSON {
        let value = figure.row.figure.value
        return .object([
            ("figure", .string(figure.key)), ("value", .of(value?.quantity.value)),
            ("bound", .of(value?.quantity.bound)), ("unit", .string(figure.row.unit)),
            ("asOf", .of(value?.asOf)),
            ("notRecomputed", .array(unjudged.contains(figure.key) ? [.string("sinceYear")] : [])),
        ])
    }
}

extension Snapshot {
    /// The figures of one measure; none where it is of another city or year.
    fileprivate func figures(of measure: MeasureKey) -> [Figure] {
        projects.flatMap(\.figures).filter { $0.row.figure.measure == measure }
    }
}
