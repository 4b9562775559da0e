import Milepost

/// The pictures of a page: lights, bars and lines, all drawn in the page itself.
enum HTMLPictures {
    /// Each light has its own shape: who sees no colours tells them apart, and so does a copier.
    static func symbols(_ out: inout Markup) {
        out.raw(
            """
            <svg class="symbols" width="0" height="0" aria-hidden="true">\
            <symbol id="green" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="currentColor"/>\
            <path class="cut" d="M4 8l3 3 5-6"/></symbol>\
            <symbol id="yellow" viewBox="0 0 16 16"><path d="M8 0L16 15H0z" fill="currentColor"/>\
            <path class="cut" d="M8 5v5m0 1.5v2"/></symbol>\
            <symbol id="red" viewBox="0 0 16 16"><path d="M5 0h6l5 5v6l-5 5H5l-5-5V5z" fill="currentColor"/>\
            <path class="cut" d="M5 5l6 6m0-6l-6 6"/></symbol>\
            <symbol id="blue" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" \
            stroke-width="2"/><path d="M8 1a7 7 0 010 14z" fill="currentColor"/></symbol>\
            <symbol id="grey" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" \
            stroke-width="2"/></symbol></svg>

            """
        )
    }

    /// One of the symbols; without a label where a word beside it says the same.
    static func light(_ out: inout Markup, _ colour: String, _ label: String?) {
        out.raw("<svg")
        out.attribute("class", "light \(colour)")
        if let label {
            out.raw(" role=img")
            out.attribute("aria-label", label)
        } else {
            out.raw(" aria-hidden=true")
        }
        out.raw("><use")
        out.attribute("href", "#\(colour)")
        out.raw("></use></svg>")
    }

    /// Parts of a whole, side by side.
    static func stack(_ out: inout Markup, _ parts: [(colour: String, count: Int)], label: String) {
        let whole = parts.reduce(0) { $0 + $1.count }
        guard whole > 0 else { return }
        begin(&out, "stack", label)
        var before = 0
        for (colour, count) in parts {
            let start = before * 1000 / whole
            before += count
            rectangle(&out, colour, from: start, width: before * 1000 / whole - start)
        }
        out.raw("</svg>")
    }

    /// A share of the whole, which may be above it.
    static func share(_ out: inout Markup, _ hundredths: Int64, label: String) {
        begin(&out, "part", label)
        rectangle(&out, "rest", from: 0, width: 1000)
        rectangle(&out, "bar", from: 0, width: Int(max(0, min(hundredths, 10_000)) / 10))
        out.raw("</svg>")
    }

    /// The stages of a ladder over each other, and the target that they go towards.
    static func ladder(_ out: inout Markup, _ ladder: Ladder, label: String) {
        begin(&out, "ladder", label)
        if let target = ladder.target {
            rectangle(&out, "rest", from: 0, width: ladder.width(target))
        }
        for rung in ladder.rungs.sorted(by: { $0.value > $1.value }) {
            rectangle(&out, rung.shade, from: 0, width: ladder.width(rung.value))
        }
        if let target = ladder.target {
            out.raw("<rect class=edge x=")
            percent(&out, ladder.width(target))
            out.raw(" width=2></rect>")
        }
        out.raw("</svg>")
    }

    /// A line through the values at the ends of months, January at the left.
    static func line(_ out: inout Markup, _ figure: Snapshot.Figure, label: String) {
        let values = figure.months.map { Int128($0.value.tenThousandths) }
        guard let first = values.first, let low = values.min(), let high = values.max() else {
            return
        }
        // What adds up is shown from nought; a rate would be a flat line so.
        let base = figure.row.measure.kind.addsOverPlaces ? min(0, low) : low
        func y(_ value: Int128) -> Int {
            high == base ? 15 : 27 - Int((value - base) * 24 / (high - base))
        }
        func x(_ month: Month) -> Int { 3 + (month.first.month - 1) * 9 }
        out.raw("<svg viewBox=\"0 0 108 30\" role=img><title>")
        out.plain(label)
        out.raw("</title><path class=line d=\"M")
        out.number(x(figure.months[0].month))
        out.raw(" ")
        out.number(y(first))
        for (month, value) in zip(figure.months, values).dropFirst() {
            out.raw("L")
            out.number(x(month.month))
            out.raw(" ")
            out.number(y(value))
        }
        out.raw("\"/><circle class=dot r=3 cx=")
        out.number(x(figure.months[values.count - 1].month))
        out.raw(" cy=")
        out.number(y(values[values.count - 1]))
        out.raw("></circle></svg>")
    }

    private static func begin(_ out: inout Markup, _ name: StaticString, _ label: String) {
        out.raw("<svg class=")
        out.raw(name)
        out.raw(" role=img")
        out.attribute("aria-label", label)
        out.raw(">")
    }

    /// A piece of a bar, in thousandths of its length.
    private static func rectangle(
        _ out: inout Markup,
        _ colour: String,
        from start: Int,
        width: Int
    ) {
        guard width > 0 else { return }
        out.raw("<rect")
        out.attribute("class", colour)
        if start > 0 {
            out.raw(" x=")
            percent(&out, start)
        }
        out.raw(" width=")
        percent(&out, width)
        out.raw("></rect>")
    }

    private static func percent(_ out: inout Markup, _ thousandths: Int) {
        out.number(thousandths / 10)
        if thousandths % 10 > 0 {
            out.raw(".")
            out.number(thousandths % 10)
        }
        out.raw("%")
    }
}
