import CXLSXWriter

/// Why a workbook could not be written.
package struct WorkbookNotWritten: Error, Sendable, Hashable {
    /// In the words of libxlsxwriter.
    package var reason: String

    fileprivate init(_ error: lxw_error) { reason = String(cString: lxw_strerror(error)) }

    static func check(_ error: lxw_error) throws(WorkbookNotWritten) {
        guard error == LXW_NO_ERROR else { throw WorkbookNotWritten(error) }
    }
}

/// Writes the sheets of one workbook with libxlsxwriter.
///
/// Text is always written as a string, so that nothing becomes a formula or a link.
struct WorkbookWriter {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let formats: CellFormats

    /// Writes what `fill` puts into it to the path.
    ///
    /// It is created when it is said to be, in seconds since 1970: the same page has the same bytes.
    static func write(
        to path: String,
        title: String,
        created: Int64,
        font: String?,
        _ fill: (WorkbookWriter) throws(WorkbookNotWritten) -> Void
    ) throws(WorkbookNotWritten) {
        guard let workbook = workbook_new(path) else {
            throw WorkbookNotWritten(LXW_ERROR_MEMORY_MALLOC_FAILED)
        }
        do throws(WorkbookNotWritten) {
            let writer = WorkbookWriter(
                workbook: workbook,
                formats: try CellFormats(workbook, font: font)
            )
            try writer.describe(title: title, created: created)
            try fill(writer)
        } catch {
            lxw_workbook_free(workbook)
            throw error
        }
        // Frees it as well.
        try WorkbookNotWritten.check(workbook_close(workbook))
    }

    private func describe(title: String, created: Int64) throws(WorkbookNotWritten) {
        var properties = lxw_doc_properties()
        // Nought would stand for the moment of writing.
        properties.created = time_t(max(1, created))
        let error = title.withCString { text in
            properties.title = UnsafeMutablePointer(mutating: text)
            return workbook_set_properties(workbook, &properties)
        }
        try WorkbookNotWritten.check(error)
    }

    func add(_ name: String) throws(WorkbookNotWritten) -> SheetWriter {
        guard let sheet = workbook_add_worksheet(workbook, name) else {
            throw WorkbookNotWritten(LXW_ERROR_PARAMETER_VALIDATION)
        }
        return SheetWriter(sheet: sheet, formats: formats)
    }
}

/// The few ways that cells look.
struct CellFormats {
    typealias Format = UnsafeMutablePointer<lxw_format>

    let title: Format
    let mark: Format
    let header: Format
    let text: Format
    /// A number that a double does not hold: written as text, flush right all the same.
    let digits: Format
    /// By how many decimals are shown.
    let numbers: [Format]

    init(
        _ workbook: UnsafeMutablePointer<lxw_workbook>,
        font: String?
    ) throws(WorkbookNotWritten) {
        func format(_ set: (Format) -> Void) throws(WorkbookNotWritten) -> Format {
            guard let format = workbook_add_format(workbook) else {
                throw WorkbookNotWritten(LXW_ERROR_MEMORY_MALLOC_FAILED)
            }
            if let font { format_set_font_name(format, font) }
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            set(format)
            return format
        }
        title = try format {
            format_set_bold($0)
            format_set_font_size($0, 14)
        }
        mark = try format {
            format_set_bold($0)
            format_set_font_color($0, 0xC00000)
        }
        header = try format {
            format_set_bold($0)
            format_set_text_wrap($0)
            format_set_bg_color($0, 0xE7ECF3)
            format_set_bottom($0, UInt8(LXW_BORDER_THIN.rawValue))
        }
        text = try format { format_set_text_wrap($0) }
        digits = try format { format_set_align($0, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
        var numbers: [Format] = []
        for decimals in 0...4 {
            let fraction = decimals == 0 ? "" : "." + String(repeating: "0", count: decimals)
            numbers.append(try format { format_set_num_format($0, "#,##0" + fraction) })
        }
        self.numbers = numbers
    }
}
