"""Spreadsheets made for tests."""

import io

import xlsxwriter

from plenary.kernel.documents.spreadsheets import Upload


def xlsx(**sheets):
    """A workbook: each sheet's rows as lists of cells; a cell may be a (formula, value) pair."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                _write(page, number, at, cell, day)
    book.close()
    return data.getvalue()


def _write(page, number, at, cell, day):
    if isinstance(cell, tuple):
        page.write_formula(number, at, cell[0], value=cell[1])
    elif hasattr(cell, "isoformat"):
        page.write_datetime(number, at, cell, day)
    elif cell is not None:
        page.write(number, at, cell)


def upload(name="directory.xlsx", **sheets):
    """A workbook as it is handed in."""
    return [Upload(name, xlsx(**sheets))]


UNITS = [["code", "name_en", "parent"], ["trade", "Trade Bureau", ""], ["ports", "Ports", "trade"]]
WHOLE = {
    "bodies": [
        ["code", "name_en", "member units", "former names"],
        ["fac", "Committee", "trade; ports", "老委员会; Old Committee"],
    ],
    "units": UNITS,
    "posts": [["organisation", "title_en", "abolished on"], ["trade", "Director", ""]],
    "holders": [
        ["organisation", "post", "name_en", "since", "until"],
        ["trade", "Director", "Li Mou", "2024-01-02", ""],
        ["trade", "Director", "Wang Mou", "2020-01-02", "2024-01-01"],
    ],
    "accounts": [
        ["email", "name", "role", "unit", "post"],
        ["li@example.org", "Li", "unit", "trade", ""],
        ["li@example.org", "", "leader", "", "Director"],
    ],
}
"""Something of everything."""
