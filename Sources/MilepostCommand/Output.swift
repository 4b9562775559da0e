import Foundation
import MilepostReports

/// Where a command's words go: answers to standard output, everything else to standard error.
enum Output {
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
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
        FileHandle.standardError.write(
            Data("\r\(label) \(done)/\(total) (\(percent) %), \(rate)/s ".utf8)
        )
    }

    func finish() {
        if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
