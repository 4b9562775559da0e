package import Milepost

extension SnapshotPage {
    /// The page in any format; moments as `time` writes them.
    package func bytes(
        _ format: SnapshotFormat,
        _ language: Language,
        bom: Bool = false,
        time: (Moment) -> String
    ) throws -> [UInt8] {
        switch format {
        case .text: Array(text(language, colour: false, time: time).utf8)
        case .md: Array(markdown(language, time: time).utf8)
        case .html: Array(html(language, time: time).utf8)
        case .csv: Array(csv(language, bom: bom).utf8)
        case .json: Array(json.utf8) + [0x0A]
        case .xlsx: try workbook(language, time: time)
        case .prose: Array(prose(language, time: time).utf8)
        }
    }
}

/// Why a file is no page of a quarter.
package enum UnreadablePage: Error, Sendable, Hashable {
    case workbook(UnreadableWorkbook)
    case sheet(CSVProblem)
    case notUTF8
    case notAPage

    package func message(_ language: Language) -> String {
        switch self {
        case .workbook(let error): error.message(language)
        case .sheet(let problem): problem.message(language)
        case .notUTF8:
            language(
                "This is no text in UTF-8, as every page but a workbook is printed. Take the file as it was "
                    + "printed, or save it as UTF-8.",
                "文件不是 UTF-8 编码，而除工作簿外各种页面均以 UTF-8 输出。请使用原文件，或另存为 UTF-8。"
            )
        case .notAPage:
            language(
                "This is no page that snapshot issue or snapshot show has written: it carries neither "
                    + "a sealed text nor a digest.",
                "这不是 snapshot issue 或 snapshot show 生成的页面：其中没有密封内容，也没有摘要。"
            )
        }
    }
}

extension ReadPage {
    /// Reads a page back, whichever format it is in.
    package init(_ bytes: [UInt8]) throws(UnreadablePage) {
        if bytes.starts(with: [0x50, 0x4B]) {
            do { try self.init(workbook: bytes) } catch { throw .workbook(error) }
            return
        }
        // An editor may have put a byte order mark first.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        let start = text.drop(while: \.isWhitespace)
        switch start.first {
        case "{":
            guard let page = ReadPage(json: text) else { throw .notAPage }
            self = page
        case "<":
            try self.init(html: text)
        case "#": self.init(md: text)
        case _
        where ["edition,", "edition;", "edition\t", "\"edition\""].contains(where: start.hasPrefix):
            do { try self.init(csv: text) } catch { throw .sheet(error) }
        // Only a press release has a title; a page for a terminal begins with place and quarter.
        case _ where Self.isTitled(start): self.init(prose: text)
        default: self.init(text: text)
        }
        guard sealed != nil || digest != nil else { throw .notAPage }
    }

    /// Whether one of the first two lines, of which a mark may be the other, is a title.
    private static func isTitled(_ text: Substring) -> Bool {
        text.split(maxSplits: 2, whereSeparator: \.isNewline).prefix(2).contains { line in
            Language.allCases.contains { line.contains(PageWords.title($0)) }
        }
    }
}
