"""The sentences with which the reader refuses a text or file: one place, both languages."""

from __future__ import annotations

from plenary.readout.errors import ReadoutError

_SAVE_AS_ZH = "请用原来的软件打开，另存为 .docx 或 .pdf 后再试。"
_SAVE_AS_EN = "Open it in the program it was made with, save it as .docx or .pdf, and try again."

SENTENCES: dict[str, tuple[str, str]] = {
    "empty": ("文件是空的，没有可读的内容。", "The file is empty; there is nothing to read."),
    "too-large": (
        "文件超过 {limit} MB，会议通稿不会这么大。请只提交通稿本身，或另存为纯文本。",
        (
            "The file is larger than {limit} MB, which no readout is. Give only the readout itself, "
            "or save it as plain text."
        ),
    ),
    "too-long": (
        "文字超过 {limit} 个字符，会议通稿不会这么长。请只提交通稿本身。",
        (
            "The text is longer than {limit} characters, which no readout is. "
            "Give only the readout itself."
        ),
    ),
    "binary": (
        "这不是文字文件，也不是可以读取的格式。可以读取的格式有：.txt、.md、.html、.docx、.pdf。",
        (
            "This is neither text nor a format that is read. "
            "The formats that are read: .txt, .md, .html, .docx, .pdf."
        ),
    ),
    "old-office": (
        "这是旧版 Word 或 WPS 文字文件（.doc、.wps），不能直接读取。请打开后另存为 .docx 再试。",
        (
            "This is an old Word or WPS document (.doc, .wps), which is not read. "
            "Open it, save it as .docx, and try again."
        ),
    ),
    "spreadsheet": (
        "这是电子表格，不是会议通稿。请把通稿的文字另存为 .docx 或 .txt 再试。",
        (
            "This is a spreadsheet, not a readout. Save the text of the readout as .docx or .txt, "
            "and try again."
        ),
    ),
    "slides": (
        "这是演示文稿，不是会议通稿。请把通稿的文字另存为 .docx 或 .pdf 再试。",
        (
            "These are slides, not a readout. Save the text of the readout as .docx or .pdf, "
            "and try again."
        ),
    ),
    "ofd": (
        "这是 OFD 版式文件，不能直接读取。请用 OFD 阅读软件转换（另存）为 .pdf 再试。",
        (
            "This is an OFD document, which is not read. Convert it to .pdf in an OFD reader, "
            "and try again."
        ),
    ),
    "rtf": (
        "这是 RTF 文件，不能直接读取。请打开后另存为 .docx 再试。",
        "This is an RTF document, which is not read. Open it, save it as .docx, and try again.",
    ),
    "opendocument": (
        "这是 OpenDocument 文件，不能直接读取。请打开后另存为 .docx 再试。",
        (
            "This is an OpenDocument file, which is not read. Open it, save it as .docx, "
            "and try again."
        ),
    ),
    "web-archive": (
        "这是网页归档或邮件文件，不能直接读取。请在浏览器中打开，另存为 .html（仅 HTML）再试。",
        (
            "This is a web archive or a mail, which is not read. Open it in a browser, save it as "
            ".html (HTML only), and try again."
        ),
    ),
    "image": (
        "这是图片，图片中的文字不能读取。请提交文字版，或先做文字识别（OCR）并另存为 .docx 或 .pdf。",
        (
            "This is an image, whose text is not read. Give the text itself, or have it recognised "
            "(OCR) and save it as .docx or .pdf."
        ),
    ),
    "media": (
        "这是音频或视频文件，不能读取。请提交会议通稿的文字版。",
        "This is sound or video, which is not read. Give the readout as text.",
    ),
    "archive": (
        "这是压缩包。请解压后，逐个提交其中的通稿文件。",
        "This is an archive. Unpack it and give the readouts in it one by one.",
    ),
    "xml": (
        "这是 XML 文件，不是会议通稿。" + _SAVE_AS_ZH,
        "This is an XML file, not a readout. " + _SAVE_AS_EN,
    ),
    "encrypted": (
        "文件设了打开密码，不能读取。请去掉密码后另存再试。",
        "The file is locked with a password. Save it without the password, and try again.",
    ),
    "broken-docx": (
        "这个 Word 文件已损坏或不完整，不能打开。请在 Word 或 WPS 中打开修复并另存为 .docx 再试。",
        (
            "This Word document is damaged or incomplete and cannot be opened. Open and repair it in "
            "Word or WPS, save it as .docx, and try again."
        ),
    ),
    "unsafe-docx": (
        "这个 Word 文件展开后过大，或含有文档中不应有的内容，为安全起见不读取。请把文字另存为 .txt 再试。",
        (
            "This Word document unpacks to far more than a readout, or holds what no document should; "
            "it is not read, to be safe. Save its text as .txt, and try again."
        ),
    ),
    "broken-pdf": (
        "这个 PDF 文件已损坏或不完整，不能打开。请重新导出 .pdf，或另存为 .docx 再试。",
        (
            "This PDF is damaged or incomplete and cannot be opened. Export it again, or save it as "
            ".docx, and try again."
        ),
    ),
    "many-pages": (
        "这个 PDF 超过 {limit} 页，会议通稿不会这么长。请只提交通稿所在的几页。",
        (
            "This PDF has more than {limit} pages, which no readout has. "
            "Give only the pages of the readout."
        ),
    ),
    "scan": (
        "这个 PDF 是扫描件，里面只有图像，没有文字。请先做文字识别（OCR），或提交 Word、文本版。",
        (
            "This PDF is a scan: it holds pictures of pages and no text. Have it recognised (OCR), "
            "or give the Word or text version."
        ),
    ),
    "garbled-pdf": (
        "这个 PDF 中的文字没有正确的编码，提取出来是乱码。请提交 Word、文本版，或先做文字识别（OCR）。",
        (
            "The letters in this PDF carry no usable encoding, so that its text comes out garbled. "
            "Give the Word or text version, or have it recognised (OCR)."
        ),
    ),
    "no-text": (
        "文件可以打开，但里面没有文字。",
        "The file opens, but there is no text in it.",
    ),
    "broken-html": (
        "这个网页文件不能解析。请在浏览器中打开，把正文复制到 .txt 文件再试。",
        (
            "This web page cannot be taken apart. Open it in a browser, copy the article into a .txt "
            "file, and try again."
        ),
    ),
    "broken-file": (
        "读取这个文件时出错，文件可能已损坏。请重新保存，或把正文复制到 .txt 文件再试。",
        (
            "The file could not be read; it may be damaged. Save it again, or copy its text into a "
            ".txt file, and try again."
        ),
    ),
    "too-slow": (
        "读取这个文件用时过长，已停止。请只提交通稿本身，或把正文复制到 .txt 文件再试。",
        (
            "Reading the file took too long and was stopped. Give only the readout itself, or copy its "
            "text into a .txt file, and try again."
        ),
    ),
    "too-much-memory": (
        "读取这个文件占用内存过多，已停止。请只提交通稿本身，或把正文复制到 .txt 文件再试。",
        (
            "Reading the file took too much memory and was stopped. Give only the readout itself, or "
            "copy its text into a .txt file, and try again."
        ),
    ),
    "worker-lost": (
        "读取时进程意外中止（可能是内存不足）。请单独读取这个文件再试。",
        (
            "The process that read the file ended unexpectedly, perhaps for want of memory. "
            "Try this file by itself."
        ),
    ),
    "internal-error": (
        "读取时程序出错（{reason}）。请把这句话连同文件报告给维护人员。",
        (
            "The program failed while reading ({reason}). "
            "Please report this sentence, with the file, to the maintainers."
        ),
    ),
    "sandbox-failed": (
        "服务器现在不能启动读取文件的进程（{reason}），请稍后再试。",
        "The server cannot start the process that reads files now ({reason}). Try again later.",
    ),
    "no-prose": (
        "文件里没有成句的文字，无法按会议通稿读取。",
        "There are no words in the file, so that it cannot be read as a readout.",
    ),
    "other-language": (
        "文字既不是中文也不是英文。目前只能读取中文和英文的会议通稿。",
        "The text is neither in Chinese nor in English, the two languages that are read.",
    ),
    "no-readout": (
        "文字可以读取，但不像会议通稿：没有找到会议、议题、出席人员，也没有找到工作要求。",
        (
            "The text can be read but is no readout: no meeting, agenda, attendees or demands for "
            "action were found in it."
        ),
    ),
    "missing-file": ("找不到这个文件。", "There is no such file."),
    "folder": ("这是文件夹，请给出其中的文件。", "This is a folder; name the files in it."),
    "no-permission": ("没有权限读取这个文件。", "You have no permission to read this file."),
    "unreadable-file": (
        "系统无法读取这个文件（{reason}）。",
        "The system cannot read this file ({reason}).",
    ),
    "unwritable-file": (
        "无法写入输出文件（{reason}）。",
        "The output file cannot be written ({reason}).",
    ),
    "xlsx-to-terminal": (
        "xlsx 是文件格式，不能显示在终端上。请用 --output 给出文件名。",
        "An xlsx workbook cannot be shown in a terminal. Name a file with --output.",
    ),
}


def refusal(code: str, **words: object) -> ReadoutError:
    """Give the error of this code, with ``words`` put into its sentences."""
    zh, en = SENTENCES[code]
    return ReadoutError(code, zh=zh.format(**words), en=en.format(**words))
