import Milepost

/// One value with all that tells it from every other one.
struct TidyRow {
    // Whose snapshot it is: the same in every row, so that several can be put under each other.
    var edition = ""
    var city = ""
    var cityName = ""
    var place = ""
    var placeName = ""
    var quarter = ""
    var asOf = ""
    // What it is a value of.
    var project = ""
    var projectName = ""
    var theme = ""
    var measure = ""
    var measureName = ""
    var kind = ""
    var facets = ""
    var stage = ""
    var at = ""
    var mode = ""
    var baseline = ""
    var figure = ""
    // The value.
    var what = ""
    /// The day or month that it is true of, or the two days that it lies between.
    var period = ""
    var number = ""
    var unit = ""
    var bound = ""
    var precision = ""
    /// A word out of a closed list: `met`, `yellow`.
    var word = ""
    /// As people read it.
    var text = ""

    static let header = [
        "edition", "city", "city_name", "place", "place_name", "quarter", "as_of", "project",
        "project_name", "theme", "measure", "measure_name", "kind", "facets", "stage", "at", "mode",
        "baseline", "figure", "what", "period", "number", "unit", "bound", "precision", "word",
        "text",
    ]

    /// Numbers are written as they are; everything else could have been typed by somebody.
    var cells: [String] {
        [
            edition, city, cityName, place, placeName, quarter, asOf, project, projectName, theme,
            measure, measureName, kind, facets, stage, at, mode, baseline, figure, what, period,
        ].map(Self.harmless) + [number]
            + [unit, bound].map(Self.harmless) + [precision] + [word, text].map(Self.harmless)
    }

    /// The text with an apostrophe where a spreadsheet would take it for a formula.
    static func harmless(_ text: String) -> String {
        // Most begin with a plain letter or digit, or are empty.
        guard let byte = text.utf8.first else { return "" }
        let text = TextTable.harmless(text)
        if 0x30...0x3C ~= byte || 0x41...0x7E ~= byte { return text }
        guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }),
            formulaStarts.contains(first)
        else { return text }
        return "'" + text
    }

    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "＝", "＋", "－", "＠",
    ]

    mutating func set(_ quantity: Quantity) {
        number = quantity.value.description
        bound = quantity.bound.rawValue
        precision = AmountFormat.precision(quantity)
    }
}
