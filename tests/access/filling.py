"""With which of the house's records an address is filled in: by what stands before its number."""

import re

RECORDS = {
    "accounts/all/": "another account",
    "agenda/": "item",
    "agendas/": "agenda version",
    "asked/": "lead unit",
    "bodies/": "committee",
    "chains/requirement/": "requirement",
    "decision/": "decision",
    "directory/": "unit",
    "directory/import/": "directory import",
    "documents/": "internal text",
    "duties/asks/": "declined duty",
    "extensions/": "extension",
    "holding/": "holding",
    "images/": "photo",
    "instructions/": "instruction",
    "invitations/": "invitation",
    "invitations/replies/": "received mail",
    "lists/": "list",
    "lists/files/": "list import",
    "meetings/": "meeting",
    "meetings/papers/": "committee paper",
    "meetings/public/": "public text",
    "meetings/public/paper/": "version of a committee paper",
    "newsroom/pages/": "draft page",
    "newsroom/reports/": "reader's report",
    "opinions/": "opinion",
    "packs/": "pack",
    "person/": "person",
    "places/": "place",
    "plans/": "plan",
    "post/": "post",
    "readings/": "reading",
    "reports/": "report",
    "requirements/": "requirement",
    "sheets/": "slip",
    "statements/": "statement",
    "suggestions/": "suggestion",
    "tasks/": "task",
    "terms/": "draft term",
    "terms/import/": "import of terms",
    "themes/": "theme",
    "topics/": "topic",
    "translations/": "text to translate",
    "translations/files/": "translator's file",
    "units/": "lead unit",
    "webhooks/": "webhook",
}
CHOICES = {
    "asked/*/": "all",
    "chains/": "requirement",
    "coverage/": "requirements",
    "export/": "units",
    "list.": "xlsx",
    "measures/": "x.y",
    "pack.": "pdf",
    "preview/": "en",
    "report.": "zh",
    "sheet.": "zh",
    "sheets.": "zh",
    "tasks.": "csv",
    "terms.": "csv",
    "themes/*/": "up",
    "asked.": "csv",
    "versions/": 1,
    "report.zh.": "docx",
    "sheet.zh.": "docx",
}
"""What is no record's number: a choice of the address's own."""
INSTEAD = {
    "meetings/<int:pk>/agenda/": "coming meeting",
    "meetings/<int:pk>/convening/": "coming meeting",
    "meetings/<int:pk>/agenda/changes/": "coming meeting",
    "meetings/<int:pk>/agenda/versions/<int:number>/": "coming meeting",
    "reports/<int:pk>/compare/": "correction",
}
"""Addresses about one record of their kind in particular."""
IMAGE = (lambda house: house["photo"].key, lambda _house: "300.jpg")
"""A photo's sizes are named by its key."""


def filled(house, address):
    """Give the path with the house's records in it; fails for an address of a kind not yet known."""
    path = f"/{address.route}"
    for name in address.parameters:
        found = re.search(rf"<(?:\w+:)?{name}>", path)
        before = path[: found.start()]
        path = before + str(_meant(house, address, before)) + path[found.end() :]
    return path


def _meant(house, address, before):
    if address.route in INSTEAD and before.count("/") == 2:
        return house[INSTEAD[address.route]].pk
    if address.name == "communications:image-size" and "images" in before:
        return IMAGE[before.count("/") - 5](house)
    plain = re.sub(r"(?<=/)\d+(?=/)", "*", before)
    parts = plain.split("/")
    for number in range(1, len(parts)):
        key = "/".join(parts[number:])
        if key in RECORDS:
            return house[RECORDS[key]].pk
        if key in CHOICES:
            return CHOICES[key]
    raise LookupError(f"The matrix does not know what stands in {address.route} after {before}.")
