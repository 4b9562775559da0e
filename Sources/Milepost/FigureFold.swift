/// Folds events into cells: the one place where a report becomes part of a figure, for a new event
/// and for a replay alike.
package enum FigureFold {
    package static func apply(
        _ event: Event,
        at position: Position,
        to store: inout some FigureWriting
    ) throws {
        switch event {
        case .progressReported(let report):
            let series = try store.number(of: report.series)
            if let source = report.source {
                try store.putCitation(of: source.document, in: series, at: position)
            }
            guard report.restates == nil else { return }
            let slot = Slot(
                series: series,
                lane: Lane.of(report.mode, baseline: report.baseline),
                day: report.asOf.day
            )
            try post(Posting(report), in: slot, at: position, to: &store)
        case .reportCorrected(let correction):
            try amend(correction.subject, .correction, at: position, in: &store)
        case .reportWithdrawn(let withdrawal):
            try amend(withdrawal.subject, .withdrawal, at: position, in: &store)
        case .logOpened, .placeDefined, .projectDefined, .measureDefined, .targetSet,
            .sourceRegistered, .statusDeclared, .monthClosed, .monthReopened, .keyChanged,
            .checkpointSigned, .snapshotIssued:
            return
        }
    }

    /// Adds one report to its slot.
    private static func post(
        _ posting: Posting,
        in slot: Slot,
        at position: Position,
        to store: inout some FigureWriting
    ) throws {
        let last = slot.lane == .increments ? try store.latestCell(in: slot) : nil
        let cell = try Cell(posting, after: last, in: slot.lane, at: position)
        try store.put(CellVersion(position: position, cell: cell), in: slot)
    }

    private static func amend(
        _ subject: Subject,
        _ kind: Amendment.Kind,
        at position: Position,
        in store: inout some FigureWriting
    ) throws {
        guard let target = try store.position(of: subject.on) else {
            throw FoldError.unknownSubject(subject.on, at: position)
        }
        let (root, event) = try self.root(of: target, in: store)
        let amendment = Amendment(root: root, position: position, target: target, kind: kind)
        let before = Standing(root: root, amendments: try store.amendments(of: root))
        try store.put(amendment)
        let after = Standing(root: root, amendments: try store.amendments(of: root))
        guard after != before, case .progressReported(let report) = event, report.restates == nil
        else { return }
        let slot = Slot(
            series: try store.number(of: report.series),
            lane: Lane.of(report.mode, baseline: report.baseline),
            day: report.asOf.day
        )
        let cell =
            slot.lane == .increments
            ? try sum(of: slot, changing: (root, before, after), in: store)
            : try newestReport(in: slot, in: store)
        try store.put(CellVersion(position: position, cell: cell), in: slot)
    }

    /// The report, target or statement that a chain of amendments ends at.
    package static func root(
        of position: Position,
        in store: some FigureWriting
    ) throws -> (Position, Event?) {
        var position = position
        while true {
            let event = try store.event(at: position)
            let subject: Subject
            switch event {
            case .reportCorrected(let correction): subject = correction.subject
            case .reportWithdrawn(let withdrawal): subject = withdrawal.subject
            default: return (position, event)
            }
            guard let next = try store.position(of: subject.on), next < position else {
                throw FoldError.unknownSubject(subject.on, at: position)
            }
            position = next
        }
    }

    /// What a report adds with this standing; nil when it is withdrawn.
    private static func posting(
        of root: Position,
        _ standing: Standing,
        in store: some FigureWriting
    ) throws -> Posting? {
        guard !standing.withdrawn, var posting = try store.posting(at: root) else { return nil }
        if let position = standing.correction,
            case .reportCorrected(let correction) = try store.event(at: position)
        {
            posting.quantity = correction.amount.quantity
        }
        return posting
    }

    /// What a report adds now.
    private static func posting(
        at root: Position,
        in store: some FigureWriting
    ) throws -> Posting? {
        let standing = Standing(root: root, amendments: try store.amendments(of: root))
        return try posting(of: root, standing, in: store)
    }

    /// A slot of increments after one of them changed: the old amount out, the new one in.
    private static func sum(
        of slot: Slot,
        changing change: (Position, Standing, Standing),
        in store: some FigureWriting
    ) throws -> Cell {
        let (root, before, after) = change
        var cell = try store.latestCell(in: slot) ?? Cell()
        let old = try posting(of: root, before, in: store)
        let new = try posting(of: root, after, in: store)
        // The largest and the earliest can't be taken out of a sum, only found again.
        let rescan = old.map { old in
            old.quantity.value.tenThousandths == cell.largest
                || (old.periodStart != nil && new == nil && old.periodStart == cell.start)
        }
        if rescan == true {
            var fresh = Cell()
            for position in try store.reports(in: slot) {
                guard let posting = try posting(at: position, in: store) else { continue }
                try fresh.add(posting.quantity, start: posting.periodStart)
                fresh.report = position
            }
            if fresh.count != 1 { fresh.report = root }
            return fresh
        }
        if let old {
            cell.amount -= old.quantity.value.tenThousandths
            cell.ulp -= old.quantity.ulp
            if old.quantity.mayBeMore { cell.more -= 1 }
            if old.quantity.mayBeLess { cell.less -= 1 }
            cell.count -= 1
        }
        if let new { try cell.add(new.quantity, start: new.periodStart) }
        cell.report = root
        // A sum of one names the one that is left, which need not be the one that changed.
        if cell.count == 1, new == nil {
            cell.report =
                try store.reports(in: slot).first { try posting(at: $0, in: store) != nil } ?? root
        }
        return cell
    }

    /// A slot of any other lane after one of its reports changed: the later recorded one counts.
    private static func newestReport(in slot: Slot, in store: some FigureWriting) throws -> Cell {
        for position in try store.reports(in: slot) {
            guard let posting = try posting(at: position, in: store) else { continue }
            var cell = Cell()
            try cell.add(posting.quantity, start: posting.periodStart)
            cell.report = position
            return cell
        }
        return Cell()
    }
}
