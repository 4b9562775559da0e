import Milepost
import MilepostReports

/// A column of a sheet of reports, under its English name.
enum SheetColumn: String, Sendable, CaseIterable {
    case id, project, measure, place, facet, stage, at, mode, amount, bound
    case asOf = "as-of"
    case periodStart = "period-start"
    case baseline, received, source, restates, was, due, basis, note
    // What `template` writes for the eye: the unit is compared, the others are not read.
    case unit, name, reported, last
    case lastAsOf = "last-as-of"

    static let required: [SheetColumn] = [.project, .measure, .amount, .asOf]

    var chinese: String {
        switch self {
        case .id: "标识"
        case .project: "项目"
        case .measure: "指标"
        case .place: "地区"
        case .facet: "分组"
        case .stage: "阶段"
        case .at: "口径"
        case .mode: "方式"
        case .amount: "数值"
        case .bound: "界限"
        case .asOf: "截止日期"
        case .periodStart: "起始日期"
        case .baseline: "基期"
        case .received: "收到日期"
        case .source: "来源"
        case .restates: "重述"
        case .was: "原值"
        case .due: "预计日期"
        case .basis: "依据"
        case .note: "备注"
        case .unit: "单位"
        case .name: "名称"
        case .reported: "已报数值"
        case .last: "上期数值"
        case .lastAsOf: "上期日期"
        }
    }

    /// Reads a header in either language; `As of` and `as_of` are `as-of`.
    init?(header: String) {
        let typed = header.trimmed
        let plain = typed.lowercased().split { $0 == " " || $0 == "_" }.joined(separator: "-")
        guard
            let column = Self.allCases.first(where: { $0.chinese == typed || $0.rawValue == plain })
        else { return nil }
        self = column
    }

    /// Both names, as in `as-of 截止日期`.
    var shown: String { "\(rawValue) \(chinese)" }

    /// The column whose cell a refusal is about, nil where it is about the row.
    init?(about refusal: Refusal) {
        switch refusal {
        case .unknownProject, .ambiguous: self = .project
        case .unknownMeasure, .frozen, .badDefinition: self = .measure
        case .unknownPlace: self = .place
        case .unknownFacet, .unknownFacetValue, .facetMissing: self = .facet
        case .stageMissing, .stageNotOnLadder: self = .stage
        case .unknownSource, .sourceRange, .readOtherwise, .sameFactElsewhere: self = .source
        case .modeMissing, .modeContradictsSign, .modeNotOfKind: self = .mode
        case .amount, .wrongUnit, .negative, .rankNotWhole, .overflow: self = .amount
        case .boundTwice: self = .bound
        case .date(_, let field):
            guard let column = SheetColumn(rawValue: field) else { return nil }
            self = column
        case .periodStartAfterEnd, .periodStartNotOfMode: self = .periodStart
        case .baselineNotOfMode, .totalBeforeBaseline: self = .baseline
        case .wasNotOfMode: self = .was
        case .monthClosed: self = .asOf
        case .dueNotOfMode: self = .due
        case .negativeNeedsNote, .personalNumber, .emptyText, .textTooLong, .controlCharacter:
            self = .note
        case .unknownEvent, .restatesOtherFigure, .notAReport: self = .restates
        case .cannotActOn, .alreadyWithdrawn, .targetExists, .replacesOtherTarget, .reasonMissing,
            .storedOtherwise, .saidAlready, .replacementAlone, .monthNotOver, .monthNotClosed,
            .heldAbove:
            return nil
        }
    }
}
