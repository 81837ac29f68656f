"""Files with lists of key tasks, made for tests."""

import io

import docx
import xlsxwriter

from plenary.kernel.documents.spreadsheets import Upload

HEAD = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限", "工作目标", "备注"]
ROWS = [
    [
        "1",
        "办好国际会展小镇推介会",
        "区商务局",
        "区文旅局、区外办",
        "6月底前",
        "签约不少于三项",
        "甲",
    ],
    ["2", "完成主要道路外语标识核查", "区城管委", "各街道", "第三季度", "", ""],
    ["3", "开展离境退税商店培训", "商务局", "", "全年", "不少于四期", "乙"],
]


def xlsx(rows, *, merged=(), sheet="清单", formulas=()):
    """A workbook of one sheet; ``merged`` holds (first row, column, last row, column, words), from 0."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            if cell not in {"", None}:
                page.write(number, at, cell)
    for one in merged:
        page.merge_range(*one)
    for number, at, formula, value in formulas:
        page.write_formula(number, at, formula, value=value)
    book.close()
    return data.getvalue()


def word(rows, *, before=("2025年重点任务清单",), merged=()):
    """A document with one table; ``merged`` holds pairs of places (row, column) that are one."""
    paper = docx.Document()
    for line in before:
        paper.add_paragraph(line)
    table = paper.add_table(rows=len(rows), cols=max(map(len, rows)))
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            table.cell(number, at).text = cell
    for one, other in merged:
        table.cell(*one).merge(table.cell(*other))
    data = io.BytesIO()
    paper.save(data)
    return data.getvalue()


def upload(rows, name="2025年重点任务清单.xlsx", **options):
    """A file as it is handed in."""
    make = word if name.endswith(".docx") else xlsx
    return Upload(name, make(rows, **options))


def paper_without_a_table():
    """A document of words alone."""
    paper = docx.Document()
    paper.add_paragraph("一、办好推介会")
    data = io.BytesIO()
    paper.save(data)
    return data.getvalue()
