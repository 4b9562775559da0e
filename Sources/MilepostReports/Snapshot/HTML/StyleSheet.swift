/// The looks of a page: what is the same on every page, and the words that styles print.
struct StyleSheet {
    let text: String

    /// `running` stands at the head of each printed page, `labels` before the cells of a figure
    /// where the table is too wide to be one.
    init(running: String, mark: String?, labels: [(column: String, text: String)]) {
        let boxes = [
            "@top-left{content:\(Self.quoted(running))}",
            mark.map { "@top-right{content:\(Self.quoted($0))}" } ?? "",
            "@bottom-right{content:counter(page) \" / \" counter(pages)}",
        ]
        let box = "font:8pt sans-serif;color:#444;"
        let page = boxes.filter { !$0.isEmpty }
            .map { $0.replacing("{content", with: "{\(box)content") }.joined()
        let cards = labels.map {
            ".figures td.\($0.column)::before{content:\(Self.quoted($0.text))}"
        }
        text =
            Self.sheet + "@page{size:A4;margin:18mm 14mm 16mm;\(page)}"
            + "@media screen and (max-width:720px){\(cards.joined())}"
    }

    /// A string of CSS in which nothing but letters and digits stands for itself.
    private static func quoted(_ text: String) -> String {
        let escaped = TextTable.harmless(text).unicodeScalars.map { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ": String(scalar)
            case _ where scalar.value >= 0x3400 && scalar.value <= 0x9FFF: String(scalar)
            default: "\\\(String(scalar.value, radix: 16)) "
            }
        }
        return "\"\(escaped.joined())\""
    }

    // Chinese faces are named because a browser without a Chinese locale picks a Japanese one.
    private static let sheet = """
        :root{--ink:#1c2024;--soft:#59626b;--line:#d5dae0;--paper:#fff;--wash:#f4f6f8;--link:#1f4e79;\
        --red:#b3261e;--yellow:#8a5a00;--green:#1d6b3a;--blue:#2b62a0;--grey:#6b7480;\
        --bar:#1f4e79;--step:#4b7fb3;--mid:#a3c1de;--rest:#e2e7ec;color-scheme:light dark}
        @media screen and (prefers-color-scheme:dark){:root{--ink:#e7eaee;--soft:#a9b2bc;--line:#39424c;\
        --paper:#14181c;--wash:#1d2329;--link:#8fbcea;--red:#ff8a80;--yellow:#f2c14e;--green:#74d195;\
        --blue:#8ab8ec;--grey:#9aa4af;--bar:#8fbcea;--step:#6496c8;--mid:#41658a;--rest:#2b333c}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0 auto;padding:0 20px 40px;max-width:1200px;background:var(--paper);color:var(--ink);\
        font:15px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif;\
        font-variant-numeric:tabular-nums;overflow-wrap:anywhere;line-break:strict;text-autospace:normal}
        html:lang(en) body{font-family:system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        [lang=zh-CN]{font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
        h1{font-size:27px;line-height:1.3;margin:0}
        h1,h3,b{text-spacing-trim:trim-start}
        h2{font-size:20px;line-height:1.35;margin:38px 0 12px;padding-bottom:6px;border-bottom:2px solid var(--line)}
        h3{font-size:17px;line-height:1.4;margin:0}
        h1,h2,h3,li,dd,td,th{unicode-bidi:isolate}
        p{margin:6px 0}
        a{color:var(--link)}
        small{font-size:13px;font-weight:400;color:var(--soft)}
        .masthead{padding:30px 0 14px;border-bottom:3px double var(--red)}
        .facts{color:var(--soft);margin-top:10px}
        .facts>span{display:inline-block;margin-right:18px}
        .mark{position:sticky;top:0;z-index:1;margin:0 -20px;padding:5px 20px;background:#8c1d18;color:#fff;\
        text-align:center;font-weight:600;letter-spacing:.06em}
        .tag{display:inline-block;margin:0 0 0 8px;padding:0 7px;border:1px solid var(--red);\
        color:var(--red);font-size:12px;border-radius:3px;vertical-align:3px;font-weight:400}
        .watermark{display:none}
        svg{display:block}.symbols{position:absolute}
        .light{display:inline-block;width:1em;height:1em;vertical-align:-.12em;flex:none}
        .green{color:var(--green)}.yellow{color:var(--yellow)}.red{color:var(--red)}\
        .blue{color:var(--blue)}.grey{color:var(--grey)}
        .counts{display:flex;flex-wrap:wrap;gap:10px;list-style:none;margin:14px 0 10px;padding:0}
        .counts li{flex:0 1 148px;min-width:96px;padding:8px 14px 9px;background:var(--wash);border-radius:6px;\
        border-left:4px solid currentColor}
        .counts b{display:block;font-size:27px;line-height:1.2}
        .counts li>span{color:var(--ink)}
        .stack{width:100%;height:10px;border-radius:3px;margin-bottom:14px}
        rect{height:100%}.stack rect{fill:currentColor;stroke:var(--paper);stroke-width:2}
        .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(212px,1fr));gap:10px;list-style:none;margin:0;padding:0}
        .tiles a{display:flex;flex-direction:column;height:100%;padding:10px 12px;color:inherit;text-decoration:none;\
        background:var(--wash);border:1px solid var(--line);border-radius:6px}
        .tiles a:hover,.tiles a:focus-visible{border-color:var(--link)}
        .tiles b{font-weight:600;line-height:1.4;margin-bottom:4px}
        .tiles .how{font-size:13px}
        .tiles .said{font-size:13px;color:var(--soft)}
        .part{width:100%;height:5px;margin-top:6px}
        .bar{fill:var(--bar);background:var(--bar)}.step{fill:var(--step);background:var(--step)}\
        .mid{fill:var(--mid);background:var(--mid)}.rest{fill:var(--rest);background:var(--rest)}.cut{stroke:var(--paper);fill:none;stroke-width:2}
        .edge{fill:var(--ink);transform:translateX(-2px)}.phrase{display:inline-block}.target .phrase{white-space:nowrap}
        .line{stroke:var(--bar);stroke-width:2;fill:none;stroke-linejoin:round}.dot{fill:var(--bar)}
        article{margin:0 0 26px;scroll-margin-top:44px}
        section{scroll-margin-top:30px}
        .status{margin:2px 0 8px;color:var(--soft)}
        .status>span{margin-right:14px}
        figure{margin:8px 0 10px;max-width:760px}
        .ladder{width:100%;height:16px}
        figcaption{font-size:13px;line-height:1.5;margin-bottom:2px}
        .legend{font-size:13px;color:var(--soft);margin-top:3px}
        .legend>span{display:inline-block;margin-right:14px}
        .key{display:inline-block;width:10px;height:10px;margin-right:5px}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.45}
        table.figures{width:auto;min-width:min(100%,60em)}
        th,td{padding:6px 8px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        thead th{color:var(--soft);font-weight:600;font-size:13px;border-bottom:2px solid var(--line);vertical-align:bottom}
        tbody th{font-weight:400;min-width:9em}
        .value,.target,.share,.left,.quarter,.year{text-align:right;overflow-wrap:break-word;word-break:keep-all}
        td.value{font-weight:600}
        .value data,td.share{white-space:nowrap}.value data.long{white-space:normal}
        .stage,.pace{overflow-wrap:break-word;word-break:keep-all}
        td.notes{color:var(--soft);font-size:13px;min-width:9em}
        td.months svg{width:108px;height:30px}
        th button{all:unset;cursor:pointer}
        th button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
        th button::after{content:" \\2195";color:var(--grey);font-size:11px}
        th[aria-sort=ascending] button::after{content:" \\2191";color:var(--ink)}
        th[aria-sort=descending] button::after{content:" \\2193";color:var(--ink)}
        .said{margin:6px 0 0;padding:0;list-style:none}
        ul.said li{font-size:14px;color:var(--soft);padding-left:1em;text-indent:-1em}
        .contents{display:flex;flex-wrap:wrap;gap:2px 16px;margin:12px 0}
        details{margin:8px 0}summary{cursor:pointer;color:var(--link)}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;margin:8px 0}
        dt{color:var(--soft)}dd{margin:0}
        pre,code{font-family:ui-monospace,"SFMono-Regular",Consolas,"DejaVu Sans Mono",monospace;font-size:13px}
        pre{white-space:pre-wrap;background:var(--wash);padding:10px;border-radius:6px;margin:8px 0}
        footer{margin-top:30px;padding-top:10px;border-top:1px solid var(--line);font-size:13px;color:var(--soft)}
        @media screen and (max-width:720px){body{padding:0 14px 30px}.mark{margin:0 -14px;padding:5px 14px}
        h1{font-size:22px}.tiles{grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:8px}
        .counts li{flex:1 1 96px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}
        table.figures{width:100%;min-width:0}table.figures,.figures tbody,.figures tr,.figures tbody th{display:block}
        .figures thead tr{display:flex;flex-wrap:wrap}.figures thead th{border:0;padding:3px 12px 3px 0}
        .figures thead.short{display:none}
        .figures tbody tr{padding:8px 0;border-bottom:1px solid var(--line)}
        .figures tbody th,.figures td{border:0;padding:1px 0}
        .figures tbody th{font-weight:600}
        .figures td{display:flow-root;text-align:right}.figures td.months svg{margin-left:auto}
        .figures td::before{float:left;margin-right:16px;color:var(--soft);font-size:14px;font-weight:400}
        .figures td:empty{display:none}}
        @media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:9.5pt;line-height:1.5;\
        -webkit-print-color-adjust:exact;print-color-adjust:exact}
        .masthead{padding-top:0}h1{font-size:20pt}h2{font-size:13.5pt;margin:16pt 0 6pt}h3{font-size:11pt}
        p.mark{position:static;margin:0 0 8pt}
        .watermark{display:block;position:fixed;top:42%;left:0;right:0;text-align:center;font-size:40pt;font-weight:700;\
        color:#8c1d18;opacity:.1;transform:rotate(-28deg)}
        a{color:inherit;text-decoration:none}.contents{display:none}
        h2,h3,.status,figcaption,summary{break-after:avoid}
        thead,tr,li,figure,dl,.lead,.whole{break-inside:avoid}
        p{orphans:2;widows:2}
        .wide{overflow:visible}table{font-size:8.5pt}table.figures{width:100%}th,td{padding:3pt 5pt}
        small,.legend,figcaption,ul.said li,td.notes,thead th{font-size:8pt}.tiles .how,.tiles .said{font-size:7.5pt;line-height:1.4}
        .tiles{grid-template-columns:repeat(5,1fr);gap:4pt}.tiles a{padding:4pt 5pt}.tiles b{font-size:9pt;margin:0}.counts b{font-size:18pt}
        .counts{gap:6pt}.counts li{padding:4pt 8pt;min-width:20mm}
        th button::after{content:none}pre,code{font-size:7.5pt}
        details>*{display:block}details::details-content{content-visibility:visible;height:auto}}
        """
}
