import Milepost
import Testing

struct EstimateTests {
    private func written(_ text: String) throws -> Estimate {
        try Estimate(AmountText(text).stated(bound: nil).quantity)
    }

    private func printed(_ text: String) throws -> Estimate {
        try Estimate(printed: AmountText(text).stated(bound: nil).quantity)
    }

    private func ends(_ estimate: Estimate?, _ decimals: Int = 2) throws -> String {
        let range = try #require(estimate).range
        let low = range.low?.rounded(decimals: decimals) ?? "∞"
        let high = range.high?.rounded(decimals: decimals) ?? "∞"
        return "\(range.lowIncluded ? "[" : "(")\(low), \(high)\(range.highIncluded ? "]" : ")")"
    }

    @Test func `a written amount is half a digit more or less`() throws {
        #expect(try ends(written("9.9万"), 0) == "[98500, 99500)")
        #expect(try ends(written("24"), 0) == "[24, 24]")
        #expect(try ends(written("1万余"), 0) == "[10000, ∞]")
        #expect(try ends(written("近3000"), 0) == "[∞, 3000]")
        #expect(try ends(printed("100%"), 1) == "[99.5, 100.5)", "a whole percentage too")
        #expect(try ends(printed("88.79%"), 3) == "[88.785, 88.795)")
    }

    @Test func `what is left of 9.9万 after 7.3万 and 0.94万`() throws {
        let rest = try written("9.9万").subtracting(written("7.3万"))
            .subtracting(written("0.94万"))
        #expect(try ends(rest, 0) == "(15550, 17650)")
        #expect(rest.value.rounded(decimals: 0) == "16600")
    }

    @Test func `a quotient has the widest ends, and opens with its sides`() throws {
        let share = try written("7.3万").divided(by: written("9.9万"))?.multiplied(by: .hundred)
        #expect(try ends(share) == "(72.86, 74.62)")
        #expect(try ends(written("1万余").divided(by: written("100")), 0) == "[100, ∞]")
        #expect(try ends(written("100").divided(by: written("10余")), 0) == "[0, 10]")
        #expect(try written("5").divided(by: written("0")) == nil)
        #expect(try written("-5").divided(by: written("10")) == nil)
    }

    @Test(arguments: [
        ("88.79%", "88.80%", false), ("88.785", "88.79%", true), ("88.795", "88.79%", false),
        ("1万余", "2万", true), ("2万余", "1.9万", false), ("近3000", "3001", false),
        ("24", "24", true), ("24", "25", false),
    ])
    func `two amounts may be one number where their ranges meet`(
        _ one: String,
        _ other: String,
        _ meets: Bool
    ) throws {
        let left = try written(one).range
        // The first is exact to its last digit where it is compared with a percentage.
        let exact = one == "88.785" || one == "88.795"
        let range = exact ? RatioRange.exactly(try Ratio(try #require(Decimal(plain: one)))) : left
        #expect(try range.meets(written(other).range) == meets)
        #expect(try written(other).range.meets(range) == meets)
    }

    @Test func `the whole numbers within a range`() throws {
        let task = try written("16134").divided(by: printed("112.8%"))?.multiplied(by: .hundred)
        let whole = try #require(task?.range.wholeNumbers)
        #expect((whole.first, whole.last) == (14297, 14309))
        let none = try written("3").divided(by: printed("41.00%"))?.multiplied(by: .hundred)
        let empty = try #require(none?.range.wholeNumbers)
        #expect(empty.first > empty.last)
        #expect(try written("1万余").range.wholeNumbers == nil)
        let exact = try #require(try written("24").range.wholeNumbers)
        #expect((exact.first, exact.last) == (24, 24))
        let open = try #require(try written("9.9万").range.wholeNumbers)
        #expect((open.first, open.last) == (98_500, 99_499))
    }
}
