"""The way back from a source text: the meeting, clauses, tasks and reports that cite it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from plenary.contexts.governance.models import Directive, Report, StatementSource, Task
from plenary.contexts.governance.selectors import meetings, reports, tasks
from plenary.kernel.documents.models import Document
from plenary.kernel.documents.registry import Citing
from plenary.shared.actor import Actor
from plenary.shared.web.filters import side

SHOWN = 50
"""So many records of each kind are named."""


def citing(actor: Actor, document: Document) -> Iterator[Citing]:
    """Give the records that cite the text and that the actor sees; the same four questions always."""
    seen = meetings.visible_to(actor)
    for meeting in seen.filter(texts__document=document)[:SHOWN]:
        yield Citing(_("Meeting"), side(meeting, "title"), meeting.get_absolute_url())
    clauses = Directive.objects.filter(
        Q(passage__document=document) | Q(passage__pairs__document=document),
        meeting__in=seen.values("pk"),
    )
    for one in clauses.select_related("meeting").distinct()[:SHOWN]:
        url = f"{one.meeting.get_absolute_url()}#directive-{one.pk}"
        yield Citing(_("Directive"), f"{one.number}. {side(one, 'text')}", url)
    for task in _tasks(actor, document):
        yield Citing(_("Task"), side(task, "title"), task.get_absolute_url())
    for report in _reports(actor, document):
        yield Citing(_("Report"), side(report, "title"), report.get_absolute_url())


def _tasks(actor: Actor, document: Document) -> Iterator[Task]:
    cites = Q(bases__passage__document=document) | Q(progress__passage__document=document)
    yield from tasks.visible_to(actor).filter(cites).distinct()[:SHOWN]


def _reports(actor: Actor, document: Document) -> Iterator[Report]:
    sources = StatementSource.objects.filter(passage__document=document)
    seen = reports.visible_to(actor)
    yield from seen.filter(pk__in=sources.values("statement__report"))[:SHOWN]
