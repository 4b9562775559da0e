import EventLog
import Foundation
import Milepost
import MilepostReports
import Testing

/// The page for programs carries the sealed text, and is read back however it was laid out.
struct JSONPageTests {
    private let page: SnapshotPage

    init() throws { page = try City.chengde.page() }

    @Test func `one line holds the sealed text verbatim, and says that it is a preview`() throws {
        #expect(page.json.hasSuffix(#","snapshot":\#(page.sealed)}"#))
        #expect(
            page.json.hasPrefix(
                #"{"preview":true,"digest":"\#(page.digest)","event":null,"position":null,"note":null,"#
            )
        )
        #expect(!page.json.contains("\n"))
        let read = try #require(ReadPage(json: page.json))
        #expect(read.format == .json && read.sealed == page.sealed)
        #expect(read.digest == page.digest && read.note == nil)
    }

    @Test func `an issued page names its event and carries its note`() throws {
        let town = try ReleaseTown().log
        let issued = try town.page("990100", "2024Q2", isIssued: true)
        let seal = try #require(issued.seal)
        let read = try #require(ReadPage(json: issued.json))
        #expect(read.note == "a note" && read.sealed == issued.sealed)
        #expect(
            read.cells.prefix(4) == [
                ReadPage.Cell(column: "digest", text: issued.digest),
                ReadPage.Cell(column: "event", text: seal.event.description),
                ReadPage.Cell(column: "position", text: String(seal.position)),
                ReadPage.Cell(column: "preview", text: "false"),
            ]
        )
    }

    @Test func `saved again by another program it reads the same`() throws {
        let object = try JSONSerialization.jsonObject(with: Data(page.json.utf8))
        let saved = try JSONSerialization.data(
            withJSONObject: object,
            options: [.prettyPrinted, .sortedKeys]
        )
        let text = String(decoding: saved, as: UTF8.self)
        #expect(text != page.json)
        #expect(ReadPage(json: text) == ReadPage(json: page.json))
        let escaped = page.json.replacing("承", with: #"\u627F"#).replacing(
            ",\"",
            with: " ,\r\n\t\""
        )
        #expect(ReadPage(json: escaped) == ReadPage(json: page.json))
    }

    @Test func `every leaf of a figure is a cell under the figure's key`() throws {
        let read = try #require(ReadPage(json: page.json))
        let figures = page.snapshot.projects.flatMap(\.figures)
        #expect(Set(read.cells.map(\.figure)) == Set(figures.map(\.key) + [""]))
        for figure in figures {
            let value = read.cells.first { $0.figure == figure.key && $0.column == "value" }?.text
            #expect(value == figure.row.figure.value?.quantity.value.description)
        }
        #expect(
            read.cells.contains(
                ReadPage.Cell(column: "projects.0.name.en", text: "Shantytown redevelopment")
            )
        )
    }

    @Test func `a changed digit shows in the one cell of its figure`() throws {
        let read = try #require(ReadPage(json: page.json))
        let changed = try #require(
            ReadPage(json: page.json.replacing(#""value":"5378""#, with: #""value":"5379""#))
        )
        let differing = zip(read.cells, changed.cells).filter { $0 != $1 }.map(\.1)
        #expect(
            differing == [
                ReadPage.Cell(
                    figure: "rural-toilets/household-toilets completed",
                    column: "value",
                    text: "5379"
                )
            ]
        )
        #expect(changed.sealed != page.sealed)
    }

    @Test(arguments: [
        "", "{", "[]", "null", #"{"preview":true}"#, #"{"snapshot":{"a":1}"#,
        #"{"snapshot":{}} {}"#,
        #"{"snapshot":"\u12"}"#, #"{"snapshot":"\q"}"#, #"{"snapshot":"#,
        String(repeating: "[", count: 50),
    ])
    func `what is no such page is not read`(_ text: String) {
        #expect(ReadPage(json: text) == nil)
    }

    @Test(arguments: [#""rules":1"#, #""measure":"housing-projects""#, #""preview":true"#])
    func `a key that says nothing says something beside the figures`(_ old: String) throws {
        #expect(page.json.contains(old))
        let added = page.json.replacing(old, with: #""corrected to 9":null,"# + old)
        #expect(ReadPage(json: added) != ReadPage(json: page.json))
    }

    @Test func `a fraction or a null is no longer what was sealed`() throws {
        for (old, new) in [(#""rules":1"#, #""rules":1.0"#), (#""rules":1"#, #""rules":null"#)] {
            let read = try #require(ReadPage(json: page.json.replacing(old, with: new)))
            #expect(read.sealed != page.sealed)
        }
    }
}
