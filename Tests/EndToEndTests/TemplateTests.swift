import Testing

/// The sheet of a month, filled in and taken back.
struct TemplateTests {
    @Test(arguments: ["en", "zh"])
    func `a template that is filled in is taken back`(language: String) throws {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "=3", "--as-of", "2024-08")
        try office.succeed("record", "pocket-parks/parks", "=5", "--as-of", "2024-09-15")
        try office.succeed("template", "t.csv", "--month", "2024-09", "--lang", language)
        let sheet = try office.read("t.csv")
        var lines = sheet.split(separator: "\r\n").map(String.init)
        let parks = try #require(lines.firstIndex { $0.contains("5,3,2024-08-31") })
        #expect(try office.succeed("record", "--from", "t.csv").contains("4 left empty"))
        lines[parks].replace(",,2024-09-30", with: ",6,2024-09-30")
        try office.write(lines.joined(separator: "\r\n") + "\r\n", to: "filled.csv")
        #expect(
            try office.succeed("record", "--from", "filled.csv")
                == "1 added, 0 unchanged, 0 refused, 3 left empty\n"
        )
        #expect(
            try office.succeed("status", "pocket-parks", "--as-of", "2024-09", "--format", "json")
                .contains(#""value":"6""#)
        )
    }
}
