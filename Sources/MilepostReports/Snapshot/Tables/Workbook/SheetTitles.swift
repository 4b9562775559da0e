/// Names of sheets, each once.
struct SheetTitles {
    private var taken: Set<String>

    /// `reserved` are in use for others.
    init(reserved: [String]) {
        // Excel keeps this one for itself.
        taken = Set((reserved + ["History"]).map { $0.lowercased() })
    }

    /// A name like the one wished for that a workbook takes: short, without marks, not in use.
    mutating func name(_ wished: String) -> String {
        var base = String(wished.map { "[]:*?/\\'".contains($0) ? " " : $0 }).trimmed
        if base.isEmpty { base = "-" }
        var name = Self.shortened(base, to: 31)
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            let suffix = " \(number)"
            name = Self.shortened(base, to: 31 - suffix.utf16.count) + suffix
            number += 1
        }
        return name
    }

    private static func shortened(_ text: String, to limit: Int) -> String {
        var text = text
        while text.utf16.count > limit { text.removeLast() }
        return text
    }
}
