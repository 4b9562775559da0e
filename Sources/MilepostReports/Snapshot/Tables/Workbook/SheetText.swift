/// Text in a cell, where `_x0041_` stands for a character by its number.
enum SheetText {
    /// The text with what would be taken for such a number, or what XML can't hold, as one.
    static func escaped(_ text: String) -> String {
        let units = Array(text.utf16)
        guard units.contains(0x5F) || units.contains(where: isUnwritable) else { return text }
        var result: [UInt16] = []
        for (index, unit) in units.enumerated() {
            if isUnwritable(unit) || unit == 0x5F && code(in: units, at: index) != nil {
                let hex = String(unit, radix: 16, uppercase: true)
                let padding = String(repeating: "0", count: 4 - hex.utf8.count)
                result += Array("_x\(padding)\(hex)_".utf16)
            } else {
                result.append(unit)
            }
        }
        return String(decoding: result, as: UTF16.self)
    }

    static func plain(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let units = Array(text.utf16)
        var result: [UInt16] = []
        var index = 0
        while index < units.count {
            if let code = code(in: units, at: index) {
                result.append(code)
                index += 7
            } else {
                result.append(units[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF16.self)
    }

    private static func isUnwritable(_ unit: UInt16) -> Bool {
        unit < 0x20 && unit != 0x09 && unit != 0x0A || unit >= 0xFFFE
    }

    /// The number that `_x0041_` at an offset stands for.
    private static func code(in units: [UInt16], at index: Int) -> UInt16? {
        guard index + 7 <= units.count, units[index] == 0x5F, units[index + 1] == 0x78,
            units[index + 6] == 0x5F
        else { return nil }
        return UInt16(String(decoding: units[index + 2..<index + 6], as: UTF16.self), radix: 16)
    }
}
