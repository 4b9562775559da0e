package import Milepost

extension Moment {
    /// The moment to the minute, on a clock that is so many milliseconds ahead of UTC:
    /// `2024-10-31 16:24`.
    package func text(offset: Int64) -> String {
        let shown = Moment(milliseconds: milliseconds + offset).description.prefix(16)
        return shown.split(separator: "T").joined(separator: " ")
    }

    /// For who knows no time zone: `2024-10-31 08:24 UTC`.
    package var textInUTC: String { text(offset: 0) + " UTC" }
}
