"""Writes pages: makes and changes them; what is public stays as it is until the next publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys, policies
from plenary.contexts.communications.enums import Lang, LicenceKey, PageKind
from plenary.contexts.communications.models import FormerAddress, Page, PageSide, Topic
from plenary.contexts.communications.selectors import pages, records
from plenary.contexts.communications.services.base import back_to_draft, keep_sides, save_once, sign
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.text.enums import State
from plenary.kernel.text.selectors import states_of
from plenary.kernel.text.services import confirm_text
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

LONGEST = {
    "title_zh": 300,
    "title_en": 400,
    "summary_zh": 500,
    "summary_en": 800,
    "body_zh": 60_000,
    "body_en": 120_000,
    "author_zh": 120,
    "author_en": 200,
}
LONGEST_URL = 500
LINES = ("title_zh", "title_en", "summary_zh", "summary_en", "author_zh", "author_en")
OF_ORIGIN = ("original_url", "original_on", "licence")
SHARED = ("slug", "source_unit_id", "held_on", "part_of_id", *OF_ORIGIN)
BY_HAND = (PageKind.NEWS, PageKind.NOTICE, PageKind.HUB, PageKind.STATIC)
"""The kinds that are words alone; the others have services of their own."""


@dataclass(frozen=True, slots=True)
class PageGiven:
    """What a page says; an empty address is made from the English title."""

    title_zh: str = ""
    title_en: str = ""
    summary_zh: str = ""
    summary_en: str = ""
    body_zh: str = ""
    body_en: str = ""
    source_side: str = Lang.ZH
    source_unit_id: int | None = None
    topic_ids: Sequence[int] = ()
    held_on: dt.date | None = None
    slug: str = ""
    part_of_id: int | None = None
    author_zh: str = ""
    author_en: str = ""
    original_url: str = ""
    original_on: dt.date | None = None
    licence: str = ""
    is_another: bool = False
    """Said of a page whose text is nearly that of another one, which was shown."""


def given_of(page: Page) -> PageGiven:
    """Give what a page says as it stands, to be given again with changes."""
    return PageGiven(
        **{name: getattr(page, name) for name in LONGEST},
        source_side=page.source_side,
        source_unit_id=page.source_unit_id,
        topic_ids=tuple(topic.pk for topic in page.topics.all()),
        held_on=page.held_on,
        slug=page.slug,
        part_of_id=page.part_of_id,
        **{name: getattr(page, name) for name in OF_ORIGIN},
    )


@transaction.atomic
def make_page(
    *,
    actor: Actor,
    kind: str,
    given: PageGiven,
    hub_of_id: int | None = None,
    is_illustrative: bool = False,
) -> Page:
    """Make a page as a draft, with its one address.

    Refused without a title, for a title, text or address that another page has, and for a secrecy
    marking. What is more than words is made by the services of its kind (``make_readout``,
    ``kinds``). ``NotFound`` for a unit, topic or event that does not exist.
    """
    authorise(actor, policies.can_write)
    if kind not in BY_HAND:
        raise Refused(_("Choose what kind of page this is."))
    page = Page(kind=kind, hub_of_id=_hub_of(kind, hub_of_id), is_illustrative=is_illustrative)
    return keep_new(actor, page, given)


def keep_new(actor: Actor, page: Page, given: PageGiven) -> Page:
    """Write a new page with its sides, texts and audit row."""
    _fill(page, given)
    page.slug = _new_slug(page, given.slug)
    page.made_at = clock.now()
    sign(page, actor)
    save_once(page, is_another=given.is_another)
    page.topics.set(_topics(given.topic_ids))
    PageSide.objects.bulk_create(PageSide(page=page, lang=lang) for lang in Lang.values)

    record(actor=actor, action="communications.page.made", subject=page)
    keep_sides(actor, page)
    return page


@transaction.atomic
def edit_page(*, actor: Actor, page_id: int, seen_version: int | None, given: PageGiven) -> Page:
    """Change a page; a language whose words, or whose facts, have changed must be reviewed anew.

    Refused as making one is, and for other words than the record's where a page is made from a
    meeting's; once a page has been public, its address stays. ``Stale`` for a late save.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    before, topics = snapshot(page), set(page.topics.values_list("pk", flat=True))
    _fill(page, given)
    _refuse_retyped(page, before)
    page.slug = _kept_slug(page, given.slug)
    wanted = _topics(given.topic_ids)
    changed = _changed_langs(page, before, {topic.pk for topic in wanted} != topics)
    if not changed:
        return page
    sign(page, actor)
    page.version += 1
    save_once(page, is_another=given.is_another)
    page.topics.set(wanted)

    note = {"topics": [topic.key for topic in wanted]}
    record(
        actor=actor,
        action="communications.page.edited",
        subject=page,
        before=before,
        note=note if {topic.pk for topic in wanted} != topics else None,
    )
    keep_sides(actor, page)
    back_to_draft(actor, page, changed)
    return page


@transaction.atomic
def say_still_holds(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Say that the side that is older than its source still says what that says.

    Refused where nothing is out of date.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    before = snapshot(page)
    if not confirm_sides(actor, page):
        raise Refused(_("Nothing of this page is out of date."))
    sign(page, actor)
    page.version += 1
    page.save(update_fields=["writer_ids", "changed_at", "version"])
    record(actor=actor, action="communications.page.confirmed", subject=page, before=before)
    return page


def confirm_sides(actor: Actor, page: Page) -> list[str]:
    """Say of each text whose other side is older than its source that it holds, and give which they are."""
    old = [key[2] for key, state in states_of([page]).items() if state == State.OUTDATED]
    for field in old:
        confirm_text(actor=actor, subject=page, field=field)
    return old


def _fill(page: Page, given: PageGiven) -> None:
    """Set what was given, tidied; refused where it is too long, empty or marked as secret."""
    texts = {name: getattr(given, name) for name in LONGEST}
    refuse_secrecy(*texts.values())
    tidied = {
        name: keys.tidy_line(text) if name in LINES else keys.tidy_text(text)
        for name, text in texts.items()
    }
    _refuse_long(tidied)
    if not tidied["title_zh"] and not tidied["title_en"]:
        sentence = _("Give the page a title in at least one of the two languages.")
        raise Refused(sentence, fields={"title_zh": sentence})
    if given.source_side not in Lang.values:
        raise Refused(_("The source side is either Chinese or English."))
    if given.source_unit_id is not None and not _is_unit(given.source_unit_id):
        raise NotFound
    if given.part_of_id is not None and not _is_event(page, given.part_of_id):
        raise NotFound
    _refuse_origin(given)
    for name, text in tidied.items():
        setattr(page, name, text)
    for name in OF_ORIGIN:
        setattr(page, name, getattr(given, name))
    page.source_side, page.held_on = given.source_side, given.held_on
    page.source_unit_id, page.part_of_id = given.source_unit_id, given.part_of_id


def _refuse_retyped(page: Page, before: dict[str, Any]) -> None:
    """Refuse other words than those of the record that a readout is made from."""
    if names := records.retyped(page, before):
        sentence = _(
            "This comes from the meeting's record: change it there, and take it over anew."
        )
        raise Refused(sentence, fields=dict.fromkeys(names, sentence))


def _refuse_origin(given: PageGiven) -> None:
    """Refuse an address that is none, a first day still to come, and an unknown licence."""
    refuse_address(given.original_url, "original_url")
    if given.original_on is not None and given.original_on > clock.today():
        sentence = _("This day is still to come.")
        raise Refused(sentence, fields={"original_on": sentence})
    if given.licence and given.licence not in LicenceKey.values:
        raise Refused(_("Choose one of the licences."))


def refuse_address(url: str, field: str) -> None:
    """Refuse what is no address of a page on the web, at the form's field."""
    parts = urlsplit(url) if url.isprintable() else None
    if url and (parts is None or parts.scheme not in {"http", "https"} or not parts.netloc):
        sentence = _("An address begins with http:// or https://.")
        raise Refused(sentence, fields={field: sentence})
    if len(url) > LONGEST_URL:
        sentence = _("This is longer than %(most)d characters.") % {"most": LONGEST_URL}
        raise Refused(sentence, fields={field: sentence})


def _refuse_long(texts: dict[str, str]) -> None:
    fields = {
        name: _("This is longer than %(most)d characters.") % {"most": LONGEST[name]}
        for name, text in texts.items()
        if len(text) > LONGEST[name]
    }
    if fields:
        raise Refused(next(iter(fields.values())), fields=fields)


def _is_unit(pk: int) -> bool:
    return Organisation.objects.filter(pk=pk).exists()


def _is_event(page: Page, pk: int) -> bool:
    """Say whether a page may be listed at this one's hub; an event is listed at no other's.

    A draft that few may see names itself on no other page.
    """
    events = Page.objects.filter(pk=pk, kind=PageKind.EVENT, is_limited=False)
    return page.kind != PageKind.EVENT and events.exists()


def _hub_of(kind: str, topic_id: int | None) -> int | None:
    """Give the topic that a hub introduces; refused for a hub without one, and for a second hub."""
    if kind != PageKind.HUB:
        return None
    if topic_id is None or not Topic.objects.filter(pk=topic_id).exists():
        sentence = _("Choose the topic that this page introduces.")
        raise Refused(sentence, fields={"hub_of": sentence})
    if Page.objects.filter(hub_of_id=topic_id).exists():
        sentence = _("This topic has its page already. Change that one.")
        raise Refused(sentence, fields={"hub_of": sentence})
    return topic_id


def _topics(ids: Sequence[int]) -> list[Topic]:
    found = list(Topic.objects.filter(pk__in=list(ids)))
    if len(found) != len(set(ids)):
        raise NotFound
    return found


def _new_slug(page: Page, wanted: str) -> str:
    """Give the address asked for, else one of the title that no page has yet."""
    if wanted.strip():
        return _checked_slug(wanted)
    stem = keys.slug_of(page.title_en, f"{page.kind}-{clock.today():%Y%m%d}")
    taken = {
        slug
        for model in (Page, FormerAddress)
        for slug in model.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    }
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _kept_slug(page: Page, wanted: str) -> str:
    """Give the address after a change; refused for another one once the page has been public."""
    slug = _checked_slug(wanted) if wanted.strip() else page.slug
    if slug != page.slug and page.sides.filter(released_at__isnull=False).exists():
        sentence = _("This page has been public under its address, which therefore stays.")
        raise Refused(sentence, fields={"slug": sentence})
    return slug


def _checked_slug(wanted: str) -> str:
    slug = wanted.strip().lower()
    if len(slug) > keys.LONGEST_SLUG or not keys.SLUG.fullmatch(slug):
        sentence = _("An address consists of small letters a–z, digits and single hyphens.")
        raise Refused(sentence, fields={"slug": sentence})
    return slug


def _changed_langs(page: Page, before: dict[str, object], is_other_topic: bool) -> set[str]:
    """Give the languages that say something else now; facts that both share count for both."""
    now = snapshot(page)
    if is_other_topic or any(now[name] != before[name] for name in (*SHARED, "source_side")):
        return set(Lang.values)
    return {name[-2:] for name in LONGEST if now[name] != before[name]}
