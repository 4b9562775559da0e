import Milepost
import MilepostReports
import Testing

/// A snapshot as tidy data.
struct CSVPageTests {
    @Test(arguments: City.allCases)
    func `every published figure stands in the sheet with its exact value`(city: City) throws {
        let text = try SnapshotPage.preview(of: city).csv(.zh, bom: false)
        let table = try FigureTable(Array(text.utf8))
        let published = try city.publishedValues()
        #expect(published.count == city.publishedCount)
        let values = table.rows.filter { $0["what"] == "value" }
        #expect(
            published.isSubset(of: values.map { PrintedValue($0["figure"], $0["number"]) })
        )
        // The columns tell the figure without its key, too.
        let remarks = table.rows.filter { $0["word"] == "derived" }.map { $0["figure"] }
        let was = Dictionary(
            table.rows.filter { $0["what"] == "was" }.map { ($0["figure"], $0["number"]) },
            uniquingKeysWith: { first, _ in first }
        )
        let found = values.filter { !$0["number"].isEmpty && !remarks.contains($0["figure"]) }
            .map { row in
                StatedFigure(
                    FigureTable.Row([
                        "city": row["city"], "year": String(row["quarter"].prefix(4)),
                        "project": row["project"], "measure": row["measure"],
                        "facets": row["facets"], "stage": row["stage"],
                        "nowAt": row["at"] == "now-at" ? "true" : "false",
                        "baseline": row["baseline"],
                        "mode": row["mode"].isEmpty ? "total" : row["mode"],
                        "value": row["number"], "unit": row["unit"], "bound": row["bound"],
                        "asOf": row["period"], "was": was[row["figure"]] ?? "",
                    ])
                )
            }
        let stated = try FigureTable.figures(of: city, use: "figure").map { StatedFigure($0) }
        #expect(Set(found) == Set(stated))
    }

    @Test(arguments: City.allCases)
    func `each changed digit is one cell that differs`(city: City) throws {
        let text = try SnapshotPage.preview(of: city).csv(.zh, bom: false)
        let sheet = try CSVSheet(text)
        let number = try #require(sheet.header.cells.firstIndex(of: "number"))
        let figure = try #require(sheet.header.cells.firstIndex(of: "figure"))
        var changed = CSVSheet.line(sheet.header.cells)
        var expected: [PrintedValue] = []
        for row in sheet.rows {
            var cells = row.cells
            if !cells[figure].isEmpty, !cells[number].isEmpty {
                cells[number] = withAnotherDigit(cells[number])
                expected.append(PrintedValue(cells[figure], cells[number]))
            }
            changed += CSVSheet.line(cells)
        }
        let parted = try ReadPage(csv: changed).parted(from: ReadPage(csv: text))
        #expect(parted.mine.map { PrintedValue($0.figure, $0.text) } == expected)
        #expect(parted.theirs.count == expected.count)
        #expect(expected.count > city.publishedCount)
    }

    @Test func `every row says what it is of, and the last one has the digest`() throws {
        for (page, edition, position) in [
            (try SnapshotPage.preview(of: .chengde), "preview", ""),
            (try .issued(.chengde), "final", "200"),
        ] {
            let text = page.csv(.en, bom: true)
            let rows = try FigureTable(Array(text.utf8.dropFirst(3))).rows
            #expect(text.unicodeScalars.first == "\u{FEFF}")
            #expect(rows.allSatisfy { $0["edition"] == edition && $0["quarter"] == "2024Q3" })
            #expect(rows.last?["what"] == "digest")
            #expect(rows.last?["text"] == "sha256:\(page.digest)")
            #expect(rows.last?["number"] == position)
            let read = try ReadPage(csv: text)
            #expect(read.digest == page.digest && read.language == .en && read.sealed == nil)
        }
    }

    @Test func `a text that would be a formula is a text, and numbers stay numbers`() throws {
        let page = try SnapshotPage.hostile()
        let rows = try FigureTable(Array(page.csv(.zh, bom: false).utf8)).rows
        let names = Set(rows.map { $0["project_name"] })
        for name in SnapshotPage.hostileNames {
            let isFormula = ["=", "@", "+", "-", "＝"].contains(name.prefix(1))
            #expect(names.contains(isFormula ? "'" + name : name))
        }
        for row in rows {
            for column in ["project_name", "theme", "measure_name", "text", "facets", "unit"] {
                #expect(!["=", "@", "+", "-", "＝"].contains(row[column].prefix(1)))
            }
        }
        #expect(rows.contains { $0["number"] == "900000000000012.3456" })
        #expect(rows.contains { $0["number"].hasPrefix("-") })
        let bare = page.snapshot.projects[12].code
        #expect(rows.contains { $0["project"] == bare && $0["what"] == "status" })
        #expect(!rows.contains { $0["project"] == bare && $0["what"] == "value" })
    }

    @Test func `a sheet saved by another program reads the same`() throws {
        let text = try SnapshotPage.preview(of: .linyi).csv(.zh, bom: false)
        let quoted = try CSVSheet(text)
        let saved = ([quoted.header] + quoted.rows).map { row in
            row.cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ";")
        }.joined(separator: "\n")
        #expect(try ReadPage(Array(("\u{FEFF}" + saved).utf8)) == ReadPage(csv: text))
        let tabs = text.replacing(",", with: "\t")
        #expect(try ReadPage(Array(tabs.utf8)).format == .csv)
        let longer = text.replacing(",120,个,", with: ",1.20E+02,个,")
        #expect(longer != text)
        #expect(try ReadPage(csv: longer) == ReadPage(csv: text))
        for sign in ["+-", "-+", "--"] {
            let signed = text.replacing(",120,个,", with: ",\(sign)120,个,")
            #expect(try ReadPage(csv: signed) != ReadPage(csv: text))
        }
        let empty = try ReadPage(csv: SnapshotPage.empty().csv(.en, bom: false))
        #expect(empty.cells.contains { $0.column == "projects" && $0.text == "0" })
    }
}
