import Glibc
import Testing

/// Whatever is under way when the process is killed, the log is whole afterwards.
struct KillTests {
    /// What a round does, and what must be in the log once it has been printed.
    private struct Work {
        var kind: Kind
        var arguments: [String]
        var ids: [String] = []

        enum Kind: CaseIterable {
            case record, sheet, replay, close, checkpoint, backup, newKey, migration
        }

        /// What standard output says is done.
        func acknowledged(in out: String) -> [String] {
            let printed = ids.filter { out.contains($0) }
            // A checkpoint's last line is its signature; a key has one line.
            guard [.checkpoint, .newKey].contains(kind), out.hasSuffix("\n") else { return printed }
            return printed + out.split(separator: "\n").suffix(1).map(String.init)
        }
    }

    /// `LONG_TESTS=1` runs 304 rounds.
    @Test func `what was acknowledged outlives a kill at any moment`() throws {
        let office = try Office.withKey()
        var moments = Moments("kill -9")
        var acknowledged: [String] = []
        var usual: [Work.Kind: Duration] = [:]
        var killed: [Work.Kind: Int] = [:]
        for round in 0..<Work.Kind.allCases.count * (runsLongTests ? 38 : 6) {
            let work = try work(round, in: office)
            let child = try office.start(work.arguments)
            let answer: Answer
            if let time = usual[work.kind] {
                answer = child.killed(after: moments.moment(in: time * 1.1))
            } else {
                // The first of its kind runs to its end: so long it takes.
                answer = child.wait()
                usual[work.kind] = child.age
                #expect(answer.status == 0, "\(work.arguments): \(answer.said)")
            }
            if answer.status == 128 + SIGKILL { killed[work.kind, default: 0] += 1 }
            acknowledged += work.acknowledged(in: answer.out)
            try check(work, acknowledged, in: office, "seed \(moments.seed), round \(round)")
        }
        print("killed in time: \(killed.map { "\($0.key) \($0.value)" }.sorted())")
        #expect(killed.count == Work.Kind.allCases.count, "of each kind one is killed in time")
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-09")
        try office.succeed("replay")
        try office.succeed("checkpoint")
        try office.succeed("backup", "last.sqlite")
        for log in [office.store, "last.sqlite"] {
            try office.succeed("verify", "--log", log)
            try office.succeed("replay", "--verify", "--log", log)
        }
    }

    private func check(
        _ work: Work,
        _ acknowledged: [String],
        in office: Office,
        _ round: String
    ) throws {
        for question in [["verify"], ["replay", "--verify"]] {
            let answer = try office.run(question)
            #expect(answer.status == 0, "\(round), \(work.kind): \(answer.said)")
        }
        let exported = try office.export()
        for said in acknowledged {
            #expect(exported.contains(said), "\(round), \(work.kind): \(said) is lost")
        }
        let found = work.ids.count { exported.contains(#""id":"\#($0)""#) }
        #expect(found == 0 || found == work.ids.count, "\(round): \(found) of a sheet")
        guard work.kind == .backup, access(office.path("copy.sqlite"), F_OK) == 0 else { return }
        #expect(try office.succeed("export", "--log", "copy.sqlite") == exported, "\(round)")
        #expect(try office.run(["verify", "--log", "copy.sqlite"]).status == 0, "\(round)")
        office.remove("copy.sqlite")
    }

    private func work(_ round: Int, in office: Office) throws -> Work {
        let kind = Work.Kind.allCases[round % Work.Kind.allCases.count]
        let number = String(1000 + round)
        let id = "0192a000-0000-7000-8000-00000000\(number)"
        let record = ["record", "pocket-parks/parks", "+1", "--as-of", "2024-09", "--id", id]
        switch kind {
        case .record: return Work(kind: kind, arguments: record, ids: [id])
        case .sheet:
            let ids = (100..<150).map { "0192a000-0000-7000-9000-00000\(number)\($0)" }
            let rows = ids.map { "\($0),street-lamps,lamps,completed,+1,2024-09-30\n" }
            try office.write(
                "id,project,measure,stage,amount,as-of\n" + rows.joined(),
                to: "sheet.csv"
            )
            let sheet = ["record", "--from", "sheet.csv", "--format", "json"]
            return Work(kind: kind, arguments: sheet, ids: ids)
        case .replay: return Work(kind: kind, arguments: ["replay"])
        case .close:
            // A later month than in any round before.
            let month = "\(1960 + round / 12)-\(String(101 + round % 12).dropFirst())"
            return Work(kind: kind, arguments: ["close", month, "--id", id], ids: [id])
        case .checkpoint: return Work(kind: kind, arguments: ["checkpoint"])
        case .backup: return Work(kind: kind, arguments: ["backup", "copy.sqlite"])
        case .newKey:
            return Work(kind: kind, arguments: ["key", "--new", "--reason", "round \(round)"])
        case .migration:
            // Killed before it had migrated, the round before left such a store.
            let older = """
                DROP TABLE IF EXISTS node; DROP TABLE IF EXISTS tree; PRAGMA user_version = 1
                """
            let answer = try office.tool("/usr/bin/sqlite3", office.store, older)
            #expect(answer.status == 0, "\(answer.said)")
            return Work(kind: kind, arguments: record, ids: [id])
        }
    }
}
