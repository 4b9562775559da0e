import Milepost
import Testing

struct RatioTests {
    @Test func `a fraction is in lowest terms`() throws {
        let ratio = try Ratio(-6, over: -8)
        #expect((ratio.numerator, ratio.denominator) == (3, 4))
        #expect(try Ratio(0, over: -5) == .zero)
        #expect(throws: Overflow.self) { try Ratio(1, over: 0) }
    }

    @Test func `order and arithmetic are those of small numbers crosswise`() throws {
        for a in -7...7 {
            for b in 1...5 {
                for c in -7...7 {
                    for d in 1...5 {
                        let left = try Ratio(Int128(a), over: Int128(b))
                        let right = try Ratio(Int128(c), over: Int128(d))
                        #expect((left < right) == (a * d < c * b))
                        let sum = try Ratio(Int128(a * d + c * b), over: Int128(b * d))
                        #expect(try left.adding(right) == sum)
                        #expect(try sum.subtracting(right) == left)
                        let product = try Ratio(Int128(a * c), over: Int128(b * d))
                        #expect(try left.multiplied(by: right) == product)
                        if c != 0 { #expect(try product.divided(by: right) == left) }
                    }
                }
            }
        }
    }

    @Test func `numbers whose products do not fit are compared all the same`() throws {
        let large = Int128.max - 1
        #expect(try Ratio(large - 2, over: large - 1) < Ratio(large - 1, over: large))
        #expect(try !(Ratio(large - 1, over: large) < Ratio(large - 2, over: large - 1)))
        #expect(throws: Overflow.self) {
            try Ratio(large).multiplied(by: Ratio(large))
        }
    }

    @Test(arguments: [
        (88785, 1000, 2, "88.79"), (-88785, 1000, 2, "-88.78"), (1, 3, 2, "0.33"), (2, 3, 0, "1"),
        (-1, 3, 2, "-0.33"), (-2, 3, 0, "-1"), (999_995, 100_000, 4, "10.0000"), (5, 1, 2, "5.00"),
        (99999, 10000, 2, "10.00"), (-1, 1000, 2, "0.00"), (1_613_400, 1128, 2, "1430.32"),
    ])
    func `decimals are rounded half-up`(
        _ numerator: Int,
        _ denominator: Int,
        _ decimals: Int,
        _ text: String
    ) throws {
        let ratio = try Ratio(Int128(numerator), over: Int128(denominator))
        #expect(ratio.rounded(decimals: decimals) == text)
    }
}
