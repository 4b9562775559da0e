import Milepost

/// The members of a line while it is read: each is taken once, and what is left is unknown.
struct Fields {
    private var members: [String: JSON]
    var type = ""

    init(_ members: [JSON.Member]) {
        self.members = Dictionary(
            members.map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Refuses what nobody asked for.
    func finish() throws(UnreadableLine) {
        if let key = members.keys.min() { throw .unknownKey(key, type: type) }
    }

    private mutating func take<T>(
        _ key: String,
        _ read: (JSON) -> T?
    ) throws(UnreadableLine) -> T? {
        guard let json = members.removeValue(forKey: key) else { return nil }
        guard let value = read(json) else { throw .badValue(key: key) }
        return value
    }

    private func required<T>(_ value: T?, _ key: String) throws(UnreadableLine) -> T {
        guard let value else { throw .missing(key: key) }
        return value
    }

    mutating func optionalString(_ key: String) throws(UnreadableLine) -> String? {
        try take(key) { json in
            guard case .string(let text) = json, !text.isEmpty else { return nil }
            return text
        }
    }

    mutating func string(_ key: String) throws(UnreadableLine) -> String {
        try required(try optionalString(key), key)
    }

    mutating func optionalInteger(_ key: String) throws(UnreadableLine) -> Int64? {
        try take(key) { json in
            guard case .integer(let number) = json, number >= 0 else { return nil }
            return number
        }
    }

    mutating func integer(_ key: String) throws(UnreadableLine) -> Int64 {
        try required(try optionalInteger(key), key)
    }

    mutating func flag(_ key: String) throws(UnreadableLine) -> Bool {
        try take(key) { $0 == .bool(true) ? true : nil } ?? false
    }

    mutating func basis() throws(UnreadableLine) -> Bool {
        try take("basis") { $0 == .string("assumed") ? true : nil } ?? false
    }

    mutating func strings(_ key: String) throws(UnreadableLine) -> [String] {
        try take(key) { $0.strings } ?? []
    }

    mutating func optionalDate(_ key: String) throws(UnreadableLine) -> CalendarDate? {
        try take(key) { json in
            guard case .string(let text) = json else { return nil }
            return CalendarDate(iso: text)
        }
    }

    mutating func date(_ key: String) throws(UnreadableLine) -> CalendarDate {
        try required(try optionalDate(key), key)
    }

    mutating func month(_ key: String) throws(UnreadableLine) -> Month {
        let month = try take(key) { json in
            guard case .string(let text) = json else { return nil as Month? }
            return Month(iso: text)
        }
        return try required(month, key)
    }

    mutating func quarter(_ key: String) throws(UnreadableLine) -> Quarter {
        let quarter = try take(key) { json in
            guard case .string(let text) = json else { return nil as Quarter? }
            return Quarter(text)
        }
        return try required(quarter, key)
    }

    mutating func optionalDecimal(_ key: String) throws(UnreadableLine) -> Decimal? {
        try take(key) { json in
            guard case .string(let text) = json else { return nil }
            return Decimal(plain: text)
        }
    }

    mutating func optionalBaseline(_ key: String) throws(UnreadableLine) -> Baseline? {
        try take(key) { json in
            guard case .string(let text) = json else { return nil }
            return Baseline(text)
        }
    }

    mutating func optionalID(_ key: String) throws(UnreadableLine) -> EventID? {
        try take(key) { json in
            guard case .string(let text) = json else { return nil }
            return EventID(text)
        }
    }

    mutating func id(_ key: String) throws(UnreadableLine) -> EventID {
        try required(try optionalID(key), key)
    }

    mutating func optionalWord<Word: RawRepresentable<String>>(
        _ key: String
    ) throws(UnreadableLine) -> Word? {
        try take(key) { json in
            guard case .string(let text) = json else { return nil }
            return Word(rawValue: text)
        }
    }

    mutating func word<Word: RawRepresentable<String>>(_ key: String) throws(UnreadableLine) -> Word
    {
        try required(try optionalWord(key), key)
    }

    mutating func optionalName(_ key: String) throws(UnreadableLine) -> Name? {
        try take(key) { json in
            guard let texts = json.texts, Set(texts.keys).isSubset(of: ["zh", "en"]) else {
                return nil
            }
            return Name(zh: texts["zh"], en: texts["en"])
        }
    }

    mutating func name(_ key: String) throws(UnreadableLine) -> Name {
        try required(try optionalName(key), key)
    }

    mutating func pair(
        _ key: String,
        _ first: String,
        _ second: String
    ) throws(UnreadableLine) -> (String, String)? {
        try take(key) { json in
            guard let texts = json.texts, texts.count == 2, let a = texts[first],
                let b = texts[second]
            else { return nil }
            return (a, b)
        }
    }

    /// What a rate is reckoned from: one of the two sides may be missing.
    mutating func rateOf(_ key: String) throws(UnreadableLine) -> Relations.RateOf? {
        try take(key) { json in
            guard let texts = json.texts,
                texts.keys.allSatisfy({ $0 == "numerator" || $0 == "denominator" })
            else { return nil }
            return Relations.RateOf(
                numerator: texts["numerator"],
                denominator: texts["denominator"]
            )
        }
    }

    mutating func facets() throws(UnreadableLine) -> Facets {
        try take("facets") { json in json.texts.flatMap { Facets($0.map { ($0.key, $0.value) }) } }
            ?? .none
    }

    mutating func facetDeclarations(
        _ key: String
    ) throws(UnreadableLine) -> [FacetDeclaration] {
        try take(key) { json in
            guard case .object(let members) = json else { return nil }
            var declarations: [FacetDeclaration] = []
            for member in members {
                guard case .object(let parts) = member.value else { return nil }
                var values: [String]?
                var addsUp = false
                for part in parts {
                    switch (part.key, part.value) {
                    case ("values", let list): values = list.strings
                    case ("addsUp", .bool(true)): addsUp = true
                    default: return nil
                    }
                }
                guard let values else { return nil }
                declarations.append(
                    FacetDeclaration(name: member.key, values: values, addsUp: addsUp)
                )
            }
            return declarations
        } ?? []
    }

    mutating func optionalSource() throws(UnreadableLine) -> SourceRange? {
        try take("source") { json in
            guard case .object(let members) = json else { return nil }
            var document: String?
            var ends: [String: Int64] = [:]
            for member in members {
                switch (member.key, member.value) {
                case ("document", .string(let text)): document = text
                case ("from", .integer(let end)), ("to", .integer(let end)): ends[member.key] = end
                default: return nil
                }
            }
            guard let document, ends.count != 1 else { return nil }
            guard let from = ends["from"], let to = ends["to"] else {
                return SourceRange(document: document, range: nil)
            }
            guard from >= 0, from < to else { return nil }
            return SourceRange(document: document, range: Int(from)..<Int(to))
        }
    }

    mutating func project() throws(UnreadableLine) -> ProjectKey {
        ProjectKey(
            city: try string("city"),
            year: Int(try integer("year")),
            project: try string("project")
        )
    }

    mutating func measure() throws(UnreadableLine) -> MeasureKey {
        let project = try project()
        return MeasureKey(
            city: project.city,
            year: project.year,
            project: project.project,
            measure: try string("measure")
        )
    }

    mutating func subject() throws(UnreadableLine) -> Subject {
        let project = try project()
        return Subject(
            on: try id("on"),
            project: project,
            measure: try optionalString("measure")
        )
    }

    mutating func amount() throws(UnreadableLine) -> StatedAmount {
        guard let value = try optionalDecimal("value") else { throw .missing(key: "value") }
        return StatedAmount(
            value: value,
            bound: try optionalWord("bound") ?? .exact,
            written: try optionalString("written")
        )
    }
}

extension JSON {
    fileprivate var strings: [String]? {
        guard case .array(let elements) = self else { return nil }
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element, !text.isEmpty else { return nil }
            texts.append(text)
        }
        return texts
    }

    fileprivate var texts: [String: String]? {
        guard case .object(let members) = self else { return nil }
        var texts: [String: String] = [:]
        for member in members {
            guard case .string(let text) = member.value, !text.isEmpty else { return nil }
            texts[member.key] = text
        }
        return texts
    }
}
