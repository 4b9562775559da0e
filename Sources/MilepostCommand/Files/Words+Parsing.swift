import Milepost
import MilepostReports

/// The words of the command line and of sheets, in both languages; the first of each is shown.
enum Words {
    static let stages: [(Stage, [String])] = [
        (.planned, ["计划"]), (.started, ["开工"]), (.structureComplete, ["主体完工"]),
        (.built, ["建设"]), (.completed, ["竣工", "完工", "完成"]), (.accepted, ["验收"]),
        (.inUse, ["投入使用"]), (.recommended, ["推荐"]), (.recognised, ["创建", "认定"]),
        (.done, ["完成"]),
    ]
    static let modes: [(Mode, [String])] = [
        (.increment, ["增量"]), (.total, ["累计"]), (.level, ["现值"]), (.change, ["变化"]),
        (.remaining, ["剩余"]), (.share, ["完成率"]),
    ]
    static let bounds: [(Bound, [String])] = [
        (.exact, ["恰为"]), (.atLeast, ["不少于", "至少", "以上", "超过", "余", "多"]),
        (.atMost, ["不超过", "至多", "以内"]), (.nearly, ["近"]), (.about, ["约", "左右"]),
    ]
    static let baselines: [(Baseline, [String])] = [
        (.year, ["当年", "本年", "当年1月1日起"]), (.inception, ["开展以来", "历年累计"]),
        (.unstated, ["未说明", "起点未说明"]),
    ]
    static let statuses = Status.allCases.map { ($0, [Language.zh.name($0)]) }

    static func legal(_ ladder: [Stage]) -> [String] {
        ladder.map { stage in
            shown(stage.rawValue, stages.first { $0.0 == stage }?.1.first)
        }
    }
    static var legalModes: [String] { modes.map { shown($0.0.rawValue, $0.1.first) } }
    static var legalBounds: [String] { bounds.map { shown($0.0.rawValue, $0.1.first) } }
    static var legalStatuses: [String] { statuses.map { shown($0.0.rawValue, $0.1.first) } }
    static var legalBaselines: [String] {
        baselines.map { shown($0.0.text, $0.1.first) } + ["2024-05-01"]
    }

    private static func shown(_ english: String, _ chinese: String?) -> String {
        chinese.map { "\(english) \($0)" } ?? english
    }

    /// Whether a word typed is an English one: `In use`, `in-use` and `IN_USE` are inUse.
    fileprivate static func matches(_ typed: String, _ word: String) -> Bool {
        typed == word || plain(typed) == plain(word)
    }

    private static func plain(_ word: String) -> String {
        word.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    }

    fileprivate static func find<Value>(
        _ word: String,
        in table: [(Value, [String])],
        english: (Value) -> String
    ) -> [Value] {
        let word = word.trimmed
        return table.filter { matches(word, english($0.0)) || $0.1.contains(word) }.map(\.0)
    }
}

extension Stage {
    /// Reads a stage's word, nil for an unknown one; 完成 is completed where the ladder has it.
    init?(word: String, ladder: [Stage]) throws(Refusal) {
        let meant = Words.find(word, in: Words.stages, english: \.rawValue)
        guard let first = meant.first else { return nil }
        guard let onLadder = meant.first(where: ladder.contains) else {
            throw .stageNotOnLadder(first, ladder: ladder)
        }
        self = onLadder
    }
}

extension Mode {
    /// Reads a mode's word, nil for an unknown one.
    init?(word: String) {
        guard let mode = Words.find(word, in: Words.modes, english: \.rawValue).first else {
            return nil
        }
        self = mode
    }
}

extension Bound {
    /// Reads a bound's word, nil for an unknown one.
    init?(word: String) {
        guard let bound = Words.find(word, in: Words.bounds, english: \.rawValue).first else {
            return nil
        }
        self = bound
    }
}

extension Status {
    /// Reads a status's word, nil for an unknown one.
    init?(word: String) {
        guard let status = Words.find(word, in: Words.statuses, english: \.rawValue).first else {
            return nil
        }
        self = status
    }
}

extension Baseline {
    /// Reads a baseline's word or its date, which is the first day of what is typed.
    ///
    /// Nil for what is neither; throws for a date that there is not.
    init?(word: String) throws(Refusal) {
        if let baseline = Words.find(word, in: Words.baselines, english: \.text).first {
            self = baseline
            return
        }
        do {
            self = .date(try DateText(word).first)
        } catch .notADate, .empty {
            return nil
        } catch {
            throw .date(error, field: "baseline")
        }
    }
}

extension SourceRange {
    /// Reads `DOC#FROM-TO` or `DOC`, where DOC begins a registered document's SHA-256.
    ///
    /// Nil for another form; throws where no document or more than one begins so.
    static func read(_ text: String, catalogue: Catalogue) throws(Refusal) -> SourceRange? {
        let parts = text.trimmed.split(
            separator: "#",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard let typed = parts.first, !typed.isEmpty else { return nil }
        var range: Range<Int>?
        if parts.count == 2 {
            guard let read = scalars(parts[1]) else { return nil }
            range = read
        }
        return SourceRange(document: try document(String(typed), catalogue), range: range)
    }

    private static func document(
        _ typed: String,
        _ catalogue: Catalogue
    ) throws(Refusal) -> String {
        let prefix = typed.lowercased()
        if catalogue.sources[prefix] != nil { return prefix }
        let fits = catalogue.sources.keys.filter {
            prefix.utf8.count >= 12 && $0.utf8.starts(with: prefix.utf8)
        }
        if fits.count == 1, let document = fits.first { return document }
        guard fits.isEmpty else { throw .ambiguous(typed, fits: fits.sorted()) }
        throw .unknownSource(
            typed,
            known: catalogue.sources.keys.map { String($0.prefix(12)) }.sorted()
        )
    }

    private static func scalars(_ text: Substring) -> Range<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let from = number(ends[0]), let to = number(ends[1]), from <= to
        else { return nil }
        return from..<to
    }

    /// Digits alone: `Int` would take a sign too.
    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}

extension AmountText.Suffix {
    /// The unit as a refusal names it.
    var text: String {
        switch self {
        case .percent: "%"
        case .points: "百分点"
        case .unit(let unit): unit
        }
    }
}
