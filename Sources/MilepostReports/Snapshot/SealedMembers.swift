import EventLog
import Milepost

/// The members of an object of a sealed text while it is read: each is taken once.
struct SealedMembers {
    /// Where the object stands: `projects.2.figures.0`, or empty for the whole.
    let path: String
    private var members: [String: JSON]

    init(_ json: JSON, path: String) throws(UnreadableSnapshot) {
        guard case .object(let members) = json else { throw .member(path) }
        self.path = path
        self.members = Dictionary(
            members.map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Refuses what nobody asked for.
    func finish() throws(UnreadableSnapshot) {
        if let key = members.keys.min() { throw .unknownMember(name(key)) }
    }

    /// What a member says; nil where it is not there.
    mutating func optional<T>(
        _ key: String,
        _ read: (JSON) -> T?
    ) throws(UnreadableSnapshot) -> T? {
        guard let json = members.removeValue(forKey: key) else { return nil }
        guard let value = read(json) else { throw .member(name(key)) }
        return value
    }

    mutating func required<T>(
        _ key: String,
        _ read: (JSON) -> T?
    ) throws(UnreadableSnapshot) -> T {
        guard let value = try optional(key, read) else { throw .member(name(key)) }
        return value
    }

    mutating func flag(_ key: String) throws(UnreadableSnapshot) -> Bool {
        try optional(key) { $0 == .bool(true) ? true : nil } ?? false
    }

    mutating func word<Word: RawRepresentable<String>>(
        _ key: String
    ) throws(UnreadableSnapshot) -> Word? {
        try optional(key) { $0.text.flatMap(Word.init(rawValue:)) }
    }

    /// The object under a key, read whole; nil where it is not there.
    mutating func object<T>(
        _ key: String,
        _ read: (inout SealedMembers) throws(UnreadableSnapshot) -> T
    ) throws(UnreadableSnapshot) -> T? {
        guard let json = members.removeValue(forKey: key) else { return nil }
        return try Self.object(json, path: name(key), read)
    }

    /// The objects of the list under a key, each read whole.
    mutating func list<T>(
        _ key: String,
        _ read: (inout SealedMembers) throws(UnreadableSnapshot) -> T
    ) throws(UnreadableSnapshot) -> [T] {
        guard let json = members.removeValue(forKey: key) else { return [] }
        guard case .array(let elements) = json else { throw .member(name(key)) }
        var list: [T] = []
        list.reserveCapacity(elements.count)
        for (offset, element) in elements.enumerated() {
            list.append(try Self.object(element, path: "\(name(key)).\(offset)", read))
        }
        return list
    }

    private static func object<T>(
        _ json: JSON,
        path: String,
        _ read: (inout SealedMembers) throws(UnreadableSnapshot) -> T
    ) throws(UnreadableSnapshot) -> T {
        var members = try SealedMembers(json, path: path)
        let value = try read(&members)
        try members.finish()
        return value
    }

    /// An amount with its bound and precision; nil where there is no value.
    mutating func quantity() throws(UnreadableSnapshot) -> Quantity? {
        try boundedQuantity()?.quantity
    }

    /// An amount beside the word of its bound: 近 says more than that it may be less.
    mutating func boundedQuantity() throws(UnreadableSnapshot) -> (
        quantity: Quantity, bound: Bound
    )? {
        let value = try optional("value", \.decimal)
        let bound: Bound = try word("bound") ?? .exact
        let ulp = try optional("precision", \.ulp) ?? 0
        return value.map { value in
            let quantity = Quantity(
                value: value,
                ulp: ulp,
                mayBeMore: bound.mayBeMore,
                mayBeLess: bound.mayBeLess
            )
            return (quantity, bound)
        }
    }

    mutating func quantity(_ key: String) throws(UnreadableSnapshot) -> Quantity? {
        try object(key) { (amount) throws(UnreadableSnapshot) in
            guard let quantity = try amount.quantity() else {
                throw UnreadableSnapshot.member(amount.name("value"))
            }
            return quantity
        }
    }
}

// MARK: What a value says; nil where it says something else

extension JSON {
    var text: String? {
        guard case .string(let text) = self, !text.isEmpty else { return nil }
        return text
    }

    var number: Int64? {
        guard case .integer(let number) = self, number >= 0 else { return nil }
        return number
    }

    /// More than this are no projects, places or reports.
    var count: Int? { number.flatMap { $0 < 1_000_000_000 ? Int($0) : nil } }

    var decimal: Decimal? { text.flatMap { Decimal(plain: $0) } }

    var date: CalendarDate? { text.flatMap { CalendarDate(iso: $0) } }

    var moment: Moment? { text.flatMap { Moment($0) } }

    var month: Month? { text.flatMap { Month(iso: $0) } }

    var id: EventID? { text.flatMap { EventID($0) } }

    var name: Name? {
        guard let texts = textsByKey, Set(texts.keys).isSubset(of: ["zh", "en"]) else { return nil }
        return Name(zh: texts["zh"], en: texts["en"])
    }

    var facets: Facets? {
        textsByKey.flatMap { Facets($0.map { ($0.key, $0.value) }) }
    }

    var textsByKey: [String: String]? {
        guard case .object(let members) = self else { return nil }
        var texts: [String: String] = [:]
        for member in members {
            guard let text = member.value.text else { return nil }
            texts[member.key] = text
        }
        return texts
    }

    /// The bytes of 64 lower-case hexadecimal digits.
    var hash: [UInt8]? {
        guard let text, text.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text.utf8 {
            let nibble: UInt8
            switch character {
            case 0x30...0x39: nibble = character - 0x30
            case 0x61...0x66: nibble = character - 0x61 + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | nibble)
                high = nil
            } else {
                high = nibble
            }
        }
        return bytes
    }

    /// A share of `73.74` percent in hundredths.
    var hundredths: Int64? {
        guard let text else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2, let number = Int64(parts[0] + parts[1]),
            AmountFormat.share(number) == text
        else { return nil }
        return number
    }

    /// A precision, half of the unit of the last written digit, as that unit in ten-thousandths.
    fileprivate var ulp: Int64? {
        guard let text else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        guard parts.count <= 2, fraction.utf8.count <= 5,
            let halves = Int64(
                parts[0] + fraction + String(repeating: "0", count: 5 - fraction.utf8.count)
            ),
            halves > 0, halves % 5 == 0
        else { return nil }
        let quantity = Quantity(value: .zero, ulp: halves / 5)
        return AmountFormat.precision(quantity) == text ? quantity.ulp : nil
    }
}
