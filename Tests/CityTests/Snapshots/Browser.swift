import Foundation

/// Chromium without a window.
struct Browser {
    private let program: String

    /// Nil where it is not installed: `Scripts/setup --browser` does that.
    init?() {
        let names = ["chromium", "chromium-browser", "google-chrome"]
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        let found = path.split(separator: ":").flatMap { folder in names.map { "\(folder)/\($0)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else { return nil }
        program = found
    }

    /// What a page has become once its scripts have run.
    struct Shown {
        var dom: String
        /// What it wrote to the console: errors, and what its policy refused.
        var console: [String]
    }

    func show(_ html: String, in folder: TemporaryFolder) throws -> Shown {
        try dump(try write(html, to: "page.html", in: folder), in: folder)
    }

    /// What a page tells its frame of so many pixels by `parent.postMessage`; a window on its own
    /// is never as narrow as a phone.
    func show(_ html: String, width: Int, in folder: TemporaryFolder) throws -> Shown {
        let page = try write(html, to: "page.html", in: folder)
        let frame = """
            <!DOCTYPE html><body><script>onmessage=e=>document.body.dataset.told=e.data</script>
            <iframe src="file://\(page)" width="\(width)" height="900" frameborder="0"></iframe>
            """
        return try dump(write(frame, to: "frame.html", in: folder), in: folder)
    }

    private func dump(_ path: String, in folder: TemporaryFolder) throws -> Shown {
        let arguments = [
            "--dump-dom", "--virtual-time-budget=5000", "--hide-scrollbars",
            "--window-size=1280,900", "file://\(path)",
        ]
        let (out, err) = try run(arguments, in: folder)
        return Shown(
            dom: String(decoding: out, as: UTF8.self),
            console: String(decoding: err, as: UTF8.self).split(separator: "\n")
                .filter { $0.contains("CONSOLE") }.map(String.init)
        )
    }

    private func write(_ html: String, to name: String, in folder: TemporaryFolder) throws -> String
    {
        let path = folder.path(name)
        try Data(html.utf8).write(to: URL(filePath: path))
        return path
    }

    /// How many A4 pages it prints.
    func print(_ html: String, in folder: TemporaryFolder) throws -> Int {
        let page = try write(html, to: "page.html", in: folder)
        let paper = folder.path("page.pdf")
        _ = try run(
            ["--no-pdf-header-footer", "--print-to-pdf=\(paper)", "file://\(page)"],
            in: folder
        )
        let bytes = String(decoding: try Data(contentsOf: URL(filePath: paper)), as: UTF8.self)
        return bytes.ranges(of: "/Type /Page\n").count
    }

    private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> (Data, Data) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments =
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--enable-logging=stderr", "--user-data-dir=\(folder.path("profile"))",
            ] + arguments
        // Files, so that nothing blocks on a full pipe.
        let (out, err) = (folder.path("out"), folder.path("err"))
        for path in [out, err] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: out))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: err))
        try process.run()
        process.waitUntilExit()
        return (try Data(contentsOf: URL(filePath: out)), try Data(contentsOf: URL(filePath: err)))
    }
}
