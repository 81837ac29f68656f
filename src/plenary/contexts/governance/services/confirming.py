"""Makes the record out of a confirmed working paper: all of it in one transaction, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.drafting.titles import task_title_en, task_title_zh
from plenary.contexts.governance.drafting.writing import capital
from plenary.contexts.governance.enums import ReadingState
from plenary.contexts.governance.models import Directive, Meeting, Task
from plenary.contexts.governance.papers.shape import Clause, Item, Named, Paper, live, side
from plenary.contexts.governance.policies.readings import can_read_texts
from plenary.contexts.governance.selectors import readings
from plenary.contexts.governance.selectors.proposals import words
from plenary.contexts.governance.selectors.suggestions import Clause as Asked
from plenary.contexts.governance.selectors.suggestions import supporting_units
from plenary.contexts.governance.services.agenda import add_agenda_item
from plenary.contexts.governance.services.attaching import attach_reading
from plenary.contexts.governance.services.attendance import record_attendance
from plenary.contexts.governance.services.confirming_people import keep_people, known_body
from plenary.contexts.governance.services.fates import give_task
from plenary.contexts.governance.services.lists import add_task_to_list, create_list
from plenary.contexts.governance.services.meetings import attach_text, create_meeting
from plenary.contexts.governance.services.outcomes import add_directive
from plenary.contexts.governance.services.parts import GroupGiven, TaskGiven
from plenary.contexts.governance.services.reading_changes import needed
from plenary.contexts.governance.services.requirements import add_requirement
from plenary.contexts.governance.workflows import READING_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.enums import DocumentKind, Release
from plenary.kernel.documents.models import Document
from plenary.kernel.documents.services import cite, keep_document
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.web.filters import colon

LONGEST_TITLE = {"zh": 300, "en": 400}
LONGEST_TASK = {"zh": 300, "en": 500}
NAMED = 80
"""How many characters of a clause a refusal names it by."""


@transaction.atomic
def confirm_reading(*, actor: Actor, reading_id: int, seen_version: int) -> Meeting:
    """Make everything that a working paper says, or attach it to the meeting it is a text of.

    New are the body, posts and persons that are not known; the document with a passage behind each
    thing; the meeting with agenda, attendance, directives and superior requirements; and, where
    chosen, draft tasks in a draft list, each resting on its directive. A text with a day of
    publication that has come is public: every unit may read what its tasks rest on. Refused without a title, a
    body or a date or year; ``Stale`` where the paper was changed since it was seen.
    """
    reading = lock(readings.visible_to(actor), pk=reading_id, version=seen_version)
    authorise(actor, can_read_texts, reading)
    state = READING_FLOW.after(reading.state, "confirm")
    paper = needed(reading)

    before = snapshot(reading)
    published_on = _day(paper["published_on"])
    is_public = published_on is not None and published_on <= clock.today()
    document, _is_new = keep_document(
        actor=actor,
        kind=DocumentKind.READOUT,
        lang=paper["lang"],
        text=reading.text,
        title=paper["facts"]["title"]["text"],
        file=reading.file,
        file_name=reading.file_name,
        issued_on=published_on,
        release=Release.PUBLIC if is_public else Release.INTERNAL,
    )
    if paper["attach"]["meeting"]:
        meeting = attach_reading(actor=actor, paper=paper, document=document)
    else:
        meeting = _make_meeting(actor, paper, document)
    reading.state, reading.meeting, reading.document = ReadingState(state), meeting, document
    reading.changed_at = clock.now()
    save(reading, fields=["state", "meeting", "document", "changed_at"])

    record(actor=actor, action="governance.reading.confirmed", subject=reading, before=before)
    return meeting


def _make_meeting(actor: Actor, paper: Paper, document: Document) -> Meeting:
    title = paper["facts"]["title"]["text"] or paper["facts"]["name"]["text"]
    _need(title, paper)
    body = known_body(actor, paper, document.text)
    meeting = create_meeting(
        actor=actor,
        body_id=body.pk,
        held_on=_day(paper["held_on"]),
        published_on=_day(paper["published_on"]),
        year=paper["year"],
        is_plenary=paper["plenary"],
        **side(paper, "title", title),
    )
    attach_text(actor=actor, meeting_id=meeting.pk, document_id=document.pk)
    record_attendance(
        actor=actor,
        meeting_id=meeting.pk,
        attendees=keep_people(actor, paper, document, body),
        groups=[
            GroupGiven(**side(paper, "text", one["text"]))
            for one in cast("list[Named]", live(paper, "groups"))
        ],
    )
    _add_agenda(actor, paper, document, meeting)
    _add_requirements(actor, paper, document, meeting)
    _add_directives(actor, paper, document, meeting)
    return meeting


def _need(title: str, paper: Paper) -> None:
    if not title:
        raise Refused(_("Give the meeting a title before confirming."))
    if len(title) > LONGEST_TITLE[paper["lang"]]:
        raise Refused(_("The title is too long for a meeting's title."))
    if not paper["body"] and not paper["facts"]["body"]["text"]:
        raise Refused(_("Say which body met before confirming."))
    if not (paper["held_on"] or paper["published_on"] or paper["year"]):
        raise Refused(_("Give the day of the sitting or of publication before confirming."))


def _add_agenda(actor: Actor, paper: Paper, document: Document, meeting: Meeting) -> None:
    for item in cast("list[Item]", live(paper, "agenda")):
        add_agenda_item(
            actor=actor,
            meeting_id=meeting.pk,
            kind=item["kind"],
            passage_id=cite(document=document, start=item["start"], end=item["end"]).pk,
            **side(paper, "text", capital(words(document.text, item))),
        )


def _add_requirements(actor: Actor, paper: Paper, document: Document, meeting: Meeting) -> None:
    for one in cast("list[Named]", live(paper, "references")):
        add_requirement(
            actor=actor,
            meeting_id=meeting.pk,
            passage_id=cite(document=document, start=one["start"], end=one["end"]).pk,
            **side(paper, "reference", one["text"][: LONGEST_TITLE[paper["lang"]]]),
        )


def _add_directives(actor: Actor, paper: Paper, document: Document, meeting: Meeting) -> None:
    wanted: list[tuple[Directive, Clause]] = []
    for clause in cast("list[Clause]", live(paper, "clauses")):
        directive = keep_directive(actor, paper, document, meeting, clause)
        if clause["task"]:
            wanted.append((directive, clause))
    if not wanted:
        return
    list_id = paper["task_list"] or _new_list(actor, paper, meeting)
    named = supporting_units(
        [Asked(directive.text_zh, directive.text_en) for directive, _clause in wanted]
    )
    for (directive, clause), supporting in zip(wanted, named, strict=True):
        task = _make_task(actor, directive, _given(paper, clause, directive, supporting))
        add_task_to_list(actor=actor, list_id=list_id, task_id=task.pk)


def _make_task(actor: Actor, directive: Directive, given: TaskGiven) -> Task:
    """Make a clause's task; what is refused of it names it, for it is one of many."""
    try:
        return give_task(actor=actor, kind="directive", matter_id=directive.pk, given=given)
    except Refused as refused:
        title = (given.title_zh or given.title_en)[:NAMED]
        raise Refused(f"“{title}”{colon()}{refused}") from refused


def keep_directive(
    actor: Actor, paper: Paper, document: Document, meeting: Meeting, clause: Clause
) -> Directive:
    """Add one clause of a paper to a meeting as its next directive."""
    return add_directive(
        actor=actor,
        meeting_id=meeting.pk,
        passage_id=cite(document=document, start=clause["start"], end=clause["end"]).pk,
        verb=clause["verb"],
        theme_id=clause["theme"],
        actor_text=clause["actor"],
        due_phrase=clause["due_phrase"][:120],
        due_on=_day(clause["due_on"]),
        **side(paper, "text", words(document.text, clause)),
    )


def _given(
    paper: Paper, clause: Clause, directive: Directive, supporting: Iterable[int]
) -> TaskGiven:
    title = task_title_zh(directive.text_zh) or task_title_en(directive.text_en)
    longest = LONGEST_TASK[paper["lang"]]
    short = title if len(title) <= longest else title[: longest - 1] + "…"
    return TaskGiven(
        **side(paper, "title", short),
        theme_id=clause["theme"],
        due_on=_day(clause["due_on"]),
        lead_unit_id=clause["unit"],
        supporting_unit_ids=tuple(pk for pk in supporting if pk != clause["unit"]),
    )


def _new_list(actor: Actor, paper: Paper, meeting: Meeting) -> int:
    year = paper["year"] or clock.today().year
    made = create_list(
        actor=actor,
        body_id=meeting.body_id,
        starts_on=dt.date(year, 1, 1),
        ends_on=dt.date(year, 12, 31),
        **side(paper, "name", paper["list_name"] or str(year)),
    )
    return made.pk


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
