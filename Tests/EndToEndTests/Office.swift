import Foundation
import Testing

/// An office at work: a folder of its own, a clock that the test sets, and the built program.
final class Office {
    let folder: URL
    /// What `MILEPOST_NOW` says; the log is made with `init --test-clock`.
    var now = "2024-10-10T02:00:00.000Z"

    /// Made by the build that made the tests.
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let program = repository.appendingPathComponent(".build/debug/milepost").path

    /// An empty folder.
    init(in parent: URL = FileManager.default.temporaryDirectory) throws {
        folder =
            parent
            .appendingPathComponent("milepost-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("EventLog"),
            withIntermediateDirectories: true
        )
    }

    /// A folder with a log that holds the invented city's plan.
    static func withPlan(
        in parent: URL = FileManager.default.temporaryDirectory
    ) throws -> Office {
        let office = try Office(in: parent)
        try office.write(try planned.get(), to: office.store)
        return office
    }

    /// The store of such a log, made once: most tests begin with it.
    private static let planned = Result {
        let office = try Office()
        try office.makeLog()
        try office.write(plan, to: "plan.yaml")
        try office.succeed("plan", "import", "plan.yaml")
        return try Data(contentsOf: office.folder.appendingPathComponent(office.store))
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("left behind: \(folder.path)")
        }
    }

    /// A folder with such a log and its key.
    static func withKey(
        in parent: URL = FileManager.default.temporaryDirectory
    ) throws -> Office {
        let office = try withPlan(in: parent)
        try office.succeed("key", "--new", "--reason", "the plan came without one")
        return office
    }

    func makeLog(actor: String? = "督查室") throws {
        try succeed(
            ["init", "--place", "990100", "--name", "青禾市", "--origin", "qinghe.example/2024"]
                + ["--test-clock"] + (actor.map { ["--actor", $0] } ?? [])
        )
    }

    // MARK: Files

    let store = "EventLog/milepost.sqlite"

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func write(_ text: String, to name: String) throws {
        try write(Data(text.utf8), to: name)
    }

    func write(_ bytes: Data, to name: String) throws {
        try bytes.write(to: folder.appendingPathComponent(name))
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }

    /// Removes a store with what SQLite keeps beside it.
    func remove(_ store: String) {
        for suffix in ["", "-wal", "-shm"] { unlink(path(store + suffix)) }
    }

    // MARK: Runs

    @discardableResult
    func run(
        _ arguments: [String],
        input: String? = nil,
        environment: [String: String] = [:]
    ) throws -> Answer {
        try start(arguments, input: input, environment: environment).wait()
    }

    @discardableResult
    func run(_ arguments: String...) throws -> Answer { try run(arguments) }

    func start(
        _ arguments: [String],
        input: String? = nil,
        environment: [String: String] = [:]
    ) throws -> Child {
        if let input { try write(input, to: "input") }
        return try Child(
            [Self.program] + arguments,
            in: folder.path,
            environment: cleanEnvironment.merging(environment) { $1 },
            input: input == nil ? "/dev/null" : path("input")
        )
    }

    var cleanEnvironment: [String: String] {
        ["HOME": folder.path, "LANG": "C.UTF-8", "MILEPOST_NOW": now]
    }

    /// Another program, such as `sqlite3`.
    @discardableResult
    func tool(_ arguments: String...) throws -> Answer {
        try Child(
            arguments,
            in: folder.path,
            environment: ["HOME": folder.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        ).wait()
    }

    /// Changes a line as nobody may, with the protection of the log put back.
    func alter(_ sql: String) throws {
        let made = "SELECT sql || ';' FROM sqlite_master WHERE name = 'event_no_update'"
        let trigger = try tool("/usr/bin/sqlite3", store, made).out.trimmed
        let answer = try tool(
            "/usr/bin/sqlite3",
            store,
            "DROP TRIGGER event_no_update; \(sql); \(trigger)"
        )
        #expect(answer.status == 0, "\(answer.said)")
    }

    // MARK: What must hold

    /// Runs what must work; answers what it printed.
    @discardableResult
    func succeed(
        _ arguments: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let answer = try run(arguments)
        #expect(
            answer.status == 0,
            "milepost \(arguments): \(answer.said)",
            sourceLocation: sourceLocation
        )
        return answer.out
    }

    @discardableResult
    func succeed(
        _ arguments: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        try succeed(arguments, sourceLocation: sourceLocation)
    }

    func export() throws -> String { try succeed("export") }

    /// Runs what must be refused: with this status, these words on standard error, nothing on
    /// standard output, and a log that stays as it was.
    @discardableResult
    func refuses(
        _ arguments: [String],
        status: Int32 = 2,
        saying words: [String],
        environment: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Answer {
        let before = try export()
        let answer = try run(arguments, environment: environment)
        #expect(
            answer.status == status,
            "milepost \(arguments): \(answer.said)",
            sourceLocation: sourceLocation
        )
        for word in words {
            #expect(
                answer.err.contains(word),
                "\(word) is not in: \(answer.err)",
                sourceLocation: sourceLocation
            )
        }
        #expect(answer.out == "", sourceLocation: sourceLocation)
        #expect(try export() == before, sourceLocation: sourceLocation)
        return answer
    }
}
