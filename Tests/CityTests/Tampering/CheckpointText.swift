import EventLog
import Milepost

/// The text of a signed checkpoint, to be altered.
struct CheckpointText {
    private let bytes: [UInt8]
    private let others: [[UInt8]]

    /// The checkpoint of this number among those that a log signed.
    init(_ city: SignedCity, _ number: Int) {
        let texts = city.signed.map { Array($0.description.utf8) }
        let bytes = texts[number]
        self.bytes = bytes
        others = texts.filter { $0 != bytes }
    }

    /// Another text, which nobody signed.
    func altered(_ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        switch dice.below(6) {
        case 0: bytes.remove(at: dice.below(bytes.count))
        case 1: bytes.insert(bytes[dice.below(bytes.count)], at: dice.below(bytes.count))
        case 2: bytes.removeLast(1 + dice.below(bytes.count - 1))
        case 3:
            // A line of another checkpoint: its size, its root or its signature.
            var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            let other = dice.pick(others).split(
                separator: 0x0A,
                omittingEmptySubsequences: false
            )
            let line = dice.pick([1, 2, 4])
            lines[line] = other[line]
            bytes = Array(lines.joined(separator: [0x0A]))
        default: bytes.flip(&dice)
        }
        // Twice the same byte, or one for itself, alters nothing.
        return bytes == self.bytes ? altered(&dice) : bytes
    }
}
