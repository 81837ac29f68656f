"""The facts that governance's own records offer: milestones, meetings, releases, answers to instructions."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.governance.drafting.writing import date_en, date_zh
from plenary.contexts.governance.enums import MeetingState, ReleaseState, WordKind
from plenary.contexts.governance.facts import Asked, Fact
from plenary.contexts.governance.models import InstructionWord, Milestone, ReleaseStep
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.acts import instructions
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.actor import Actor
from plenary.shared.addresses import address_of

LONGEST = 80
"""So many characters of a longer text are quoted."""
DECIDED = ("召开，议定事项涉及本任务。", "and decided on this task.")
DEMANDED = ("召开，所提要求涉及本任务。", "and demanded what this task rests on.")


def milestones(_actor: Actor, asked: Asked) -> Iterator[Fact]:
    """Offer the milestones reached in these days; whoever reports on a task reads its milestones."""
    reached = Milestone.objects.filter(
        task=asked.task_id, done_on__range=(asked.since, asked.until)
    )
    for one in reached:
        if one.done_on is None:
            continue
        yield Fact(
            key=f"governance.milestone:{one.pk}:{one.done_on}",
            kind=_("Milestone"),
            on=one.done_on,
            zh=f"{date_zh(one.done_on)}{in_zh('完成节点')}“{one.title_zh or one.title_en}”。",
            en=f"{in_en('Milestone reached on')} {date_en(one.done_on)}: {one.title_en or one.title_zh}.",
            url=address_of("governance:task", asked.task_id),
        )


def meetings_held(actor: Actor, asked: Asked) -> Iterator[Fact]:
    """Offer the meetings held in these days that the task rests on, or that changed a list of its."""
    if not asked.meeting_ids:
        return
    held = meetings.visible_to(actor).filter(pk__in=asked.meeting_ids)
    days = held.exclude(state=MeetingState.PLANNED).annotate(
        day=Coalesce("held_on", "published_on")
    )
    for one in days.filter(day__range=(asked.since, asked.until)):
        words_zh, words_en = DECIDED if one.pk in asked.decided_ids else DEMANDED
        yield Fact(
            key=f"governance.meeting:{one.pk}",
            kind=_("Meeting"),
            on=one.day,
            zh=f"{date_zh(one.day)}{one.title_zh or one.title_en}{in_zh(words_zh)}",
            en=(
                f"{one.title_en or one.title_zh} {in_en('met on')} {date_en(one.day)} "
                f"{in_en(words_en)}"
            ),
            url=one.get_absolute_url(),
        )


def releases(actor: Actor, asked: Asked) -> Iterator[Fact]:
    """Offer what was let out in these days of the meetings on which the task rests, the last step of each."""
    if not asked.meeting_ids:
        return
    out = ReleaseStep.objects.filter(
        meeting__in=meetings.visible_to(actor).filter(pk__in=asked.meeting_ids).values("pk"),
        state=ReleaseState.RELEASED,
        settled_at__date__range=(asked.since, asked.until),
    )
    latest = out.values("meeting_id").annotate(last=Max("pk")).order_by().values("last")
    for step in ReleaseStep.objects.filter(pk__in=latest).select_related("meeting"):
        on, of = timezone.localdate(step.settled_at), step.meeting
        yield Fact(
            key=f"governance.releasestep:{step.pk}",
            kind=pgettext_lazy("audit", "Release"),
            on=on,
            zh=f"{date_zh(on)}{of.title_zh or of.title_en}{in_zh('的有关内容已印发或公开。')}",
            en=(
                f"{in_en('What was decided at')} {of.title_en or of.title_zh} "
                f"{in_en('was released on')} {date_en(on)}."
            ),
            url=of.get_absolute_url(),
        )


def answers(actor: Actor, asked: Asked) -> Iterator[Fact]:
    """Offer the instructions on the task that the unit answered in these days, each with its last answer."""
    said = InstructionWord.objects.filter(
        kind=WordKind.ANSWER,
        unit=asked.unit_id,
        said_at__date__range=(asked.since, asked.until),
        instruction__in=instructions.visible_to(actor).filter(task=asked.task_id),
    )
    last = {one.instruction_id: one for one in said.select_related("instruction")}
    for one in last.values():
        on = timezone.localdate(one.said_at)
        words_zh, words_en = _short(one.text_zh or one.text_en), _short(one.text_en or one.text_zh)
        yield Fact(
            key=f"governance.instructionword:{one.pk}",
            kind=_("Instruction"),
            on=on,
            zh=f"{date_zh(on)}{in_zh('已就批示答复')}：{words_zh}",
            en=f"{in_en('The instruction was answered on')} {date_en(on)}: {words_en}",
            url=one.instruction.get_absolute_url(),
        )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


SOURCES = (milestones, meetings_held, releases, answers)
