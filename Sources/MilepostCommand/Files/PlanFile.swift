import Milepost
import Yams

/// A year's catalogue in YAML.
enum PlanFile {
    /// Reads a catalogue; throws the first thing that is wrong with it, with its line.
    static func read(_ text: String) throws(PlanProblem) -> Plan {
        var reader = PlanReader()
        try reader.read(PlanNode("catalogue", root(of: text)))
        return reader.plan
    }

    private static func root(of text: String) throws(PlanProblem) -> Node {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw PlanProblem(line: 1, column: nil, problem: .noPlan)
            }
            return node
        } catch let error as YamlError {
            throw PlanProblem(error)
        } catch let problem as PlanProblem {
            throw problem
        } catch {
            throw PlanProblem(line: 1, column: nil, problem: .notYAML("\(error)"))
        }
    }
}

extension PlanProblem {
    fileprivate init(_ error: YamlError) {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let words = context.map { "\($0.text), \(problem)" } ?? problem
            self.init(line: mark.line, column: mark.column, problem: .notYAML(words))
        case .reader(let problem, let offset, _, let yaml):
            let before = yaml.prefix(offset ?? 0)
            self.init(
                line: before.count { $0.isNewline } + 1,
                column: nil,
                problem: .notYAML(problem)
            )
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(
                line: context.mark.line,
                column: context.mark.column,
                problem: .keyTwice(duplicates.joined(separator: ", "))
            )
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            self.init(line: 1, column: nil, problem: .notYAML("\(error)"))
        }
    }
}
