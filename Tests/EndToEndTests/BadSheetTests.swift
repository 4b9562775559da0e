import Foundation
import Testing

struct BadSheetTests {
    private let header = "project,measure,stage,amount,as-of\n"
    private let sheet = """
        项目,指标,阶段,方式,数值,截止日期,备注
        背街小巷路灯,安装路灯,竣工,累计,240,2024-09-30,含城中村
        口袋公园,建成口袋公园,,增量,3,2024-09,
        城乡居民基础养老金,基础养老金标准,,,140,2024-07-01,

        """

    @Test func `one bad row of 100,000 is named by line and column, and nothing is appended`()
        throws
    {
        let office = try Office.withPlan()
        var rows = header
        for row in 2...100_001 {
            rows += "street-lamps,lamps,completed,\(row == 77_777 ? "+3个" : "+1"),2024-09-30\n"
        }
        try office.write(rows, to: "long.csv")
        let before = try office.export()
        let started = ContinuousClock.now
        let answer = try office.run("record", "--from", "long.csv")
        let elapsed = ContinuousClock.now - started
        #expect(answer.status == 2)
        #expect(answer.err.contains("line 77777, amount:"))
        #expect(answer.err.contains("盏"))
        #expect(!answer.err.contains("line 77776") && !answer.err.contains("line 77778"))
        #expect(try office.export() == before)
        #expect(elapsed < .seconds(120), "\(elapsed)")
    }

    @Test func `every bad row is named, and not the good ones`() throws {
        let office = try Office.withPlan()
        try office.write(
            header + """
                street-lamps,lamps,completed,+1,2024-09-30
                street-lamps,lamps,completed,+1,Sep-24
                street-lamps,lamps,,+1,2024-09-30
                street-lamps,lamps,completed,1e9,2024-09-30
                nowhere,lamps,completed,+1,2024-09-30
                street-lamps,lamps,completed,1,2024-09-30

                """,
            to: "bad.csv"
        )
        let before = try office.export()
        let answer = try office.run("record", "--from", "bad.csv")
        #expect(answer.status == 2)
        for (line, words) in [
            (3, ["as-of", "Sep-24", "as text"]), (4, ["stage", "completed"]),
            (5, ["amount", "1e9"]), (6, ["project", "nowhere"]), (7, ["mode"]),
        ] {
            let said = answer.err.split(separator: "\n").filter { $0.hasPrefix("line \(line)") }
            #expect(said.count == 1, "line \(line): \(answer.err)")
            for word in words { #expect(said.first?.contains(word) == true, "\(word): \(said)") }
        }
        #expect(!answer.err.contains("line 2"))
        #expect(answer.err.contains("nothing was appended"))
        #expect(try office.export() == before)
    }

    @Test func `a column that is missing or unknown is named`() throws {
        let office = try Office.withPlan()
        try office.write("project,measure,amount\npocket-parks,parks,+1\n", to: "short.csv")
        let missing = try office.run("record", "--from", "short.csv")
        #expect(missing.status == 2)
        #expect(missing.err.contains("as-of 截止日期"))
        try office.write("项目,指标,数字,截止日期\n口袋公园,建成口袋公园,+1,2024-09\n", to: "other.csv")
        let unknown = try office.run("record", "--from", "other.csv")
        #expect(unknown.status == 2)
        #expect(unknown.err.contains("数字") && unknown.err.contains("amount 数值"))
    }

    @Test func `GB 18030 is read and said`() throws {
        let office = try Office.withPlan()
        try office.write(sheet, to: "sheet.csv")
        try office.write(try gb18030("sheet.csv", in: office), to: "gb.csv")
        let answer = try office.run("record", "--from", "gb.csv")
        #expect(answer.status == 0, "\(answer.said)")
        #expect(answer.err.contains("GB 18030"))
        #expect(answer.out.contains("3 added"))
        #expect(try office.export().contains("含城中村"))
    }

    @Test func `a broken encoding is refused where it breaks`() throws {
        let office = try Office.withPlan()
        var bytes = Data(sheet.utf8)
        let comma = try #require(bytes.lastIndex(of: 0x2C))
        bytes.insert(0xFF, at: comma)
        try office.write(bytes, to: "broken.csv")
        try office.refuses(
            ["record", "--from", "broken.csv"],
            saying: ["line 4", "offset \(comma)", "UTF-8"]
        )
    }

    @Test func `the same sheet again appends nothing, however it was saved`() throws {
        let office = try Office.withPlan()
        try office.write(sheet, to: "sheet.csv")
        #expect(try office.succeed("record", "--from", "sheet.csv").contains("3 added"))
        let before = try office.export()
        try office.write("\u{FEFF}" + sheet.replacing("\n", with: "\r\n"), to: "excel.csv")
        try office.write(try gb18030("sheet.csv", in: office), to: "gb.csv")
        let turned = sheet.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).reversed()
                .joined(separator: ",")
        }
        try office.write(turned.joined(separator: "\n"), to: "turned.csv")
        try office.write(
            """
            as-of,amount,mode,stage,measure,project
            2024-09,=240,,completed,路灯,2024/street-lamps
            2024年9月,+3,,,parks,pocket-parks
            2024/7/1,140元/人,level,,monthly-amount,990100/2024/basic-pension

            """,
            to: "english.csv"
        )
        for file in ["sheet.csv", "excel.csv", "gb.csv", "turned.csv", "english.csv"] {
            let answer = try office.run("record", "--from", file)
            #expect(answer.status == 0, "\(file): \(answer.said)")
            #expect(answer.out.contains("0 added, 3 unchanged"), "\(file): \(answer.said)")
            #expect(try office.export() == before, "\(file)")
        }
    }

    @Test func `a filled template is taken back, empty is not reported and 0 is zero`() throws {
        let office = try Office.withPlan()
        #expect(try office.succeed("template", "s.csv", "--month", "2024-09").contains("4 rows"))
        let empty = try office.read("s.csv")
        let before = try office.export()
        #expect(try office.succeed("record", "--from", "s.csv").contains("4 left empty"))
        #expect(try office.export() == before)
        // Excel's columns: amount stands before the as-of date.
        try office.write(
            empty.replacing("parks,,,,,total,,", with: "parks,,,,,total,0,"),
            to: "filled.csv"
        )
        #expect(try office.succeed("record", "--from", "filled.csv").contains("1 added"))
        let status = try office.succeed("status", "--as-of", "2024-09-30")
        #expect(status.contains("0 个") && status.contains("not reported yet"))
    }

    private func gb18030(_ file: String, in office: Office) throws -> Data {
        let target = "\(file).gb"
        let answer = try office.tool(
            "/usr/bin/iconv",
            "-f",
            "UTF-8",
            "-t",
            "GB18030",
            file,
            "-o",
            target
        )
        #expect(answer.status == 0, "\(answer.err)")
        return try Data(contentsOf: office.folder.appendingPathComponent(target))
    }
}
