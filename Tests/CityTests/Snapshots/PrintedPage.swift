import EventLog
import Foundation
import Milepost
import MilepostReports
import Testing

/// Pages as tests print them.
extension SnapshotPage {
    /// A preview of the city's quarter, as it is changed first.
    static func preview(
        of city: City,
        _ change: (inout Snapshot) throws -> Void = { _ in }
    ) throws -> SnapshotPage {
        var snapshot = try city.snapshot()
        try change(&snapshot)
        return try SnapshotPage(sealed: snapshot.sealed, seal: nil)
    }

    static func issued(_ city: City) throws -> SnapshotPage {
        var snapshot = try city.snapshot()
        snapshot.issuedBy = "市政府办公室"
        snapshot.approvedBy = "张三"
        snapshot.issuedAt = Moment("2024-11-08T02:00:00Z")
        return try SnapshotPage(
            sealed: snapshot.sealed,
            seal: Seal(
                event: WorkedLog.id(200),
                position: 200,
                note: "an origin\n201\n\n— a signature \n"
            )
        )
    }

    /// A quarter of a city that has promised nothing.
    static func empty() throws -> SnapshotPage {
        try preview(of: .chengde) { snapshot in
            snapshot.projects = []
            (snapshot.gaps.expected, snapshot.gaps.arrived, snapshot.gaps.missing) = (0, 0, [])
        }
    }

    /// Names that steer spreadsheets, browsers and tables, with an amount of 19 digits and a project
    /// without a figure.
    static func hostile() throws -> SnapshotPage {
        try preview(of: .linyi) { snapshot in
            for (offset, name) in Self.hostileNames.enumerated() {
                snapshot.projects[offset].name = try #require(Name(zh: name, en: nil))
                snapshot.projects[offset].lead = Name(zh: name, en: name)
                snapshot.projects[offset].theme = name
                for figure in snapshot.projects[offset].figures.indices {
                    let measure = try #require(Name(zh: nil, en: name))
                    snapshot.projects[offset].figures[figure].row.measure.name = measure
                }
                for statement in snapshot.projects[offset].statements.indices {
                    snapshot.projects[offset].statements[statement].note = name
                }
            }
            snapshot.projects[12].figures = []
            snapshot.projects[13].figures[0].row.figure.value?.quantity = Quantity(
                value: Decimal(tenThousandths: 9_000_000_000_000_123_456)
            )
            snapshot.projects[13].figures[0].row.report = nil
            snapshot.projects[13].figures[0].sinceQuarter = Quantity(
                value: Decimal(tenThousandths: -25_000)
            )
            snapshot.issuedBy = "&R=1+1"
        }
    }

    static let hostileNames = [
        "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "<script>alert(1)</script>", "a|b",
        String(repeating: "长", count: 200), #"say "it", ""twice"""#, "# [x](http://a.example) `y`",
        "＝1＋1", "_x0041_ www.a.example ![p](q) &amp; ~x~ a@b.example", "History",
    ]

    var figures: [Snapshot.Figure] { snapshot.projects.flatMap(\.figures) }
}

/// A figure by its key with its value as the exact plain decimal.
struct PrintedValue: Hashable, Comparable, CustomStringConvertible {
    let description: String

    init(_ figure: String, _ value: String) { description = "\(figure): \(value)" }

    static func < (left: PrintedValue, right: PrintedValue) -> Bool {
        left.description < right.description
    }
}

extension City {
    /// The published figures: those of the annotated table, by their keys in the snapshot.
    func publishedValues() throws -> Set<PrintedValue> {
        let stated = Set(
            try FigureTable.figures(of: self, use: "figure").map { StatedFigure($0) }
        )
        let figures = try SnapshotPage.preview(of: self).figures.filter { figure in
            StatedFigure(figure.row).map { stated.contains($0) } == true
        }
        return Set(
            try figures.map { figure in
                let value = try #require(figure.row.figure.value)
                return PrintedValue(figure.key, value.quantity.value.description)
            }
        )
    }

    var publishedCount: Int { self == .chengde ? 77 : 119 }
}

extension ReadPage {
    /// What a page says in one column of its figures, by their keys.
    func values(_ column: String) -> Set<PrintedValue> {
        Set(
            cells.filter { $0.column == column && !$0.figure.isEmpty }
                .map { PrintedValue($0.figure, $0.text) }
        )
    }

    /// The cells of each of two pages that the other one does not have.
    func parted(from other: ReadPage) -> (mine: [Cell], theirs: [Cell]) {
        var mine: [Cell] = []
        var theirs: [Cell] = []
        for change in cells.difference(from: other.cells) {
            switch change {
            case .insert(_, let cell, _): mine.append(cell)
            case .remove(_, let cell, _): theirs.append(cell)
            }
        }
        return (mine, theirs)
    }
}

/// A number of a text with another last digit.
func withAnotherDigit(_ number: String) -> String {
    number.dropLast() + (number.hasSuffix("7") ? "8" : "7")
}
