import Milepost
import Testing

struct AmountTextTests {
    @Test(arguments: [
        ("5378", "5378"), ("0", "0"), ("847.9", "847.9"), ("847.90", "847.9"), ("96.02", "96.02"),
        ("112.8", "112.8"), ("0.94万", "9400"), ("9.9万", "99000"), ("43万", "430000"),
        ("318.89万", "3188900"), ("3456.57万", "34565700"), ("5.24亿", "524000000"),
        ("4.2万亿", "4200000000000"), ("10.1萬", "101000"), ("1003萬", "10030000"),
        ("14.43億", "1443000000"), ("1.3億", "130000000"), ("2萬億", "2000000000000"),
        ("5k", "5000"), ("1.25k", "1250"), ("3M", "3000000"), ("3.5 M", "3500000"),
        ("5,378", "5378"), ("1,443,000", "1443000"), ("1，443，000.5", "1443000.5"),
        ("7 200", "7200"), ("77 100", "77100"), ("1 443 000", "1443000"), ("1\u{A0}000", "1000"),
        ("５３７８", "5378"), ("８４７．９", "847.9"), ("１．５万", "15000"),
        (" 24 ", "24"), ("\u{3000}24\t", "24"), ("9.9 万", "99000"),
        ("1.23456789万", "12345.6789"), ("0.00000001亿", "1"), ("0.0001", "0.0001"),
        ("922337203685477.5807", "922337203685477.5807"), ("9万亿", "9000000000000"),
    ])
    func `a number is read exactly, with its scale`(text: String, value: String) throws {
        let amount = try AmountText(text)
        #expect(amount.value.description == value)
        #expect(amount.suffix == nil)
        #expect(amount.bound == .exact)
        #expect(amount.sign == .none)
    }

    @Test(arguments: [
        ("五", 5), ("二", 2), ("零", 0), ("十", 10), ("十二", 12), ("二十", 20), ("四十五", 45),
        ("两百", 200), ("兩百", 200), ("一百零五", 105), ("一百一十二", 112), ("三千", 3000),
        ("一千零二十", 1020), ("九千九百九十九", 9999), ("三万", 30_000), ("十二万", 120_000),
        ("两亿", 200_000_000),
    ])
    func `a whole number may be in Chinese numerals`(text: String, value: Int) throws {
        #expect(try AmountText(text).value.description == String(value))
    }

    @Test func `Chinese numerals take units and bounds like digits`() throws {
        let services = try AmountText("五项")
        #expect(services.suffix == .unit("项"))
        #expect(services.ulp == 0)
        #expect(services.written == "五")
        let homes = try AmountText("三十余万户")
        #expect(homes.value.description == "300000")
        #expect(homes.bound == .atLeast)
        #expect(homes.suffix == .unit("户"))
    }

    @Test(arguments: [
        ("35万以上", "350000", Bound.atLeast), ("1万余", "10000", .atLeast),
        ("4500多", "4500", .atLeast), ("6400多万", "64000000", .atLeast),
        ("750余万", "7500000", .atLeast), ("750餘萬", "7500000", .atLeast),
        ("超过35万", "350000", .atLeast), ("超過35萬", "350000", .atLeast),
        ("超43", "43", .atLeast), ("突破5亿", "500000000", .atLeast), ("逾30", "30", .atLeast),
        ("不少于60", "60", .atLeast), ("不低于1亿", "100000000", .atLeast),
        ("至少 5", "5", .atLeast), (">=95", "95", .atLeast), ("≥95", "95", .atLeast),
        ("不超过5", "5", .atMost), ("至多5", "5", .atMost), ("5以内", "5", .atMost),
        ("5.5以下", "5.5", .atMost), ("<= 5", "5", .atMost), ("＜＝5", "5", .atMost),
        ("近3000", "3000", .nearly), ("近 3.2万", "32000", .nearly),
        ("约1200", "1200", .about), ("1200左右", "1200", .about), ("~1200", "1200", .about),
        ("約12萬", "120000", .about),
    ])
    func `a bound is a word before or after the number`(
        text: String,
        value: String,
        bound: Bound
    ) throws {
        let amount = try AmountText(text)
        #expect(amount.value.description == value)
        #expect(amount.bound == bound)
        #expect(amount.ulp == 0)
        #expect(amount.suffix == nil)
        #expect(amount.written == text)
    }

    @Test(arguments: [
        ("24个", "24", "个"), ("7.3万平方米", "73000", "平方米"), ("1.64萬筆", "16400", "筆"),
        ("670元/人", "670", "元/人"), ("142元/人/月", "142", "元/人/月"), ("5 km", "5", "km"),
        ("5km", "5", "km"), ("3Mt", "3", "Mt"), ("5k人", "5000", "人"), ("5 k 人", "5000", "人"),
        ("100万元", "1000000", "元"), ("9.9 万 平方米", "99000", "平方米"),
        ("12.5m2", "12.5", "m2"), ("3人/10万人", "3", "人/10万人"), ("204万套（间）", "2040000", "套（间）"),
        ("1200万千瓦", "12000000", "千瓦"), ("18℃", "18", "℃"), ("3倍", "3", "倍"),
        ("7 200 公里", "7200", "公里"), ("2eggs", "2", "eggs"),
    ])
    func `the unit may follow`(text: String, value: String, unit: String) throws {
        let amount = try AmountText(text)
        #expect(amount.value.description == value)
        #expect(amount.suffix == .unit(unit))
        #expect(amount.bound == .exact)
    }

    @Test(arguments: [
        ("1万余人次", "10000", Bound.atLeast, "人次", "1万余"),
        ("100万元以上", "1000000", .atLeast, "元", "100万以上"),
        ("1200万人以上", "12000000", .atLeast, "人", "1200万以上"),
        ("670元/人 左右", "670", .about, "元/人", "670左右"),
        ("近3200个", "3200", .nearly, "个", "近3200"),
        ("4500 余 户", "4500", .atLeast, "户", "4500 余"),
        ("不低于60元", "60", .atLeast, "元", "不低于60"),
    ])
    func `a unit does not hide a bound`(
        text: String,
        value: String,
        bound: Bound,
        unit: String,
        written: String
    ) throws {
        let amount = try AmountText(text)
        #expect(amount.value.description == value)
        #expect(amount.bound == bound)
        #expect(amount.suffix == .unit(unit))
        #expect(amount.written == written)
    }

    @Test(arguments: [
        ("96.02%", "96.02", AmountText.Suffix.percent), ("９６．０２％", "96.02", .percent),
        ("565.97 %", "565.97", .percent), ("-10%", "-10", .percent), ("-0.4pp", "-0.4", .points),
        ("3百分点", "3", .points), ("3个百分点", "3", .points), ("3個百分點", "3", .points),
    ])
    func `percent and points are told apart`(
        text: String,
        value: String,
        suffix: AmountText.Suffix
    ) throws {
        let amount = try AmountText(text)
        #expect(amount.value.description == value)
        #expect(amount.suffix == suffix)
    }

    @Test func `a percentage takes a bound on either side`() throws {
        #expect(try AmountText("95%以上").bound == .atLeast)
        #expect(try AmountText("超过90%").bound == .atLeast)
        #expect(try AmountText("5%以内").bound == .atMost)
        #expect(try AmountText("3个百分点左右").suffix == .points)
    }

    @Test(arguments: [
        ("+5", AmountText.Sign.plus, "5", "5"), ("＋5", .plus, "5", "5"),
        ("=24", .equals, "24", "24"), ("＝ 24个", .equals, "24", "24"), ("+0", .plus, "0", "0"),
        ("-5", .minus, "-5", "-5"), ("－5", .minus, "-5", "－5"), ("−5", .minus, "-5", "−5"),
        ("- 1.5万", .minus, "-15000", "- 1.5万"), ("-0", .minus, "0", "-0"),
        ("-922337203685477.5808", .minus, "-922337203685477.5808", "-922337203685477.5808"),
    ])
    func `a sign may stand in front, and only a minus stays in the text`(
        text: String,
        sign: AmountText.Sign,
        value: String,
        written: String
    ) throws {
        let amount = try AmountText(text)
        #expect(amount.sign == sign)
        #expect(amount.value.description == value)
        #expect(amount.written == written)
    }

    @Test func `a bound on a fall bounds its size`() throws {
        #expect(try AmountText("-1万余").bound == .atMost)
        #expect(try AmountText("-近3000").bound == .atLeast)
        #expect(try AmountText("-约5").bound == .about)
        #expect(try AmountText("+1万余").bound == .atLeast)
        #expect(try AmountText("=近3000").bound == .nearly)
    }

    @Test(arguments: [
        ("5378", 0), ("5,378", 0), ("847.9", 1000), ("847.90", 100), ("100.0", 1000),
        ("96.02%", 100), ("9.9万", 10_000_000), ("43万", 100_000_000), ("43万份", 100_000_000),
        ("5k", 10_000_000), ("1.443亿", 1_000_000_000), ("1.23456789万", 1), ("三万", 100_000_000),
        ("五", 0), ("1万余", 0), ("约847.9", 0), ("-9.9万", 10_000_000), ("0.0万", 10_000_000),
    ])
    func `the last written digit tells how finely an amount is written`(
        text: String,
        ulp: Int64
    ) throws {
        #expect(try AmountText(text).ulp == ulp)
        #expect(AmountText.ulp(ofWritten: text) == ulp)
    }

    @Test func `a stored text that is no amount has no precision`() {
        #expect(AmountText.ulp(ofWritten: "many") == nil)
    }

    @Test(arguments: [
        ("847.9", 1000), ("96.02", 100), ("0.0001", 1), ("-0.4", 1000), ("12.125", 10), ("24", 0),
        ("0", 0), ("-30000", 0),
    ])
    func `a bare value is as fine as its last decimal`(text: String, ulp: Int64) throws {
        #expect(AmountText.ulp(ofPlain: try #require(Decimal(plain: text))) == ulp)
    }

    @Test(arguments: [
        "24个", "9.9 万平方米", "1万余人次", "100万元以上", "近３０００户", "-5以上", "−0.4个百分点",
        "=７ ２００ 公里", "五项", "+1，443，000元", "约 847.90 公里", "5k 人", "96.02％左右",
    ])
    func `what is kept as written reads the same again`(text: String) throws {
        let amount = try AmountText(text)
        let again = try AmountText(amount.written)
        #expect(again.value == amount.value)
        #expect(again.bound == amount.bound)
        #expect(again.ulp == amount.ulp)
        #expect(again.suffix == nil)
        #expect(again.written == amount.written)
    }

    @Test func `a suffix names its unit however it is typed`() throws {
        #expect(try AmountText("670元／人").suffix?.names("元/人") == true)
        #expect(try AmountText("24個").suffix?.names("个") == true)
        #expect(try AmountText("204套(间)").suffix?.names("套（间）") == true)
        #expect(try AmountText("96％").suffix?.names("%") == true)
        #expect(try AmountText("3pp").suffix?.names("百分点") == true)
        #expect(try AmountText("3pp").suffix?.names("%") == false)
        #expect(try AmountText("1人次").suffix?.names("人") == false)
    }

    @Test(arguments: ["", " ", "\u{3000}\n"])
    func `nothing is no amount`(text: String) {
        #expect(throws: AmountError.empty) { try AmountText(text) }
    }

    @Test(arguments: [
        "NaN", "inf", "Sep-24", "24-Sep", "abc", "+", "-", "=", "+-5", "--5", "万", "余", "近",
        "05", "007", "00.5", "-01", ".5", "5.", "5.个", "1.2.3", "2-3个", "4.5%－5%", "1~3",
        "2至10个", "9月30日", "2024-09-30", "12:30", "5/6", "24个,剩余5个", "5个3", "3万5",
        "3万5千", "3千人", "5百", "5十", "5亿万", "五六", "二〇二四", "一百二", "一百十二", "一百零",
        "一百零五十", "三分之一", "三点五", "百余", "第二", "一万二千", "5?", "5#", "¥5", "5×10",
    ])
    func `a text that is more or less than an amount is refused`(text: String) {
        #expect(throws: AmountError.notAnAmount(text)) { try AmountText(text) }
    }

    @Test(arguments: ["1.443e9", "1E9", "1e+9", "2E-5个", "1.443ｅ9", "-1e3"])
    func `an exponent is refused`(text: String) {
        #expect(throws: AmountError.exponent(text)) { try AmountText(text) }
    }

    @Test(arguments: [
        "1.23456", "1.20000", "0.00000", "1.234567891万", "1.00000001k",
        "0.00000000000000000000000001",
    ])
    func `more than four decimals are refused`(text: String) {
        #expect(throws: AmountError.tooManyDecimals(text)) { try AmountText(text) }
    }

    @Test(arguments: [
        "922337203685477.5808", "-922337203685477.5809", "1000万亿", "99999999999999999999",
        "123456789012345678901234567890亿",
    ])
    func `what is beyond Int64 is refused`(text: String) {
        #expect(throws: AmountError.tooLarge(text)) { try AmountText(text) }
    }

    @Test(arguments: [
        "1,2", "1,23", "1,2345", "1234,567", "12,34,567", "1,", "1,个", "0,123", "7 20", "7 2000",
        "1,000 000", "1.5,000", "1.5 000", "5,378.5,",
    ])
    func `digits grouped otherwise than by three are refused`(text: String) {
        #expect(throws: AmountError.badGrouping(text)) { try AmountText(text) }
    }

    @Test(arguments: [
        "近3000多", "约1200左右", "超过35万以上", "1万余以上", "1多万余", "近约5", "约100万元以上", "5元以上左右",
    ])
    func `two bounds on one amount are refused`(text: String) {
        #expect(throws: AmountError.twoBounds(text)) { try AmountText(text) }
    }
}
