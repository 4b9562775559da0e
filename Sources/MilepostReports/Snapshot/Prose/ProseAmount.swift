import Milepost

/// Amounts as a press release writes them: scale words where nothing is lost by them.
struct ProseAmount {
    let language: Language

    /// The amount of a figure with its unit, as its one report wrote it.
    func of(_ row: StatusReport.Row) -> String {
        guard let value = row.figure.value else { return "" }
        return row.report.map { stated($0.amount, row.unit) } ?? of(value.quantity, row.unit)
    }

    /// A target's amount as it was set.
    func of(_ target: TargetInUse, stated amount: StatedAmount?, _ unit: String) -> String {
        amount.map { stated($0, unit) } ?? of(target.amount, unit)
    }

    /// A reckoned amount.
    func of(_ quantity: Quantity, _ unit: String) -> String {
        stated(StatedAmount(value: quantity.value, bound: quantity.bound), unit, least: 10_000)
    }

    /// The size of a change, whose direction the sentence says.
    func size(of quantity: Quantity, _ unit: String) -> String { of(quantity.size, unit) }

    private func stated(_ amount: StatedAmount, _ unit: String, least: Int64 = 100_000) -> String {
        switch language {
        case .zh: chinese(amount, unit, least: least)
        case .en: english(amount, unit)
        }
    }

    // MARK: Chinese

    private func chinese(_ amount: StatedAmount, _ unit: String, least: Int64) -> String {
        var written = amount.written.map(Self.simplified)
        // A number in Chinese numerals reads better in digits beside all the others.
        if let text = written, !text.contains(where: { ("0"..."9").contains($0) }) { written = nil }
        let isScaled = unit.hasPrefix("万") || unit.hasPrefix("亿")
        let shown = written ?? (isScaled ? nil : Self.scaled(amount.value, least: least))
        let stated = StatedAmount(value: amount.value, bound: amount.bound, written: shown)
        let parts = Self.parts(of: unit)
        let text = AmountFormat(.zh).amount(stated, unit: parts.unit)
        return parts.each + text.split(separator: ",").joined()
    }

    /// 元/人/月 is told as 每人每月…元; 微克/立方米 stays as it is.
    static func parts(of unit: String) -> (each: String, unit: String) {
        let parts = unit.split(separator: "/")
        let each = parts.dropFirst().flatMap { $0.split(separator: "·") }
        guard !each.isEmpty, each.allSatisfy({ whom.contains(String($0)) }) else {
            return ("", unit)
        }
        return (each.map { "每\($0)" }.joined(), String(parts[0]))
    }

    private static let whom: Set = [
        "人", "名", "户", "家", "所", "个", "亩", "次", "人次", "年", "学年", "学期", "季", "月", "日", "天",
    ]

    private static func simplified(_ written: String) -> String {
        String(
            written.map { character in
                switch character {
                case "萬": "万"
                case "億": "亿"
                case "餘": "余"
                case "過": "过"
                case "約": "约"
                default: character
                }
            }
        )
    }

    /// In 亿 with at most four decimals or 万 with at most two; nil where that would lose a digit.
    private static func scaled(_ value: Decimal, least: Int64) -> String? {
        let size = value.tenThousandths.magnitude
        guard value.isWhole, size >= UInt64(least) * 10_000 else { return nil }
        func text(per scale: Int64) -> String {
            Decimal(tenThousandths: value.tenThousandths / scale).description
        }
        if size >= 1_000_000_000_000, value.tenThousandths % 100_000_000 == 0 {
            return text(per: 100_000_000) + "亿"
        }
        return value.tenThousandths % 1_000_000 == 0 ? text(per: 10_000) + "万" : nil
    }

    // MARK: English

    private func english(_ amount: StatedAmount, _ unit: String) -> String {
        var (value, unit) = (amount.value, unit)
        for (word, scale) in [("万", Int64(10_000)), ("亿", 100_000_000)] where unit.hasPrefix(word) {
            let (product, overflow) = value.tenThousandths.multipliedReportingOverflow(by: scale)
            guard !overflow, unit.count > 1 else { continue }
            value = Decimal(tenThousandths: product)
            unit = String(unit.dropFirst())
        }
        let text = Self.millions(value) + Self.english(unit: unit, isOne: value.isOne)
        return switch amount.bound {
        case .exact: text
        case .atLeast: text + " or more"
        case .atMost: "at most " + text
        case .nearly: "nearly " + text
        case .about: "about " + text
        }
    }

    private static func millions(_ value: Decimal) -> String {
        let number = value.tenThousandths
        for (scale, word) in [(Int64(1_000_000_000), "billion"), (1_000_000, "million")]
        where number.magnitude >= UInt64(scale) * 10_000 && number % scale == 0 {
            return Decimal(tenThousandths: number / scale).description + " " + word
        }
        return AmountFormat.grouped(value)
    }

    /// Whether the unit only counts what the measure's name says: 24个, of communities.
    static func counts(_ unit: String) -> Bool { english(unit: unit).isEmpty }

    /// The unit as it follows a number; one that is not known stands as it is.
    private static func english(unit: String, isOne: Bool = false) -> String {
        let parts = unit.split { "/·".contains($0) }.map(String.init)
        if parts.count > 1 {
            let each = parts.dropFirst().map { " per \(perWords[$0] ?? $0)" }.joined()
            return english(unit: parts[0], isOne: isOne) + each
        }
        guard let known = units[unit] else { return unit.isEmpty ? "" : " \(unit)" }
        return isOne && known.hasSuffix("s") ? String(known.dropLast()) : known
    }

    private static let perWords = [
        "人": "person", "户": "household", "年": "year", "月": "month", "日": "day", "天": "day",
        "平方米": "square metre", "立方米": "cubic metre", "公斤": "kg", "吨": "tonne", "升": "litre",
    ]

    private static let units = [
        "%": "%", "百分点": " percentage points", "元": " yuan", "公里": " km", "千米": " km",
        "米": " m", "平方米": " square metres", "平方公里": " square km", "亩": " mu", "公顷": " hectares",
        "吨": " tonnes", "立方米": " cubic metres", "千克": " kg", "公斤": " kg", "毫克": " mg", "微克": " µg",
        "人次": " person-times", "户次": " household-times", "家次": " visits",
        "个": "", "户": "", "人": "", "名": "", "所": "", "家": "", "座": "", "处": "", "套": "",
        "项": "", "份": "", "张": "", "笔": "", "场": "", "场次": "", "批次": "", "次": "", "条": "",
        "台": "", "辆": "", "件": "", "盏": "", "种": "", "位": "", "间": "", "只": "", "对": "",
        "村": "", "栋": "", "株": "", "棵": "",
    ]
}
