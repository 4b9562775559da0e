/// The colours that a workbook's styles refer to by number.
struct Palette {
    /// In the order that styles count them in.
    private var theme: [String] = ["FFFFFF", "000000"]
    private var indexed: [String] = []

    init() {}

    init(theme bytes: [UInt8]?, indexed: [String]) throws(NotXML) {
        self.indexed = indexed
        guard let bytes else { return }
        var reader = XMLReader(bytes, .drawing)
        var colours: [String] = []
        var isScheme = false
        while let token = try reader.next() {
            switch token {
            case .start("clrScheme", _): isScheme = true
            case .end("clrScheme"): isScheme = false
            case .start("srgbClr", let said): if isScheme { colours.append(said["val"] ?? "") }
            case .start("sysClr", let said):
                let system = ["windowText": "000000", "window": "FFFFFF"]
                if isScheme { colours.append(system[said["val"] ?? ""] ?? said["lastClr"] ?? "") }
            default: continue
            }
        }
        guard colours.count >= 4 else { return }
        // In the scheme dark comes before light, in styles after it.
        theme = [colours[1], colours[0], colours[3], colours[2]] + colours.dropFirst(4)
    }

    /// How light a colour is, from 0 to 255.
    func lightness(_ said: [String: String], otherwise: Double) -> Double {
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
