/// A position in the log: the line's number from 0.
package typealias Position = Int64

/// The name of a measure in the whole log.
package struct MeasureKey: Sendable, Hashable {
    package var city: String
    package var year: Int
    package var project: String
    package var measure: String

    package init(city: String, year: Int, project: String, measure: String) {
        self.city = city
        self.year = year
        self.project = project
        self.measure = measure
    }

    package var projectKey: ProjectKey { ProjectKey(city: city, year: year, project: project) }
}

/// The name of a project in the whole log.
package struct ProjectKey: Sendable, Hashable, CustomStringConvertible {
    package var city: String
    package var year: Int
    package var project: String

    package init(city: String, year: Int, project: String) {
        self.city = city
        self.year = year
        self.project = project
    }

    package var description: String { "\(city)/\(year)/\(project)" }
}

/// Declared name=value pairs that split a measure, sorted by name.
package struct Facets: Sendable, Hashable, Comparable, CustomStringConvertible {
    package private(set) var pairs: [Pair] = []

    package struct Pair: Sendable, Hashable {
        package var name: String
        package var value: String
    }

    package static let none = Facets()

    package init() {}

    /// Nil when a name is given twice.
    package init?(_ pairs: [(String, String)]) {
        for (name, value) in pairs {
            guard self[name] == nil else { return nil }
            self = setting(name, to: value)
        }
    }

    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    package var isEmpty: Bool { pairs.isEmpty }

    package func setting(_ name: String, to value: String) -> Facets {
        var facets = self
        facets.pairs.removeAll { $0.name == name }
        facets.pairs.append(Pair(name: name, value: value))
        facets.pairs.sort { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
        return facets
    }

    /// `grade=四星级;tier=省级`; names and values hold neither `;` nor `=`.
    package var description: String {
        pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
    }

    /// Reads the form that `description` writes; nil when it is none.
    package init?(text: some StringProtocol) {
        var pairs: [(String, String)] = []
        for part in text.split(separator: ";") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else { return nil }
            pairs.append((String(sides[0]), String(sides[1])))
        }
        self.init(pairs)
    }

    package static func < (left: Facets, right: Facets) -> Bool {
        left.description < right.description
    }
}

/// The rows that one list of reports belongs to.
///
/// `stage` is nil where the measure's ladder has one stage only, as in the stored line, so that a
/// fold needs no catalogue.
package struct SeriesKey: Sendable, Hashable {
    package var measure: MeasureKey
    package var place: String
    package var facets: Facets
    package var stage: Stage?
    package var nowAt: Bool

    package init(
        measure: MeasureKey,
        place: String,
        facets: Facets = .none,
        stage: Stage? = nil,
        nowAt: Bool = false
    ) {
        self.measure = measure
        self.place = place
        self.facets = facets
        self.stage = stage
        self.nowAt = nowAt
    }
}

/// An event's identifier: an RFC 9562 UUID, and the key that makes a retry a retry.
package struct EventID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads any UUID in its text form, in either case; nil when it is none.
    package init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let id = text.withUTF8(Self.init(utf8:)) else { return nil }
        self = id
    }

    private init?(utf8: UnsafeBufferPointer<UInt8>) {
        guard utf8.count == 36 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        var digits = 0
        for offset in 0..<36 {
            let byte = utf8[offset]
            if offset == 8 || offset == 13 || offset == 18 || offset == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let nibble: UInt8
            switch byte {
            case 0x30...0x39: nibble = byte - 0x30
            case 0x61...0x66: nibble = byte - 0x61 + 10
            case 0x41...0x46: nibble = byte - 0x41 + 10
            default: return nil
            }
            if digits < 16 {
                high = high << 4 | UInt64(nibble)
            } else {
                low = low << 4 | UInt64(nibble)
            }
            digits += 1
        }
        self.init(high: high, low: low)
    }

    package init(bytes: some Sequence<UInt8>) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (offset, byte) in bytes.enumerated() {
            if offset < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    package var bytes: [UInt8] {
        (0..<16).map { offset in
            let half = offset < 8 ? high : low
            return UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * (offset % 8)))
        }
    }

    package var version: Int { Int(high >> 12 & 0xF) }

    package var description: String {
        let hex = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (offset, byte) in bytes.enumerated() {
            if offset == 4 || offset == 6 || offset == 8 || offset == 10 {
                text.append(UInt8(ascii: "-"))
            }
            text.append(hex[Int(byte >> 4)])
            text.append(hex[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    package static func < (left: EventID, right: EventID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
