extension UnreadableWorkbook {
    package func message(_ language: Language) -> String {
        switch self {
        case .notZip:
            language(
                "The file is damaged, or no Excel workbook (.xlsx); fetch it again.",
                "文件已损坏，或不是 Excel 工作簿（.xlsx）；请重新获取。"
            )
        case .tooLarge:
            language(
                "What is packed in the file is larger than any snapshot; it is not read.",
                "文件解压后远超季度数据的大小，不予读取。"
            )
        case .missingPart(let part):
            language(
                "The workbook lacks a part: \(language.quoted(part)); fetch it again.",
                "工作簿缺少部分内容：\(language.quoted(part))；请重新获取。"
            )
        case .partTwice(let part):
            language(
                "The workbook holds a part twice, so that programs read different things in it: "
                    + "\(language.quoted(part)); fetch it again.",
                "工作簿中有重复的部分，不同程序读取的内容会不一致：\(language.quoted(part))；请重新获取。"
            )
        case .notXML(let part):
            language(
                "A part of the workbook can't be read: \(language.quoted(part)); fetch it again.",
                "工作簿的部分内容无法读取：\(language.quoted(part))；请重新获取。"
            )
        }
    }
}

extension WorkbookNotWritten {
    package func message(_ language: Language) -> String {
        let reason = language.quoted(reason)
        return language(
            "The workbook could not be written: libxlsxwriter says \(reason); "
                + "is there room in the folder for temporary files?",
            "工作簿无法写出：libxlsxwriter 报告\(reason)；请检查临时文件夹的剩余空间。"
        )
    }
}
