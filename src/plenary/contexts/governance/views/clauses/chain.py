"""A clause's chain as a drawing and as a table: document, passage, clause, what carries it on, tasks, sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from plenary.contexts.governance.enums import FateKind, StatementKind
from plenary.contexts.governance.models import Statement, Task
from plenary.contexts.governance.selectors.clauses.chain import MOST_TASKS, Chain, chain_of
from plenary.contexts.governance.views.answers import light_words
from plenary.kernel.documents.models import Document
from plenary.kernel.documents.policies import opener
from plenary.shared.web.filters import brackets, colon, day, gap, side
from plenary.shared.web.flows import Box, flow
from plenary.shared.web.request import Request
from plenary.shared.web.templates import language

CLAUSE = "clause"


@require_GET
def clause_chain(request: Request, kind: str, pk: int) -> HttpResponse:
    """Draw from where a clause comes and what became of it; what is missing is shown as missing."""
    chain = chain_of(request.actor, kind, pk)
    clause = _clause(chain)
    sentences = [box for task in chain.tasks for box in _sentences(chain, task)]
    columns = [
        *_source(chain, opener(request.actor)),
        [clause],
        [_carrier(name, one) for name, one in chain.carriers],
        [_task(task) for task in chain.tasks] or [_no_task(chain)],
        sentences,
    ]
    drawn = flow(columns, _ties(chain))
    context = {
        "clause": clause,
        "drawn": drawn,
        "missing": [placed.box for placed in drawn.boxes if placed.box.is_missing],
        "crumbs": _crumbs(chain),
        "most": MOST_TASKS if chain.is_cut else 0,
    }
    return render(request, "governance/clause_chain.html", context)


def _source(chain: Chain, may_open: Callable[[Document], bool]) -> list[list[Box]]:
    """Give the document and the passage, each a column; the title of a closed text is not told."""
    passage = chain.passage
    if passage is None:
        return [[Box("passage", _("Passage"), _("no passage kept"), is_missing=True)]]
    if passage.pair is not None and passage.document.lang != language():
        passage = passage.pair
    if not may_open(passage.document):
        return [[Box("passage", _("Passage"), _("kept, but not open to you"))]]
    url = passage.get_absolute_url()
    return [
        [Box("document", _("Document"), passage.document.title, url.partition("#")[0])],
        [Box("passage", _("Passage"), passage.quote, url)],
    ]


def _clause(chain: Chain) -> Box:
    labels = {
        "directive": _("Directive"),
        "decision": _("Decision"),
        "requirement": _("Requirement"),
        "priority": _("Priority"),
    }
    return Box(CLAUSE, labels[chain.kind], _words(chain.clause), _address(chain.kind, chain.clause))


def _words(clause: Any) -> str:
    """Give a clause's text; of a requirement without one, its reference."""
    return side(clause, "text") or side(clause, "reference")


def _address(kind: str, clause: Any) -> str:
    if kind == "requirement":
        return str(clause.get_absolute_url())
    holder = clause.plan if kind == "priority" else clause.meeting
    return f"{holder.get_absolute_url()}#{kind}-{clause.pk}"


def _carrier(kind: str, clause: Any) -> Box:
    label = _("Directive") if kind == "directive" else _("Decision")
    return Box(f"{kind}-{clause.pk}", label, _words(clause), _address(kind, clause))


def _task(task: Task) -> Box:
    words = light_words()
    label = _("Task") + gap() + brackets(words[task.shown_light])
    return Box(f"task-{task.pk}", label, side(task, "title"), task.get_absolute_url())


def _no_task(chain: Chain) -> Box:
    """Say that no task rests on the clause, or why none has to."""
    if getattr(chain.clause, "fate", "") == FateKind.NO_ACTION:
        text = _("No action needed") + colon() + chain.clause.fate_reason
        return Box("none", _("Task"), text)
    if getattr(chain.clause, "fate", "") in {FateKind.RETURNS, FateKind.APPROVES}:
        return Box("none", _("Task"), chain.clause.get_fate_display())
    if getattr(chain.clause, "withdrawn_on", None):
        text = _("withdrawn on %(day)s") % {"day": day(chain.clause.withdrawn_on)}
        return Box("none", _("Task"), text)
    return Box("none", _("Task"), _("no task yet"), is_missing=True)


def _sentences(chain: Chain, task: Task) -> list[Box]:
    said = chain.sentences.get(task.pk, [])
    if not said:
        text = _("no sentence in a report yet")
        return [Box(f"silent-{task.pk}", _("Report"), text, is_missing=True)]
    return [_sentence(one) for one in said]


def _sentence(one: Statement) -> Box:
    is_bare = one.kind == StatementKind.GAP or not one.has_source  # type: ignore[attr-defined] # annotated
    label = _("Report, without evidence") if is_bare else _("Report")
    url = f"{one.report.get_absolute_url()}#s{one.pk}"
    return Box(f"said-{one.pk}", label, side(one, "text"), url, is_missing=is_bare)


def _ties(chain: Chain) -> Iterator[tuple[str, str]]:
    yield "document", "passage"
    yield "passage", CLAUSE
    yield CLAUSE, "none"
    for name, one in chain.carriers:
        yield CLAUSE, f"{name}-{one.pk}"
    for task in chain.tasks:
        key = f"task-{task.pk}"
        through = [f"{name}-{pk}" for name, pk in chain.carried.get(task.pk, [])]
        for start in through or [CLAUSE]:
            yield start, key
        for box in _sentences(chain, task):
            yield key, box.key


def _crumbs(chain: Chain) -> list[tuple[str, Any]]:
    clause = chain.clause
    if chain.kind == "requirement":
        found = [(reverse("governance:requirements"), _("Requirements"))]
        return [*found, (clause.get_absolute_url(), side(clause, "reference"))]
    if chain.kind == "priority":
        found = [(reverse("governance:plans"), _("Plans"))]
        return [*found, (_address("priority", clause), side(clause.plan, "name"))]
    found = [(reverse("governance:meetings"), _("Meetings"))]
    return [*found, (_address(chain.kind, clause), side(clause.meeting, "title"))]
