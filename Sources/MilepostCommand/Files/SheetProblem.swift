import Milepost
import MilepostReports

/// What is wrong in a sheet, and where.
struct SheetProblem: Error, Sendable, Hashable {
    /// From 1; the header is mostly line 1.
    var line: Int
    /// The header as it stands in the file; empty where it is no single column.
    var column: String
    var problem: Problem

    /// What is wrong with a cell, a row or the header.
    enum Problem: Error, Sendable, Hashable {
        case refusal(Refusal)
        case csv(CSVProblem)
        case unknownHeader(String, known: [String])
        case headerTwice(String)
        case missingColumns([String])
        case emptyCell
        case unknownWord(String, legal: [String])
        case notFacets(String)
        case notASource(String)
        case notAnID(String)
        case notANumberAlone(String)
    }
}

extension SheetProblem {
    func message(_ language: Language) -> String {
        let shown = TextTable.harmless(column)
        let place =
            shown.isEmpty
            ? language("line \(line)", "第 \(line) 行")
            : language("line \(line), \(shown)", "第 \(line) 行“\(shown)”")
        return place + language(": ", "：") + problem.message(language)
    }
}

extension SheetProblem.Problem {
    /// What is wrong, without the place.
    func message(_ language: Language) -> String {
        let quoted = TextTable.harmless(typed)
        return switch self {
        case .refusal(let refusal):
            refusal.message(language)
        case .csv(let problem):
            problem.message(language)
        case .unknownHeader(_, let known):
            language(
                "there is no column “\(quoted)”; the columns are \(known.joined(separator: ", "))",
                "没有“\(quoted)”这一列；可用的列：\(known.joined(separator: "、"))"
            )
        case .headerTwice:
            language("the column “\(quoted)” is there twice", "“\(quoted)”列出现了两次")
        case .missingColumns(let columns):
            language(
                "the header lacks \(columns.joined(separator: ", "))",
                "表头缺少：\(columns.joined(separator: "、"))"
            )
        case .emptyCell:
            language("the cell is empty", "单元格为空")
        case .unknownWord(_, let legal):
            language(
                "“\(quoted)” is none of \(legal.joined(separator: ", "))",
                "“\(quoted)”不在可用的词中：\(legal.joined(separator: "、"))"
            )
        case .notFacets:
            language(
                "“\(quoted)” is not name=value, several joined by “;”",
                "“\(quoted)”应写作 名称=值，多个之间用“;”隔开"
            )
        case .notASource:
            language(
                "“\(quoted)” is neither DOC#FROM-TO nor DOC",
                "“\(quoted)”应写作 DOC#起-止 或 DOC"
            )
        case .notAnID:
            language("“\(quoted)” is no UUID", "“\(quoted)”不是 UUID")
        case .notANumberAlone:
            language(
                "“\(quoted)” must be a number alone, with no sign in front and no word such as 约",
                "“\(quoted)”应为单独的数字，前面不加符号，也不带“约”等字"
            )
        }
    }

    /// What somebody wrote, for the messages that quote it.
    private var typed: String {
        switch self {
        case .unknownHeader(let text, _), .headerTwice(let text), .unknownWord(let text, _),
            .notFacets(let text), .notASource(let text), .notAnID(let text),
            .notANumberAlone(let text):
            text
        case .refusal, .csv, .missingColumns, .emptyCell: ""
        }
    }
}
