import Foundation
import Testing

struct LanguageTests {
    private func status(_ arguments: [String] = [], _ environment: [String: String]) throws
        -> String
    {
        try Office.withPlan().run(["status"] + arguments, environment: environment).out
    }

    @Test(arguments: [
        ["LANG": "zh_CN.UTF-8"], ["LC_ALL": "zh_CN.UTF-8"],
        ["LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"],
        ["LC_ALL": "", "LANG": "zh_CN.UTF-8"],
    ])
    func `a Chinese locale is answered in Chinese`(environment: [String: String]) throws {
        let out = try status([], environment)
        #expect(out.contains("截至") && out.contains("背街小巷路灯") && !out.contains("projects"))
    }

    @Test(arguments: [
        ["LANG": "C.UTF-8"], ["LANG": "en_GB.UTF-8"],
        ["LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"], ["LANG": "", "LC_ALL": ""],
    ])
    func `another locale is answered in English`(environment: [String: String]) throws {
        let out = try status([], environment)
        #expect(out.contains("As of") && out.contains("Back-street lamps"))
    }

    @Test func `--lang is stronger than the locale, in errors too`() throws {
        let office = try Office.withPlan()
        let chinese = ["LC_ALL": "zh_CN.UTF-8"]
        for language in [["--lang", "en"], ["--lang=en"]] {
            let out = try office.run(["status"] + language, environment: chinese).out
            #expect(out.contains("As of"))
        }
        for language in [["--lang", "zh"], ["--lang=zh"]] {
            #expect(try office.run(["status"] + language).out.contains("截至"))
            try office.refuses(["record", "benches/lamps", "+1"] + language, saying: ["错误：没有项目"])
        }
        try office.refuses(
            ["record", "benches/lamps", "+1"],
            saying: ["错误："],
            environment: chinese
        )
    }

    @Test func `JSON is the same in either language but for its messages`() throws {
        let office = try Office.withPlan()
        #expect(
            try office.succeed("status", "--format", "json", "--lang", "zh")
                == office.succeed("status", "--format", "json")
        )
    }

    @Test func `there is no colour where no terminal is, and none with NO_COLOR on one`() throws {
        let office = try Office.withPlan()
        try office.succeed("record", "pocket-parks/parks", "+1", "--as-of", "2024-09")
        let escape = "\u{1B}["
        #expect(try !office.succeed("status").contains(escape))
        // script(1) gives a program a terminal.
        let settings = office.cleanEnvironment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
        func onTerminal(_ environment: [String: String]) throws -> String {
            try Child(
                ["/usr/bin/script", "-qec", "'\(Office.program)' status", "/dev/null"],
                in: office.folder.path,
                environment: settings.merging(environment) { $1 }
            ).wait().out
        }
        #expect(try onTerminal([:]).contains(escape))
        #expect(try !onTerminal(["NO_COLOR": "1"]).contains(escape))
        #expect(try onTerminal(["NO_COLOR": "1"]).contains("Pocket parks"))
    }
}
