"""Writes the side of a text that is made from the source, whatever kind of record it stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import ConveningState, MeetingState
from plenary.contexts.governance.models import (
    AgendaItem,
    Convening,
    Decision,
    Directive,
    Instruction,
    Meeting,
    Milestone,
    Paper,
    Plan,
    Priority,
    Requirement,
    Task,
    TaskList,
    Topic,
)
from plenary.contexts.governance.selectors import lists, meetings, plans, requirements, tasks
from plenary.contexts.governance.selectors.acts import instructions
from plenary.contexts.governance.selectors.agendas import papers, topics
from plenary.contexts.governance.selectors.convening import invitations
from plenary.contexts.governance.services import indexing
from plenary.contexts.governance.services.agendas.circulating import need_changeable
from plenary.contexts.governance.services.releases.wording import refuse_released
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.text.policies import can_translate
from plenary.kernel.text.writing import write_other_side
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

Visible = Callable[[Actor], models.QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Translated:
    """A kind of record whose texts are translated: what is seen of it, and what follows a change."""

    model: type[models.Model]
    fields: tuple[str, ...]
    visible_to: Visible
    refuse: Callable[[Any], None] | None = None
    """Raises where the record's words stand fixed."""
    index: Callable[[Any], None] | None = None


@transaction.atomic
def translate(
    translated: Translated, *, actor: Actor, record_id: int, name: str, text: str
) -> models.Model:
    """Write one side of a text of a visible record. What the record says in its source stays.

    A closed meeting and a closed task may be translated: nothing of what they say is changed.
    Refused for the source side, for a text that is empty, too long or marked as secret, for an
    agenda that stands under an approval until its meeting is closed, for a decision that is out as it
    was released, and for a notice that was sent.
    """
    found: models.Model = lock(translated.visible_to(actor), pk=record_id)
    authorise(actor, can_translate, found)
    if translated.refuse:
        translated.refuse(found)
    before = snapshot(found)
    write_other_side(subject=found, name=name, text=text, fields=translated.fields)
    save(found, fields=[name])

    action = f"{translated.model._meta.label_lower}.translated"  # noqa: SLF001
    record(actor=actor, action=action, subject=found, before=before)
    keep_sides(actor, found, name[:-3])
    if translated.index:
        translated.index(found)
    return found


def _refuse_fixed_agenda(item: AgendaItem) -> None:
    if item.meeting.state != MeetingState.CLOSED:
        need_changeable(item.meeting)


def _refuse_sent_notice(convening: Convening) -> None:
    if convening.state != ConveningState.DRAFT:
        raise Refused(
            _(
                "The notice has gone out. Change it on its own page, so that those invited hear of it."
            )
        )


def _agenda_items(actor: Actor) -> models.QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(meeting__in=meetings.visible_to(actor).order_by().values("pk"))


def _milestones(actor: Actor) -> models.QuerySet[Milestone]:
    return Milestone.objects.filter(task__in=tasks.visible_to(actor).order_by().values("pk"))


def _index_item(item: AgendaItem) -> None:
    indexing.index_meeting(item.meeting)


TRANSLATED = (
    Translated(Meeting, ("title",), meetings.visible_to, index=indexing.index_meeting),
    Translated(AgendaItem, ("text",), _agenda_items, _refuse_fixed_agenda, _index_item),
    Translated(
        Decision,
        ("text",),
        meetings.decisions_visible_to,
        refuse_released,
        indexing.index_matter,
    ),
    Translated(Directive, ("text",), meetings.directives_visible_to, index=indexing.index_matter),
    Translated(
        Requirement,
        ("reference", "text"),
        requirements.visible_to,
        index=indexing.index_requirement,
    ),
    Translated(Plan, ("name",), plans.visible_to),
    Translated(Priority, ("text",), plans.priorities_visible_to),
    Translated(TaskList, ("name",), lists.visible_to),
    Translated(Task, ("title", "success", "outcome"), tasks.visible_to, index=indexing.index_task),
    Translated(Milestone, ("title",), _milestones),
    Translated(Instruction, ("text",), instructions.visible_to),
    Translated(Topic, ("title", "reason"), topics.visible_to, index=indexing.index_topic),
    Translated(Paper, ("title",), papers.visible_to, index=indexing.index_paper),
    Translated(Convening, ("notice",), invitations.convenings_visible_to, _refuse_sent_notice),
)
