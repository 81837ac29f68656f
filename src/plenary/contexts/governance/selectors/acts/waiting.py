"""What waits for somebody to answer it: for the office, a leader or a unit, the oldest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import ExtensionKind, ExtensionState, ReleaseState
from plenary.contexts.governance.models import (
    Duty,
    DutyEnd,
    Extension,
    ExtraReport,
    HelpCall,
    Instruction,
    InstructionCall,
    Invitation,
    Opinion,
    ReleaseStep,
    SlipAnswer,
    TaskEnding,
    Topic,
)
from plenary.contexts.governance.policies.agendas import can_judge_topics
from plenary.contexts.governance.selectors.acts import (
    duty_asks,
    duty_ends,
    endings,
    extensions,
    extra_reports,
    help_calls,
    instructions,
    parts_done,
    slips,
    words,
)
from plenary.contexts.governance.selectors.agendas import opinions, topics
from plenary.contexts.governance.selectors.convening.invitations import coming_up
from plenary.contexts.governance.selectors.releases import page as releases
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.web.filters import between, brackets, gap, side

SHOWN = 50
"""How many of each kind are shown."""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """What waits, with the task or meeting that it is about and the unit that it concerns."""

    kind: str
    pk: int
    state: str
    task_zh: str
    task_en: str
    unit_zh: str
    unit_en: str
    text: str
    at: dt.datetime
    holder: str = ""
    """Who has it now, where that is somebody else than whoever reads the line."""

    @property
    def word(self) -> Any:
        """Give the word of its kind."""
        return words.kind_word(self.kind)

    @property
    def state_word(self) -> Any:
        """Give the word of its state."""
        return words.state_word(self.kind, self.state)

    @property
    def url(self) -> str:
        """Give the address of its page."""
        return words.page_of(self.kind, self.pk)

    @property
    def age(self) -> dt.timedelta:
        """Say how long it has been waiting."""
        return clock.now() - self.at


def waiting_for(actor: Actor) -> list[WaitingLine]:
    """Give what waits for the actor, the oldest first, in a fixed number of queries."""
    return sorted(_all_for(actor), key=lambda line: (line.at, line.kind, line.pk))


def asked_by(actor: Actor) -> list[WaitingLine]:
    """Give what the actor's own units have asked, and the dates that the actor asked for or agreed to, as long as
    somebody else has to answer; of the dates who that is.
    """
    found = on_the_way(actor)
    if not actor.has("unit"):
        return found
    mine = {"unit_id__in": actor.unit_ids}
    asks = duty_asks.waiting(actor).filter(**mine).select_related("task", "unit")
    helped = help_calls.open_calls(actor).filter(**mine)
    return [
        *(_ask(one) for one in asks[:SHOWN]),
        *found,
        *(_help(one) for one in helped.select_related("task", "unit", "progress")[:SHOWN]),
    ]


def on_the_way(actor: Actor) -> list[WaitingLine]:
    """Give the dates that the actor or its units asked for, or that the actor agreed to, with who has them now."""
    found = extensions.on_the_way(actor).exclude(pk__in=extensions.waiting_for(actor).values("pk"))
    dates = list(found.select_related("task", "unit").order_by("asked_at", "pk")[:SHOWN])
    posts = extensions.posts_of_next_step(dates) if dates else {}
    return [replace(_extension(one), holder=holder_of(one, posts[one.pk])) for one in dates]


def holder_of(one: Extension, posts: Sequence[Post]) -> str:
    """Give in words who may take the next step of an extension: these posts, or the office."""
    is_second = one.state == ExtensionState.ENDORSED
    office = _("another person of the office") if is_second else _("the office")
    named = between().join(_post(post) for post in posts)
    return _("%(posts)s, or %(office)s") % {"posts": named, "office": office} if named else office


def _post(post: Post) -> str:
    home = side(post.organisation, "short") or side(post.organisation, "name")
    return f"{side(post, 'title')}{gap()}{brackets(home)}"


def _all_for(actor: Actor) -> Iterator[WaitingLine]:
    if policies.can_manage_tasks(actor):
        for ask in duty_asks.waiting(actor).select_related("task", "unit")[:SHOWN]:
            yield _ask(ask)
    if policies.can_manage_tasks(actor) or actor.post_ids:
        waiting = extensions.waiting_for(actor).select_related("task", "unit")
        yield from map(_extension, waiting[:SHOWN])
    yield from map(_instruction, _instructions(actor)[:SHOWN])
    for call in instructions.owed_by(actor).select_related("instruction__task", "unit")[:SHOWN]:
        yield _call(call)
    owed = slips.owed_by(actor)
    if policies.can_draw_sheets(actor):
        owed |= slips.late(actor, clock.today())
    yield from map(_slip, owed.select_related("task", "unit")[:SHOWN])
    yield from map(_invitation, coming_up(actor).filter(reply="")[:SHOWN])
    extra = extra_reports.waiting_for(actor).select_related("task", "unit")
    yield from map(_extra, extra[:SHOWN])
    calls = help_calls.waiting_for(actor).select_related("task", "unit", "progress")
    yield from map(_help, calls[:SHOWN])
    proposed_ends = endings.waiting_for(actor).select_related("task__lead_unit")
    yield from map(_ending, proposed_ends[:SHOWN])
    parts = parts_done.waiting_for(actor).select_related("task", "unit")
    yield from map(_part, parts[:SHOWN])
    ended = duty_ends.unnoted(actor).select_related("task", "unit")
    yield from map(_ended, ended[:SHOWN])
    yield from map(_opinion, opinions.owed_by(actor)[:SHOWN])
    yield from map(_given_back, topics.given_back(actor).select_related("unit")[:SHOWN])
    if can_judge_topics(actor):
        yield from map(_topic, topics.waiting(actor).select_related("unit", "meeting")[:SHOWN])
    proposed = releases.visible_to(actor).filter(state=ReleaseState.PROPOSED)
    for step in proposed.select_related("meeting")[:SHOWN]:
        if policies.can_release(actor, step):
            yield _release(step)


def _ask(ask: Any) -> WaitingLine:
    return _line(ask.kind, ask, text=ask.reason, at=ask.asked_at, unit=ask.unit)


def _extension(one: Any) -> WaitingLine:
    is_later = one.kind in {ExtensionKind.LATER, ExtensionKind.REOPEN}
    asked = side(one, "title")
    if one.kind == ExtensionKind.ADD:
        asked = f"{asked} {one.wanted_on}"
    elif one.was_on != one.wanted_on:
        asked = f"{asked} {one.was_on} → {one.wanted_on}".strip()
    text = f"{asked} {one.reason}"
    return _line(
        "extension" if is_later else one.kind,
        one,
        text=text,
        at=one.endorsed_at or one.asked_at,
        unit=one.unit,
    )


def _instructions(actor: Actor) -> QuerySet[Instruction]:
    """Give the office what nobody has answered and what has nobody left to judge it, and leaders what is
    their own and has not ended.
    """
    if actor.has("office"):
        found = instructions.unanswered(actor) | instructions.open_of(actor)
        found |= instructions.orphaned(actor)
    else:
        found = instructions.open_of(actor)
    return found.select_related("task__lead_unit")


def _instruction(one: Instruction) -> WaitingLine:
    return _line("instruction", one, text=str(one), at=one.given_at, unit=one.task.lead_unit)


def _call(call: InstructionCall) -> WaitingLine:
    one = call.instruction
    return _line("instruction", one, text=str(one), at=call.called_at, unit=call.unit)


def _by(day: dt.date | None) -> str:
    return " ".join((_("Answer by"), str(day))) if day else ""


def _slip(one: SlipAnswer) -> WaitingLine:
    line = _line(
        "slip",
        one,
        text=_by(one.answer_by),
        at=one.asked_at,
        unit=one.unit,
    )
    state = "late" if one.is_late(clock.today()) else one.state
    return replace(line, pk=one.sheet_id, state=state)


def _extra(one: ExtraReport) -> WaitingLine:
    text = f"{one.question} {_by(one.due_on)}"
    return _line("extra", one, text=text, at=one.settled_at or one.asked_at, unit=one.unit)


def _help(one: HelpCall) -> WaitingLine:
    text = side(one.progress, "help")
    return _line("help", one, text=text, at=one.asked_at, unit=one.unit)


def _ending(one: TaskEnding) -> WaitingLine:
    return _line(one.kind, one, text=one.reason, at=one.proposed_at, unit=one.task.lead_unit)


def _part(one: Duty) -> WaitingLine:
    at = one.reported_at or clock.now()
    return _line("part", one, text=side(one, "deliverable"), at=at, unit=one.unit)


def _ended(one: DutyEnd) -> WaitingLine:
    return _titled(
        "ended", one, one.task, state="", text=one.reason, at=one.ended_at, unit=one.unit
    )


def _invitation(one: Invitation) -> WaitingLine:
    called = one.convening
    return _titled(
        "invitation",
        one,
        called.meeting,
        state=one.reply,
        text=f"{timezone.localtime(called.starts_at):%Y-%m-%d %H:%M}",
        at=one.sent_at or called.starts_at,
        unit=one.unit,
    )


def _opinion(one: Opinion) -> WaitingLine:
    text = one.question or _by(one.due_on)
    return _titled("opinion", one, one, state=one.answer, text=text, at=one.asked_at, unit=one.unit)


def _topic(one: Topic) -> WaitingLine:
    text = side(one.meeting, "title") if one.meeting else ""
    at = one.submitted_at or clock.now()
    return _titled("topic", one, one, state=one.state, text=text, at=at, unit=one.unit)


def _given_back(one: Topic) -> WaitingLine:
    """Give a topic that its unit is to mend, with the word on what."""
    why = next(iter(one.returns.all()), None)
    text, at = (why.reason, why.returned_at) if why else ("", one.made_at)
    return _titled("topic", one, one, state=one.state, text=text, at=at, unit=one.unit)


def _release(step: ReleaseStep) -> WaitingLine:
    """Give a stage that another person has proposed; its page is the meeting's."""
    of = step.meeting
    return _titled(
        "release", of, of, state=step.stage, text=step.proposed_by, at=step.proposed_at, unit=None
    )


def _line(
    kind: str, act: Any, *, text: str, at: dt.datetime, unit: Organisation | None
) -> WaitingLine:
    return _titled(kind, act, act.task, state=act.state, text=text, at=at, unit=unit)


def _titled(
    kind: str,
    act: Any,
    about: Any,
    *,
    state: str,
    text: str,
    at: dt.datetime,
    unit: Organisation | None,
) -> WaitingLine:
    return WaitingLine(
        kind=kind,
        pk=act.pk,
        state=state,
        task_zh=about.title_zh or about.title_en,
        task_en=about.title_en or about.title_zh,
        unit_zh=_first(unit, "short_zh", "name_zh", "short_en", "name_en"),
        unit_en=_first(unit, "short_en", "name_en", "short_zh", "name_zh"),
        text=text,
        at=at,
    )


def _first(record: Any, *names: str) -> str:
    return next((value for name in names if (value := getattr(record, name, ""))), "")
