import EventLog
import Milepost
import MilepostReports
import Testing

/// The sentences of a press release, whole.
struct ProseWordsTests {
    @Test func `the themes of a town in Chinese`() throws {
        let prose = try ReleaseTown().log.page("990100", "2024Q2").prose(.zh, time: \.textInUTC)
        #expect(
            Self.body(of: prose) == """
                一、住房安居
                　　实施背街小巷路灯工程，安装路灯年度目标400盏，已开工300盏、竣工240盏，另有40盏处于主体完工阶段，竣工完成年度目标的60%（超序时），\
                剩余160盏，竣工较上季度末增加90盏、同比增加60盏；背街小巷亮灯率为70%以上，较上季度末提高8.5个百分点以上；总体进度超序时；责任单位自报进度滞后，\
                预计8月底前完成（电缆到货较晚）。
                二、养老服务
                　　长者食堂方面，就餐补贴标准每人每月由12元增至15元，发放就餐补贴123.4万元（截至5月31日），就餐老年人近3万人次，\
                新开食堂剩余3处预计9月底前完成，相关工作按计划推进。便民热线已投入使用。
                三、其他项目
                　　行道树尚未上报数据。
                注：
                1. 文中未以数据表述的进展情况为责任单位自报。
                2. 发放就餐补贴累计数比已上报增量之和多73.4万元。
                3. 本季度应报3项，未报2项。
                4. 以英文记载或篇幅较长的附注未列入本文。
                """
        )
    }

    @Test func `the themes of a town in English`() throws {
        let prose = try ReleaseTown().log.page("990100", "2024Q2").prose(.en, time: \.textInUTC)
        #expect(
            Self.body(of: prose) == """
                Housing
                Back-street lamps: lamps installed, 300 started, 240 completed and 40 now at \
                “structure complete”, against a target of 400 by the end of December, \
                with 60% of the target completed (ahead), 160 remaining, completed up 90 since \
                the end of last quarter and up 60 on a year earlier; share of lanes lit stood \
                at 70% or more, up 8.5 percentage points or more since the end of last \
                quarter; ahead of schedule overall; declared by the lead: behind schedule, \
                completion expected by the end of August.
                Care for older people
                Canteens for older people: meal subsidy rose from 12 to 15 yuan per person \
                per month; meal subsidy paid came to 1.234 million yuan (as of 31 May); meals \
                taken by older people came to nearly 30,000 person-times; canteens opened, 3 \
                remaining, expected by the end of September; on track (menus are published \
                weekly). Help line: in use.
                Other projects
                Street trees: no figures reported yet.
                Notes
                1. What is said without a figure is the leads' own account.
                2. The total is 734,000 yuan above the increments reported: meal subsidy paid.
                3. Of 3 reports due for the quarter, 2 are missing.
                4. Remarks recorded in Chinese, or long ones, are left out here.
                """
        )
    }

    @Test func `the whole comes before its parts, whichever stage they are of`() throws {
        var snapshot = try ReleaseTown().log.page("990100", "2024Q2").snapshot
        let lamps = snapshot.projects[0].figures.filter { $0.row.figure.measure.measure == "lamps" }
        let whole = lamps.filter { $0.row.figure.stage == .completed }
        let parts = try ["市级", "县级"].map { tier in
            var part = try #require(lamps.first { $0.row.figure.stage == .started })
            part.row.figure.facets = try #require(Facets([("tier", tier)]))
            part.row.figure.target = nil
            return part
        }
        snapshot.projects[0].figures = parts + whole
        let page = try SnapshotPage(sealed: snapshot.sealed, seal: nil)
        let prose = page.prose(.zh, time: \.textInUTC)
        #expect(prose.contains("安装路灯年度目标400盏，已竣工240盏"), "\(prose)")
        #expect(prose.contains("其中市级开工300盏、县级开工300盏"), "\(prose)")
        #expect(page.html(.zh).contains("竣工240盏"))
    }

    @Test(arguments: SnapshotFormat.allCases)
    func `a share that is larger than any is printed`(_ format: SnapshotFormat) throws {
        var snapshot = try ReleaseTown().log.page("990100", "2024Q2").snapshot
        for index in snapshot.projects[0].figures.indices {
            snapshot.projects[0].figures[index].row.figure.target?.share = .max
        }
        let page = try SnapshotPage(sealed: snapshot.sealed, seal: nil)
        #expect(try !page.bytes(format, .en, time: \.textInUTC).isEmpty)
    }

    @Test func `a title within a page makes no press release of it`() throws {
        var snapshot = try ReleaseTown().log.page("990100", "2024Q2").snapshot
        snapshot.projects[0].name = try #require(Name(zh: "民生实事进展情况", en: "A"))
        let page = try SnapshotPage(sealed: snapshot.sealed, seal: nil)
        for format in [SnapshotFormat.text, .prose] {
            #expect(try ReadPage(page.bytes(format, .zh, time: \.textInUTC)).format == format)
        }
    }

    @Test func `an issued release says who issued it, and a preview that it is one`() throws {
        let town = try ReleaseTown().log
        let preview = try town.page("990100", "2024Q2").prose(.zh, time: \.textInUTC)
        #expect(preview.hasPrefix("【预览稿，未签发】\n青杨市2024年第二季度"))
        #expect(preview.contains("\n\n【预览稿，未签发】\n数据截至2024-06-30；"))
        let page = try town.page("990100", "2024Q2", isIssued: true)
        let issued = page.prose(.zh, time: { $0.text(offset: 8 * 3_600_000) })
        #expect(!issued.contains("未签发"))
        #expect(issued.hasPrefix("【初步数据】\n"))
        let event = try #require(page.seal?.event)
        let line = "\n签发人：李敏；批准人：周航；签发时间：2024-07-08 10:30；签发记录：@32 \(event)。\n"
        #expect(issued.contains(line))
        #expect(issued.hasSuffix("\n摘要（SHA-256）：\(page.digest)\n"))
    }

    @Test func `a year without a plan, and a city without targets`() throws {
        let empty = try ReleaseTown().log.page("990100", "2030Q1")
        #expect(
            empty.prose(.zh, time: \.textInUTC)
                .hasPrefix(
                    "【预览稿，未签发】\n青杨市2030年第一季度民生实事进展情况\n\n"
                        + "　　截至2030年3月31日，青杨市尚无列入计划的民生实事项目。\n\n【预览稿，未签发】\n"
                )
        )
        #expect(
            empty.prose(.en, time: \.textInUTC)
                .contains(
                    "\nAs of 31 March 2030, the plan of Qingyang holds no livelihood project.\n"
                )
        )
        let linyi = try City.linyi.page()
        #expect(!linyi.prose(.zh, time: \.textInUTC).contains("目标"))
        #expect(!linyi.prose(.en, time: \.textInUTC).contains("target"))
    }

    @Test func `a count that began with the quarter is not held against last year's`() throws {
        let first = try ReleaseTown().log.page("990100", "2024Q1")
        #expect(first.prose(.zh, time: \.textInUTC).contains("已竣工150盏，竣工完成年度目标的37.5%"))
        let figures = first.snapshot.projects.flatMap(\.figures)
        #expect(figures.allSatisfy { $0.sinceQuarter == nil })
    }

    @Test(arguments: Language.allCases)
    func `names that steer a terminal or run to 200 characters stay within their lines`(
        _ language: Language
    ) throws {
        let page = try City.chengde.page()
        let long = String(repeating: "宽", count: 200)
        let hostile = try SnapshotPage(
            sealed: page.sealed
                .replacing("农村厕所改造工程", with: #"厕所\u001b[31m\n改造\u0007"#)
                .replacing("Rural toilet renovation", with: #"Toilets\u001b[31m\n\u0007"#)
                .replacing("改造农村户厕", with: long)
                .replacing("rural household toilets renovated", with: long)
                .replacing("承德市", with: #"承\u001b]0;德"#).replacing("Chengde", with: #"C\u001b]0;"#),
            seal: nil
        )
        for (plain, text) in [
            (page.prose(language, time: \.textInUTC), hostile.prose(language, time: \.textInUTC)),
            (page.text(language, colour: false), hostile.text(language, colour: false)),
        ] {
            #expect(text.contains(long))
            #expect(text.contains("\u{FFFD}[31m\u{FFFD}"))
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
            // A name that is too long for its column takes a line of its own.
            let more = text.split(separator: "\n").count - plain.split(separator: "\n").count
            #expect((0...2).contains(more))
        }
    }

    /// What stands between the counts and the seal.
    private static func body(of prose: String) -> String {
        prose.split(separator: "\n").dropFirst(3).dropLast(3).joined(separator: "\n")
    }
}
