extension Office {
    /// An invented city's catalogue; no city promised this.
    static let plan = """
        city: {code: "990100", name: {zh: 青禾市, en: Qinghe}}
        year: 2024
        places:
          - {code: "990102", name: {zh: 河东区, en: Hedong}, parent: "990100"}
          - {code: "990103", name: {zh: 河西区, en: Hexi}, parent: "990100"}
        projects:
          - code: street-lamps
            name: {zh: 背街小巷路灯, en: Back-street lamps}
            lead: {zh: 市住建局, en: Housing bureau}
            measures:
              - code: lamps
                name: {zh: 安装路灯, en: lamps installed}
                aliases: [路灯]
                unit: 盏
                kind: flow
                stages: [started, completed]
                due: monthly
                targets: [{amount: "400", due: 2024-12-31}]
          - code: pocket-parks
            name: {zh: 口袋公园, en: Pocket parks}
            measures:
              - code: parks
                name: {zh: 建成口袋公园, en: pocket parks built}
                unit: 个
                kind: flow
                due: monthly
                targets: [{amount: "12", due: 2024-12-31}]
          - code: basic-pension
            name: {zh: 城乡居民基础养老金, en: Basic pension}
            measures:
              - code: monthly-amount
                name: {zh: 基础养老金标准, en: basic pension a month}
                unit: 元/人
                kind: standard
                due: quarterly
                targets: [{amount: "145", due: 2024-12-31}]

        """
}
