import Foundation
import MilepostReports
import Synchronization

/// Where a command's words go: answers to standard output, everything else to standard error.
enum Output {
    /// What this run has done for good: who can't be answered must still learn of it.
    private static let done = Mutex<String?>(nil)

    /// To be called first: a reader that goes away must not end the process before it has said
    /// what it did, and a file must not open under the number of a closed standard stream.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(stream, F_GETFD) == -1 {
            // The wrong way round, so that using it fails as it does on a closed stream.
            _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    static func write(_ text: String) {
        send(Array((text + "\n").utf8))
    }

    /// Writes to standard output; ends the program where that can't be done.
    static func send(_ bytes: [UInt8]) {
        let code = bytes.withUnsafeBytes { POSIXFile.write($0, to: STDOUT_FILENO) }
        if code != 0 { end(code) }
    }

    static func complain(_ text: String) {
        hint(text + "\n")
    }

    /// Writes to standard error; where nobody listens there is nobody to tell.
    static func hint(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { POSIXFile.write($0, to: STDERR_FILENO) }
    }

    /// What is to be said where the answer can't be written, such as that the event is in the log.
    static func remember(_ done: String) {
        Self.done.withLock { $0 = done }
    }

    private static func end(_ code: Int32) -> Never {
        if code == EPIPE {
            // The reader has what it wanted: ended as by the signal, like every other filter.
            signal(SIGPIPE, SIG_DFL)
            raise(SIGPIPE)
            exit(128 + SIGPIPE)
        }
        let language = Language.current(CommandLine.arguments)
        let reason = POSIXFile.words(code, language)
        let message =
            if let done = done.withLock({ $0 }) {
                language(
                    "The answer could not be written (\(reason)); \(done).",
                    "无法写出结果（\(reason)）；\(done)。"
                )
            } else {
                language(
                    "The answer could not be written to standard output: \(reason).",
                    "无法将结果写到标准输出：\(reason)。"
                )
            }
        complain(language("Error: ", "错误：") + message)
        exit(3)
    }

    /// Colour only on a terminal, and never where NO_COLOR is set.
    static var inColour: Bool {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }
}

/// Shows how far long work has come: on a terminal only, and only after a second.
final class Progress {
    private let label: String
    private let started = ContinuousClock.now
    private var shown = ContinuousClock.now
    private var isShown = false
    private let isTerminal = isatty(STDERR_FILENO) == 1

    init(_ label: String) {
        self.label = label
    }

    var seconds: Double {
        let elapsed = ContinuousClock.now - started
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    }

    func update(_ done: Int64, of total: Int64) {
        guard isTerminal, seconds > 1, ContinuousClock.now - shown > .milliseconds(200) else {
            return
        }
        shown = ContinuousClock.now
        isShown = true
        let rate = Int(Double(done) / seconds)
        let percent = total > 0 ? done * 100 / total : 100
        Output.hint("\r\(label) \(done)/\(total) (\(percent) %), \(rate)/s ")
    }

    func finish() {
        if isShown { Output.hint("\r\u{1B}[K") }
    }
}
