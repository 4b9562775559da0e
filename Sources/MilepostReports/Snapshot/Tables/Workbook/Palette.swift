/// The colours that a workbook's styles refer to by number.
struct Palette {
    private var theme = Self.names.map { ["lt1": "FFFFFF", "dk1": "000000"][$0] ?? "" }
    private var indexed: [String] = []

    init() {}

    init(theme bytes: [UInt8]?, indexed: [String]) throws(NotXML) {
        self.indexed = indexed
        guard let bytes else { return }
        var reader = XMLReader(bytes, .drawing)
        var path: [String] = []
        var read: Set<String> = []
        while let token = try reader.next() {
            guard case .start(let name, let said) = token else {
                if case .end = token { path.removeLast() }
                continue
            }
            // A text may be in the theme's font.
            guard !FontLook.hasSigns(said["typeface"] ?? "") else { throw NotXML() }
            path.append(name)
            guard path.count > 4, path.starts(with: ["theme", "themeElements", "clrScheme"]),
                let number = Self.names.firstIndex(of: path[3])
            else { continue }
            // What changes a colour, or a second one, leaves none that is known.
            theme[number] = read.insert(path[3]).inserted ? Self.colour(name, said) : ""
        }
    }

    /// In the order that styles count them in.
    private static let names = [
        "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5",
        "accent6", "hlink", "folHlink",
    ]

    private static func colour(_ element: String, _ said: [String: String]) -> String {
        switch (element, said["val"]) {
        case ("srgbClr", let value): value ?? ""
        case ("sysClr", "windowText"): "000000"
        case ("sysClr", "window"): "FFFFFF"
        case ("sysClr", _): said["lastClr"] ?? ""
        default: ""
        }
    }

    /// How light a colour is, from 0 to 255.
    func lightness(_ said: [String: String], otherwise: Double) -> Double {
        // Programs differ in which of two they take.
        guard ["rgb", "theme", "indexed", "auto"].count(where: { said[$0] != nil }) <= 1 else {
            return .nan
        }
        let colour: String
        if let rgb = said["rgb"] {
            colour = rgb
        } else if let number = said["theme"].map({ Int($0) ?? -1 }) {
            colour = theme.indices.contains(number) ? theme[number] : ""
        } else if let number = said["indexed"].map({ Int($0) ?? -1 }) {
            colour = indexed.indices.contains(number) ? indexed[number] : Self.usual(number)
        } else {
            return otherwise
        }
        // What can't be read is neither light nor dark: it hides on anything.
        guard let value = UInt32(colour.suffix(6), radix: 16) else { return .nan }
        let (red, green, blue) = (value >> 16 & 255, value >> 8 & 255, value & 255)
        let light = 0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)
        guard let tint = said["tint"] else { return light }
        guard let tint = Double(tint), abs(tint) <= 1 else { return .nan }
        return tint < 0 ? light * (1 + tint) : light * (1 - tint) + 255 * tint
    }

    /// The colours that every workbook has: black, white, and those of the system.
    private static func usual(_ number: Int) -> String {
        switch number {
        case 0, 8, 64, 81: "000000"
        case 1, 9, 65: "FFFFFF"
        default: ""
        }
    }
}
