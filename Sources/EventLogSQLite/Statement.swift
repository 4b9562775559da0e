import EventLog
import GRDB
import GRDBSQLite

/// A prepared statement stepped without GRDB's rows: a figure reads thousands of cells, a replay
/// millions of lines, and building a row for each would cost more than reading it.
final class Prepared {
    private let statement: GRDB.Statement
    private let handle: OpaquePointer

    init(_ database: Database, _ sql: String) throws {
        statement = try database.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    /// Binds integers from the first parameter on and starts over.
    func bind(_ values: Int64...) {
        sqlite3_reset(handle)
        for (offset, value) in values.enumerated() {
            sqlite3_bind_int64(handle, Int32(offset + 1), value)
        }
    }

    func bind(_ value: Int64?, at index: Int32) {
        if let value {
            sqlite3_bind_int64(handle, index, value)
        } else {
            sqlite3_bind_null(handle, index)
        }
    }

    /// Lines are in NFC, and so what is stored of them: what is looked for must be too.
    func bind(_ text: String, at index: Int32) {
        var text = text.inNFC
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                _ = sqlite3_bind_text(
                    handle,
                    index,
                    $0.baseAddress,
                    Int32($0.count),
                    Self.copied
                )
            }
        }
    }

    /// Text given as its UTF-8 bytes.
    func bindText(_ bytes: [UInt8], at index: Int32) {
        bytes.withUnsafeBytes { bytes in
            _ = sqlite3_bind_text(
                handle,
                index,
                bytes.bindMemory(to: CChar.self).baseAddress,
                Int32(bytes.count),
                Self.copied
            )
        }
    }

    func bind(_ bytes: [UInt8], at index: Int32) {
        bytes.withUnsafeBytes {
            _ = sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
        }
    }

    func reset() { sqlite3_reset(handle) }

    /// Whether there is a row.
    func step() throws -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(handle)
            return false
        default:
            let message = sqlite3_db_handle(handle).flatMap { sqlite3_errmsg($0) }
                .map { String(cString: $0) }
            let extended = sqlite3_db_handle(handle).map { sqlite3_extended_errcode($0) } ?? code
            sqlite3_reset(handle)
            throw DatabaseError(resultCode: ResultCode(rawValue: extended), message: message)
        }
    }

    /// Reads the first row and starts over: a statement left at a row would hold its table.
    func first<Value>(_ read: (Prepared) -> Value) throws -> Value? {
        guard try step() else { return nil }
        defer { reset() }
        return read(self)
    }

    /// Runs a statement that has no rows.
    func run() throws { while try step() {} }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func optionalInteger(_ column: Int32) -> Int64? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
    }

    func text(_ column: Int32) -> String {
        String(decoding: bytes(column), as: UTF8.self)
    }

    /// The bytes of a column, valid until the next step.
    func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        guard let start = sqlite3_column_blob(handle, column) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(
            start: start.assumingMemoryBound(to: UInt8.self),
            count: Int(sqlite3_column_bytes(handle, column))
        )
    }

    /// SQLITE_TRANSIENT: SQLite makes its own copy.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
}
