"""Makes and changes an event's hub: its words, its days and place, and its programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies, programme
from plenary.contexts.communications.enums import EventState, Lang, PageKind
from plenary.contexts.communications.models import EventFacts, Page, ProgrammeItem
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.parts import PROGRAMME_WORDS
from plenary.contexts.communications.services.base import touch
from plenary.contexts.communications.services.writing import PageGiven, edit_page, keep_new
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.places import selectors as places
from plenary.kernel.text.services import NewText, keep_many_texts
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

LONGEST_DAYS = 400


@dataclass(frozen=True, slots=True)
class EventGiven:
    """When and where an event is held; the programme as ``programme.read`` takes it."""

    starts_on: dt.date
    ends_on: dt.date | None = None
    state: str = EventState.PLANNED
    place_id: int | None = None
    programme: str = ""


@transaction.atomic
def make_event(
    *, actor: Actor, given: PageGiven, event: EventGiven, is_illustrative: bool = False
) -> Page:
    """Make an event's hub as a draft.

    Refused as ``make_page`` is, for an end before the beginning, and for a programme with a line
    that is not understood. ``NotFound`` for a place that does not exist.
    """
    authorise(actor, policies.can_write)
    items = _items(event)
    page = Page(kind=PageKind.EVENT, is_illustrative=is_illustrative)
    page = keep_new(actor, page, replace(given, held_on=event.starts_on, part_of_id=None))
    facts = _filled(actor, EventFacts(page=page), event)
    facts.save()
    _write_items(actor, page, items)
    record(actor=actor, action="communications.event.made", subject=facts, note=_note(page, items))
    return page


@transaction.atomic
def edit_event(
    *, actor: Actor, page_id: int, seen_version: int | None, given: PageGiven, event: EventGiven
) -> Page:
    """Change an event's hub; other days, another place or programme are reviewed in both languages.

    Refused as making one is; ``Stale`` for a late save.
    """
    page = lock(
        pages.visible_to(actor).filter(kind=PageKind.EVENT), pk=page_id, version=seen_version
    )
    authorise(actor, policies.can_write, page)
    items = _items(event)
    said = replace(given, held_on=event.starts_on, part_of_id=None)
    page = edit_page(actor=actor, page_id=page_id, seen_version=page.version, given=said)
    facts = EventFacts.objects.select_for_update().get(page=page)
    before, was = snapshot(facts), items_of(page)
    _filled(actor, facts, event)
    if snapshot(facts) == before and items == was:
        return page
    facts.save()
    if items != was:
        _write_items(actor, page, items)
    note = _note(page, items) if items != was else None
    record(
        actor=actor, action="communications.event.edited", subject=facts, before=before, note=note
    )
    touch(actor, page)
    return page


def items_of(page: Page) -> list[programme.Item]:
    """Give the programme as it stands."""
    return [
        programme.Item(
            on=one.on,
            starts=one.starts,
            ends=one.ends,
            **{name: getattr(one, name) for name in programme.LONGEST},
        )
        for one in page.programme.all()
    ]


def _items(event: EventGiven) -> list[programme.Item]:
    """Read the programme, in the order of its hours; refused for days that cannot be."""
    ends_on = event.ends_on or event.starts_on
    if ends_on < event.starts_on:
        sentence = _("The event ends before it begins.")
        raise Refused(sentence, fields={"ends_on": sentence})
    if (ends_on - event.starts_on).days > LONGEST_DAYS:
        sentence = _("An event of more than %(most)d days is none: give its days.")
        sentence %= {"most": LONGEST_DAYS}
        raise Refused(sentence, fields={"ends_on": sentence})
    refuse_secrecy(event.programme)
    found = programme.read(event.programme, first=event.starts_on, last=ends_on)
    return sorted(found, key=lambda item: (item.on, item.starts))


def _filled(actor: Actor, facts: EventFacts, event: EventGiven) -> EventFacts:
    if event.state not in EventState.values:
        raise Refused(_("Say whether the event takes place."))
    known = places.visible_to(actor)
    if event.place_id is not None and not known.filter(pk=event.place_id).exists():
        raise NotFound
    facts.starts_on, facts.ends_on = event.starts_on, event.ends_on or event.starts_on
    facts.state, facts.place_id = event.state, event.place_id
    return facts


def _write_items(actor: Actor, page: Page, items: list[programme.Item]) -> None:
    """Write the lines in their order; a line keeps its record, so that its words stay known as they stand."""
    known = {one.order: one.pk for one in page.programme.all()}
    page.programme.filter(order__gte=len(items)).delete()
    lines = [
        ProgrammeItem(pk=known.get(order), page=page, order=order, **asdict(item))
        for order, item in enumerate(items)
    ]
    said = ["on", "starts", "ends", *programme.LONGEST]
    ProgrammeItem.objects.bulk_update([one for one in lines if one.pk], said)
    ProgrammeItem.objects.bulk_create(one for one in lines if not one.pk)
    keep_many_texts(actor=actor, texts=_texts(page))


def _texts(page: Page) -> Iterator[NewText]:
    for line in ProgrammeItem.objects.filter(page=page):
        for field in PROGRAMME_WORDS:
            sides = {lang: getattr(line, f"{field}_{lang}") for lang in Lang.values}
            source = page.source_side if sides[page.source_side] else _other(page.source_side)
            if any(sides.values()):
                yield NewText(line, field, sides["zh"], sides["en"], source)


def _other(side: str) -> str:
    return str(Lang.EN if side == Lang.ZH else Lang.ZH)


def _note(page: Page, items: list[programme.Item]) -> dict[str, str] | None:
    """Give the programme for the audit log, which is not told that of a limited draft."""
    return None if page.is_limited else {"programme": programme.written(items)}
