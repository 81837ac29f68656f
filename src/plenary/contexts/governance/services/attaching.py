"""Attaches the text in the other language to the meeting that it is of."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.drafting.writing import capital
from plenary.contexts.governance.enums import TaskState
from plenary.contexts.governance.models import AgendaItem, Directive, Meeting, Task
from plenary.contexts.governance.papers.shape import Clause, Item, Named, Paper, live, side
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.proposals import words
from plenary.contexts.governance.services.agenda import add_agenda_item, edit_agenda_item
from plenary.contexts.governance.services.attendance import record_attendance
from plenary.contexts.governance.services.confirming_people import keep_people
from plenary.contexts.governance.services.meetings import attach_text, edit_meeting
from plenary.contexts.governance.services.outcomes import add_directive, edit_directive
from plenary.contexts.governance.services.parts import GroupGiven
from plenary.contexts.governance.services.second_names import fill_names
from plenary.contexts.governance.services.tasks import edit_task
from plenary.kernel.documents.models import Document, Passage
from plenary.kernel.documents.services import cite, pair
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

LONGEST = {"zh": 300, "en": 500}
"""Characters of a task's title in each language."""


def attach_reading(*, actor: Actor, paper: Paper, document: Document) -> Meeting:
    """Add the text to its meeting, fill the empty sides and pair the passages; never a new meeting.

    A clause without a partner becomes an additional directive or agenda item. The attendees are
    recorded where nobody was, else they only give those recorded their names in this language.
    Draft tasks that bear a directive's words as their title get them in this language as well.
    What already stands on a side is never overwritten. Refused where the meeting has a text in this
    language.
    """
    meeting = meetings.visible_to(actor).filter(pk=paper["attach"]["meeting"] or 0).first()
    if meeting is None:
        raise NotFound
    if meeting.texts.filter(document__lang=document.lang).exists():
        raise Refused(_("This meeting already has a text in this language."))
    attach_text(actor=actor, meeting_id=meeting.pk, document_id=document.pk)
    _fill_meeting(actor, paper, meeting)
    for clause in cast("list[Clause]", live(paper, "clauses")):
        _fill_directive(actor, paper, document, meeting, clause)
    for item in cast("list[Item]", live(paper, "agenda")):
        _fill_item(actor, paper, document, meeting, item)
    _fill_attendance(actor, paper, document, meeting)
    return meeting


def _fill_attendance(actor: Actor, paper: Paper, document: Document, meeting: Meeting) -> None:
    groups = cast("list[Named]", live(paper, "groups"))
    is_empty = not (meeting.attendances.exists() or meeting.groups.exists())
    if is_empty and (live(paper, "people") or groups):
        record_attendance(
            actor=actor,
            meeting_id=meeting.pk,
            attendees=keep_people(actor, paper, document, meeting.body),
            groups=[GroupGiven(**side(paper, "text", one["text"])) for one in groups],
        )
    fill_names(actor=actor, paper=paper, meeting=meeting)


def _fill_meeting(actor: Actor, paper: Paper, meeting: Meeting) -> None:
    field = f"title_{paper['lang']}"
    title = paper["facts"]["title"]["text"]
    if title and not getattr(meeting, field):
        edit_meeting(actor=actor, meeting_id=meeting.pk, seen_version=None, changes={field: title})


def _fill_directive(
    actor: Actor, paper: Paper, document: Document, meeting: Meeting, clause: Clause
) -> None:
    passage = cite(document=document, start=clause["start"], end=clause["end"])
    text = side(paper, "text", words(document.text, clause))
    other = meeting.directives.filter(pk=paper["attach"]["clauses"].get(clause["id"], 0)).first()
    if other is None:
        add_directive(
            actor=actor,
            meeting_id=meeting.pk,
            passage_id=passage.pk,
            verb=clause["verb"],
            theme_id=clause["theme"],
            actor_text=clause["actor"],
            due_phrase=clause["due_phrase"][:120],
            **text,
        )
        return
    _pair(actor, passage, other.passage)
    changes = _empty_side(other, text)
    if changes:
        edit_directive(actor=actor, directive_id=other.pk, seen_version=None, changes=changes)
        _fill_drafts(actor, paper, other, words(document.text, clause))


def _fill_drafts(actor: Actor, paper: Paper, directive: Directive, text: str) -> None:
    """Give the draft tasks that bear the directive's words as their title the other language's too."""
    lang = paper["lang"]
    first = directive.text_en if lang == "zh" else directive.text_zh
    field = f"title_{lang}"
    drafts = Task.objects.filter(bases__directive=directive, state=TaskState.DRAFT, **{field: ""})
    for task in drafts.distinct():
        title = (task.title_en if lang == "zh" else task.title_zh).removesuffix("…")
        if title and first.startswith(title):
            short = text if len(text) <= LONGEST[lang] else text[: LONGEST[lang] - 1] + "…"
            edit_task(actor=actor, task_id=task.pk, seen_version=None, changes={field: short})


def _fill_item(
    actor: Actor, paper: Paper, document: Document, meeting: Meeting, item: Item
) -> None:
    passage = cite(document=document, start=item["start"], end=item["end"])
    text = side(paper, "text", capital(words(document.text, item)))
    other = meeting.items.filter(pk=paper["attach"]["agenda"].get(item["id"], 0)).first()
    if other is None:
        add_agenda_item(
            actor=actor, meeting_id=meeting.pk, kind=item["kind"], passage_id=passage.pk, **text
        )
        return
    if other.passage is not None:
        _pair(actor, passage, other.passage)
    changes = _empty_side(other, text)
    if changes:
        edit_agenda_item(actor=actor, item_id=other.pk, seen_version=None, changes=changes)


def _pair(actor: Actor, passage: Passage, other: Passage) -> None:
    if passage.document.lang != other.document.lang:
        pair(actor=actor, one=passage, other=other)


def _empty_side(record: Directive | AgendaItem, text: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in text.items() if not getattr(record, field)}
