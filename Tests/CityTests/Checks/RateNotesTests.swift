import Milepost
import MilepostReports
import Testing

/// Notes A14, A17, A18, A20, A38: rates, shares, parts.
struct RateNotesTests {
    /// Adds a measure that the publication does not count, and makes a rate one of it.
    private func denominator(
        _ rate: String,
        _ numerator: String,
        _ unit: String,
        _ amount: String
    ) -> (WorkedLog) throws -> Void {
        { log in
            var related = try log.measure(rate)
            var key = related.key
            key.measure = "denominator"
            related.relations.rateOf = Relations.RateOf(
                numerator: numerator,
                denominator: key.measure
            )
            var plan = Plan()
            plan.measures = [
                MeasureDefined(
                    key: key,
                    name: try #require(Name(zh: "分母", en: nil)),
                    unit: unit,
                    kind: .stock
                ), related,
            ]
            _ = try log.decide { try $0.plan(plan) }
            try log.report("\(key.project)/denominator", amount, "2024-09-30")
        }
    }

    @Test func `A14: the loss ratio implies a premium of 199.99万, with 200万 in reach`() throws {
        let name = "disability-insurance/loss-ratio"
        let check = try Audit(.chengde).check(.noWholeNumber, name)
        let premium = try check.outcome(.implied)
        #expect(try premium.inTenThousands(4) == "199.9887 (199.9718–200.0056)")
        #expect(try premium.holds(2_000_000))
        #expect(check.verdict == .derived)
        // 177.57万 of 200万 is 88.785 exactly: half-up prints 88.79, and rounding explains 88.78.
        let premiumKnown = denominator(name, "amount-paid", "元", "200万元")
        let known = try Audit(.chengde, nil, premiumKnown).check(.rateDiffers, name)
        guard case .amount(let computed)? = known.right else {
            Issue.record("a computed rate was expected")
            return
        }
        #expect(computed.estimate.value.rounded(decimals: 5) == "88.78500")
        #expect(known.verdict == .holds)
    }

    @Test func `A14: one hundredth less of the ratio is harmless, two are not`() throws {
        let name = "disability-insurance/loss-ratio"
        // Of an exact premium: 2,000,000 yuan to the yuan.
        let premium = denominator(name, "amount-paid", "元", "2,000,000元")
        for (measure, harmless, breaking) in [
            (name, "88.78%", "88.77%"), (name, "88.79%", "88.80%"),
            ("disability-insurance/amount-paid", "177.59万", "177.60万"),
        ] {
            try expectBroken(
                .chengde,
                Change(measure, harmless),
                harmless: harmless,
                breaking: breaking,
                adds: ["rateDiffers \(name)"],
                prepared: premium
            )
        }
        // Paid to the yuan too, the tie decides: 88.785 is printed 88.79 and never 88.78.
        for (printed, verdict) in [("88.79%", Check.Verdict.holds), ("88.78%", .fails)] {
            let audit = try Audit(.chengde, Change(name, printed)) { log in
                try premium(log)
                let paid = "disability-insurance/amount-paid"
                try log.report(paid, "=1775700", "2024-09-30")
            }
            #expect(try audit.check(.rateDiffers, name).verdict == verdict)
        }
    }

    @Test func `A17: 112.8 percent of a task that 13 whole numbers fit`() throws {
        let name = "employment/re-employed share"
        let check = try Audit(.chengde).check(.noWholeNumber, name)
        #expect(try check.outcome(.implied).value.rounded(decimals: 2) == "14303.19")
        let whole = try #require(check.outcomes.first?.wholeNumbers)
        #expect((whole.first, whole.last) == (14297, 14309))
        #expect(check.verdict == .derived)
        // Written finer than any task could make it.
        try expectBroken(
            .chengde,
            Change("employment/re-employed", "112.8%", mode: .share),
            harmless: "112.80%",
            breaking: "112.800%",
            adds: ["noWholeNumber \(name)"]
        )
        // Against the round task of 14,300 the share is computed.
        for (harmless, breaking) in [("16137", "16138"), ("16124", "16123")] {
            try expectBroken(
                .chengde,
                Change("employment/re-employed", "16134", mode: .total),
                harmless: harmless,
                breaking: breaking,
                adds: ["shareDiffers \(name)"]
            ) { try $0.target("employment/re-employed", "14300", due: "2024-12-31") }
        }
    }

    @Test func `A18: 332.108万 should be insured`() throws {
        let name = "universal-insurance/enrolment-rate"
        let check = try Audit(.chengde).check(.noWholeNumber, name)
        let people = try check.outcome(.implied)
        #expect(try people.inTenThousands(3) == "332.108 (332.085–332.130)")
        let enrolled = try people.subtracting(Estimate(try quantity("318.89万")))
        #expect(try enrolled.inTenThousands(2).hasPrefix("13.22 "))
        let all = denominator(name, "enrolled", "人", "332.108万人")
        for (measure, harmless, breaking) in [
            (name, "96.02%", "96.03%"), (name, "96.020%", "96.01%"),
            ("universal-insurance/enrolled", "318.91万", "318.92万"),
        ] {
            try expectBroken(
                .chengde,
                Change(measure, harmless),
                harmless: harmless,
                breaking: breaking,
                adds: ["rateDiffers \(name)"],
                prepared: all
            )
        }
    }

    private func quantity(_ text: String) throws -> Quantity {
        try AmountText(text).stated(bound: nil).quantity
    }

    @Test func `A20: 100 percent is all of the 59.49万, or 99.5 percent of more`() throws {
        for (measure, other) in [
            ("low-income-enrolment-rate", "59.4900 (59.1891–59.7940)"),
            ("low-income-subsidised-rate", "59.4900 (59.1876–59.7925)"),
        ] {
            let name = "universal-insurance/\(measure)"
            let check = try Audit(.chengde).check(.noWholeNumber, name)
            #expect(try check.outcome(.implied).inTenThousands(4) == other)
            #expect(try check.outcome(.implied).holds(594_900))
            for (harmless, breaking) in [("100%", "101%"), ("100.0%", "100.1%")] {
                try expectBroken(
                    .chengde,
                    Change(name, "100%"),
                    harmless: harmless,
                    breaking: breaking,
                    adds: ["rateAbove100 \(name)"]
                )
            }
        }
    }

    @Test func `A38: start-up training is 11.91 percent of all training`() throws {
        let name = "skills-training/start-up-training"
        let check = try Audit(.linyi).check(.partAbove, name)
        #expect(try check.outcome(.percent).value.rounded(decimals: 2) == "11.91")
        #expect(try check.outcome(.rest).inTenThousands(2) == "14.42 (14.41–14.43)")
        try expectBroken(
            .linyi,
            Change(name, "1.95万"),
            harmless: "16.37万",
            breaking: "16.38万",
            adds: ["partAbove \(name)"]
        )
    }
}
