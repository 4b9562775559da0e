import EventLog
import Milepost

/// The keys of a line, and what is stored under them, in words.
struct MemberWords {
    let language: Language

    func label(_ key: String) -> String {
        guard let (en, zh) = Self.labels[key] else { return key }
        return language(en, zh)
    }

    /// Nil where the key is left out.
    func value(_ key: String, _ value: JSON?) -> String {
        value.map { self.value(key, OutputJSON($0)) } ?? language("none", "无")
    }

    /// Without the signs of JSON around it, where it is short.
    func value(_ key: String, _ value: OutputJSON) -> String {
        switch value {
        case .null: ""
        case .bool(true): language("yes", "是")
        case .bool(let flag): String(flag)
        case .integer(let number): String(number)
        case .decimal(let number): number
        case .string(let text): word(key, text)
        case .array(let elements):
            elements.map { self.value(key, $0) }.joined(separator: language(", ", "、"))
        case .object(let members):
            members.map { "\($0.0)=\(self.value($0.0, $0.1))" }
                .joined(separator: language("; ", "；"))
        }
    }

    private func word(_ key: String, _ text: String) -> String {
        switch key {
        case "stage", "stages": Stage(rawValue: text).map { language.name($0) } ?? text
        case "mode": Mode(rawValue: text).map { language.name($0) } ?? text
        case "bound": Bound(rawValue: text).map { language.name($0) } ?? text
        case "kind": Kind(rawValue: text).map { language.name($0) } ?? text
        case "status": Status(rawValue: text).map { language.name($0) } ?? text
        case "baseline": Baseline(text).map { language.name($0) } ?? text
        case "frequency": Frequency(rawValue: text).map { language.name($0) } ?? text
        case "better": language(text, text == "down" ? "越低越好" : "越高越好")
        case "checkpoint": text.split(separator: "\n").joined(separator: " | ")
        case "basis": language("partly assumed", "部分为推定")
        default: text
        }
    }

    private static let labels: [String: (String, String)] = [
        "city": ("city", "城市"), "year": ("year", "年度"), "project": ("project", "项目"),
        "measure": ("measure", "指标"), "place": ("place", "地区"), "facets": ("facets", "分组"),
        "stage": ("stage", "阶段"), "nowAt": ("now at", "处于"), "mode": ("mode", "方式"),
        "value": ("value", "数值"), "bound": ("bound", "界限"), "written": ("as written", "原文写法"),
        "unit": ("unit", "单位"), "was": ("was", "原值"), "baseline": ("baseline", "基期"),
        "periodStart": ("period from", "起始日期"), "asOf": ("as of", "截止日期"),
        "received": ("received", "收到日期"), "due": ("due", "期限"), "expect": ("expected", "预计"),
        "status": ("status", "状态"), "basis": ("basis", "依据"), "source": ("source", "来源"),
        "on": ("acts on", "针对事件"), "replaces": ("replaces", "替换"),
        "replacedBy": ("replaced by", "被替换为"), "restates": ("restates", "重述"),
        "separate": ("a second fact", "另一事实"), "reason": ("reason", "理由"),
        "note": ("note", "备注"), "name": ("name", "名称"), "kind": ("kind", "指标类型"),
        "stages": ("stages", "阶段"), "title": ("title", "标题"), "document": ("SHA-256", "SHA-256"),
        "scalars": ("characters", "字符数"), "publisher": ("publisher", "发布机构"),
        "published": ("published", "发布日期"), "clockReason": ("clock was wrong", "时钟有误"),
        "origin": ("origin", "日志来源"), "timeZone": ("time zone", "时区"), "theme": ("theme", "类别"),
        "month": ("month", "月份"), "hard": ("hard", "彻底关账"),
        "lead": ("lead", "牵头单位"), "aliases": ("aliases", "别名"), "better": ("better", "以何为优"),
        "frequency": ("due", "报送频率"), "reportedBy": ("reported by", "报送单位"),
        "quarter": ("quarter", "季度"), "sealed": ("sealed text", "封存内容"),
        "checkpoint": ("signed note", "签名原文"), "key": ("key", "密钥"), "format": ("format", "格式版本"),
        "testClock": ("test clock", "测试时钟"),
        "reportsDue": ("reports due on day", "报送期限（日）"), "parent": ("parent", "上级地区"),
    ]
}
