import EventLog
import Milepost
import Testing

@testable import MilepostReports

/// A page that an older program printed is not taken for one that somebody changed.
struct PageVersionTests {
    /// All texts of both cities' pages, in every form and language.
    private static func pages() throws -> String {
        var texts: [String] = []
        for city in [City.chengde, .linyi] {
            let page = try city.page(issued: true)
            for format in SnapshotFormat.allCases where format != .json {
                for language in Language.allCases {
                    let bytes = try page.bytes(format, language, time: \.textInUTC)
                    // A workbook's bytes are its library's.
                    let text =
                        format == .xlsx
                        ? try ReadPage(bytes).cells.map(\.text).joined(separator: "\n")
                        : String(decoding: bytes, as: UTF8.self)
                    texts.append(text.replacing(page.digest, with: ""))
                }
            }
        }
        return texts.joined(separator: "\n")
    }

    @Test func `pages of one version look and speak the same`() throws {
        let digest = LeafHash.sha256(try Self.pages().utf8).hex
        #expect(
            digest == "5b81db9c34b030c58d9c0bd0268861f5d31ec9d89ebd12247b0a082610a07dcc",
            "Pages are printed otherwise: raise SnapshotPage.version if some of \(SnapshotPage.version) are out."
        )
    }

    @Test func `a page says its version in every form but JSON`() throws {
        let page = try City.linyi.page(issued: true)
        for format in SnapshotFormat.allCases {
            for language in Language.allCases {
                let read = try ReadPage(try page.bytes(format, language, time: \.textInUTC))
                #expect(read.version == (format == .json ? nil : SnapshotPage.version), "\(format)")
            }
        }
    }
}
