/// A date as an official types it: a day, a month, a quarter or a year.
package struct DateText: Sendable, Hashable {
    /// How long the stretch is that was typed.
    package enum Grain: Sendable {
        case day, month, quarter, year
    }

    /// The first day of the stretch.
    package let first: CalendarDate
    /// The last day of the stretch.
    package let last: CalendarDate
    /// How long the stretch is.
    package let grain: Grain
}

extension DateText {
    /// Reads `2024-09-30`, `2024-09`, `2024Q3`, `2024` or a form with `/` or 年; throws why not.
    package init(_ text: String) throws(DateError) {
        let typed = TypedText(text)
        guard !typed.isAtEnd else { throw .empty }
        let (shape, numbers) = Self.parts(of: typed.rest)
        let grain: Grain
        switch shape {
        case "####-##-##", "####/##/##", "####年##月##日": grain = .day
        case "####-##", "####/##", "####年##月": grain = .month
        case "####Q##", "####年##季度", "####年第##季度": grain = .quarter
        case "####", "####年": grain = .year
        case "##-##", "##/##", "##月##日", "##月", "##日", "Q##", "##季度", "第##季度":
            throw .halfADate(typed.quoted)
        default:
            throw Self.namesMonth(shape) ? .monthName(typed.quoted) : .notADate(typed.quoted)
        }

        let month =
            switch grain {
            case .day, .month: numbers[1]
            case .quarter: numbers[1] * 3 - 2
            case .year: 1
            }
        let day = grain == .day ? numbers[2] : 1
        guard let first = CalendarDate(year: numbers[0], month: month, day: day) else {
            throw .noSuchDay(typed.quoted)
        }
        self.first = first
        self.grain = grain
        last =
            switch grain {
            case .day: first
            case .month: first.endOfMonth
            case .quarter: first.endOfQuarter
            case .year: first.endOfYear
            }
    }

    /// The text with a `#` for each digit, `##` for a single one, and the numbers themselves.
    ///
    /// Spaces are left out: `2024 年 9 月` is a common setting of the same date.
    private static func parts(
        of text: ArraySlice<Unicode.Scalar>
    ) -> (shape: String, numbers: [Int]) {
        var shape = ""
        var numbers: [Int] = []
        var text = text
        while let scalar = text.first {
            // 第三季度 is the one place where a date's number may be a Chinese one.
            let isQuarter = text.dropFirst().first == "季"
            if isQuarter, let quarter = scalar.chineseDigit {
                shape += "##"
                numbers.append(quarter)
                text.removeFirst()
            } else if scalar.digit != nil {
                let digits = text.prefix { $0.digit != nil }
                shape += digits.count == 1 ? "##" : String(repeating: "#", count: digits.count)
                // Only numbers of up to four digits are in a shape that is read.
                numbers.append(digits.prefix(4).reduce(0) { $0 * 10 + ($1.digit ?? 0) })
                text.removeFirst(digits.count)
            } else {
                text.removeFirst()
                // A typed # must not pass for a digit, nor `20 24` for a year.
                let splitsDigits = scalar == " " && shape.last == "#" && text.first?.digit != nil
                if scalar == "#" || splitsDigits {
                    shape += "?"
                } else if scalar != " " {
                    shape.unicodeScalars.append(scalar)
                }
            }
        }
        return (shape, numbers)
    }

    /// Whether numbers and a month in English are all there is, as in `Sep-24`.
    private static func namesMonth(_ shape: String) -> Bool {
        let others = shape.unicodeScalars.filter { !"#-/.,'".unicodeScalars.contains($0) }
        let name = String(others).lowercased()
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august",
            "september", "october", "november", "december",
        ]
        return name.utf8.count >= 3 && months.contains { $0.hasPrefix(name) }
    }
}

/// Why a text is not a date; each case but `empty` carries the text.
package enum DateError: Error, Sendable, Hashable {
    /// Nothing but white space.
    case empty
    /// None of the forms that are read.
    case notADate(String)
    /// A form that is read, of a day, month, quarter or year that there is not.
    case noSuchDay(String)
    /// A month, a quarter or a day without its year.
    case halfADate(String)
    /// A month in English, such as the `Sep-24` that spreadsheets make of `2024-09`.
    case monthName(String)
}
