"""A meeting's pack for one reader: one .pdf with bookmarks, and one .zip with it and every file."""

from __future__ import annotations

import datetime as dt
import io
import re
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from plenary.contexts.governance.enums import OpinionState
from plenary.contexts.governance.exports.office_files import pdf_of_docx
from plenary.contexts.governance.exports.pack_apart import NotSet, set_apart
from plenary.contexts.governance.exports.pdf import chinese_fonts, font_folder
from plenary.contexts.governance.models import Meeting, Opinion, Paper, PaperVersion
from plenary.contexts.governance.selectors.agendas import deadlines
from plenary.contexts.governance.selectors.agendas.packs import Bound
from plenary.kernel.documents import filing, sorting
from plenary.shared import clock

__all__ = ["NotSet", "TooLarge", "pack_files"]

LONGEST = 300_000
"""Characters of a text that are set in the .pdf; a longer one is bound in the .zip alone."""
MOST_BYTES = 400 * 1024 * 1024
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
Language = Literal["zh", "en"]


class TooLarge(Exception):
    """The papers together are more than a pack may hold."""


def pack_files(
    meeting: Meeting, bound: Sequence[Bound], *, lang: Language, number: int, reader: str
) -> tuple[bytes, bytes, list[str]]:
    """Give the .pdf, the .zip, and the names of the files that are in the .zip alone.

    Raises ``TooLarge`` and ``NotSet``; ``Refused`` where no Chinese font is installed.
    """
    every = [pair for one in bound for pair in one.papers]
    if sum(version.file.size for _paper, version in every) > MOST_BYTES:
        raise TooLarge
    contents = {version.pk: _content(version) for _paper, version in every}
    with override("zh-hans" if lang == "zh" else "en"), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        papers = [
            _laid(folder, one, paper, version, content=contents[version.pk], lang=lang)
            for one in bound
            for paper, version in one.papers
        ]
        pack = _words(meeting, bound, lang, number, reader)
        pack["papers"] = [paper for paper in papers if paper["kind"] != "apart"]
        made = set_apart(folder, pack, font_folder())
    left = {*made.apart, *(paper["file"] for paper in papers if paper["kind"] == "apart")}
    apart = [paper["name"] for paper in papers if paper["file"] in left]
    return made.pdf, _zip(meeting, bound, made.pdf, contents, lang), apart


def _content(version: PaperVersion) -> bytes:
    with filing.open_file(version.file.sha256) as file:
        return bytes(file.read())


def _laid(
    folder: Path,
    bound: Bound,
    paper: Paper,
    version: PaperVersion,
    *,
    content: bytes,
    lang: Language,
) -> dict[str, Any]:
    """Lay a paper's file into the folder and say how it is bound: as pages, picture, text, or not."""
    kind = version.file.media_type
    endings = {sorting.PDF: "pdf", sorting.DOCX: "docx", "image/png": "png", "image/jpeg": "jpg"}
    file = folder / f"{version.pk}.{endings.get(kind, 'bin')}"
    laid: dict[str, Any] = {
        "kind": "apart",
        "item": f"{bound.item.number}. {_side(bound.item, 'text', lang)}",
        "title": _side(paper, "title", lang),
        "name": version.file_name,
    }
    if kind in endings:
        file.write_bytes(content)
        laid["kind"] = "image" if kind.startswith("image/") else "pdf"
        if kind == sorting.DOCX:
            converted = pdf_of_docx(file)
            laid["kind"] = "pdf" if converted else "apart"
            file = converted or file
    elif kind in {sorting.TEXT, sorting.HTML} and len(version.text) <= LONGEST:
        laid |= {"kind": "text", "lines": version.text.splitlines()}
    return {**laid, "file": file.name}


def _words(
    meeting: Meeting, bound: Sequence[Bound], lang: Language, number: int, reader: str
) -> dict[str, Any]:
    song, hei = chinese_fonts()
    today = clock.today()
    cover = [meeting.held_on.isoformat()] if meeting.held_on else []
    cover.append(_("Agenda, version %(number)s") % {"number": number})
    return {
        "lang": lang,
        "song": song,
        "hei": hei,
        "title": _side(meeting, "title", lang),
        "body": _side(meeting.body, "name", lang),
        "cover": cover,
        "notes": [
            _("Bound for %(reader)s on %(day)s.") % {"reader": reader, "day": today.isoformat()},
            _("Holds what this reader may read. Not to be passed on."),
        ],
        "agenda_word": _("Agenda"),
        "opinions_word": _("Opinions of co-operating units"),
        "items": [_item(one, lang, today) for one in bound],
    }


def _item(bound: Bound, lang: Language, today: dt.date) -> dict[str, Any]:
    item, topic = bound.item, bound.topic
    facts = [str(item.get_kind_display())]
    if topic is not None and topic.unit is not None:
        facts.append(_side(topic.unit, "name", lang))
    if topic is not None and deadlines.is_late(topic):
        facts.append(pgettext("topic", "Late"))
    here = _side(item, "text", lang)
    both = item.text_zh and item.text_en
    return {
        "number": item.number,
        "text": here,
        "other": (item.text_en if lang == "zh" else item.text_zh) if both else "",
        "facts": " · ".join(facts),
        "papers": [
            " · ".join(
                [
                    _side(paper, "title", lang),
                    _("version %(number)s") % {"number": version.number},
                    str(paper.get_access_display()),
                    version.file_name,
                ]
            )
            for paper, version in bound.papers
        ],
        "opinions": [_opinion(one, lang, today) for one in bound.opinions],
    }


def _opinion(opinion: Opinion, lang: Language, today: dt.date) -> str:
    state = opinion.state_on(today)
    said = opinion.get_answer_display() if opinion.answer else state.label
    parts = [_side(opinion.unit, "name", lang), str(said)]
    if state == OpinionState.LATE:
        parts.append(str(state.label))
    words = _side(opinion, "text", lang) if opinion.answer else ""
    return " · ".join(parts) + (f" – {words}" if words else "")


def _side(record: Any, field: str, lang: Language) -> str:
    zh, en = getattr(record, f"{field}_zh"), getattr(record, f"{field}_en")
    return str((zh or en) if lang == "zh" else (en or zh))


def _zip(
    meeting: Meeting,
    bound: Sequence[Bound],
    pdf: bytes,
    contents: dict[int, bytes],
    lang: Language,
) -> bytes:
    """Give the .zip: the .pdf, and a folder for each item with its papers' files as they came."""
    data = io.BytesIO()
    moment = clock.now().timetuple()[:6]
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        title = _safe(_side(meeting, "title", lang))
        archive.writestr(zipfile.ZipInfo(f"{title}.pdf", moment), pdf, zipfile.ZIP_STORED)
        for one in bound:
            folder = f"{one.item.number:02d} {_safe(_side(one.item, 'text', lang))}"
            for place, (paper, version) in enumerate(one.papers, start=1):
                ending = _NOT_IN_A_NAME.sub("", Path(version.file_name).suffix)[:10]
                name = f"{place:02d} {_safe(_side(paper, 'title', lang))} v{version.number}"
                entry = zipfile.ZipInfo(f"{folder}/{name}{ending}", moment)
                archive.writestr(entry, contents[version.pk], zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _safe(name: str) -> str:
    """Give a name that every system takes for a file or folder, and that leads out of none."""
    return _NOT_IN_A_NAME.sub(" ", name).strip(" .")[:60].strip() or "_"
