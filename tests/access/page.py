"""The matrix as a page of the documents: written by ``make access``, and looked at by the test."""

from pathlib import Path

from tests.access.asking import FORBIDDEN, MAY, MISSING, SIGN_IN
from tests.access.roles import ROLES

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
SIGNS = {MAY: "●", FORBIDDEN: "○", MISSING: "·", SIGN_IN: "–", True: "●", False: "·"}
HEAD = """# Who sees and may do what

Written by `make access`; do not edit. It is what the code answered when each role asked it: every
kind of record, every service that somebody calls for somebody, every address that only reads (exports and
files among them), every operation of the API, and what each role's calendar feeds hold. `tests/access` fails when an answer changes, and when a
kind of record, a service or an address is added that is neither here nor named with a reason in
`tests/access/parts.py`. How it is made: `docs/decisions/0042-a-matrix-that-asks.md`.

| sign | answer |
|---|---|
| ● | seen; let in (a rule of the work may still hold it up: a date, a state, an empty field) |
| ○ | 403: the record may be seen, or there is none yet, but the role does not allow this |
| · | 404: answered like what does not exist |
| – | asked to sign in, or for a token |

The units are what they are to the records below: the *lead* unit of the task, the topic and most acts,
a *supporting* unit of the task, the *member* unit of the committee, and a *stranger* to all of them.
"""
SECTIONS = {
    "records": "Records: who sees them, and where the code says so",
    "search": "Search: who finds them",
    "feeds": "Calendar feeds: whose links hold them, of an account, of the lead unit and of the committee",
    "actions": "Actions: every service",
    "addresses": "Addresses that read: pages, exports, files",
    "operations": "Operations of the API",
    "writes": "Addresses that write, and the services that decide",
    "opened": "Addresses that need no account: what is public, or behind a secret of its own",
    "parts": "Kinds of record without a line above, and why",
}


def standing():
    """Give the sections of the page as it stands, by their headings."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = (part.partition("\n\n") for part in text.split("\n## ")[1:])
    return {title: told.rstrip() for title, _line, told in parts}


def sections(matrix):
    """Give the sections that these lines make, by their headings."""
    pairs = {
        "writes": ("address", "services"),
        "opened": ("address", "what it gives"),
        "parts": ("kind of record", "whoever sees what it belongs to sees it"),
    }
    return {
        SECTIONS[key]: listed(rows, *pairs[key]) if key in pairs else table(rows)
        for key, rows in matrix.items()
    }


def write(matrix):
    """Write these sections into the page and leave the others as they stand."""
    told = standing() | sections(matrix)
    ordered = [f"## {title}\n\n{told[title]}\n" for title in SECTIONS.values() if title in told]
    PAGE.write_text("\n".join([HEAD, *ordered]), encoding="utf-8")


def table(rows):
    """Give lines of the matrix as a table."""
    lines = [f"| | {' | '.join(ROLES)} | |", "|---|" + ":-:|" * len(ROLES) + "---|"]
    for row in rows:
        cells = " | ".join(SIGNS[row.answers[role]] for role in ROLES)
        lines.append(f"| {_plain(row.name)} | {cells} | {_plain(row.words)} |")
    return "\n".join(lines)


def listed(pairs, what, heading):
    """Give addresses or kinds of record, each with what is told of it."""
    lines = [f"| {what} | {heading} |", "|---|---|"]
    for name, told in pairs:
        words = told if isinstance(told, str) else ", ".join(sorted(told))
        lines.append(f"| {_plain(name)} | {_plain(words)} |")
    return "\n".join(lines)


def _plain(text):
    return text.replace("|", "\\|").replace("<", "&lt;")
