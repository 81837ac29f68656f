"""The chain of a task as boxes and arrows: source text, clause, meeting, task, progress, closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from plenary.contexts.governance.models import Progress
from plenary.contexts.governance.selectors.task_page import TaskPage
from plenary.contexts.governance.selectors.task_records import Link
from plenary.kernel.documents.models import Document, Passage
from plenary.shared.web.filters import day, side
from plenary.shared.web.templates import language


@dataclass(frozen=True, slots=True)
class Box:
    """A step of the chain: what it is, what it says, and where a click leads."""

    kind: str
    label: str
    text: str
    url: str
    is_done: bool = True


def chain_of(page: TaskPage, may_open: Callable[[Document], bool]) -> list[list[Box]]:
    """Give the chain in columns, from the source text to the closing; a closed text has no link."""
    sources: list[Box] = []
    meetings: list[Box] = []
    bases: list[Box] = []
    for link in page.chain:
        _place(link, may_open, sources, meetings, bases)
    columns = [
        _once(sources),
        _once(meetings),
        _once(bases),
        [_task(page)],
        _reports(page),
        [_end(page)],
    ]
    return [column for column in columns if column]


def _place(
    link: Link,
    may_open: Callable[[Document], bool],
    sources: list[Box],
    meetings: list[Box],
    bases: list[Box],
) -> None:
    passage = _in_language(link)
    url = passage.get_absolute_url() if passage and may_open(passage.document) else ""
    if passage is not None:
        sources.append(Box("source", _("Source text"), passage.document.title, url))
    if link.meeting is not None:
        meetings.append(
            Box(
                "meeting",
                _("Meeting"),
                side(link.meeting, "title"),
                link.meeting.get_absolute_url(),
            )
        )
    bases.append(Box("basis", _basis_label(link), _basis_text(link), _basis_url(link) or url))


def _in_language(link: Link) -> Passage | None:
    """Give the passage of a clause in the language in force, where both texts have it."""
    passage = link.passage
    if link.kind != "directive" or passage is None or passage.pair is None:
        return passage
    return passage if passage.document.lang == language() else passage.pair


def _basis_label(link: Link) -> str:
    labels = {
        "directive": _("Directive"),
        "decision": _("Decision"),
        "requirement": _("Requirement"),
        "priority": _("Priority"),
        "passage": _("Passage"),
    }
    return labels[link.kind]


def _basis_text(link: Link) -> str:
    if link.kind == "requirement":
        return side(link.record, "reference")
    return str(getattr(link.record, "quote", "")) or side(link.record, "text")


def _basis_url(link: Link) -> str:
    if link.meeting is not None and link.kind in {"directive", "decision"}:
        return f"{link.meeting.get_absolute_url()}#{link.kind}-{link.record.pk}"
    absolute = getattr(link.record, "get_absolute_url", None)
    return str(absolute()) if absolute else ""


def _task(page: TaskPage) -> Box:
    number = page.entries[0].number if page.entries else None
    label = _("Task %(number)s") % {"number": number} if number else _("Task")
    return Box("task", label, side(page.task, "title"), page.task.get_absolute_url())


def _reports(page: TaskPage) -> list[Box]:
    if not page.progress:
        return [Box("progress", _("Progress"), _("none yet"), "", is_done=False)]
    latest = page.progress[0].entry
    count = len(page.progress)
    label = ngettext("Progress, %(count)s entry", "Progress, %(count)s entries", count)
    label %= {"count": count}
    text = _("until %(day)s") % {"day": day(_told_until(latest))}
    return [Box("progress", label, text, "#progress")]


def _told_until(entry: Progress) -> dt.date:
    """Give the last day that an entry can tell of: its period may go on after it was handed in."""
    return min(entry.ends_on, timezone.localdate(entry.reported_at))


def _end(page: TaskPage) -> Box:
    task = page.task
    if task.closed_at:
        return Box("end", _("Closed"), day(timezone.localdate(task.closed_at)), "#findings")
    if task.ended_at:
        return Box("end", pgettext("task", "Ended"), day(timezone.localdate(task.ended_at)), "")
    return Box("end", _("Closing"), _("not yet"), "", is_done=False)


def _once(boxes: list[Box]) -> list[Box]:
    return list(dict.fromkeys(boxes))
