/// A figure while it is reckoned: the amount, the newest day it speaks of, and how many reports
/// are in it.
package struct Tally: Sendable, Hashable {
    package var quantity: Quantity
    package var asOf: Int32
    package var events: Int
    /// The report that the amount is taken from whole; nil for a sum.
    package var report: Position?
    /// The last report of the newest day that it speaks of.
    package var newest: Position
    private var newestDay: Int32
    /// A child's value older than the day its growth was counted from was carried forward.
    package var carriedForward = false

    init(_ cell: Cell, day: Int32) {
        quantity = cell.quantity
        asOf = day
        events = Int(cell.count)
        report = cell.count == 1 ? cell.report : nil
        newest = cell.report
        newestDay = day
    }

    /// The sum of what there is; its day is the newest of the parts, or the oldest where every
    /// part must be as new (levels).
    static func sum(_ parts: [Tally?], oldestDay: Bool = false) throws(Overflow) -> Tally? {
        var result: Tally?
        for case let part? in parts {
            guard var sum = result else {
                result = part
                continue
            }
            sum.quantity = try sum.quantity.adding(part.quantity)
            sum.asOf = oldestDay ? min(sum.asOf, part.asOf) : max(sum.asOf, part.asOf)
            sum.events += part.events
            sum.report = nil
            if part.newestDay > sum.newestDay {
                (sum.newest, sum.newestDay) = (part.newest, part.newestDay)
            }
            sum.carriedForward = sum.carriedForward || part.carriedForward
            result = sum
        }
        return result
    }

    func minus(_ other: Tally) throws(Overflow) -> Tally {
        var difference = self
        difference.quantity = try quantity.subtracting(other.quantity)
        difference.report = nil
        return difference
    }
}
