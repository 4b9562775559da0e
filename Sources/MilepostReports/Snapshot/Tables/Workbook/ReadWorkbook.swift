/// A workbook as any program may have saved it: its sheets with what a reader sees in their cells.
struct ReadWorkbook {
    var sheets: [ReadSheet] = []
    /// What is in the file that no page has: macros, comments, pictures.
    private(set) var obstacles: [String] = []

    init(_ bytes: [UInt8]) throws(UnreadableWorkbook) {
        var archive = try ZipArchive(bytes)
        try archive.checkNames()
        let root = try Self.relations(in: try archive.required("_rels/.rels"), of: "")
        guard let main = try root.only("officeDocument") else { throw .missingPart("workbook.xml") }
        let relations = try Self.relations(
            in: try archive.required(Self.relationsPart(of: main)),
            of: Self.folder(of: main)
        )
        obstacles = (root.others(than: Self.ofFile) + relations.others(than: Self.ofWorkbook))
            .map(\.type)
        var looks = CellLooks()
        if let part = try relations.only("styles") {
            let bytes = try archive.required(part)
            var theme: [UInt8]?
            if let part = try relations.only("theme") { theme = try archive.required(part) }
            looks = try Self.parsing(part) { () throws(NotXML) in
                try CellLooks(bytes, theme: theme)
            }
        }
        var strings: [String] = []
        if let part = try relations.only("sharedStrings") {
            let bytes = try archive.required(part)
            strings = try Self.parsing(part) { () throws(NotXML) in
                try Self.strings(in: bytes, looks.palette)
            }
        }
        let bytes = try archive.required(main)
        let book = try Self.parsing(main) { () throws(NotXML) in try Entries(bytes) }
        for entry in book.sheets {
            guard let part = relations.first(where: { $0.id == entry.id })?.target else {
                throw .missingPart(entry.name)
            }
            let bytes = try archive.required(part)
            var sheet = ReadSheet(name: entry.name, isHidden: entry.isHidden)
            do { try sheet.read(bytes, strings: strings, looks: looks) } catch {
                throw .notXML(part: part)
            }
            let related = Self.relationsPart(of: part)
            if let bytes = try archive.part(related) {
                let others = try Self.relations(in: bytes, of: Self.folder(of: part))
                    .others(than: Self.ofSheet)
                for relation in others {
                    if relation.type == "drawing", try archive.isEmpty(relation.target) { continue }
                    sheet.obstacles.append(relation.type)
                }
            }
            sheets.append(sheet)
        }
        obstacles += book.windows
        for name in book.names { take(name) }
    }

    // MARK: What belongs to a page

    private static let ofFile: Set<String> = [
        "officeDocument", "core-properties", "extended-properties", "custom-properties",
    ]
    private static let ofWorkbook: Set<String> = [
        "worksheet", "styles", "theme", "sharedStrings", "calcChain", "sheetMetadata", "customXml",
    ]
    private static let ofSheet: Set<String> = ["printerSettings", "customProperty"]

    /// What is printed of a sheet is a part of the page; other names are not.
    private mutating func take(_ name: Entries.Name) {
        if name.name == "_xlnm._FilterDatabase" { return }
        guard ["_xlnm.Print_Area", "_xlnm.Print_Titles"].contains(name.name),
            let number = name.sheet, sheets.indices.contains(number)
        else { return obstacles.append("name \(name.name)") }
        let cells = name.cells.filter { $0 != "'" }
        sheets[number].margins.append((name.name, cells))
    }

    private static func strings(
        in bytes: [UInt8],
        _ palette: Palette
    ) throws(NotXML) -> [String] {
        var reader = XMLReader(bytes)
        var strings: [String] = []
        var text = RichText()
        while let token = try reader.next() {
            switch token {
            case .start("si", _): text = RichText()
            case .end("si"): strings.append(text.text(palette))
            case .start(let element, let said): text.begin(element, said)
            case .end(let element): text.end(element)
            case .text(let piece): text.add(piece)
            }
        }
        return strings
    }

    private static func parsing<T>(
        _ part: String,
        _ read: () throws(NotXML) -> T
    ) throws(UnreadableWorkbook) -> T {
        do { return try read() } catch { throw .notXML(part: part) }
    }

    // MARK: Which parts there are

    fileprivate struct Relation {
        var id: String
        /// The last part of its type's address.
        var type: String
        var target: String
        var isOutside: Bool
    }

    private static func relations(
        in bytes: [UInt8],
        of folder: String
    ) throws(UnreadableWorkbook) -> [Relation] {
        try parsing("\(folder)_rels") { () throws(NotXML) in
            var reader = XMLReader(bytes, .relations)
            var relations: [Relation] = []
            while let token = try reader.next() {
                guard case .start("Relationship", let said) = token else { continue }
                guard relations.count < ZipArchive.most, let id = said["Id"],
                    !relations.contains(where: { $0.id == id }),
                    let type = said["Type"]?.split(separator: "/").last, let target = said["Target"]
                else { throw NotXML() }
                relations.append(
                    Relation(
                        id: id,
                        type: String(type),
                        target: path(target, from: folder),
                        isOutside: said["TargetMode"] == "External"
                    )
                )
            }
            return relations
        }
    }

    /// The name of a part that is named from a folder: `worksheets/sheet1.xml`, `/xl/styles.xml`.
    private static func path(_ target: String, from folder: String) -> String {
        var parts: [Substring] = []
        for part in ((target.hasPrefix("/") ? "" : folder) + target).split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    private static func folder(of part: String) -> String {
        part.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    }

    private static func relationsPart(of part: String) -> String {
        "\(folder(of: part))_rels/\(part.split(separator: "/").last ?? "").rels"
    }
}

extension [ReadWorkbook.Relation] {
    /// The one part of a type: programs differ in which of two they take.
    fileprivate func only(_ type: String) throws(UnreadableWorkbook) -> String? {
        let found = filter { $0.type == type }
        guard found.count <= 1 else { throw .partTwice(type) }
        return found.first?.target
    }

    fileprivate func others(than known: Set<String>) -> [ReadWorkbook.Relation] {
        filter { $0.isOutside || !known.contains($0.type) }
    }
}

/// The sheets of a workbook and the names that it gives to cells.
private struct Entries {
    var sheets: [(name: String, id: String, isHidden: Bool)] = []
    var names: [Name] = []
    /// Windows that can't be seen, or from which no other sheet can be reached.
    var windows: [String] = []

    struct Name {
        var name: String
        /// Of which sheet, from 0.
        var sheet: Int?
        var cells = ""
    }

    init(_ bytes: [UInt8]) throws(NotXML) {
        var reader = XMLReader(bytes)
        var isName = false
        while let token = try reader.next() {
            switch token {
            case .start("sheet", let said):
                guard sheets.count < ZipArchive.most, let name = said["name"], let id = said["r:id"]
                else { throw NotXML() }
                sheets.append((name, id, (said["state"] ?? "visible") != "visible"))
            case .start("workbookView", let said):
                let isSeen = said["visibility"].map { $0 == "visible" } ?? true
                if !isSeen || !said.says("showSheetTabs", otherwise: true) {
                    windows.append("workbookView")
                }
            case .start("definedName", let said):
                names.append(
                    Name(name: said["name"] ?? "", sheet: said["localSheetId"].flatMap { Int($0) })
                )
                isName = true
            case .end("definedName"): isName = false
            case .text(let text): if isName { names[names.count - 1].cells += text }
            default: continue
            }
        }
    }
}

extension ZipArchive {
    fileprivate mutating func required(_ name: String) throws(UnreadableWorkbook) -> [UInt8] {
        guard let bytes = try part(name) else { throw .missingPart(name) }
        return bytes
    }

    /// Whether a part has nothing in it: LibreOffice gives every sheet such a drawing.
    fileprivate mutating func isEmpty(_ name: String) throws(UnreadableWorkbook) -> Bool {
        guard let bytes = try part(name) else { return false }
        var reader = XMLReader(bytes, .drawing)
        var elements = 0
        do {
            while let token = try reader.next() {
                if case .start = token { elements += 1 }
            }
        } catch { throw .notXML(part: name) }
        return elements == 1
    }
}
