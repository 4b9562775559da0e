/// What stands above or below each printed page of a sheet.
enum SheetHeader {
    /// Its three parts, as any program writes them: fonts and readable sizes are left out.
    static func plain(_ text: String) -> String {
        var parts: [Character: String] = [:]
        var part: Character = "C"
        var rest = Substring(text)
        while let next = rest.popFirst() {
            guard next == "&", let code = rest.popFirst() else {
                parts[part, default: ""].append(next)
                continue
            }
            switch code {
            case "L", "C", "R": part = code
            case "\"":
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "0"..."9" where code.isASCII:
                let digits = String(code) + rest.prefix { $0.isASCII && $0.isNumber }
                rest = rest.dropFirst(digits.count - 1)
                if (Int(digits) ?? 0) < 6 { parts[part, default: ""] += "&\(digits)" }
            default: parts[part, default: ""] += "&\(code)"
            }
        }
        return "LCR".compactMap { part in
            parts[part].flatMap { $0.trimmed.isEmpty ? nil : "\(part) \($0.trimmed)" }
        }.joined(separator: " | ")
    }
}
