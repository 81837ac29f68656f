"""What readers would see change if a language went out as it stands now, against what they read last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plenary.contexts.communications.addresses import CODES
from plenary.contexts.communications.editions import differs, facts_of
from plenary.contexts.communications.enums import EventState
from plenary.contexts.communications.models import Edition, Page, PageSide
from plenary.contexts.communications.selectors.desk.changes import Changed, changed, compared
from plenary.contexts.communications.told import people_of
from plenary.shared.stretches import Stretch, stretches
from plenary.shared.written import local_day, written_day, written_span

WORDS = ("title", "summary", "body")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page that changes: its sentences or lines that differ, each marked."""

    name: str
    pieces: list[list[Stretch]]


@dataclass(frozen=True, slots=True)
class SideDifference:
    """A language: what of it changes, and whether anything does that words cannot show, such as a photo."""

    side: PageSide
    is_first: bool
    parts: list[Part]
    is_more: bool


def differences(page: Page, sides: list[PageSide]) -> list[SideDifference]:
    """Give what changes in each of these languages for those who read the page; of a new page nothing."""
    return [_difference(page, side) for side in sides]


def _difference(page: Page, side: PageSide) -> SideDifference:
    last = page.editions.filter(lang=side.lang).order_by("-number").first()
    if last is None:
        return SideDifference(side, is_first=True, parts=[], is_more=False)
    facts = facts_of(page, side, [], last.published_at)
    parts = [one for one in (*_words(page, last), *_facts(page, facts, last)) if one.pieces]
    is_more = _unsaid(facts) != _unsaid(last.facts) or (not parts and differs(page, side))
    return SideDifference(side, is_first=False, parts=parts, is_more=is_more)


def _words(page: Page, last: Edition) -> Iterator[Part]:
    lang = last.lang
    named = (_("Title"), pgettext("field", "Summary"), pgettext("field", "Text"))
    for field, name in zip(WORDS, named, strict=True):
        now = getattr(page, f"{field}_{lang}")
        yield _part(name, compared(getattr(last, field), now, lang), lang)


def _unsaid(facts: dict[str, Any]) -> tuple[list[str], list[str], bool]:
    """Give what no line says: which photos and files there are, and whether it is an example."""
    photos = [one["key"] for one in facts["images"]]
    files = [one["sha256"] for one in facts["files"]]
    return photos, files, bool(facts.get("is_illustrative"))


def _facts(page: Page, facts: dict[str, Any], last: Edition) -> Iterator[Part]:
    lang = last.lang
    was = _told(last.facts, last.people, lang)
    now = _told(facts, people_of(page), lang)
    for name, lines in now.items():
        yield _part(name, changed(was[name], lines), lang)
    hubs = [[getattr(hub, f"title_{lang}")] if hub else [] for hub in (last.part_of, page.part_of)]
    yield _part(_("Belongs to the event"), changed(*hubs), lang)


def _part(name: str, found: list[Changed], lang: str) -> Part:
    return Part(name, [stretches(one.then, one.now, lang=lang) for one in found])


def _told(facts: dict[str, Any], people: list[dict[str, str]], lang: str) -> dict[str, list[str]]:
    """Give in lines what a page tells beside its words."""
    held, origin = facts.get("held_on"), facts.get("origin") or {}
    told = {
        pgettext("page", "Held on"): [
            written_day(held, lang) if held and not facts.get("event") else ""
        ],
        _("Source"): [_word(facts, "unit", lang)],
        pgettext("field", "Author"): [_word(facts, "author", lang)],
        _("Licence"): [_word(facts, "licence", lang)],
        _("First published"): [
            written_day(origin["on"], lang) if origin.get("on") else "",
            origin.get("url", ""),
        ],
        pgettext("portal", "Topics"): [
            zh if lang == "zh" else en for _key, zh, en in facts["topics"]
        ],
        _("Photos"): [_joined(one, ("alt", "credit", "licence"), lang) for one in facts["images"]],
        _("Attachments"): [_file(one, lang) for one in facts["files"]],
        pgettext("page", "Event"): list(_event(facts, lang)),
        pgettext("event", "Programme"): [_item(one, lang) for one in facts.get("programme", [])],
        pgettext("field", "People"): list(_people(facts, people, lang)),
    }
    return {name: [line for line in lines if line] for name, lines in told.items()}


def _event(facts: dict[str, Any], lang: str) -> Iterator[str]:
    if event := facts.get("event"):
        days = local_day(event["starts_on"]), local_day(event["ends_on"])
        yield (
            "".join(written_span(*days, lang)) if days[0] != days[1] else written_day(days[0], lang)
        )
        with translation.override(CODES[lang]):
            state = str(EventState(event["state"]).label)
        yield state
        yield _joined(facts["place"], ("name", "address"), lang)


def _item(one: dict[str, str], lang: str) -> str:
    hours = f"{written_day(one['on'], lang)} {one['starts']}" + (one["ends"] and f"–{one['ends']}")
    return f"{hours} {_joined(one, ('title', 'room'), lang)}"


def _people(facts: dict[str, Any], people: list[dict[str, str]], lang: str) -> Iterator[str]:
    for one in people:
        days = [
            written_day(one[name], lang) if one.get(name) else "" for name in ("since", "until")
        ]
        span = f"{days[0]} – {days[1]}".strip() if any(days) else ""
        yield " · ".join(filter(None, [_joined(one, ("title", "name"), lang), span]))
    yield from (_word(one, "name", lang) for one in facts.get("seats", []))
    if post := facts.get("post"):
        gone = post.get("abolished_on")
        yield " · ".join(
            filter(None, [_word(post, "name", lang), gone and written_day(gone, lang)])
        )


def _file(one: dict[str, Any], lang: str) -> str:
    name = one[lang] or one["zh"] or one["en"]
    kept = f"{name} · {one['format']}, {filesizeformat(one['size'])}"
    return " · ".join(filter(None, [kept, _joined(one, ("author", "licence"), lang)]))


def _joined(record: dict[str, str], names: tuple[str, ...], lang: str) -> str:
    return " · ".join(filter(None, (_word(record, name, lang) for name in names)))


def _word(record: dict[str, Any], name: str, lang: str) -> str:
    """Give a word that was frozen with both sides, else its other side, as readers get it."""
    other = "en" if lang == "zh" else "zh"
    return record.get(f"{name}_{lang}") or record.get(f"{name}_{other}") or ""
