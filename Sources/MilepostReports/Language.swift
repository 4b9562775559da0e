package import Milepost

/// The language of what is printed.
package enum Language: String, Sendable, CaseIterable {
    case en, zh

    /// The language of a locale as `LC_ALL` and `LANG` name it: `zh_CN.UTF-8` is Chinese.
    package init(locale: String) {
        self = locale.lowercased().hasPrefix("zh") ? .zh : .en
    }

    /// The text in this language.
    package func callAsFunction(_ en: String, _ zh: String) -> String {
        switch self {
        case .en: en
        case .zh: zh
        }
    }

    /// A name in this language, else in the other one.
    package func name(_ name: Name) -> String {
        let asked: String?
        switch self {
        case .en: asked = name.en
        case .zh: asked = name.zh
        }
        // A name has at least one of the two; the code of its owner stands beside it anyway.
        return asked ?? name.all.first ?? ""
    }
}

// MARK: The domain's words

extension Language {
    /// A month: `2024-09`, in Chinese `2024年9月`.
    package func name(_ month: Month) -> String {
        self(month.description, "\(month.first.year)年\(month.first.month)月")
    }

    /// What a stage is called.
    package func name(_ stage: Stage) -> String {
        switch stage {
        case .planned: self("planned", "计划")
        case .started: self("started", "开工")
        case .structureComplete: self("structure complete", "主体完工")
        case .built: self("built", "建设")
        case .completed: self("completed", "竣工")
        case .accepted: self("accepted", "验收")
        case .inUse: self("in use", "投入使用")
        case .recommended: self("recommended", "推荐")
        case .recognised: self("recognised", "创建")
        case .done: self("done", "完成")
        }
    }

    /// What a mode is called.
    package func name(_ mode: Mode) -> String {
        switch mode {
        case .increment: self("increment", "增量")
        case .total: self("total", "累计")
        case .level: self("level", "现值")
        case .change: self("change", "变化")
        case .remaining: self("remaining", "剩余")
        case .share: self("share", "完成率")
        }
    }

    /// What a kind of measure is called.
    package func name(_ kind: Kind) -> String {
        switch kind {
        case .flow: self("flow", "累加类")
        case .stock: self("stock", "存量类")
        case .rate: self("rate", "比率类")
        case .standard: self("standard", "标准类")
        case .rank: self("rank", "排名类")
        case .effect: self("effect", "成效类")
        }
    }

    /// What a status told without a number is called.
    package func name(_ status: Status) -> String {
        switch status {
        case .onTrack: self("on track", "按计划推进")
        case .underWay: self("under way", "正在实施")
        case .met: self("target met", "完成目标任务")
        case .doneInFull: self("done in full", "全部完成")
        case .fullCoverage: self("full coverage", "全覆盖")
        case .inUse: self("in use", "已投入使用")
        case .launched: self("launched", "已启动")
        case .extended: self("scope extended", "范围扩大")
        case .awarded: self("award received", "获得表彰")
        case .forecast: self("forecast", "预计完成")
        case .ongoing: self("ongoing", "持续开展")
        case .claimed: self("outcome claimed", "自述成效")
        case .delayed: self("delayed", "滞后")
        case .suspended: self("suspended", "暂缓")
        case .terminated: self("terminated", "终止")
        case .notStarted: self("not started", "尚未启动")
        case .other: self("other", "其他")
        }
    }

    /// What a running total counts from.
    package func name(_ baseline: Baseline) -> String {
        switch baseline {
        case .year: self("since 1 January of the year", "当年1月1日起")
        case .inception: self("since the beginning", "开展以来")
        case .unstated: self("since a day not stated", "起点未说明")
        case .date(let day): self("since \(day)", "\(day)起")
        }
    }

    /// What a bound is called, as it stands before an amount.
    package func name(_ bound: Bound) -> String {
        switch bound {
        case .exact: self("exactly", "恰为")
        case .atLeast: self("at least", "不少于")
        case .atMost: self("at most", "不超过")
        case .nearly: self("nearly", "近")
        case .about: self("about", "约")
        }
    }

    /// How a figure stands to its target; a ceiling is kept rather than completed.
    func name(_ pace: Pace, of target: TargetInUse) -> String {
        pace == .met && target.bound == .atMost
            ? self("within the target", "符合目标") : name(pace)
    }

    /// How a project stands.
    package func name(_ status: ProjectStatus) -> String {
        switch status {
        case .overdue: self("overdue", "已逾期")
        case .behind: self("behind", "慢序时")
        case .onTime: self("on time", "按序时")
        case .ahead: self("ahead", "超序时")
        case .met: self("met", "已完成")
        case .underWay: self("under way", "进行中")
        // It only says that nothing was reported: some are told of in words.
        case .notStarted: self("no figures yet", "暂无数据")
        }
    }

    /// How a share stands to the time elapsed.
    package func name(_ pace: Pace) -> String {
        switch pace {
        case .overdue: name(ProjectStatus.overdue)
        case .behind: name(ProjectStatus.behind)
        case .onTime: name(ProjectStatus.onTime)
        case .ahead: name(ProjectStatus.ahead)
        case .met: name(ProjectStatus.met)
        }
    }

    /// What a light is called.
    package func name(_ light: Light) -> String {
        switch light {
        case .green: self("green", "绿灯")
        case .yellow: self("yellow", "黄灯")
        case .red: self("red", "红灯")
        }
    }

    /// How often reports are due.
    package func name(_ frequency: Frequency) -> String {
        switch frequency {
        case .monthly: self("monthly", "每月")
        case .quarterly: self("quarterly", "每季度")
        case .yearly: self("yearly", "每年")
        }
    }

    /// What a number that tells who a person is is called.
    package func name(_ number: PersonalNumber) -> String {
        switch number {
        case .identity: self("identity number", "身份证号码")
        case .mobile: self("mobile number", "手机号码")
        }
    }
}

// MARK: Parts of messages

extension Language {
    /// What somebody typed or a file holds, in quotation marks and harmless to a terminal.
    func quoted(_ text: String) -> String {
        let text = TextTable.harmless(text)
        return self("\"\(text)\"", "“\(text)”")
    }

    /// What can be chosen, harmless to a terminal; a long list is cut short, and said to be.
    func list(_ items: [String], limit: Int = 12) -> String {
        let shown = items.prefix(limit).map(TextTable.harmless)
            .joined(separator: self(", ", "、"))
        guard items.count > limit else { return shown }
        let rest = items.count - limit
        return self("\(shown) and \(rest) more", "\(shown)等，另有\(rest)个")
    }

    /// The words that an option takes, each with its name where that tells more than the word.
    func choices<Word: RawRepresentable<String>>(
        _ words: [Word],
        named name: (Word) -> String
    ) -> String {
        list(words.map { self($0.rawValue, "\($0.rawValue)（\(name($0))）") })
    }

    /// A field as its column or option is headed, in Chinese with both headings.
    func field(_ name: String) -> String {
        let name = TextTable.harmless(name)
        guard self == .zh, let heading = Self.headings[name] else { return name }
        return "\(heading)（\(name)）"
    }

    private static let headings = [
        "id": "标识", "project": "项目", "measure": "指标", "place": "地区", "facet": "分组",
        "facets": "分组", "facets.values": "分组取值", "stage": "阶段", "stages": "阶段",
        "at": "口径", "mode": "方式", "amount": "数值", "as-of": "截止日期",
        "period-start": "起始日期", "baseline": "基期", "received": "收到日期", "source": "来源",
        "restates": "重述", "note": "备注", "reason": "理由", "due": "完成期限",
        "expect": "预计日期", "known-at": "知悉时点", "title": "标题", "publisher": "发布机构",
        "published": "发布日期", "unit": "单位", "kind": "类型", "code": "代码",
        "places.code": "地区代码", "measures.code": "指标代码", "bound": "界限", "was": "原值",
        "from": "起算日期", "year": "年度", "city": "城市", "name": "名称", "lead": "牵头单位",
        "theme": "类别", "aliases": "别名", "parent": "上级地区", "reports-due": "报送期限",
        "reported-by": "报送单位", "amounts": "数值", "since": "起始日期", "status": "状态",
    ]
}
