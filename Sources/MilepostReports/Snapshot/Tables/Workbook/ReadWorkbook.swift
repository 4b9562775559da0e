/// A workbook as any program may have saved it: its sheets with what a reader sees in their cells.
struct ReadWorkbook {
    var sheets: [ReadSheet] = []

    init(_ bytes: [UInt8]) throws(UnreadableWorkbook) {
        var archive = try ZipArchive(bytes)
        let root = try Self.relations(in: try archive.required("_rels/.rels"), of: "")
        guard let main = root.first(where: { $0.type == "officeDocument" })?.target else {
            throw .missingPart("workbook.xml")
        }
        let folder = main.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        let name = String(main.dropFirst(folder.utf8.count))
        let relations = try Self.relations(
            in: try archive.required("\(folder)_rels/\(name).rels"),
            of: folder
        )
        func target(_ type: String) -> String? { relations.first { $0.type == type }?.target }
        var strings: [String] = []
        if let part = target("sharedStrings") {
            let bytes = try archive.required(part)
            strings = try Self.parsing(part) { () throws(NotXML) in try SharedStrings(bytes).texts }
        }
        var styles = NumberStyles()
        if let part = target("styles") {
            let bytes = try archive.required(part)
            styles = try Self.parsing(part) { () throws(NotXML) in try NumberStyles(bytes) }
        }
        let book = try archive.required(main)
        let entries = try Self.parsing(main) { () throws(NotXML) in try Self.entries(in: book) }
        for entry in entries {
            guard let part = relations.first(where: { $0.id == entry.id })?.target else {
                throw .missingPart(entry.name)
            }
            let bytes = try archive.required(part)
            sheets.append(
                try Self.parsing(part) { () throws(NotXML) in
                    var sheet = ReadSheet(name: entry.name, isHidden: entry.isHidden)
                    try sheet.read(bytes, strings: strings, styles: styles)
                    return sheet
                }
            )
        }
    }

    private static func parsing<T>(
        _ part: String,
        _ read: () throws(NotXML) -> T
    ) throws(UnreadableWorkbook) -> T {
        do { return try read() } catch { throw .notXML(part: part) }
    }

    // MARK: Which parts there are

    private struct Relation {
        var id: String
        /// The last part of its type's address.
        var type: String
        var target: String
    }

    private static func relations(
        in bytes: [UInt8],
        of folder: String
    ) throws(UnreadableWorkbook) -> [Relation] {
        try parsing("\(folder)_rels") { () throws(NotXML) in
            var reader = XMLReader(bytes)
            var relations: [Relation] = []
            while let token = try reader.next() {
                guard case .start("Relationship", let said) = token, let id = said["Id"],
                    let type = said["Type"]?.split(separator: "/").last, let target = said["Target"]
                else { continue }
                relations.append(
                    Relation(id: id, type: String(type), target: path(target, from: folder))
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

    private static func entries(
        in bytes: [UInt8]
    ) throws(NotXML) -> [(name: String, id: String, isHidden: Bool)] {
        var reader = XMLReader(bytes)
        var entries: [(name: String, id: String, isHidden: Bool)] = []
        while let token = try reader.next() {
            guard case .start("sheet", let said) = token, let name = said["name"],
                let id = said["id"]
            else { continue }
            entries.append((name, id, (said["state"] ?? "visible") != "visible"))
        }
        return entries
    }
}

extension ZipArchive {
    fileprivate mutating func required(_ name: String) throws(UnreadableWorkbook) -> [UInt8] {
        guard let bytes = try part(name) else { throw .missingPart(name) }
        return bytes
    }
}

/// The texts that cells refer to by number.
private struct SharedStrings {
    var texts: [String] = []

    init(_ bytes: [UInt8]) throws(NotXML) {
        var reader = XMLReader(bytes)
        var text = ""
        var isText = false
        var isReading = true
        while let token = try reader.next() {
            switch token {
            case .start("si", _): text = ""
            case .end("si"): texts.append(SheetText.plain(text))
            // How a text is pronounced stands above it and is no part of it.
            case .start("rPh", _): isReading = false
            case .end("rPh"): isReading = true
            case .start("t", _): isText = isReading
            case .end("t"): isText = false
            case .text(let piece): if isText { text += piece }
            default: continue
            }
        }
    }
}

/// How numbers are shown, by the number of a cell's style.
struct NumberStyles {
    private var codes: [Int: String] = [
        0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 49: "@",
    ]
    private var formats: [Int] = []

    init() {}

    init(_ bytes: [UInt8]) throws(NotXML) {
        var reader = XMLReader(bytes)
        var isCell = false
        while let token = try reader.next() {
            switch token {
            case .start("numFmt", let said):
                guard let id = said["numFmtId"].flatMap({ Int($0) }) else { throw NotXML() }
                codes[id] = said["formatCode"]
            case .start("cellXfs", _): isCell = true
            case .end("cellXfs"): isCell = false
            case .start("xf", let said):
                if isCell { formats.append(said["numFmtId"].flatMap { Int($0) } ?? 0) }
            default: continue
            }
        }
    }

    /// Nil where a number in this style is shown with all its decimals and nothing else; else how.
    func hiding(_ plain: String, style: Int) -> String? {
        let format = formats.indices.contains(style) ? formats[style] : 0
        let code = codes[format] ?? "\(format)"
        if code == "General" || code == "@" { return nil }
        let parts = code.split(separator: ".", omittingEmptySubsequences: false)
        let shown = parts.count > 1 ? parts[1] : ""
        guard parts.count <= 2, parts[0] == "0" || parts[0] == "#,##0",
            shown.allSatisfy({ $0 == "0" })
        else { return code }
        let decimals = plain.split(separator: ".").dropFirst().first?.utf8.count ?? 0
        return decimals <= shown.utf8.count ? nil : code
    }
}
