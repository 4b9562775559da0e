import ArgumentParser
import EventLog
import EventLogSQLite
import Milepost
import MilepostReports

struct SnapshotProve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Prove one number of an issued quarter, with every line that it follows from.",
        discussion: """
            The proof is one text file: the sealed quarter with its signature, the measure's whole
            chain of events, and of each that it is in the signed log. milepost verify-proof, or
            Scripts/verify_log.py number, checks it offline and recomputes the number.

            Examples:
              milepost snapshot prove 2024Q3.html old-communities/communities -o communities.number
              milepost snapshot prove 2024Q3 pocket-parks
            """
    )

    @OptionGroup var log: LogOptions
    @Argument(help: "A page of it, the quarter as it was last issued, or @POSITION.")
    var file: String
    @Argument(help: ArgumentHelp("PROJECT/MEASURE", valueName: "project/measure"))
    var measure: String
    @Option(help: "Of this place instead of the city.") var place: String?
    @Option(name: .shortAndLong, help: "The file; standard output if it is - or not given.")
    var output: String?

    func run() throws {
        let session = try log.openForReading()
        let proofFile = try ProofFile(output, log)
        let text = try session.store.read { view in
            let page = try SnapshotSides(view: view, session: session, place: place).issued(file)
            let proof = try NumberProof(
                of: key(in: page.snapshot, view, session.language),
                sealed: page.sealed,
                note: SignedCheckpoint((page.seal?.note ?? "").utf8),
                in: view
            )
            try check(proof, by: Custody(view).keys, session.language)
            return proof.description
        }
        switch log.format {
        case .text: try proofFile.write(text)
        case .json: try proofFile.write(OutputJSON.object([("proof", .string(text))]).text + "\n")
        }
    }

    /// The measure that is named, in the plan that the snapshot is of.
    private func key(
        in snapshot: Snapshot,
        _ view: some LogView,
        _ language: Language
    ) throws -> MeasureKey {
        let catalogue = try Catalogue(
            view,
            knownAt: snapshot.size - 1,
            mentioning: [snapshot.city]
        )
        let plan = "\(snapshot.city)/\(snapshot.quarter.year)/"
        let parts = measure.split(separator: "/").count
        // A project of one measure may be named alone.
        if parts == 1 { _ = try catalogue.project(named: plan + measure) }
        let key = try catalogue.measure(named: parts < 3 ? plan + measure : measure)
        guard snapshot.chains[key.chain] != nil else {
            throw Failure.wrongInput(
                language(
                    "\(key.chain) is not in the snapshot of \(snapshot.quarter).",
                    "\(snapshot.quarter) 的快照中没有 \(key.chain)。"
                )
            )
        }
        return key
    }

    /// What would be refused elsewhere is not handed out.
    private func check(_ proof: NumberProof, by keys: [VerifierKey], _ language: Language) throws {
        do throws(ProofError) {
            _ = try ProofAnswer(.number(proof), by: keys)
        } catch {
            let reason = error.message(language)
            throw Failure(
                status: 1,
                message: language(
                    "The log does not fit what was issued, so nothing can be proven: \(reason) "
                        + "milepost verify tells more.",
                    "日志与已签发的内容不符，无法出具证明：\(reason)可用 milepost verify 查看详情。"
                )
            )
        }
    }
}
