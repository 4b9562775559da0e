import Foundation

/// A session in an office, in the form that its file has.
///
///     # A remark.
///     $ export MILEPOST_NOW=2024-09-02T01:00:00.000Z
///     $ milepost status --as-of 2024-08
///     what the command prints on standard output and standard error
///     [exit 2]
///
/// A command is a line of the shell; `export` holds for all that follow. `RECORD_TRANSCRIPTS=1`
/// writes the answers instead of comparing them. What the program makes up anew each time is masked
/// by as many `x`: identifiers of version 7 and their last 8 digits, the key, and how long it took.
/// Byte order marks and carriage returns are left out.
struct Transcript {
    private enum Line {
        case remark(String)
        case command(String, answer: [String])
    }

    private var lines: [Line] = []

    /// The text of the file.
    var text: String {
        lines.map { line in
            switch line {
            case .remark(let text): text + "\n"
            case .command(let text, let answer): "$ \(text)\n" + answer.map { $0 + "\n" }.joined()
            }
        }.joined()
    }

    init(_ text: String) {
        var rest = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if rest.last == "" { rest.removeLast() }
        for line in rest {
            if line.hasPrefix("$ ") {
                lines.append(.command(String(line.dropFirst(2)), answer: []))
            } else if line.hasPrefix("# ") {
                lines.append(.remark(line))
            } else if case .command(let text, let answer)? = lines.last {
                lines[lines.count - 1] = .command(text, answer: answer + [line])
            }
        }
    }

    /// The same commands with what they answer now.
    func played(in office: Office) throws -> Transcript {
        var result = self
        var settings = office.cleanEnvironment
        let bin = URL(fileURLWithPath: Office.program).deletingLastPathComponent().path
        settings["PATH"] = "\(bin):/usr/bin:/bin"
        for (index, line) in lines.enumerated() {
            guard case .command(let text, _) = line else { continue }
            result.lines[index] = .command(text, answer: [])
            if text.hasPrefix("export ") {
                let setting = text.dropFirst(7).split(separator: "=", maxSplits: 1).map(String.init)
                settings[setting[0]] = setting[1]
                continue
            }
            let answer = try Child(
                ["/bin/sh", "-c", text],
                in: office.folder.path,
                environment: settings,
                merged: true
            ).wait()
            let plain = answer.out.replacing("\r\n", with: "\n").replacing("\u{FEFF}", with: "")
            var said = plain.split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init)
            if said.last == "" { said.removeLast() }
            if answer.status != 0 { said.append("[exit \(answer.status)]") }
            result.lines[index] = .command(text, answer: said)
        }
        try result.mask(in: office)
        return result
    }

    private mutating func mask(in office: Office) throws {
        let made = try office.export().matches(of: /"id":"([0-9a-f-]{14}7[0-9a-f-]{21})"/)
        let ids = made.map { String($0.1) }.filter { !text.contains("--id \($0)") }
        for (index, line) in lines.enumerated() {
            guard case .command(let text, let answer) = line else { continue }
            let masked = answer.map { line in
                var line = line
                for id in ids {
                    line.replace(id, with: Self.masked(id))
                    line.replace("…" + id.suffix(8), with: "…xxxxxxxx")
                }
                line.replace(/\+[0-9a-f]{8}\+[A-Za-z0-9+\/=]{44}/) { Self.masked($0.output, "+") }
                line.replace(/\d+\.\d+( s|秒)/) { "x.xxx\($0.output.1)" }
                line.replace(/\d+ events\/s|每秒\d+/) { match in
                    match.output.hasSuffix("/s") ? "x events/s" : "每秒x"
                }
                return line
            }
            lines[index] = .command(text, answer: masked)
        }
    }

    private static func masked(_ text: some StringProtocol, _ kept: Character = "-") -> String {
        String(text.map { $0 == kept ? kept : "x" })
    }
}
