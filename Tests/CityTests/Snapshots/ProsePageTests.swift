import EventLog
import Foundation
import Milepost
import MilepostReports
import Testing

/// The press release says every figure of the snapshot, and no number besides.
struct ProsePageTests {
    /// How far from its measure's name a figure may stand: a ladder of stages lies between.
    private static let reach = (before: 45, after: 240)

    @Test(arguments: City.allCases, Language.allCases)
    func `every published figure stands near its measure's name`(
        _ city: City,
        _ language: Language
    ) throws {
        let page = try city.page()
        let prose = page.prose(language, time: \.textInUTC)
        #expect(try Self.missing(in: prose, of: city, page.snapshot, language) == [])
        let (old, new) = city == .chengde ? ("64.6", "64.7") : ("79.4", "79.5")
        let changed = prose.replacing(old, with: new)
        #expect(try Self.missing(in: changed, of: city, page.snapshot, language).count == 1)
    }

    @Test(arguments: City.allCases, Language.allCases)
    func `no number stands in it that the sealed text does not hold`(
        _ city: City,
        _ language: Language
    ) throws {
        let page = try city.page()
        let prose = page.prose(language, time: \.textInUTC)
        #expect(try Self.strange(in: prose, of: page) == [])
        let rounded = prose.replacing("177.57万", with: "178万").replacing("1.7757", with: "1.78")
            .replacing("14.43亿", with: "14亿").replacing("1.443 ", with: "1.4 ")
        #expect(try Self.strange(in: rounded, of: page).count == 1)
    }

    @Test(arguments: [
        ("21.94万人", 219_400), ("1万余人次", 10_000), ("5.24亿元", 524_000_000),
        ("1.443 billion yuan", 1_443_000_000), ("2,427 dwellings", 2427), ("3、5", 3),
        ("15萬", 150_000), ("3.1889 million", 3_188_900),
    ])
    func `the tests read numbers as people do`(_ text: String, _ number: Int) {
        #expect(PrintedNumber.all(in: text).first?.tenThousandths == number * 10_000)
    }

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: Self.seeds.path),
            "the publications are not part of the repository: ../shared/seeds is missing"
        ),
        arguments: City.allCases
    )
    func `no run of eight characters is the publication's own, names and amounts aside`(
        _ city: City
    ) throws {
        let page = try city.page()
        var prose = page.prose(.zh, time: \.textInUTC)
        let names = page.snapshot.projects.flatMap { project in
            [project.name] + project.figures.map(\.row.measure.name)
        }.compactMap(\.zh)
        for name in Set(names).sorted(by: { $0.count > $1.count }) {
            prose = prose.replacing(name, with: "|")
        }
        prose = prose.replacing(/[0-9.]+[万亿]*余?[个项人名次户所家座处公里平方米元张套份场批%]*/, with: "|")
        let published = Self.runs(
            try FileManager.default.contentsOfDirectory(atPath: Self.seeds.path)
                .map { try String(contentsOf: Self.seeds.appending(path: $0), encoding: .utf8) }
                .map { $0.applyingTransform(StringTransform("Hant-Hans"), reverse: false) ?? $0 }
                .joined(separator: "|")
        )
        #expect(published.count > 2000)
        #expect(Self.runs(prose).intersection(published).sorted() == [])
    }

    @Test func `a digit changed on one line shows there`() throws {
        let page = try City.chengde.page()
        let prose = page.prose(.zh, time: \.textInUTC)
        let printed = ReadPage(prose: prose)
        #expect(printed.digest == page.digest && printed.language == .zh)
        #expect(printed == ReadPage(prose: prose.replacing("\n", with: "  \r\n")))
        let changed = ReadPage(prose: prose.replacing("5378座", with: "5379座"))
        let differing = zip(printed.cells, changed.cells).filter { $0 != $1 }
        #expect(differing.count == 1)
        #expect(differing.first?.1.text.contains("改造农村户厕5379座") == true)
    }

    // MARK: Reading

    private static let seeds = Repository.facts.deletingLastPathComponent().appending(path: "seeds")

    /// The runs of eight characters without white space, punctuation of either width alike.
    private static func runs(_ text: String) -> Set<String> {
        let marks: [Character: Character] = [",": "，", ";": "；", ":": "：", "(": "（", ")": "）"]
        let characters = text.filter { !$0.isWhitespace }.map { marks[$0] ?? $0 }
        guard characters.count >= 8 else { return [] }
        return Set(
            (0...characters.count - 8).map { String(characters[$0..<$0 + 8]) }
                .filter { !$0.contains("|") }
        )
    }

    /// The published figures that do not stand near their measure's name.
    private static func missing(
        in prose: String,
        of city: City,
        _ snapshot: Snapshot,
        _ language: Language
    ) throws -> [String] {
        let text = Array(prose)
        let numbers = PrintedNumber.all(in: text)
        let figures = try FigureTable.figures(of: city, use: "figure")
        #expect(figures.count == (city == .chengde ? 77 : 119))
        return try figures.filter { row in
            let name = try #require(Self.name(of: row, in: snapshot, language))
            let value = try #require(PrintedNumber.read(row["value"]))
            let places = Self.places(of: name, in: text)
            return !numbers.contains { number in
                number.tenThousandths == value
                    && (language == .en || isFollowed(by: row["unit"], number, in: text))
                    && places.contains {
                        $0 - reach.before < number.range.lowerBound
                            && number.range.upperBound < $0 + name.count + reach.after
                    }
            }
        }.map { "\($0["id"]): \($0["value"]) \($0["unit"])" }
    }

    /// The lines with a number that the sealed text does not hold.
    private static func strange(in prose: String, of page: SnapshotPage) throws -> [String] {
        var sealed = try SealedNumbers(page.sealed)
        sealed.add(page.snapshot.projects.count)
        sealed.add(Int(page.snapshot.size - 1))
        // The last line is the digest.
        return prose.split(separator: "\n").dropLast().map(String.init).filter { line in
            var text = line.replacing(page.snapshot.root.hex, with: "")
            // The number of a note.
            if let dot = text.firstIndex(of: "."), Int(text[..<dot]) != nil {
                text = String(text[text.index(after: dot)...])
            }
            return !PrintedNumber.all(in: text).allSatisfy {
                sealed.numbers.contains($0.tenThousandths)
            }
        }
    }

    private static func name(
        of row: FigureTable.Row,
        in snapshot: Snapshot,
        _ language: Language
    ) -> String? {
        let figure = snapshot.projects.first { $0.code == row["project"] }?.figures
            .first { $0.row.figure.measure.measure == row["measure"] }
        return language == .zh ? figure?.row.measure.name.zh : figure?.row.measure.name.en
    }

    private static func places(of name: String, in text: [Character]) -> [Int] {
        let name = Array(name)
        guard text.count >= name.count else { return [] }
        return (0...text.count - name.count).filter {
            text[$0] == name[0] && text[$0...].starts(with: name)
        }
    }

    /// The unit stands after the number, for whom it is (元/人) before it.
    private static func isFollowed(
        by unit: String,
        _ number: PrintedNumber,
        in text: [Character]
    ) -> Bool {
        let rest = String(text[number.range.upperBound...].prefix(8)).replacing("余", with: "")
        return rest.replacing("个百分点", with: "百分点").hasPrefix(unit.prefix { $0 != "/" })
    }
}

extension City {
    /// The preview of the quarter that the publication speaks of, as every page is made from it.
    func page() throws -> SnapshotPage {
        try SnapshotPage(sealed: snapshot().sealed, seal: nil)
    }
}
