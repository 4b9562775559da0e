package import Milepost

/// Reads what a figure needs of a plain report, straight from the bytes of its line.
///
/// A replay of millions of lines would spend most of its time on building whole events. Canonical
/// lines have their keys in one order, so the few values are found in one pass. Whatever is not a
/// plain report (another type, a source, a restatement, an escape in a name) is left to
/// `EventText.read`.
package struct PostingScanner {
    /// The line's series as bytes: what makes two lines of one series the same.
    private(set) var seriesBytes = SeriesBytes()
    package private(set) var lane = Lane.increments
    package private(set) var day: Int32 = 0
    package private(set) var posting = Posting(quantity: .zero, periodStart: nil)
    /// Of the written amounts met before: parsing one anew costs more than all the rest.
    private var knownUlps: [[UInt8]: Int64] = [:]

    init() {
        seriesBytes.bytes.reserveCapacity(200)
    }

    /// Whether the line is a plain report; then the properties describe it.
    package mutating func scan(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        seriesBytes.bytes.removeAll(keepingCapacity: true)
        var mode: Mode?
        var value: Decimal?
        var bound = Bound.exact
        var baseline: Baseline?
        var written: Range<Int>?
        var asOf: CalendarDate?
        var start: Int32?
        var isReport = false
        var offset = 1
        while offset < line.count, line[offset] == UInt8(ascii: "\"") {
            guard let key = Self.string(in: line, from: offset) else { return false }
            let first = key.upperBound + 2
            guard first < line.count, let end = Self.end(ofValueAt: first, in: line) else {
                return false
            }
            // The text of a string value, without its quotes.
            let text = line[first] == UInt8(ascii: "\"") ? first + 1..<end - 1 : first..<end
            let name = UnsafeBufferPointer(rebasing: line[key])
            switch name.count {
            case 2 where name.isEqual("id"): break
            case 4 where name.isEqual("mode"):
                mode = Mode(rawValue: Self.word(line, text))
            case 4 where name.isEqual("type"):
                guard UnsafeBufferPointer(rebasing: line[text]).isEqual("ProgressReported") else {
                    return false
                }
                isReport = true
            case 4 where name.isEqual("asOf"):
                asOf = CalendarDate(isoUTF8: UnsafeBufferPointer(rebasing: line[text]).span)
            case 4 where name.isEqual("city") || name.isEqual("year"),
                5 where name.isEqual("place") || name.isEqual("stage") || name.isEqual("nowAt"),
                6 where name.isEqual("facets"),
                7 where name.isEqual("project") || name.isEqual("measure"):
                seriesBytes.bytes.append(
                    contentsOf: UnsafeBufferPointer(rebasing: line[key.lowerBound..<end])
                )
            case 5 where name.isEqual("value"):
                value = Decimal(plainUTF8: UnsafeBufferPointer(rebasing: line[text]).span)
            case 5 where name.isEqual("bound"):
                guard let word = Bound(rawValue: Self.word(line, text)) else { return false }
                bound = word
            case 7 where name.isEqual("written"): written = text
            case 7 where name.isEqual("version"):
                guard end == first + 1, line[first] == UInt8(ascii: "1") else { return false }
            case 8 where name.isEqual("baseline"):
                baseline = Baseline(Self.word(line, text))
                guard baseline != nil else { return false }
            case 11 where name.isEqual("periodStart"):
                start = CalendarDate(isoUTF8: UnsafeBufferPointer(rebasing: line[text]).span)?.day
            case 2 where name.isEqual("on"),
                6 where name.isEqual("source"),
                8 where name.isEqual("restates"):
                return false
            default: break
            }
            offset = end + 1
        }
        guard isReport, let mode, let value, let asOf else { return false }
        lane = Lane.of(mode, baseline: baseline)
        day = asOf.day
        var ulp: Int64 = 0
        if bound == .exact {
            if let written {
                guard let known = self.ulp(ofWritten: Array(line[written])) else { return false }
                ulp = known
            } else {
                ulp = AmountText.ulp(ofPlain: value)
            }
        }
        posting = Posting(
            quantity: Quantity(value: value, bound: bound, ulp: ulp),
            periodStart: start
        )
        return true
    }

    private mutating func ulp(ofWritten bytes: [UInt8]) -> Int64? {
        if let known = knownUlps[bytes] { return known }
        if knownUlps.count > 100_000 { knownUlps.removeAll(keepingCapacity: true) }
        let ulp = AmountText.ulp(ofWritten: String(decoding: bytes, as: UTF8.self))
        knownUlps[bytes] = ulp
        return ulp
    }

    private static func word(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: line[range]), as: UTF8.self)
    }

    /// The text of a string without escapes, given the offset of its opening quote.
    private static func string(
        in line: UnsafeBufferPointer<UInt8>,
        from quote: Int
    ) -> Range<Int>? {
        var offset = quote + 1
        while offset < line.count {
            if line[offset] == UInt8(ascii: "\"") { return quote + 1..<offset }
            if line[offset] == UInt8(ascii: "\\") { return nil }
            offset += 1
        }
        return nil
    }

    /// The offset after a value; nil where it holds an escape or does not end.
    private static func end(ofValueAt first: Int, in line: UnsafeBufferPointer<UInt8>) -> Int? {
        var depth = 0
        var offset = first
        while offset < line.count {
            switch line[offset] {
            case UInt8(ascii: "\""):
                guard let text = string(in: line, from: offset) else { return nil }
                offset = text.upperBound
                if depth == 0 { return offset + 1 }
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return offset }
                depth -= 1
                if depth == 0 { return offset + 1 }
            case UInt8(ascii: ",") where depth == 0: return offset
            default: break
            }
            offset += 1
        }
        return nil
    }
}

/// Bytes as the key of a dictionary, hashed at once and not one by one.
struct SeriesBytes: Hashable {
    var bytes: [UInt8] = []

    func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func isEqual(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for offset in 0..<count where self[offset] != text.utf8Start[offset] { return false }
        return true
    }
}
