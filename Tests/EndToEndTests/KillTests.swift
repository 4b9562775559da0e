import Glibc
import Testing

struct KillTests {
    /// What is under way when the process is killed, and the ids that its end acknowledges.
    private struct Work {
        var arguments: [String]
        var ids: [String]
    }

    @Test func `what was acknowledged outlives a kill at any moment`() throws {
        let office = try Office.withPlan()
        var acknowledged: [String] = []
        var killed = 0
        for round in 0..<20 {
            let work = try work(round, in: office)
            let child = try office.start(work.arguments)
            // From the start of the process to about its usual end.
            usleep(UInt32.random(in: 5_000...(work.ids.count == 1 ? 90_000 : 150_000)))
            kill(child.pid, SIGKILL)
            let answer = child.wait()
            if answer.status == 128 + SIGKILL { killed += 1 }
            let said = answer.out.contains("Recorded") || answer.out.contains(" added")
            if said || answer.status == 0 { acknowledged += work.ids }
            let verified = try office.run("replay", "--verify")
            #expect(verified.status == 0, "round \(round): \(verified.said)")
            let exported = try office.export()
            for id in acknowledged {
                #expect(exported.contains(#""id":"\#(id)""#), "round \(round)")
            }
            try wholeOrNothing(work, exported, round)
        }
        #expect(killed > 0, "no process was killed in time")
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-09")
        try office.succeed("replay")
        #expect(try office.run("replay", "--verify").status == 0)
    }

    /// A sheet is recorded as a whole or not at all.
    private func wholeOrNothing(_ work: Work, _ exported: String, _ round: Int) throws {
        let found = work.ids.count { exported.contains(#""id":"\#($0)""#) }
        #expect(found == 0 || found == work.ids.count, "round \(round): \(found)")
    }

    private func work(_ round: Int, in office: Office) throws -> Work {
        let number = String(1000 + round)
        switch round % 3 {
        case 0:
            let id = "0192a000-0000-7000-8000-00000000\(number)"
            return Work(
                arguments: [
                    "record", "pocket-parks/parks", "+1", "--as-of", "2024-09", "--id", id,
                ],
                ids: [id]
            )
        case 1:
            let ids = (100..<150).map { "0192a000-0000-7000-9000-00000\(number)\($0)" }
            let rows = ids.map { "\($0),street-lamps,lamps,completed,+1,2024-09-30\n" }
            try office.write(
                "id,project,measure,stage,amount,as-of\n" + rows.joined(),
                to: "sheet.csv"
            )
            return Work(arguments: ["record", "--from", "sheet.csv"], ids: ids)
        default:
            return Work(arguments: ["replay"], ids: [])
        }
    }
}
