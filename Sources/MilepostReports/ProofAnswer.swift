package import EventLog

/// What a proof shows once it was checked.
package struct ProofAnswer: Sendable {
    private enum Proven {
        case inclusion(InclusionProof.Proven)
        case consistency(ConsistencyProof.Proven)
        case number(NumberAnswer)
        case checkpoint(Checkpoint)
    }

    private let proven: Proven

    /// Checks a proof with the keys that are trusted.
    package init(_ proof: Proof, by keys: [VerifierKey]) throws(ProofError) {
        proven =
            switch proof {
            case .inclusion(let proof): .inclusion(try proof.verified(by: keys))
            case .consistency(let proof): .consistency(try proof.verified(by: keys))
            case .number(let proof): .number(try NumberAnswer(proof, by: keys))
            case .checkpoint(let note): .checkpoint(try note.verified(by: keys))
            }
    }

    package func text(_ language: Language) -> String {
        switch proven {
        case .inclusion(let proven):
            let (origin, size) = (proven.checkpoint.origin, proven.checkpoint.size)
            let line = TextTable.harmless(String(decoding: proven.line, as: UTF8.self))
            return language(
                "Holds: line @\(proven.index) is in the log \(origin) of \(size) lines:\n\(line)",
                "成立：该行在日志 \(origin)（共 \(size) 行）的 @\(proven.index)：\n\(line)"
            )
        case .consistency(let proven):
            let (older, newer) = (proven.older, proven.newer)
            return language(
                "Holds: the log \(newer.origin) of \(newer.size) lines begins with the \(older.size) lines "
                    + "that were signed before; none of them was changed or taken out.",
                "成立：日志 \(newer.origin)（共 \(newer.size) 行）以此前签署的 \(older.size) 行开头，其中没有任何改动或删除。"
            )
        case .number(let answer): return answer.text(language)
        case .checkpoint(let checkpoint):
            let root = checkpoint.root.hex
            return language(
                "Holds: the log \(checkpoint.origin) was signed at \(checkpoint.size) lines, root \(root).",
                "成立：日志 \(checkpoint.origin) 在 \(checkpoint.size) 行时签署，树根 \(root)。"
            )
        }
    }

    package var json: OutputJSON {
        switch proven {
        case .inclusion(let proven):
            .object([
                ("valid", .bool(true)), ("kind", .string("inclusion")),
                ("origin", .string(proven.checkpoint.origin)), ("index", .of(proven.index)),
                ("size", .of(proven.checkpoint.size)),
                ("line", .string(String(decoding: proven.line, as: UTF8.self))),
            ])
        case .consistency(let proven):
            .object([
                ("valid", .bool(true)), ("kind", .string("consistency")),
                ("origin", .string(proven.newer.origin)), ("from", .of(proven.older.size)),
                ("size", .of(proven.newer.size)),
            ])
        case .number(let answer): answer.json
        case .checkpoint(let checkpoint):
            .object([
                ("valid", .bool(true)), ("kind", .string("checkpoint")),
                ("origin", .string(checkpoint.origin)), ("size", .of(checkpoint.size)),
                ("root", .string(checkpoint.root.hex)),
            ])
        }
    }
}
