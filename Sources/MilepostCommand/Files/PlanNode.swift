import Milepost
import MilepostReports
import Yams

/// A value of a catalogue file under its key, with the place where it stands.
struct PlanNode {
    let key: String
    private let node: Node

    init(_ key: String, _ node: Node) {
        self.key = key
        self.node = node
    }

    var line: Int { node.mark?.line ?? 1 }

    func problem(_ problem: PlanProblem.Problem) -> PlanProblem {
        PlanProblem(line: line, column: node.mark?.column, problem: problem)
    }

    /// Any scalar is text, so that a code of digits needs no quotes.
    func text() throws(PlanProblem) -> String {
        guard case .scalar(let scalar) = node else {
            throw problem(.wrongShape(key, expected: .text))
        }
        let text = scalar.string.trimmed
        let isNull = scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(text)
        guard !text.isEmpty, !isNull else { throw problem(.empty(key)) }
        return text
    }

    var isList: Bool {
        if case .sequence = node { true } else { false }
    }

    func list() throws(PlanProblem) -> [PlanNode] {
        guard case .sequence(let sequence) = node else {
            if case .scalar = node { _ = try text() }
            throw problem(.wrongShape(key, expected: .list))
        }
        return sequence.map { PlanNode(key, $0) }
    }

    func texts() throws(PlanProblem) -> [String] {
        var texts: [String] = []
        for item in try list() { texts.append(try item.text()) }
        return texts
    }

    /// The values by key, where any key may stand.
    func pairs() throws(PlanProblem) -> [(name: String, value: PlanNode)] {
        guard case .mapping(let mapping) = node else {
            if case .scalar = node { _ = try text() }
            throw problem(.wrongShape(key, expected: .mapping))
        }
        var pairs: [(name: String, value: PlanNode)] = []
        for (key, value) in mapping {
            let name = try PlanNode(self.key, key).text()
            pairs.append((name, PlanNode(name, value)))
        }
        return pairs
    }

    /// The values by key, where only these keys may stand.
    func mapping(_ legal: String...) throws(PlanProblem) -> PlanMapping {
        guard case .mapping(let mapping) = node else {
            if case .scalar = node { _ = try text() }
            throw problem(.wrongShape(key, expected: .mapping))
        }
        var values: [String: PlanNode] = [:]
        for (key, value) in mapping {
            let key = PlanNode(self.key, key)
            let name = try key.text()
            guard legal.contains(name) else { throw key.problem(.unknownKey(name, legal: legal)) }
            values[name] = PlanNode(name, value)
        }
        return PlanMapping(node: self, values: values)
    }

    func number(in range: ClosedRange<Int>) throws(PlanProblem) -> Int {
        guard let number = Int(try text()), range.contains(number) else {
            throw problem(.outOfRange(key, range))
        }
        return number
    }

    func word<Value>(_ words: [(String, Value)]) throws(PlanProblem) -> Value {
        let text = try text()
        guard let found = words.first(where: { $0.0 == text }) else {
            throw problem(.unknownWord(text, key: key, legal: words.map(\.0)))
        }
        return found.1
    }

    func word<Value>(
        of type: Value.Type
    ) throws(PlanProblem) -> Value where Value: CaseIterable & RawRepresentable<String> {
        try word(Value.allCases.map { ($0.rawValue, $0) })
    }

    func stage(on ladder: [Stage]) throws(PlanProblem) -> Stage {
        let text = try text()
        guard
            let stage = try refusing({ () throws(Refusal) in try Stage(word: text, ladder: ladder) }
            )
        else { throw problem(.unknownWord(text, key: key, legal: Words.legal(ladder))) }
        return stage
    }

    func date() throws(PlanProblem) -> DateText {
        let text = try text()
        do {
            return try DateText(text)
        } catch {
            throw problem(.refusal(.date(error, field: key)))
        }
    }

    func amount() throws(PlanProblem) -> AmountText {
        let text = try text()
        do {
            return try AmountText(text)
        } catch {
            throw problem(.refusal(.amount(error)))
        }
    }

    func name() throws(PlanProblem) -> Name {
        let names = try mapping("zh", "en")
        let zh = try names["zh"]?.text()
        let en = try names["en"]?.text()
        guard let name = Name(zh: zh, en: en) else { throw problem(.missingKey("zh, en")) }
        return name
    }

    /// What a function of the domain gives, its refusal located here.
    func refusing<Value>(_ body: () throws(Refusal) -> Value) throws(PlanProblem) -> Value {
        do throws(Refusal) {
            return try body()
        } catch {
            throw problem(.refusal(error))
        }
    }
}

/// The values of a mapping whose keys are all known.
struct PlanMapping {
    let node: PlanNode
    fileprivate let values: [String: PlanNode]

    fileprivate init(node: PlanNode, values: [String: PlanNode]) {
        self.node = node
        self.values = values
    }

    subscript(key: String) -> PlanNode? { values[key] }

    func required(_ key: String) throws(PlanProblem) -> PlanNode {
        guard let value = values[key] else { throw node.problem(.missingKey(key)) }
        return value
    }
}
