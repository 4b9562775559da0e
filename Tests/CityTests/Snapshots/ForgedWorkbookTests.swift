import Milepost
import MilepostReports
import Testing

/// Workbooks that show something else than was issued while every value is still in them.
@Suite(.enabled(if: Spreadsheet.isThere, "this needs a Python with the library openpyxl"))
struct ForgedWorkbookTests {
    @Test(arguments: [
        // A cell: of another kind, of two values, of another vocabulary.
        "sheet(f'({cell}><v>[^<]*)', r'\\1</v><v>')",
        "sheet(f'({cell})>', r'\\1 t=\"b\">')", "sheet(f'({cell})>', r'\\1 t=\"e\">')",
        "sheet(f'({cell})>', r'\\1 t=\"str\">')",
        "sheet(f'({cell})><v>([^<]*)</v>', r'\\1 t=\"inlineStr\"><is><t>\\2</t></is>')",
        "sheet(f'({cell})><v>([^<]*)</v>', r'\\1><z:v xmlns:z=\"urn:z\">\\2</z:v>')",
        "sheet(f'({cell})><v>([^<]*)</v>', r'\\1><v xmlns=\"\">\\2</v>')",
        "sheet(f'({cell}><v>[^<]*</v></c>)', r'\\1\\1')",
        "sheet('(<row r=\"3\".*?</row>)', r'\\1\\1')",
        "sheet('<row r=\"3\"', '<row r=\"9223372036854775807\"')",
        "sheet('<row r=\"3\"', '<row r=\"1048577\"')",
        "sheet(cell, cell.replace('r=\"', 'r=\"AAAAAAAAAAAAAAAA'))",
        "sheet('<row (.*?)</row>', r'<a:alt xmlns:a=\"urn:a\"><row \\1</row></a:alt>')",
        "sheet(cell, cell + ' vm=\"1\"')", "sheet(cell, cell + ' cm=\"1\"')",
        "sheet(cell, cell.replace('s=\"', 's=\"99'))",
        // Where readers do not look for it, or some take the one and some the other.
        "sheet('(<row r=\"3\".*?</row>)', r'<extLst>\\1</extLst>')",
        "sheet(f'({cell}>)(<v>[^<]*</v>)', r'\\1<extLst>\\2</extLst>')",
        "sheet(f'({cell}>)(<v>[^<]*</v>)', r'\\1<extLst><ext>\\2</ext></extLst>')",
        "sheet(f'({cell}><v>[^<]*)', r'\\1<x/>')", "sheet(f'({cell}><v>[^<]*)', r'\\1<!-- -->')",
        "sheet(f'({cell}><v>[^<]*)', r'\\1<?x?>')",
        "sheet(f'({cell}>)', r'\\1<is><t>9</t></is>')",
        "sheet('<sheetData>', '<sheetData/><sheetData>')",
        "sheet('(<headerFooter>.*</headerFooter>)', r'<extLst>\\1</extLst>')",
        "sheet('(<worksheet.*)', r'\\1<worksheet/>')",
        "strings('(<si>.*?</si>)', r'<x>\\1</x>')",
        "strings('<t>(..*?)</t>', r'<x><t>\\1</t></x>')",
        "strings('<t>(.)(.*?)</t>', r'<t>\\1<t>\\2</t></t>')",
        "strings('<t>(.)(.*?)</t>', r'<t>\\1</t><t>\\2</t>')",
        "strings('<t>(.)(.*?)</t>', r'<t>\\1</t><r><t>\\2</t></r>')",
        "strings('<t>(.)(.*?)</t>', r'<r><t>\\1</t></r><t>\\2</t>')",
        "strings('<t>(.)(.*?)</t>', r'<r><t>\\1</t><t>\\2</t></r>')",
        "strings('<t>', '<t>9</t><t>')", "strings('(<sst.*)', r'<x>\\1</x>')",
        "strings('</t></si>', '</t><rPh sb=\"0\" eb=\"1\"><t>9</t></rPh></si>')",
        "strings('UTF-8', 'ISO-8859-1')", "sheet('UTF-8', 'GB18030')", "sheet('1.0', '1.1')",
        "book('(<sheet [^>]*/>)', r'<x>\\1</x>')", "book('<sheets>', '<sheets/><sheets>')",
        "book(' r:id=', ' q:id=\"rId1\" xmlns:q=\"http://schemas.openxmlformats.org/"
            + "officeDocument/2006/relationships\" r:id=')",
        "book('(<definedName .*</definedName>)', r'<x>\\1</x>')",
        "change('xl/_rels/workbook.xml.rels', '(<Relationship [^>]*/>)', r'<x>\\1</x>')",
        "styles('(<cellXfs.*</cellXfs>)', r'<x>\\1</x>')",
        "styles('(<cellXfs[^>]*>)(<xf.*?/>)', r'\\1<x>\\2</x>')",
        "styles('(<font>.*?</font>)', r'<extLst>\\1</extLst>')",
        "styles('(<fill>.*?</fill>)', r'<x>\\1</x>')", "styles('(<numFmt .*?/>)', r'<x>\\1</x>')",
        "styles('<sz val=\"11\"/>', '<sz val=\"1\"/><x><sz val=\"11\"/></x>')",
        "styles('<color theme=\"1\"/>', '<color theme=\"0\"/><color theme=\"1\"/>')",
        "styles('(<(fonts|fills|borders|cellXfs|numFmts) )', r'<\\2/>\\1')",
        // How it is shown.
        "style('numFmtId=\"170\" fontId=\"0\"', '&quot;9&quot;')",
        "style('numFmtId=\"170\" fontId=\"0\"', '1#,##0')",
        "style('numFmtId=\"170\" fontId=\"0\"', ';;;')",
        "style('numFmtId=\"170\" fontId=\"0\"', ';;;&quot;9&quot;', text)",
        "style('numFmtId=\"170\" fontId=\"0\"', '0;0;0;&quot;9&quot;@', text)",
        "styles('formatCode=\"[^\"]*\"', 'formatCode=\"&quot;9&quot;\"')",
        "styles('(<numFmts[^>]*>)', r'\\1<numFmt numFmtId=\"0\" formatCode=\"&quot;9&quot;\"/>')",
        "styles('(</numFmts>)', r'<numFmt numFmtId=\"164\" formatCode=\"General\"/>\\1')",
        "style('numFmtId=\"0\" fontId=\"0\"><alignment textRotation=\"90\"/></xf><xf a=\"0\"', '0')",
        "styles('<color theme=\"1\"/>', '<color rgb=\"FFFFFFFF\"/>')",
        "styles('<color theme=\"1\"/>', '<color rgb=\"FFF0F0F0\"/>')",
        "styles('<color theme=\"1\"/>', '<color theme=\"0\"/>')",
        "styles('<color theme=\"1\"/>', '<color theme=\"1\" tint=\"0.9\"/>')",
        "styles('<sz val=\"11\"/>', '<sz val=\"1\"/>')", "styles('<font>', '<font><strike/>')",
        "styles('<color theme=\"1\"/>', '<color rgb=\"FF000000\" theme=\"0\"/>')",
        "styles('(<font>.*?)<sz', r'\\1<vertAlign val=\"superscript\"/><sz')",
        "styles('<alignment ', '<alignment indent=\"250\" ')",
        "styles('<alignment ', '<alignment readingOrder=\"2\" ')",
        "styles('solid', 'lightGray')", "styles('<fgColor[^>]*/>', '')",
        "styles('FFE7ECF3', 'FF000000')", "styles('宋体', 'Wingdings 2')",
        "styles('<family val=\"2\"/>', '<family val=\"2\"/><charset val=\"2\"/>')",
        "styles('<border>', '<border diagonalUp=\"1\">')",
        "styles('<border>', '<border diagonalDown=\"true\">')",
        "change('xl/theme/theme1.xml', '<a:latin typeface=\"[^\"]*\"', '<a:latin typeface=\"Symbol\"')",
        "change('xl/theme/theme1.xml', '<a:dk1>(.*?)</a:dk1>', r'<a:dk1><a:srgbClr val=\"FFFFFF\"/>"
            + "</a:dk1><a:x><a:dk1>\\1</a:dk1></a:x>')",
        "change('xl/theme/theme1.xml', '(<a:dk1>.*?)</a:dk1>', "
            + "r'\\1<a:srgbClr val=\"FFFFFF\"/></a:dk1>')",
        "change('xl/theme/theme1.xml', '<a:dk1>.*?</a:dk1>', "
            + "'<a:dk1><a:srgbClr val=\"FFFFFF\"/></a:dk1>')",
        "texts('<rPr><strike/></rPr>')", "texts('<rPr><color rgb=\"FFFFFFFF\"/></rPr>')",
        "texts('<rPr><sz val=\"1\"/></rPr>')", "texts('<rPr><rFont val=\"Webdings\"/></rPr>')",
        "texts('<rPr><charset val=\"2\"/></rPr>')",
        // Rows, columns and the sheet.
        "sheet('<row r=\"3\"', '<row ht=\"2\" customHeight=\"1\" r=\"3\"')",
        "sheet('width=\"[0-9.]+\"', 'width=\"0.5\"')",
        "sheet('<sheetFormatPr ', '<sheetFormatPr zeroHeight=\"1\" ')",
        "sheet('<sheetView ', '<sheetView showZeros=\"0\" ')",
        "sheet('<cols>.*?</cols>', ''); sheet('<sheetFormatPr', '<sheetFormatPr baseColWidth=\"0\"')",
        "sheet('<sheetView ', '<sheetView topLeftCell=\"A4\" ')",
        "sheet('ySplit=\"2\" topLeftCell=\"C3\"', 'ySplit=\"9\" topLeftCell=\"C10\"')",
        "sheet('xSplit=\"2\" ', '')",
        "book('<workbookView ', '<workbookView visibility=\"hidden\" ')",
        "book('<workbookView ', '<workbookView showSheetTabs=\"0\" ')",
        // What stands above it.
        "after('<dataValidations><dataValidation prompt=\"9\" sqref=\"D3\"/></dataValidations>')",
        "after('<hyperlinks><hyperlink ref=\"D3\" display=\"9\"/></hyperlinks>')",
        "after('<x:drawing xmlns:x=\"urn:x\"/>')", "relation('drawing')",
        "relation('drawing', '<a><b/></a>')",
        "after('<extLst><ext><a/></ext></extLst>')", "sheet('</oddHeader>', '9</oddHeader>')",
        "relation('comments')", "relation('hyperlink')", "relation('vmlDrawing')",
        "book('</definedNames>', '<definedName name=\"x\">9</definedName></definedNames>')",
        "book(r'(Print_Area[^>]*>[^$]*)[^<]*', r'\\1$A$1:$B$2')",
        // Parts of which programs read the one or the other.
        "twice.append((name, parts[name].replace(b'<v>', b'<v>1')))",
        "twice.append((name.replace('sheet2', 'SHEET2'), parts[name]))",
        "change('xl/_rels/workbook.xml.rels', '(<Relationship [^>]*/>)', r'\\1\\1')",
    ])
    func `a workbook that shows something else reads otherwise`(forgery: String) throws {
        let (bytes, read) = try Self.issued.get()
        let sheet = try Spreadsheet(bytes)
        _ = try sheet.python(Self.tools + forgery + "\n" + Self.save)
        let forged = try sheet.bytes
        #expect(forged != bytes)
        do throws(UnreadableWorkbook) {
            #expect(try ReadPage(workbook: forged) != read)
        } catch {
            #expect([.partTwice("x"), .notXML(part: "x")].contains(error.kind))
        }
    }

    @Test(arguments: [
        // An empty drawing, as some programs give each sheet.
        "relation('drawing', '<d:wsDr xmlns:d=\"urn:d\"></d:wsDr>'); after('<drawing r:id=\"a\"/>')",
        // Scrolled, or no longer frozen.
        "sheet('topLeftCell=\"C3\"', 'topLeftCell=\"D4\"')",
        "sheet('<pane [^>]*/>', ''); sheet('<sheetView ', '<sheetView topLeftCell=\"D4\" ')",
        // What they say of the language, and in which declaration.
        "styles('<family val=\"2\"/>', '<family val=\"2\"/><charset val=\"134\"/>')",
        "strings('</t></si>', '</t><phoneticPr fontId=\"1\"/></si>')",
        "sheet('<[?].*?[?]>', \"<?xml version='1.0' encoding='utf-8'?>\")",
        "sheet('<[?].*?[?]>', '')",
    ])
    func `what other programs add hides nothing`(addition: String) throws {
        let (bytes, read) = try Self.issued.get()
        let sheet = try Spreadsheet(bytes)
        _ = try sheet.python(Self.tools + addition + "\n" + Self.save)
        let saved = try sheet.bytes
        #expect(saved != bytes)
        #expect(try ReadPage(workbook: saved) == read)
    }

    private static let issued = Result {
        let bytes = try SnapshotPage.issued(.chengde).workbook(.zh)
        return (bytes: bytes, read: try ReadPage(workbook: bytes))
    }

    /// The parts of the workbook, and ways to change them.
    private static let tools = """
        import re, warnings, zipfile
        warnings.simplefilter("ignore")
        old = zipfile.ZipFile(sys.argv[1])
        parts = {name: old.read(name) for name in old.namelist()}
        twice = []
        name = "xl/worksheets/sheet2.xml"
        rows = parts[name].decode().split('<row r="3"')[1]
        cell = re.search('<c r="[A-Z]+3" s="[0-9]+"(?=><v>)', rows)[0]
        text = re.search('<c r="[A-Z]+3" s="[0-9]+"(?= t="s")', rows)[0]

        def change(part, old, new):
            before = parts[part].decode()
            parts[part] = re.sub(old, new, before, flags=re.S).encode()
            assert parts[part].decode() != before

        def sheet(old, new):
            change(name, old, new)

        def styles(old, new):
            change("xl/styles.xml", old, new)

        def strings(old, new):
            change("xl/sharedStrings.xml", old, new)

        def book(old, new):
            change("xl/workbook.xml", old, new)

        def after(new):
            sheet("</sheetData>", "</sheetData>" + new)

        def texts(font):
            change("xl/sharedStrings.xml", "<si><t>(..*?)</t></si>",
                   r"<si><r>" + font + r"<t>\\1</t></r></si>")

        def style(said, code, where=cell):
            count = int(re.search('<cellXfs count="([0-9]+)"', parts["xl/styles.xml"].decode())[1])
            styles("</cellXfs>", "<xf %s/></cellXfs>" % said)
            styles("</numFmts>", '<numFmt numFmtId="170" formatCode="%s"/></numFmts>' % code)
            sheet(where, re.sub(' s="[0-9]+"', ' s="%d"' % count, where))

        def relation(kind, part=None):
            if part: parts["xl/x.xml"] = part.encode()
            parts["xl/worksheets/_rels/sheet2.xml.rels"] = (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="a" Type="http://x/%s" Target="../x.xml"/></Relationships>' % kind
            ).encode()


        """

    private static let save = """
        with zipfile.ZipFile(sys.argv[1], "w") as new:
            for part in list(parts.items()) + twice:
                new.writestr(*part)
        """
}

extension UnreadableWorkbook {
    /// The error without the part that it speaks of.
    fileprivate var kind: UnreadableWorkbook {
        switch self {
        case .partTwice: .partTwice("x")
        case .notXML: .notXML(part: "x")
        default: self
        }
    }
}
