import Testing

/// An invented city at work by seed: measures of every kind, reported by places and split by facets,
/// with bounds, corrections and withdrawals.
struct RandomOffice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

    private struct Measure {
        var code: String
        var kind = "flow"
        var more: [String] = []
        var stages: [String] = []
        var facets: [String: [String]] = [:]

        var yaml: String {
            let parts =
                ["code: \(code)", "name: {zh: \(code)}", "unit: 个", "kind: \(kind)"]
                + ["due: monthly"] + more
                + (stages.isEmpty ? [] : ["stages: [\(stages.joined(separator: ", "))]"])
            return "      - {\(parts.joined(separator: ", "))}\n"
        }
    }

    private static let measures = [
        Measure(
            code: "split",
            more: [
                #"reported-by: ["990102", "990103"]"#,
                "facets: {tier: {values: [市级, 县级], adds-up: true}, "
                    + "grade: {values: [甲, 乙], adds-up: false}}",
                #"targets: [{amount: "40", due: 2024-12-31}]"#,
            ],
            facets: ["tier": ["市级", "县级"], "grade": ["甲", "乙"]]
        ),
        Measure(
            code: "ladder",
            more: [
                "reported-by: children",
                #"targets: [{amount: "30", due: 2024-12-31, place: "990102"}, "#
                    + #"{amount: "20", due: 2024-08-31, place: "990103"}]"#,
            ],
            stages: ["started", "structureComplete", "completed"]
        ),
        Measure(
            code: "since",
            more: [
                "baseline: inception",
                #"targets: [{amount: "9", due: 2024-06-30}, {amount: "90", due: 2024-11-30}]"#,
            ]
        ),
        Measure(code: "dated", more: ["baseline: 2024-02-15"]),
        Measure(code: "open", more: ["baseline: unstated"]),
        Measure(
            code: "stock",
            kind: "stock",
            more: [
                "reported-by: children", "facets: {tier: {values: [市级, 县级], adds-up: true}}",
                #"targets: [{amount: "30", due: 2024-12-31}]"#,
            ],
            facets: ["tier": ["市级", "县级"]]
        ),
        Measure(
            code: "rate",
            kind: "rate",
            more: ["better: down", #"targets: [{amount: "9", due: 2024-10-31}]"#]
        ),
        Measure(code: "standard", kind: "standard"),
        Measure(code: "rank", kind: "rank", more: ["better: down"]),
        Measure(code: "effect", kind: "effect"),
    ]

    /// An office with a plan of such measures.
    static func planned() throws -> Office {
        let office = try Office()
        try office.makeLog()
        try office.write(plan, to: "plan.yaml")
        try office.succeed("plan", "import", "plan.yaml")
        return office
    }

    /// An office that has worked, with a key to sign with.
    func made() throws -> Office {
        var dice = self
        let office = try Self.planned()
        let rows = (0..<160).map { _ in dice.row() }
        let head = "project,measure,place,facet,stage,at,mode,amount,as-of,baseline,id\n"
        try office.write(head + rows.map { $0 + "\n" }.joined(), to: "rows.csv")
        let recorded = try office.run("record", "--from", "rows.csv")
        try #require(recorded.status == 0, "\(recorded.said)")
        let size = try office.export().split(separator: "\n").count
        for _ in 0..<25 {
            // What was withdrawn already, or is nothing to correct, is refused.
            let position = "@\(size - 160 + dice.below(185))"
            let call =
                dice.below(2) == 0
                ? ["withdraw", position] : ["correct", position, "\(1 + dice.below(9))"]
            try office.run(call + ["--reason", "counted again"])
        }
        try office.succeed("key", "--new", "--reason", "to sign with")
        return office
    }

    private static var plan: String {
        """
        city: {code: "990100", name: {zh: 青禾市, en: Qinghe}}
        year: 2024
        reports-due: 8
        places:
          - {code: "990102", name: {zh: 河东区}, parent: "990100"}
          - {code: "990103", name: {zh: 河西区}, parent: "990100"}
          - {code: "990102001", name: {zh: 一镇}, parent: "990102"}
          - {code: "990102002", name: {zh: 二镇}, parent: "990102"}
        projects:
          - code: works
            name: {zh: 工程}
            measures:

        """ + measures.map { "  " + $0.yaml }.joined()
    }

    private mutating func row() -> String {
        let measure = pick(Self.measures)
        let place = pick(["", "", "990102", "990103", "990102001", "990102002"])
        let facets = measure.facets.sorted { $0.key < $1.key }
            .compactMap { below(3) > 0 ? "\($0.key)=\(pick($0.value))" : nil }
        let nowAt = !measure.stages.isEmpty && below(8) == 0
        let mode = mode(of: measure.kind, nowAt: nowAt)
        let baselines = ["", "", "", "inception", "unstated", "2024-02-01"]
        let day = pick(["02-20", "03-31", "03-31", "05-10", "06-30", "08-31", "09-30", "10-05"])
        return [
            "works", measure.code, place, facets.joined(separator: ";"),
            measure.stages.isEmpty ? "" : pick(measure.stages), nowAt ? "now-at" : "", mode,
            amount(of: measure.kind, mode), "2024-\(day)", mode == "total" ? pick(baselines) : "",
            id(),
        ].joined(separator: ",")
    }

    private mutating func mode(of kind: String, nowAt: Bool) -> String {
        switch kind {
        case _ where nowAt: "level"
        case "flow", "effect":
            pick(["increment", "increment", "increment", "total", "total", "remaining", "share"])
        case "stock": pick(["level", "level", "level", "change", "remaining", "share"])
        case "rank": "level"
        default: pick(["level", "level", "change"])
        }
    }

    private mutating func amount(of kind: String, _ mode: String) -> String {
        let whole = "\(1 + below(40))"
        if kind == "rank" { return whole }
        if mode == "change" { return below(2) == 0 ? "-\(whole)" : "+\(whole)" }
        switch below(8) {
        case 0: return "\(whole).\(1 + below(9))"
        case 1:
            let rounded = ["约\(whole)", "近\(whole)", "\(whole)以上", "不超过\(whole)"]
            return pick(rounded + ["0.12万", "五", "１２.５"])
        default: return whole
        }
    }

    /// A UUID, which must not depend on anything but the seed.
    private mutating func id() -> String {
        let digits = (0..<32).map { offset in
            offset == 12 ? "4" : offset == 16 ? "8" : String(below(16), radix: 16)
        }
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
            .map { digits[$0].joined() }.joined(separator: "-")
    }
}
