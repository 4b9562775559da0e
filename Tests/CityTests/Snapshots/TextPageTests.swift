import EventLog
import Milepost
import MilepostReports
import Testing

/// The page for a terminal is the status by theme, with what a quarter adds to it.
struct TextPageTests {
    @Test(arguments: City.allCases, Language.allCases)
    func `every figure stands as in the status`(_ city: City, _ language: Language) throws {
        let text = try city.page().text(language, colour: false)
        let status = try city.published().text(language, colour: false)
        let figures = status.split(separator: "\n").filter { $0.hasPrefix("  ") }
        let lines = text.split(separator: "\n")
        #expect(Set(figures).subtracting(lines) == [])
    }

    @Test func `a town's quarter, whole`() throws {
        let town = try ReleaseTown().log
        let preview = try town.page("990100", "2024Q2")
        #expect(
            preview.text(.zh, colour: false) == """
                【预览稿，未签发】
                青杨市2024年第二季度
                截至2024-06-30，按@31时所知（2024-07-08 00:00 UTC录入）
                尚未关账
                4个项目：超序时1项、进行中1项、暂无数据2项；自报按计划推进1项、已投入使用1项、滞后1项。

                【住房安居】

                [绿灯] 背街小巷路灯工程（lamps）：超序时（自报：滞后）
                  安装路灯        开工          300盏  75.00%  目标400盏，剩余100盏
                                  现主体完工     40盏
                                  竣工          240盏  60.00%  超序时
                      目标400盏（2024-12-31前），剩余160盏，较上季度末+90盏，较上年同期+60盏
                  背街小巷亮灯率              70%以上  较上季度末+8.5个百分点以上
                  自报：滞后，预计2024-08-31：电缆到货较晚

                【养老服务】

                长者食堂（meals）：进行中（自报：按计划推进）
                  就餐补贴标准    15元/人/月  由12提高至15
                  发放就餐补贴     123.4万元  截至2024-05-31，累计与增量差额+734,000元
                  就餐老年人       近3万人次
                  新开食堂           剩余3处  预计2024-09-30前完成
                  自报：按计划推进：menus are published weekly

                便民热线（hotline）：暂无数据（自报：已投入使用）

                【其他项目】

                行道树（trees）：暂无数据
                  补植行道树    未上报

                本季度应报3项，已报1项，未报2项。
                  背街小巷路灯工程，安装路灯，青杨市，2024-04-01–2024-04-30
                  背街小巷路灯工程，安装路灯，青杨市，2024-05-01–2024-05-31

                累计与增量不符：累计数减去已上报增量的差额。
                  发放就餐补贴：+734,000元

                【预览稿，未签发】
                数据截至2024-06-30；按@31时所知；日志树根：\(preview.snapshot.root.hex)；计算规则版本：1；页面版本：1。
                摘要（SHA-256）：\(preview.digest)

                """
        )
        let issued = try town.page("990100", "2024Q2", isIssued: true)
        let event = try #require(issued.seal?.event)
        let root = issued.snapshot.root.hex
        #expect(
            issued.text(.en, colour: false).hasSuffix(
                """
                Issued by 李敏; approved by 周航; issued at 2024-07-08 02:30 UTC; issued in the log as @32 \(event).
                *** provisional data ***
                Data as of 2024-06-30; as known through @31; root of the log's tree \(root); \
                version of the rules 1; version of the page 1.
                Digest (SHA-256): \(issued.digest)

                """
            )
        )
        #expect(issued.text(.en, colour: false).hasPrefix("*** provisional data ***\nQingyang, "))
    }

    @Test func `read back, a changed digit makes a difference, and so does what hides one`() throws
    {
        let page = try City.chengde.page()
        let text = page.text(.en, colour: false)
        let read = ReadPage(text: text)
        // A file is printed without colours: what steers a terminal was put in.
        #expect(ReadPage(text: page.text(.en, colour: true)) != read)
        #expect(read.digest == page.digest && read.language == .en && read.format == .text)
        let changed = ReadPage(text: text.replacing("5,378", with: "5,379"))
        let differing = zip(read.cells, changed.cells).filter { $0 != $1 }.map(\.0.text)
        #expect(differing.count == 1)
        #expect(differing.first?.hasPrefix("  rural household toilets renovated") == true)
        #expect(ReadPage(text: "").digest == nil)
    }
}
