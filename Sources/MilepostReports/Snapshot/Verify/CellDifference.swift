/// Where two readings of a page differ.
struct CellDifference {
    /// One text against another; nil is none.
    struct Part: Hashable {
        var figure: String
        var column: String
        var first: String?
        var second: String?
    }

    private(set) var parts: [Part] = []

    /// What is said of a figure is compared by its column, in whatever order the rows stand; all
    /// other text in its order.
    init(_ first: ReadPage, _ second: ReadPage) {
        var order: [Place] = []
        let (one, other) = (Self.texts(of: first, &order), Self.texts(of: second, &order))
        for place in order {
            let (mine, theirs) = (one[place] ?? [], other[place] ?? [])
            guard mine != theirs else { continue }
            compare(mine, theirs, at: place)
        }
    }

    private struct Place: Hashable {
        var figure: String
        var column: String
    }

    private static func texts(of page: ReadPage, _ order: inout [Place]) -> [Place: [String]] {
        var texts: [Place: [String]] = [:]
        var known = Set(order)
        for cell in page.cells {
            let place = Place(figure: cell.figure, column: cell.column)
            if known.insert(place).inserted { order.append(place) }
            texts[place, default: []].append(cell.text)
        }
        return texts
    }

    private mutating func compare(_ mine: [String], _ theirs: [String], at place: Place) {
        func part(_ first: String?, _ second: String?) -> Part {
            Part(figure: place.figure, column: place.column, first: first, second: second)
        }
        // What stands at both ends alike is left out; in between text stands against text.
        var (start, end) = (0, 0)
        while start < min(mine.count, theirs.count), mine[start] == theirs[start] { start += 1 }
        while end < min(mine.count, theirs.count) - start,
            mine[mine.count - 1 - end] == theirs[theirs.count - 1 - end]
        {
            end += 1
        }
        let (left, right) = (mine[start..<(mine.count - end)], theirs[start..<(theirs.count - end)])
        for offset in 0..<max(left.count, right.count) {
            let first = offset < left.count ? left[start + offset] : nil
            let second = offset < right.count ? right[start + offset] : nil
            if first != second { parts.append(part(first, second)) }
        }
    }
}
