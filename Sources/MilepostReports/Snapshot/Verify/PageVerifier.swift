package import EventLog
package import Milepost

/// Holds a page against what was issued, and what was issued against the log.
package struct PageVerifier<View: LogView> {
    private let view: View
    private let time: (Moment) -> String
    private let keys: [VerifierKey]
    private var custody: Custody?
    private var findings: [PageFinding] = []
    private var count = 0
    private static var most: Int { 20 }

    /// Moments as `time` writes them, as in the page.
    ///
    /// Where keys are given, one of them must have
    /// signed: then the log's own word for its keys is not enough.
    package init(
        _ view: View,
        trusting keys: [VerifierKey] = [],
        time: @escaping (Moment) -> String
    ) {
        self.view = view
        self.keys = keys
        self.time = time
    }

    /// The file's bytes, and the page that was read of them.
    package mutating func verify(_ bytes: [UInt8], read page: ReadPage) throws -> PageVerdict {
        let all = try IssuedSnapshots(view).pages
        let carried = page.sealed.map { LeafHash.sha256($0.utf8).hex }
        // Where the sealed text itself was changed, the digest in words may still name it.
        let issued =
            all.last { $0.digest == carried } ?? all.last { $0.digest == page.digest }
        guard let issued else {
            report(.notIssued)
            return verdict(page, nil, among: all, isAsPrinted: false)
        }
        if let carried, carried != issued.digest { report(.sealedDiffers) }
        if let note = page.note, note.trimmed != issued.seal?.note.trimmed { report(.noteDiffers) }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let printed = try issued.bytes(page.format, page.language, bom: hasMark, time: time)
        if printed != bytes { compare(page, with: try ReadPage(printed)) }
        try checkSeal(of: issued)
        try derive(issued)
        return verdict(page, issued, among: all, isAsPrinted: printed == bytes)
    }

    private func verdict(
        _ page: ReadPage,
        _ issued: SnapshotPage?,
        among all: [SnapshotPage],
        isAsPrinted: Bool
    ) -> PageVerdict {
        let last = all.last { $0.isOfSameQuarter(as: issued) }
        return PageVerdict(
            format: page.format,
            pageLanguage: page.language,
            issued: issued,
            findings: findings,
            count: count,
            examined: page.cells.count,
            isAsPrinted: isAsPrinted,
            custody: custody,
            replacement: last?.seal == issued?.seal ? nil : last
        )
    }

    private mutating func report(_ finding: PageFinding) {
        count += 1
        if findings.count < Self.most { findings.append(finding) }
    }

    // MARK: What a reader sees

    private mutating func compare(_ page: ReadPage, with issued: ReadPage) {
        if let version = page.version, version != SnapshotPage.version {
            return report(.otherPages(version: version))
        }
        let parts = CellDifference(page, issued).parts
        // How the page is built follows what it says, so that it is told only where that is unchanged.
        if parts.isEmpty, findings.isEmpty, page.layout != issued.layout {
            let (mine, theirs) = (page.layout, issued.layout)
            let index = zip(mine, theirs).prefix { $0 == $1 }.count
            report(
                .layoutChanged(
                    page: index < mine.count ? mine[index] : nil,
                    issued: index < theirs.count ? theirs[index] : nil
                )
            )
        }
        for part in parts {
            report(
                .seen(
                    figure: part.figure,
                    column: part.column,
                    page: part.first,
                    issued: part.second
                )
            )
        }
    }

    // MARK: The seal

    /// The note is the log's, and the lines that it was signed over are those that stand here.
    private mutating func checkSeal(of issued: SnapshotPage) throws {
        guard let note = issued.seal?.note else { return }
        do {
            let note = try SignedCheckpoint(note.utf8)
            let custody = try Custody(view)
            self.custody = custody
            let checkpoint = try custody.checkpoint(of: note)
            if !keys.isEmpty { _ = try note.verified(by: keys) }
            let snapshot = issued.snapshot
            let digest = SnapshotIssued.digestLine(of: issued.sealed)
            guard checkpoint.extensions == [digest] else {
                throw ProofError.snapshotDigest(expected: digest)
            }
            guard checkpoint.size == snapshot.size, checkpoint.root == snapshot.root else {
                throw ProofError.rootDiffers(
                    size: snapshot.size,
                    computed: snapshot.root,
                    given: checkpoint.root
                )
            }
            var edge = MerkleEdge()
            var changed: Position?
            try view.lines(from: 0, through: snapshot.size - 1) { position, line in
                let hash = LeafHash.of(line)
                if changed == nil, try view.leafHash(at: position) != hash { changed = position }
                _ = try edge.append(hash)
                return true
            }
            if let changed { report(.eventChanged(changed)) }
            let root = try edge.root()
            if root != snapshot.root, changed == nil {
                throw ProofError.rootDiffers(
                    size: edge.size,
                    computed: root,
                    given: snapshot.root
                )
            }
        } catch let error as ProofError { report(.signature(error)) }
    }

    // MARK: The figures

    /// Derives every figure from the log again.
    private mutating func derive(_ issued: SnapshotPage) throws {
        let snapshot = issued.snapshot
        var again = try Snapshot(view, SnapshotQuery(of: snapshot))
        // What was signed is judged by the seal; here only what follows from the lines.
        (again.root, again.rules) = (snapshot.root, snapshot.rules)
        guard again.sealed != issued.sealed else { return }
        let now = try SnapshotPage(sealed: again.sealed, seal: issued.seal)
        guard let sealed = ReadPage(json: issued.json), let read = ReadPage(json: now.json) else {
            return report(
                .reckonedOtherwise(
                    figure: "",
                    column: "",
                    sealed: issued.sealed,
                    now: again.sealed,
                    event: nil
                )
            )
        }
        // That the digests of two texts differ says no more than that the texts do.
        for part in CellDifference(sealed, read).parts where part.column != "digest" {
            report(
                snapshot.rules == Snapshot.rules
                    ? .reckonedOtherwise(
                        figure: part.figure,
                        column: part.column,
                        sealed: part.first,
                        now: part.second,
                        event: snapshot.lastEvent(of: part.figure)
                    )
                    : .rulesChanged(
                        figure: part.figure,
                        column: part.column,
                        sealed: snapshot.rules,
                        now: Snapshot.rules
                    )
            )
        }
    }
}

extension SnapshotPage {
    fileprivate func isOfSameQuarter(as other: SnapshotPage?) -> Bool {
        snapshot.quarter == other?.snapshot.quarter && snapshot.place == other?.snapshot.place
    }
}

extension Snapshot {
    /// The last line of the chain that a figure, named by its key, follows from.
    fileprivate func lastEvent(of key: String) -> Position? {
        guard let name = key.split(separator: " ").first else { return nil }
        return chains["\(city)/\(quarter.year)/\(name)"]
    }
}
