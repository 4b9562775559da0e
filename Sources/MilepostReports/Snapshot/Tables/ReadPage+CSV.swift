import Milepost

extension ReadPage {
    /// Reads a snapshot out of its CSV; throws what keeps the text from being a sheet.
    package init(csv text: String) throws(CSVProblem) {
        let sheet = try CSVSheet(text)
        self.init(format: .csv, language: .en, cells: [])
        let columns = sheet.header.cells
        cells += columns.map { Cell(column: "header", text: $0) }
        let position = Dictionary(
            columns.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        func cell(_ row: CSVSheet.Row, _ column: String) -> String {
            position[column].map { row.cells[$0] } ?? ""
        }
        for row in sheet.rows {
            let figure = cell(row, "figure")
            var what = cell(row, "what")
            if what == "month" { what += " " + cell(row, "period") }
            switch what {
            case "language": language = Language(rawValue: cell(row, "word")) ?? .en
            case "digest": digest = Self.digest(in: cell(row, "text"))
            default: break
            }
            for (column, text) in zip(columns, row.cells) where !text.isEmpty {
                // What a figure is of, is said by its key; a row is told by what it says.
                let isNumber = column == "number" || column == "precision"
                cells.append(
                    Cell(
                        figure: figure,
                        column: column == "number" ? what : "\(what) \(column)",
                        text: isNumber ? WrittenNumber.plain(text) ?? text : text
                    )
                )
            }
        }
        cells += sheet.tooLong.map { Cell(column: "line \($0.line)", text: "…") }
    }

    /// The hexadecimal digits after `sha256:`; nil where there are not 64 of them.
    static func digest(in text: String) -> String? {
        guard let start = text.firstRange(of: "sha256:") else { return nil }
        let digits = text[start.upperBound...].prefix { $0.isHexDigit && $0.isASCII }
        return digits.utf8.count == 64 ? String(digits) : nil
    }
}

/// A number as programs write it, `24.0`, `2.4E1`, as the plain decimal that is printed.
enum WrittenNumber {
    /// Nil where it is no number.
    static func plain(_ text: String) -> String? {
        let parts = text.split(
            maxSplits: 1,
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == "e" || $0 == "E" }
        )
        guard let mantissa = parts.first, let exponent = parts.count > 1 ? Int(parts[1]) : 0,
            (-400...400).contains(exponent)
        else { return nil }
        let isNegative = mantissa.hasPrefix("-")
        let unsigned = isNegative || mantissa.hasPrefix("+") ? mantissa.dropFirst() : mantissa
        let sides = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = sides.count > 1 ? sides[1] : ""
        guard let whole = sides.first, !(whole.isEmpty && fraction.isEmpty),
            (whole + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return plain(
            digits: Array((whole + fraction).utf8),
            point: whole.utf8.count + exponent,
            isNegative
        )
    }

    /// The digits with the point after so many of them, without needless noughts.
    private static func plain(digits: [UInt8], point: Int, _ isNegative: Bool) -> String {
        var digits = digits
        var point = point
        if point < 0 {
            digits = Array(repeating: 0x30, count: -point) + digits
            point = 0
        } else if point > digits.count {
            digits += Array(repeating: 0x30, count: point - digits.count)
        }
        var fraction = digits[point...]
        while fraction.last == 0x30 { fraction.removeLast() }
        let whole = digits[..<point].drop { $0 == 0x30 }
        let text =
            (whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self))
            + (fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self))
        return isNegative && text != "0" ? "-" + text : text
    }
}
