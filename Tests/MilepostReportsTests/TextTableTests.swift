import MilepostReports
import Testing

struct TextTableTests {
    @Test(arguments: [
        ("", 0), ("lamps", 5), ("安装路灯", 8), ("24 个", 5), ("９.９万", 7), ("，。《》", 8),
        ("カラオケ", 8), ("ｶﾗｵｹ", 4), ("한국어", 6), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("e\u{301}", 1), ("が", 2), ("か\u{3099}", 2), ("ñ", 1), ("\u{200B}", 0),
        ("😀", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("👍🏽", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("✅", 2),
        ("𠀀", 2), ("㎡", 2), ("m²", 2), ("①", 1), ("—", 1), ("\u{303F}", 1),
    ])
    func `a text is as wide as a terminal draws it`(text: String, width: Int) {
        #expect(TextTable.width(of: text) == width)
    }

    @Test func `columns align by display width, without trailing spaces`() {
        var table = TextTable([("项目", .leading), ("数值", .trailing), ("note", .leading)])
        table.append(["口袋公园", "223", "座"])
        table.append(["lamps", "1443000", ""])
        #expect(
            table.lines == [
                "项目         数值  note",
                "口袋公园      223  座",
                "lamps     1443000",
            ]
        )
    }

    @Test func `the second column begins at one place in every line`() {
        var table = TextTable([(title: "a", .leading), (title: "|", .leading)])
        for name in ["老旧小区", "old", "旧 e\u{301}", "👍🏽", ""] { table.append([name, "|"]) }
        let starts = table.lines.map { line in
            TextTable.width(of: String(line.prefix { $0 != "|" }))
        }
        #expect(Set(starts) == [10])
    }

    @Test func `a row may have fewer cells than there are columns, and no more count`() {
        var table = TextTable([("a", .leading), ("b", .trailing)])
        table.append(["1"])
        table.append(["1", "2", "3"])
        #expect(table.lines == ["a  b", "1", "1  2"])
        #expect(TextTable([("only", .trailing)]).lines == ["only"])
    }

    @Test(arguments: [
        "\u{1B}[2J", "two\nlines", "two\r\nlines", "\t", "\u{0}", "\u{7F}", "\u{9B}31m",
        "\u{2028}", "\u{202E}txt", "\u{2066}x",
    ])
    func `what steers a terminal never reaches it`(text: String) {
        var table = TextTable([(title: text, .leading), ("b", .leading)])
        table.append([text, "x"])
        let steering: (Unicode.Scalar) -> Bool = {
            $0.properties.generalCategory == .control || (0x2028...0x202E) ~= $0.value
                || (0x2066...0x2069) ~= $0.value
        }
        for line in table.lines {
            #expect(!line.unicodeScalars.contains(where: steering))
            #expect(line.unicodeScalars.contains("\u{FFFD}"))
        }
        let shown = TextTable.harmless(text)
        #expect(shown.unicodeScalars.count == text.unicodeScalars.count)
        #expect(TextTable.width(of: text) == TextTable.width(of: shown))
    }

    @Test func `other text is shown as it is`() {
        for text in ["2024年9月", "元/人", "m² ½ — “x”", "👨‍👩‍👧", "\u{FFFD}"] {
            #expect(TextTable.harmless(text) == text)
        }
    }
}
