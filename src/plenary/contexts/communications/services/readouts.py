"""Makes the page of a meeting out of its record: nothing of it is typed again."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys, markup, policies
from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.models import Page, Topic
from plenary.contexts.communications.selectors import pages, records
from plenary.contexts.communications.selectors.limits import told_as
from plenary.contexts.communications.services.writing import (
    PageGiven,
    edit_page,
    given_of,
    keep_new,
)
from plenary.contexts.governance import api as governance
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

MEETINGS = "meetings"
"""The topic under which every readout stands."""
MOST_TOPICS = 4
SUMMARY = {"zh": 120, "en": 240}
_SENTENCE_END = {"zh": "。", "en": ". "}


@transaction.atomic
def make_readout(
    *,
    actor: Actor,
    meeting_id: int,
    source_unit_id: int | None,
    is_another: bool = False,
    is_illustrative: bool = False,
) -> Page:
    """Make a meeting's page as a draft: title, text and topics in both languages from its record.

    It comes from the unit named, else from the office of the meeting's body. Where its public text is
    out the page says that text, and whoever wrote it has had a hand in the page. ``NotFound`` for a meeting that the actor may not see; refused for one that is not released,
    that has no title or text yet, or that has its page already; and, as ``Twin``, where a page that is no
    meeting's says nearly the same and nobody said that it is another.
    """
    authorise(actor, policies.can_write)
    meeting = governance.released_meeting(actor, meeting_id)
    if twin := Page.objects.filter(meeting_id=meeting_id).first():
        raise Refused(
            _("This meeting has its page already: “%(title)s”.") % {"title": told_as(twin)}
        )
    page = Page(
        kind=PageKind.READOUT,
        meeting_id=meeting.pk,
        record_digest=meeting.digest,
        is_illustrative=is_illustrative,
        writer_ids=_writers(meeting),
    )
    unit_id = source_unit_id or pages.unit_of_meeting(meeting.pk)
    given = replace(_given(meeting, unit_id, _topics(meeting)), is_another=is_another)
    return keep_new(actor, page, given)


@transaction.atomic
def take_over_record(*, actor: Actor, page_id: int, seen_version: int | None) -> Page:
    """Bring a readout up to the record as it now stands, and back to it.

    Unit, topics, address, a summary that somebody wrote and a side that the record lacks stay.
    Refused for any other page, and where the page says what the record says. ``NotFound`` and refused as
    making one is.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    if page.meeting_id is None:
        raise Refused(_("Only the page of a meeting is made from a record."))
    meeting = governance.released_meeting(actor, page.meeting_id)
    if not records.differs(page, meeting):
        raise Refused(_("The record has not changed since its words were taken over."))
    before = snapshot(page)
    page.record_digest = meeting.digest
    page.writer_ids = [*page.writer_ids, *(set(_writers(meeting)) - set(page.writer_ids))]
    save(page, fields=["record_digest", "writer_ids"])
    record(actor=actor, action="communications.page.taken_over", subject=page, before=before)
    told = {**records.words_of(meeting), **_summaries(page, meeting)}
    given = replace(given_of(page), **told)
    return edit_page(actor=actor, page_id=page.pk, seen_version=page.version, given=given)


def has_changed(actor: Actor, page: Page) -> bool:
    """Say whether a readout says something else than its record, or the record may not be told."""
    if page.meeting_id is None:
        return False
    try:
        return records.differs(page, governance.released_meeting(actor, page.meeting_id))
    except (NotFound, Refused):
        return True


def _summaries(page: Page, meeting: governance.ReleasedMeeting) -> dict[str, str]:
    """Give the summaries of the sides that the record has; one that an editor wrote stays."""
    return {
        f"summary_{lang}": _summary(getattr(meeting, f"text_{lang}"), lang)
        for lang in Lang.values
        if getattr(meeting, f"text_{lang}")
        and getattr(page, f"summary_{lang}")
        in {"", keys.tidy_line(_first_sentence(getattr(page, f"body_{lang}"), lang))}
    }


def _writers(meeting: governance.ReleasedMeeting) -> list[int]:
    return [] if meeting.written_by_id is None else [meeting.written_by_id]


def _given(
    meeting: governance.ReleasedMeeting, unit_id: int | None, topic_ids: list[int]
) -> PageGiven:
    return PageGiven(
        title_zh=meeting.title_zh,
        title_en=meeting.title_en,
        summary_zh=_summary(meeting.text_zh, "zh"),
        summary_en=_summary(meeting.text_en, "en"),
        body_zh=meeting.text_zh,
        body_en=meeting.text_en,
        source_side=Lang.ZH if meeting.text_zh else Lang.EN,
        source_unit_id=unit_id,
        topic_ids=topic_ids,
        held_on=meeting.held_on,
    )


def _topics(meeting: governance.ReleasedMeeting) -> list[int]:
    """Give the topic of all meetings and those of the themes that this one turned on most."""
    known = dict(Topic.objects.values_list("key", "pk"))
    wanted = [MEETINGS, *meeting.theme_keys]
    return [known[key] for key in wanted if key in known][:MOST_TOPICS]


def _summary(text: str, side: str) -> str:
    """Give the first sentence of the text; none where it is too long for a list, or all that there is."""
    sentence = _first_sentence(text, side)
    is_all = sentence == markup.plain(text).strip()
    return "" if is_all or len(sentence) > SUMMARY[side] else sentence


def _first_sentence(text: str, side: str) -> str:
    first = markup.plain(text.partition("\n\n")[0]).strip()
    sentence, mark, _rest = first.partition(_SENTENCE_END[side])
    return f"{sentence}{mark.strip()}" if mark else first
