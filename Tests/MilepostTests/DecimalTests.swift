import Milepost
import Testing

struct DecimalTests {
    @Test(arguments: [
        ("0", 0), ("1", 10_000), ("-1", -10_000), ("10", 100_000), ("847.9", 8_479_000),
        ("96.02", 960_200), ("0.0001", 1), ("-0.0001", -1), ("-0.4", -4000), ("0.05", 500),
        ("1443000000", 14_430_000_000_000),
        ("922337203685477.5807", Int64.max), ("-922337203685477.5808", Int64.min),
    ])
    func `the canonical form is read and written alike`(text: String, tenThousandths: Int64) {
        #expect(Decimal(plain: text) == Decimal(tenThousandths: tenThousandths))
        #expect(Decimal(tenThousandths: tenThousandths).description == text)
    }

    @Test(arguments: [
        "", "-", "+1", "-0", "00", "05", "-01", "1.", ".5", "1.0", "1.50", "-0.0", "0.00001",
        "1.23456", "1e3", "1,000", " 1", "1 ", "1.2.3", "--1", "1-", "１", "NaN", "0x1",
        "922337203685477.5808", "-922337203685477.5809", "922337203685478", "9999999999999999",
        "99999999999999999999999999",
    ])
    func `any other form is refused`(text: String) {
        #expect(Decimal(plain: text) == nil)
    }

    @Test func `a number is read from a part of a buffer`() {
        let line = Array("a,847.9,b".utf8)
        #expect(Decimal(plainUTF8: line[2..<7])?.tenThousandths == 8_479_000)
    }

    @Test func `every count of ten-thousandths survives being written`() {
        var generator = SystemRandomNumberGenerator()
        for shift in 0..<64 {
            let value = Decimal(tenThousandths: Int64.random(in: .min ... .max) >> shift)
            #expect(Decimal(plain: value.description) == value)
            let short = Decimal(tenThousandths: Int64(UInt8.random(in: 0...255, using: &generator)))
            #expect(Decimal(plain: short.description) == short)
        }
    }

    @Test func `sums and differences are exact`() throws {
        let tenth = try #require(Decimal(plain: "0.1"))
        let fifth = try #require(Decimal(plain: "0.2"))
        #expect(tenth.adding(fifth)?.description == "0.3")
        #expect(tenth.subtracting(fifth)?.description == "-0.1")
        #expect(tenth.negated?.description == "-0.1")
        #expect(Decimal.zero.negated == .zero)
    }

    @Test func `what is beyond Int64 is no number`() {
        let most = Decimal(tenThousandths: .max)
        let least = Decimal(tenThousandths: .min)
        let smallest = Decimal(tenThousandths: 1)
        #expect(most.adding(smallest) == nil)
        #expect(least.subtracting(smallest) == nil)
        #expect(least.negated == nil)
        #expect(most.negated == Decimal(tenThousandths: -Int64.max))
        #expect(most.adding(least)?.description == "-0.0001")
    }

    @Test func `numbers compare by value`() throws {
        let texts = ["-10", "-9.5", "-0.0001", "0", "0.05", "0.4", "9", "10"]
        let values = try texts.map { try #require(Decimal(plain: $0)) }
        #expect(values.reversed().sorted() == values)
    }

    @Test func `a number without decimals is whole`() {
        #expect(Decimal(plain: "-24")?.isWhole == true)
        #expect(Decimal(plain: "0")?.isWhole == true)
        #expect(Decimal(plain: "23.9999")?.isWhole == false)
    }
}

struct BoundTests {
    @Test(arguments: [
        (Bound.exact, false, false), (.atLeast, true, false), (.atMost, false, true),
        (.nearly, false, true), (.about, true, true),
    ])
    func `a bound says what may be more or less`(bound: Bound, more: Bool, less: Bool) {
        #expect(bound.mayBeMore == more)
        #expect(bound.mayBeLess == less)
    }

    @Test func `two flags make a bound, and less alone is at most`() {
        for bound in Bound.allCases {
            let made = Bound(mayBeMore: bound.mayBeMore, mayBeLess: bound.mayBeLess)
            #expect(made == (bound == .nearly ? .atMost : bound))
        }
    }

    @Test func `the opposite of an amount may be less where the amount may be more`() {
        for bound in Bound.allCases {
            #expect(bound.mirrored.mayBeMore == bound.mayBeLess)
            #expect(bound.mirrored.mayBeLess == bound.mayBeMore)
        }
    }
}
