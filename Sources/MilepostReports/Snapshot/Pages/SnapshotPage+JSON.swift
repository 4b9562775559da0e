import EventLog
import Milepost

extension SnapshotPage {
    /// The page for programs, on one line: what it says of itself, and the sealed text verbatim.
    package var json: String {
        let head = OutputJSON.object([
            ("preview", .bool(seal == nil)), ("digest", .string(digest)),
            ("event", .of(seal?.event)), ("position", .of(seal?.position)),
            ("note", .of(seal?.note)),
        ])
        return head.text.dropLast() + #","snapshot":\#(sealed)}"#
    }
}

extension ReadPage {
    /// Reads a page for programs, however it was laid out since; nil where it is none.
    package init?(json text: String) {
        guard case .object(let members)? = JSON(anyLayout: text) else { return nil }
        let page = Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
        guard let snapshot = page["snapshot"] else { return nil }
        var reader = LeafReader()
        // What stands beside the snapshot is read too, whatever it is called.
        for member in members where member.key != "snapshot" && member.key != "note" {
            reader.read(member.value, at: member.key)
        }
        reader.snapshot(snapshot)
        self.init(
            format: .json,
            language: .en,
            sealed: String(decoding: snapshot.bytes, as: UTF8.self),
            note: page["preview"] == .bool(true) ? nil : page["note"]?.text,
            digest: page["digest"]?.text,
            cells: reader.cells
        )
    }
}

/// Lists every leaf of a sealed text with its path.
private struct LeafReader {
    private(set) var cells: [ReadPage.Cell] = []
    /// The key of the figure that is being read; empty outside of figures.
    private var figure = ""

    mutating func snapshot(_ json: JSON) {
        guard case .object(let members) = json else { return read(json, at: "") }
        for member in members {
            guard member.key == "projects", case .array(let projects) = member.value else {
                read(member.value, at: member.key)
                continue
            }
            for (offset, project) in projects.enumerated() {
                self.project(project, at: "projects.\(offset)")
            }
        }
    }

    private mutating func project(_ json: JSON, at path: String) {
        guard case .object(let members) = json else { return read(json, at: path) }
        let code = members.first { $0.key == "project" }?.value.text ?? ""
        for member in members {
            guard member.key == "figures", case .array(let figures) = member.value else {
                read(member.value, at: "\(path).\(member.key)")
                continue
            }
            for figure in figures {
                self.figure = figure.figureKey(of: code)
                read(figure, at: "")
            }
            figure = ""
        }
    }

    mutating func read(_ json: JSON, at path: String) {
        func below(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
        func cell(_ text: String) -> ReadPage.Cell {
            ReadPage.Cell(figure: figure, column: path, text: text)
        }
        switch json {
        case .string(let text): cells.append(cell(text))
        case .integer(let number): cells.append(cell(String(number)))
        case .bool(let flag): cells.append(cell(flag ? "true" : "false"))
        case .array(let elements):
            for (offset, element) in elements.enumerated() { read(element, at: below("\(offset)")) }
        case .object(let members):
            for member in members { read(member.value, at: below(member.key)) }
        }
    }
}

extension JSON {
    /// The key of a figure's object, as `Snapshot.Figure.key` gives it; what is missing is left out.
    fileprivate func figureKey(of project: String) -> String {
        guard case .object(let members) = self else { return project }
        func value(_ key: String) -> JSON? { members.first { $0.key == key }?.value }
        return Snapshot.Figure.key(
            project: project,
            measure: value("measure")?.text ?? "",
            stage: value("stage")?.text,
            nowAt: value("nowAt") == .bool(true),
            mode: value("mode")?.text,
            baseline: value("baseline")?.text,
            facets: value("facets")?.facets ?? .none
        )
    }
}
