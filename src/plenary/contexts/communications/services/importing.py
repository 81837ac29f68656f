"""Brings a published page in as a draft: headline, text, day, source and topics, its spacing tidied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys, policies
from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.errors import Twin
from plenary.contexts.communications.models import Origin, Page, Topic
from plenary.contexts.communications.selectors import likeness
from plenary.contexts.communications.services.writing import PageGiven, keep_new, refuse_address
from plenary.kernel.audit.recording import authorise, record
from plenary.kernel.documents.enums import DocumentKind, Release
from plenary.kernel.documents.services import keep_document, keep_file
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations import selectors as organisations
from plenary.readout import Published, ReadoutError, held_on, published
from plenary.readout.language import script
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.characters import plain
from plenary.shared.errors import Refused

KINDS = (PageKind.NEWS, PageKind.NOTICE, PageKind.STATIC)
LONGEST = 400_000
"""Characters of a text with all that stands around it on its page."""


@dataclass(frozen=True, slots=True)
class SideBrought:
    """One language as it was published: its text, its address, the file that it came in, and a headline where a person gives one."""

    text: str
    url: str = ""
    file_name: str = ""
    data: bytes = b""
    title: str = ""


@transaction.atomic
def import_page(
    *,
    actor: Actor,
    kind: str,
    sides: Mapping[str, SideBrought],
    source_unit_id: int | None = None,
    topic_ids: Sequence[int] = (),
    is_another: bool = False,
    held: dt.date | None = None,
) -> Page:
    """Make a draft of a page that was published elsewhere, in one language or both.

    It tells of the day ``held``, else news of the one that its first paragraphs name. The very text, its address, its printed day and source are kept with it. Refused, with nothing
    kept, for a text without words or paragraphs, or without a headline where nobody gives one, one in the other language, one that is
    too long, an address that is none, a secrecy marking; and, as ``Twin`` with the pages, where one
    with this title, day, address or nearly this text is there and nobody said that it is another.
    """
    authorise(actor, policies.can_write)
    if kind not in KINDS:
        raise Refused(_("Choose what kind of page this is."))
    if not sides:
        raise Refused(_("Give the text of at least one of the two languages."))
    read = {lang: _read(lang, side) for lang, side in sides.items()}
    if held and kind == PageKind.STATIC:
        sentence = _("A page of this kind tells of no day: leave this empty.")
        raise Refused(sentence, fields={"held_on": sentence})
    given = _given(actor, read, source_unit_id, topic_ids)
    given = replace(
        given,
        held_on=held or (_held(read) if kind == PageKind.NEWS else None),
        original_url=next((side.url for side in sides.values() if side.url), ""),
        original_on=_first_day(read),
    )
    page = Page(kind=kind, **_texts(given))
    _refuse_alike(page, sides, read, is_another=is_another)
    page = keep_new(actor, page, replace(given, is_another=is_another))
    for lang, side in sides.items():
        _keep_origin(actor, page, lang, side, read[lang])
    return page


def _read(lang: str, side: SideBrought) -> Published:
    field = f"text_{lang}"
    if len(side.text) > LONGEST:
        sentence = _("This is longer than %(most)d characters.") % {"most": LONGEST}
        raise Refused(sentence, fields={field: sentence})
    refuse_secrecy(side.text, side.title)
    refuse_address(side.url, f"url_{lang}")
    try:
        found = published(side.text, Lang(lang).value)  # type: ignore[arg-type] # the values are these
        is_other = script(side.text) != lang
    except ReadoutError as error:
        sentence = error.sentence("zh" if (get_language() or "").startswith("zh") else "en")
        raise Refused(sentence, fields={field: sentence}) from None
    if is_other:
        sentence = (
            _("This is not a Chinese text. Put it into the field of its language.")
            if lang == Lang.ZH
            else _("This is not an English text. Put it into the field of its language.")
        )
        raise Refused(sentence, fields={field: sentence})
    if not found.paragraphs:
        sentence = _(
            "No headline with a text below it was found. Give the headline on a line of its own."
        )
        raise Refused(sentence, fields={field: sentence})
    return _with_headline(found, lang, side.title)


def _with_headline(found: Published, lang: str, given: str) -> Published:
    """Give the page with the headline that a person gave, else with its own; refused where there is none."""
    title = keys.tidy_line(given) or found.title
    if not title:
        sentence = _("This text begins without a headline. Write one here.")
        raise Refused(sentence, fields={f"title_{lang}": sentence})
    return replace(found, title=title)


def _given(
    actor: Actor, read: Mapping[str, Published], unit_id: int | None, topic_ids: Sequence[int]
) -> PageGiven:
    titles = {lang: one.title for lang, one in read.items()}
    bodies = {lang: "\n\n".join(one.paragraphs) for lang, one in read.items()}
    printed = [topic for one in read.values() for topic in one.topics]
    return PageGiven(
        title_zh=titles.get("zh", ""),
        title_en=titles.get("en", ""),
        body_zh=bodies.get("zh", ""),
        body_en=bodies.get("en", ""),
        source_side=Lang.ZH if Lang.ZH in read else Lang.EN,
        source_unit_id=_unit_named(actor, [one.source for one in read.values()]) or unit_id,
        topic_ids=sorted({*topic_ids, *_topics_named(printed)}),
    )


def _held(read: Mapping[str, Published]) -> dt.date | None:
    """Give the one day that the beginnings name; none where the languages name different ones."""
    named = {held_on(one, Lang(lang).value) for lang, one in read.items()} - {""}  # type: ignore[arg-type] # the values are these
    return _day(named.pop()) if len(named) == 1 else None


def _first_day(read: Mapping[str, Published]) -> dt.date | None:
    printed = [day for one in read.values() if (day := _day(one.on))]
    return min(printed) if printed and min(printed) <= clock.today() else None


def _texts(given: PageGiven) -> dict[str, str]:
    return {name: getattr(given, name) for name in ("title_zh", "title_en", "body_zh", "body_en")}


def _refuse_alike(
    page: Page,
    sides: Mapping[str, SideBrought],
    read: Mapping[str, Published],
    *,
    is_another: bool,
) -> None:
    days = [day for one in read.values() if (day := _day(one.on))]
    found = likeness.alike(page, [side.url for side in sides.values()], days)
    if not found or is_another:
        return
    raise Twin(
        _("This may be here already. Look at the pages below; nothing has been made."),
        page_ids=[one.page.pk for one in found],
        why={one.page.pk: one.why for one in found},
        is_certain=any(one.is_certain for one in found),
    )


def _keep_origin(actor: Actor, page: Page, lang: str, side: SideBrought, read: Published) -> None:
    file = (
        keep_file(actor=actor, data=side.data, name=side.file_name, text=side.text)
        if side.data
        else None
    )
    document, _is_new = keep_document(
        actor=actor,
        kind=DocumentKind.OTHER,
        lang=lang,
        text=plain(side.text),
        title=read.title,
        file=file,
        file_name=side.file_name,
        origin=side.url,
        issued_on=_day(read.on),
        release=Release.INTERNAL,
    )
    made = Origin.objects.create(
        page=page,
        lang=lang,
        url=side.url,
        published_on=_day(read.on),
        source_name=read.source[:300],
        document=document,
        brought_at=clock.now(),
    )
    record(actor=actor, action="communications.page.brought_in", subject=made)


def _day(printed: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(printed)
    except ValueError:
        return None
    return day if clock.EARLIEST <= day <= clock.LATEST else None


def _unit_named(actor: Actor, names: Iterable[str]) -> int | None:
    """Give the one unit that bears a printed name, long or short, in either language."""
    asked = {keys.title_key(name) for name in names} - {""}
    found = {
        pk
        for pk, *every in organisations.visible_to(actor).values_list(
            "pk", "name_zh", "name_en", "short_zh", "short_en"
        )
        if asked.intersection(map(keys.title_key, every))
    }
    return found.pop() if len(found) == 1 else None


def _topics_named(printed: Iterable[str]) -> list[int]:
    asked = {keys.title_key(name) for name in printed} - {""}
    rows = Topic.objects.values_list("pk", "name_zh", "name_en") if asked else []
    return [pk for pk, *names in rows if asked.intersection(map(keys.title_key, names))]
