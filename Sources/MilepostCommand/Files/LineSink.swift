import Foundation
import MilepostReports

/// Writes lines to a file that appears only when it is whole, to a device, or to standard output.
final class LineSink {
    private let language: Language
    private let descriptor: Int32
    private let path: String
    /// The name of the file until it is whole; nil where what is written is there at once.
    private var partial: String?
    private var buffer: [UInt8] = []

    init(_ target: ExportTarget, language: Language) throws {
        self.language = language
        switch target {
        case .standardOutput:
            (descriptor, path) = (STDOUT_FILENO, "")
        case .device(let path):
            self.path = path
            descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
        case .file(let path):
            self.path = path
            // A name of its own: no other file is overwritten on the way either.
            let partial = "\(path).\(UInt32.random(in: .min ... .max)).partial"
            descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 { self.partial = partial }
        }
        guard descriptor >= 0 else { throw failure(errno) }
    }

    func write(_ line: UnsafeBufferPointer<UInt8>) throws {
        buffer.append(contentsOf: line)
        buffer.append(0x0A)
        if buffer.count > 1 << 20 { try flush() }
    }

    /// Writes lines that end as they are to end.
    func write(text: String) throws {
        buffer.append(contentsOf: text.utf8)
    }

    func write(bytes: [UInt8]) throws {
        buffer.append(contentsOf: bytes)
    }

    private func flush() throws {
        defer { buffer.removeAll(keepingCapacity: true) }
        guard descriptor != STDOUT_FILENO else { return Output.send(buffer) }
        let code = buffer.withUnsafeBytes { POSIXFile.write($0, to: descriptor) }
        if code != 0 { throw failure(code) }
    }

    func finish() throws {
        try settle()
        try appear()
    }

    /// Brings everything to the disk; a file is whole then, but has not its name yet.
    func settle() throws {
        try flush()
        guard descriptor != STDOUT_FILENO else { return }
        guard partial == nil || fsync(descriptor) == 0, close(descriptor) == 0 else {
            throw failure(errno)
        }
    }

    /// Gives a settled file its name.
    func appear() throws {
        guard let partial else { return }
        guard rename(partial, path) == 0 else { throw failure(errno) }
        self.partial = nil
    }

    /// What was not finished leaves nothing behind.
    func abandon() {
        if let partial { unlink(partial) }
    }

    private func failure(_ code: Int32) -> Failure {
        let reason = POSIXFile.words(code, language)
        return .unusable(
            language("\(path) can't be written: \(reason).", "无法写入 \(path)：\(reason)。")
        )
    }
}
