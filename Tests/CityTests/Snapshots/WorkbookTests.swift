import Milepost
import MilepostReports
import Testing

/// A snapshot as a workbook.
struct WorkbookTests {
    @Test(arguments: City.allCases, Language.allCases)
    func `every published figure stands in the sheets with its exact value`(
        city: City,
        language: Language
    ) throws {
        let page = try SnapshotPage.preview(of: city)
        let bytes = try page.workbook(language)
        #expect(try page.workbook(language) == bytes)
        let read = try ReadPage(workbook: bytes)
        #expect(read.language == language)
        #expect(read.sealed == page.sealed)
        #expect(read.digest == page.digest)
        #expect(read.note == nil)
        let published = try city.publishedValues()
        #expect(published.subtracting(read.values("value")).sorted() == [])
        for (column, count) in [
            ("value", page.figures.count { $0.row.figure.value != nil }),
            ("share", page.figures.count { $0.row.figure.target?.share != nil }),
            ("remaining", page.figures.count { $0.row.figure.target?.remaining != nil }),
        ] { #expect(read.values(column).count == count) }
    }

    @Test func `an issued workbook carries its note`() throws {
        let page = try SnapshotPage.issued(.linyi)
        let read = try ReadPage(workbook: page.workbook(.en))
        #expect(read.note == page.seal?.note)
        #expect(!read.cells.contains { $0.text.contains("PREVIEW") })
        #expect(read.cells.contains { $0.text.hasPrefix("@200 ") })
    }

    @Test func `names that steer spreadsheets are texts, and no digit is lost`() throws {
        let page = try SnapshotPage.hostile()
        let read = try ReadPage(workbook: page.workbook(.zh))
        for name in SnapshotPage.hostileNames {
            #expect(read.cells.contains { $0.column == "measure" && $0.text == name })
        }
        #expect(read.cells.contains { $0.text == "900000000000012.3456" })
        #expect(read.sealed == page.sealed)
        let empty = try SnapshotPage.empty()
        #expect(try ReadPage(workbook: empty.workbook(.en)).sealed == empty.sealed)
    }

    @Test func `a page of very many projects is read back whole`() throws {
        let page = try SnapshotPage.preview(of: .chengde) { snapshot in
            let project = snapshot.projects[3]
            snapshot.projects = (0..<200).map { number in
                var project = project
                project.code = "project-\(number)"
                for figure in project.figures.indices {
                    project.figures[figure].row.figure.measure.project = project.code
                }
                return project
            }
        }
        let read = try ReadPage(workbook: page.workbook(.zh))
        #expect(read.values("value").count == page.figures.count)
        #expect(read.sealed == page.sealed)
    }

    @Test func `what is no workbook is refused`() throws {
        var bytes = try SnapshotPage.preview(of: .chengde).workbook(.zh)
        #expect(throws: UnreadableWorkbook.notZip) { try ReadPage(workbook: []) }
        #expect(throws: UnreadableWorkbook.notZip) { try ReadPage(workbook: Array("PK".utf8)) }
        #expect(throws: UnreadableWorkbook.self) {
            try ReadPage(workbook: Array(bytes.dropLast(900)))
        }
        for index in bytes.indices where index % 97 == 0 { bytes[index] ^= 0x55 }
        #expect(throws: UnreadableWorkbook.self) { try ReadPage(workbook: bytes) }
    }
}
