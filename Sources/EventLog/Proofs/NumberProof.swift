package import Milepost

/// The proof of one number: a sealed text, and every line that what it says of a measure follows
/// from.
package struct NumberProof: Sendable, Hashable, CustomStringConvertible {
    /// What a sealed text says of the log that it follows from.
    package struct Sealed: Sendable, Hashable {
        package var origin: String
        package var size: Position
        package var root: [UInt8]
        /// The position of the last line of each chain.
        package var chains: [String: Position]

        package init(origin: String, size: Position, root: [UInt8], chains: [String: Position]) {
            self.origin = origin
            self.size = size
            self.root = root
            self.chains = chains
        }
    }

    /// What a checked proof says.
    package struct Proven: Sendable {
        package let checkpoint: Checkpoint
        /// In the order of the log, its first line before all.
        package let lines: [(line: [UInt8], recorded: RecordedEvent)]
    }

    fileprivate struct Line: Hashable {
        var position: Position
        var bytes: [UInt8]
        var path: [[UInt8]]
    }

    package let measure: MeasureKey
    package let sealed: String
    private var lines: [Line]
    private let note: SignedCheckpoint

    static let form = "milepost-number/v1"

    /// What the figures follow from besides the log's first line, which tells its time zone: what
    /// was said of the measure and of its project, and which places there are.
    private var chains: [String] {
        [measure.chain, measure.projectKey.description, measure.city]
    }

    /// Takes from a log what a sealed text of it says of a measure.
    package init(
        of measure: MeasureKey,
        sealed: String,
        note: SignedCheckpoint,
        in view: some LogView
    ) throws {
        self.measure = measure
        self.sealed = sealed
        self.note = note
        lines = []
        let size = note.claimed.size
        var positions: [Position] = [0]
        for chain in chains {
            try view.chain(chain, knownAt: size - 1) { position, _ in
                positions.append(position)
                return true
            }
        }
        for position in positions.sorted() {
            guard let bytes = try view.line(at: position) else {
                throw ProofError.leafMissing(position)
            }
            let path = try MerkleTree.inclusionProof(index: position, size: size, over: view)
            lines.append(Line(position: position, bytes: bytes, path: path))
        }
    }

    /// Reads a proof's bytes; the first empty line ends the lines.
    package init(_ bytes: some Sequence<UInt8>) throws(ProofError) {
        let texts = try ProofText.lines(bytes)[...]
        guard texts.first?.isSame(as: Self.form) == true else { throw .unreadable(.form, line: 1) }
        guard let name = ProofText.value(of: "measure", in: texts.line(1)),
            let measure = MeasureKey(chain: name)
        else { throw .unreadable(.measure, line: 2) }
        guard let base64 = ProofText.value(of: "sealed", in: texts.line(2)),
            let sealed = ProofText.bytes(base64: base64),
            let text = String(validating: sealed, as: UTF8.self)
        else { throw .unreadable(.sealed, line: 3) }
        guard let end = texts.firstIndex(of: "") else {
            throw .unreadable(.emptyLine, line: texts.endIndex + 1)
        }
        self.measure = measure
        self.sealed = text
        lines = []
        for index in 3..<end {
            if let line = Line(texts[index]) {
                lines.append(line)
            } else if !lines.isEmpty, let hash = ProofText.hash(base64: texts[index]) {
                lines[lines.count - 1].path.append(hash)
            } else {
                throw .unreadable(lines.isEmpty ? .line : .hash, line: index + 1)
            }
        }
        note = try SignedCheckpoint(lines: texts[(end + 1)...])
    }

    /// The lines, if one of the keys signed the sealed text, all of them are in the tree that it
    /// speaks of, and nothing of their chains is left out.
    package func verified(
        by keys: [VerifierKey],
        as sealed: Sealed
    ) throws(ProofError) -> Proven {
        let checkpoint = try note.verified(by: keys)
        let digest = SnapshotIssued.digestLine(of: self.sealed)
        guard checkpoint.extensions == [digest] else { throw .snapshotDigest(expected: digest) }
        guard sealed.origin.isSame(as: checkpoint.origin), sealed.size == checkpoint.size,
            sealed.root == checkpoint.root
        else { throw .sealedDiffers(size: checkpoint.size) }
        let chains = chains
        var ends: [String: Position] = [:]
        var last: Position = -1
        var proven: [(line: [UInt8], recorded: RecordedEvent)] = []
        for line in lines {
            guard line.position > last else { throw .strayLine(line.position) }
            last = line.position
            try MerkleTree.verifyInclusion(
                leafHash: LeafHash.of(line.bytes),
                index: line.position,
                size: checkpoint.size,
                path: line.path,
                root: checkpoint.root
            )
            let recorded: RecordedEvent
            do throws(UnreadableLine) {
                recorded = try EventText.read(line.bytes)
            } catch { throw .unreadableLine(line.position) }
            proven.append((line.bytes, recorded))
            guard let chain = recorded.event.chain else {
                guard line.position == 0 else { throw .strayLine(line.position) }
                continue
            }
            guard chains.contains(chain) else { throw .strayLine(line.position) }
            guard recorded.prev == ends[chain] else {
                throw .chainGap(chain, before: line.position, prev: recorded.prev)
            }
            ends[chain] = line.position
        }
        for chain in chains {
            guard let end = ends[chain], end == sealed.chains[chain] else {
                throw .chainEnd(chain, found: ends[chain], sealed: sealed.chains[chain])
            }
        }
        guard case .logOpened? = proven.first?.recorded.event else { throw .leafMissing(0) }
        return Proven(checkpoint: checkpoint, lines: proven)
    }

    /// The proof as it is written.
    package var description: String {
        let head = [
            Self.form, "measure \(measure.chain)",
            "sealed \(ProofText.base64(Array(sealed.utf8)))",
        ]
        let texts = head + lines.flatMap { [$0.head] + $0.path.map(ProofText.base64) }
        return texts.map { $0 + "\n" }.joined() + "\n" + note.description
    }
}

extension NumberProof.Line {
    fileprivate var head: String { "line \(position) \(ProofText.base64(bytes))" }

    fileprivate init?(_ text: String) {
        guard let rest = ProofText.value(of: "line", in: text),
            let space = rest.utf8.firstIndex(of: 0x20),
            let position = ProofText.count(rest[..<space]),
            let bytes = ProofText.bytes(base64: rest[rest.utf8.index(after: space)...])
        else { return nil }
        self.init(position: position, bytes: bytes, path: [])
    }
}

extension MeasureKey {
    /// Reads the name of a measure's chain; nil for any other.
    fileprivate init?(chain name: Substring) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 4, let year = Int(parts[1]), !parts.contains("") else { return nil }
        self.init(city: parts[0], year: year, project: parts[2], measure: parts[3])
        guard chain.isSame(as: String(name)) else { return nil }
    }
}
