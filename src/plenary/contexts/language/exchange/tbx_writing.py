"""Writes TBX-Basic (ISO 30042:2019, categories as attributes), piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from plenary.contexts.language.exchange.entry import Entry, Name
from plenary.contexts.language.exchange.status import Status
from plenary.contexts.language.exchange.tbx_reading import OWN, SUPERSEDED

STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "accepted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><sourceDesc><p>{source}</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
"""
_TAIL = "</body></text>\n</tbx>\n"


def pieces_of_tbx(
    lines: Iterable[tuple[Entry, Status]], *, title: str, source: str
) -> Iterator[str]:
    """Give the file piece by piece; a file of TBX has at least one entry.

    What TBX-Basic has no category for stands in notes that begin with ``plenary:``. The preferred
    name of an entry out of use is marked as superseded, so that no other tool takes it for valid.
    """
    yield _HEAD.format(title=escape(title), source=escape(source))
    for number, (entry, status) in enumerate(lines, start=1):
        yield _concept(number, entry, status)
    yield _TAIL


def _concept(number: int, entry: Entry, status: Status) -> str:
    parts = [f'<conceptEntry id="c{number}">']
    parts += _if(entry.domain, '<descrip type="subjectField">', "</descrip>")
    parts += _if(entry.source, '<admin type="source">', "</admin>")
    kept = {
        "code": entry.code,
        "valid-from": entry.valid_from,
        "valid-to": entry.valid_to,
        "source-date": entry.source_on,
        **{key.replace("_", "-"): text for key, text in status.to_json().items()},
    }
    is_own = entry.note.startswith(OWN)
    kept["remark"] = entry.note if is_own else ""
    kept["definition-zh"] = "" if _has_names(entry, "zh") else entry.definition_zh
    kept["definition-en"] = "" if _has_names(entry, "en") else entry.definition_en
    for key, value in kept.items():
        parts += _if(value, f"<note>{OWN}{key}=", "</note>")
    parts += _if("" if is_own else entry.note, "<note>", "</note>")
    for side, lang in (("zh", "zh-Hans"), ("en", "en")):
        parts += _language(entry, side, lang, is_retired=status.is_retired)
    parts.append("</conceptEntry>\n")
    return "".join(parts)


def _has_names(entry: Entry, side: str) -> bool:
    return bool(getattr(entry, f"name_{side}")) or any(name.side == side for name in entry.names)


def _language(entry: Entry, side: str, lang: str, *, is_retired: bool) -> list[str]:
    preferred = str(getattr(entry, f"name_{side}"))
    names = [Name(side, preferred, "preferred")] if preferred else []
    names += [name for name in entry.names if name.side == side]
    if not names:
        return []
    definition = str(getattr(entry, f"definition_{side}"))
    parts = [f'<langSec xml:lang="{lang}">']
    parts += _if(definition, '<descrip type="definition">', "</descrip>")
    for name in names:
        parts.append(f"<termSec><term>{escape(name.text)}</term>")
        is_past = is_retired and name.standing == "preferred"
        word = SUPERSEDED if is_past else STATUS[name.standing]
        parts.append(f'<termNote type="administrativeStatus">{word}</termNote>')
        if name.standing == "preferred":
            parts += _if(entry.profile, '<admin type="customerSubset">', "</admin>")
        parts += _if(name.reason, "<note>", "</note>")
        parts.append("</termSec>")
    return [*parts, "</langSec>"]


def _if(text: str, before: str, after: str) -> list[str]:
    return [before, escape(text), after] if text else []
