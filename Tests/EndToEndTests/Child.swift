import Foundation
import Glibc

/// What a finished process left behind.
struct Answer: Sendable {
    /// The exit status; 128 and the signal's number where a signal ended the process.
    var status: Int32
    var out: String
    var err: String

    /// Everything that was said, for expectations about words.
    var said: String { out + err }
}

/// A process whose standard output and error go to files, so that nothing can block on a pipe.
final class Child {
    let pid: pid_t
    private let output: String
    private let errors: String
    private let started = ContinuousClock.now
    private var status: Int32?

    /// Starts a program, whose path is the first argument; `merged` sends standard error where
    /// standard output goes.
    init(
        _ arguments: [String],
        in folder: String,
        environment: [String: String],
        input: String = "/dev/null",
        merged: Bool = false
    ) throws {
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("milepost-\(UUID().uuidString)").path
        output = scratch + ".out"
        errors = scratch + ".err"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let fresh = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, fresh, 0o600)
        if merged {
            posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, fresh, 0o600)
        }
        // env changes the folder and becomes the program: the process stays the same.
        let command = ["/usr/bin/env", "-C", folder] + arguments
        var started: pid_t = 0
        let code = Self.withCStrings(command) { words in
            Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { settings in
                posix_spawn(&started, words[0] ?? strdup(""), &actions, nil, words, settings)
            }
        }
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        pid = started
    }

    deinit {
        if status == nil { kill(pid, SIGKILL) }
        unlink(output)
        unlink(errors)
    }

    /// How long the process has been running, for one that has just ended.
    var age: Duration { ContinuousClock.now - started }

    /// Whether it has ended; never waits.
    var hasEnded: Bool { reap(WNOHANG) }

    func wait() -> Answer {
        while !reap(0) {}
        return Answer(
            status: status ?? -1,
            out: Self.text(of: output),
            err: Self.text(of: errors)
        )
    }

    private func reap(_ options: Int32) -> Bool {
        guard status == nil else { return true }
        var code: Int32 = 0
        guard waitpid(pid, &code, options) == pid else { return false }
        let signal = code & 0x7F
        status = signal == 0 ? code >> 8 & 0xFF : 128 + signal
        return true
    }

    private static func text(of file: String) -> String {
        String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }

    private static func withCStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) } + [nil]
        defer { copies.forEach { free($0) } }
        return body(copies)
    }
}
