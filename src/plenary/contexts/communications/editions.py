"""What is frozen beside the words of an edition: its facts, in plain values that need no look-up."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.utils import timezone

from plenary.contexts.communications import licences, markup
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import Attachment, Edition, Page, PageSide
from plenary.contexts.communications.selectors import images
from plenary.contexts.communications.told import facts_of_kind, people_of
from plenary.kernel.documents import sorting

FORMATS = {
    sorting.PDF: "PDF",
    sorting.DOCX: "DOCX",
    sorting.XLSX: "XLSX",
    sorting.TEXT: "TXT",
}
"""The kinds of file that may go out with a page, and their words; a picture goes out as a photo."""


def html_of(body: str, lang: str, kind: str = "") -> str:
    """Give the body as it is shown in its language; a guide's sections are led to from its contents."""
    shown = markup.html(body, lang)
    return str(markup.with_anchors(shown) if kind == PageKind.GUIDE else shown)


def facts_of(
    page: Page, side: PageSide, earlier: list[Edition], moment: dt.datetime
) -> dict[str, Any]:
    """Give the facts of a side that is published at this moment."""
    unit = page.source_unit
    return {
        "index": page.index,
        "hub": page.hub_of.key if page.hub_of else "",
        "held_on": page.held_on.isoformat() if page.held_on else "",
        "author_zh": page.author_zh,
        "author_en": page.author_en,
        **(licences.facts(page.licence) if page.licence else {}),
        "unit_zh": unit.name_zh if unit else "",
        "unit_en": unit.name_en if unit else "",
        "topics": [[topic.key, topic.name_zh, topic.name_en] for topic in page.topics.all()],
        "images": images.facts(page),
        "files": [_file(one) for one in page.attachments.select_related("file")],
        "corrections": _corrections(earlier, side, moment),
        "is_illustrative": page.is_illustrative,
        "origin": _origin(page, side.lang),
        **facts_of_kind(page, side.lang),
    }


def differs(page: Page, side: PageSide) -> bool:
    """Say whether a side that has been public would say anything else now than it last did.

    What every publication has of its own, the note of its correction, is left out.
    """
    last = page.editions.filter(lang=side.lang).order_by("-number").first()
    if last is None:
        return True
    words = [getattr(page, f"{name}_{side.lang}") for name in ("title", "summary", "body")]
    now = [*words, page.part_of_id, people_of(page), facts_of(page, side, [], last.published_at)]
    was = [last.title, last.summary, last.body, last.part_of_id, last.people, last.facts]
    return _comparable(now) != _comparable(was)


def _comparable(said: list[Any]) -> str:
    *words, facts = said
    kept = {name: one for name, one in facts.items() if name != "corrections"}
    return json.dumps([*words, kept], ensure_ascii=False, sort_keys=True)


def _file(attachment: Attachment) -> dict[str, Any]:
    return {
        "sha256": attachment.file.sha256,
        "name": attachment.file_name,
        "zh": attachment.name_zh,
        "en": attachment.name_en,
        "size": attachment.file.size,
        "type": attachment.file.media_type,
        "format": FORMATS.get(attachment.file.media_type, ""),
        "author_zh": attachment.author_zh,
        "author_en": attachment.author_en,
        **licences.facts(attachment.licence),
    }


def _origin(page: Page, lang: str) -> dict[str, str]:
    """Give where and when a page stood before: as it was brought in in its own language, else as it says."""
    found = page.origins.filter(lang=lang).first()
    url = (found.url if found else "") or page.original_url
    day = (found.published_on if found else None) or page.original_on
    if found is None and not url and day is None:
        return {}
    source = found.source_name if found else ""
    return {"url": url, "on": day.isoformat() if day else "", "source": source}


def _corrections(earlier: list[Edition], side: PageSide, moment: dt.datetime) -> list[list[str]]:
    """Give the notes of all corrections, the latest first, each with its day."""
    notes = [(edition.published_at, edition.note) for edition in earlier if edition.note]
    if side.note:
        notes.append((moment, side.note))
    return [[timezone.localtime(at).date().isoformat(), note] for at, note in sorted(notes)[::-1]]
