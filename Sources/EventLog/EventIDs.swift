package import Milepost

/// Makes time-ordered ids (UUID version 7) that never go back within one run.
package struct EventIDs: Sendable {
    private var last: EventID?

    package init() {}

    package mutating func next(at moment: Moment) -> EventID {
        var generator = SystemRandomNumberGenerator()
        let time = UInt64(clamping: moment.milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | generator.next() & 0x0FFF
        let low = 0x8000_0000_0000_0000 | generator.next() >> 2
        var id = EventID(high: high, low: low)
        // Within a millisecond the next is one more, so that a batch keeps its order.
        if let last, id <= last {
            id = EventID(high: last.high, low: last.low &+ 1 &+ generator.next() >> 40)
        }
        last = id
        return id
    }
}
