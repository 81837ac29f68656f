"""Everything that a meeting's page shows, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import (
    FateKind,
    ListState,
    MeetingState,
    ReportState,
    TaskState,
)
from plenary.contexts.governance.models import (
    AgendaItem,
    Attendance,
    AttendeeGroup,
    Basis,
    Convening,
    Decision,
    Directive,
    ListEntry,
    Meeting,
    MeetingText,
    Report,
    Requirement,
    Task,
    TaskList,
)
from plenary.contexts.governance.selectors import held, meetings, reports, requirements, tasks
from plenary.contexts.governance.selectors.agendas.returning import Return, returning
from plenary.contexts.governance.selectors.minutes.since import changed_since
from plenary.contexts.governance.selectors.releases.page import Flag, flags_of
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.audit.recording import history
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision or directive with the tasks, visible to the actor, that rest on it."""

    record: Decision | Directive
    tasks: list[Task]
    drafts: int = 0
    """How many of them are drafts that stand in no list, so that nothing brings them into force."""
    returns: Return | None = None
    """Where the item of a postponed decision stands now, as far as the actor sees it."""

    @property
    def is_adrift(self) -> bool:
        """Say whether all that became of it are such drafts."""
        return bool(self.tasks) and self.drafts == len(self.tasks)


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting with its whole record."""

    meeting: Meeting
    texts: list[MeetingText]
    items: list[AgendaItem]
    attendances: list[Attendance]
    """In protocol order, with ``person`` and ``posts`` loaded."""
    groups: list[AttendeeGroup]
    decisions: list[Outcome]
    directives: list[Outcome]
    requirements: list[Requirement]
    minutes: list[Report]
    """Every version of the minutes that the actor sees, the latest first."""
    sees_minutes: bool
    """Whether the minutes that an item is to approve are open to the actor."""
    has_left_minutes: bool
    """Whether the record says something else than when its signed-off minutes were drafted."""
    released: list[Flag]
    """What of the meeting is out, with what has changed inside since."""
    unfated: int
    drafts: int
    """Tasks made of it that are drafts in no list, as far as the actor sees them."""
    adrift: int
    """Decisions and directives that became nothing but such drafts."""
    draft_lists: list[TaskList]
    """Lists that hold tasks made of it and wait to be adopted, for whoever keeps lists."""
    history: list[AuditRow]
    called_off: str
    """Why it is called off; empty where it is not."""
    may: frozenset[str]
    """What the actor may do now: edit, close, reopen."""


def meeting_page(actor: Actor, pk: int) -> MeetingPage:
    """Give everything of a meeting; ``NotFound`` for one that the actor may not see."""
    visible = meetings.visible_to(actor).select_related("body", "place", "convening")
    meeting = visible.filter(pk=pk).first()
    if meeting is None:
        raise NotFound
    both_texts = ("passage__document", "passage__pair")
    seen = meetings.decisions_visible_to(actor).filter(meeting=meeting)
    marked = held.marked(seen, held.decisions_held(*held.NARROWING))
    decided = marked.select_related("item", "opening", *both_texts)
    decisions = list(decided.defer("passage__document__text"))
    directives = list(
        meeting.directives.select_related("theme", *both_texts).defer("passage__document__text")
    )
    of_decision, of_directive, loose = _resting(actor, meeting)
    later = returning(actor, decisions)
    left = [_outcome(one, of_decision[one.pk], loose, later.get(one.pk)) for one in decisions]
    asked = [_outcome(one, of_directive[one.pk], loose) for one in directives]
    adrift = sum(one.is_adrift for one in (*left, *asked))
    studied = requirements.visible_to(actor).filter(meeting=meeting)
    minutes = list(reports.visible_to(actor).filter(meeting=meeting).order_by("-pk"))
    sees_all = policies.sees_everything(actor)
    signed = next((one for one in minutes if one.state == ReportState.FROZEN), None)
    unfated = sum(one.fate == FateKind.OPEN for one in (*decisions, *directives))
    return MeetingPage(
        meeting=meeting,
        texts=list(meeting.texts.select_related("document").defer("document__text")),
        items=list(meeting.items.select_related("passage", "approves")),
        attendances=list(
            meeting.attendances.select_related("person", "passage").prefetch_related("posts")
        ),
        groups=list(meeting.groups.all()),
        decisions=left,
        directives=asked,
        requirements=list(studied.select_related("body", "passage")),
        minutes=minutes,
        sees_minutes=sees_all,
        has_left_minutes=bool(signed and sees_all and changed_since(signed)),
        released=flags_of(actor, meeting),
        unfated=unfated,
        drafts=len(loose),
        adrift=adrift,
        draft_lists=_draft_lists(actor, [*left, *asked]),
        history=list(history(meeting)) if sees_all else [],
        called_off=_reason_off(meeting),
        may=_may(actor, meeting, unfated + adrift),
    )


def _draft_lists(actor: Actor, outcomes: Sequence[Outcome]) -> list[TaskList]:
    """Give the lists that are still drafts in which tasks of these outcomes stand."""
    drafts = {task.pk for one in outcomes for task in one.tasks if task.state == TaskState.DRAFT}
    if not drafts or not policies.can_manage_lists(actor):
        return []
    waiting = TaskList.objects.filter(state=ListState.DRAFT, entries__task__in=drafts)
    return list(waiting.distinct().order_by("pk"))


def _outcome(
    record: Decision | Directive,
    resting: list[Task],
    loose: set[int],
    later: Return | None = None,
) -> Outcome:
    drafts = sum(task.pk in loose for task in resting)
    return Outcome(record, resting, drafts=drafts, returns=later)


def _resting(
    actor: Actor, meeting: Meeting
) -> tuple[defaultdict[int | None, list[Task]], defaultdict[int | None, list[Task]], set[int]]:
    """Give the tasks by decision and by directive, and which of them are drafts in no list."""
    of_decision: defaultdict[int | None, list[Task]] = defaultdict(list)
    of_directive: defaultdict[int | None, list[Task]] = defaultdict(list)
    loose: set[int] = set()
    bases = Basis.objects.filter(
        Q(decision__meeting=meeting) | Q(directive__meeting=meeting),
        task__in=tasks.visible_to(actor).values("pk"),
    ).annotate(is_listed=Exists(ListEntry.objects.filter(task=OuterRef("task_id"))))
    for basis in bases.select_related("task__lead_unit"):
        of_decision[basis.decision_id].append(basis.task)
        of_directive[basis.directive_id].append(basis.task)
        if basis.task.state == TaskState.DRAFT and not basis.is_listed:
            loose.add(basis.task_id)
    return of_decision, of_directive, loose


def _reason_off(meeting: Meeting) -> str:
    """Give why a meeting is called off; empty for any other, its convening loaded or none there."""
    convening: Convening | None = getattr(meeting, "convening", None)
    if meeting.state != MeetingState.PLANNED or convening is None:
        return ""
    return convening.called_off_reason


def _may(actor: Actor, meeting: Meeting, unsettled: int) -> frozenset[str]:
    if not policies.can_manage_meetings(actor, meeting):
        return frozenset()
    if meeting.state == MeetingState.CLOSED:
        return frozenset({"reopen"})
    if _reason_off(meeting):
        return frozenset()
    can_close = meeting.state == MeetingState.HELD and not unsettled
    return frozenset({"edit", "close"} if can_close else {"edit"})
