/// What the elements of a part of a workbook belong to, and what stands in what.
enum Vocabulary {
    case spreadsheet, relations, drawing

    /// Its address in the usual and in the strict form.
    var addresses: [Substring] {
        let usual: Substring = "http://schemas.openxmlformats.org/"
        let strict: Substring = "http://purl.oclc.org/ooxml/"
        return switch self {
        case .spreadsheet: [usual + "spreadsheetml/2006/main", strict + "spreadsheetml/main"]
        case .relations: [usual + "package/2006/relationships"]
        case .drawing: [usual + "drawingml/2006/main", strict + "drawingml/main"]
        }
    }

    /// Whether all programs take an element where it stands, after what else is read of its parent.
    ///
    /// What is read nowhere may stand anywhere but in a text; inside it stands nothing that is read.
    func takes(_ element: String, in parent: String, after seen: inout Set<String>) -> Bool {
        if self == .drawing { return true }
        guard let places = Self.places[element] else { return !Self.holdsText(parent) }
        guard places[parent]?.isDisjoint(with: seen) == true else { return false }
        seen.insert(element)
        return true
    }

    /// Whether an element that is read has nothing in it but text.
    static func holdsText(_ element: String) -> Bool {
        places[element] != nil && children[element] == nil
    }

    /// What can't stand beside an element, by what both stand in: itself, where it stands once there,
    /// and what stands in its stead.
    private static let places: [String: [String: Set<String>]] = {
        var places: [String: [String: Set<String>]] = [:]
        for (parent, children) in children {
            for child in children.split(separator: " ") {
                let either = child.split(separator: "/")
                for one in either {
                    var rivals = Set(either.map { String($0.prefix { $0 != "*" }) })
                    let name = String(one.prefix { $0 != "*" })
                    if one.hasSuffix("*") { rivals.remove(name) }
                    places[name, default: [:]][parent] = rivals
                }
            }
        }
        return places
    }()

    /// What is read in what; with a star what stands there more than once, with a stroke either one.
    private static let children = [
        "": "Relationships workbook worksheet sst styleSheet",
        "Relationships": "Relationship*",
        "workbook": "sheets definedNames", "sheets": "sheet*", "definedNames": "definedName*",
        "worksheet": "sheetData headerFooter", "sheetData": "row*", "row": "c*", "c": "f v/is",
        "headerFooter": "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter",
        "sst": "si*", "si": "t/r* rPh*", "is": "t/r* rPh*", "r": "rPr t", "rPh": "t",
        "rPr": "rFont charset sz color strike vertAlign",
        "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs dxfs colors",
        "numFmts": "numFmt*", "fonts": "font*", "fills": "fill*", "borders": "border*",
        "cellStyleXfs": "xf*", "cellXfs": "xf*", "xf": "alignment",
        "dxfs": "dxf*", "dxf": "font numFmt fill alignment border",
        "font": "name charset sz color strike vertAlign",
        "fill": "patternFill/gradientFill", "patternFill": "fgColor", "gradientFill": "stop*",
        "stop": "color", "border": "left right start end top bottom diagonal vertical horizontal",
        "left": "color", "right": "color", "start": "color", "end": "color", "top": "color",
        "bottom": "color", "diagonal": "color", "vertical": "color", "horizontal": "color",
        "colors": "indexedColors mruColors", "indexedColors": "rgbColor*", "mruColors": "color*",
        "colorScale": "color*", "dataBar": "color",
    ]
}
