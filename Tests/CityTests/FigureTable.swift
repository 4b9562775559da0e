import Milepost
import MilepostReports
import Testing

@testable import MilepostCommand

/// A table of `Tests/Cities` or of the annotated facts, by the names of its columns.
struct FigureTable {
    struct Row: Sendable {
        private let cells: [String: String]

        init(_ cells: [String: String]) {
            self.cells = cells
        }

        subscript(column: String) -> String { cells[column] ?? "" }
    }

    let rows: [Row]

    init(_ bytes: [UInt8]) throws {
        let sheet = try CSVSheet(String(decoding: bytes, as: UTF8.self))
        rows = sheet.rows.map { row in
            Row(Dictionary(zip(sheet.header.cells, row.cells)) { first, _ in first })
        }
    }

    static func figures() throws -> FigureTable {
        try FigureTable(Repository.bytes("Tests/Cities/figures.csv"))
    }

    static func figures(of city: City, use: String) throws -> [Row] {
        try figures().rows.filter { $0["city"] == city.code && $0["use"] == use }
    }
}

/// A figure in the columns of `figures.csv`; equal where every one of them is.
struct StatedFigure: Hashable, Comparable, CustomStringConvertible {
    let description: String

    init(_ row: FigureTable.Row) {
        // A total, an increment and a level are all the measure's value.
        let isValue = ["total", "increment", "level"].contains(row["mode"])
        description = [
            row["city"], row["year"], row["project"], row["measure"], row["facets"], row["stage"],
            row["nowAt"] == "true" ? "now at" : "", row["baseline"], isValue ? "" : row["mode"],
            row["value"], row["unit"], row["bound"], row["asOf"], row["was"],
        ].joined(separator: "|")
    }

    init?(_ row: StatusReport.Row) {
        let figure = row.figure
        guard let value = figure.value, !value.derived else { return nil }
        description = [
            figure.measure.city, String(figure.measure.year), figure.measure.project,
            figure.measure.measure, figure.facets.description, figure.stage.rawValue,
            figure.nowAt ? "now at" : "", figure.baseline?.text ?? "", figure.mode?.rawValue ?? "",
            value.quantity.value.description, row.unit, value.quantity.bound.rawValue,
            value.asOf.description, row.report?.was?.description ?? "",
        ].joined(separator: "|")
    }

    static func < (left: StatedFigure, right: StatedFigure) -> Bool {
        left.description < right.description
    }
}
