import Milepost
import MilepostReports

/// Words of the command line that are none of the words there are.
extension Failure {
    static func unknownWord(
        _ word: String,
        _ option: String,
        _ legal: [String],
        _ language: Language
    ) -> Failure {
        .wrongInput(
            language(
                "\(option) \(word) is none of: \(legal.joined(separator: ", ")).",
                "\(option) \(word) 不在可用取值之中：\(legal.joined(separator: "、"))。"
            )
        )
    }

    static func notAnID(_ text: String, _ language: Language) -> Failure {
        .wrongInput(
            language(
                "--id \(text) is no UUID, like 01931f0a-7b2c-7000-8000-0123456789ab.",
                "--id \(text) 不是 UUID，写法如 01931f0a-7b2c-7000-8000-0123456789ab。"
            )
        )
    }
}

extension Mode {
    static func read(_ word: String, _ language: Language) throws -> Mode {
        guard let mode = Mode(word: word) else {
            throw Failure.unknownWord(word, "--mode", Words.legalModes, language)
        }
        return mode
    }
}

extension Bound {
    static func read(_ word: String, _ language: Language) throws -> Bound {
        guard let bound = Bound(word: word) else {
            throw Failure.unknownWord(word, "--bound", Words.legalBounds, language)
        }
        return bound
    }
}

extension Stage {
    static func read(_ word: String, _ ladder: [Stage], _ language: Language) throws -> Stage {
        guard let stage = try Stage(word: word, ladder: ladder) else {
            throw Failure.unknownWord(word, "--stage", Words.legal(ladder), language)
        }
        return stage
    }
}

extension Baseline {
    static func read(_ word: String, _ language: Language) throws -> Baseline {
        guard let baseline = try Baseline(word: word) else {
            throw Failure.unknownWord(word, "--baseline", Words.legalBaselines, language)
        }
        return baseline
    }
}

extension Status {
    static func read(_ word: String, _ language: Language) throws -> Status {
        guard let status = Status(word: word) else {
            throw Failure.unknownWord(word, "STATUS", Words.legalStatuses, language)
        }
        return status
    }
}

extension Facets {
    static func read(_ pairs: [String], _ language: Language) throws -> Facets {
        guard let facets = Facets(text: pairs.joined(separator: ";")) else {
            throw Failure.wrongInput(
                language(
                    "--facet \(pairs.joined(separator: " ")) should read like tier=省级, once a name.",
                    "--facet \(pairs.joined(separator: " ")) 应写成 tier=省级，每个名称一次。"
                )
            )
        }
        return facets
    }
}

extension SourceRange {
    static func read(
        _ text: String,
        _ catalogue: Catalogue,
        _ language: Language
    ) throws -> SourceRange {
        guard let source = try SourceRange.read(text, catalogue: catalogue) else {
            throw Failure.wrongInput(
                language(
                    "--source \(text) should read like 52be8599c2dd#403-405.",
                    "--source \(text) 应写成 52be8599c2dd#403-405。"
                )
            )
        }
        return source
    }
}
