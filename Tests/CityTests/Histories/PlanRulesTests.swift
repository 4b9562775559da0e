import EventLog
import Milepost
import Testing

/// What a plan may say, beside itself and beside the log.
struct PlanRulesTests {
    private let log: WorkedLog
    private let project = ProjectKey(city: "990100", year: 2024, project: "works")

    init() throws {
        log = try .town(places: ["990101"])
    }

    private func measure(_ code: String) throws -> MeasureDefined {
        MeasureDefined(
            key: MeasureKey(city: "990100", year: 2024, project: "works", measure: code),
            name: try #require(Name(zh: "路灯", en: nil)),
            unit: "盏",
            kind: .flow
        )
    }

    private func place(_ code: String, in parent: String? = nil) throws -> PlaceDefined {
        PlaceDefined(
            city: "990100",
            place: code,
            parent: parent,
            name: try #require(Name(zh: "\(code)镇", en: nil))
        )
    }

    /// Decides a plan; what it refuses, or nil.
    private func refusal(_ change: (inout Plan) throws -> Void) throws -> Refusal? {
        var plan = Plan()
        try change(&plan)
        do {
            _ = try log.decide { try $0.plan(plan) }
        } catch let refusal as Refusal { return refusal }
        return nil
    }

    private func faceted(_ values: [String], addsUp: Bool = true) throws -> MeasureDefined {
        var measure = try measure("lamps")
        measure.facets = [FacetDeclaration(name: "tier", values: values, addsUp: addsUp)]
        return measure
    }

    @Test func `a facet that reports use can't be taken away or changed, only added to`() throws {
        let key = try measure("lamps").key
        let faceted = try faceted(["市级", "县级", "乡级"])
        #expect(try refusal { $0.measures = [faceted] } == nil)
        for value in ["市级", "县级"] {
            try log.report("works/lamps", "+5", "2024-03-31") {
                $0.facets = Facets([("tier", value)]) ?? .none
            }
        }
        let frozen = Refusal.frozen(key, field: "facets")
        #expect(try refusal { $0.measures = [try self.measure("lamps")] } == frozen)
        #expect(try refusal { $0.measures = [try self.faceted(["市级", "乡级"])] } == frozen)
        #expect(
            try refusal { $0.measures = [try self.faceted(["市级", "县级"], addsUp: false)] }
                == frozen
        )
        var more = try self.faceted(["市级", "县级", "村级"])
        more.facets.append(FacetDeclaration(name: "zone", values: ["东"], addsUp: true))
        #expect(try refusal { $0.measures = [more] } == nil, "no report uses 乡级")
    }

    @Test func `what a plan names may stand anywhere in the file or in the log`() throws {
        var lamps = try measure("lamps")
        lamps.reportedBy = ["990103", "990101"]
        var target = TargetSet(
            measure: lamps.key,
            amount: StatedAmount(value: Decimal(tenThousandths: 90_000)),
            due: try #require(CalendarDate(iso: "2024-12-31"))
        )
        target.place = "990103"
        // A child before its parent, whose own parent is only in the log.
        #expect(
            try refusal {
                $0.places = [
                    try self.place("990103", in: "990102"), try self.place("990102", in: "990101"),
                ]
                $0.measures = [lamps]
                $0.targets = [target]
            } == nil
        )
        let catalogue = try log.catalogue()
        #expect(catalogue.places.isAt("990103", orBelow: "990101"))
        #expect(catalogue.targets[lamps.key]?.count == 1)
    }

    @Test func `a place lies in a place that there is, and not below itself`() throws {
        #expect(
            try refusal { $0.places = [try self.place("990103", in: "990199")] }
                == .unknownPlace("990199", known: ["990101"])
        )
        #expect(
            try refusal {
                $0.places = [
                    try self.place("990102", in: "990103"), try self.place("990103", in: "990102"),
                ]
            } != nil
        )
        #expect(try refusal { $0.places = [try self.place("990102", in: "990101")] } == nil)
        #expect(
            try refusal { $0.places = [try self.place("990101", in: "990102")] }
                == .badDefinition("990101", field: "places.parent")
        )
    }

    @Test func `a file sets a target once`() throws {
        let lamps = try measure("lamps")
        func target(_ amount: Int64) throws -> TargetSet {
            TargetSet(
                measure: lamps.key,
                amount: StatedAmount(value: Decimal(tenThousandths: amount)),
                due: try #require(CalendarDate(iso: "2024-12-31"))
            )
        }
        #expect(
            try refusal {
                $0.measures = [lamps]
                $0.targets = [try target(10_000), try target(20_000)]
            } == .badDefinition("lamps", field: "targets")
        )
        #expect(
            try refusal {
                $0.measures = [lamps]
                $0.targets = [try target(10_000), try target(10_000)]
            } == nil
        )
        #expect(try log.catalogue().targets[lamps.key]?.count == 1)
    }

    @Test(arguments: ["part-of", "paired-with", "effect-of", "overlap-unknown"])
    func `a relation names another measure of the project`(_ field: String) throws {
        func lamps(relatedTo code: String) throws -> MeasureDefined {
            var lamps = try measure("lamps")
            switch field {
            case "part-of": lamps.relations.partOf = code
            case "paired-with": lamps.relations.pairedWith = code
            case "effect-of": lamps.relations.effectOf = code
            default: lamps.relations.overlapUnknown = code
            }
            return lamps
        }
        for code in ["poles", "lamps"] {
            #expect(
                try refusal { $0.measures = [try lamps(relatedTo: code)] }
                    == .badDefinition("lamps: \(code)", field: field)
            )
        }
        let (related, poles) = (try lamps(relatedTo: "poles"), try measure("poles"))
        #expect(try refusal { $0.measures = [related, poles] } == nil)
        #expect(try refusal { $0.measures = [related] } == nil, "it is in the log")
    }

    @Test func `rates and ranks are of measures that there are, and parts of no circle`() throws {
        var lamps = try measure("lamps")
        var poles = try measure("poles")
        lamps.relations.rateOf = .init(numerator: "poles", denominator: "bulbs")
        #expect(
            try refusal { $0.measures = [lamps, poles] }
                == .badDefinition("lamps: bulbs", field: "rate-of")
        )
        lamps.relations = Relations()
        lamps.relations.rankOf = .init(measure: "bulbs", among: "全省")
        #expect(
            try refusal { $0.measures = [lamps, poles] }
                == .badDefinition("lamps: bulbs", field: "rank-of")
        )
        lamps.relations = Relations()
        lamps.relations.partOf = "poles"
        poles.relations.partOf = "lamps"
        #expect(
            try refusal { $0.measures = [lamps, poles] }
                == .badDefinition("lamps", field: "part-of")
        )
    }

    @Test(arguments: ["\u{0}", "\u{7}", "\n", "\u{7F}", "\u{85}", "\u{202E}", "\u{2066}"])
    func `text that does not show is refused in names and in notes`(_ hidden: String) throws {
        let text = "路\(hidden)灯"
        let code = try #require(hidden.unicodeScalars.first).value
        func refused(_ field: String) -> Refusal { .controlCharacter(field: field, code: code) }
        var named = try measure("lamps")
        named.name = try #require(Name(zh: text, en: nil))
        #expect(try refusal { $0.measures = [named] } == refused("name"))
        var aliased = try measure("lamps")
        aliased.aliases = [text]
        #expect(try refusal { $0.measures = [aliased] } == refused("aliases"))
        #expect(try refusal { $0.measures = [try self.faceted([text])] } != nil)
        let project = ProjectDefined(
            project: project,
            name: try #require(Name(zh: text, en: nil))
        )
        #expect(try refusal { $0.projects = [project] } == refused("name"))
        let lamps = try measure("lamps")
        #expect(try refusal { $0.measures = [lamps] } == nil)
        #expect(throws: refused("note")) {
            try log.report("works/lamps", "+5", "2024-03-31") { $0.note = text }
        }
        let report = try log.report("works/lamps", "+5", "2024-03-31")
        #expect(throws: refused("reason")) { try log.withdraw(report, text) }
    }

    @Test func `an increment before the baseline is warned of`() throws {
        #expect(try refusal { $0.measures = [try self.measure("lamps")] } == nil)
        let start = try #require(CalendarDate(iso: "2024-01-01"))
        let before = try log.report("works/lamps", "+5", "2023-12-31")
        #expect(before.warnings == [.beforeBaseline(start)])
        let across = try log.report("works/lamps", "+5", "2024-01-15") {
            $0.periodStart = CalendarDate(iso: "2023-12-16")
        }
        #expect(across.warnings.contains(.beforeBaseline(start)))
        let within = try log.report("works/lamps", "+5", "2024-02-29") {
            $0.periodStart = CalendarDate(iso: "2024-02-01")
        }
        #expect(within.warnings == [])
    }

    @Test func `a total of another baseline holds no increment`() throws {
        #expect(try refusal { $0.measures = [try self.measure("lamps")] } == nil)
        try log.report("works/lamps", "=61", "2024-09-30") { $0.baseline = .inception }
        #expect(try log.report("works/lamps", "+5", "2024-08-31").warnings == [])
        try log.report("works/lamps", "=20", "2024-09-30")
        let day = try #require(CalendarDate(iso: "2024-09-30"))
        #expect(try log.report("works/lamps", "+6", "2024-08-31").warnings == [.underTotal(day)])
    }
}
