import Foundation

/// A number as a reader finds it in a text, with what follows it; apart from the program's own code.
struct PrintedNumber: Hashable {
    /// In ten-thousandths, its scale word applied; a sign is no part of it.
    var tenThousandths: Int
    /// Where it begins and ends among the characters of the text.
    var range: Range<Int>

    /// Every number of a text: `5,378`, `21.94万`, `1万余`, `1.443 billion`.
    static func all(in characters: [Character]) -> [PrintedNumber] {
        var found: [PrintedNumber] = []
        var index = 0
        while index < characters.count {
            guard characters[index].isASCIIDigit else {
                index += 1
                continue
            }
            let start = index
            var whole = ""
            var fraction = ""
            while index < characters.count {
                let isGroup =
                    characters[index] == "," && index + 3 < characters.count
                    && characters[(index + 1)...(index + 3)].allSatisfy(\.isASCIIDigit)
                guard characters[index].isASCIIDigit || isGroup else { break }
                if !isGroup { whole.append(characters[index]) }
                index += 1
            }
            if index + 1 < characters.count, characters[index] == ".",
                characters[index + 1].isASCIIDigit
            {
                index += 1
                while index < characters.count, characters[index].isASCIIDigit {
                    fraction.append(characters[index])
                    index += 1
                }
            }
            let words = [
                ("万亿", 12), ("亿", 8), ("億", 8), ("万", 4), ("萬", 4), (" million", 6),
                (" billion", 9),
            ]
            var power = 4
            for (word, zeros) in words
            where String(characters[index...].prefix(word.count)) == word {
                power += zeros
                index += word.count
                break
            }
            // Longer ones are digests or identifiers, no amounts.
            guard whole.count < 13, fraction.count <= power,
                let digits = Int(
                    whole + fraction + String(repeating: "0", count: power - fraction.count)
                )
            else { continue }
            found.append(PrintedNumber(tenThousandths: digits, range: start..<index))
        }
        return found
    }

    static func all(in text: String) -> [PrintedNumber] { all(in: Array(text)) }

    /// The ten-thousandths of a plain decimal.
    static func read(_ plain: String) -> Int? { all(in: plain).first?.tenThousandths }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

/// The numbers of a sealed text that a page may print: those of its members and names, without
/// identifiers, the root and the ends of chains.
struct SealedNumbers {
    private(set) var numbers: Set<Int> = []

    init(_ sealed: String) throws {
        let json = try JSONSerialization.jsonObject(with: Data(sealed.utf8))
        read(json)
    }

    private mutating func read(_ json: Any) {
        switch json {
        case let members as [String: Any]:
            for (key, value) in members where !["event", "root", "chains", "origin"].contains(key) {
                // The statement that a project's standing is taken from.
                if key == "declared", value is String { continue }
                take(key)
                read(value)
            }
        case let elements as [Any]: elements.forEach { read($0) }
        case let text as String: take(text)
        case let number as NSNumber: take(number.stringValue)
        default: break
        }
    }

    private mutating func take(_ text: String) {
        for number in PrintedNumber.all(in: text) { numbers.insert(number.tenThousandths) }
    }

    mutating func add(_ number: Int) { numbers.insert(number * 10_000) }
}
