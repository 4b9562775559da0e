import ArgumentParser
import Milepost
import MilepostReports

/// Where the page of a quarter is written: a file that is there already is never replaced.
struct PageFile {
    private let target: ExportTarget
    private let language: Language

    init(_ path: String?, store: String, language: Language) throws {
        self.language = language
        target = try ExportTarget(path, store: store, language: language) { _ in false }
    }

    func write(_ page: SnapshotPage, as form: PageForm, _ clock: LogClock) throws {
        let sink = try LineSink(target, language: language)
        do {
            try sink.write(text: text(of: page, as: form, clock))
            try sink.finish()
        } catch {
            sink.abandon()
            throw error
        }
    }

    private func text(of page: SnapshotPage, as form: PageForm, _ clock: LogClock) -> String {
        switch form {
        case .text:
            page.text(language, colour: target.isScreen && Output.inColour, time: clock.text)
        case .html: page.html(language, time: clock.text)
        case .json: page.json.text + "\n"
        }
    }
}

/// The forms that a quarter is printed in.
enum PageForm: String, OutputForm {
    case text, html, json

    static let usual = text
}

extension ExportTarget {
    fileprivate var isScreen: Bool {
        if case .standardOutput = self { true } else { false }
    }
}
