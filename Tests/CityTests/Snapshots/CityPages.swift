import EventLog
import Milepost
import Testing

@testable import MilepostReports

/// Pages of the cities' quarters, and of invented ones.
extension City {
    /// With an invented seal, or as a provisional preview.
    func page(issued: Bool) throws -> SnapshotPage {
        var snapshot = try snapshot()
        guard issued else {
            snapshot.isProvisional = true
            return try SnapshotPage(sealed: snapshot.sealed, seal: nil)
        }
        snapshot.issuedBy = "李主任"
        snapshot.approvedBy = "王市长"
        snapshot.issuedAt = Moment("2024-10-31T08:24:00.000Z")
        return try SnapshotPage(sealed: snapshot.sealed, seal: Self.seal)
    }

    private static var seal: SnapshotPage.Seal {
        get throws {
            let note =
                "example.org/minsheng\n197\nZm9vYmFy\n\n— example.org/minsheng Zm9vYmFyYmF6\n"
            let id = try #require(EventID("01a200ca-3ad3-7ccc-9b72-1549bfe9f453"))
            return SnapshotPage.Seal(event: id, position: 196, note: note)
        }
    }

    static let hostileNames = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0",
        String(repeating: "W", count: 200), "前\u{202E}后", "零\u{200B}宽", "&lt;&#60; \\u003c",
        String(repeating: "长", count: 200),
    ]

    /// A preview whose names, units and notes were written by somebody who means ill.
    static func hostilePage() throws -> SnapshotPage {
        var snapshot = try chengde.snapshot()
        for (offset, text) in hostileNames.enumerated() {
            let name = try #require(Name(zh: text, en: text))
            snapshot.projects[offset].name = name
            snapshot.projects[offset].lead = name
            snapshot.projects[offset].theme = text
            for index in snapshot.projects[offset].figures.indices {
                snapshot.projects[offset].figures[index].row.measure.name = name
            }
            snapshot.projects[offset].statements = snapshot.projects[offset].statements.map {
                var statement = $0
                statement.note = text
                return statement
            }
            snapshot.projects[offset].declared = snapshot.projects[offset].statements.first
            snapshot.places["1308\(offset)"] = name
        }
        snapshot.places[snapshot.place] = Name(zh: hostileNames[1], en: hostileNames[0])
        snapshot.issuedBy = hostileNames[1]
        return try SnapshotPage(sealed: snapshot.sealed, seal: nil)
    }

    /// With so many reports missing, and a total that is less than its increments.
    static func incompletePage(missing: Int) throws -> SnapshotPage {
        var snapshot = try chengde.snapshot()
        let report = Snapshot.Gaps.Missing(
            project: "shantytowns",
            measure: "dwellings",
            place: snapshot.place,
            from: try #require(CalendarDate(iso: "2024-08-01")),
            to: try #require(CalendarDate(iso: "2024-08-31"))
        )
        snapshot.gaps = Snapshot.Gaps(
            expected: 300,
            arrived: 300 - missing,
            missing: Array(repeating: report, count: missing)
        )
        let less = Quantity(value: Decimal(tenThousandths: -50_000))
        snapshot.projects[0].figures[1].row.figure.unreconciled = less
        return try SnapshotPage(sealed: snapshot.sealed, seal: nil)
    }

    /// So many projects, each of so many figures with a value at the end of every month.
    static func largePage(projects: Int, figures: Int = 1) throws -> SnapshotPage {
        var snapshot = try chengde.snapshot()
        snapshot.quarter = try #require(Quarter("2024Q4"))
        let found = snapshot.projects.first { $0.figures.contains { $0.row.figure.target != nil } }
        var sample = try #require(found)
        sample.statements = []
        sample.declared = nil
        sample.figures = Array(
            sample.figures.filter { $0.row.figure.mode == nil && !$0.row.figure.nowAt }
                .suffix(figures)
        )
        var months: [Snapshot.MonthValue] = []
        var month = Month(of: try #require(CalendarDate(iso: "2024-01-01")))
        for number in 1...12 {
            let value = Decimal(tenThousandths: Int64(number * 12_500))
            months.append(Snapshot.MonthValue(month: month, value: value))
            month = month.next
        }
        for index in sample.figures.indices { sample.figures[index].months = months }
        snapshot.projects = (1...projects).map { number in
            var project = sample
            project.code = "project-\(number)"
            project.theme = "theme \(number % 12)"
            return project
        }
        return try SnapshotPage(sealed: snapshot.sealed, seal: nil)
    }
}

extension SnapshotPage {
    /// The page with moments as they are in China.
    func html(_ language: Language) -> String {
        html(language) { $0.text(offset: 8 * 3_600_000) }
    }

    /// The figures of which nothing was reported for just them.
    var derivedKeys: Set<String> {
        let figures = snapshot.projects.flatMap(\.figures)
        return Set(figures.filter { $0.row.figure.value?.derived == true }.map(\.key))
    }
}
