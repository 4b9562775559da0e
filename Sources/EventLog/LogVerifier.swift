package import Milepost

/// Something that a log must not hold.
package struct LogFinding: Sendable, Hashable {
    package enum Problem: Sendable, Hashable {
        // The lines
        case missing(through: Position)
        case unreadable(UnreadableLine)
        case idDiffers
        case leafDiffers
        case prevDiffers(expected: Position?)
        case earlierThanBefore
        case notOpened
        case openedAgain
        // The tree
        case nodeDiffers(through: Position)
        case rootDiffers(size: Position)
        // Keys and signatures
        case signature(ProofError)
        case againstUnreadable(ProofError, Checkpointed)
        case shorter(than: Position, Checkpointed)
        case otherThanSigned(size: Position, Checkpointed)
        // The store
        case projection(table: String)
        case followsOtherwise(Position)
        case schema(object: String)
        case damaged(String)
    }

    /// Which checkpoint the log was held against.
    package enum Checkpointed: Sendable, Hashable { case kept, given }

    /// The line that it is about, or the first that it may be about.
    package var position: Position?
    package var problem: Problem

    package init(_ problem: Problem, at position: Position? = nil) {
        self.position = position
        self.problem = problem
    }
}

/// What was found, first things first.
package struct LogFindings: Sendable {
    /// More would help nobody.
    private static let most = 200

    package private(set) var listed: [LogFinding] = []
    package private(set) var count = 0

    package init() {}

    package var last: LogFinding? { listed.last }

    package mutating func add(_ problem: LogFinding.Problem, at position: Position? = nil) {
        count += 1
        guard listed.count < Self.most else { return }
        listed.append(LogFinding(problem, at: position))
    }

    package func adding(_ more: LogFindings) -> LogFindings {
        var all = self
        for finding in more.listed { all.add(finding.problem, at: finding.position) }
        all.count += more.count - more.listed.count
        return all
    }
}

/// A row of the log as a store keeps it.
package struct StoredRow {
    package var position: Position
    package var id: [UInt8]
    package var line: [UInt8]
    package var leaf: [UInt8]

    package init(position: Position, id: [UInt8], line: [UInt8], leaf: [UInt8]) {
        self.position = position
        self.id = id
        self.line = line
        self.leaf = leaf
    }
}

/// Goes through a log from its first line and finds whatever does not follow from the lines alone.
///
/// What it keeps in memory grows with the number of chains, not with the log.
package struct LogVerifier: Sendable {
    package private(set) var findings = LogFindings()
    package private(set) var custody: Custody?
    private var edge = MerkleEdge()
    private var heads: [String: Position] = [:]
    private var last: Moment?
    private var next: Position = 0

    package init() {}

    /// The number of lines so far, with those that are missing.
    package var size: Position { next }

    /// Whether no line was missing so far: only then can the tree be compared.
    package var isWhole: Bool { edge.size == next }

    package func root() throws -> [UInt8] { try edge.root() }

    /// Takes the next row, and gives the tree's subtrees that it completes.
    package mutating func take(_ row: StoredRow) throws -> [MerkleNode] {
        let position = row.position
        if position > next {
            report(.missing(through: position - 1), at: next)
        }
        next = position + 1
        let leaf = LeafHash.of(row.line)
        if leaf != row.leaf { report(.leafDiffers, at: position) }
        do throws(UnreadableLine) {
            try take(EventText.readForeign(row.line), row)
        } catch { report(.unreadable(error), at: position) }
        return try edge.append(leaf)
    }

    private mutating func take(_ recorded: RecordedEvent, _ row: StoredRow) {
        let position = row.position
        if recorded.id.bytes != row.id { report(.idDiffers, at: position) }
        if let last, recorded.recordedAt < last { report(.earlierThanBefore, at: position) }
        last = recorded.recordedAt
        if let chain = recorded.event.chain {
            let head = heads.updateValue(position, forKey: chain)
            if head != recorded.prev { report(.prevDiffers(expected: head), at: position) }
        } else if recorded.prev != nil {
            report(.prevDiffers(expected: nil), at: position)
        }
        do {
            if case .logOpened(let opened) = recorded.event {
                guard position == 0 else { return report(.openedAgain, at: position) }
                custody = try Custody(opened)
                return
            }
            if position == 0 { report(.notOpened, at: 0) }
            try checkSignature(recorded.event, at: position)
        } catch let error as ProofError {
            report(.signature(error), at: position)
        } catch { report(.notOpened, at: position) }
    }

    private mutating func checkSignature(_ event: Event, at position: Position) throws {
        try custody?.take(event, at: position)
        // A checkpoint is signed over all lines before it; one over fewer is compared at the end.
        guard let signed = custody?.signed.last, signed.position == position,
            signed.checkpoint.size == position
        else { return }
        // Where lines are missing before it there is no tree to compare with.
        guard edge.size == position else { return }
        let root = try edge.root()
        guard root == signed.checkpoint.root else {
            throw ProofError.rootDiffers(
                size: position,
                computed: root,
                given: signed.checkpoint.root
            )
        }
    }

    private mutating func report(_ problem: LogFinding.Problem, at position: Position) {
        findings.add(problem, at: position)
    }
}
