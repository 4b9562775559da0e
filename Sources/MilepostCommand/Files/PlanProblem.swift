import Milepost
import MilepostReports

/// What is wrong in a catalogue, and where.
struct PlanProblem: Error, Sendable, Hashable {
    /// From 1.
    var line: Int
    /// From 1, in characters; nil where the parser names none.
    var column: Int?
    var problem: Problem

    /// What is wrong with a key or its value.
    enum Problem: Sendable, Hashable {
        /// In the words of the YAML parser, which are English.
        case notYAML(String)
        case noPlan
        case unknownKey(String, legal: [String])
        case keyTwice(String)
        case missingKey(String)
        case empty(String)
        case wrongShape(String, expected: Shape)
        case outOfRange(String, ClosedRange<Int>)
        case unknownWord(String, key: String, legal: [String])
        case codeTwice(String, firstLine: Int)
        case notAnID(String)
        case refusal(Refusal)
    }

    /// What a value is to be.
    enum Shape: Sendable, Hashable {
        case text, list, mapping
    }
}

extension PlanProblem {
    func message(_ language: Language) -> String {
        let place =
            column.map { language("line \(line), column \($0): ", "第 \(line) 行第 \($0) 列：") }
            ?? language("line \(line): ", "第 \(line) 行：")
        return place + problem.message(language)
    }
}

extension PlanProblem.Problem {
    /// What is wrong, without the place.
    func message(_ language: Language) -> String {
        switch self {
        case .notYAML(let words):
            return language("this is not YAML: \(words)", "不是合法的 YAML：\(words)")
        case .noPlan:
            return language("there is no catalogue: the file is empty", "没有目录：文件为空")
        case .unknownKey(let key, let legal):
            let key = TextTable.harmless(key)
            return language(
                "there is no key “\(key)” here; the keys are \(legal.joined(separator: ", "))",
                "此处没有“\(key)”这个键；可用的键：\(legal.joined(separator: "、"))"
            )
        case .keyTwice(let key):
            let key = TextTable.harmless(key)
            return language("the key “\(key)” is there twice", "“\(key)”键出现了两次")
        case .missingKey(let key):
            return language("“\(key)” is missing", "缺少“\(key)”")
        case .empty(let key):
            return language(
                "“\(key)” has no value; leave the key out where there is none",
                "“\(key)”没有值；没有时请去掉这个键"
            )
        case .wrongShape(let key, let expected):
            let shape =
                switch expected {
                case .text: language("text", "文本")
                case .list: language("a list, [a, b]", "列表 [a, b]")
                case .mapping: language("keys with values, {a: b}", "键值 {a: b}")
                }
            return language("“\(key)” must be \(shape)", "“\(key)”应为\(shape)")
        case .outOfRange(let key, let range):
            return language(
                "“\(key)” must be a whole number from \(range.lowerBound) to \(range.upperBound)",
                "“\(key)”应为 \(range.lowerBound) 到 \(range.upperBound) 的整数"
            )
        case .unknownWord(let word, let key, let legal):
            let word = TextTable.harmless(word)
            return language(
                "“\(word)” is no “\(key)”; it is one of \(legal.joined(separator: ", "))",
                "“\(word)”不能作“\(key)”；可用：\(legal.joined(separator: "、"))"
            )
        case .codeTwice(let code, let firstLine):
            let code = TextTable.harmless(code)
            return language(
                "the code “\(code)” is there already, in line \(firstLine)",
                "代码“\(code)”在第 \(firstLine) 行已经出现"
            )
        case .notAnID(let text):
            let text = TextTable.harmless(text)
            return language("“\(text)” is no event id", "“\(text)”不是事件标识")
        case .refusal(let refusal):
            return refusal.message(language)
        }
    }
}
