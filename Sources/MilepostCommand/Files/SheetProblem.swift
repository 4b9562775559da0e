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
    enum Problem: Sendable, Hashable {
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
        let place =
            column.isEmpty
            ? language("line \(line)", "第 \(line) 行")
            : language("line \(line), \(column)", "第 \(line) 行“\(column)”")
        return place + language(": ", "：") + problem.message(language)
    }
}

extension SheetProblem.Problem {
    /// What is wrong, without the place.
    func message(_ language: Language) -> String {
        switch self {
        case .refusal(let refusal):
            refusal.message(language)
        case .csv(let problem):
            problem.message(language)
        case .unknownHeader(let header, let known):
            language(
                "there is no column “\(header)”; the columns are \(known.joined(separator: ", "))",
                "没有“\(header)”这一列；可用的列：\(known.joined(separator: "、"))")
        case .headerTwice(let header):
            language("the column “\(header)” is there twice", "“\(header)”列出现了两次")
        case .missingColumns(let columns):
            language(
                "the header lacks \(columns.joined(separator: ", "))",
                "表头缺少：\(columns.joined(separator: "、"))")
        case .emptyCell:
            language("the cell is empty", "单元格为空")
        case .unknownWord(let word, let legal):
            language(
                "“\(word)” is none of \(legal.joined(separator: ", "))",
                "“\(word)”不在可用的词中：\(legal.joined(separator: "、"))")
        case .notFacets(let text):
            language(
                "“\(text)” is not name=value, several joined by “;”",
                "“\(text)”应写作 名称=值，多个之间用“;”隔开")
        case .notASource(let text):
            language(
                "“\(text)” is neither DOC#FROM-TO nor DOC",
                "“\(text)”应写作 DOC#起-止 或 DOC")
        case .notAnID(let text):
            language("“\(text)” is no UUID", "“\(text)”不是 UUID")
        case .notANumberAlone(let text):
            language(
                "“\(text)” must be a number alone, with no sign in front and no word such as 约",
                "“\(text)”应为单独的数字，前面不加符号，也不带“约”等字")
        }
    }
}
