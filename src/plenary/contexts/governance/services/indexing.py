"""Lets governance's records be found by the search, by exactly those who see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from plenary.contexts.governance.enums import (
    PaperAccess,
    ReleaseStage,
    ReleaseState,
    ReportKind,
)
from plenary.contexts.governance.models import (
    Basis,
    Decision,
    Directive,
    Meeting,
    Opinion,
    Paper,
    ReleaseStep,
    Report,
    Requirement,
    Task,
    Topic,
)
from plenary.contexts.governance.selectors import held
from plenary.contexts.governance.services.index_readers import (
    at_work,
    decision_readers,
    meeting_audience,
    meeting_units,
    members,
    report_readers,
    resting,
    task_audience,
    units_of,
)
from plenary.kernel.documents.enums import Release
from plenary.kernel.search.services import (
    Audience,
    Indexed,
    change_audience,
    forget_record,
    index_record,
    index_records,
)

NOTHING = Q(pk__in=[])


def index_task(task: Task) -> None:
    """Index a task: a draft for readers alone, then for its units, a public one for all."""
    index_tasks([task])


def index_tasks(tasks: Sequence[Task]) -> None:
    """Index tasks, many at once, each for those who see it; of drafts, these are readers alone."""
    classes = held.classes_of_tasks([task.pk for task in tasks])
    index_records(_indexed(task, task_audience(task, classes.get(task.pk))) for task in tasks)


def _indexed(task: Task, audience: Audience) -> Indexed:
    return Indexed(
        subject=task,
        title_zh=task.title_zh,
        title_en=task.title_en,
        text="\n".join(filter(None, [task.success_zh, task.success_en])),
        url=task.get_absolute_url(),
        audience=audience,
        unit_ids=units_of(Q(task=task)) if audience in {"units", "narrow"} else (),
        on=task.due_on,
    )


def index_meeting(meeting: Meeting) -> None:
    """Index a meeting with its agenda."""
    agenda = meeting.items.values_list("text_zh", "text_en")
    index_record(
        subject=meeting,
        title_zh=meeting.title_zh,
        title_en=meeting.title_en,
        text="\n".join(text for pair in agenda for text in pair if text),
        url=meeting.get_absolute_url(),
        audience=meeting_audience(meeting),
        unit_ids=meeting_units(meeting),
        on=meeting.held_on or meeting.published_on,
    )


def index_matter(matter: Decision | Directive) -> None:
    """Index a directive for those who see its meeting, a decision for those to whom it was released."""
    meeting = matter.meeting
    audience, units = meeting_audience(meeting), meeting_units(meeting)
    if isinstance(matter, Decision):
        audience, units = _readers_of(matter)
    anchor = "directive" if isinstance(matter, Directive) else "decision"
    index_record(
        subject=matter,
        title_zh=matter.text_zh,
        title_en=matter.text_en,
        url=f"{meeting.get_absolute_url()}#{anchor}-{matter.pk}",
        audience=audience,
        unit_ids=units,
        on=meeting.held_on or meeting.published_on,
    )


def index_requirement(requirement: Requirement) -> None:
    """Index a superior body's requirement for the units whose tasks rest on it."""
    index_record(
        subject=requirement,
        title_zh=requirement.reference_zh,
        title_en=requirement.reference_en,
        text="\n".join(filter(None, [requirement.text_zh, requirement.text_en])),
        url=requirement.get_absolute_url(),
        audience="units",
        unit_ids=units_of(Q(task__bases__requirement=requirement)),
        on=requirement.issued_on,
    )


def index_report(report: Report) -> None:
    """Index a report with what it says, for those who see it: a draft and an internal one for readers."""
    sides = report.statements.values_list("text_zh", "text_en")
    audience, units = report_readers(report)
    index_record(
        subject=report,
        title_zh=report.title_zh,
        title_en=report.title_en,
        text="\n".join(text for pair in sides for text in pair if text),
        url=report.get_absolute_url(),
        audience=audience,
        unit_ids=units,
        on=report.ends_on,
    )


def index_release(step: ReleaseStep) -> None:
    """Let everybody with a role find a public text while it is out, under the name it was released with."""
    if step.stage != ReleaseStage.PUBLIC or step.state != ReleaseState.RELEASED:
        forget_record(step)
        return
    told, meeting = step.content[0], step.meeting
    index_record(
        subject=step,
        title_zh=told["zh"],
        title_en=told["en"],
        text="\n".join(filter(None, [step.text_zh, step.text_en])),
        url=step.get_absolute_url(),
        audience="all",
        on=meeting.held_on or meeting.published_on,
    )


def index_topic(topic: Topic) -> None:
    """Index a topic that has been handed in for readers and its own unit; a draft not at all."""
    if topic.submitted_at is None:
        return
    index_record(
        subject=topic,
        title_zh=topic.title_zh,
        title_en=topic.title_en,
        text="\n".join(filter(None, [topic.reason_zh, topic.reason_en])),
        url=topic.get_absolute_url(),
        audience="units",
        unit_ids=[topic.unit_id] if topic.unit_id else (),
        on=timezone.localtime(topic.submitted_at).date(),
    )
    index_papers(topic.papers.all())


def index_papers(papers: Iterable[Paper]) -> None:
    """Index papers for exactly those who read them; what is a draft's, or was taken back, not at all."""
    for paper in papers:
        index_paper(paper)


def index_paper(paper: Paper) -> None:
    """Index a paper by its last version's text."""
    is_draft = paper.meeting is None and paper.topic and paper.topic.submitted_at is None
    if is_draft or paper.withdrawn_at is not None:
        forget_record(paper)
        return
    audience, units = _paper_readers(paper)
    last = paper.versions.first()
    index_record(
        subject=paper,
        title_zh=paper.title_zh,
        title_en=paper.title_en,
        text=last.text if last else "",
        url=paper.get_absolute_url(),
        audience=audience,
        unit_ids=units,
        on=timezone.localdate(last.added_at) if last else None,
    )


def _paper_readers(paper: Paper) -> tuple[Audience, list[int]]:
    own = [paper.topic.unit_id] if paper.topic and paper.topic.unit_id else []
    own += _asked_about(paper)
    meeting, access = paper.meeting, paper.access
    if access == PaperAccess.COMMITTEE:
        return "narrow", [*own, *(members(meeting) if meeting else ())]
    if meeting is None or access == PaperAccess.CONCERNED:
        return "units", own
    if access == PaperAccess.PUBLIC and meeting_audience(meeting) == "all":
        return "all", []
    return "units", [*own, *members(meeting), *resting(meeting)]


def _asked_about(paper: Paper) -> list[int]:
    """Give the units that were asked for their opinion of a paper, or of its whole matter."""
    asked = Q(paper=paper)
    if paper.access != PaperAccess.COMMITTEE:
        matter = Q(item=paper.item_id, item__isnull=False)
        matter |= Q(topic=paper.topic_id, topic__isnull=False)
        asked |= Q(paper=None) & matter
    return list(Opinion.objects.filter(asked).values_list("unit_id", flat=True))


def index_with_outcomes(meeting: Meeting) -> None:
    """Index a meeting and everything it left: who sees the one sees the others."""
    index_meeting(meeting)
    matters: list[Decision | Directive] = [*meeting.directives.all(), *meeting.decisions.all()]
    for matter in matters:
        matter.meeting = meeting
        index_matter(matter)
    index_papers(meeting.papers.select_related("topic", "meeting"))


def index_around(tasks: Iterable[Task]) -> None:
    """Index tasks whose units have changed, and what they rest on, each record once."""
    every = list(tasks)
    index_tasks(every)
    bases = Basis.objects.filter(task__in=[task.pk for task in every])
    meetings = Meeting.objects.filter(
        Q(directives__bases__in=bases) | Q(decisions__bases__in=bases)
    )
    for meeting in meetings.distinct():
        _share(meeting)
    for requirement in Requirement.objects.filter(bases__in=bases).distinct():
        index_requirement(requirement)


@transaction.atomic
def share_with_members(body_id: int) -> int:
    """Let a body's meetings, and what they left, be found by the units that sit in it today; give how many meetings."""
    meetings = list(Meeting.objects.filter(body=body_id))
    for meeting in meetings:
        _share(meeting)
    for minutes in Report.objects.filter(kind=ReportKind.MINUTES, meeting__in=meetings):
        index_report(minutes)
    return len(meetings)


def _share(meeting: Meeting) -> None:
    """Let just those units find a meeting and what it left that see it now."""
    audience, units = meeting_audience(meeting), meeting_units(meeting)
    found: list[tuple[type[Model], Iterable[int]]] = [
        (Meeting, [meeting.pk]),
        (Directive, meeting.directives.values_list("pk", flat=True)),
    ]
    for model, ids in found:
        label = model._meta.label_lower  # noqa: SLF001
        change_audience(label, ids, audience=audience, unit_ids=units)
    _share_decisions(meeting)
    for paper in meeting.papers.select_related("topic", "meeting"):
        if paper.withdrawn_at is None:
            readers, of_units = _paper_readers(paper)
            label = Paper._meta.label_lower  # noqa: SLF001
            change_audience(label, [paper.pk], audience=readers, unit_ids=of_units)


def _share_decisions(meeting: Meeting) -> None:
    """Let each decision be found by its readers, however many there are in a fixed number of queries.

    Those that a paper's class holds back are few, and are asked about one by one.
    """
    decisions = list(meeting.decisions.all())
    if not decisions:
        return
    out = set(_released().filter(decisions__in=decisions).values_list("decisions", flat=True))
    working: dict[int, set[int]] = {decision.pk: set() for decision in decisions}
    duties = at_work().filter(task__bases__decision__in=decisions)
    for decision_id, unit_id in duties.values_list("task__bases__decision", "unit_id"):
        if decision_id in working:  # a task may rest on a decision of another meeting too
            working[decision_id].add(unit_id)
    alike: dict[tuple[Audience, tuple[int, ...]], list[int]] = {}
    everybody = meeting_audience(meeting), tuple(meeting_units(meeting))
    classes = held.classes_of_decisions(working)
    for decision in decisions:
        decision.meeting = meeting
        is_out = _is_printed(decision) or decision.pk in out
        readers = everybody if is_out else ("units", tuple(sorted(working[decision.pk])))
        if access := classes.get(decision.pk):
            works = working[decision.pk]
            audience, units = decision_readers(decision, access, is_out=is_out, works=works)
            readers = audience, tuple(units)
        alike.setdefault(readers, []).append(decision.pk)
    label = Decision._meta.label_lower  # noqa: SLF001
    for (audience, of_units), ids in alike.items():
        change_audience(label, ids, audience=audience, unit_ids=of_units)


def share_decisions(decisions: QuerySet[Decision]) -> None:
    """Let decisions, and what speaks of them, be found by exactly those who may read them now."""
    for decision in decisions.select_related("meeting"):
        index_matter(decision)
    minutes = Q(kind=ReportKind.MINUTES, meeting__decisions__in=decisions)
    share_tasks(Task.objects.filter(bases__decision__in=decisions).distinct(), minutes)


def share_tasks(tasks: QuerySet[Task], minutes: Q = NOTHING) -> None:
    """Let tasks, and the reports that speak of them, be found by exactly those who may read them now."""
    index_tasks(list(tasks))
    speaking = minutes | Q(statements__task__in=tasks.order_by().values("pk"))
    for report in Report.objects.filter(speaking).distinct():
        index_report(report)


def _readers_of(decision: Decision) -> tuple[Audience, list[int]]:
    """Give who finds a decision: its meeting's readers once it is out, else who works on it."""
    is_out = _is_printed(decision) or _released().filter(decisions=decision).exists()
    access = held.classes_of_decisions([decision.pk]).get(decision.pk)
    works = units_of(Q(task__bases__decision=decision))
    return decision_readers(decision, access, is_out=is_out, works=works)


def _is_printed(decision: Decision) -> bool:
    return decision.passage_id is not None and decision.meeting.release == Release.PUBLIC


def _released() -> QuerySet[ReleaseStep]:
    return ReleaseStep.objects.filter(stage=ReleaseStage.DECISIONS, state=ReleaseState.RELEASED)
